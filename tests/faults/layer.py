"""The file layer of `layer.c` from within a process that was started under it."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "KILLS",
    "Step",
    "build",
    "hits",
    "mark",
    "preloaded",
    "read_log",
    "refused",
    "start",
    "stop",
]

SOURCE = Path(__file__).with_name("layer.c")
KILLS = {"": 0, "before": 1, "after": 2, "half": 3}
"""Where at a step the process kills itself: a half written one is torn."""
_HEAD = struct.Struct("=cQqIII")


def build(folder: Path) -> Path:
    """Compile the layer; FileNotFoundError where there is no C compiler."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        raise FileNotFoundError("a C compiler")
    made = folder / "layer.so"
    words = [compiler, "-O1", "-Wall", "-shared", "-fPIC", "-o", str(made), str(SOURCE)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return made


def preloaded(made: Path) -> dict[str, str]:
    """Give the environment of a process under the layer."""
    return {**os.environ, "LD_PRELOAD": str(made), "PYTHONDONTWRITEBYTECODE": "1"}


def start(
    folder: Path, log: Path | None = None, *, at: int = 0, error: int = 0, forever: bool = False,
    kill: str = "",
) -> None:  # fmt: skip
    """Watch a folder: write a log, or let the step `at` (from 1) fail or be the last one."""
    call = ctypes.CDLL(None).faults_start
    call.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_long, *[ctypes.c_int] * 3]
    place = os.fsencode(os.path.realpath(folder))
    call(place, os.fsencode(log) if log else b"", at, error, int(forever), KILLS[kill])


def stop() -> int:
    """Watch no longer; gives how many steps there were."""
    call = ctypes.CDLL(None).faults_stop
    call.restype = ctypes.c_long
    return int(call())


def mark() -> None:
    """Write into the log that what was done so far has been acknowledged."""
    ctypes.CDLL(None).faults_mark()


def hits() -> int:
    """Tell how many steps were made to fail."""
    return int(ctypes.CDLL(None).faults_hits())


def refused() -> bool:
    """Tell whether the first step that failed was to synchronise a log, wholly written by then."""
    return bool(ctypes.CDLL(None).faults_refused())


@dataclass(frozen=True)
class Step:
    """One change of a file: `op` is C(reated), W(ritten), T(runcated), S(ynced), D(irectory synced),
    R(enamed), U(nlinked), M(ade folder), A(cknowledged: no change, a mark).
    """

    op: str
    inode: int
    at: int
    path: str
    to: str
    data: bytes


def read_log(path: Path) -> Iterator[Step]:
    """Give the steps of a log in their order."""
    data = path.read_bytes()
    at = 0
    while at + _HEAD.size <= len(data):
        op, inode, where, *sizes = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        parts = []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        yield Step(
            op.decode(), inode, where, os.fsdecode(parts[0]), os.fsdecode(parts[1]), parts[2]
        )
