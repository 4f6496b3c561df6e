"""Parts of the main window: the rail at the left, the bar above, the line below."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.rights import Right
from mediadesk.i18n import LANGUAGES
from mediadesk.marks import N_
from mediadesk.ui import icons, theme
from mediadesk.ui.allowed import allow, why_not_page
from mediadesk.ui.backup_words import backup_words
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.search_popup import SearchBox
from mediadesk.ui.widgets import PushButton, button, heavy_width, label
from mediadesk.ui.wording import COMMANDS

__all__ = ["LANGUAGE_SIGNS", "SECTIONS", "Rail", "StatusLine", "TopBar"]

SECTIONS = (
    ("start", N_("Start"), "home"),
    ("cases", N_("Cases"), "cases"),
    ("calendar", N_("Calendar"), "calendar"),
    ("tasks", N_("Tasks"), "tasks"),
    ("people", N_("People"), "person"),
    ("mediators", N_("Mediators"), "people"),
    ("reports", N_("Reports"), "reports"),
    ("importing", N_("Import"), "import"),
    ("journal", N_("Journal"), "journal"),
    ("offices", N_("Offices"), "building"),
    ("settings", N_("Settings"), "settings"),
)
"""Pages of the rail: name, words, icon; Ctrl+1 to Ctrl+9, further ones have no key."""
"""Pages of the rail: name, words, icon; Ctrl+1, Ctrl+2 and so on."""

_LAST_DIGIT = 9
LANGUAGE_SIGNS = {"ru": "РУС", "kk": "ҚАЗ"}


_RAIL_AROUND = 54
"""Padding of a button of the rail, its icon, and what lies between."""


class Rail(QFrame):
    """The way to the sections."""

    chosen = Signal(str)

    def __init__(self, ctx: Ctx) -> None:
        """Make one button for each section."""
        super().__init__()
        self.setObjectName("rail")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 16, 12, 16)
        box.setSpacing(4)
        brand = QHBoxLayout()
        brand.setContentsMargins(8, 0, 8, 16)
        brand.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("brand", "accent", 26))
        brand.addWidget(sign)
        brand.addWidget(label("MediaDesk", "heading"), 1)
        box.addLayout(brand)
        self.buttons: dict[str, PushButton] = {}
        group = QButtonGroup(self)
        for number, (name, words, icon) in enumerate(SECTIONS, 1):
            made = PushButton(ctx.tr.text(words))
            made.setProperty("role", "rail")
            made.setCheckable(True)
            made.setIcon(icons.icon(icon, "muted", "accent"))
            made.setIconSize(QSize(20, 20))
            if number <= _LAST_DIGIT:
                made.setShortcut(f"Ctrl+{number}")
                made.setToolTip(f"{ctx.tr.text(words)} (Ctrl+{number})")
            made.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(made)
            box.addWidget(made)
            made.setMinimumWidth(heavy_width(made) + _RAIL_AROUND)
            problem = why_not_page(ctx, name)
            if problem is not None:
                made.setEnabled(False)
                made.setToolTip(ctx.tr.error(problem))
            self.buttons[name] = made
        box.addStretch(1)

    def show_section(self, name: str) -> None:
        """Mark the section that is shown."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)


class TopBar(QFrame):
    """The centre's name, the search box, a new appeal, language, look and lock."""

    language_chosen = Signal(str)
    theme_switched = Signal()
    locked = Signal()
    new_appeal = Signal()

    def __init__(self, ctx: Ctx, host: QWidget, centre_name: str) -> None:
        """Put the parts side by side; search results are shown inside `host`."""
        super().__init__()
        self.setObjectName("topbar")
        tr = ctx.tr
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 10, 16, 10)
        line.setSpacing(8)
        self.name = _Elided(centre_name)
        line.addWidget(self.name, 3)
        self.search = SearchBox(ctx, host)
        self.search.setMinimumWidth(280)
        line.addWidget(self.search, 4)
        line.addSpacing(8)
        new = button(
            tr.text(N_("New appeal")),
            self.new_appeal.emit,
            role="primary",
            icon="plus",
            shortcut="Ctrl+N",
        )
        allow(ctx, new, Right.REGISTER)
        line.addWidget(new)
        line.addSpacing(8)
        self._signs: dict[str, PushButton] = {}
        for language in reversed(LANGUAGES):
            sign = self._signs[language] = PushButton(LANGUAGE_SIGNS[language])
            sign.setProperty("role", "segment")
            sign.setCheckable(True)
            sign.setChecked(language == tr.language)
            sign.clicked.connect(lambda _=False, to=language: self.language_chosen.emit(to))
            line.addWidget(sign)
        dark = theme.current().is_dark
        line.addWidget(
            _tool(
                "sun" if dark else "moon",
                tr.text(N_("Light look")) if dark else tr.text(N_("Dark look")),
                self.theme_switched.emit,
            )
        )
        line.addWidget(_tool("lock", tr.text(N_("Lock (Ctrl+L)")), self.locked.emit))

    def show_language(self, language: str) -> None:
        """Mark the language that is spoken."""
        for name, sign in self._signs.items():
            sign.setChecked(name == language)


