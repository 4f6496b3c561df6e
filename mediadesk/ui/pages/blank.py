"""Forms from somebody's Excel blank: opened, cells given their figures, saved, filled."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from mediadesk.domain.changes import ChangeSet
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.blank_home import BlankDoings, BlankHome
from mediadesk.ui.blank_work import BlankWork
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.saving import EXCEL, ask_path
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["BlankPage"]

_FOLDER = "blank.folder"
_BLANKS = "Excel (*.xlsx *.xlsm)"
_PACKS = "MediaDesk (*.json)"


class BlankPage(Page):
    """The way of a blank into a report form."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the page at its beginning."""
        super().__init__(ctx)
        tr = ctx.tr
        self.work: BlankWork | None = None
        self._told = label("", "title")
        back = button(tr.text(N_("To the reports")), lambda: ctx.navigate("reports"), icon="back")
        self.close_button = button(tr.text(N_("Another blank")), self.close_work, icon="folder")
        self.keep_button = button(
            tr.text(N_("Save the form")), self.keep, role="primary", icon="save", shortcut="Ctrl+S"
        )
        self.fill_button = button(tr.text(N_("Save as Excel")), self._ask_fill, icon="export")
        self.outer.addLayout(
            row(self._told, None, back, self.close_button, self.fill_button, self.keep_button)
        )
        self._notes = QVBoxLayout()
        self.outer.addLayout(self._notes)
        doings = BlankDoings(
            partial(self._ask_open, N_("Choose a blank"), _BLANKS, self.read),
            lambda told: self.read(Path(told)),
            partial(self._ask_open, N_("Take in a form file"), _PACKS, self.take_in),
            self.change,
            self._ask_give_out,
            self.remove,
        )
        self.home = BlankHome(ctx, doings)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.outer.addWidget(self.stack, 1)
        self._show_buttons()

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Form from an Excel blank"))

    def open(self, code: str = "", path: str = "", **_args: Any) -> None:
        """Show the beginning, a saved form (`code`) or a blank (`path`)."""
        self.reload()
        if path:
            self.read(Path(path))
        elif code:
            self.change(code)

    def reload(self) -> None:
        """Show the forms that are kept."""
        self.home.show_forms(self.ctx.desk.blank_forms())

    def on_changed(self, changes: ChangeSet) -> None:
        """Show the kept forms anew, and count anew what is looked at."""
        if changes.touches("form_blank"):
            self.reload()
        if self.work is not None and self.isVisible():
            self.work.count()

    def undo_step(self) -> bool:
        """Take back the last change of a cell."""
        return self.work is not None and self.work.step(is_back=True)

    def redo_step(self) -> bool:
        """Do a change of a cell again."""
        return self.work is not None and self.work.step(is_back=False)

    def can_leave(self) -> bool:
        """Ask before a plan that is not saved is left."""
        if self.work is None or not self.work.is_changed:
            return True
        tr = self.ctx.tr
        leave = self.ctx.messages.ask(
            tr.text(N_("Close without saving?")),
            tr.text(N_("Discard")),
            tr.text(N_("Go on editing")),
            tr.text(N_("What you typed will be lost.")),
        )
        if leave:
            self._close()
        return leave

    def _show_buttons(self) -> None:
        has_work = self.work is not None
        for each in (self.close_button, self.keep_button, self.fill_button):
            each.setVisible(has_work)
        form = self.work.draft.form if self.work is not None else None
        is_kk = self.ctx.tr.language == "kk"
        name = (form.title_kk if is_kk and form.title_kk else form.title_ru) if form else ""
        self._told.setText(name or self.title())
        self._told.setToolTip(name)

    # opening

    def _ask_open(self, words: str, kinds: str, then: Callable[[Path], None]) -> None:
        folder = str(self.ctx.settings.layout(_FOLDER) or "")
        told, _kind = QFileDialog.getOpenFileName(self, self.ctx.tr.text(words), folder, kinds)
        if told:
            self.ctx.settings.remember(_FOLDER, str(Path(told).parent))
            then(Path(told))

    def read(self, path: Path) -> None:
        """Read a blank in the background and show it with the guesses."""
        desk = self.ctx.desk
        self._run(
            desk.background(desk.open_blank, path), self._begin, N_("The blank is being read")
        )

    def change(self, code: str) -> None:
        """Open a form that is kept."""
        desk = self.ctx.desk
        self._run(
            desk.background(desk.blank_draft, code), self._begin, N_("The blank is being read")
        )

    def _run(self, future: Any, done: Any, words: str) -> None:
        clear(self._notes)
        told = self.ctx.tr.text(words)
        self.ctx.jobs.run(future, done, self._failed, owner=self, label=told)

    def _failed(self, error: MediaDeskError) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))

    def _begin(self, draft: Any) -> None:
        self._close()
        self.work = BlankWork(self.ctx, draft)
        self.stack.addWidget(self.work)
        self.stack.setCurrentWidget(self.work)
        self._show_buttons()

    def close_work(self) -> None:
        """Go back to the beginning; asks first if something is not saved."""
        if self.can_leave():
            self._close()

    def _close(self) -> None:
        if self.work is not None:
            self.stack.removeWidget(self.work)
            self.work.deleteLater()
            self.work = None
        self.stack.setCurrentWidget(self.home)
        self._show_buttons()

    # saving

    def keep(self) -> None:
        """Save the form in the file of the centre."""
        if self.work is None:
            return
        draft = self.work.collect()
        if draft is None:
            return
        try:
            future = self.ctx.desk.save_blank(draft, self.work.targets.values())
        except MediaDeskError as error:
            self._failed(error)
            return
        self._run(future, self._kept, N_("The form is being saved"))

    def _kept(self, outcome: Any) -> None:
        found = next(f for f in self.ctx.desk.blank_forms() if f.id == outcome.id)
        if self.work is not None:
            self.work.is_changed = False
        self.change(found.code)
        tr = self.ctx.tr
        words = tr.text(N_("Saved. The form stands among the reports as %(name)s"), name=found.code)
        self.ctx.messages.toast(words)

    def _ask_fill(self) -> None:
        if self.work is None:
            return
        name = f"{self.work.draft.form.code}-{self.work.chosen_period.label}.xlsx"
        path = ask_path(self.ctx, self, N_("Save as Excel"), name, EXCEL, folder=_FOLDER)
        if path is not None:
            self.fill(path)

    def fill(self, path: Path) -> None:
        """Write the blank with the figures of the chosen period."""
        work, desk = self.work, self.ctx.desk
        if work is None:
            return
        draft = work.collect()
        if draft is None:
            return
        self._run(
            desk.background(
                desk.write_blank, draft, tuple(work.targets.values()), work.chosen_period, path
            ),
            lambda _: self._written(path),
            N_("The workbook is being written"),
        )

    def _written(self, path: Path) -> None:
        tr = self.ctx.tr
        banner = Banner(tr.text(N_("Saved: %(name)s"), name=path.name), "ok")
        show = QDesktopServices.openUrl
        for words, target in ((N_("Open the file"), path), (N_("Open the folder"), path.parent)):
            banner.add(tr.text(words), partial(show, QUrl.fromLocalFile(str(target))))
        banner.add(tr.text(N_("Close")), lambda: clear(self._notes))
        self._notes.addWidget(banner)

    # forms that are kept

    def take_in(self, path: Path) -> None:
        """Take in a form that another office gave out."""
        try:
            future = self.ctx.desk.import_blank(path)
        except MediaDeskError as error:
            self._failed(error)
            return
        self._run(future, lambda _: self.reload(), N_("The form is being saved"))

    def _ask_give_out(self, code: str) -> None:
        words = N_("Write for another office")
        path = ask_path(self.ctx, self, words, f"{code}.json", _PACKS, folder=_FOLDER)
        if path is not None:
            desk = self.ctx.desk
            self._run(
                desk.background(desk.export_blank, code, path),
                lambda _: self._written(path),
                N_("The form is being written"),
            )

    def remove(self, code: str) -> None:
        """Take a form out; undoing brings it back."""
        self._run(
            self.ctx.desk.remove_blank(code), lambda _: self.reload(), N_("The form is being saved")
        )
