"""The pinned Qt binding must not lose a reference to None in calls that return nothing.

One release did on this Python, and after some thousands of such calls the program died
(docs/adr/0011). So the test runs in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(20_000):
    label.setText("a")
lost = before - sys.getrefcount(None)
print("lost", lost, flush=True)
sys.exit(lost > 1_000)
"""


def test_twenty_thousand_void_calls_survive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
