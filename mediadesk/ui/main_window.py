"""The frame of the program: rail, bar, pages, status line; no business words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mediadesk import config
from mediadesk.config import Settings, SettingsStore
from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.domain.ports import Clock
from mediadesk.domain.rows import Hit
from mediadesk.errors import MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import geometry, icons, pages, theme
from mediadesk.ui.allowed import why_not_page
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import Jobs
from mediadesk.ui.leaving import BackupKeeper, Curtain, IdleLock, keep_all_drafts
from mediadesk.ui.messages import Messages
from mediadesk.ui.page import Page
from mediadesk.ui.shell_parts import SECTIONS, Rail, StatusLine, TopBar
from mediadesk.ui.standing import Standing
from mediadesk.ui.widgets import label
from mediadesk.ui.wording import COMMANDS, TOLD
from mediadesk.usecases.desk import Desk

__all__ = ["MainWindow"]

_HISTORY = 30
_UNDER = {"blank": "reports", "glance": "reports", "personal": "people"}
"""Pages that belong to another place of the rail than the cases."""
_ZOOM_STEP = 10


class MainWindow(QMainWindow):
    """Shows pages by name, keeps the way back, tells pages of changes."""

    look_chosen = Signal()
    locked = Signal()
    restoring = Signal(object, str)
    rekeying = Signal(str)
    switching = Signal()
    going_back = Signal(object, str)
    relaunching = Signal(object)
    working_again = Signal()
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        tr: Translator,
        settings: SettingsStore,
        clock: Clock,
        *,
        is_practice: bool = False,
        messages: Messages | None = None,
    ) -> None:
        """Build the frame around an open desk; pages are made when first shown."""
        super().__init__()
        self.messages = messages or Messages(tr)
        self.messages.host = self
        self.jobs = Jobs(self.messages)
        desk.names_in = tr.language
        desk.use_second(settings.second_folder(), settings.now.second_backup_mark)
        tr.take(desk.code_words(tr.language))
        self.ctx = Ctx(
            desk,
            tr,
            self.jobs,
            self.messages,
            self.navigate,
            settings,
            clock,
            self.redress,
            self.restoring.emit,
            self.rekeying.emit,
            self.going_back.emit,
            self.relaunching.emit,
        )
        self.keeper = BackupKeeper(self.ctx, self)
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.here: tuple[str, dict[str, Any]] = ("", {})
        self._way: list[tuple[str, dict[str, Any]]] = []
        self._is_leaving = False
        self._is_closing = False
        self._build(is_practice=is_practice)
        self._connect()
        self.idle = None if is_practice else IdleLock(settings, self)
        if self.idle is not None:
            self.idle.idle.connect(self.lock_now)
            self.idle.asked.connect(self.lock_now)
        geometry.restore(self, self.ctx.settings)

    def _build(self, *, is_practice: bool) -> None:
        tr, desk = self.ctx.tr, self.ctx.desk
        office = desk.office()
        name = (office.name_kk if tr.language == "kk" else office.name_ru) if office else ""
        self.setWindowTitle(f"{name} – MediaDesk" if name else "MediaDesk")
        self.setWindowIcon(icons.icon("brand", "accent"))
        middle = QWidget()
        self.setCentralWidget(middle)
        outer = QHBoxLayout(middle)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.rail = Rail(self.ctx)
        outer.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        outer.addLayout(column, 1)
        self.topbar = TopBar(self.ctx, middle, name)
        column.addWidget(self.topbar)
        if is_practice:
            column.addWidget(self._practice())
        self.standing = Standing(self.ctx, self.working_again.emit)
        column.addWidget(self.standing)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.status = StatusLine(self.ctx)
        column.addWidget(self.status)
        self.search = self.topbar.search

    def _practice(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("practice")
        line = QHBoxLayout(frame)
        line.setContentsMargins(24, 6, 24, 6)
        text = self.ctx.tr.text(N_("Practice centre: all people here are invented. Try anything."))
        line.addWidget(label(text))
        return frame

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.topbar.language_chosen.connect(self._choose_language)
        self.topbar.theme_switched.connect(self._switch_theme)
        self.topbar.locked.connect(lambda: self._lock())
        self.topbar.new_appeal.connect(lambda: self.navigate("appeal"))
        self.search.chosen.connect(self._open_hit)
        self.status.undo.connect(self.undo)
        self.status.backups.connect(lambda: self.navigate("settings", tab="backups"))
        self.status.switched.connect(lambda: self._lock(is_switch=True))
        self.jobs.changed.connect(self._changed)
        self.jobs.told.connect(self._told)
        self.jobs.busy.connect(self.status.show_busy)
        self.jobs.idle.connect(self.status.show_idle)
        self.jobs.idle.connect(self.status.refresh)  # it may have been a backup
        for keys, slot in (
            ("Ctrl+K", self.search.summon),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+L", lambda: self._lock()),
            ("Ctrl+Shift+U", lambda: self._lock(is_switch=True)),
            ("Alt+Left", self.back),
            ("F5", self.reload),
            ("Ctrl++", lambda: self._zoom(_ZOOM_STEP)),
            ("Ctrl+=", lambda: self._zoom(_ZOOM_STEP)),
            ("Ctrl+-", lambda: self._zoom(-_ZOOM_STEP)),
            ("Ctrl+0", lambda: self._zoom(0)),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        self.keeper.made.connect(self.status.refresh)

    def navigate(self, page: str, **args: Any) -> None:
        """Show a page with arguments; the page shown may refuse to be left."""
        if not self._may_leave():
            self.rail.show_section(self.here[0])
            return
        if self.here[0]:
            self._way = [*self._way, self.here][-_HISTORY:]
        self._show(page, args)

    def back(self) -> None:
        """Go back to the page before."""
        if self._way and self._may_leave():
            self._show(*self._way.pop())

    def _may_leave(self) -> bool:
        shown = self._pages.get(self.here[0])
        return shown is None or shown.can_leave()

    def _show(self, name: str, args: dict[str, Any]) -> None:
        problem = why_not_page(self.ctx, name, args.get("case_id") or 0)
        if problem is not None:
            self.messages.error(problem)
            self.rail.show_section(self.here[0])
            return
        if name not in self._pages:
            self._pages[name] = pages.make(name, self.ctx)
            self.stack.addWidget(self._pages[name])
        page = self._pages[name]
        self._stale.discard(name)
        self.here = (name, args)
        self.stack.setCurrentWidget(page)
        section = name if name in {each[0] for each in SECTIONS} else _UNDER.get(name, "cases")
        self.rail.show_section(section)
        page.open(**args)

    def reload(self) -> None:
        """Read the shown page again."""
        if self.here[0]:
            self._pages[self.here[0]].reload()

    def _open_hit(self, hit: Hit) -> None:
        if hit.case_id:
            self.navigate("case_card", case_id=hit.case_id)

    def _changed(self, changes: ChangeSet) -> None:
        self.keeper.changed()
        self.status.refresh()
        if changes.touches("reference_text"):
            self._pages, gone = _reworded(self.ctx, self._pages, self.here[0])
            for page in gone:
                self.stack.removeWidget(page)
                page.deleteLater()
        shown = self._pages.get(self.here[0])
        if shown is not None:
            shown.on_changed(changes)

    def _told(self, outcome: Outcome) -> None:
        tr = self.ctx.tr
        command = outcome.changes.command
        text = tr.text(outcome.message, **outcome.params) or tr.text(COMMANDS.get(command, ""))
        if not text:
            return
        told = (tr.finding(each) for each in outcome.findings if each.code in TOLD)
        text = "\n".join((text, *told))
        can_undo = self.ctx.desk.undo_label() is not None and command != "Undo"
        self.messages.toast(text, tr.text(N_("Undo")) if can_undo else "", self.undo)

    def undo(self) -> None:
        """Take back the last step."""
        shown = self._pages.get(self.here[0])
        if shown is not None and shown.undo_step():
            return
        if self.ctx.desk.undo_label() is not None:
            self._do(undo=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        shown = self._pages.get(self.here[0])
        if shown is not None and shown.redo_step():
            return
        if self.ctx.desk.redo_label() is not None:
            self._do(undo=False)

    def _do(self, *, undo: bool) -> None:
        desk = self.ctx.desk
        try:
            future = desk.undo() if undo else desk.redo()
        except MediaDeskError as error:
            self.messages.error(error)
            return
        self.jobs.run(future, owner=self)

    def redress(self, settings: Settings, **args: Any) -> None:
        """Take settings of language and look and be shown anew; `args` are for the page."""
        if not self._may_leave():
            self.topbar.show_language(self.ctx.tr.language)
            return
        self.ctx.settings.change(settings)
        if args:
            self.here = (self.here[0], args)
        self._leave()
        self.look_chosen.emit()

    def _choose_language(self, language: str) -> None:
        if language == self.ctx.tr.language:
            self.topbar.show_language(language)
        else:
            self.redress(self.ctx.settings.now._replace(language=language))

    def _switch_theme(self) -> None:
        name = "light" if theme.current().is_dark else "dark"
        self.redress(self.ctx.settings.now._replace(theme=name))

    def _zoom(self, step: int) -> None:
        """Make everything larger or smaller; 0 is the usual size."""
        now = self.ctx.settings.now
        zoom = min(max(now.zoom + step, config.ZOOM[0]), config.ZOOM[1]) if step else 100
        if zoom != now.zoom:
            self.redress(now._replace(zoom=zoom))

    def _lock(self, *, is_switch: bool = False) -> None:
        """Lock; with `is_switch` for somebody else, whom the gate asks for."""
        if self._may_leave():
            self._finish(self.switching.emit if is_switch else self.locked.emit)

    def lock_now(self) -> None:
        """Lock without asking: what is typed is kept as drafts, dialogs are closed."""
        keep_all_drafts(self)
        QTimer.singleShot(0, self, lambda: self._finish(self.locked.emit))

    def _finish(self, then: Callable[[], None]) -> None:
        """Leave the desk for good: the last backup is made behind a curtain, then go on."""
        if self._is_leaving:
            return
        self._leave()
        if self.keeper.is_due:
            Curtain(self, self.ctx.tr.text(N_("Backing up…")))
        self.keeper.finish(then)

    def _leave(self) -> None:
        self._is_leaving = True
        geometry.remember(self, self.ctx.settings)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close if the shown page allows it; remember the window."""
        if not self._is_leaving:
            event.ignore()
            if self._may_leave():
                self._finish(self._close)
            return
        if not self._is_closing and not self.signalsBlocked():
            event.ignore()  # the last backup is under way
            return
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().closeEvent(event)

    def _close(self) -> None:
        self._is_closing = True
        self.close()
        self.closed.emit()


def _reworded(ctx: Ctx, made: dict[str, Page], shown: str) -> tuple[dict[str, Page], list[Page]]:
    """Name codes as the centre does now: the page that is shown stays, the others are made anew."""
    ctx.tr.take(ctx.desk.code_words(ctx.tr.language))
    kept = {name: page for name, page in made.items() if name == shown}
    return kept, [page for name, page in made.items() if name != shown]
