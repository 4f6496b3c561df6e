"""The card of a person or an organisation: facts, cases, similar records, joining and separating."""

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.commands import SaveOrganisation, SavePerson, SplitPeople
from mediadesk.domain.conflicts import Match, Occurrence, Role
from mediadesk.domain.fields import specs
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.model import Organisation, Person
from mediadesk.domain.people import NAME_FORMS
from mediadesk.domain.rows_people import Joined, WhoKind, WhoRow
from mediadesk.marks import N_
from mediadesk.ui.case_parts import Facts, NameLink, with_action
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.joining import JoinDialog
from mediadesk.ui.name_forms import NameForms
from mediadesk.ui.occurrences import case_links, role_of, told
from mediadesk.ui.participant import BODY, BODY_MORE, read_iin
from mediadesk.ui.person_privacy import privacy_card
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["PersonCard", "edit_who", "kind_of"]

_PERSON = (
    "name_ru", "name_kk", "iin", "born_on", "sex", "phone", "email", "identity_document",
    "address_ru", "address_kk",
)  # fmt: skip
_BODY = ("name_ru", "name_kk", *(n for n in (*BODY, *BODY_MORE) if not n.startswith("name")))
_MOST_CASES = 30


def kind_of(one: Person | Organisation) -> WhoKind:
    """Tell whether this is a person or an organisation."""
    return WhoKind.PERSON if isinstance(one, Person) else WhoKind.ORGANISATION


def edit_who(ctx: Ctx, parent: QWidget, one: Person | Organisation) -> FormDialog:
    """Change a person or an organisation; it changes in all cases."""
    is_person = isinstance(one, Person)
    key = f"{kind_of(one)}.{one.id}"
    names = (*(_PERSON if is_person else _BODY), *NAME_FORMS)
    form = Form(ctx, type(one), only=names, draft_key=key)
    form.load(one)
    NameForms(ctx, form, one)
    if is_person:
        form["iin"].changed.connect(lambda: read_iin(form))

    def make(_codes: tuple[str, ...]) -> SavePerson | SaveOrganisation | None:
        changed = form.collect(one)
        if changed is None:
            return None
        if isinstance(changed, Person):
            return SavePerson(person=changed)
        return SaveOrganisation(organisation=changed)

    title = ctx.tr.text(N_("Person") if is_person else N_("Organisation"))
    dialog = FormDialog(ctx, parent, title, form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


class PersonCard(QWidget):
    """Everything that is known of one person or organisation."""

    chosen = Signal(object)
    """Another record was asked for: its line of the list."""

    def __init__(self, ctx: Ctx) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self.one: Person | Organisation | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(16)

    def show_one(self, one: Person | Organisation | None) -> None:
        """Show this record; None shows nothing."""
        self.one = one
        clear(self._box)
        if one is not None:
            cards = (self._facts(one), privacy_card(self.ctx, self, one), self._cases(one))
            for card in (*cards, self._similar(one), self._joined(one)):
                if card is not None:
                    self._box.addWidget(card)
        self._box.addStretch(1)

    def _facts(self, one: Person | Organisation) -> Card:
        tr = self.ctx.tr
        name = one.name_kk if tr.language == "kk" and one.name_kk else one.name_ru
        card = Card(name)
        with_action(card, tr.text(N_("Change")), self.edit)
        facts = Facts()
        cls: type = type(one)
        for spec in specs(cls):
            value: Any = getattr(one, spec.name)
            if spec.name != "name_ru" or name != one.name_ru:
                text = show_phone(value) if spec.name == "phone" else tr.value(value)
                facts.add(tr.text(spec.field.label), text)
        card.box.addWidget(facts)
        return card

    def edit(self) -> None:
        """Change the record that is shown."""
        if self.one is not None:
            edit_who(self.ctx, self, self.one)

    def _cases(self, one: Person | Organisation) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("Cases")))
        own = self.ctx.desk.own_cases(one)
        lines = case_links(self.ctx, ((at, role_of(self.ctx, at)) for at in own), _MOST_CASES)
        for line in lines:
            card.box.addWidget(line)
        if not own:
            card.box.addWidget(label(tr.text(N_("In no case")), "muted"))
        mine = {each.party_id for each in own}
        also = [o for o in self.ctx.desk.occurs(one) if _is_news(o, mine)]
        if also:
            names = (one.name_ru, one.name_kk)
            card.box.addWidget(label(tr.text(N_("Also occurs")), "label"))
            for line in case_links(self.ctx, ((o.at, told(self.ctx, o, names)) for o in also), 10):
                card.box.addWidget(line)
        return card

    def _similar(self, one: Person | Organisation) -> Card | None:
        found = self.ctx.desk.similar_people(one)
        if not found:
            return None
        tr = self.ctx.tr
        card = Card(tr.text(N_("Similar records")))
        for other, by in found[:10]:
            card.box.addWidget(self._similar_line(other, by))
        return card

    def _similar_line(self, other: WhoRow, by: Match) -> QWidget:
        tr = self.ctx.tr
        cases = tr.plural("%(n)s case", "%(n)s cases", other.cases)
        words = " · ".join(part for part in (other.number, tr.text(by.label), cases) if part)
        join = button(tr.text(N_("Join…")), partial(self.join, other))
        return _line(NameLink(other.name, lambda: self.chosen.emit(other)), words, join)

    def join(self, other: WhoRow) -> JoinDialog | None:
        """Make one record of this one and another; the one with more cases stays."""
        if self.one is None:
            return None
        desk = self.ctx.desk
        both = [self.one, desk.person_or_body(other.kind, other.id)]
        if len(desk.own_cases(both[1])) > len(desk.own_cases(both[0])):
            both.reverse()
        dialog = JoinDialog(self.ctx, self, both[0], both[1])
        stays = WhoRow(kind=other.kind, id=both[0].id, name=name_of(both[0], self.ctx.tr.language))
        dialog.saved.connect(lambda _outcome: self.chosen.emit(stays))
        dialog.begin()
        return dialog

    def _joined(self, one: Person | Organisation) -> Card | None:
        joins = self.ctx.desk.joins(one)
        if not joins:
            return None
        tr = self.ctx.tr
        card = Card(tr.text(N_("Joined from two records")))
        for join in joins:
            split = button(tr.text(N_("Separate again")), partial(self._split, join))
            words = tr.text(N_("on %(day)s"), day=datetime.fromisoformat(join.at).date())
            card.box.addWidget(_line(label(join.name, wrap=True), words, split))
        return card

    def _split(self, join: Joined) -> None:
        self.ctx.jobs.execute(self.ctx.desk, SplitPeople(seq=join.seq), owner=self)


def _is_news(found: Occurrence, mine: set[Any]) -> bool:
    """Tell whether an occurrence is not one of the record's own cases."""
    return found.at.role is not Role.PARTY or found.at.party_id not in mine


def _line(name: QWidget, words: str, act: QWidget) -> QWidget:
    made = QWidget()
    left = QVBoxLayout()
    left.setSpacing(2)
    left.addWidget(name)
    left.addWidget(label(words, "muted", wrap=True))
    box = row(left, act)
    box.setContentsMargins(0, 0, 0, 0)
    box.setStretch(0, 1)
    made.setLayout(box)
    return made
