"""The first step of the import: choose a file; what was taken in before; which headings are known."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord, UndoImport
from mediadesk.domain.model import ImportBatch, KnownHeadings
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.import_parts import DropCard
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["ImportHome"]

_SHOWN = 90


class ImportHome(QWidget):
    """Chooses a journal, takes earlier ones out again, forgets headings."""

    def __init__(self, ctx: Ctx, choose: Callable[[], None], read: Callable[[Path], None]) -> None:
        """Show the place for a file above the earlier imports."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(16)
        card = DropCard()
        card.dropped.connect(lambda told: read(Path(told)))
        self.choose_button = button(
            tr.text(N_("Choose a file")), choose, role="primary", icon="folder"
        )
        words = tr.text(
            N_("Drop an Excel journal here, or choose it. Nothing is changed before you say so")
        )
        kinds = tr.text(N_("Excel (xlsx, xls), LibreOffice (ods) or a text table (csv, tsv)"))
        told = QVBoxLayout()
        told.addWidget(label(words, wrap=True))
        told.addWidget(label(kinds, "small", wrap=True))
        line = row(told, self.choose_button)
        line.setStretch(0, 1)
        card.box.addLayout(line)
        box.addWidget(card)
        self.history = Card(tr.text(N_("Journals taken in")))
        self._batches = QVBoxLayout()
        self.history.box.addLayout(self._batches)
        box.addWidget(self.history)
        self.known = Card(tr.text(N_("Headings that are remembered")))
        words = tr.text(N_("A journal with these headings is read as the last one was"))
        self.known.box.addWidget(label(words, "muted", wrap=True))
        self._headings = QVBoxLayout()
        self.known.box.addLayout(self._headings)
        box.addWidget(self.known)
        box.addStretch(1)

    def show_all(self) -> None:
        """Show the earlier imports and the remembered headings."""
        self._show_batches()
        self._show_headings()

    def _show_batches(self) -> None:
        tr = self.ctx.tr
        clear(self._batches)
        batches = self.ctx.desk.imports()
        for batch in batches:
            day = date.fromisoformat(batch.made_at[:10])
            at = f"{tr.date(day)} {batch.made_at[11:16]}"
            count = batch.new + batch.doubtful
            words = tr.plural("%(n)s row was taken in", "%(n)s rows were taken in", count)
            out = button(tr.text(N_("Take out again")), partial(self.take_out, batch), role="link")
            state = label(tr.text(N_("Taken out again")), "muted")
            out.setVisible(not batch.is_undone)
            state.setVisible(batch.is_undone)
            self._batches.addLayout(row(label(at, "label"), label(words), None, out, state))
        if not batches:
            self._batches.addWidget(label(tr.text(N_("No journal was taken in yet")), "muted"))

    def _show_headings(self) -> None:
        tr = self.ctx.tr
        clear(self._headings)
        known = self.ctx.desk.known_headings()
        self.known.setVisible(bool(known))
        for each in known:
            name = each.name if len(each.name) <= _SHOWN else each.name[: _SHOWN - 1] + "…"
            shown = label(name)
            shown.setToolTip(each.name)
            forget = button(tr.text(N_("Forget")), partial(self.forget, each), role="link")
            forget.setAccessibleName(f"{tr.text(N_('Forget'))}: {name}")
            day = label(tr.date(each.used_on), "label")
            self._headings.addLayout(row(day, shown, None, forget))

    def take_out(self, batch: ImportBatch) -> None:
        """Ask, and take a journal out again; what stands against it is told."""
        tr = self.ctx.tr
        count = batch.new + batch.doubtful
        if self.ctx.messages.ask(
            tr.plural("Take %(n)s case out again?", "Take %(n)s cases out again?", count),
            tr.text(N_("Take out again")),
            detail=tr.text(
                N_("If a case was changed since, nothing is taken out, and you are told which one.")
            ),
        ):
            self.ctx.jobs.execute(self.ctx.desk, UndoImport(import_id=batch.id), owner=self)

    def forget(self, known: KnownHeadings) -> None:
        """Forget how headings were understood."""
        self.ctx.jobs.execute(self.ctx.desk, RemoveRecord(record=known), owner=self)
