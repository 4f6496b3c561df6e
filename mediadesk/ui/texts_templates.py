"""The window of the centre's own Word templates: taken in, checked, given out again, removed."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.model import OwnTemplate
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.saving import WORD, ask_path, write_file
from mediadesk.ui.texts_clause import LANGUAGES
from mediadesk.ui.widgets import Card, button, clear, label, row, scrolled

__all__ = ["TemplatesDialog"]

_FILTER = "Word (*.docx)"


class TemplatesDialog(QDialog):
    """The templates there are, and what is wrong with one that was chosen."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """List the templates."""
        super().__init__(parent)
        self.ctx = ctx
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Word templates")))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr.text(N_("Name")))
        self.name.setAccessibleName(tr.text(N_("Name")))
        self.lang = QComboBox()
        self.lang.setAccessibleName(tr.text(N_("Language of the values")))
        for code in ("ru", "kk"):
            self.lang.addItem(tr.text(LANGUAGES[code]), code)
        self.lang.setCurrentIndex(self.lang.findData("kk" if tr.language == "kk" else "ru"))
        self._problems = QVBoxLayout()
        self._list = QVBoxLayout()
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.addLayout(self._problems)
        box.addLayout(self._list)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Word templates")), "heading"))
        words = N_(
            "Your own .docx with values in double braces. It is filled in for a case in its preview"
        )
        outer.addWidget(label(tr.text(words), "muted", wrap=True))
        choose = button(tr.text(N_("Choose a file")), self.choose, role="primary", icon="plus")
        outer.addLayout(row(self.name, self.lang, choose))
        outer.addWidget(scrolled(inside), 1)
        sample = button(tr.text(N_("Save a sample template")), self.save_sample, icon="document")
        outer.addLayout(row(sample, None, button(tr.text(N_("Close")), self.reject)))
        self.resize(720, 500)
        self.reload()

    def reload(self) -> None:
        """List the templates again."""
        clear(self._list)
        found = self.ctx.desk.own_templates()
        for each in found:
            self._list.addWidget(self._card(each))
        if not found:
            words = N_("There are no templates yet")
            self._list.addWidget(label(self.ctx.tr.text(words), "muted"))

    def _card(self, each: OwnTemplate) -> Card:
        tr = self.ctx.tr
        card = Card()
        card.box.setContentsMargins(12, 8, 12, 8)
        told = f"{tr.text(LANGUAGES[each.lang])} · {tr.date(each.added_on)}"
        card.box.addLayout(
            row(
                label(each.name, wrap=True),
                label(told, "small"),
                None,
                button(tr.text(N_("Save as Word")), lambda: self.give(each), role="link"),
                button(tr.text(N_("Remove")), lambda: self.remove(each), role="link"),
            )
        )
        return card

    def choose(self) -> None:
        """Ask for a .docx."""
        told, _kind = QFileDialog.getOpenFileName(
            self, self.ctx.tr.text(N_("Choose a file")), "", _FILTER
        )
        if told:
            self.take_in(Path(told))

    def take_in(self, path: Path) -> None:
        """Check a template and keep it; what is wrong is told, nothing is kept then."""
        desk = self.ctx.desk
        try:
            data = desk.read_template(path)
            problems = desk.template_problems(data)
            self._tell(problems)
            if problems:
                return
            name = self.name.text().strip() or path.stem[:80]
            future = desk.add_own_template(name, self.lang.currentData(), data)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return

        def done(_outcome: object) -> None:
            self.name.clear()
            self.reload()

        self.ctx.jobs.run(future, done, owner=self)

    def _tell(self, problems: Sequence[Any]) -> None:
        clear(self._problems)
        tr = self.ctx.tr
        for each in problems:
            said = tr.text(each.text, word=each.word)
            self._problems.addWidget(label(said, wrap=True, tone="danger"))
            if each.place:
                where = tr.text(N_("In: %(place)s"), place=each.place)
                self._problems.addWidget(label(where, "small", wrap=True))

    def remove(self, template: OwnTemplate) -> None:
        """Take a template out; it can be undone."""
        future = self.ctx.desk.remove_own_template(template)
        self.ctx.jobs.run(future, lambda _outcome: self.reload(), owner=self)

    def give(self, template: OwnTemplate) -> None:
        """Write a template out as it came in."""
        self._write(f"{template.name}.docx", base64.b64decode(template.content))

    def save_sample(self) -> None:
        """Write a template to begin with."""
        self._write("template.docx", self.ctx.desk.template_sample(self.ctx.tr.language))

    def _write(self, name: str, data: bytes) -> None:
        path = ask_path(self.ctx, self, N_("Save as Word"), name.replace("/", "-"), WORD)
        if path is not None:
            write_file(self.ctx, path, data)
