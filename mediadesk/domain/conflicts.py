"""Who else in the register may be the same person, and in which role: similar records, conflicts.

Pure: somebody and all appearances that come into question go in, those that fit come out. Whether
a namesake is the same person only a human can say; nothing here refuses anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mediadesk.domain.identifiers import check_iin, normal_phone
from mediadesk.domain.minors import birth_of
from mediadesk.domain.model import Mediator, Organisation, Party, Person
from mediadesk.domain.rows import PartyFile
from mediadesk.domain.text import fold
from mediadesk.domain.types import CaseId, Labelled, PartyId, PartySide
from mediadesk.marks import N_

__all__ = [
    "Appearance",
    "Match",
    "Occurrence",
    "Role",
    "Who",
    "matched",
    "obstacles",
    "occurrences",
    "people_of",
    "who_is",
]


class Role(Labelled):
    """In which role somebody appears in a case."""

    PARTY = "party", N_("Party")
    REPRESENTATIVE = "representative", N_("Representative")
    HEAD = "head", N_("Head of the organisation")
    MEDIATOR = "mediator", N_("Mediator")


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
    """Somebody in a role in a case; `party_id` where it is a party, its representative or head."""

    case_id: CaseId
    number: str
    role: Role
    who: Who
    side: PartySide | None = None
    party_id: PartyId = PartyId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An appearance that fits somebody, and by what."""

    at: Appearance
    by: Match


def who_is(one: Person | Organisation | Mediator) -> Who:
    """Give what is known of a person, an organisation or a mediator."""
    names = tuple(dict.fromkeys(name for name in (one.name_ru, one.name_kk) if name))
    if isinstance(one, Organisation):
        return Who(names=names, number=one.bin, phone=one.phone)
    born = birth_of(one) if isinstance(one, Person) else one.born_on
    return Who(names=names, number=one.iin, born_on=born, phone=one.phone)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=20_000)
def _phone(text: str) -> str:
    """Give a telephone that can be compared; "" for one that cannot be read."""
    found = normal_phone(text)
    return found if found.startswith("+") else ""


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


def occurrences(who: Who, seen: Iterable[Appearance], *, but: int = 0) -> tuple[Occurrence, ...]:
    """List the appearances that fit somebody, newest case first; a party entry itself is left out.

    `but` is the id of the party that is being entered: its own row says nothing new.
    """
    found: dict[tuple[int, Role, PartySide | None], Occurrence] = {}
    strength = list(Match)
    for each in seen:
        by = matched(who, each.who)
        if by is None or (but and each.party_id == but):
            continue
        key = (each.case_id, each.role, each.side)
        known = found.get(key)
        if known is None or strength.index(by) < strength.index(known.by):
            found[key] = Occurrence(at=each, by=by)
    return tuple(sorted(found.values(), key=lambda o: (-o.at.case_id, list(Role).index(o.at.role))))


def people_of(file_parties: Iterable[PartyFile]) -> tuple[tuple[PartyFile, Role, Who], ...]:
    """Name everybody on the sides of a case: parties, representatives, heads."""
    found: list[tuple[PartyFile, Role, Who]] = []
    for party in file_parties:
        one = party.person or party.organisation
        if one is not None:
            found.append((party, Role.PARTY, who_is(one)))
        if party.organisation and party.organisation.head_name:
            found.append((party, Role.HEAD, Who(names=(party.organisation.head_name,))))
        if party.party.representative_name:
            found.append((party, Role.REPRESENTATIVE, _representative(party.party)))
    return tuple(found)


def _representative(party: Party) -> Who:
    return Who(
        names=(party.representative_name,),
        number=party.representative_iin,
        phone=party.representative_phone,
    )


def obstacles(
    mediator: Who, parties: Iterable[PartyFile], elsewhere: Iterable[Occurrence]
) -> tuple[tuple[Role, ...], tuple[Occurrence, ...]]:
    """Look for what may hinder a mediator in a case (law on mediation, art. 7).

    Gives the roles in which the mediator or a namesake takes part in the case itself, and the
    cases in which the mediator was a party, represented one or headed one.
    """
    here = tuple(
        dict.fromkeys(
            role
            for _party, role, who in people_of(parties)
            if matched(mediator, who) in (Match.NUMBER, Match.NAME)
        )
    )
    before = tuple(
        each
        for each in elsewhere
        if each.at.role is not Role.MEDIATOR and each.by is not Match.PHONE
    )
    return here, before
