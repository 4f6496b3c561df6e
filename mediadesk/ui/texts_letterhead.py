"""The window of the centre's own letterhead: lines, contacts and a picture for all documents."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.bilingual import Words
from mediadesk.errors import InputProblem
from mediadesk.files import trouble
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_clause import LANGUAGES
from mediadesk.ui.widgets import button, label, row

__all__ = ["LetterheadDialog"]

_MOST = 10_000_000
_LOGO = 72
_NAMES = {"lines": N_("Name"), "contacts": N_("Contacts")}


class LetterheadDialog(QDialog):
    """Lines in each language; empty ones leave the details of the office."""

    saved = Signal()

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """Show the letterhead in force."""
        super().__init__(parent)
        self.ctx = ctx
        self._head = ctx.desk.letterhead()
        self.fields: dict[str, QPlainTextEdit] = {}
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Letterhead")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Letterhead")), "heading"))
        words = N_("Empty fields: name and contacts of the office stand in the documents")
        outer.addWidget(label(tr.text(words), "muted", wrap=True))
        outer.addLayout(self._grid())
        self.picture = QLabel()
        self.picture.setAccessibleName(tr.text(N_("Picture")))
        self._choose = button(tr.text(N_("Choose a picture")), self.choose_picture)
        self._drop = button(tr.text(N_("Without a picture")), lambda: self.set_picture(b""))
        outer.addLayout(row(self.picture, self._choose, self._drop, None))
        outer.addStretch(1)
        save = button(tr.text(N_("Save")), self.save, role="primary", icon="save")
        outer.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), save))
        self.set_picture(self._head.logo)
        self.resize(760, 440)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for line, (name, title) in enumerate(_NAMES.items()):
            for column, (lang, spoken) in enumerate(LANGUAGES.items()):
                told = f"{self.ctx.tr.text(title)}, {self.ctx.tr.text(spoken).lower()}"
                words: Words = getattr(self._head, name)
                edit = QPlainTextEdit({"kk": words.kk, "ru": words.ru, "en": words.en}[lang])
                edit.setTabChangesFocus(True)
                edit.setFixedHeight(72)
                edit.setAccessibleName(told)
                self.fields[f"{name}.{lang}"] = edit
                grid.addWidget(label(told, "label", wrap=True), 2 * line, column)
                grid.addWidget(edit, 2 * line + 1, column)
        return grid

    def choose_picture(self) -> None:
        """Ask for a picture."""
        tr = self.ctx.tr
        told, _kind = QFileDialog.getOpenFileName(
            self, tr.text(N_("Choose a picture")), "", "PNG, JPEG (*.png *.jpg *.jpeg)"
        )
        if told:
            self.take_picture(Path(told))

    def take_picture(self, path: Path) -> None:
        """Take a picture from a file; one that cannot be drawn is refused when it is saved."""
        try:
            with path.open("rb") as file:
                data = file.read(_MOST)
        except OSError as error:
            self.ctx.messages.error(trouble(error, path.name))
            return
        self.set_picture(data)

    def set_picture(self, data: bytes) -> None:
        """Show a picture."""
        self._head = replace(self._head, logo=data)
        shown = QPixmap()
        if data:
            shown.loadFromData(data)
        is_there = not shown.isNull()
        self.picture.setVisible(is_there)
        if is_there:
            self.picture.setPixmap(
                shown.scaledToHeight(_LOGO, Qt.TransformationMode.SmoothTransformation)
            )
        self._drop.setVisible(bool(data))

    def typed(self) -> Any:
        """Give the letterhead as it stands in the window."""

        def words(name: str) -> Words:
            texts = {
                lang: self.fields[f"{name}.{lang}"].toPlainText().strip() for lang in LANGUAGES
            }
            return Words(texts["ru"], texts["kk"], texts["en"])

        return replace(self._head, lines=words("lines"), contacts=words("contacts"))

    def save(self) -> None:
        """Put the letterhead on all documents."""
        try:
            future = self.ctx.desk.save_letterhead(self.typed())
        except InputProblem as error:
            self.ctx.messages.error(error)
            return

        def done(_outcome: object) -> None:
            self.saved.emit()
            self.accept()

        self.ctx.jobs.run(future, done, owner=self)
