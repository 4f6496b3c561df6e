"""Who else in the register may be the same person, and in which role: similar records, conflicts.

Pure: somebody and all appearances that come into question go in, those that fit come out. Whether
a namesake is the same person only a human can say; nothing here refuses anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from mediadesk.domain.codes import DrawnInRole
from mediadesk.domain.identifiers import check_iin, normal_phone
from mediadesk.domain.minors import birth_of
from mediadesk.domain.model import DrawnIn, Mediator, Organisation, Party, Person
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.text import fold
from mediadesk.domain.types import CaseId, DrawnInId, Labelled, PartyId, PartySide
from mediadesk.marks import N_

__all__ = [
    "PROFESSIONS",
    "Appearance",
    "Match",
    "Occurrence",
    "Role",
    "Who",
    "is_news",
    "matched",
    "obstacles",
    "occurrences",
    "people_of",
    "phone_in",
    "shown_name",
    "who_is",
]


class Role(Labelled):
    """In which role somebody appears in a case."""

    PARTY = "party", N_("Party")
    REPRESENTATIVE = "representative", N_("Representative")
    HEAD = "head", N_("Head of the organisation")
    DRAWN_IN = "drawn_in", N_("Drawn in beside the parties")
    MEDIATOR = "mediator", N_("Mediator")
    CO_MEDIATOR = "co_mediator", N_("Co-mediator")


PROFESSIONS: Final = frozenset(
    {
        DrawnInRole.INTERPRETER,
        DrawnInRole.EXPERT,
        DrawnInRole.SPECIALIST,
        DrawnInRole.TEACHER,
        DrawnInRole.PSYCHOLOGIST,
    }
)
"""In these roles people work in many cases, and are of use only while they are nobody's."""

_AT_WORK: Final = frozenset({Role.MEDIATOR, Role.CO_MEDIATOR})


class Match(Labelled):
    """By what two entries look like one person; the strongest first."""

    NUMBER = "number", N_("same IIN or BIN")
    NAME = "name", N_("same name")
    PHONE = "phone", N_("same telephone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What is known of somebody; empty texts are not known."""

    names: tuple[str, ...]
    number: str = ""
    born_on: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Somebody in a role in a case; `party_id` where it is a party, its representative or head.

    Of a person drawn in, `drawn_as` says what for, and `side` for which side, if it was for one.
    """

    case_id: CaseId
    number: str
    role: Role
    who: Who
    side: PartySide | None = None
    party_id: PartyId = PartyId(0)
    drawn_as: DrawnInRole | None = None
    drawn_id: DrawnInId = DrawnInId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An appearance that fits somebody, and by what."""

    at: Appearance
    by: Match


def who_is(one: Person | Organisation | Mediator | DrawnIn) -> Who:
    """Give what is known of a person, an organisation, a mediator or a person drawn in."""
    if isinstance(one, DrawnIn):
        return Who(names=(one.name,) if one.name else (), phone=phone_in(one.contacts))
    names = tuple(dict.fromkeys(name for name in (one.name_ru, one.name_kk) if name))
    if isinstance(one, Organisation):
        return Who(names=names, number=one.bin, phone=one.phone)
    born = birth_of(one) if isinstance(one, Person) else one.born_on
    return Who(names=names, number=one.iin, born_on=born, phone=one.phone)


_BETWEEN: Final = re.compile(r"[,;\n]|\b[^\W\d]+\.?:?")
"""What stands between the telephones of a line: commas, words such as «тел.»."""


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=20_000)
def _phone(text: str) -> str:
    """Give a telephone that can be compared; "" for one that cannot be read."""
    found = normal_phone(text)
    return found if found.startswith("+") else ""


def shown_name(who: Who, lang: str) -> str:
    """Name somebody as a list does: the Kazakh spelling, which stands last, where 'kk' is asked."""
    return who.names[-1 if lang == "kk" else 0] if who.names else ""


def phone_in(contacts: str) -> str:
    """Give the first telephone that can be read in a line of contacts; "" if there is none."""
    found = (normal_phone(part) for part in _BETWEEN.split(contacts))
    return next((number for number in found if number.startswith("+")), "")


def _birth(who: Who) -> date | None:
    return who.born_on or check_iin(who.number).born_on


def _share_name(one: Who, other: Who) -> bool:
    names = {_folded(name) for name in one.names} - {""}
    return any(_folded(name) in names for name in other.names)


