"""The proof of an installation: a temporary encrypted centre, printed, exported and checked."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.domain.packages import PackageState
from mediadesk.domain.ports import Clock, Ids
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.usecases.desk import Desk

__all__ = ["prove"]

_CASES = 24


def prove(
    *,
    clock: Clock,
    ids: Ids,
    show: "Callable[[Desk], None] | None" = None,
    done: Callable[[str], None] = lambda _: None,
) -> tuple[str, ...]:
    """Do everything once and name the steps; raises what the first failure raises.

    `show` shows the window over the temporary centre; `done` hears of each step as it ends.
    """
    steps = []
    with tempfile.TemporaryDirectory(prefix="mediadesk-") as folder:
        for name in _steps(Path(folder), clock, ids, show):
            done(name)
            steps.append(name)
    return tuple(steps)


def _steps(
    folder: Path, clock: Clock, ids: Ids, show: "Callable[[Desk], None] | None"
) -> Iterator[str]:
    from mediadesk.usecases.main_job import do_main_job
    from mediadesk.usecases.opening import create_desk, open_desk
    from mediadesk.usecases.practice import fill

    for language in LANGUAGES:
        if Translator(language).text("Case opened") == "Case opened":
            raise WorldTrouble(Code.RESOURCE_BAD, name=f"translations/{language}")
    yield N_("Both languages are there")
    centre, phrase = folder / "centre", secrets.token_urlsafe()
    desk, _recovery = create_desk(centre, phrase, clock=clock, ids=ids)
    try:
        fill(desk.store, desk.law, cases=_CASES, last=clock.today())
    finally:
        desk.close()
    yield N_("An encrypted centre was made and filled")
    desk = open_desk(centre, phrase, clock=clock, ids=ids)
    try:
        made = do_main_job(desk, folder / "results", clock.today().year)
        if any(path.stat().st_size == 0 for path in made):
            raise WorldTrouble(Code.RESOURCE_BAD, name="results")
        yield N_("Documents and workbooks were written")
        desk.verify_backup(desk.backup())
        yield N_("A backup was made and proven")
        if desk.check():
            raise WorldTrouble(Code.FILE_DAMAGED)
        yield N_("The file, its journal and its numbers are sound")
        sent = folder / "proof.mdpack"
        desk.make_package(sent, passphrase=phrase)
        (read,) = desk.preview_packages([sent], phrase).packages
        if read.state is not PackageState.OWN:  # read and found to be signed by ourselves
            raise WorldTrouble(Code.RESOURCE_BAD, name=sent.name)
        yield N_("A package was sealed, signed and read again")
        if show is not None:
            show(desk)
            yield N_("The window was shown in both languages")
    finally:
        desk.close()
