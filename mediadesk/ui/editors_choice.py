"""Editors that choose from a list, with typing: codes, mediators, regions."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QListView, QWidget

from mediadesk.domain.code_book import CODE_LISTS
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.text import fold
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import Editor

__all__ = [
    "ChoiceEdit",
    "EnumCombo",
    "PopupKeys",
    "currency_edit",
    "mediator_edit",
    "party_edit",
    "region_edit",
    "topic_edit",
]

_MOST_ROWS = 14
_LISTED = frozenset(CODE_LISTS.values())


class _Combo(QComboBox):
    """A list with typing that the wheel does not change by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_MOST_ROWS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class PopupKeys(QObject):
    """While words are offered and none of them is chosen, Enter and Ctrl+Enter mean the field."""

    def __init__(self, popup: QAbstractItemView, target: QWidget) -> None:
        """Watch a pop-up; its keys go on to `target`."""
        super().__init__(popup)
        self._popup = popup
        self._target = target
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the pop-up and give the key to the field."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self._popup.currentIndex().isValid()
        ):
            self._popup.hide()
            QCoreApplication.sendEvent(self._target, event)
            return True
        return super().eventFilter(watched, event)


class ChoiceEdit(Editor):
    """Chooses one of named values; the beginning of a word is enough."""

    def __init__(
        self, ctx: Ctx, options: Sequence[tuple[Any, str]], *, optional: bool = False
    ) -> None:
        """Offer `(value, words)` pairs; with `optional` the first line is empty and gives None."""
        super().__init__(ctx)
        self._values: list[Any] = [None] if optional else []
        self.combo = _Combo()
        if optional:
            self.combo.addItem("")
        for value, words in options:
            self._values.append(value)
            self.combo.addItem(words)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("completer")
        completer.setPopup(popup)
        self.combo.setCompleter(completer)
        PopupKeys(popup, self.combo)
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)
        self.combo.currentTextChanged.connect(self.changed)
        line = self.combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.tidy)
            line.setCursorPosition(0)

    def _found(self) -> int:
        """Find the line that the typed words mean: whole, else the only one that begins so."""
        typed = fold(self.combo.currentText())
        lines = [fold(self.combo.itemText(i)) for i in range(self.combo.count())]
        if typed in lines:
            return lines.index(typed)
        starts = [i for i, line in enumerate(lines) if typed and line.startswith(typed)]
        holds = [i for i, line in enumerate(lines) if typed and typed in line]
        return next((found[0] for found in (starts, holds) if len(found) == 1), -1)

    def value(self) -> Any:
        """Give the chosen value; None for nothing or for words that mean nothing."""
        found = self._found()
        return self._values[found] if found >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered shows nothing."""
        where = self._values.index(value) if value in self._values else -1
        self.combo.setCurrentIndex(where)
        if where < 0:
            self.combo.setEditText("")
        line = self.combo.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def raw(self) -> str:
        """Give the words as typed."""
        return self.combo.currentText()

    def set_raw(self, text: str) -> None:
        """Put words back."""
        self.combo.setEditText(text)
        self.tidy()

    def problem(self) -> str:
        """Say that the words are not in the list."""
        if self.combo.currentText().strip() and self._found() < 0:
            return self.ctx.tr.text(N_("Choose from the list"))
        return ""

    def tidy(self) -> None:
        """Show the whole words of what was meant."""
        found = self._found()
        if found >= 0:
            self.combo.setCurrentIndex(found)
            self.combo.setEditText(self.combo.itemText(found))
            line = self.combo.lineEdit()
            if line is not None:
                line.setCursorPosition(0)


class EnumCombo(ChoiceEdit):
    """Chooses a code of the domain by its words."""

    def __init__(self, ctx: Ctx, cls: type[Labelled], *, optional: bool = False) -> None:
        """Offer the codes of a class in their order."""
        codes = ctx.desk.code_book().choices(cls) if cls in _LISTED else tuple(cls)
        super().__init__(
            ctx, [(code, ctx.tr.text(code.label)) for code in codes], optional=optional
        )

    def set_value(self, value: Any) -> None:
        """Choose a code; one that is not offered any more is shown where a record has it."""
        if isinstance(value, Labelled) and value not in self._values:
            self._values.append(value)
            self.combo.addItem(self.ctx.tr.text(value.label))
        super().set_value(value)


def mediator_edit(ctx: Ctx) -> ChoiceEdit:
    """Choose one of the mediators that take new cases."""
    kazakh = ctx.tr.language == "kk"
    found = ctx.desk.mediators(active_only=True)
    options = [(m.id, (m.name_kk if kazakh else "") or m.name_ru) for m in found]
    return ChoiceEdit(ctx, options, optional=True)


def region_edit(ctx: Ctx) -> ChoiceEdit:
    """Choose a region; gives the first two digits of its code."""
    from mediadesk.usecases.opening import regions

    return ChoiceEdit(
        ctx, [(code, names[ctx.tr.language]) for code, names in regions().items()], optional=True
    )


class _CodeEdit(ChoiceEdit):
    """Chooses the code of a list that is data; nothing is the empty code, a code gone is kept."""

    def __init__(self, ctx: Ctx, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(ctx, options, optional=True)

    def value(self) -> Any:
        """Give the code; '' for nothing."""
        return super().value() or ""

    def set_value(self, value: Any) -> None:
        """Choose a code; one that the list no longer has stands for itself."""
        if value and value not in self._values:
            self._values.append(value)
            self.combo.addItem(value)
        super().set_value(value or None)


def topic_edit(ctx: Ctx) -> ChoiceEdit:
    """Choose the topic of a dispute; gives its code."""
    return _CodeEdit(ctx, ctx.desk.topics(ctx.tr.language))


def currency_edit(ctx: Ctx) -> ChoiceEdit:
    """Choose the currency of a claim; gives its code."""
    return _CodeEdit(ctx, ctx.desk.currencies(ctx.tr.language))


def party_edit(ctx: Ctx, file: CaseFile) -> ChoiceEdit:
    """Choose one of the parties of a case, or none; the value is its id."""
    is_kk = ctx.tr.language == "kk"
    options = [(p.party.id, p.name_kk if is_kk else p.name_ru) for p in file.parties]
    return ChoiceEdit(ctx, options, optional=True)