def matched(one: Who, other: Who) -> Match | None:
    """Tell by what two may be the same: number, else name without a contradiction, else telephone.

    Two different numbers or two different dates of birth contradict a common name.
    """
    if one.number and one.number == other.number:
        return Match.NUMBER
    if not (one.number and other.number) and _share_name(one, other):
        births = {day for day in (_birth(one), _birth(other)) if day is not None}
        if len(births) < 2:
            return Match.NAME
    phone = _phone(one.phone)
    return Match.PHONE if phone and phone == _phone(other.phone) else None


def occurrences(
    who: Who, seen: Iterable[Appearance], *, but: int = 0, but_drawn: int = 0
) -> tuple[Occurrence, ...]:
    """List the appearances that fit somebody, newest case first; an entry itself is left out.

    `but` is the id of the party that is being entered, `but_drawn` of the person drawn in: its own
    row says nothing new.
    """
    found: dict[tuple[int, Role, DrawnInRole | None, PartySide | None], Occurrence] = {}
    strength = list(Match)
    for each in seen:
        by = matched(who, each.who)
        is_own = (but and each.party_id == but) or (but_drawn and each.drawn_id == but_drawn)
        if by is None or is_own:
            continue
        key = (each.case_id, each.role, each.drawn_as, each.side)
        known = found.get(key)
        if known is None or strength.index(by) < strength.index(known.by):
            found[key] = Occurrence(at=each, by=by)
    return tuple(sorted(found.values(), key=lambda o: (-o.at.case_id, list(Role).index(o.at.role))))


def people_of(file: CaseFile) -> tuple[Appearance, ...]:
    """Name everybody beside the mediators of a case: parties, heads, representatives, drawn in.

    Persons drawn in are there if the records of the case were read.
    """
    return (*_sides_of(file), *_drawn_in(file))


def _sides_of(file: CaseFile) -> Iterator[Appearance]:
    for party in file.parties:
        one, body, own = party.person or party.organisation, party.organisation, party.party

        def stands(role: Role, who: Who, own: Party = own) -> Appearance:
            return Appearance(
                case_id=CaseId(file.case.id),
                number=file.case.number,
                role=role,
                who=who,
                side=own.side,
                party_id=own.id,
            )

        if one is not None:
            yield stands(Role.PARTY, who_is(one))
        if body is not None and body.head_name:
            yield stands(Role.HEAD, Who(names=(body.head_name,)))
        if own.representative_name:
            yield stands(Role.REPRESENTATIVE, _representative(own))


def _drawn_in(file: CaseFile) -> Iterator[Appearance]:
    sides = {each.party.id: each.party.side for each in file.parties}
    for each in file.all(DrawnIn):
        yield Appearance(
            case_id=CaseId(file.case.id),
            number=file.case.number,
            role=Role.DRAWN_IN,
            who=who_is(each),
            side=sides.get(each.party_id) if each.party_id else None,
            drawn_as=each.role,
            drawn_id=each.id,
        )


def _representative(party: Party) -> Who:
    return Who(
        names=(party.representative_name,),
        number=party.representative_iin,
        phone=party.representative_phone,
    )


def obstacles(
    mediator: Who, file: CaseFile, elsewhere: Iterable[Occurrence]
) -> tuple[tuple[Role, ...], tuple[Occurrence, ...]]:
    """Look for what may hinder a mediator in a case (law on mediation, art. 7).

    Gives the roles in which the mediator or a namesake takes part in the case itself, and the
    cases in which the mediator was a party, represented one, headed one or was drawn in.
    """
    here = tuple(
        dict.fromkeys(
            each.role
            for each in people_of(file)
            if matched(mediator, each.who) in (Match.NUMBER, Match.NAME)
        )
    )
    before = tuple(
        each for each in elsewhere if each.at.role not in _AT_WORK and each.by is not Match.PHONE
    )
    return here, before


def is_news(one: Appearance, other: Appearance) -> bool:
    """Tell whether a second appearance of somebody is worth a look beside the first.

    Who mediates mediates elsewhere too, and an interpreter or an expert is one in many cases.
    """
    if one.role in _AT_WORK:
        return other.role not in _AT_WORK
    is_profession = one.drawn_as in PROFESSIONS and other.drawn_as in PROFESSIONS
    return not is_profession or one.case_id == other.case_id
