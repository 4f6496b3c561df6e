"""Nothing heavy is loaded before the first window is painted, or by a command that needs none of it.

How long the start takes is measured by `benchmarks/start.py`; this keeps the reason away.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediadesk.app import SystemClock, SystemIds
from mediadesk.usecases.opening import create_desk

HEAVY = {
    "babel",
    "cryptography",
    "numpy",
    "openpyxl",
    "PIL",
    "pypdfium2",
    "pyphen",
    "python_calamine",
    "reportlab",
    "sqlite_utils",
    "xlsxwriter",
    "zxingcpp",
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


GATE = """
import sys
import PySide6.QtWidgets
shiboken = set(sys.modules)
from pathlib import Path
from mediadesk.app import SystemClock, SystemIds
from mediadesk.cli import run
from mediadesk.ui import theme, unlock
from mediadesk.ui.start import Program, door_to
unlock._SOON_MS = 60_000  # what follows the first painting does not count, however slow this is
app = theme.application()
centre = Path(sys.argv[1])
door = door_to(centre, clock=SystemClock(), ids=SystemIds())
Program(app, centre, "ru", door=door, clock=SystemClock()).show_gate()
app.processEvents()
from PySide6 import QtCore, QtGui, QtWidgets
late = ("mediadesk.domain", "mediadesk.db.", "mediadesk.export", "tomllib", "dataclasses", "logging",
        "hashlib", "PySide6.QtNetwork", "PySide6.QtSvg")
early = [name for name in sys.modules if name.startswith(late) and name not in shiboken]
flags = {"Qt": QtCore, "QStyle": QtWidgets, "QPainter": QtGui, "QIcon": QtGui}
print(" ".join(early + [name for name, module in flags.items() if name in vars(module)]))
"""


OPENED = """
import sys
from pathlib import Path
from mediadesk.app import SystemClock, SystemIds
from mediadesk.ui import theme
from mediadesk.ui.start import Program, door_to
app = theme.application()
clock = SystemClock()
centre = Path(sys.argv[1])
door = door_to(centre, clock=clock, ids=SystemIds())
program = Program(app, centre, "ru", door=door, clock=clock)
program.desk = door.open("a long passphrase", "")
program.show_desk()
app.processEvents()
print(" ".join(sys.modules))
program.desk.close()
"""
COMES_WITH_ITS_USE = (
    "mediadesk.db.history", "mediadesk.domain.commands",
    "mediadesk.domain.doubts", "mediadesk.domain.facts_", "mediadesk.domain.document_facts",
    "mediadesk.domain.journal", "mediadesk.domain.report_", "mediadesk.domain.signatures",
    "mediadesk.domain.statistics", "mediadesk.domain.wording", "mediadesk.export",
    "mediadesk.usecases.dispatch",
)  # fmt: skip


def test_the_start_page_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    centre = tmp_path / "centre"
    desk, _key = create_desk(centre, "a long passphrase", clock=SystemClock(), ids=SystemIds())
    desk.close()
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(centre)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = done.stdout.split()
    assert "mediadesk.ui.pages.start" in loaded
    assert [name for name in loaded if name.startswith(COMES_WITH_ITS_USE)] == []
    assert set(loaded) & HEAVY == set()


def test_asking_for_the_passphrase_waits_for_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "centre.db").touch()
    done = subprocess.run(
        [sys.executable, "-c", GATE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.split() == []
