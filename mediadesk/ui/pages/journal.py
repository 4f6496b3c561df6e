"""The journal: who changed what, who looked, printed and exported, and whether its chain is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from mediadesk.domain.access import AccessEntry, AccessKind
from mediadesk.domain.acts import ChainState
from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.fields import Field
from mediadesk.domain.periods import parse_period
from mediadesk.domain.rights import Right
from mediadesk.domain.rows import JournalEntry
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.context import Ctx
from mediadesk.ui.history_parts import EntryDialog, command_words
from mediadesk.ui.page import Page
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import PushButton, button, label, row

__all__ = ["JournalPage"]

_READ = 500
_KINDS = ("xlsx", "pdf", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One entry in words."""

    seq: Annotated[int, Field(N_("No."))]
    at: Annotated[str, Field(N_("When"))]
    operator: Annotated[str, Field(N_("Who"))]
    what: Annotated[str, Field(N_("What was done"), personal=True)]
    subject: Annotated[str, Field(N_("Case"))]
    changes: Annotated[int | None, Field(N_("Changed records"))]


class JournalPage(Page):
    """Changes or looks, the newest first; older ones are read on demand."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the head, the switch, the list and the line about the chain."""
        super().__init__(ctx)
        tr = ctx.tr
        self.shows_looks = False
        self._more = button(tr.text(N_("Show older entries")), self._read_more, role="link")
        trash = button(tr.text(N_("Trash")), lambda: ctx.navigate("trash"), icon="remove")
        allow(ctx, trash, Right.TRASH)
        self.out = button(tr.text(N_("For an inspector")), self.write_out, icon="export")
        self.out.setToolTip(tr.text(N_("Who did what this year, without names of parties")))
        title = label(tr.text(N_("Journal")), "title")
        self.outer.addLayout(row(title, None, self._more, self.out, trash))
        self.outer.addWidget(
            label(tr.text(N_("Every change is kept here and cannot be altered.")), "muted")
        )
        self._signs = [
            self._sign(N_("Changes"), shows_looks=False),
            self._sign(N_("Who looked"), shows_looks=True),
        ]
        self.chain: QLabel = label("", "small", wrap=True)
        self.chain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        check = button(tr.text(N_("Check the chain")), self.check, role="link", icon="check")
        line = row(*self._signs, self.chain, check)
        line.setStretch(2, 1)
        self.outer.addLayout(line)
        self._entries: list[JournalEntry] = []
        self._looks: list[AccessEntry] = []
        self.model = PagedTableModel(tr, JournalLine)
        self.table = Table(
            ctx, self.model, "journal", {"at": 22, "operator": 20, "what": 40, "subject": 16}
        )
        self.table.opened.connect(self._open)
        self.outer.addWidget(self.table, 1)

    def _sign(self, words: str, *, shows_looks: bool) -> PushButton:
        sign = PushButton(self.ctx.tr.text(words))
        sign.setProperty("role", "segment")
        sign.setCheckable(True)
        sign.setChecked(not shows_looks)
        sign.clicked.connect(lambda: self.show_looks(on=shows_looks))
        return sign

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Journal"))

    def show_looks(self, *, on: bool) -> None:
        """Show who looked, or what was changed."""
        self.shows_looks = on
        for number, sign in enumerate(self._signs):
            sign.setChecked(bool(number) is on)
        self.reload()

    def open(self, **args: Any) -> None:
        """Show the newest entries, with the keyboard in their list."""
        super().open(**args)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the newest entries."""
        self._entries, self._looks = [], []
        self._read_more()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def check(self) -> None:
        """Check the chains of both records from their first entry, and say how they stand."""
        desk = self.ctx.desk
        words = self.ctx.tr.text(N_("The chain is being checked"))
        self.ctx.jobs.run(
            desk.background(desk.journal_state), self._show_chain, owner=self, label=words
        )

    def _show_chain(self, state: ChainState) -> None:
        tr = self.ctx.tr
        words = N_("The chain of entries is broken: entries were altered or cut out")
        if state.is_whole:
            words = N_(
                "The chain is whole: %(changes)s changes, %(looks)s looks. Its end: %(head)s"
            )
        told = {"changes": tr.number(state.changes), "looks": tr.number(state.looks)}
        self.chain.setText(tr.text(words, **told, head=state.head))
        self.chain.setProperty("tone", "ok" if state.is_whole else "danger")
        self.chain.style().polish(self.chain)

    def write_out(self) -> None:
        """Write who did what this year into a file that is chosen."""
        tr, desk = self.ctx.tr, self.ctx.desk
        year = str(self.ctx.clock.today().year)
        kinds = ";;".join(f"{kind.upper()} (*.{kind})" for kind in _KINDS)
        title = tr.text(N_("For an inspector"))
        name, _ = QFileDialog.getSaveFileName(self, title, f"journal-{year}.xlsx", kinds)
        if name:
            path = Path(name)
            kind = path.suffix.lower().lstrip(".")
            desk.prepare_journal()
            self.ctx.jobs.run(
                desk.background(
                    desk.write_journal,
                    path,
                    kind if kind in _KINDS else "xlsx",
                    parse_period(year),
                    tr.language,
                    lambda command: command_words(tr, command),
                ),
                lambda _count: self.ctx.messages.toast(
                    tr.text(N_("Written: %(name)s"), name=path.name)
                ),
                owner=self,
                label=title,
            )

    def _read_more(self) -> None:
        if self.shows_looks:
            before = self._looks[-1].seq if self._looks else None
            looks = self.ctx.desk.looks(_READ, before)
            self._looks.extend(looks)
            self._more.setVisible(len(looks) == _READ)
            self._set([self._look_line(look) for look in self._looks])
            return
        before = self._entries[-1].seq if self._entries else None
        read = self.ctx.desk.journal(_READ, before)
        self._entries.extend(read)
        self._more.setVisible(len(read) == _READ)
        self._show(self._entries)

    def _show(self, entries: Sequence[JournalEntry]) -> None:
        numbers = self.ctx.desk.entry_numbers(entries[-1].seq, entries[0].seq) if entries else {}
        self._set([self._line(entry, numbers.get(entry.seq, "")) for entry in entries])

    def _set(self, lines: list[JournalLine]) -> None:
        self.model.set_rows(lines)
        if lines:
            self.table.selectRow(0)

    def _line(self, entry: JournalEntry, number: str) -> JournalLine:
        return JournalLine(
            seq=entry.seq,
            at=_moment(entry.at),
            operator=entry.operator,
            what=command_words(self.ctx.tr, entry.command),
            subject=entry.subject or number,
            changes=entry.changes,
        )

    def _look_line(self, look: AccessEntry) -> JournalLine:
        what = self.ctx.tr.text(AccessKind(look.kind).label)
        is_count = look.kind == AccessKind.WRONG.value
        return JournalLine(
            seq=look.seq,
            at=_moment(look.at),
            operator=look.who,
            what=f"{what}: {look.detail}" if is_count else what,
            subject=look.number,
            changes=None,
        )

    def _open(self, line: JournalLine) -> None:
        if not self.shows_looks:
            EntryDialog(self.ctx, self.ctx.desk.history_entry(line.seq), self).open()


def _moment(at: str) -> str:
    """Write a moment of the file as people do."""
    day, _, clock = at.partition("T")
    year, month, date_ = [*day.split("-"), "", "", ""][:3]
    return f"{date_}.{month}.{year} {clock.split('+')[0]}" if clock else at
