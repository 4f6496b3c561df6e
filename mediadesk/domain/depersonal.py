"""Which fields say something of a person, and which are figures: for destruction and practice copies.

Whatever is not named here as a code is taken for words of people, so that a field added later is
emptied rather than forgotten.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar, get_args, get_type_hints

from mediadesk.domain.model import (
    Agreement,
    Assignment,
    Breach,
    Case,
    Consent,
    Contract,
    DrawnIn,
    Entity,
    FollowUp,
    Instalment,
    Invitation,
    Mediator,
    Notice,
    Obligation,
    Organisation,
    Party,
    Person,
    PersonBlock,
    PersonRequest,
    Remark,
    Session,
    SignatureRecord,
    SubmittedReport,
    Task,
    User,
)
from mediadesk.domain.retention import RecordKind

__all__ = [
    "KEPT_APART",
    "NAMELESS",
    "OUTSIDE",
    "SHELL",
    "WITH_THE_JOURNAL",
    "emptied",
    "shrunk",
    "words_of",
]

E = TypeVar("E", bound=Entity)

SHELL: Final[tuple[type[Entity], ...]] = (
    *(Case, Party, Contract, Session, Agreement, Obligation, Instalment, FollowUp, Invitation),
    *(Assignment, DrawnIn, Notice, SignatureRecord),
)
"""Of these the figures stay when a case is destroyed: what reports of past years are counted from."""

NAMELESS: Final = "–"
"""What stands for a name that must not be empty."""

_CODES: Final[Mapping[type, frozenset[str]]] = {Case: frozenset({"topic", "claim_currency"})}
"""Fields of text that hold a code and no words."""

_ALSO: Final[Mapping[type, Mapping[str, Any]]] = {
    Party: {"authority_on": None, "authority_until": None, "cost_share": None},
    DrawnIn: {"name": NAMELESS},
    SignatureRecord: {"copy_id": None},
}
"""What becomes of other fields: dates of papers of a person, links to papers that go."""


_known: dict[type[Any], tuple[str, ...]] = {}


def words_of(cls: type[Any]) -> tuple[str, ...]:
    """Name the fields of an entity that may hold words of or about people."""
    if cls not in _known:
        hints = get_type_hints(cls)
        codes = _CODES.get(cls, frozenset())
        _known[cls] = tuple(
            each.name
            for each in fields(cls)
            if each.name not in codes and str in (hints[each.name], *get_args(hints[each.name]))
        )
    return _known[cls]


def emptied(record: E) -> E:
    """Give a record of `SHELL` with its figures alone: no words, no names, no papers."""
    cls: type = type(record)
    values: dict[str, Any] = dict.fromkeys(words_of(cls), "")
    return replace(record, **{**values, **_ALSO.get(cls, {})})


KEPT_APART: Final[Mapping[type[Entity], RecordKind]] = {
    Breach: RecordKind.BREACH,
    PersonRequest: RecordKind.REQUEST,
    Consent: RecordKind.CONSENT,
    Person: RecordKind.PERSON,
    Organisation: RecordKind.PERSON,
    PersonBlock: RecordKind.PERSON,
    Task: RecordKind.TASK,
    Remark: RecordKind.REMARK,
    Mediator: RecordKind.MEDIATOR,
}
"""By which row of keeping times goes what lies outside of case files."""

WITH_THE_JOURNAL: Final[frozenset[type[Entity]]] = frozenset({User, SubmittedReport})
"""Who works or worked here stays as long as the journal, which says who did what (ADR 39)."""

OUTSIDE: Final[Mapping[type[Entity], frozenset[str]]] = {
    Breach: frozenset({"categories"}),
    Mediator: frozenset(
        {
            *("name_ru", "name_kk", "name_latin", "kind", "certificate", "register_number"),
            *("organisation_ru", "organisation_kk", "specialisation_ru", "specialisation_kk"),
            "languages",
        }
    ),
}
"""Records outside of case files of which something stays, and which of their words do.

Of a breach its days and figures, which an inspector asks for; of a mediator what the open register
and the cases led say anyway.
"""

_GO_TOO: Final[Mapping[type[Entity], Mapping[str, Any]]] = {
    Breach: {"what": NAMELESS},
    Mediator: {"born_on": None, "clean_record_on": None, "medical_on": None},
}


def shrunk(record: E) -> E:
    """Give a record of `OUTSIDE` without what is destroyed at the end of its term."""
    cls: type = type(record)
    stay = OUTSIDE[cls]
    values: dict[str, Any] = {name: "" for name in words_of(cls) if name not in stay}
    return replace(record, **{**values, **_GO_TOO[cls]})
