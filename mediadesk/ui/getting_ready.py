"""What happens beside the gate, while somebody types the passphrase: garbage, and the desk's modules."""

from PySide6.QtWidgets import QApplication

__all__ = ["get_ready"]

_FOR_THE_DESK = (
    "mediadesk.ui.main_window",
    "mediadesk.usecases.desk",
    "mediadesk.usecases.law",
    "mediadesk.db.store",
    "mediadesk.ui.pages.start",
    "mediadesk.usecases.dispatch",
)
"""What is imported beside the gate: first what the start page needs, then what the first command does."""


def get_ready(app: QApplication) -> None:
    """Begin to collect garbage, and import in a thread what the desk needs, beside the gate."""
    from threading import Thread

    from mediadesk.ui.garbage import Collector

    Collector(app)

    Thread(target=_import_desk, name="getting-ready").start()


def _import_desk() -> None:
    import importlib

    for name in _FOR_THE_DESK:
        importlib.import_module(name)
