"""Minors among the parties, and who must help them (law on mediation, art. 24(3))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediadesk.domain.codes import DrawnInRole, RepresentativeKind
from mediadesk.domain.identifiers import check_iin
from mediadesk.domain.model import DrawnIn, Person
from mediadesk.domain.powers import PeopleLaw, years_later
from mediadesk.domain.rows import PartyFile

__all__ = ["HELPERS", "Minor", "adult_on", "birth_of", "helpers_of", "is_minor"]

HELPERS: Final = frozenset(
    {DrawnInRole.TEACHER, DrawnInRole.PSYCHOLOGIST, DrawnInRole.LEGAL_REPRESENTATIVE}
)
"""Who takes part beside a minor, by law."""


@dataclass(frozen=True, slots=True)
class Minor:
    """A minor party: the day it comes of age, and who helps it."""

    party: PartyFile
    adult_on: date | None
    helpers: tuple[str, ...]


def birth_of(person: Person) -> date | None:
    """Give the date of birth that was entered, else that of a good IIN; None if neither is known."""
    if person.born_on is not None:
        return person.born_on
    facts = check_iin(person.iin)
    return facts.born_on if facts.is_well_formed and facts.check_digit_ok else None


def adult_on(person: Person, law: PeopleLaw) -> date | None:
    """Give the day on which a person comes of age; None if the birth is not known."""
    born = birth_of(person)
    return years_later(born, law.adult_years) if born else None


def is_minor(person: Person, on: date, law: PeopleLaw) -> bool:
    """Tell whether a person is under age on a day; a birth after that day says nothing."""
    born, grown = birth_of(person), adult_on(person, law)
    return born is not None and grown is not None and born <= on < grown


def helpers_of(party: PartyFile, drawn_in: Iterable[DrawnIn]) -> tuple[str, ...]:
    """Name those who help a minor party: its legal representative, teachers and psychologists.

    Who was drawn in for no party in particular is there for each of them.
    """
    own = party.party
    found = []
    if own.representative_name and own.representative_kind is RepresentativeKind.LEGAL:
        found.append(own.representative_name)
    beside = (each for each in drawn_in if each.role in HELPERS)
    found += [each.name for each in beside if each.party_id in (None, own.id)]
    return tuple(found)
