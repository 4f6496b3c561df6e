"""The log and the crash reports: short, rotating, without personal data.

Messages carry codes and local ids only. A crash report holds the places in our code and the kind
of the exception, never its text or any values, since those can quote the files.
"""

import faulthandler
import logging
import os
import platform
from datetime import datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from mediadesk import __version__, files, private
from mediadesk.errors import WorldTrouble

__all__ = ["crash_report", "start", "stop"]

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_BYTES = 500_000
_KEEP = 3
_FAULTS: list[BinaryIO] = []
"""The file of faults, while it is open."""


def start(folder: Path) -> logging.Handler | None:
    """Begin the log of a centre in `<centre>/logs`; None where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _OwnFile(
            folder / "mediadesk.log", maxBytes=_BYTES, backupCount=_KEEP, encoding="utf-8"
        )
        _watch_faults(folder)
    except (OSError, ValueError, RuntimeError):
        return None
    handler.setFormatter(_Places(_FORMAT))
    logger = logging.getLogger("mediadesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """End a log that was begun."""
    logging.getLogger("mediadesk").removeHandler(handler)
    handler.close()
    while _FAULTS:
        faulthandler.disable()
        _FAULTS.pop().close()


def _watch_faults(folder: Path) -> None:
    """Let a fault below Python leave the places in the code; the file stays open for that moment.

    A program with a window has no console on Windows: there is nowhere else to write to.
    """
    if not faulthandler.is_enabled():
        number = os.open(folder / "faults.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        _FAULTS.append(os.fdopen(number, "ab"))
        faulthandler.enable(file=_FAULTS[-1])


def crash_report(
    folder: Path, error: BaseException, trace: TracebackType | None, at: datetime
) -> Path | None:
    """Write a crash report without any value of the files and give its path, or None."""
    lines = [
        f"MediaDesk {__version__}",
        f"{at:%Y-%m-%d %H:%M:%S%z}",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        *private.places(error, trace),
    ]
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with files.replacing(path) as part:
            part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except (OSError, WorldTrouble):
        return None
    return path


class _OwnFile(RotatingFileHandler):
    """Makes every file of the log its owner's only, those of a rotation too."""

    def _open(self) -> TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(number, "ab"), encoding=self.encoding)


class _Places(logging.Formatter):
    """Writes an exception as its places; its text and the lines of code stay out."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (a name of the standard library)
        """Name kinds and places."""
        return "\n".join(private.places(ei[1], ei[2])) if ei[1] is not None else ""

    def formatStack(self, _stack: str) -> str:  # noqa: N802
        """Leave the stack out."""
        return ""
