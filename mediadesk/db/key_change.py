"""Puts a new key file in force together with its entry in the journal: both, or neither.

Two files cannot change in one step, so the database decides. The new key file is written beside the
old one; the transaction that notes the change in the journal also notes the hash of the new key
file; then it takes its place. Whoever opens the centre after a crash asks the database which of the
two it knows: that one stays, the other goes.
"""

from contextlib import suppress
from pathlib import Path

from mediadesk import files
from mediadesk.db import keys, swap
from mediadesk.db.connection import Connection, rows
from mediadesk.errors import Code, WorldTrouble

__all__ = ["find", "finish", "is_known", "note", "place", "prepare", "settle"]


def find(
    folder: Path, secret: str, mark: str | None, *, is_recovery: bool
) -> tuple[keys.Opened, keys.KeyFile]:
    """Find the key of the file, by the key file in force or by one that was about to be.

    WorldTrouble(WRONG_PASSPHRASE, WRONG_RECOVERY_KEY, KEY_FILE_DAMAGED) where neither fits.
    """
    kinds = ("recovery", "holders") if is_recovery else ("passphrase",)
    trouble: WorldTrouble | None = None
    for key_file in filter(None, (keys.read(folder), keys.read_next(folder))):
        for kind in kinds:
            try:
                return key_file.opened(secret, kind, mark), key_file
            except WorldTrouble as error:
                trouble = trouble or error
    raise trouble or WorldTrouble(Code.KEY_FILE_DAMAGED)


def prepare(folder: Path, changed: keys.KeyFile) -> None:
    """Write the new key file beside the one in force; it is on the disk when this is done."""
    changed.save(folder, keys.NEXT_FILE)


def note(conn: Connection, changed: keys.KeyFile) -> None:
    """Note in the open transaction which key file holds once it is committed."""
    sql = "INSERT INTO key_state (id, sha256) VALUES (1, ?)"
    conn.execute(
        f"{sql} ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256", (changed.sha256,)
    )


def settle(conn: Connection, folder: Path) -> bool:
    """Finish a change that was begun or take it back; tells whether the new key file holds now."""
    pending = keys.read_next(folder)
    path = folder / keys.NEXT_FILE
    if pending is None:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    try:
        if _known(conn) == pending.sha256:
            files.move(path, folder / keys.KEY_FILE)
            files.sync(folder)
            return True
        path.unlink()
    except OSError as error:
        raise files.trouble(error, keys.KEY_FILE) from error
    return False


def _known(conn: Connection) -> str:
    found = rows(conn, "SELECT sha256 FROM key_state WHERE id = 1")
    return str(found[0][0]) if found else ""


def is_known(conn: Connection, folder: Path) -> bool:
    """Tell whether the key file in force is the one the database knows; True if it knows none."""
    known = _known(conn)
    return not known or known == keys.read(folder).sha256


def place(folder: Path, generation: int) -> Path:
    """Name the database that is made for a generation of the key file, see `rekey`."""
    return folder / f"centre.rekey-{generation}.db"


def finish(folder: Path, generation: int) -> bool:
    """Put the database of a new key in place if its key file holds; drop one whose does not.

    Tells whether it was put in place. Must be called under the lock, with the file closed.
    """
    ready = place(folder, generation)
    for path in folder.glob("centre.rekey-*.db"):
        if path != ready:
            swap.discard(path)
    if not ready.exists():
        return False
    swap.replace_database(folder, ready)
    return True
