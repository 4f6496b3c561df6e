"""The trash: cases put aside and what was taken out of cases; everything can come back."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.commands import RestoreRemoved, TakeFromTrash
from mediadesk.domain.fields import Field
from mediadesk.domain.history import ENTITY_NAMES, TrashedRecord
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import moment
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, button, label, row

__all__ = ["TrashPage"]

_READ = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in the trash."""

    case_id: int
    number: Annotated[str, Field(N_("Number"))]
    parties: Annotated[str, Field(N_("Parties"), personal=True)]
    trashed_on: Annotated[date, Field(N_("In the trash since"))]
    reason: Annotated[str, Field(N_("Reason"), personal=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """Something that was taken out."""

    seq: int
    what: Annotated[str, Field(N_("What it was"))]
    name: Annotated[str, Field(N_("Name"), personal=True)]
    number: Annotated[str, Field(N_("Case"))]
    at: Annotated[str, Field(N_("When"))]
    operator: Annotated[str, Field(N_("Who"))]


class TrashPage(Page):
    """Two lists, each with a button that brings the chosen line back."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the lists."""
        super().__init__(ctx)
        tr = ctx.tr
        self.outer.addLayout(row(label(tr.text(N_("Trash")), "title"), None))
        told = tr.text(
            N_(
                "Nothing is deleted by itself, but for the bytes of files taken out of a case:"
                " they are kept for %(days)s days."
            ),
            days=ctx.desk.file_rules.keep_days,
        )
        self.outer.addWidget(label(told, "muted", wrap=True))
        self.cases = PagedTableModel(tr, CaseLine)
        self.case_table = Table(
            ctx, self.cases, "trash.cases", {"number": 14, "parties": 44, "reason": 40}
        )
        self.case_table.opened.connect(self._open)
        self.records = PagedTableModel(tr, RecordLine)
        self.record_table = Table(
            ctx, self.records, "trash.records", {"what": 26, "name": 40, "at": 22, "operator": 18}
        )
        self.record_table.opened.connect(self._restore)
        self.take_back = button(tr.text(N_("Take back")), self._take_back, icon="undo")
        self.show_case = button(
            tr.text(N_("Open the case card")),
            lambda: self._open(self.case_table.current_row()),
            icon="right",
        )
        self.restore = button(
            tr.text(N_("Restore")),
            lambda: self._restore(self.record_table.current_row()),
            icon="undo",
        )
        self._more = button(tr.text(N_("Show older entries")), self._read_more, role="link")
        self.tabs = QTabWidget()
        nothing = tr.text(N_("No case is in the trash"))
        self._cases = _Stack(self.case_table, nothing)
        self._records = _Stack(self.record_table, tr.text(N_("Nothing was taken out of cases")))
        self.tabs.addTab(_tab(self._cases, self.take_back, self.show_case, None), "")
        self.tabs.addTab(_tab(self._records, self.restore, None, self._more), "")
        self.outer.addWidget(self.tabs, 1)
        self._read: list[TrashedRecord] = []

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Trash"))

    def reload(self) -> None:
        """Read both lists again."""
        tr, desk = self.ctx.tr, self.ctx.desk
        cases = [
            CaseLine(
                case_id=each.case_id,
                number=each.number,
                parties=each.parties,
                trashed_on=date.fromisoformat(each.trashed_on),
                reason=each.reason,
            )
            for each in desk.trashed_cases()
        ]
        self.cases.set_rows(cases)
        self.tabs.setTabText(0, tr.text(N_("Cases: %(n)s"), n=len(cases)))
        self._cases.setCurrentIndex(0 if cases else 1)
        self.take_back.setEnabled(bool(cases))
        self.show_case.setEnabled(bool(cases))
        if cases:
            self.case_table.selectRow(0)
        self._read = []
        self._read_more()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def _read_more(self) -> None:
        tr = self.ctx.tr
        last = self._read[-1].seq if self._read else None
        read = self.ctx.desk.removed(last, _READ)
        self._read.extend(read)
        lines = [
            RecordLine(
                seq=each.seq,
                what=tr.text(ENTITY_NAMES[each.entity]),
                name=each.name,
                number=each.number,
                at=moment(each.at),
                operator=each.operator,
            )
            for each in self._read
        ]
        self.records.set_rows(lines)
        self.tabs.setTabText(1, tr.text(N_("Taken out of cases: %(n)s"), n=len(lines)))
        self._records.setCurrentIndex(0 if lines else 1)
        self.restore.setEnabled(bool(lines))
        self._more.setVisible(len(read) == _READ)
        if lines:
            self.record_table.selectRow(0)

    def _open(self, line: CaseLine | None) -> None:
        if line is not None:
            self.ctx.navigate("case_card", case_id=line.case_id, section="history")

    def _take_back(self) -> None:
        line = self.case_table.current_row()
        if line is not None:
            cmd = TakeFromTrash(case_id=CaseId(line.case_id))
            self.ctx.jobs.execute(self.ctx.desk, cmd, owner=self)

    def _restore(self, line: RecordLine | None) -> None:
        if line is not None:
            self.ctx.jobs.execute(self.ctx.desk, RestoreRemoved(seq=line.seq), owner=self)


class _Stack(QStackedWidget):
    """A list, or kind words where nothing is in it."""

    def __init__(self, table: Table, words: str) -> None:
        super().__init__()
        self.addWidget(table)
        self.addWidget(EmptyState("empty", words, ""))


def _tab(table: QWidget, *buttons: QWidget | None) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 16, 0, 0)
    box.setSpacing(12)
    box.addWidget(table, 1)
    box.addLayout(row(*buttons))
    return page
