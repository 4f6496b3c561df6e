"""Composition root: the system's clock, identities, the usual folder; commands or the window."""

import contextlib
import gc
import os
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mediadesk.domain.types import Uid

__all__ = ["SystemClock", "SystemIds", "main", "usual_folder"]

_KAZAKHSTAN = timezone(timedelta(hours=5))


class SystemClock:
    """The clock of the computer, in the time of Kazakhstan (UTC+5 since 01.03.2024)."""

    def now(self) -> datetime:
        """Give the moment."""
        return datetime.now(_KAZAKHSTAN)

    def today(self) -> date:
        """Give the date in Kazakhstan."""
        return self.now().date()


class SystemIds:
    """Makes UUIDv7 (RFC 9562): milliseconds first, then random."""

    def uid(self) -> "Uid":
        """Give a new identity of 16 bytes."""
        stamp = int(datetime.now(_KAZAKHSTAN).timestamp() * 1000).to_bytes(6, "big")
        rest = bytearray(os.urandom(10))
        rest[0] = 0x70 | (rest[0] & 0x0F)
        rest[2] = 0x80 | (rest[2] & 0x3F)
        return cast("Uid", stamp + bytes(rest))


def usual_folder() -> Path:
    """Give the folder of the centre: chosen at the first start, or the usual one for a user's data."""
    from mediadesk import config

    return config.place(_own_folder())


def _own_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("mediadesk", appauthor=False))


def main(argv: list[str] | None = None) -> int:
    """Run a command, or open the window where none is given; give the exit status."""
    from mediadesk import private
    from mediadesk.cli.run import run

    private.be_private()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a console
    return run(
        sys.argv[1:] if argv is None else argv,
        clock=SystemClock(),
        ids=SystemIds(),
        usual=usual_folder,
        window=_window,
    )


def _window(centre: Path, language: str, file: str) -> int:
    gc.disable()  # nothing is garbage before the first window; then `ui.garbage` collects
    from mediadesk.ui.start import run_window

    own = _own_folder() if centre == usual_folder() else None
    clock, ids = SystemClock(), SystemIds()
    return int(run_window(centre, language, clock=clock, ids=ids, own=own, file=file))
