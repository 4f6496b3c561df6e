"""Takes in an office's Excel journal, step by step: file, sheets, columns, words, rows, done."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.domain.journal_mapping import JournalMapping
from mediadesk.domain.journal_rows import RowResult
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.import_columns import ColumnsStep
from mediadesk.ui.import_home import ImportHome
from mediadesk.ui.import_parts import FILTER, RESULTS, StepBar
from mediadesk.ui.import_rows import RowsStep
from mediadesk.ui.import_sheets import SheetsStep
from mediadesk.ui.import_words import WordsStep, unknown_words
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.saving import EXCEL, ask_path, tell_saved
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.widgets import Card, EmptyState, button, clear, label, row

__all__ = ["COLUMNS", "DONE", "FILE", "ROWS", "SHEETS", "WORDS", "ImportingPage"]

FILE, SHEETS, COLUMNS, WORDS, ROWS, DONE = range(6)
_STEPS = (N_("File"), N_("Sheets"), N_("Columns"), N_("Words"), N_("Rows"), N_("Done"))


class ImportingPage(Page):
    """The guided way of a journal into the register."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the page with nothing chosen."""
        super().__init__(ctx)
        self.plan: Any = None
        self.path: Path | None = None
        self.step = FILE
        tr = ctx.tr
        self.file_label = label("", "muted")
        self.file_label.setTextFormat(Qt.TextFormat.PlainText)
        self.outer.addLayout(
            row(label(tr.text(N_("Import a journal")), "title"), None, self.file_label)
        )
        self.bar = StepBar([tr.text(each) for each in _STEPS])
        self.bar.chosen.connect(self.go)
        self.outer.addWidget(self.bar)
        self._notes = QVBoxLayout()
        self.outer.addLayout(self._notes)
        self.home = ImportHome(ctx, self._choose, self.read)
        self.sheets = SheetsStep(ctx, self.change)
        self.columns = ColumnsStep(ctx, self.change)
        self.words = WordsStep(ctx, self.change)
        self.rows = RowsStep(ctx, self._ask_rejected)
        self._done = QVBoxLayout()
        done = QWidget()
        done.setLayout(self._done)
        self.stack = QStackedWidget()
        for part in (self.home, self.sheets, self.columns, self.words):
            self.stack.addWidget(scrolled(part))
        self.stack.addWidget(self.rows)
        self.stack.addWidget(done)
        self.outer.addWidget(self.stack, 1)
        self.outer.addWidget(self._foot())
        self.go(FILE)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Import a journal"))

    def open(self, **args: Any) -> None:
        """Show the page; `file` is a journal to be read."""
        self.reload()
        if args.get("file") is not None:
            self.read(args["file"])

    def reload(self) -> None:
        """Show the earlier imports."""
        self.home.show_all()

    def on_changed(self, changes: ChangeSet) -> None:
        """Show the earlier imports anew; a plan stays as it was read."""
        if changes.touches("import_batch") or changes.touches("known_headings"):
            self.home.show_all()

    def _foot(self) -> QWidget:
        """Make the line with the way back and on, and what would be taken in."""
        tr = self.ctx.tr
        self.back_button = button(tr.text(N_("Back")), lambda: self.go(self.step - 1), icon="back")
        self.counts = label("", "muted")
        self.next_button = button(
            tr.text(N_("Go on")), lambda: self.go(self.step + 1), role="primary", icon="forward"
        )
        self.take_button = button("", self.take_in, role="primary", icon="import")
        foot = QWidget()
        box = row(self.back_button, None, self.counts, self.next_button, self.take_button)
        box.setContentsMargins(0, 0, 0, 0)
        foot.setLayout(box)
        return foot

    def go(self, step: int) -> None:
        """Show a step; without a journal there is only the first."""
        self.step = step if self.plan is not None or step == DONE else FILE
        self.stack.setCurrentIndex(self.step)
        has_plan = self.plan is not None
        is_way = has_plan and self.step != DONE
        self.bar.show_step(self.step, is_open=is_way)
        self.bar.buttons[DONE].setEnabled(self.step == DONE)
        self.back_button.setVisible(is_way and self.step > FILE)
        self.next_button.setVisible(is_way and self.step < ROWS)
        self.take_button.setVisible(is_way and self.step == ROWS)
        self.counts.setVisible(is_way and self.step < ROWS)

    # reading

    def _choose(self) -> None:
        tr = self.ctx.tr
        folder = str(self.ctx.settings.layout("import.folder") or "")
        kinds = f"{tr.text(N_('Journals'))} ({FILTER})"
        told, _kind = QFileDialog.getOpenFileName(self, tr.text(N_("Choose a file")), folder, kinds)
        if told:
            self.ctx.settings.remember("import.folder", str(Path(told).parent))
            self.read(Path(told))

    def read(self, path: Path) -> None:
        """Read a journal in the background and show what would become of it."""
        self.path = path
        self.plan = None
        self.file_label.setText(path.name)
        self._read_with(path, None, partial(self._read, is_new=True))

    def change(self, mapping: JournalMapping) -> None:
        """Read the same journal in another way; the step stays."""
        if self.path is not None and self.plan is not None:
            self._read_with(self.path, mapping, partial(self._read, is_new=False))

    def _read_with(self, path: Path, mapping: JournalMapping | None, done: Any) -> None:
        clear(self._notes)
        progress = JobProgress()
        desk = self.ctx.desk
        work = partial(
            desk.plan_import, path, mapping, progress, must_find=False, read_before=self.plan
        )
        future = desk.background(work)
        self.ctx.jobs.run(
            future,
            done,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The journal is being read")),
            progress=progress,
        )

    def _read(self, plan: Any, *, is_new: bool) -> None:
        self.plan = plan
        focus = self.focusWidget()
        name = focus.accessibleName() if focus is not None else ""
        for part in (self.sheets, self.columns, self.words, self.rows):
            part.show_plan(plan)
        self._show_counts()
        if not plan.mapping.sheets and self.path is not None:
            unfound = WorldTrouble(Code.HEADINGS_NOT_FOUND, name=self.path.name)
            self._notes.addWidget(Banner(self.ctx.tr.error(unfound), "warn"))
        self.go(SHEETS if is_new else self.step)
        if is_new:
            self.next_button.setFocus()
        elif name:
            found = (w for w in self.findChildren(QWidget) if w.accessibleName() == name)
            next((w.setFocus() for w in found if not w.isHidden()), None)

    def _failed(self, error: MediaDeskError) -> None:
        """Say why a journal cannot be read; one that was read before stays."""
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        if self.plan is None:
            self.file_label.setText("")
            self.go(FILE)
        else:
            for part in (self.sheets, self.columns, self.words):
                part.show_plan(self.plan)

    def _show_counts(self) -> None:
        tr = self.ctx.tr
        told = [f"{tr.text(w)}: {tr.number(self.plan.count(r))}" for r, w in RESULTS.items()]
        self.counts.setText("   ".join(told))
        wanted = len(self.plan.wanted)
        self.take_button.setText(tr.plural("Take in %(n)s row", "Take in %(n)s rows", wanted))
        self.take_button.setEnabled(wanted > 0)
        unknown = unknown_words(self.plan)
        words = tr.text(_STEPS[WORDS])
        self.bar.say(WORDS, f"{words} ({tr.number(unknown)})" if unknown else words)

    # taking in

    def take_in(self) -> None:
        """Back the file up, then take in what is new and doubtful; rejected rows stay out.

        Without the backup nothing is taken in, and the page says why.
        """
        if self.plan is None or not self.take_button.isEnabled():
            return
        self.take_button.setEnabled(False)
        desk, words = self.ctx.desk, self.ctx.tr.text(N_("The journal is being taken in"))
        self.ctx.jobs.run(
            desk.background(desk.backup, None, "import"),
            partial(self._backed_up, self.plan, words),
            self._not_taken,
            owner=self,
            label=words,
        )

    def _backed_up(self, plan: Any, words: str, _backup: Path) -> None:
        future = self.ctx.desk.apply_import(plan)
        taken = partial(self._taken, plan)
        self.ctx.jobs.run(future, taken, self._not_taken, owner=self, label=words)

    def _not_taken(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        self.take_button.setEnabled(True)

    def _taken(self, plan: Any, _outcome: Outcome) -> None:
        """Sum up what was done, and offer what comes next."""
        tr = self.ctx.tr
        clear(self._notes)
        clear(self._done)
        count = len(plan.wanted)
        rejected = plan.count(RowResult.REJECTED)
        taken = tr.plural("%(n)s row was taken in", "%(n)s rows were taken in", count)
        said = [tr.text(N_("A backup was made before"))]
        if same := plan.count(RowResult.SAME):
            said.append(
                tr.plural("%(n)s row was there before", "%(n)s rows were there before", same)
            )
        if rejected:
            said.append(tr.plural("%(n)s row was rejected", "%(n)s rows were rejected", rejected))
        newest = self.ctx.desk.imports()[0]
        buttons = [
            button(
                tr.text(N_("Show the cases")), lambda: self.ctx.navigate("cases"), role="primary"
            ),
            button(tr.text(N_("Another journal")), self._start_again, icon="folder"),
            button(tr.text(N_("Take out again")), partial(self.home.take_out, newest), icon="undo"),
        ]
        if rejected:
            saving = button(tr.text(N_("Save the rejected rows")), self._ask_rejected, icon="save")
            buttons.insert(1, saving)
        card = Card()
        told = ". ".join(each[:1].upper() + each[1:] for each in said)
        card.box.addWidget(EmptyState("check", taken[:1].upper() + taken[1:], told, *buttons))
        self._done.addWidget(card, 1)
        self.go(DONE)
        buttons[0].setFocus()

    def _start_again(self) -> None:
        self.plan = None
        self.file_label.setText("")
        self.go(FILE)

    # rejected rows

    def _ask_rejected(self) -> None:
        if self.plan is None or self.path is None:
            return
        name = str(self.path.with_name(f"{self.path.stem}-rejected.xlsx"))
        path = ask_path(self.ctx, self, N_("Save the rejected rows"), name, EXCEL)
        if path is not None:
            self.save_rejected(path)

    def save_rejected(self, path: Path) -> None:
        """Write the rejected rows with their reasons, in the background."""
        tr, desk = self.ctx.tr, self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.write_rejected, self.plan, path, tr.text),
            lambda _count: tell_saved(self.ctx, path),
            owner=self,
            label=tr.text(N_("Save the rejected rows")),
        )
