"""A program of its own in which somebody types an appeal and never saves it.

Usage: python typing_child.py FOLDER WORDS; the passphrase is read from standard input. It says
"kept" once the draft is in the file, and stays until it is killed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mediadesk.app import SystemClock, SystemIds
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.start import Program, door_to
from mediadesk.ui.unlock import Gate
from tests.ui.conftest import type_text


def main(folder: Path, words: str, passphrase: str) -> int:
    """Unlock, type, wait for the end."""
    app = QApplication([])
    clock = SystemClock()
    door = door_to(folder, clock=clock, ids=SystemIds())
    program = Program(app, folder, "ru", door=door, clock=clock)
    program.show_gate()
    gate = program.window
    assert isinstance(gate, Gate)
    gate.passphrase.line.setText(passphrase)
    gate.unlock()
    done: set[str] = set()

    def look() -> None:
        window = program.window
        if not isinstance(window, MainWindow):
            return
        if "typed" not in done:
            done.add("typed")
            window.navigate("appeal")
            found = window.focusWidget()
            assert found is not None
            type_text(found, words)
        elif "kept" not in done and window.ctx.desk.draft("appeal"):
            done.add("kept")
            sys.stdout.write("kept\n")
            sys.stdout.flush()

    timer = QTimer(interval=50)
    timer.timeout.connect(look)
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.stdin.readline().rstrip("\n")))
