"""The journal of changes: who did what and when; it can only grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.fields import Field
from mediadesk.domain.rows import JournalEntry
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.history_parts import EntryDialog
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, label, row
from mediadesk.ui.wording import COMMANDS

__all__ = ["JournalPage"]

_READ = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One entry in words."""

    seq: Annotated[int, Field(N_("No."))]
    at: Annotated[str, Field(N_("When"))]
    operator: Annotated[str, Field(N_("Who"))]
    what: Annotated[str, Field(N_("What was done"), personal=True)]
    subject: Annotated[str, Field(N_("Case"))]
    changes: Annotated[int, Field(N_("Changed records"))]


class JournalPage(Page):
    """The newest entries of the journal; older ones are read on demand."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the list."""
        super().__init__(ctx)
        tr = ctx.tr
        self._more = button(tr.text(N_("Show older entries")), self._read_more, role="link")
        trash = button(tr.text(N_("Trash")), lambda: ctx.navigate("trash"), icon="remove")
        title = label(tr.text(N_("Journal")), "title")
        self.outer.addLayout(row(title, None, self._more, trash))
        self.outer.addWidget(
            label(tr.text(N_("Every change is kept here and cannot be altered.")), "muted")
        )
        self._entries: list[JournalEntry] = []
        self.model = PagedTableModel(tr, JournalLine)
        self.table = Table(
            ctx, self.model, "journal", {"at": 22, "operator": 20, "what": 40, "subject": 16}
        )
        self.table.opened.connect(self._open)
        self.outer.addWidget(self.table, 1)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Journal"))

    def reload(self) -> None:
        """Read the newest entries."""
        self._entries = []
        self._read_more()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def _read_more(self) -> None:
        before = self._entries[-1].seq if self._entries else None
        read = self.ctx.desk.journal(_READ, before)
        self._entries.extend(read)
        self._more.setVisible(len(read) == _READ)
        self._show(self._entries)

    def _show(self, entries: Sequence[JournalEntry]) -> None:
        numbers = self.ctx.desk.entry_numbers(entries[-1].seq, entries[0].seq) if entries else {}
        self.model.set_rows([self._line(entry, numbers.get(entry.seq, "")) for entry in entries])
        if entries:
            self.table.selectRow(0)

    def _line(self, entry: JournalEntry, number: str) -> JournalLine:
        day, _, clock = entry.at.partition("T")
        year, month, date_ = [*day.split("-"), "", "", ""][:3]
        return JournalLine(
            seq=entry.seq,
            at=f"{date_}.{month}.{year} {clock[:8]}" if clock else entry.at,
            operator=entry.operator,
            what=self.ctx.tr.text(COMMANDS.get(entry.command, entry.command)),
            subject=entry.subject or number,
            changes=entry.changes,
        )

    def _open(self, line: JournalLine) -> None:
        EntryDialog(self.ctx, self.ctx.desk.history_entry(line.seq), self).open()
