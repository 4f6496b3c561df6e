"""Enters a party: a person or an organisation, found while typing or entered anew."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCompleter, QListView, QVBoxLayout, QWidget

from mediadesk.domain.commands import PartyEntry
from mediadesk.domain.conflicts import Who
from mediadesk.domain.identifiers import check_iin
from mediadesk.domain.model import Organisation, Party, Person
from mediadesk.domain.rows import PartyFile
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import TextEdit
from mediadesk.ui.editors_choice import PopupKeys
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.occurrences import OccurrenceNote
from mediadesk.ui.widgets import PushButton, button, row

__all__ = ["NameEdit", "ParticipantForm", "read_iin"]

_FEWEST = 2
_MOST = 8
PERSON = ("name_ru", "iin", "phone", "address_ru")
PERSON_MORE = ("name_kk", "address_kk", "identity_document", "born_on", "sex", "email")
BODY = ("name_ru", "bin", "kind", "head_name", "phone", "address_ru")
BODY_MORE = ("name_kk", "address_kk", "head_post_ru", "head_post_kk", "email")


class NameEdit(TextEdit):
    """A name; while it is typed, people and organisations that are known are offered."""

    picked = Signal(object)

    def __init__(self, ctx: Ctx, cls: type) -> None:
        """Offer those of one class only."""
        super().__init__(ctx, 300)
        self._cls = cls
        self._offered: list[Person | Organisation] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setObjectName("completer")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self.line)
        PopupKeys(self._popup, self.line)
        self._completer.activated.connect(self._activated)
        self.line.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        found = self.ctx.desk.participants(text, _MOST) if len(text.strip()) >= _FEWEST else ()
        self._offered = [each for each in found if isinstance(each, self._cls)]
        lines = []
        for each in self._offered:
            number = each.iin if isinstance(each, Person) else each.bin
            lines.append(f"{each.name_ru}, {number}" if number else each.name_ru)
        self._model.setStringList(lines)
        if lines:
            self._completer.complete()
        else:
            self._popup.hide()

    def _activated(self, text: str) -> None:
        lines = self._model.stringList()
        if text in lines:
            self.picked.emit(self._offered[lines.index(text)])


class ParticipantForm(QWidget):
    """A person or an organisation with what documents need; further fields unfold."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, ctx: Ctx, *, is_required: bool = True) -> None:
        """Begin with an empty person."""
        super().__init__()
        self.ctx = ctx
        self._is_required = is_required
        self._known: Person | Organisation | None = None
        tr = ctx.tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self.is_person = self._switch(tr.text(N_("Person")))
        self.is_body = self._switch(tr.text(N_("Organisation")))
        group = QButtonGroup(self)
        group.addButton(self.is_person)
        group.addButton(self.is_body)
        self.is_person.setChecked(True)
        self.switch = QWidget()
        line = row(self.is_person, self.is_body)
        line.setContentsMargins(0, 0, 0, 4)
        self.switch.setLayout(line)
        outer.addLayout(row(self.switch, None))
        self._known_note = Banner(
            tr.text(N_("Known already. What you change here changes in all cases"))
        )
        self._known_note.add(tr.text(N_("Enter as new")), self.enter_as_new)
        self._known_note.hide()
        outer.addWidget(self._known_note)
        self.person = self._form(Person, (*PERSON, *PERSON_MORE))
        self.body = self._form(Organisation, (*BODY, *BODY_MORE))
        self._more = button(tr.text(N_("More details")), self._unfold, role="link", icon="down")
        for part in (self.person, self.body):
            outer.addWidget(part)
        self._more.setStyleSheet("padding-left: 0;")
        outer.addLayout(row(self._more, None))
        self.is_person.toggled.connect(self._show_kind)
        self.person["iin"].changed.connect(lambda: read_iin(self.person))
        self.notes = {form: self._noted(form) for form in (self.person, self.body)}
        self._fold()
        self._show_kind()

    def _switch(self, text: str) -> PushButton:
        made = PushButton(text)
        made.setCheckable(True)
        made.setProperty("role", "segment")
        return made

    def _form(self, cls: type, only: tuple[str, ...]) -> Form:
        form = Form(
            self.ctx, cls, only=only, overrides={"name_ru": lambda ctx: NameEdit(ctx, cls)},
            wide=("name_ru", "address_ru"),
        )  # fmt: skip
        if not self._is_required:
            form.fields["name_ru"].label.setText(form["name_ru"].box().accessibleName())
        form.changed.connect(self.changed)
        form.submitted.connect(self.submitted)
        name = form["name_ru"]
        if isinstance(name, NameEdit):
            name.picked.connect(self.load)
        return form

    def forms(self, prefix: str) -> Mapping[str, Form]:
        """Give both forms by name, for drafts."""
        return {f"{prefix}.person": self.person, f"{prefix}.body": self.body}

    @property
    def form(self) -> Form:
        """Give the form that is shown."""
        return self.person if self.is_person.isChecked() else self.body

    def _show_kind(self) -> None:
        self.person.setVisible(self.is_person.isChecked())
        self.body.setVisible(self.is_body.isChecked())
        if (
            self._known is not None
            and isinstance(self._known, Person) != self.is_person.isChecked()
        ):
            self.enter_as_new()
        self.changed.emit()

    def _fold(self) -> None:
        for form, names in ((self.person, PERSON_MORE), (self.body, BODY_MORE)):
            for name in names:
                form.fields[name].setVisible(False)

    def _unfold(self) -> None:
        for form, names in ((self.person, PERSON_MORE), (self.body, BODY_MORE)):
            for name in names:
                form.fields[name].setVisible(True)
        self._more.hide()

    def _noted(self, form: Form) -> OccurrenceNote:
        """Put under the name of a form where somebody like that occurs already."""
        note = OccurrenceNote(self.ctx, lambda: self._typed(form))
        form.put_under("name_ru", note)
        form.changed.connect(note.ask_soon)
        return note

    def _typed(self, form: Form) -> Who | None:
        """Tell what is known so far of the one who is being entered; None if it is too little."""
        names = tuple(
            n for n in (form["name_ru"].raw().strip(), form["name_kk"].raw().strip()) if n
        )
        number = form["iin" if form is self.person else "bin"].value() or ""
        born = form["born_on"].value() if form is self.person else None
        phone = form["phone"].value() or ""
        return Who(names=names, number=number, born_on=born, phone=phone) if names else None

    def load(self, who: Person | Organisation) -> None:
        """Show one that is entered already."""
        self._known = who
        (self.is_person if isinstance(who, Person) else self.is_body).setChecked(True)
        self.form.load(who)
        self._known_note.setVisible(True)
        self.notes[self.form].ask_soon()

    def load_party(self, party: PartyFile) -> None:
        """Show the person or organisation of a party, with all details."""
        who = party.person or party.organisation
        for note in self.notes.values():
            note.but = party.party.id
        if who is not None:
            self.load(who)
            self._known_note.hide()
            self.is_person.setEnabled(False)
            self.is_body.setEnabled(False)
        self._unfold()

    def enter_as_new(self) -> None:
        """Keep what is typed but for somebody new."""
        self._known = None
        self._known_note.hide()

    def show_typed(self) -> None:
        """Show the form in which something stands, after a draft was put back."""
        for kind, form in ((self.is_body, self.body), (self.is_person, self.person)):
            if form["name_ru"].raw():
                kind.setChecked(True)
        for form, names in ((self.person, PERSON_MORE), (self.body, BODY_MORE)):
            if any(form[name].raw() for name in names):
                self._unfold()
        self._recognise()

    def _recognise(self) -> None:
        """Take for known whoever has the typed number: a draft does not keep who was picked."""
        name = "iin" if self.is_person.isChecked() else "bin"
        number = self.form[name].value()
        if self._known is not None or not number:
            return
        cls = Person if self.is_person.isChecked() else Organisation
        for each in self.ctx.desk.participants(number, _MOST):
            if isinstance(each, cls) and getattr(each, name) == number:
                self._known = each
                self._known_note.setVisible(True)

    def stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in order."""
        boxes = [
            each.editor.box() for form in (self.person, self.body) for each in form.fields.values()
        ]
        return [self.is_person, self.is_body, *boxes, self._more]

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        form = self.form
        return not any(
            box.editor.raw().strip() for name, box in form.fields.items() if name != "kind"
        )

    def is_optional_and_empty(self) -> bool:
        """Tell whether there is nothing to save and nothing needs to be."""
        return not self._is_required and self.is_empty()

    def entry(self, party: Party) -> PartyEntry | None:
        """Give the party with its person or organisation; None, with problems shown, if not ready."""
        if self.is_person.isChecked():
            made = self._made(Person(name_ru=""))
            if not isinstance(made, Person):
                return None
            party = replace(party, person_id=made.id or None, organisation_id=None)
            return PartyEntry(party=party, person=made)
        body = self._made(Organisation(name_ru=""))
        if not isinstance(body, Organisation):
            return None
        party = replace(party, organisation_id=body.id or None, person_id=None)
        return PartyEntry(party=party, organisation=body)

    def _made(self, empty: Person | Organisation) -> Person | Organisation | None:
        base = self._known if type(self._known) is type(empty) else empty
        return self.form.collect(base)

    def focus_first(self) -> None:
        """Put the cursor into the name."""
        self.form["name_ru"].setFocus(Qt.FocusReason.OtherFocusReason)


def read_iin(form: Form) -> None:
    """Take birth date and sex of a person's form from a good IIN where they are not entered yet."""
    facts = check_iin(form["iin"].value() or "")
    if facts.is_well_formed and facts.check_digit_ok:
        if facts.born_on and form["born_on"].raw() == "":
            form["born_on"].set_value(facts.born_on)
        if facts.sex and form["sex"].raw() == "":
            form["sex"].set_value(facts.sex)
