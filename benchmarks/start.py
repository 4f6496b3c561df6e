"""From spawning the program to its painted window, against a bare PySide6 window.

Two windows: the gate, which everybody sees first, and the main window on the start page of the
practice centre. The way to the latter leads through the derivation of the key from the passphrase,
which is slow by design and comes after somebody has typed it: its time is taken out and told.
"""

import importlib.util
import json
import os
import shutil
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


def _install(folder: Path) -> None:
    """Lay the program out as a wheel does: its resources inside it, its catalogues compiled."""
    where = importlib.util.spec_from_file_location("hatch_build", _ROOT / "hatch_build.py")
    if where is None or where.loader is None:
        raise FileNotFoundError("hatch_build.py")
    build = importlib.util.module_from_spec(where)
    where.loader.exec_module(build)
    package = folder / "mediadesk"
    shutil.copytree(_ROOT / "mediadesk", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(_ROOT / "resources", package / "_resources")
    for source in (_ROOT / "translations").glob("*/LC_MESSAGES/*.po"):
        target = package / "_translations" / source.relative_to(_ROOT / "translations")
        build.compile_catalogue(source, target.with_suffix(".mo"))


def _environment(folder: Path) -> dict[str, str]:
    """Let both sides keep their byte code, and ours be found where it was installed."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(folder / "installed"),
        "PYTHONPYCACHEPREFIX": str(folder / "byte-code"),
    }


def _spawn(name: str, centre: Path) -> dict[str, Any]:
    """Start one window and give what it told, with `ms` from the spawn to the painted window."""
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, _ROOT / "benchmarks" / "start_child.py", name, centre],
        cwd=centre.parent,
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
        _install(Path(name) / "installed")
        _spawn("desk", centre)  # makes the practice centre
        for window, title in (("gate", "the gate"), ("desk", "the main window, the key known")):
            told: list[dict[str, Any]] = []

            def ours(window: str = window, told: list[dict[str, Any]] = told) -> float:
                told.append(_spawn(window, centre))
                return float(told[-1]["ms"])

            floor: list[dict[str, Any]] = []

            def bare(floor: list[dict[str, Any]] = floor) -> float:
                floor.append(_spawn("bare", centre))
                return float(floor[-1]["ms"])

            low, high = alternate(bare, ours, pairs)
            heavy = sorted({library for each in told for library in each["heavy"]})
            key = median(each["key"] for each in told)
            cpu = median(each["cpu"] for each in told)
            least = median(each["cpu"] for each in floor)
            detail = (
                f"{high:.0f} ms, a bare window {low:.0f} ms; of the processor {cpu:.0f} ms against"
                f" {least:.0f}: {cpu / least:.2f} x"
            )
            if window == "desk":
                detail += f"; {key:.0f} ms for the key are not in it"
            gates = {
                f"no heavy library loaded{': ' + ', '.join(heavy) if heavy else ''}": not heavy,
                "painted": all(each["seen"] for each in told),
            }
            results.append(Result(f"start: {title}", high / low, _GOAL, "x", detail, gates))
    return results
