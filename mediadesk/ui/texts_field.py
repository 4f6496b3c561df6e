"""A field for the words of a clause: placeholders are coloured, mistakes are told as they are typed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from mediadesk.domain.wording_problems import (
    Problem,
    ProblemKind,
    Vocabulary,
    placeholders,
    text_problems,
)
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_menu import PlaceholderMenu
from mediadesk.ui.widgets import button, label, row

__all__ = ["TOLD_AT_ONCE", "WordingField", "is_step_key", "problem_words"]

TOLD_AT_ONCE = frozenset(
    {
        ProblemKind.SIGN,
        ProblemKind.TOO_LONG,
        ProblemKind.UNKNOWN_PLACEHOLDER,
        ProblemKind.OTHER_EACH,
        ProblemKind.BRACE,
        ProblemKind.BOLD,
    }
)
"""What the field of a text tells by itself."""
_LEAST_LINES = 2
_MOST_LINES = 12
_EDGES = 20


def problem_words(ctx: Ctx, problem: Problem) -> str:
    """Say a problem in a sentence."""
    return ctx.tr.text(problem.text, word=problem.word)


def is_step_key(event: QEvent) -> int:
    """Tell whether keys ask to take back (-1) or do again (1) a step; 0 for neither."""
    if isinstance(event, QKeyEvent):
        if event.matches(QKeySequence.StandardKey.Undo):
            return -1
        if event.matches(QKeySequence.StandardKey.Redo):
            return 1
    return 0


class _Colours(QSyntaxHighlighter):
    """Colours placeholders: known ones, and in red those nobody knows."""

    def __init__(self, document: QTextDocument, is_right: Callable[[str], bool]) -> None:
        super().__init__(document)
        self._is_right = is_right
        self._right, self._wrong = QTextCharFormat(), QTextCharFormat()
        colours = theme.current()
        self._right.setForeground(QColor(colours.colour("accent")))
        self._right.setFontWeight(QFont.Weight.DemiBold)
        self._wrong.setForeground(QColor(colours.colour("danger")))
        self._wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._wrong.setUnderlineColor(QColor(colours.colour("danger")))

    def highlightBlock(self, text: str) -> None:  # noqa: N802  (the name Qt calls)
        """Colour one paragraph."""
        start = text.find("{")
        while start >= 0:
            end = text.find("}", start)
            if end < 0:
                self.setFormat(start, len(text) - start, self._wrong)
                return
            name = text[start + 1 : end]
            shown = self._right if self._is_right(name) else self._wrong
            self.setFormat(start, end - start + 1, shown)
            start = text.find("{", end)


class _Edit(QPlainTextEdit):
    """An editor as high as its words; steps are taken back by the whole tab, not by the field."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self, *_args: object) -> None:
        """Be as high as the words."""
        lines = int(self.document().size().height())
        shown = min(max(lines, _LEAST_LINES), _MOST_LINES)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + _EDGES)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of undo here, away from the window."""
        if event.type() == QEvent.Type.ShortcutOverride and is_step_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a step back or again."""
        step = is_step_key(event)
        if step:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)


class WordingField(QWidget):
    """The words of one text in one language; `edited` gives them as they are typed."""

    edited = Signal(str)
    stepped = Signal(int)

    def __init__(
        self, ctx: Ctx, title: str, text: str, *, each: str, vocabulary: Vocabulary
    ) -> None:
        """Show a text; `each` is what its clause is repeated for."""
        super().__init__()
        self.ctx = ctx
        self.each = each
        self.vocabulary = vocabulary
        self._menu: PlaceholderMenu | None = None
        self.edit = _Edit()
        self.edit.setAccessibleName(title)
        self._colours = _Colours(self.edit.document(), self._is_right)
        self.edit.setPlainText(text)
        self.problem = label("", "problem", wrap=True)
        self.named = label("", "small", wrap=True)
        insert = button(ctx.tr.text(N_("Insert a value")), self.open_menu, role="link", icon="plus")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row(label(title, "label"), None, insert))
        box.addWidget(self.edit)
        box.addWidget(self.problem)
        box.addWidget(self.named)
        box.addStretch(1)
        self.edit.textChanged.connect(self._typed)
        self.edit.stepped.connect(self.stepped)
        self._tell()

    def text(self) -> str:
        """Give the words."""
        return self.edit.toPlainText()

    def _is_right(self, name: str) -> bool:
        known = self.vocabulary
        return name in known.placeholders and known.may_stand(name, self.each)

    def _typed(self) -> None:
        self._tell()
        self.edited.emit(self.text())

    def _tell(self) -> None:
        """Tell what is wrong, and what the placeholders mean."""
        found = [*text_problems(self.text(), self.each, self.vocabulary)]
        self.problem.setText("\n".join(problem_words(self.ctx, each) for each in found))
        self.problem.setVisible(bool(found))
        names = [n for n in dict.fromkeys(placeholders(self.text())) if self._is_right(n)]
        meant = " · ".join(self.ctx.tr.text(self.vocabulary.placeholders[n]) for n in names)
        self.named.setText(meant)
        self.named.setVisible(bool(meant))

    def open_menu(self) -> PlaceholderMenu:
        """Offer the placeholders that make sense here, by the words people know them by."""
        menu = self._menu = PlaceholderMenu(self.ctx, self, self.vocabulary, self.each)
        menu.chosen.connect(self.insert)
        menu.show_at(self.edit)
        return menu

    def insert(self, name: str) -> None:
        """Put a placeholder where the cursor stands."""
        self.edit.textCursor().insertText(f"{{{name}}}")
        self.edit.setFocus()

    def changeEvent(self, event: Any) -> None:
        """Fit again when the letters change their size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.edit.fit()
