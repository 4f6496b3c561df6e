"""What the section of files is made of: adding, saving a copy, looking inside the program."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from mediadesk.domain.attachments import ending
from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.model import Attachment
from mediadesk.errors import MediaDeskError, NeedsConfirmation
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_preview import Preview, as_png, make_preview, preview_widget
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.saving import ask_path, folder_of, tell_saved
from mediadesk.ui.widgets import button, label, row

__all__ = ["FileDialog", "FileWork", "can_take", "moment", "size_words"]

_FOLDER = "files.folder"
_PHOTOS = frozenset({"heic", "jpeg", "jpg", "png", "webp"})
_STEPS = (("GB", 2**30), ("MB", 2**20), ("KB", 2**10))


def size_words(tr: Translator, size: int) -> str:
    """Write a size in the unit people know, such as 1,5 MB."""
    units = {"GB": N_("%(n)s GB"), "MB": N_("%(n)s MB"), "KB": N_("%(n)s KB")}
    for name, unit in _STEPS:
        if size >= unit:
            tenths = size * 10 // unit
            number = str(tenths // 10) if tenths >= 100 else f"{tenths // 10},{tenths % 10}"
            return tr.text(units[name], n=number)
    return tr.text(N_("%(n)s bytes"), n=size)


def moment(at: str, *, seconds: bool = False) -> str:
    """Write a moment of the journal as 21.11.2026 14:05, to the second if that is wanted."""
    day, _, clock = at.partition("T")
    parts = day.split("-")
    if len(parts) != 3 or not clock:
        return at
    return f"{parts[2]}.{parts[1]}.{parts[0]} {clock[: 8 if seconds else 5]}"


def can_take(mime: QMimeData) -> bool:
    """Tell whether what is dragged or copied holds files or a picture."""
    return bool(_paths(mime)) or mime.hasImage()


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _kind_of(path: Path) -> AttachmentKind:
    told = ending(path.name)
    if told == "eml":
        return AttachmentKind.MAIL
    return AttachmentKind.PHOTO if told in _PHOTOS else AttachmentKind.SCAN


class FileWork:
    """Long work with files of one case; it goes on though the section is shown anew."""

    def __init__(self, ctx: Ctx, owner: QWidget, case_id: int) -> None:
        """Keep the page the windows belong to, and the case."""
        self.ctx = ctx
        self.owner = owner
        self.case_id = case_id

    def choose(self, series: str = "") -> None:
        """Ask for files and add them; for a new version one file."""
        tr = self.ctx.tr
        title = tr.text(N_("Choose a file") if series else N_("Choose files"))
        folder = str(folder_of(self.ctx, _FOLDER))
        if series:
            told = [QFileDialog.getOpenFileName(self.owner, title, folder)[0]]
        else:
            told = QFileDialog.getOpenFileNames(self.owner, title, folder)[0]
        paths = [Path(each) for each in told if each]
        if paths:
            self.ctx.settings.remember(_FOLDER, str(paths[0].parent))
            self.add(paths, series)

    def add(self, paths: Iterable[Path], series: str = "") -> None:
        """Add files, one after the other; stopping stops those that wait as well."""
        progress = JobProgress()
        for path in paths:
            self._add(path, series, (), progress)

    def _add(self, path: Path, series: str, codes: tuple[str, ...], progress: JobProgress) -> None:
        future = self.ctx.desk.attach(
            self.case_id,
            path,
            _kind_of(path),
            series=series,
            acknowledged=codes,
            progress=progress,
        )
        again = partial(self._add, path, series)
        self.ctx.jobs.run(
            future,
            failed=lambda error: self._failed(error, again),
            owner=self.owner,
            label=self.ctx.tr.text(N_("Adding a file")),
            progress=progress,
        )

    def _failed(self, error: MediaDeskError, again: Any) -> None:
        """Ask about what is doubtful, and say what is wrong."""
        tr = self.ctx.tr
        if not isinstance(error, NeedsConfirmation):
            self.ctx.messages.error(error)
            return
        findings: tuple[Any, ...] = error.findings
        words = "\n".join(tr.finding(each) for each in findings)
        if self.ctx.messages.ask(tr.text(N_("Add this file?")), tr.text(N_("Add")), "", words):
            again(tuple(each.code for each in findings), JobProgress())

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped or pasted: files, or a picture as PNG."""
        paths = _paths(mime)
        if paths:
            self.add(paths)
        elif mime.hasImage():
            self._add_picture(mime.imageData())
        else:
            words = N_("There is nothing to paste. Copy a file or a picture first")
            self.ctx.messages.toast(self.ctx.tr.text(words))

    def paste(self) -> None:
        """Add what lies in the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        self.take(mime if mime is not None else QMimeData())

    def _add_picture(self, image: Any) -> None:
        now = self.ctx.clock.now()
        word = self.ctx.tr.text(N_("Picture"))
        name = f"{word} {now:%Y-%m-%d %H-%M-%S}.png"
        try:
            data = as_png(image if isinstance(image, QImage) else QImage(image))
            future = self.ctx.desk.attach_bytes(self.case_id, name, data, AttachmentKind.PHOTO)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.ctx.jobs.run(future, owner=self.owner)

    def look(self, record: Attachment) -> None:
        """Show a file inside the program; it is read and drawn beside the window's work."""
        desk = self.ctx.desk

        def work() -> Preview:
            return make_preview(desk.attachment_bytes(record.id), ending(record.name))

        self.ctx.jobs.run(
            desk.background(work),
            lambda preview: FileDialog(self, record, preview).open(),
            owner=self.owner,
            label=self.ctx.tr.text(N_("Opening a file")),
        )

    def save(self, record: Attachment) -> None:
        """Save a copy; the name is asked."""
        path = ask_path(self.ctx, self.owner, N_("Save a copy"), record.name, folder=_FOLDER)
        if path is not None:
            self.save_to(record, path)

    def save_to(self, record: Attachment, path: Path) -> None:
        """Write a file out, with progress; it can be stopped."""
        progress, tr = JobProgress(), self.ctx.tr
        self.ctx.jobs.run(
            self.ctx.desk.background(self.ctx.desk.save_attachment_to, record.id, path, progress),
            lambda _none: tell_saved(self.ctx, path),
            owner=self.owner,
            label=tr.text(N_("Saving a file")),
            progress=progress,
        )


class FileDialog(QDialog):
    """A file as far as the program can show it; a copy can be saved."""

    def __init__(self, work: FileWork, record: Attachment, preview: Preview) -> None:
        """Show what was made ready."""
        super().__init__(work.owner)
        tr = work.ctx.tr
        self.preview = preview
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("File")))
        room = self.screen().availableGeometry()
        self.resize(min(1000, room.width() - 32), min(720, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        heading = label(record.title or record.name, "heading", wrap=True)
        outer.addWidget(heading)
        facts = (
            record.name if record.title else "",
            tr.text(record.kind.label),
            size_words(tr, record.size),
            tr.text(N_("Version %(n)s"), n=record.version),
            moment(record.added_at),
        )
        outer.addWidget(label("  ·  ".join(f for f in facts if f), "muted", wrap=True))
        outer.addWidget(preview_widget(work.ctx, preview), 1)
        save = button(tr.text(N_("Save a copy")), lambda: work.save(record), icon="save")
        close = button(tr.text(N_("Close")), self.reject, role="primary")
        outer.addLayout(row(save, None, close))
        close.setFocus(Qt.FocusReason.OtherFocusReason)
