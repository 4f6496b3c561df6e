"""Settings: details of the office, backups, language and look; the way to the mediators."""

from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.commands import SaveOffice
from mediadesk.domain.model import Office
from mediadesk.domain.rights import Right
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.page import Page
from mediadesk.ui.settings_backups import BackupsTab
from mediadesk.ui.settings_look import LookTab
from mediadesk.ui.settings_people import PeopleTab
from mediadesk.ui.settings_program import ProgramTab
from mediadesk.ui.settings_reference import ReferenceTab
from mediadesk.ui.submitting import FindingsPanel, Submitter, scrolled
from mediadesk.ui.texts_tab import TextsTab
from mediadesk.ui.widgets import button, label, row

__all__ = ["SettingsPage"]


class SettingsPage(Page):
    """Tabs of settings."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the tabs."""
        super().__init__(ctx)
        tr = ctx.tr
        to_mediators = button(
            tr.text(N_("Mediators")),
            lambda: ctx.navigate("mediators"),
            role="link",
            icon="people",
        )
        self.outer.addLayout(row(label(tr.text(N_("Settings")), "title"), None, to_mediators))
        self.tabs = QTabWidget()
        self.tabs.addTab(self._office(), tr.text(N_("Office")))
        self.backups_tab = BackupsTab(ctx)
        self.tabs.addTab(self.backups_tab, tr.text(N_("Backups")))
        self.reference_tab = ReferenceTab(ctx)
        self.tabs.addTab(self.reference_tab, tr.text(N_("Reference data")))
        self.texts_tab = TextsTab(ctx)
        self.tabs.addTab(self.texts_tab, tr.text(N_("Document texts")))
        self.look_tab = LookTab(ctx)
        self.tabs.addTab(self.look_tab, tr.text(N_("Look and lock")))
        self.people_tab = PeopleTab(ctx)
        self.tabs.addTab(self.people_tab, tr.text(N_("Staff")))
        self.program_tab = ProgramTab(ctx)
        self.tabs.addTab(self.program_tab, tr.text(N_("Program")))
        for tab, right in (
            (self.reference_tab, Right.REFERENCE),
            (self.texts_tab, Right.REFERENCE),
            (self.people_tab, Right.PEOPLE),
        ):
            problem = ctx.desk.why_not(right)
            if problem is not None:
                self.tabs.setTabEnabled(self.tabs.indexOf(tab), False)
                self.tabs.setTabToolTip(self.tabs.indexOf(tab), tr.error(problem))
        self.outer.addWidget(self.tabs, 1)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Settings"))

    def open(self, **args: Any) -> None:
        """Show the settings; `tab` is office, backups, reference, texts, look, people or program.

        `file` is a backup that is to be put back, or texts of another office where `tab` is texts.
        """
        names = ("office", "backups", "reference", "texts", "look", "people", "program")
        if args.get("tab") in names:
            self.tabs.setCurrentIndex(names.index(args["tab"]))
        self.reload()
        if args.get("file") is not None:
            to = (
                self.texts_tab.take_in
                if args.get("tab") == "texts"
                else self.backups_tab.restore_from
            )
            to(args["file"])

    def reload(self) -> None:
        """Read again; a form with unsaved work is left alone."""
        if not self.office_form.is_changed():
            self._base = self.ctx.desk.office() or Office(name_ru="", name_kk="", region="")
            self.office_form.load(self._base)
        self.backups_tab.reload()
        self.reference_tab.reload()
        self.texts_tab.reload()
        self.people_tab.reload()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def can_leave(self) -> bool:
        """Ask before unsaved details of the office are left."""
        self.texts_tab.keep_draft()
        if not (self.office_form.is_changed() or self.reference_tab.is_changed()):
            return True
        tr = self.ctx.tr
        leave = self.ctx.messages.ask(
            tr.text(N_("Leave without saving?")),
            tr.text(N_("Discard")),
            tr.text(N_("Go on editing")),
        )
        if leave:
            self.office_form.drop_draft()
            self.office_form.load(self._base)
        return leave

    def _office(self) -> QWidget:
        tr = self.ctx.tr
        self._base = Office(name_ru="", name_kk="", region="")
        self.office_form: Form = Form(self.ctx, Office, draft_key="office")
        self.panel = FindingsPanel(self.ctx)
        self._submitter = Submitter(
            self.ctx,
            self,
            [self.office_form],
            self.panel,
            self._save_office,
            lambda _outcome: self.reload(),
        )
        self.office_form.submitted.connect(self._submitter.submit)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 16, 16, 16)
        box.setSpacing(16)
        box.addWidget(self.panel)
        box.addWidget(self.office_form)
        box.addStretch(1)
        save = button(tr.text(N_("Save")), self._submitter.submit, role="primary", icon="save")
        allow(self.ctx, save, Right.OFFICE)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(row(save, None))
        return page

    def _save_office(self, _codes: tuple[str, ...]) -> object | None:
        office = self.office_form.collect(self._base)
        return SaveOffice(office=office) if office is not None else None
