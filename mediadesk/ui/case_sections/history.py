"""The history of a case in words: who changed what, when, from what to what; newest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from mediadesk.domain.history import ENTITY_NAMES, HistoryEntry
from mediadesk.domain.model import (
    CASE_RECORDS,
    Agreement,
    Case,
    Contract,
    Obligation,
    Party,
    PrintedCopy,
    Session,
)
from mediadesk.domain.text import fold, sort_key
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.history_parts import EntryView, command_words, entry_lines
from mediadesk.ui.trash_parts import trash_card
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["HistoryCard", "build"]

_PAGE = 30
_READ = 100
_KINDS: tuple[type, ...] = (
    Case, Party, Contract, Session, Agreement, Obligation, PrintedCopy, *CASE_RECORDS,
)  # fmt: skip


def build(act: CaseActions) -> Columns:
    """Make the history at the left, the trash at the right."""
    return [HistoryCard(act)], [trash_card(act)]


class HistoryCard(Card):
    """The entries about a case, filtered by text and by kind."""

    def __init__(self, act: CaseActions) -> None:
        """Show the newest entries."""
        tr = act.ctx.tr
        super().__init__(tr.text(N_("History")))
        self.act = act
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr.text(N_("Find in the history")))
        self.text.setAccessibleName(tr.text(N_("Find in the history")))
        self.text.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr.text(N_("What was changed")))
        self.kind.addItem(tr.text(N_("Everything")), None)
        words = {tr.text(ENTITY_NAMES[cls]): cls for cls in _KINDS}
        for each in sorted(words, key=sort_key):
            self.kind.addItem(each, words[each])
        self.box.addLayout(row(self.text, self.kind))
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.box.addLayout(self.list)
        self.more = button(tr.text(N_("Show older entries")), self.show_more, role="link")
        self.box.addLayout(row(self.more, None))
        self._last: int | None = None
        self.shown: list[HistoryEntry] = []
        self.text.textChanged.connect(self.reload)
        self.kind.currentIndexChanged.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Begin with the newest entries that fit."""
        clear(self.list)
        self._last, self.shown = None, []
        self.show_more()
        if not self.shown:
            self.list.addWidget(label(self.act.ctx.tr.text(N_("Nothing was found")), "muted"))

    def show_more(self) -> None:
        """Show older entries, reading on until a page of them fits."""
        tr = self.act.ctx.tr
        found = 0
        while found < _PAGE:
            read = self.act.ctx.desk.case_history(self.act.file.case.id, self._last, _READ)
            for entry in read:
                self._last = entry.seq
                if self._fits(entry):
                    self.shown.append(entry)
                    self.list.addWidget(EntryView(tr, entry))
                    found += 1
                    if found == _PAGE:
                        break
            if not read:
                break
        self.more.setVisible(found == _PAGE)
        self._tell_bulk(is_end=found < _PAGE)

    def _tell_bulk(self, *, is_end: bool) -> None:
        """Say where the history of a case that came in bulk begins."""
        first = self.shown[-1] if self.shown else None
        is_filtered = bool(self.text.text().strip()) or self.kind.currentData() is not None
        if is_end and not is_filtered and (first is None or first.counts or not _begins(first)):
            words = N_(
                "Before this the case was written in bulk; the journal keeps only counts of it"
            )
            self.list.addWidget(label(self.act.ctx.tr.text(words), "muted", wrap=True))

    def _fits(self, entry: HistoryEntry) -> bool:
        kind = self.kind.currentData()
        if kind is not None and kind not in {r.entity for r in entry.rows} | set(entry.counts):
            return False
        wanted = fold(self.text.text()).split()
        if not wanted:
            return True
        words = fold(" ".join(self._words(entry)))
        return all(word in words for word in wanted)

    def _words(self, entry: HistoryEntry) -> Sequence[str]:
        tr = self.act.ctx.tr
        lines = [words for words, _is_head in entry_lines(tr, entry)]
        return [command_words(tr, entry.command), entry.operator, *lines]


def _begins(entry: HistoryEntry) -> bool:
    return any(r.entity is Case and r.verb == "made" for r in entry.rows)
