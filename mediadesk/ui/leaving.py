"""Leaving the desk: the backup of every quarter of an hour and of the end, and the lock of idleness.

The window is never frozen: a backup runs beside it, behind a curtain when the desk is left.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from mediadesk.config import SettingsStore
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import label

__all__ = ["BackupKeeper", "Curtain", "IdleLock", "keep_all_drafts"]

_LOG = logging.getLogger(__name__)
_TICK_MS = 20_000
_LOOK_EVERY_MS = 5000
_MINUTE_MS = 60_000
_ACTIVE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class BackupKeeper(QObject):
    """Makes a backup when it is due by the clock, and brings it to the second medium."""

    made = Signal()

    def __init__(self, ctx: Ctx, parent: QObject) -> None:
        """Begin with nothing changed."""
        super().__init__(parent)
        self.ctx = ctx
        self.schedule = ctx.desk.backup_schedule()
        self._is_looking = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def is_due(self) -> bool:
        """Tell whether something was changed that no backup holds."""
        return self.schedule.is_waiting

    def changed(self) -> None:
        """Note that the file was changed."""
        self.schedule = self.schedule.changed(self.ctx.clock.now())

    def tick(self) -> None:
        """Make a backup if one is due; else see whether the second medium came back."""
        if self.schedule.is_due(self.ctx.clock.now()):
            self._back_up()
        elif not self._is_looking and self.ctx.settings.second_folder() is not None:
            self._is_looking = True
            desk = self.ctx.desk
            self.ctx.jobs.run(
                desk.background(desk.bring_second), self._looked, self._not_looked, owner=self
            )

    def _looked(self, _copied: bool) -> None:  # noqa: FBT001 (what the job gives)
        self._is_looking = False
        self.made.emit()

    def _not_looked(self, error: MediaDeskError) -> None:
        self._is_looking = False
        _LOG.warning("second medium: %s", error.code)

    def _back_up(self) -> None:
        desk, since = self.ctx.desk, self.schedule.changed_at
        self.schedule = self.schedule.begun()

        def failed(error: MediaDeskError) -> None:
            self.schedule = self.schedule.failed(since, self.ctx.clock.now())
            self.ctx.messages.error(error)

        self.ctx.jobs.run(
            desk.background(desk.backup),
            lambda _path: self.made.emit(),
            failed,
            owner=self,
            label=self.ctx.tr.text(N_("Backup")),
        )

    def finish(self, then: Callable[[], None]) -> None:
        """Make the last backup of the sitting, if one is due, and go on whatever became of it."""
        self._timer.stop()
        if not self.is_due:
            then()
            return
        self.schedule = self.schedule.begun()
        desk = self.ctx.desk

        def attempt() -> None:
            try:
                desk.backup()
            except Exception as error:  # noqa: BLE001 (the window must close whatever happens)
                _LOG.warning("no backup at the end: %s", type(error).__name__)

        words = self.ctx.tr.text(N_("Backup"))
        self.ctx.jobs.run(desk.background(attempt), lambda _none: then(), owner=self, label=words)


class Curtain(QWidget):
    """Covers the whole window, so that nothing is read or pressed while the desk is being left."""

    def __init__(self, window: QWidget, words: str) -> None:
        """Cover the window at once."""
        super().__init__(window)
        self.setObjectName("unlock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        text = label(words, "title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(text)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def keep_all_drafts(window: QWidget) -> None:
    """Keep what is typed in every form of a window, and close its dialogs without asking."""
    from mediadesk.ui.drafts import DraftKeeper
    from mediadesk.ui.forms import Form

    for keeper in window.findChildren(DraftKeeper):
        keeper.keep()
    for form in window.findChildren(Form):
        form.keep_draft()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.done(QDialog.DialogCode.Rejected)


def _is_lock(event: QKeyEvent) -> bool:
    """Tell whether Ctrl+L was pressed, in the Russian and Kazakh layouts too."""
    is_press = event.type() == QEvent.Type.KeyPress
    is_alone = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_press and is_alone and event.key() in (Qt.Key.Key_L, ord("Д"))


class IdleLock(QObject):
    """Tells when nobody has touched the keyboard or the mouse for as long as the settings say.

    A window that lies over the main one keeps its shortcuts from it: there Ctrl+L is told from here.
    """

    idle = Signal()
    asked = Signal()

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        """Begin to watch the windows of the program."""
        super().__init__(parent)
        self._settings = settings
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(lambda: self.look(self._since.elapsed()))
        self._timer.start()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self.watch)
            self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Watch a window that came to the front: every key and click passes through it."""
        if window is not None:
            window.installEventFilter(self)
            self._since.restart()

    def look(self, idle_ms: int) -> None:
        """Lock if this is long enough; 0 minutes in the settings mean never."""
        minutes = self._settings.now.lock_minutes
        if minutes > 0 and idle_ms >= minutes * _MINUTE_MS:
            self._timer.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count again when somebody is there."""
        if event.type() in _ACTIVE:
            self._since.restart()
        if isinstance(event, QKeyEvent) and _is_lock(event):
            self.asked.emit()
            return True
        return super().eventFilter(watched, event)
