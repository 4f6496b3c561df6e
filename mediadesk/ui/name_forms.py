"""Forms of a name in the card of a person or organisation: suggested on demand, then edited."""

from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.model import Organisation, Person
from mediadesk.domain.name_forms import FORMS, stale_forms, suggested
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.widgets import button, label, row

__all__ = ["NameForms"]


class NameForms(QWidget):
    """A button that suggests the forms, and a line that tells when they do not fit the name."""

    def __init__(self, ctx: Ctx, form: Form, one: Person | Organisation) -> None:
        """Stand under the last form of the name in a form of the record."""
        super().__init__()
        self.ctx = ctx
        self._form = form
        self._one = one
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        words = ctx.tr.text(N_("Suggest forms of the name"))
        self.suggest = button(words, self.fill, icon="edit")
        self.note = label("", "warn", wrap=True)
        box.addLayout(row(self.suggest, None))
        box.addWidget(self.note)
        for name in ("name_ru", "name_kk", *FORMS):
            form[name].changed.connect(self.judge)
        form.put_under(FORMS[-1], self)
        self.judge()

    def _typed(self) -> Person | Organisation:
        """Give the record as it stands in the form; what is not typed well is left as it was."""
        known = {field.name for field in fields(type(self._one))}
        values = {name: getattr(self._one, name) for name in known}
        for name in self._form.fields:
            values[name] = self._form[name].value()
        made: Any = type(self._one)
        record: Person | Organisation = made(**values)
        return record

    def fill(self) -> None:
        """Put the suggested forms into their fields; what cannot be suggested stays as it is."""
        found = suggested(self._typed())
        for name, form in found.items():
            self._form[name].set_raw(form)
        self.judge()
        if not found:
            self.note.setText(
                self.ctx.tr.text(N_("No forms can be suggested for this name: enter them by hand"))
            )
            self.note.show()

    def judge(self) -> None:
        """Tell whether the forms still fit the name."""
        is_stale = bool(stale_forms(self._typed()))
        words = N_("The forms do not fit the name: read them again or suggest new ones")
        self.note.setText(self.ctx.tr.text(words) if is_stale else "")
        self.note.setVisible(is_stale)
