"""From spawning the program to its painted window, against a bare PySide6 window.

Two windows: the gate, which everybody sees first, and the main window on the start page of the
practice centre. The way to the latter leads through the derivation of the key from the passphrase,
which is slow by design and comes after somebody has typed it: its time is taken out and told.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.harness import Result, alternate

__all__ = ["run"]

_GOAL = 1.40
_ROOT = Path(__file__).resolve().parent.parent


def _environment(folder: Path) -> dict[str, str]:
    """Let both sides keep their byte code, as every installed program does."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "byte-code"),
    }


def _spawn(name: str, centre: Path) -> dict[str, Any]:
    """Start one window and give what it told, with `ms` from the spawn to the painted window."""
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start_child", name, str(centre)],
        cwd=_ROOT,
        env=_environment(centre.parent),
        capture_output=True,
        check=True,
        text=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    told["ms"] = (told["painted"] - start) / 1e6 - told["key"]
    return told


def run(*, fast: bool) -> list[Result]:
    """Measure the gate and the main window of a practice centre that was made before."""
    pairs = 1 if fast else 11
    results = []
    with tempfile.TemporaryDirectory() as name:
        centre = Path(name) / "centre"
        _spawn("desk", centre)  # makes the practice centre
        for window, title in (("gate", "the gate"), ("desk", "the main window, the key known")):
            told: list[dict[str, Any]] = []

            def ours(window: str = window, told: list[dict[str, Any]] = told) -> float:
                told.append(_spawn(window, centre))
                return float(told[-1]["ms"])

            low, high = alternate(lambda: float(_spawn("bare", centre)["ms"]), ours, pairs)
            heavy = sorted({library for each in told for library in each["heavy"]})
            key = median(each["key"] for each in told)
            detail = f"{high:.0f} ms, a bare window {low:.0f} ms"
            if window == "desk":
                detail += f"; {key:.0f} ms for the key are not in it"
            gates = {
                f"no heavy library loaded{': ' + ', '.join(heavy) if heavy else ''}": not heavy,
                "painted": all(each["seen"] for each in told),
            }
            results.append(Result(f"start: {title}", high / low, _GOAL, "x", detail, gates))
    return results
