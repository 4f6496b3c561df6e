"""Nothing heavy is loaded before the first window is painted, or by a command that needs none of it.

How long the start takes is measured by `benchmarks/start.py`; this keeps the reason away.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "babel",
    "numpy",
    "openpyxl",
    "PIL",
    "pypdfium2",
    "pyphen",
    "python_calamine",
    "reportlab",
    "sqlite_utils",
    "xlsxwriter",
}
PROGRAM = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(" ".join({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    "names",
    [("mediadesk.app", "mediadesk.cli.run"), ("mediadesk.app", "mediadesk.ui.start")],
    ids=["command", "window"],
)
def test_importing_the_way_in_loads_nothing_heavy(names: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) & HEAVY == set()


def test_a_command_needs_no_window() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "mediadesk.app", "mediadesk.cli.run"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "PySide6" not in done.stdout.split()
