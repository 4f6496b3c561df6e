"""Puts a backup back in a private folder of its own, checks it wholly, and removes it again."""

import hmac
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mediadesk import files
from mediadesk.db import check, restoring
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.changes import Severity
from mediadesk.domain.rehearsals import Rehearsal, from_data

if TYPE_CHECKING:
    from mediadesk.domain.users import User

__all__ = [
    "COMMAND",
    "PROOF",
    "begun_on",
    "noted",
    "proofs",
    "read_proof",
    "rehearse",
    "write_proof",
]

COMMAND: Final = "PractiseRestoring"
"""Under this name the journal notes a practice."""
PROOF: Final = ".mdproof"
_PURPOSE: Final = b"MediaDesk practice of restoring 1"


@dataclass(frozen=True, slots=True)
class _Restored:
    """What `check.run` wants to know of a file."""

    folder: Path
    key: bytes


def rehearse(
    path: Path,
    passphrase: str,
    *,
    checked_at: str,
    computer: str,
    is_elsewhere: bool,
    place: Path | None = None,
) -> tuple[Rehearsal, bytes]:
    """Restore a backup in a temporary folder only its owner may enter; the result and its key.

    `place` is where that folder is made (the system's place for such by default). It is gone when
    this ends, whatever happens. WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING, DISK_FULL.
    """
    who: list[User] = []
    try:
        folder = Path(tempfile.mkdtemp(prefix="mediadesk-practice-", dir=place))
    except OSError as error:
        raise files.trouble(error) from error
    try:
        facts, key = restoring.restore(
            folder, path, passphrase, judge=lambda user, _roles: who.append(user)
        )
        found = check.run(_Restored(folder, key))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    made = Rehearsal(
        backup=path.name,
        made_at=facts.made_at,
        checked_at=checked_at,
        computer=computer,
        by=who[0].uid.hex() if who else "",
        cases=facts.cases,
        rows=facts.figures.all_rows,
        files=facts.figures.files,
        file_bytes=facts.figures.file_bytes,
        findings=sum(each.severity is not Severity.INFO for each in found),
        content=facts.figures.content,
        is_elsewhere=is_elsewhere,
    )
    return made, key


def _signed(told: Rehearsal, key: bytes) -> str:
    text = json.dumps(told.data(), sort_keys=True, ensure_ascii=True).encode()
    return hmac.digest(hmac.digest(key, _PURPOSE, "sha256"), text, "sha256").hex()


def write_proof(path: Path, told: Rehearsal, key: bytes) -> Path:
    """Write the result beside the backup, signed with the centre's own key; give its path.

    Only figures and the name of the computer stand there. WorldTrouble: READ_ONLY, DISK_FULL …
    """
    target = path.with_suffix(PROOF)
    text = json.dumps({"practice": told.data(), "signature": _signed(told, key)}, indent=1)
    with files.replacing(target) as part:
        part.write_text(text + "\n", encoding="utf-8")
    return target


def read_proof(path: Path, key: bytes) -> Rehearsal | None:
    """Read a result and check that it was signed with this centre's key; None for any other file."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        data = json.loads(path.read_text(encoding="utf-8"))
        told = from_data(data["practice"])
        if hmac.compare_digest(str(data["signature"]), _signed(told, key)):
            return told
    return None


def proofs(folder: Path) -> tuple[Path, ...]:
    """List the results that lie in a folder."""
    with suppress(OSError):
        return tuple(sorted(folder.glob(f"*{PROOF}")))
    return ()


def noted(conn: Connection) -> tuple[Rehearsal, ...]:
    """Give the practices the journal knows, the newest first."""
    found = rows(conn, "SELECT params FROM journal WHERE command = ? ORDER BY seq DESC", (COMMAND,))
    return tuple(_readable(json.loads(params) for (params,) in found))


def _readable(found: Iterator[Any]) -> Iterator[Rehearsal]:
    for each in found:
        with suppress(ValueError):
            yield from_data(each)


def begun_on(conn: Connection) -> str:
    """Give the moment of the first entry of the journal; '' for an empty one."""
    found = rows(conn, "SELECT at FROM journal ORDER BY seq LIMIT 1")
    return str(found[0][0]) if found else ""
