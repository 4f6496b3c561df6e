"""Takes in an office's Excel journal: choose, see what was understood, correct it, take in, or out."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.domain.commands import UndoImport
from mediadesk.domain.journal_rows import JournalRow, RowResult
from mediadesk.domain.journals import JournalMapping, SheetFacts
from mediadesk.domain.model import ImportBatch
from mediadesk.errors import MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.import_parts import FIELDS, FILTER, RESULTS, DropCard, RowLine, sample_of
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.saving import EXCEL, ask_path, tell_saved
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["ImportingPage"]


class ImportingPage(Page):
    """The guided way of a journal into the register."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the page with nothing chosen."""
        super().__init__(ctx)
        self.plan: Any = None
        self.path: Path | None = None
        self._shown: RowResult | None = None
        tr = ctx.tr
        self.outer.addWidget(label(tr.text(N_("Import a journal")), "title"))
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(16)
        self._box.addWidget(self._chooser())
        self._notes = QVBoxLayout()
        self._box.addLayout(self._notes)
        self._columns = Card(tr.text(N_("What the columns hold")))
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(12)
        self._columns.box.addLayout(self._sheets)
        self._rows = self._rows_card()
        self._history = Card(tr.text(N_("Journals taken in")))
        self._batches = QVBoxLayout()
        self._history.box.addLayout(self._batches)
        for card in (self._rows, self._columns, self._history):
            self._box.addWidget(card)
        self._box.addStretch(1)
        self.outer.addWidget(scrolled(inside), 1)
        self._show_plan()

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Import a journal"))

    def reload(self) -> None:
        """Show the earlier imports."""
        self._show_history()

    def on_changed(self, changes: ChangeSet) -> None:
        """Show the earlier imports anew; a plan stays as it was read."""
        if changes.touches("import_batch"):
            self._show_history()

    # choosing a file

    def _chooser(self) -> Card:
        tr = self.ctx.tr
        card = DropCard()
        card.dropped.connect(lambda told: self.read(Path(told)))
        self.choose_button = button(
            tr.text(N_("Choose a file")), self._choose, role="primary", icon="folder"
        )
        words = tr.text(
            N_("Drop an Excel journal here, or choose it. Nothing is changed before you say so")
        )
        self.file_label = label("", "heading")
        card.box.addLayout(row(label(words, "muted", wrap=True), None, self.choose_button))
        card.box.addWidget(self.file_label)
        self.file_label.hide()
        return card

    def _choose(self) -> None:
        tr = self.ctx.tr
        folder = str(self.ctx.settings.layout("import.folder") or "")
        kinds = f"{tr.text(N_('Journals'))} ({FILTER})"
        told, _kind = QFileDialog.getOpenFileName(self, tr.text(N_("Choose a file")), folder, kinds)
        if told:
            self.ctx.settings.remember("import.folder", str(Path(told).parent))
            self.read(Path(told))

    def read(self, path: Path, mapping: JournalMapping | None = None) -> None:
        """Read a journal in the background and show what would become of it."""
        self.path = path
        self.file_label.setText(path.name)
        self.file_label.show()
        clear(self._notes)
        progress = JobProgress()
        future = self.ctx.desk.background(self.ctx.desk.plan_import, path, mapping, progress)
        self.ctx.jobs.run(
            future,
            self._read,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The journal is being read")),
            progress=progress,
        )

    def _read(self, plan: Any) -> None:
        self.plan = plan
        self._shown = None
        self._show_plan()

    def _failed(self, error: MediaDeskError) -> None:
        self.plan = None
        self._show_plan()
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))

    # what was understood

    def _show_plan(self) -> None:
        has_plan = self.plan is not None
        self._columns.setVisible(has_plan)
        self._rows.setVisible(has_plan)
        if not has_plan:
            return
        clear(self._sheets)
        for facts in self.plan.sheets:
            if facts.headings:
                self._sheets.addWidget(self._sheet(facts))
        self._show_chips()
        self._show_rows()
        self._take_in.setFocus()

    def _sheet(self, facts: SheetFacts) -> QWidget:
        """Show the columns of one sheet; each guess can be changed."""
        tr = self.ctx.tr
        made = QFrame()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        words = tr.plural("%(n)s row of data", "%(n)s rows of data", facts.data_rows)
        box.addWidget(label(f"{facts.name}: {words}", "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        chosen = {
            column: name for name, column in self.plan.mapping.sheets.get(facts.name, {}).items()
        }
        options = [(name, tr.text(text)) for name, text in FIELDS.items()]
        for column, heading in enumerate(facts.headings):
            if not heading and column not in chosen:
                continue
            at, side = divmod(column, 2)
            shown = heading or tr.text(N_("Column %(n)s"), n=column + 1)
            if chosen.get(column) in facts.guessed:
                shown += " · " + tr.text(N_("guessed by its values"))
            sample = sample_of(tr, self.plan, facts.name, column)
            named = label(f"{shown}\n{sample}" if sample else shown, wrap=True)
            named.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(named, at, side * 2)
            edit = ChoiceEdit(self.ctx, options, optional=True)
            edit.set_value(chosen.get(column))
            edit.combo.setAccessibleName(shown)
            edit.combo.activated.connect(
                lambda _i, e=edit, c=column: self._map(facts.name, c, e.value())
            )
            grid.addWidget(edit, at, side * 2 + 1)
        for each in (1, 3):
            grid.setColumnStretch(each, 1)
        box.addLayout(grid)
        return made

    def _map(self, sheet: str, column: int, field: str | None) -> None:
        """Take another meaning of a column and read again."""
        if self.plan is None or self.path is None:
            return
        mapping = self.plan.mapping
        columns = {
            f: c for f, c in mapping.sheets.get(sheet, {}).items() if c != column and f != field
        }
        if field is not None:
            columns[field] = column
        self.read(self.path, replace(mapping, sheets={**mapping.sheets, sheet: columns}))

    # rows

    def _rows_card(self) -> Card:
        tr = self.ctx.tr
        card = Card()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._take_in = button("", self.take_in, role="primary", icon="import")
        self._save_rejected = button(
            tr.text(N_("Save the rejected rows")), self._ask_rejected, icon="save"
        )
        card.box.addLayout(row(self._chips, None, self._save_rejected, self._take_in))
        self.model = PagedTableModel(tr, RowLine)
        letters = {"parties": 44, "outcome": 24}
        self.table = Table(self.ctx, self.model, "import.rows", letters)
        self.table.setMinimumHeight(280)
        card.box.addWidget(self.table)
        return card

    def _show_chips(self) -> None:
        tr = self.ctx.tr
        clear(self._chips)
        for result, words in RESULTS.items():
            count = self.plan.count(result)
            chip = QPushButton(f"{tr.text(words)}: {tr.number(count)}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(self._shown is result)
            chip.clicked.connect(lambda on, r=result: self._filter(r if on else None))
            self._chips.addWidget(chip)
        wanted = len(self._wanted())
        self._take_in.setText(tr.plural("Take in %(n)s row", "Take in %(n)s rows", wanted))
        self._take_in.setEnabled(wanted > 0)
        self._save_rejected.setVisible(self.plan.count(RowResult.REJECTED) > 0)

    def _wanted(self) -> list[JournalRow]:
        taken = (RowResult.NEW, RowResult.DOUBTFUL)
        return [r for r in self.plan.rows if r.result in taken and not r.is_held_back]

    def _filter(self, result: RowResult | None) -> None:
        self._shown = result
        self._show_chips()
        self._show_rows()

    def _show_rows(self) -> None:
        rows = [r for r in self.plan.rows if self._shown in (None, r.result)]
        self.model.set_rows([_line(self.ctx.tr, r) for r in rows])

    # taking in and out

    def take_in(self) -> None:
        """Back the file up, then take in what is new and doubtful; rejected rows stay out.

        Without the backup nothing is taken in, and the page says why.
        """
        if self.plan is None or not self._take_in.isEnabled():
            return
        self._take_in.setEnabled(False)
        desk, words = self.ctx.desk, self.ctx.tr.text(N_("The journal is being taken in"))
        self.ctx.jobs.run(
            desk.background(desk.backup, None, "import", self.ctx.settings.second_folder()),
            partial(self._backed_up, self.plan, words),
            self._not_taken,
            owner=self,
            label=words,
        )

    def _backed_up(self, plan: Any, words: str, _backup: Path) -> None:
        future = self.ctx.desk.apply_import(plan)
        self.ctx.jobs.run(future, self._taken, self._not_taken, owner=self, label=words)

    def _not_taken(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        self._take_in.setEnabled(True)

    def _taken(self, _outcome: Outcome) -> None:
        tr = self.ctx.tr
        count = len(self._wanted())
        rejected = self.plan.count(RowResult.REJECTED)
        words = tr.plural("%(n)s row was taken in", "%(n)s rows were taken in", count)
        if rejected:
            words += ". " + tr.plural(
                "%(n)s row was rejected", "%(n)s rows were rejected", rejected
            )
        clear(self._notes)
        banner = Banner(words, "ok")
        banner.add(tr.text(N_("Show the cases")), lambda: self.ctx.navigate("cases"))
        if rejected:
            banner.add(tr.text(N_("Save the rejected rows")), self._ask_rejected)
        newest = self.ctx.desk.imports()[0]
        banner.add(tr.text(N_("Take out again")), partial(self._take_out, newest))
        self._notes.addWidget(banner)
        self._columns.hide()
        self._take_in.setEnabled(False)

    def _ask_rejected(self) -> None:
        if self.plan is None or self.path is None:
            return
        name = str(self.path.with_name(f"{self.path.stem}-rejected.xlsx"))
        path = ask_path(self.ctx, self, N_("Save the rejected rows"), name, EXCEL)
        if path is not None:
            self.save_rejected(path)

    def save_rejected(self, path: Path) -> None:
        """Write the rejected rows with their reasons."""
        try:
            self.ctx.desk.write_rejected(self.plan, path, self.ctx.tr.text)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        tell_saved(self.ctx, path)

    def _show_history(self) -> None:
        tr = self.ctx.tr
        clear(self._batches)
        batches = self.ctx.desk.imports()
        for batch in batches:
            at = batch.made_at[:16].replace("T", " ")
            words = tr.plural("%(n)s row was taken in", "%(n)s rows were taken in", batch.new)
            out = button(tr.text(N_("Take out again")), partial(self._take_out, batch), role="link")
            state = label(tr.text(N_("Taken out again")), "muted")
            out.setVisible(not batch.is_undone)
            state.setVisible(batch.is_undone)
            self._batches.addLayout(row(label(at, "label"), label(words), None, out, state))
        if not batches:
            self._batches.addWidget(label(tr.text(N_("No journal was taken in yet")), "muted"))

    def _take_out(self, batch: ImportBatch) -> None:
        tr = self.ctx.tr
        if self.ctx.messages.ask(
            tr.plural("Take %(n)s case out again?", "Take %(n)s cases out again?", batch.new),
            tr.text(N_("Take out again")),
            detail=tr.text(
                N_("Cases that were changed since stay, and then nothing is taken out.")
            ),
        ):
            self.ctx.jobs.execute(self.ctx.desk, UndoImport(import_id=batch.id), owner=self)


def _line(tr: Translator, each: JournalRow) -> RowLine:
    reasons = []
    for reason in each.reasons:
        words = tr.text(reason.text, **dict(reason.params))
        reasons.append(f"{reason.column}: {words}" if reason.column else words)
    return RowLine(
        place=f"{each.sheet}, {each.row}",
        result=tr.text(RESULTS[each.result]),
        received=tr.date(each.received_on),
        parties=" – ".join(p.name for p in each.parties),
        outcome=tr.value(each.outcome),
        reasons="; ".join(reasons),
    )
