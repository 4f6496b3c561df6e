"""The choice of the person at the door, for a centre that several people may open."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import label

__all__ = ["PersonChoice"]

_GO_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonChoice(QWidget):
    """Names to choose from: arrows or the first letters, then Enter."""

    chosen = Signal()

    def __init__(
        self, tr: Translator, names: tuple[str, ...], last: str, *, is_other: bool
    ) -> None:
        """Offer who was here last, or with `is_other` the next one."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        words = tr.text(N_("Who are you?"))
        box.addWidget(label(words, "label"))
        self.names = QComboBox()
        self.names.setAccessibleName(words)
        self.names.addItems(list(names))
        at = names.index(last) if last in names else 0
        if is_other and last in names:
            at = (at + 1) % len(names)
        self.names.setCurrentIndex(at)
        self.names.activated.connect(lambda _: self.chosen.emit())
        self.names.installEventFilter(self)
        box.addWidget(self.names)
        self.setFocusProxy(self.names)

    def name(self) -> str:
        """Give the name that is chosen."""
        return self.names.currentText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the passphrase with Enter."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and cast("QKeyEvent", event).key() in _GO_ON:
            self.chosen.emit()
            return True
        return super().eventFilter(watched, event)
