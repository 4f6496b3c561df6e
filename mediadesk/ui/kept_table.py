"""The schedule of an agreement as a table: day, what and who, sum, state in words and colour."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.keeping import Item, ItemState
from mediadesk.domain.model import Instalment
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import PartySide
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_dialogs import record_part
from mediadesk.ui.context import Ctx
from mediadesk.ui.kept_dialogs import what_of
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.widgets import button, label, row

__all__ = ["STATE_TONES", "ScheduleTable", "names_of"]

STATE_TONES = {
    ItemState.KEPT: "ok",
    ItemState.KEPT_LATE: "warn",
    ItemState.NOT_YET: "",
    ItemState.DUE: "accent",
    ItemState.LATE: "danger",
    ItemState.BROKEN: "danger",
}
_HEADS = (N_("Until"), N_("Obligation"), N_("Sum"), N_("State"))
_FLAT = "padding: 0 6px;"
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight


def names_of(ctx: Ctx, file: CaseFile, side: PartySide) -> str:
    """Name those who stand on a side; the side itself where nobody is entered."""
    is_kk = ctx.tr.language == "kk"
    names = [p.name_kk if is_kk else p.name_ru for p in file.parties if p.party.side is side]
    return ", ".join(name for name in names if name) or ctx.tr.text(side.label)


class ScheduleTable(QWidget):
    """One line for every obligation, or for every part of a divided one, by date."""

    def __init__(self, act: CaseActions, schedule: Sequence[Item], *, can: bool) -> None:
        """Show a schedule; with `can` its lines are recorded, changed and taken out."""
        super().__init__()
        self.act, self.ctx, self.can = act, act.ctx, can
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        for column, words in enumerate(_HEADS):
            head = label(self.ctx.tr.text(words), "label")
            self._grid.addWidget(head, 0, column, _RIGHT if column == 2 else Qt.AlignmentFlag(0))
        for item in schedule:
            self._add(item)

    def _add(self, item: Item) -> None:
        at = self._grid.rowCount()
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._grid.addWidget(line, at, 0, 1, len(_HEADS) + 1)
        tr = self.ctx.tr
        self._grid.addWidget(self._day(item), at + 1, 0, _TOP)
        self._grid.addWidget(self._what(item), at + 1, 1, _TOP)
        self._grid.addWidget(label(tr.money(item.amount_tiyn)), at + 1, 2, _TOP | _RIGHT)
        self._grid.addWidget(self._state(item), at + 1, 3, _TOP)
        if self.can:
            self._grid.addWidget(self._actions(item), at + 1, 4, _TOP)

    def _day(self, item: Item) -> QWidget:
        tr = self.ctx.tr
        if item.due_on is None:
            return label(tr.text(N_("no day")), "muted")
        under = tr.weekday(item.due_on)
        if item.last_on and item.last_on != item.due_on:
            under += "\n" + tr.text(N_("day off: until %(day)s"), day=item.last_on)
        return _two(label(tr.date(item.due_on)), label(under, "small"))

    def _what(self, item: Item) -> QWidget:
        tr = self.ctx.tr
        part = item.instalment
        words = what_of(self.ctx, item.obligation) or tr.text(item.obligation.kind.label)
        if part is not None:
            number = {"number": part.ord, "count": item.count}
            words += " · " + tr.text(N_("part %(number)s of %(count)s"), **number)
        who = names_of(self.ctx, self.act.file, item.obligation.debtor)
        under = [label(who, "small", wrap=True)]
        if item.record.proof:
            said = tr.text(N_("Proof: %(words)s"), words=item.record.proof)
            under.append(label(said, "small", wrap=True))
        top = label(words, wrap=True)
        top.setMinimumWidth(top.fontMetrics().averageCharWidth() * 18)
        for each in (top, *under):
            each.setTextFormat(Qt.TextFormat.PlainText)
        return _two(top, *under)

    def _state(self, item: Item) -> QWidget:
        tr = self.ctx.tr
        words = tr.text(item.state.label)
        if item.state is ItemState.LATE:
            words = tr.plural("%(n)s day late", "%(n)s days late", item.days)
        parts = [label(words, tone=STATE_TONES[item.state])]
        if item.state in (ItemState.KEPT, ItemState.KEPT_LATE) and item.record.performed_on:
            under = tr.date(item.record.performed_on)
            if item.days:
                under += ", " + tr.plural("%(n)s day late", "%(n)s days late", item.days)
            parts.append(label(under, "small"))
        return _two(*parts)

    def _actions(self, item: Item) -> QWidget:
        tr = self.ctx.tr
        made = QWidget()
        part = item.instalment
        record = button(tr.text(N_("Record")), partial(self.record, item), role="link")
        words = f"{tr.text(N_('Record'))}: {what_of(self.ctx, item.obligation)}"
        record.setAccessibleName(f"{words}, {tr.date(item.due_on)}")
        record.setStyleSheet(_FLAT)
        parts: list[QWidget | None] = [record]
        if part is not None:
            parts += [
                self._small("edit", N_("Change the part"), partial(self.edit, part)),
                self._small(
                    "remove",
                    N_("Remove the part"),
                    partial(self.act.execute, RemoveRecord(record=part)),
                ),
            ]
        line = row(*parts, None)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        made.setLayout(line)
        return made

    def _small(self, icon: str, words: str, slot: Callable[[], object]) -> QWidget:
        made = button("", slot, role="link", icon=icon)
        made.setStyleSheet(_FLAT)
        made.setToolTip(self.ctx.tr.text(words))
        made.setAccessibleName(self.ctx.tr.text(words))
        return made

    def record(self, item: Item) -> None:
        """Record the performance of a line."""
        if item.instalment is not None:
            record_part(self.ctx, self.act.owner, item.instalment)
        else:
            self.act.perform(item.obligation)

    def edit(self, part: Instalment) -> None:
        """Change the day or the sum of a part."""
        edit_record(
            self.ctx,
            self.act.owner,
            N_("Part of the obligation"),
            part,
            file=self.act.file,
            only=("due_on", "amount_tiyn", "performance", "performed_on", "proof"),
            wide=("proof",),
        )


def _two(*parts: QLabel) -> QWidget:
    """Put small words under large ones."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    for part in parts:
        box.addWidget(part)
    return made
