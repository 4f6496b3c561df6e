"""Making, opening and restoring a centre: what happens before there is a desk."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.unfinished import unfinished_goes

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts
    from mediadesk.db.store import Store
    from mediadesk.domain.model import Office
    from mediadesk.domain.ports import Clock, Ids, Progress
    from mediadesk.domain.users import User
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.law import Law

__all__ = [
    "create_desk",
    "has_centre",
    "has_key_parts",
    "mark_at_door",
    "may_restore",
    "new_file_key",
    "open_desk",
    "open_or_view",
    "people_at_door",
    "recovery_secret",
    "regions",
    "restore_backup",
    "unfinished_goes",
    "view_desk",
    "work_again",
]


_VIEWED = frozenset({Code.FILE_IN_USE, Code.NETWORK_FOLDER, Code.READ_ONLY})
"""Why a centre is opened for looking only."""


def has_centre(folder: Path) -> bool:
    """Tell whether there is a centre in a folder, be it damaged or half put back."""
    from mediadesk.db import DATABASE, KEY_FILE

    names = (DATABASE, KEY_FILE, "centre.ready.json")
    return any((folder / name).exists() for name in names)


def open_desk(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    recovery_key: str = "",
    user: str | None = None,
    operator: str = "",
    immediate: bool = True,
    progress: Progress | None = None,
) -> Desk:
    """Open a centre; `immediate` works on the calling thread, else one thread of its own writes.

    `user` is the name at the door of one of several people; a centre of one needs none. The
    recovery key may be two parts of a key, one a line. A file of an earlier program is brought up
    first; `progress` hears of it and may stop it: Cancelled. WorldTrouble for a wrong passphrase, a
    damaged, foreign or newer file, a centre in use; InputProblem(PERSON_MISSING, PERSON_UNKNOWN,
    KEY_PART_BAD).
    """
    from mediadesk.db.store import Store
    from mediadesk.usecases.law import load_law

    law = load_law(folder)
    is_recovery = bool(recovery_key)
    store = Store.open(
        folder,
        passphrase,
        clock=clock,
        ids=ids,
        operator=operator,
        recovery_key=recovery_secret(recovery_key) if is_recovery else "",
        mark=None if is_recovery else _mark_of(folder, user),
        immediate=immediate,
        progress=progress,
    )
    desk = _signed_in(store, folder, law, clock=clock, ids=ids, operator=operator)
    desk.note_coming(store.opened.kind, store.wrong_before)
    return desk


def view_desk(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    recovery_key: str = "",
    user: str | None = None,
    operator: str = "",
) -> Desk:
    """Open a centre for looking only: a picture of its file, for somebody else works in it.

    What such a desk is told to change fails with WorldTrouble(VIEW_ONLY). Errors as `open_desk`.
    """
    from mediadesk.db.viewing import look
    from mediadesk.usecases.law import load_law

    is_recovery = bool(recovery_key)
    store = look(
        folder,
        passphrase,
        clock=clock,
        ids=ids,
        operator=operator,
        recovery_key=recovery_secret(recovery_key) if is_recovery else "",
        mark=None if is_recovery else _mark_of(folder, user),
    )
    return _signed_in(store, folder, load_law(folder), clock=clock, ids=ids, operator=operator)


def _signed_in(
    store: Store, folder: Path, law: Law, *, clock: Clock, ids: Ids, operator: str
) -> Desk:
    """Make the desk of an opened file for whoever opened it; the file is closed if that fails."""
    from mediadesk.usecases.desk import Desk

    desk = Desk(store, clock=clock, ids=ids, centre=folder, law=law)
    try:
        desk.sign_in(store.opened, operator)
    except BaseException:
        desk.close()
        raise
    return desk


def open_or_view(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock,
    ids: Ids,
    recovery_key: str = "",
    user: str | None = None,
    operator: str = "",
    immediate: bool = True,
    progress: Progress | None = None,
) -> Desk:
    """Open a centre to work in it; where that cannot be, for looking only, saying why (`why_view`).

    It cannot be while somebody else works in it, on a network drive, and where nothing can be
    written. A wrong passphrase and a damaged file raise as in `open_desk`.
    """
    try:
        return open_desk(
            folder, passphrase, clock=clock, ids=ids, recovery_key=recovery_key, user=user,
            operator=operator, immediate=immediate, progress=progress,
        )  # fmt: skip
    except WorldTrouble as trouble:
        if trouble.code not in _VIEWED:
            raise
        desk = view_desk(
            folder, passphrase, clock=clock, ids=ids, recovery_key=recovery_key, user=user,
            operator=operator,
        )  # fmt: skip
        desk.why_view = trouble
        return desk


def work_again(desk: Desk, *, immediate: bool = True) -> Desk:
    """Open the centre of a desk that only looks to work in it; WorldTrouble as long as it cannot be.

    Nobody is asked for the passphrase again: the key is at hand. The desk given stays open.
    """
    from mediadesk.db.store import Store
    from mediadesk.usecases.law import load_law

    store = Store.open_with_key(
        desk.centre, desk.store.opened, clock=desk.clock, ids=desk.ids,
        operator=desk.store.operator, immediate=immediate,
    )  # fmt: skip
    made = _signed_in(
        store, desk.centre, load_law(desk.centre), clock=desk.clock, ids=desk.ids,
        operator=desk.store.operator,
    )  # fmt: skip
    made.note_coming(store.opened.kind, 0)
    return made


def people_at_door(folder: Path) -> tuple[str, ...]:
    """Name the people who may open a centre; () where there is only one or the file is damaged.

    Read before anything else is loaded, so it knows the form of the file by itself (`db.keys`).
    """
    import json

    from mediadesk.db import KEY_FILE

    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        slots = json.loads((folder / KEY_FILE).read_text(encoding="utf-8"))["slots"]
        names = tuple(str(s.get("name", "")) for s in slots if s["kind"] == "passphrase")
        return names if len(names) > 1 else ()
    return ()


def has_key_parts(folder: Path) -> bool:
    """Tell whether three people hold parts of a key to a centre."""
    from mediadesk.db import keys

    try:
        return keys.read(folder).has("holders")
    except WorldTrouble:
        return False


def mark_at_door(folder: Path, user: str) -> str | None:
    """Find the slot of a person where the key file can be read; None where anybody's is tried."""
    try:
        return _mark_of(folder, user)
    except WorldTrouble:
        return None


