"""Garbage is collected in the window's thread only.

A worker thread that happens to collect would destroy widgets that are part of a cycle, and Qt does
not survive that: widgets live and die in the thread of the window.
"""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["Collector"]

_PERIOD_MS = 1000


class Collector(QObject):
    """Collects from time to time what Python would have collected by itself, anywhere."""

    def __init__(self, parent: QObject) -> None:
        """Take over from the automatic collection; it stays off."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @staticmethod
    def collect() -> None:
        """Collect the generations that are due by Python's own thresholds."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [
            age
            for age, (count, limit) in enumerate(zip(counts, limits, strict=True))
            if count > limit
        ]
        if due:
            gc.collect(max(due))
