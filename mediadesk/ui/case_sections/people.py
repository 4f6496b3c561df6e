"""Who takes part in a case: parties at full length, who was drawn in, what the law requires."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mediadesk.domain.conflicts import Who, who_is
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.minors import Minor
from mediadesk.domain.model import DrawnIn
from mediadesk.domain.powers import POWER_TEXTS
from mediadesk.domain.rows import PartyFile
from mediadesk.domain.types import CaseState
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import Facts, with_action
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.forms import Form
from mediadesk.ui.occurrences import OccurrenceNote, case_links, told
from mediadesk.ui.person_card import kind_of
from mediadesk.ui.record_cards import RecordLine, edit_record, records_card
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["build"]

_MOST = 8


def build(act: CaseActions) -> Columns:
    """Make the cards of the people of a case."""
    minors = {each.party.party.id: each for each in act.ctx.desk.minors(act.file)}
    left: list[QWidget] = [
        _party(act, party, minors.get(party.party.id)) for party in act.file.parties
    ]
    if act.file.case.state is not CaseState.CLOSED:
        words = act.ctx.tr.text(N_("Add a party"))
        holder = QWidget()
        line = row(button(words, act.add_party, icon="plus"), None)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        left.append(holder)
    right: list[QWidget] = [_drawn_in(act)]
    conflicts = _conflicts(act)
    if conflicts is not None:
        right.append(conflicts)
    return left, right


def _party(act: CaseActions, party: PartyFile, minor: Minor | None) -> Card:
    tr = act.ctx.tr
    name = party.name_kk if tr.language == "kk" else party.name_ru
    card = Card(name or "—")
    if act.file.case.is_editable:
        with_action(card, tr.text(N_("Change")), partial(act.edit_party, party))
    status = party.party.status
    side = [tr.text(party.party.side.label), tr.text(status.label) if status else ""]
    card.box.addWidget(label(" · ".join(part for part in side if part), "muted", wrap=True))
    if minor is not None:
        card.box.addWidget(_minor(act, minor))
    card.box.addWidget(_facts(act, party))
    if party.party.representative_name:
        _represented(act, card, party)
    who = party.person or party.organisation
    if who is not None:
        go = partial(act.ctx.navigate, "people", kind=kind_of(who), id=who.id)
        link = button(tr.text(N_("All cases of this record")), go, role="link")
        link.setStyleSheet("padding-left: 0;")
        card.box.addLayout(row(link, None))
    return card


def _facts(act: CaseActions, party: PartyFile) -> Facts:
    """Show who the party is."""
    tr, facts = act.ctx.tr, Facts()
    who: Any = party.person or party.organisation
    if party.person is not None:
        facts.add(tr.text(N_("IIN")), party.person.iin)
        facts.add(tr.text(N_("Date of birth")), tr.date(party.person.born_on))
        facts.add(tr.text(N_("Identity document")), party.person.identity_document)
    elif party.organisation is not None:
        facts.add(tr.text(N_("BIN")), party.organisation.bin)
        facts.add(tr.text(N_("Head")), party.organisation.head_name)
    if who is not None:
        address = who.address_kk if tr.language == "kk" and who.address_kk else who.address_ru
        facts.add(tr.text(N_("Address")), address)
        facts.add(tr.text(N_("Telephone")), show_phone(who.phone))
        facts.add(tr.text(N_("E-mail")), who.email)
    share = party.party.cost_share
    facts.add(tr.text(N_("Share of the costs")), f"{share} %" if share is not None else "")
    return facts


def _minor(act: CaseActions, minor: Minor) -> QWidget:
    """Say that a party is a minor, until when, and who helps or that somebody must."""
    tr = act.ctx.tr
    words = tr.text(N_("Minor until %(day)s."), day=minor.adult_on)
    if minor.helpers:
        with_whom = tr.text(N_("Takes part with: %(names)s"), names=", ".join(minor.helpers))
        return label(f"{words} {with_whom}", tone="ok", wrap=True)
    needed = tr.text(
        N_("A teacher, a psychologist or the legal representative must take part (art. 24(3)).")
    )
    return label(f"{words} {needed}", tone="danger", wrap=True)


def _represented(act: CaseActions, card: Card, party: PartyFile) -> None:
    """Show the representative, by what right, and until when."""
    tr, own = act.ctx.tr, party.party
    card.box.addWidget(label(tr.text(N_("Representative")), "label"))
    facts = Facts()
    facts.add(tr.text(N_("Full name")), own.representative_name)
    facts.add(tr.text(N_("IIN")), own.representative_iin)
    facts.add(tr.text(N_("Telephone")), show_phone(own.representative_phone))
    if own.representative_kind is not None:
        facts.add(tr.text(N_("By what right")), tr.text(own.representative_kind.label))
    if tr.language == "kk" and own.authority_kk:
        facts.add(tr.text(N_("Power of the representative, in Kazakh")), own.authority_kk)
    else:
        facts.add(tr.text(N_("Power of the representative")), own.authority_ru)
    facts.add(tr.text(N_("Date of the power of attorney")), tr.date(own.authority_on))
    card.box.addWidget(facts)
    power = act.ctx.desk.power(own)
    if power is None:
        return
    words = tr.text(POWER_TEXTS[power.basis], day=power.last_day, years=power.years)
    is_valid = power.is_valid(act.ctx.clock.today())
    card.box.addWidget(label(words, tone="ok" if is_valid else "danger", wrap=True))
    if not own.may_settle:
        missing = tr.text(N_("The power to settle is not named in it"))
        card.box.addWidget(label(missing, tone="warn", wrap=True))


def _drawn_in(act: CaseActions) -> Card:
    """List who was drawn in beside the parties."""
    tr, file = act.ctx.tr, act.file
    is_kk = tr.language == "kk"
    names = {p.party.id: p.name_kk if is_kk else p.name_ru for p in file.parties}

    def tell(one: DrawnIn) -> RecordLine:
        parts = [one.contacts, names.get(one.party_id, "") if one.party_id else "", one.note]
        return RecordLine(one.name, " · ".join(p for p in parts if p), tr.text(one.role.label))

    def edit(one: DrawnIn) -> object:
        note = partial(_noted, act, one)
        title = N_("Participant")
        return edit_record(act.ctx, act.owner, title, one, file=file, extend=note)

    return records_card(
        act,
        N_("Drawn in beside the parties"),
        file.all(DrawnIn),
        tell,
        edit=edit,
        new=N_("Add a participant"),
        blank=lambda: DrawnIn(case_id=file.case.id),
        empty=N_("Interpreters, experts, teachers, psychologists and others stand here."),
        can=file.case.state is not CaseState.CLOSED,
    )


def _noted(act: CaseActions, one: DrawnIn, form: Form) -> None:
    """Put under the name where somebody like that occurs already."""

    def typed() -> Who | None:
        name = form["name"].raw().strip()
        contacts = form["contacts"].raw()
        return who_is(DrawnIn(name=name, contacts=contacts)) if name else None

    note = OccurrenceNote(act.ctx, typed)
    note.but_drawn = one.id
    form.put_under("name", note)
    form.changed.connect(note.ask_soon)


def _conflicts(act: CaseActions) -> Card | None:
    """Show where the people of this case and its mediator occur elsewhere."""
    found = act.ctx.desk.conflicts(act.file)
    if not found:
        return None
    tr = act.ctx.tr
    card = Card(tr.text(N_("Occur elsewhere")))
    words = N_("Please look whether this hinders the mediator (law on mediation, art. 7).")
    card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    for name, seen in found:
        card.box.addWidget(label(name, "label", wrap=True))
        lines = ((each.at, told(act.ctx, each, (name,))) for each in seen)
        for line in case_links(act.ctx, lines, _MOST):
            card.box.addWidget(line)
    return card