def _mark_of(folder: Path, user: str | None) -> str | None:
    """Find the slot of a person by the name at the door; None where anybody's may be tried."""
    from mediadesk.db import keys
    from mediadesk.domain.text import fold

    if not (folder / keys.KEY_FILE).exists():
        return None
    found = keys.read(folder).sitters()
    if len(found) <= 1:
        return found[0].mark if found else None
    if not user:
        raise InputProblem(Code.PERSON_MISSING, names=", ".join(each.name for each in found))
    for each in found:
        if fold(each.name) == fold(user):
            return each.mark
    raise InputProblem(Code.PERSON_UNKNOWN, name=user)


def recovery_secret(typed: str) -> str:
    """Give the recovery key, or the secret of two parts of a key that were typed, one a line."""
    from mediadesk.domain.key_parts import NEEDED, join

    parts = [line for line in typed.splitlines() if line.strip()]
    return join(parts).hex() if len(parts) == NEEDED else typed


def new_file_key(
    folder: Path, passphrase: str, *, clock: Clock, ids: Ids, user: str = "", operator: str = ""
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Encrypt a closed centre with a new key; give the recovery key and the first passphrases.

    The passphrases come with the names at the door; see `db.rekey`. Only a head may do it, which
    the desk has judged before it was closed.
    """
    from mediadesk.db import keys, rekey

    mark = _mark_of(folder, user) or ""
    names = {each.mark: each.name for each in keys.read(folder).sitters()}
    made = rekey.rekey(folder, passphrase, mark, clock=clock, ids=ids, operator=operator)
    return made.recovery, tuple((names[m], firsts) for m, firsts in made.firsts.items())


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


def regions(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Give the regions by their code, with names in each language (`ru`, `kk`, `en`)."""
    from mediadesk import assets

    rows = assets.load_toml("regions.toml", folder)["region"]
    return {row["code"]: {lang: row[f"name_{lang}"] for lang in ("ru", "kk", "en")} for row in rows}


def restore_backup(
    folder: Path, path: Path, passphrase: str, recovery_key: str = ""
) -> BackupFacts:
    """Put a backup in the place of a closed centre; what was there is kept beside it.

    Whoever's passphrase it is must have had the right to by the backup: InputProblem(NOT_ALLOWED).
    """
    from mediadesk.db import restoring

    return restoring.restore(folder, path, passphrase, recovery_key, may_restore)[0]


def may_restore(user: User, roles: str) -> None:
    """Demand the right to put an earlier file in place, by the roles of that file ('' for ours)."""
    from mediadesk import assets
    from mediadesk.domain.rights import ROLES_FILE, Right
    from mediadesk.usecases.law import load_law

    texts = {ROLES_FILE: roles} if roles else {}
    book = load_law(assets.Shelf(assets.root("resources"), texts)).roles
    if not (user.is_active and book.may(user.role, Right.RESTORE)):
        role = book.of(user.role).words
        raise InputProblem(Code.NOT_ALLOWED, role=role, right=Right.RESTORE)
