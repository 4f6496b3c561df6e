"""The licences of everything that is shipped: a list at the left, the text at the right."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mediadesk import __version__
from mediadesk.marks import N_
from mediadesk.ui.widgets import button, label, row

if TYPE_CHECKING:
    from mediadesk.ui.context import Ctx

__all__ = ["LicencesDialog"]

_WIDTH, _HEIGHT = 860, 560
_LIST_WIDTH = 260
_OWN = N_(
    "MediaDesk is free software under the MIT licence: it may be used, copied, changed and given on, "
    "also for money, as long as its notice stays. It comes without any warranty."
)
_QT = N_(
    "The window is made with Qt 6 and PySide6 (Qt for Python), used under the GNU LGPL, version 3. "
    "They lie as separate libraries in the folder of the program, unchanged."
)
_REPLACE = N_(
    "You may replace them: close MediaDesk, put the libraries of another build of the same main "
    "version of PySide6-Essentials in the place of those in the folder PySide6, and start again. "
    "You may also study how they work together and correct faults in them."
)
_SOURCE = N_(
    "The source of Qt and the text of its licence are given by the Qt project: "
    "https://www.qt.io/licensing, https://code.qt.io. The LGPL: https://www.gnu.org/licenses/lgpl-3.0.html"
)
_FONTS = N_(
    "Documents are printed with Tinos (Google, designed by Steve Matteson), a free font with all "
    "Kazakh letters, under the SIL Open Font License 1.1. The window uses the fonts of the computer. "
    "Source: https://fonts.google.com/specimen/Tinos. The files here are subsets."
)
_ICONS = N_("The icons were drawn for MediaDesk and are under its licence.")
_SOURCES = N_(
    "This program runs from its sources. These are the packages that are installed beside it; a "
    "build carries the whole text of each licence here."
)


class LicencesDialog(QDialog):
    """Whoever wants to know what the program is made of finds it here, also without internet."""

    def __init__(self, ctx: "Ctx", parent: QWidget) -> None:
        """Show the list and the first text."""
        from mediadesk.usecases.about import licences

        super().__init__(parent)
        self.ctx = ctx
        tr = ctx.tr
        words = tr.text(N_("Licences"))
        self.setWindowTitle(words)
        self.setModal(True)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 32), min(_HEIGHT, room.height() - 64))
        told = licences()
        table = "\n".join(f"{c.name} {c.version}\n    {c.licence}" for c in told.components)
        head = "" if told.text else tr.text(_SOURCES) + "\n\n"
        self._texts = [
            (f"MediaDesk {__version__}", tr.text(_OWN)),
            ("Qt, PySide6 (LGPL)", "\n\n".join(tr.text(each) for each in (_QT, _REPLACE, _SOURCE))),
            (tr.text(N_("Fonts")), f"{tr.text(_FONTS)}\n\n{told.fonts}"),
            (tr.text(N_("Icons")), tr.text(_ICONS)),
            (tr.text(N_("Parts")), head + table),
        ]
        if told.text:
            self._texts.append((tr.text(N_("All licences in full")), told.text))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(14)
        box.addWidget(label(words, "title"))
        self.list = QListWidget()
        self.list.setAccessibleName(words)
        self.list.setProperty("role", "rows")
        self.list.ensurePolished()  # the room of a line is taken when it is added
        self.list.addItems([name for name, _text in self._texts])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([_LIST_WIDTH, _WIDTH - _LIST_WIDTH])
        split.setStretchFactor(1, 1)
        box.addWidget(split, 1)
        box.addLayout(row(None, button(tr.text(N_("Close")), self.accept, role="primary")))
        self.list.currentRowChanged.connect(self.show_text)
        self.list.setCurrentRow(0)

    def show_text(self, number: int) -> None:
        """Show the text of a line of the list."""
        self.text.setPlainText(self._texts[number][1])
