"""Offices: packages in and out, who has not sent, questions back, keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.packages import CARD_SUFFIX
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.merge_dialog import MergeDialog
from mediadesk.ui.offices_keys import KeysTab
from mediadesk.ui.offices_overview import OfficesTab
from mediadesk.ui.offices_packages import PackagesTab
from mediadesk.ui.offices_remarks import RemarksTab
from mediadesk.ui.package_parts import MOST_FILES
from mediadesk.ui.page import Page
from mediadesk.ui.sending_dialog import SendDialog
from mediadesk.ui.widgets import button, label, row

__all__ = ["OfficesPage"]

_TABS = ("offices", "packages", "remarks", "keys")


class OfficesPage(Page):
    """Four tabs: how the offices stand, packages, questions and corrections, keys."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the tabs."""
        super().__init__(ctx)
        tr = ctx.tr
        self.send = button(
            tr.text(N_("Package for the coordinator…")), self.open_sending, icon="export"
        )
        self.outer.addLayout(row(label(tr.text(N_("Offices")), "title"), None, self.send))
        self.tabs = QTabWidget()
        self.offices = OfficesTab(ctx)
        self.offices.packages_chosen.connect(self.look)
        self.offices.keys_asked.connect(lambda: self.tabs.setCurrentIndex(_TABS.index("keys")))
        self.packages = PackagesTab(ctx)
        self.remarks = RemarksTab(ctx)
        self.keys = KeysTab(ctx)
        self.tabs.addTab(self.offices, tr.text(N_("Offices")))
        self.tabs.addTab(self.packages, tr.text(N_("Packages")))
        self.tabs.addTab(self.remarks, tr.text(N_("Questions and corrections")))
        self.tabs.addTab(self.keys, tr.text(N_("Keys and addresses")))
        self.outer.addWidget(self.tabs, 1)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Offices"))

    def open(self, tab: str = "", files: Sequence[Path] = (), **_args: Any) -> None:
        """Show the page, at a tab if one is named: offices, packages, remarks or keys.

        `files` are packages and cards to be looked at.
        """
        if tab in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(tab))
        self.reload()
        if files:
            self.look(files)

    def reload(self) -> None:
        """Read all tabs again."""
        for each in (self.offices, self.packages, self.remarks, self.keys):
            each.reload()
        words = self.ctx.tr.text(N_("Questions and corrections"))
        count = f" ({self.remarks.waiting})" if self.remarks.waiting else ""
        self.tabs.setTabText(_TABS.index("remarks"), words + count)

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again if the page is looked at; it is read on opening otherwise."""
        if self.isVisible():
            self.reload()

    def open_sending(self) -> SendDialog:
        """Open the window that makes a package."""
        dialog = SendDialog(self.ctx, self)
        dialog.finished.connect(lambda _result: self.reload())
        dialog.open()
        return dialog

    def look(self, paths: Sequence[Path]) -> MergeDialog | None:
        """Look at dropped or chosen files: cards of offices are taken in, packages are previewed."""
        cards = [path for path in paths if path.suffix.lower() == CARD_SUFFIX]
        packages = [path for path in paths if path not in cards][:MOST_FILES]
        for each in cards:
            self.keys.take_in(each)
        if not packages:
            return None
        dialog = MergeDialog(self.ctx, self, packages)
        dialog.finished.connect(lambda _result: self.reload())
        dialog.start()
        return dialog
