"""Writes a list as it stands on the screen: a workbook or a PDF, with options that are remembered."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from mediadesk.domain.queries import CaseQuery
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.saving import ask_path, tell_saved
from mediadesk.usecases.listing import Printing

__all__ = ["ListExport", "Shown"]

_KEPT = "cases.export"
_OPTIONS = {
    "chosen": N_("Only the chosen rows"),
    "columns": N_("All columns"),
    "totals": N_("Line with sums"),
    "signature": N_("Line for a signature (PDF)"),
}
_KINDS = {"xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen: the query, that of the chosen rows (None: fewer than two), columns."""

    query: CaseQuery
    chosen: CaseQuery | None
    columns: tuple[str, ...]
    title: str


class ListExport:
    """Fills the menu of the export button and writes the files in the background."""

    def __init__(self, ctx: Ctx, owner: QWidget, shown: Callable[[], Shown]) -> None:
        """Keep the list; `shown` tells what is on the screen."""
        self.ctx = ctx
        self.owner = owner
        self._shown = shown

    def option(self, name: str) -> bool:
        """Tell whether an option is set."""
        kept = self.ctx.settings.table(_KEPT)
        return bool(kept.get(name, name == "totals"))

    def set_option(self, name: str, *, on: bool) -> None:
        """Set an option and remember it."""
        now = {each: self.option(each) for each in _OPTIONS}
        self.ctx.settings.remember(_KEPT, {**now, name: on})

    def fill(self, menu: QMenu) -> None:
        """Put the kinds of files and the options into a menu."""
        text = self.ctx.tr.text
        menu.clear()
        menu.addAction(text(N_("Export to Excel…")), lambda: self.write("xlsx"))
        menu.addAction(text(N_("Print as PDF…")), lambda: self.write("pdf"))
        menu.addSeparator()
        for name, words in _OPTIONS.items():
            action = menu.addAction(text(words))
            action.setCheckable(True)
            action.setChecked(self.option(name))
            action.triggered.connect(lambda on, name=name: self.set_option(name, on=on))

    def write(self, kind: str) -> None:
        """Ask for a file and write the list into it."""
        tr, desk, shown = self.ctx.tr, self.ctx.desk, self._shown()
        today = self.ctx.clock.today().isoformat()
        title = N_("Export to Excel") if kind == "xlsx" else N_("Print as PDF")
        usual = f"{tr.text(N_('Register of cases'))} {today}.{kind}"
        path = ask_path(self.ctx, self.owner, title, usual, _KINDS[kind])
        if path is None:
            return
        how = Printing(
            title=shown.title,
            columns=() if self.option("columns") else shown.columns,
            with_totals=self.option("totals"),
            with_signature=self.option("signature"),
        )
        query = shown.query
        if self.option("chosen") and shown.chosen is not None:
            query = shown.chosen
        write = desk.write_register if kind == "xlsx" else desk.print_register
        self.ctx.jobs.run(
            desk.background(write, query, path, tr.language, how),
            done=lambda _: tell_saved(self.ctx, path),
            owner=self.owner,
            label=tr.text(title),
        )
