"""Making, opening and restoring a centre: what happens before there is a desk."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from mediadesk.errors import Code, InputProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts
    from mediadesk.domain.model import Office
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.usecases.desk import Desk

__all__ = ["create_desk", "has_centre", "open_desk", "regions", "restore_backup", "unfinished_goes"]


def has_centre(folder: Path) -> bool:
    """Tell whether there is a centre in a folder."""
    from mediadesk.db import DATABASE

    return (folder / DATABASE).exists()


def open_desk(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    recovery_key: str = "",
    operator: str = "",
    immediate: bool = True,
) -> Desk:
    """Open a centre; `immediate` works on the calling thread, else one thread of its own writes.

    WorldTrouble for a wrong passphrase, a damaged, foreign or newer file, a centre in use.
    """
    from mediadesk.db.store import Store
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.law import load_law

    law = load_law(folder)
    store = Store.open(
        folder,
        passphrase,
        clock=clock,
        ids=ids,
        operator=operator,
        recovery_key=recovery_key,
        immediate=immediate,
    )
    return Desk(store, clock=clock, ids=ids, centre=folder, law=law)


def create_desk(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    office: Office | None = None,
    operator: str = "",
    immediate: bool = True,
) -> tuple[Desk, str]:
    """Make a new centre and its office; give the desk and the recovery key, told only now.

    An office that cannot be saved is refused before anything is made.
    """
    from mediadesk.db.store import Store
    from mediadesk.domain.checks import demand
    from mediadesk.domain.commands import SaveOffice
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.law import load_law

    law = load_law(folder)
    if office is not None:
        demand(office)
        if office.region not in regions(folder):
            raise InputProblem(Code.BAD_VALUE, field="region", label="Region")
    with unfinished_goes(folder):
        store, recovery = Store.create(
            folder, passphrase, clock=clock, ids=ids, operator=operator, immediate=immediate
        )
        desk = Desk(store, clock=clock, ids=ids, centre=folder, law=law)
        if office is not None:
            try:
                desk.execute(SaveOffice(office=office)).result()
            except BaseException:
                desk.close()
                raise
    return desk, recovery


@contextmanager
def unfinished_goes(folder: Path) -> Iterator[None]:
    """Take a centre that is being made away again if it cannot be finished.

    What lay in the folder before is never touched.
    """
    from mediadesk.db import keys
    from mediadesk.db.store import DATABASE

    names = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", keys.KEY_FILE)
    is_free = not any((folder / name).exists() for name in names)
    try:
        yield
    except BaseException:
        if is_free:
            _discard(folder, names)
        raise


def _discard(folder: Path, names: tuple[str, ...]) -> None:
    for path in (*(folder / name for name in names), *folder.glob("*.lock")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    with suppress(OSError):  # only if nothing else lies in it
        folder.rmdir()


def regions(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Give the regions by their code, with names in each language (`ru`, `kk`, `en`)."""
    from mediadesk import assets

    rows = assets.load_toml("regions.toml", folder)["region"]
    return {row["code"]: {lang: row[f"name_{lang}"] for lang in ("ru", "kk", "en")} for row in rows}


def restore_backup(
    folder: Path, path: Path, passphrase: str, recovery_key: str = ""
) -> BackupFacts:
    """Put a backup in the place of a closed centre; what was there is kept beside it."""
    from mediadesk.db import backup

    return backup.restore(folder, path, passphrase, recovery_key)
