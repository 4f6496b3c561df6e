"""The rules of tests/conftest.py bite: a test that breaks one of them fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.tree import ROOT

HEAD = """
import logging, threading
from tests.personas import QASYMOV
log = logging.getLogger("mediadesk.somewhere")
gate = threading.Event()
"""
BODIES = {
    "clean": ("def test_it():\n    log.info('case 17 saved')\n", "1 passed"),
    "surname in the log": (
        "def test_it():\n    log.debug('saved %s', QASYMOV.surname)\n",
        "personal data in the log",
    ),
    "IIN in a traceback": (
        "def test_it(caplog):\n"
        "    try:\n        raise ValueError(QASYMOV.iin)\n"
        "    except ValueError:\n        log.exception('failed')\n",
        "personal data in the log",
    ),
    "unexpected warning": ("def test_it():\n    log.warning('late')\n", "unexpected in the log"),
    "expected warning": ("def test_it(caplog):\n    log.warning('late')\n", "1 passed"),
    "lost thread": (
        "def test_it():\n    threading.Thread(target=gate.wait, args=(9,), name='lost', daemon=True).start()\n",
        "threads left running: ['lost']",
    ),
    "Qt warning": (
        "def test_it(qtbot):\n    from PySide6.QtCore import qWarning\n    qWarning('odd')\n",
        "odd",
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_broken_rule_fails_the_test(name: str, tmp_path: Path) -> None:
    body, said = BODIES[name]
    file = tmp_path / "test_probe.py"
    file.write_text(HEAD + body, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-q"]
    command += ["--rootdir", str(ROOT), "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, str(file)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert said in done.stdout, done.stdout + done.stderr
    assert done.returncode == (0 if said == "1 passed" else 1)
