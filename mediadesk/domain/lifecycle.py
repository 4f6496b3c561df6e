"""Life of a case as a table: from which state which event leads where, and under which guard.

The manual's diagram and the test of unreachable states are made from `TRANSITIONS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, Outcome

__all__ = [
    "OUTCOMES",
    "TRANSITIONS",
    "WITHOUT_MEDIATION",
    "Event",
    "Transition",
    "next_state",
    "possible_events",
]


class Event(StrEnum):
    """What can happen to a case; each is one command."""

    OPEN = "open"
    CONTRACT = "contract"
    SESSION = "session"
    DRAFT = "draft"
    SIGN = "sign"
    PERFORM = "perform"
    CLOSE = "close"
    REOPEN = "reopen"


def _has_contract(file: CaseFile) -> bool:
    return file.contract is not None


def _was_opened(file: CaseFile) -> bool:
    return file.contract is None and file.case.opened_on is not None


def _never_opened(file: CaseFile) -> bool:
    return file.contract is None and file.case.opened_on is None


def _is_signed(file: CaseFile) -> bool:
    return bool(file.signed)


def _is_draft(file: CaseFile) -> bool:
    return not file.is_settled


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: state and event, the state it leads to, and the guard that must hold."""

    state: CaseState
    event: Event
    to: CaseState
    guard: Callable[[CaseFile], bool] | None = None


_S: Final = CaseState

TRANSITIONS: Final[tuple[Transition, ...]] = (
    Transition(_S.APPEAL, Event.OPEN, _S.OPEN),
    Transition(_S.APPEAL, Event.CLOSE, _S.CLOSED),
    Transition(_S.OPEN, Event.OPEN, _S.OPEN),  # another mediator, another day
    Transition(_S.OPEN, Event.CONTRACT, _S.MEDIATION),
    Transition(_S.OPEN, Event.SESSION, _S.OPEN),
    Transition(_S.OPEN, Event.CLOSE, _S.CLOSED),
    Transition(_S.MEDIATION, Event.CONTRACT, _S.MEDIATION),
    Transition(_S.MEDIATION, Event.SESSION, _S.MEDIATION),
    Transition(_S.MEDIATION, Event.DRAFT, _S.MEDIATION, _is_draft),
    Transition(_S.MEDIATION, Event.SIGN, _S.MEDIATION, _is_draft),
    Transition(_S.MEDIATION, Event.PERFORM, _S.MEDIATION, _is_signed),
    Transition(_S.MEDIATION, Event.CLOSE, _S.CLOSED),
    Transition(_S.CLOSED, Event.PERFORM, _S.CLOSED, _is_signed),
    Transition(_S.CLOSED, Event.REOPEN, _S.MEDIATION, _has_contract),
    Transition(_S.CLOSED, Event.REOPEN, _S.OPEN, _was_opened),
    Transition(_S.CLOSED, Event.REOPEN, _S.APPEAL, _never_opened),
)

WITHOUT_MEDIATION: Final = (
    Outcome.CONSULTATION,
    Outcome.DECLINED,
    Outcome.UNANSWERED,
    Outcome.REFERRED,
)
"""Ends of an appeal that has led to no mediation contract."""

OUTCOMES: Final[dict[CaseState, tuple[Outcome, ...]]] = {
    CaseState.APPEAL: WITHOUT_MEDIATION,
    CaseState.OPEN: WITHOUT_MEDIATION,
    CaseState.MEDIATION: (
        Outcome.AGREEMENT,
        Outcome.REFUSAL,
        Outcome.ONE_REFUSED,
        Outcome.STOPPED,
        Outcome.EXPIRED,
    ),
    CaseState.CLOSED: (),
}
"""With which outcome a case in a state can be closed (law on mediation, art. 26)."""


def next_state(file: CaseFile, event: Event) -> CaseState | None:
    """Give the state the event leads to; None if it is not possible now."""
    for each in TRANSITIONS:
        is_here = each.state is file.case.state and each.event is event
        if is_here and (each.guard is None or each.guard(file)):
            return each.to
    return None


def possible_events(file: CaseFile) -> frozenset[Event]:
    """Name all events that are possible now: which actions a card offers."""
    return frozenset(event for event in Event if next_state(file, event) is not None)
