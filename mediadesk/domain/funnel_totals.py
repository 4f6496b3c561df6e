"""The funnel in figures: what became of appeals and of invitations, and sums that must close.

Every appeal has exactly one outcome, and every outcome belongs to exactly one step of the way:
not decided, ended without mediation, or a mediation contract. So the totals close at each step.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mediadesk.domain.codes import InvitationAnswer
from mediadesk.domain.lifecycle import WITHOUT_MEDIATION
from mediadesk.domain.types import Outcome

__all__ = ["ENDED", "FunnelStep", "FunnelTotals", "Sum", "funnel_totals", "step_of"]

ENDED: Final = (
    Outcome.AGREEMENT,
    Outcome.REFUSAL,
    Outcome.ONE_REFUSED,
    Outcome.STOPPED,
    Outcome.EXPIRED,
)
"""Ends of a mediation that was begun by a contract (law on mediation, art. 26)."""


class FunnelStep(StrEnum):
    """How far an appeal has come."""

    WAITING = "waiting"
    WITHOUT = "without"
    CONTRACT = "contract"


def step_of(outcome: Outcome) -> FunnelStep:
    """Say to which step of the way an outcome belongs; every outcome belongs to one."""
    if outcome is Outcome.WAITING:
        return FunnelStep.WAITING
    return FunnelStep.WITHOUT if outcome in WITHOUT_MEDIATION else FunnelStep.CONTRACT


@dataclass(frozen=True, slots=True)
class Sum:
    """One equality of the funnel: its code, its whole and its parts."""

    code: str
    whole: int
    parts: tuple[int, ...]

    @property
    def holds(self) -> bool:
        """Tell whether the parts make up the whole."""
        return self.whole == sum(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelTotals:
    """Counts of appeals by step and outcome, and of invitations by answer."""

    appeals: int
    waiting: int
    without: Mapping[Outcome, int]
    contracts: int
    running: int
    ended: Mapping[Outcome, int]
    invitations: int
    answers: Mapping[InvitationAnswer, int]

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Give the control sums: appeals, contracts, invitations."""
        without = sum(self.without.values())
        return (
            Sum(
                "appeals",
                self.appeals,
                (self.waiting, without, self.contracts),
            ),
            Sum(
                "contracts",
                self.contracts,
                (self.running, *self.ended.values()),
            ),
            Sum(
                "invitations",
                self.invitations,
                tuple(self.answers.values()),
            ),
        )


def funnel_totals(
    outcomes: Iterable[Outcome], answers: Iterable[InvitationAnswer] = ()
) -> FunnelTotals:
    """Count the outcomes of appeals, one for each, and the answers to invitations."""
    found, asked = list(outcomes), list(answers)
    by_outcome, by_answer = Counter(found), Counter(asked)
    steps = Counter(step_of(outcome) for outcome in found)
    return FunnelTotals(
        appeals=len(found),
        waiting=steps[FunnelStep.WAITING],
        without=MappingProxyType({each: by_outcome[each] for each in WITHOUT_MEDIATION}),
        contracts=steps[FunnelStep.CONTRACT],
        running=by_outcome[Outcome.RUNNING],
        ended=MappingProxyType({each: by_outcome[each] for each in ENDED}),
        invitations=len(asked),
        answers=MappingProxyType({each: by_answer[each] for each in InvitationAnswer}),
    )
