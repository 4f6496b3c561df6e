"""Small parts of the page of offices: where packages are dropped, sizes, days, choosing files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from mediadesk.domain.packages import PACKAGE_SUFFIX
from mediadesk.domain.text import sort_key
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import Card

__all__ = [
    "MOST_FILES",
    "DropPackages",
    "choose_packages",
    "local_files",
    "named",
]

MOST_FILES = 50
"""Most packages that are looked at together."""
_FOLDER = "packages.folder"


class DropPackages(Card):
    """A place to drop many packages on at once."""

    dropped = Signal(list)

    def __init__(self) -> None:
        """Accept files."""
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if local_files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the dropped files."""
        self.dropped.emit(local_files(event.mimeData().urls()))
        event.acceptProposedAction()


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """Give the files that urls name on this computer, in the order of their names."""
    found = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return sorted(found, key=lambda path: sort_key(path.name))


def choose_packages(ctx: Ctx, owner: QWidget) -> list[Path]:
    """Ask for packages; the folder is remembered."""
    tr = ctx.tr
    folder = str(ctx.settings.layout(_FOLDER) or "")
    kinds = f"{tr.text(N_('Packages of offices'))} (*{PACKAGE_SUFFIX})"
    words = tr.text(N_("Choose packages"))
    told, _kind = QFileDialog.getOpenFileNames(owner, words, folder, kinds)
    if told:
        ctx.settings.remember(_FOLDER, str(Path(told[0]).parent))
    return [Path(each) for each in told]


class Named(Protocol):
    """Whoever has a name in both languages."""

    @property
    def name_ru(self) -> str:
        """Give the Russian name."""
        ...

    @property
    def name_kk(self) -> str:
        """Give the Kazakh name; '' where it is not known."""
        ...


def named(tr: Translator, thing: Named) -> str:
    """Name an office or a person in the user's language, in Russian where there is no other name."""
    return (thing.name_kk if tr.language == "kk" else "") or thing.name_ru
