"""The law on personal data as data: the list of data by purpose, terms of answers, words of papers.

Everything here comes from `resources/law/personal-data.toml`, which a centre may change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.deadlines import add_working_days
from mediadesk.domain.personal_data import Breach, Consent, PersonBlock, PersonRequest
from mediadesk.domain.workdays import Calendar

__all__ = [
    "BREACH",
    "FILE",
    "ConsentState",
    "PersonalLaw",
    "Purpose",
    "Term",
    "codes_in",
    "consent_state",
    "counted",
    "personal_law_from_toml",
]

FILE: Final = "law/personal-data.toml"
BLOCK: Final = "block"
BREACH: Final = "breach"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the law: working days from the next day on, where it stands, whether that was seen."""

    working_days: int
    article: Words
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose of processing: which data it needs, on what ground, until when."""

    words: Words
    categories: tuple[str, ...]
    basis: Words
    until: Words


@dataclass(frozen=True, slots=True)
class PersonalLaw:
    """The list of data a centre holds, the terms of answers and the words of papers."""

    categories: Mapping[str, Words]
    purposes: Mapping[str, Purpose]
    terms: Mapping[str, Term]
    withdrawal: tuple[Words, ...]
    body: Words
    nobody: Words
    blocked: Words
    soon_days: int
    source: str = ""
    edition: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Fields of a person's record by the code of the data they hold."""

    @property
    def unchecked(self) -> tuple[Words, ...]:
        """Name the articles whose present text nobody has compared yet."""
        return tuple(each.article for each in self.terms.values() if not each.is_checked)

    def due(self, code: str, start: date, calendar: Calendar) -> date:
        """Count a term: so many working days, the first one after the day it starts on."""
        return add_working_days(start, self.terms[code].working_days, calendar)

    def usual_categories(self, purposes: Iterable[str]) -> tuple[str, ...]:
        """Name the data that purposes need, in the order of the list."""
        wanted = {each for code in purposes for each in self.purposes[code].categories}
        return tuple(code for code in self.categories if code in wanted)


def personal_law_from_toml(table: Mapping[str, Any]) -> PersonalLaw:
    """Read the data; KeyError, TypeError or ValueError where they make no sense."""
    settings = table["settings"]
    categories = {row["code"]: _words(row) for row in table["category"]}
    purposes = {
        row["code"]: Purpose(
            _words(row), codes_in(row["categories"]), _words(row, "basis_"), _words(row, "until_")
        )
        for row in table["purpose"]
    }
    unknown = {c for each in purposes.values() for c in each.categories} - categories.keys()
    terms = {
        row["code"]: Term(
            int(row["working_days"]), _words(row, "article_"), bool(row["is_checked"])
        )
        for row in table["term"]
    }
    missing = {*_KINDS, BLOCK, BREACH} - terms.keys()
    if unknown or missing or any(each.working_days < 1 for each in terms.values()):
        raise ValueError(sorted(unknown | missing))
    return PersonalLaw(
        categories,
        purposes,
        terms,
        tuple(_words(row) for row in table["withdrawal"]),
        _words(settings, "body_"),
        _words(settings, "nobody_"),
        _words(settings, "blocked_"),
        int(settings["soon_days"]),
        str(table.get("source", "")),
        str(table.get("edition", "")),
        {row["code"]: codes_in(row["fields"]) for row in table["category"] if "fields" in row},
    )


_KINDS: Final = ("access", "correction", "blocking", "destruction", "withdrawal")


def _words(row: Mapping[str, Any], start: str = "") -> Words:
    return Words(row[f"{start}ru"], row[f"{start}kk"], row.get(f"{start}en", row[f"{start}ru"]))


def codes_in(text: str) -> tuple[str, ...]:
    """Give the codes that a text joins with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class ConsentState:
    """How a person stands: has a consent in force, until when, and whether that day is near."""

    is_given: bool
    until: date | None = None
    is_soon: bool = False


def consent_state(consents: Iterable[Consent], today: date, soon_days: int) -> ConsentState:
    """Tell by the consents of a person whether one is in force; the one that lasts longest counts."""
    held = [
        each
        for each in consents
        if each.withdrawn_on is None and (each.until is None or each.until >= today)
    ]
    if not held:
        return ConsentState(is_given=False)
    if any(each.until is None for each in held):
        return ConsentState(is_given=True)
    last = max(each.until for each in held if each.until is not None)
    return ConsentState(is_given=True, until=last, is_soon=(last - today).days <= soon_days)


def counted(
    record: PersonRequest | PersonBlock | Breach, law: PersonalLaw, calendar: Calendar
) -> date:
    """Count the last day of a request, a blocking or the notice of a breach."""
    if isinstance(record, PersonRequest):
        return law.due(record.kind, record.received_on, calendar)
    if isinstance(record, PersonBlock):
        return law.due(BLOCK, record.blocked_on, calendar)
    return law.due(BREACH, record.found_on, calendar)
