"""The only place that opens boxes: questions, errors, toasts with an undo link."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QWidget

from mediadesk.errors import Cancelled, MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.widgets import PushButton

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Banner", "Messages"]

_LOG = logging.getLogger(__name__)
_TOAST_MS = 8000
_TOAST_MARGIN = 24


class Banner(QFrame):
    """A line inside a page: text, up to two actions; `tone` is danger, warn, ok or accent."""

    def __init__(self, text: str, tone: str = "accent", parent: QWidget | None = None) -> None:
        """Show a text in a tone."""
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self._row.addWidget(self.label, 1)

    def add(self, text: str, action: Callable[[], object]) -> PushButton:
        """Add a button."""
        button = PushButton(text)
        button.clicked.connect(lambda: action())
        self._row.addWidget(button)
        return button


class _Toast(QFrame):
    """A message at the lower edge of the window that goes by itself."""

    def __init__(self, host: QWidget, text: str, action_text: str, action: Callable[[], None]):
        super().__init__(host)
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        label = QLabel(text)
        label.setAccessibleName(text)
        row.addWidget(label)
        if action_text:
            button = PushButton(action_text)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda: action())
            row.addWidget(button)
        else:
            row.setContentsMargins(16, 12, 16, 12)
        self._host = host
        host.installEventFilter(self)
        QTimer.singleShot(_TOAST_MS, self, self.deleteLater)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge while the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        host = self._host
        self.move(
            (host.width() - self.width()) // 2, host.height() - self.height() - 2 * _TOAST_MARGIN
        )


class Messages:
    """Speaks to the person at the desk; tests put a recorder in its place."""

    def __init__(self, tr: Translator, host: QWidget | None = None) -> None:
        """Keep the language and the window the messages belong to."""
        self.tr = tr
        self.host = host
        self.report: Callable[[BaseException], Path | None] = lambda _error: None
        """Writes a crash report without any value of the files and gives its path."""
        self._toast: _Toast | None = None

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] = lambda: None
    ) -> None:
        """Tell something that is done; it goes by itself, its action may undo it."""
        if self.host is None:
            return
        for old in self.host.findChildren(_Toast):
            old.hide()
            old.deleteLater()
        _Toast(self.host, text, action_text, action)

    def error(self, error: MediaDeskError) -> None:
        """Show an error in a sentence, with its findings; a cancelled work says nothing."""
        if isinstance(error, Cancelled):
            return
        findings = "\n".join(self.tr.finding(f) for f in getattr(error, "findings", ()))
        self._box(QMessageBox.Icon.Warning, self.tr.error(error), findings)

    def bug(self, error: BaseException) -> None:
        """Say that the program has made a mistake; the report keeps where, not what was entered."""
        _LOG.error("unexpected %s", type(error).__name__)
        path = self.report(error)
        folder = self.tr.text(N_("Open folder")) if path is not None else ""
        wants_folder = self._box(
            QMessageBox.Icon.Critical,
            self.tr.text(N_("The program has made a mistake. What was saved is safe")),
            self.tr.text(N_("The folder of the centre holds a log that helps to find it.")),
            folder,
        )
        if wants_folder and path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def info(self, text: str, detail: str = "") -> None:
        """Show something that must be read before going on."""
        self._box(QMessageBox.Icon.Information, text, detail)

    def ask(self, question: str, yes: str, no: str = "", detail: str = "") -> bool:
        """Ask before something that cannot be undone; the safe answer is the default."""
        box = QMessageBox(self._window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(question)
        box.setInformativeText(detail)
        go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(no or self.tr.text(N_("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is go

    def _box(self, kind: QMessageBox.Icon, text: str, detail: str, other: str = "") -> bool:
        """Show a box; tell whether its `other` button was pressed."""
        box = QMessageBox(self._window())
        box.setIcon(kind)
        box.setText(text)
        box.setInformativeText(detail)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        pressed = box.addButton(other, QMessageBox.ButtonRole.ActionRole) if other else None
        box.exec()
        return pressed is not None and box.clickedButton() is pressed

    def _window(self) -> QWidget | None:
        return self.host.window() if self.host is not None else None
