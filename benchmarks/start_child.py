"""The program that `benchmarks.start` spawns: shows one window, tells when it is painted, ends.

It prints one line of JSON: the moment on the clock that all processes share, the milliseconds that
the derivation of the key took, and which heavy libraries were loaded by then.
"""

import sys
from pathlib import Path

HEAVY = (
    "openpyxl", "xlsxwriter", "reportlab", "babel", "sqlite_utils", "python_calamine", "pypdfium2",
    "numpy",
)  # fmt: skip
_SIZE = (1280, 760)


def _bare() -> tuple[object, object]:
    """Make the floor: an application and an empty main window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(*_SIZE)
    window.show()
    return app, window


def _program(name: str, centre: Path) -> tuple[object, object]:
    """Start the program as its own command does, up to its gate or to the desk."""
    import gc

    from mediadesk.app import SystemClock, SystemIds
    from mediadesk.cli import run as _command  # noqa: F401 (the way to the window leads through it)

    gc.disable()  # as the program does until its first window is painted
    from mediadesk.ui import theme
    from mediadesk.ui.start import Program, door_to

    app = theme.application()
    clock = SystemClock()
    if name == "gate":
        centre = centre.with_name(f"{centre.name}-practice")  # a centre that is there
    door = door_to(centre, clock=clock, ids=SystemIds())
    program = Program(app, centre, "ru", door=door, clock=clock)
    if name == "gate":
        program.show_gate()
    else:
        program.desk = door.practice("ru")
        program.show_desk()
    return app, program


def _derivation() -> list[tuple[float, float]]:
    """Measure every derivation of a key from here on."""
    import hashlib
    import time

    took: list[tuple[float, float]] = []
    own = hashlib.scrypt

    def timed(*args: object, **kwargs: object) -> bytes:
        start, worked = time.perf_counter(), time.process_time()
        try:
            return own(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        finally:
            took.append((time.perf_counter() - start, time.process_time() - worked))

    hashlib.scrypt = timed
    return took


def main(name: str, folder: str) -> None:
    """Show the window called `bare`, `gate` or `desk`, and tell when every pixel of it was drawn."""
    import time

    took = _derivation() if name == "desk" else []
    app, held = _bare() if name == "bare" else _program(name, Path(folder))
    app.processEvents()  # type: ignore[attr-defined]  # a QCoreApplication by type
    painted, worked = time.monotonic_ns(), time.process_time()
    heavy = [library for library in HEAVY if library in sys.modules]
    from PySide6.QtWidgets import QApplication

    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    seen = not window.visibleRegion().isEmpty() and not window.grab().isNull()
    import json

    told = {
        "painted": painted,
        "key": 1000 * sum(wall for wall, _cpu in took),
        "cpu": 1000 * (worked - sum(cpu for _wall, cpu in took)),
        "heavy": heavy,
        "seen": seen,
    }
    print(json.dumps(told))
    desk = getattr(held, "desk", None)
    if desk is not None:
        desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
