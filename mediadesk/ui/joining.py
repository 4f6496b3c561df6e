"""The window that makes one record of two: both side by side, a choice for each differing field."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from mediadesk.domain.commands import JoinPeople
from mediadesk.domain.fields import specs
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.model import Organisation, Person
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label

__all__ = ["JoinDialog"]

_NAMES, _ONE, _OTHER = 0, 1, 2
_WIDE, _TALL = 900, 640
_DOWN = 5


class _Value(QLabel):
    """A value that is chosen with a click on its words."""

    def __init__(self, text: str, radio: QRadioButton | None) -> None:
        super().__init__(text or "—")
        self._radio = radio
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if radio is None:
            self.setProperty("role", "muted")
        else:
            self.setContentsMargins(0, _DOWN, 0, 0)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Choose this value."""
        if self._radio is not None:
            self._radio.setChecked(True)


class JoinDialog(FormDialog):
    """Two records that are one person: which values stay; the cases move to one record."""

    def __init__(
        self, ctx: Ctx, parent: QWidget, one: Person | Organisation, other: Person | Organisation
    ) -> None:
        """Put `one`, which stays, beside `other`, which goes; what is only in one is taken."""
        tr = ctx.tr
        super().__init__(
            ctx, parent, tr.text(N_("Make one record of two")), [], self._make, tr.text(N_("Join"))
        )
        self.one, self.other = one, other
        self.takes_other: dict[str, QRadioButton] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        moved = len({each.case_id for each in ctx.desk.own_cases(other)})
        words = tr.plural(
            "%(n)s case moves to the record on the left; the record on the right goes."
            " It can be undone, and separated again later.",
            "%(n)s cases move to the record on the left; the record on the right goes."
            " It can be undone, and separated again later.",
            moved,
        )
        self.inside.insertWidget(1, label(words, wrap=True))
        self.inside.insertWidget(2, self._table())
        room = self.screen().availableGeometry()
        self.resize(min(_WIDE, room.width() - 32), min(_TALL, room.height() - 64))

    def _table(self) -> QWidget:
        tr, made = self.ctx.tr, QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column, stretch in ((_NAMES, 2), (2, 4), (4, 4)):
            grid.setColumnStretch(column, stretch)
        grid.addWidget(label(tr.text(N_("Stays")), "heading"), 0, 2)
        grid.addWidget(label(tr.text(N_("Goes")), "heading"), 0, 4)
        at = 1
        cls: type = type(self.one)
        for spec in specs(cls):
            values = getattr(self.one, spec.name), getattr(self.other, spec.name)
            if not any(values):
                continue
            name = label(tr.text(spec.field.label), "muted", wrap=True)
            grid.addWidget(name, at, _NAMES, Qt.AlignmentFlag.AlignTop)
            self._line(grid, at, spec.name, tr.text(spec.field.label), values)
            at += 1
        return made

    def _line(
        self, grid: QGridLayout, at: int, name: str, words: str, values: tuple[Any, Any]
    ) -> None:
        """Show a field of both; a choice where they differ, the filled one being taken first."""
        shown = [self._shown(name, value) for value in values]
        if values[0] == values[1]:
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(_Value(shown[0], None), at, 2, 1, 3, top)
            return
        group = QButtonGroup(self)
        for number, text in enumerate(shown):
            radio = QRadioButton()
            radio.setAccessibleName(f"{words}: {text}")
            group.addButton(radio)
            grid.addWidget(radio, at, 1 + 2 * number, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_Value(text, radio), at, 2 + 2 * number, Qt.AlignmentFlag.AlignTop)
            radio.setChecked(bool(values[0]) is (number == 0))
            if number:
                self.takes_other[name] = radio

    def _shown(self, name: str, value: Any) -> str:
        return show_phone(value) if name == "phone" else self.ctx.tr.value(value)

    def record(self) -> Person | Organisation:
        """Give the record that stays, as it was chosen."""
        chosen: dict[str, Any] = {
            name: getattr(self.other, name)
            for name, radio in self.takes_other.items()
            if radio.isChecked()
        }
        return replace(self.one, **chosen)

    def _make(self, codes: tuple[str, ...]) -> JoinPeople:
        return JoinPeople(record=self.record(), drop=self.other, acknowledged=codes)

    def begin(self) -> None:
        """Open the window with the cursor on its first choice."""
        self.open()
        self.activateWindow()
        first = self.findChild(QRadioButton)
        focus = first if first is not None else self.save_button
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
