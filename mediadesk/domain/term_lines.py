"""A list of terms for paper: what falls due in a span of days, by which rule, why on that day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_

__all__ = ["NamedTermLine", "Reopening", "TermLine", "TermsSheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One line of the list, in words; nobody but the mediator is named."""

    case_id: CaseId
    on: Annotated[date, Field(N_("Date"))]
    weekday: Annotated[str, Field(N_("Day of the week"))]
    number: Annotated[str, Field(N_("Number"))]
    what: Annotated[str, Field(N_("What is to be done"))]
    raw_on: Annotated[date | None, Field(N_("Before it was moved"))] = None
    mediator: Annotated[str, Field(N_("Mediator"))] = ""
    basis: Annotated[str, Field(N_("How it is counted"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTermLine(TermLine):
    """The same line with the parties of the case."""

    parties: Annotated[str, Field(N_("Parties"), personal=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSheet:
    """The whole list with the words that stand around it; both days belong to the span."""

    first: date
    last: date
    centre: str
    title: str
    made: str
    empty: str
    signature: str
    page: str
    """With the places %(page)s and %(pages)s."""
    language: str
    has_names: bool
    lines: tuple[TermLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed case was opened again: when (ISO time), by whom, why."""

    at: str
    operator: str
    reason: str
