"""The log and the crash reports: short, rotating, without personal data.

Messages carry codes and local ids only. A crash report holds the places in our code and the kind
of the exception, never its text or any values, since those can quote the files.
"""

import faulthandler
import logging
import platform
import traceback
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from mediadesk import __version__

__all__ = ["crash_report", "start", "stop"]

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_BYTES = 500_000
_KEEP = 3


def start(folder: Path) -> logging.Handler | None:
    """Begin the log of a centre in `<centre>/logs`; None where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "mediadesk.log", maxBytes=_BYTES, backupCount=_KEEP, encoding="utf-8"
        )
        (folder / "mediadesk.log").chmod(0o600)
        _watch_faults(folder)
    except (OSError, ValueError, RuntimeError):
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger = logging.getLogger("mediadesk")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """End a log that was begun."""
    logging.getLogger("mediadesk").removeHandler(handler)
    handler.close()


def _watch_faults(folder: Path) -> None:
    """Let a fault below Python leave the places in the code; the file stays open for that moment.

    A program with a window has no console on Windows: there is nowhere else to write to.
    """
    if not faulthandler.is_enabled():
        faulthandler.enable(file=(folder / "faults.txt").open("a", encoding="utf-8"))


def crash_report(
    folder: Path, error: BaseException, trace: TracebackType | None, at: datetime
) -> Path | None:
    """Write a crash report without any value of the files and give its path, or None."""
    lines = [
        f"MediaDesk {__version__}",
        f"{at:%Y-%m-%d %H:%M:%S%z}",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        type(error).__qualname__,
    ]
    lines += [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return None
    return path