class _Elided(QLabel):
    """A name that gives way: it is shortened where there is no room, and whole in its tip."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setToolTip(text)
        self.setProperty("role", "heading")
        self.setMinimumWidth(120)

    def resizeEvent(self, event: object) -> None:
        """Shorten to the new width."""
        self.setText(
            self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - 4)
        )

    def minimumSizeHint(self) -> QSize:
        """Let the label become narrow."""
        return QSize(120, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Wish for the whole name."""
        wish = self.fontMetrics().horizontalAdvance(self._text) + 8
        return QSize(wish, super().sizeHint().height())


def _tool(icon: str, words: str, slot: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(20, 20))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.clicked.connect(lambda: slot())
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


class StatusLine(QFrame):
    """What can be undone, what is under way, when the last backup was made."""

    undo = Signal()
    switched = Signal()
    backups = Signal()

    def __init__(self, ctx: Ctx) -> None:
        """Start with nothing to say."""
        super().__init__()
        self.ctx = ctx
        self.setObjectName("statusline")
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 4, 24, 4)
        if not ctx.desk.is_alone():
            user = ctx.desk.user
            role = ctx.desk.role_words().of(ctx.tr.language)
            who = button(f"{user.login} · {role}", self.switched.emit, role="link", icon="person")
            who.setToolTip(ctx.tr.text(N_("Another person (Ctrl+Shift+U)")))
            line.addWidget(who)
        self.undo_link = button("", self.undo.emit, role="link", icon="undo")
        self.undo_link.setToolTip("Ctrl+Z")
        line.addWidget(self.undo_link)
        line.addStretch(1)
        self.work = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.stop = button(ctx.tr.text(N_("Stop")), self._stop, role="link")
        self._progress: JobProgress | None = None
        for part in (self.work, self.bar, self.stop):
            line.addWidget(part)
        line.addSpacing(16)
        self.backup = button("", self.backups.emit, role="link", icon="backup")
        line.addWidget(self.backup)
        self.show_idle()
        self.refresh()

    def refresh(self) -> None:
        """Say again what can be undone and when the last backup was made."""
        tr = self.ctx.tr
        name = self.ctx.desk.undo_label()
        self.undo_link.setVisible(name is not None)
        if name:
            what = tr.text(COMMANDS.get(name, name))
            self.undo_link.setText(tr.text(N_("Undo: %(what)s"), what=what))
        words, is_bad = backup_words(self.ctx)
        self.backup.setText(words)
        self.backup.setIcon(
            icons.icon("alert" if is_bad else "backup", "danger" if is_bad else "ok")
        )
        self.backup.setToolTip(tr.text(N_("Backups: make, check, put back")))

    def show_busy(self, words: str, progress: JobProgress | None) -> None:
        """Show that a work is under way; with progress it can be stopped."""
        self._progress = progress
        self.work.setText(words)
        self.bar.setRange(0, 0)
        if progress is not None:
            progress.stepped.connect(self._step)
        for part in (self.work, self.bar):
            part.show()
        self.stop.setVisible(progress is not None)

    def show_idle(self) -> None:
        """Hide the bar, and let go of the work that was shown."""
        self._progress = None
        for part in (self.work, self.bar, self.stop):
            part.hide()

    def _step(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        if what:
            self.work.setText(self.ctx.tr.text(what))

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
