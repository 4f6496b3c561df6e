"""How long a window takes to be painted, seen from outside by the X server, without any switch.

    first_paint.py [--pairs N] [--display :N] FLOOR -- PROGRAM [WORDS…]

Starts both in turn and tells the medians in milliseconds and their ratio as JSON. The clock runs
from before the process is spawned until the middle of its window has got a colour.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

_LONGEST_S = 60.0
_LEAST_PX = 200
_Z_PIXMAP = 2


def _hear(_display: object, _error: object) -> int:
    """Hear of an error of X: a window that was just listed may be gone. Else the process would end."""
    return 0


_IGNORED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(_hear)


class Screen:
    """An X display, looked at through its own library."""

    def __init__(self, name: str) -> None:
        """Connect to a display such as `:7`; OSError where it cannot be reached."""
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        for function in ("XOpenDisplay", "XGetImage"):
            getattr(self._x, function).restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetPixel.restype = ctypes.c_ulong
        display = self._x.XOpenDisplay(name.encode())
        if not display:
            raise OSError(f"no display {name}")
        self._x.XSetErrorHandler(_IGNORED)
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def is_painted(self) -> bool:
        """Tell whether a window of some size is there whose middle is not the bare screen."""
        return any(self._colour(x, y) for x, y in self._middles())

    def _middles(self) -> Iterator[tuple[int, int]]:
        window, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        by = ctypes.byref
        self._x.XQueryTree(
            self._display, self._root, by(window), by(parent), by(children), by(count)
        )
        for number in range(count.value):
            at = [ctypes.c_int(), ctypes.c_int()]
            rest = [ctypes.c_uint() for _ in range(4)]
            child = ctypes.c_ulong(children[number])
            is_there = self._x.XGetGeometry(
                self._display, child, by(window), by(at[0]), by(at[1]), *(by(each) for each in rest)
            )
            width, height = rest[0].value, rest[1].value
            if is_there and min(width, height) >= _LEAST_PX:
                yield at[0].value + width // 2, at[1].value + height // 2
        if count.value:
            self._x.XFree(children)

    def _colour(self, x: int, y: int) -> int:
        image = self._x.XGetImage(
            self._display, self._root, x, y, 1, 1, ctypes.c_ulong(0xFFFFFF), _Z_PIXMAP
        )
        if not image:
            return 0
        held = ctypes.c_void_p(image)
        colour = int(self._x.XGetPixel(held, 0, 0)) & 0xFFFFFF
        self._x.XDestroyImage(held)
        return colour


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a display of its own, 1366 by 768, as old office computers have."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def timed(seen: Screen, display: str, words: list[str]) -> float:
    """Give the milliseconds from the spawn to the painted window; TimeoutError without one."""
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "DISPLAY": display, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
               "QT_QPA_PLATFORM": "xcb"}  # fmt: skip
        begun = time.monotonic()
        program = subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL)
        try:
            while not seen.is_painted():
                if time.monotonic() - begun > _LONGEST_S or program.poll() is not None:
                    raise TimeoutError(words[0])
                time.sleep(0.002)
            return 1000 * (time.monotonic() - begun)
        finally:
            program.terminate()
            program.wait()
            while seen.is_painted():
                time.sleep(0.01)


def compare(floor: list[str], ours: list[str], pairs: int) -> dict[str, float]:
    """Start both in turn on a display of their own; medians in milliseconds and their ratio."""
    with screen() as display:
        seen = Screen(display)
        took: dict[str, list[float]] = {"floor": [], "ours": []}
        for words in (floor, ours):  # once, so that both lie in memory
            timed(seen, display, words)
        for _ in range(pairs):
            took["floor"].append(timed(seen, display, floor))
            took["ours"].append(timed(seen, display, ours))
    low, high = median(took["floor"]), median(took["ours"])
    return {"floor_ms": round(low, 1), "ours_ms": round(high, 1), "ratio": round(high / low, 2)}


def main() -> int:
    """Tell the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=11)
    parser.add_argument("floor", type=Path)
    parser.add_argument("program", nargs="+")
    asked = parser.parse_args()
    print(json.dumps(compare([str(asked.floor)], asked.program, asked.pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
