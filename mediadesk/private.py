"""What the process itself owes to the people of a centre: no dump of its memory, no word on the screen
of the system, files of their owner only.

Done once, before anything else. Exceptions that nobody caught are told by kind and place, never with
their texts or values: those can quote the files.
"""

import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

__all__ = ["be_private", "places"]

_LOG = logging.getLogger(__name__)
_OWNER_ONLY = 0o077
_PR_SET_DUMPABLE = 4
_NO_BOXES = 0x0001 | 0x0002 | 0x8000
"""Windows: no box of an error, so that no report with memory is made of it."""
_NO_HEAP = 0x0001
"""Windows: what is reported of a fall goes without the memory of the program."""
_DEEP = 8


def be_private() -> None:
    """Close the process as far as the system lets it; what it does not know is passed over."""
    os.umask(_OWNER_ONLY)
    _no_dumps()
    logging.raiseExceptions = False
    logging.getLogger().addHandler(logging.NullHandler())  # else others write to the standard error
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    sys.excepthook = _fell
    threading.excepthook = _thread_fell
    sys.unraisablehook = _lost


def _no_dumps() -> None:
    """Forbid dumps of the memory, and debuggers of the same user where the system can."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        with suppress(AttributeError, OSError):
            kernel.SetErrorMode(_NO_BOXES)
            kernel.WerSetFlags(_NO_HEAP)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def places(error: BaseException, trace: TracebackType | None = None) -> tuple[str, ...]:
    """Name the kinds of an exception and of those that led to it, and the places in the code."""
    return tuple(_chain(error, trace or error.__traceback__))


def _chain(error: BaseException | None, trace: TracebackType | None) -> Iterator[str]:
    for turn in range(_DEEP):
        if error is None:
            return
        yield type(error).__qualname__ if not turn else f"of {type(error).__qualname__}"
        for each in traceback.extract_tb(trace):
            yield f"  {Path(each.filename).name}:{each.lineno} {each.name}"
        error = error.__cause__ or error.__context__
        trace = error.__traceback__ if error is not None else None


def _tell(error: BaseException, trace: TracebackType | None) -> None:
    _LOG.error("unexpected: %s", "; ".join(line.strip() for line in places(error, trace)))


def _fell(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        _tell(error, trace)


def _thread_fell(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        _tell(told.exc_value, told.exc_traceback)


def _lost(told: "UnraisableHookArgs") -> None:
    if told.exc_value is not None:
        _tell(told.exc_value, told.exc_traceback)
