"""One own clause of an agreement: both texts side by side, its fields shown as they will print."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.clause_fields import FIELD
from mediadesk.domain.clauses import AgreementClause, ClauseSection
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.widgets import PushButton, button, label, row

__all__ = ["ClauseEditor", "ClauseText", "FieldMenu", "line_up"]

_LINES = 3
_SPARE = 18
_NUMBER_LETTERS, _ACTION_LETTERS = 5, 12
_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "warn", Severity.INFO: "muted"}
FieldMenu = Iterable[tuple[str, tuple[tuple[str, str], ...]]]


def line_up(grid: QGridLayout, owner: QWidget) -> None:
    """Give number, Kazakh, Russian and actions the same columns in every row of the text."""
    letter = owner.fontMetrics().averageCharWidth()
    grid.setContentsMargins(12, 0, 12, 0)
    grid.setHorizontalSpacing(12)
    grid.setColumnMinimumWidth(0, letter * _NUMBER_LETTERS)
    grid.setColumnMinimumWidth(3, letter * _ACTION_LETTERS)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)


class ClauseText(QPlainTextEdit):
    """A text as high as its words; Tab leaves it, Ctrl+Enter is the page's."""

    def __init__(self, name: str) -> None:
        """Start empty; `name` is told to those who cannot see it."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow a new width with the height."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for little room in width."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.minimumHeight())

    def sizeHint(self) -> QSize:
        """Ask for as little: both columns share the room equally."""
        return self.minimumSizeHint()

    def _fit(self) -> None:
        count = max(int(self.document().size().height()), _LINES)
        height = self.fontMetrics().lineSpacing() * count + _SPARE
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter and Ctrl+S to the page."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S):
            event.ignore()
            return
        super().keyPressEvent(event)


class ClauseEditor(QFrame):
    """Kazakh on the left, Russian on the right, and under each how it will be printed."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, ctx: Ctx, clause: AgreementClause, note: str = "") -> None:
        """Show a clause; `note` tells where its text came from."""
        super().__init__()
        self.ctx = ctx
        self.base = clause
        self._is_loading = True
        self._last: QPlainTextEdit | None = None
        self.setProperty("role", "card")
        tr = ctx.tr
        self.number = label("", "label")
        self.section = ChoiceEdit(ctx, [(s, tr.text(s.label)) for s in ClauseSection])
        self.section.box().setAccessibleName(tr.text(N_("Section")))
        letter = self.fontMetrics().averageCharWidth()
        self.section.setMinimumWidth(letter * 31)
        self.section.setMaximumWidth(letter * 40)
        self.fields = PushButton(tr.text(N_("Insert a field")))
        self.fields.setProperty("role", "link")
        self.fields.setProperty("menu", "true")
        grid = QGridLayout(self)
        line_up(grid, self)
        grid.setContentsMargins(12, 8, 12, 10)
        grid.setVerticalSpacing(6)
        head = row(self.section, self.fields, None, *self._actions())
        grid.addWidget(self.number, 0, 0)
        grid.addLayout(head, 0, 1, 1, 3)
        self.note = label(note, "small", wrap=True)
        self.note.setVisible(bool(note))
        grid.addWidget(self.note, 1, 1, 1, 3)
        self.kk = ClauseText(tr.text(N_("Text in Kazakh")))
        self.ru = ClauseText(tr.text(N_("Text in Russian")))
        self.shown_kk, self.shown_ru = (label("", "small", wrap=True) for _ in range(2))
        for column, (text, shown) in enumerate(
            ((self.kk, self.shown_kk), (self.ru, self.shown_ru)), 1
        ):
            grid.addWidget(text, 2, column, Qt.AlignmentFlag.AlignTop)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, 3, column, Qt.AlignmentFlag.AlignTop)
            text.textChanged.connect(self._edited)
        self.problems = label("", wrap=True)
        self.problems.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.hide()
        grid.addWidget(self.problems, 4, 1, 1, 2)
        self.section.changed.connect(self._edited)
        self.load(clause)

    def _actions(self) -> list[QWidget]:
        tr = self.ctx.tr
        made: list[QWidget] = []
        for words, sign, step in ((N_("Move up"), "↑", -1), (N_("Move down"), "↓", 1)):
            each = button(sign, partial(self.moved.emit, step), role="link")
            each.setToolTip(tr.text(words))
            each.setAccessibleName(tr.text(words))
            made.append(each)
        out = button("", self.removed.emit, role="link", icon="remove")
        out.setToolTip(tr.text(N_("Remove the clause")))
        out.setAccessibleName(tr.text(N_("Remove the clause")))
        made.append(out)
        return made

    def load(self, clause: AgreementClause) -> None:
        """Show other texts of the same clause."""
        self._is_loading = True
        self.base = clause
        self.section.set_value(clause.section)
        for text, words in ((self.kk, clause.text_kk), (self.ru, clause.text_ru)):
            if text.toPlainText() != words:
                text.setPlainText(words)
        self._is_loading = False

    def values(self) -> tuple[ClauseSection, str, str]:
        """Give section, Russian and Kazakh text as they stand."""
        section = self.section.value() or self.base.section
        return section, self.ru.toPlainText(), self.kk.toPlainText()

    def offer(self, groups: FieldMenu) -> None:
        """Offer fields in a menu; the chosen one goes into both texts where the cursors stand."""
        menu = QMenu(self.fields)
        for title, fields in groups:
            part = menu.addMenu(title)
            for words, name in fields:
                part.addAction(words, partial(self.insert, f"{{{name}}}"))
        old = self.fields.menu()
        self.fields.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def insert(self, field: str) -> None:
        """Put a field into both texts."""
        for text in (self.kk, self.ru):
            text.insertPlainText(field)
        self.ru.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_live(self, number: str, kk: str, ru: str) -> None:
        """Show the present number and how the texts will be printed, where they have fields."""
        self.number.setText(number or "–")
        for text, shown, words in ((self.kk, self.shown_kk, kk), (self.ru, self.shown_ru, ru)):
            has_fields = FIELD.search(text.toPlainText()) is not None
            shown.setText(words if has_fields else "")
            shown.setVisible(has_fields and bool(words))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell what is found in this clause."""
        standing = [each for each in findings if not each.waived]
        self.problems.setText("\n".join(self.ctx.tr.finding(each) for each in standing))
        self.problems.setVisible(bool(standing))
        if standing:
            worst = min((each.severity for each in standing), key=list(Severity).index)
            self.problems.setProperty("tone", _TONES[worst])
            self.problems.style().polish(self.problems)

    def _edited(self) -> None:
        if not self._is_loading:
            self.changed.emit()
