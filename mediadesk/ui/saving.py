"""Asking where a file goes, and writing it there whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from mediadesk import files
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["DOCUMENTS", "EXCEL", "PDF", "WORD", "ask_path", "folder_of", "tell_saved", "write_file"]

DOCUMENTS = "documents.folder"
"""The setting under which the folder of documents is kept."""
PDF, EXCEL, WORD = "PDF (*.pdf)", "Excel (*.xlsx)", "Word (*.docx)"


def folder_of(ctx: Ctx, setting: str) -> Path:
    """Give the folder kept under a setting; the person's documents while none is."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(str(ctx.settings.layout(setting) or usual))


def ask_path(
    ctx: Ctx, parent: QWidget, title: str, name: str, kinds: str = "", *, folder: str = ""
) -> Path | None:
    """Ask where to save a file; None if nobody wants it.

    `title` is a message id, `name` the proposed name, `folder` the setting under which its folder is
    kept ("": it is not). An ending that was left out is that of the proposed name.
    """
    usual = str(folder_of(ctx, folder) / name) if folder else name
    told, _kind = QFileDialog.getSaveFileName(parent, ctx.tr.text(title), usual, kinds)
    if not told:
        return None
    path = Path(told)
    if folder:
        ctx.settings.remember(folder, str(path.parent))
    return path if path.suffix else path.with_suffix(Path(name).suffix)


def write_file(ctx: Ctx, path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, and tell it."""
    try:
        with files.replacing(path) as part:
            part.write_bytes(data)
    except MediaDeskError as error:
        ctx.messages.error(error)
        return False
    tell_saved(ctx, path)
    return True


def tell_saved(ctx: Ctx, path: Path) -> None:
    """Tell that a file was written."""
    ctx.messages.toast(ctx.tr.text(N_("Saved: %(name)s"), name=path.name))
