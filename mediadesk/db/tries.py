"""Wrong passphrases are slowed down: a small file beside the key file counts them.

A try is counted before it is looked at, so that a killed program counts too, and forgotten when it
was right. The first few wrong ones cost nothing but the work on the passphrase; after them each
doubles the wait, up to some minutes. Who has the files may delete this one; against him stands the
cost of scrypt alone. No name and no secret stands in it.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from mediadesk import files
from mediadesk.errors import Code, WorldTrouble

__all__ = ["FREE", "LONGEST", "TRIES_FILE", "begin", "forget", "wait_after"]

TRIES_FILE = "centre.tries.json"
FREE = 4
"""So many wrong ones in a row cost no wait."""
LONGEST = 300
"""Seconds of the longest wait."""
_FIRST = 5


def wait_after(wrong: int) -> int:
    """Give the seconds to wait after so many wrong tries in a row."""
    if wrong < FREE:
        return 0
    return int(min(_FIRST * 2 ** min(wrong - FREE, 20), LONGEST))


def begin(folder: Path, slot: str, now: datetime) -> int:
    """Count a try; give how many wrong ones went before. WorldTrouble(TOO_MANY_TRIES) to wait.

    A clock that was put back costs one full wait, never more.
    """
    known = _read(folder)
    wrong, last = known.get(slot, (0, now.isoformat()))
    wait = wait_after(wrong)
    passed = (now - _moment(last, now)).total_seconds()
    left = wait - passed if passed >= 0 else wait
    if left > 0:
        if passed < 0:
            _write(folder, {**known, slot: (wrong, now.isoformat())})
        raise WorldTrouble(Code.TOO_MANY_TRIES, seconds=int(left) + 1)
    _write(folder, {**known, slot: (wrong + 1, now.isoformat())})
    return wrong


def forget(folder: Path, slot: str) -> None:
    """Forget the wrong tries of a slot: the right secret came."""
    known = _read(folder)
    if slot not in known:
        return
    del known[slot]
    if known:
        _write(folder, known)
    else:
        with suppress(OSError):
            (folder / TRIES_FILE).unlink(missing_ok=True)


def _moment(text: str, now: datetime) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def _read(folder: Path) -> dict[str, tuple[int, str]]:
    """Read what is counted; a file that makes no sense counts nothing."""
    with suppress(OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        found = json.loads((folder / TRIES_FILE).read_text(encoding="ascii"))
        told = {str(k): (max(0, int(n)), str(at)) for k, (n, at) in found.items()}
        for _n, at in told.values():
            datetime.fromisoformat(at)
        return told
    return {}


def _write(folder: Path, known: dict[str, tuple[int, str]]) -> None:
    """Write it; where the folder cannot be written to, nothing is counted."""
    with suppress(WorldTrouble), files.replacing(folder / TRIES_FILE) as part:
        part.write_text(json.dumps(known), encoding="ascii")
