"""The tab of the settings about the program itself: version, updates, reports for support, licences."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediadesk import __version__
from mediadesk.domain.rights import Right
from mediadesk.marks import N_
from mediadesk.ui import folders
from mediadesk.ui.allowed import allow
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.widgets import Card, button, label, row, scrolled

if TYPE_CHECKING:
    from mediadesk.ui.licences_dialog import LicencesDialog
    from mediadesk.ui.news import NewsDialog
    from mediadesk.usecases.installed import Installed

__all__ = ["ProgramTab"]


class ProgramTab(QWidget):
    """What support asks for first, and what an office does twice a year."""

    def __init__(self, ctx: Ctx, here: "Installed | None" = None) -> None:
        """Show how the program is installed; `here` is found out unless it is told."""
        from mediadesk.usecases import installed

        super().__init__()
        self.ctx = ctx
        self.here = here or installed.here()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
        left.addWidget(self._about())
        left.addStretch(1)
        right.addWidget(self._updates())
        right.addWidget(self._reports())
        right.addStretch(1)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 16, 8, 8)
        columns.setSpacing(16)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def _about(self) -> Card:
        tr, here = self.ctx.tr, self.here
        card = Card(f"MediaDesk {__version__}")
        kind = tr.value(here.platform) if here.platform else tr.text(N_("From the sources"))
        for words, told in (
            (N_("Installed as"), kind),
            (N_("Folder of the program"), str(here.top)),
            (N_("Folder of the centre"), str(self.ctx.desk.centre)),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(label(tr.text(words), "label"))
            pair.addWidget(_shown(told))
            card.box.addLayout(pair)
        free = N_("Free software under the MIT licence. Qt is used under the GNU LGPL 3.")
        card.box.addWidget(label(tr.text(free), "small", wrap=True))
        news = button(tr.text(N_("What is new")), self.show_news)
        parts = button(tr.text(N_("Licences")), self.show_licences)
        card.box.addLayout(row(news, parts, None))
        return card

    def _updates(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("New version")))
        words = N_(
            "A new version comes on a stick. Its signature is checked, a backup is made and proven, "
            "then it is installed; the data stay in their place."
        )
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        if not self.here.key:
            no_key = N_("This build has no key and cannot check updates.")
            card.box.addWidget(Banner(tr.text(no_key), "warn"))
        self.install = button(
            tr.text(N_("Install update…")), self.choose_folder, role="primary", icon="import"
        )
        self.file = button(tr.text(N_("From a file…")), self.choose_file)
        for part in (self.install, self.file):
            part.setEnabled(bool(self.here.key))
        card.box.addLayout(row(self.install, self.file, None))
        self.back = button(tr.text(N_("Go back to the older version…")), self.go_back, role="link")
        allow(self.ctx, self.back, Right.RESTORE)
        card.box.addLayout(row(self.back, None))
        return card

    def _reports(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("If something goes wrong")))
        words = N_(
            "The log and reports of faults lie in one folder. They tell where in the program "
            "something happened and hold no names, texts or numbers of cases: they can be sent to "
            "whoever helps you."
        )
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        self.reports = button(
            tr.text(N_("Open the folder of reports")), self.open_reports, icon="folder"
        )
        card.box.addLayout(row(self.reports, None))
        return card

    def choose_folder(self) -> None:
        """Choose the folder of a release, on a stick as a rule."""
        words = self.ctx.tr.text(N_("Folder with the new version"))
        if name := QFileDialog.getExistingDirectory(self, words):
            self.look_at(Path(name))

    def choose_file(self) -> None:
        """Choose any file of a release."""
        words = self.ctx.tr.text(N_("A file of the new version"))
        name, _ = QFileDialog.getOpenFileName(self, words)
        if name:
            self.look_at(Path(name))

    def look_at(self, place: Path) -> None:
        """Check a release and show it."""
        from mediadesk.ui.update_dialog import look

        look(self.ctx, self, place, self.here)

    def go_back(self) -> None:
        """Ask whether to go back to the older version."""
        from mediadesk.ui.back_dialog import ask_back

        ask_back(self.ctx, self, self.here)

    def open_reports(self) -> None:
        """Open the folder with the log and the crash reports."""
        from mediadesk.usecases.about import reports_folder

        folder = reports_folder(self.ctx.desk.centre)
        if not folders.open_folder(folder):
            self.ctx.messages.info(self.ctx.tr.text(N_("Folder of reports")), str(folder))

    def show_news(self) -> "NewsDialog":
        """Show what is new in this version and those before."""
        from mediadesk.ui.news import NewsDialog
        from mediadesk.usecases.about import news_since

        found = [(each.version, each.lines) for each in news_since("")]
        dialog = NewsDialog(self.ctx, self, found)
        dialog.open()
        return dialog

    def show_licences(self) -> "LicencesDialog":
        """Show the licences of everything that is shipped."""
        from mediadesk.ui.licences_dialog import LicencesDialog

        dialog = LicencesDialog(self.ctx, self)
        dialog.open()
        return dialog


def _shown(text: str) -> QLabel:
    """Make a text that may be long, wraps anywhere and can be copied."""
    made = label(text.replace("/", "/\u200b").replace("\\", "\\\u200b"), wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
