"""How a mediation ends (law on mediation, art. 26): grounds, their days, the notices that are due.

Grounds and notices are data: `resources/law/ends.toml`, read by somebody else and turned into
`Ends` by `ends_from_toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ApprovalDecision, NoticeKind
from mediadesk.domain.model import Approval, Notice
from mediadesk.domain.types import CaseState, DisputeKind, Outcome, Stage
from mediadesk.domain.workdays import words

if TYPE_CHECKING:
    from mediadesk.domain.rows import CaseFile

__all__ = [
    "DueNotice",
    "EndDay",
    "Ends",
    "Ground",
    "Moment",
    "NoticeRule",
    "due_notices",
    "ends_from_toml",
    "is_refused",
    "proposed_end",
]


class EndDay(StrEnum):
    """Which day a ground makes the day of the end."""

    SIGNING = "signing"
    EXPIRY = "expiry"
    TOLD = "told"


class Moment(StrEnum):
    """After what a notice is due."""

    CONTRACT = "contract"
    EXTENSION = "extension"
    AGREEMENT = "agreement"
    OTHER_END = "other_end"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of art. 26(1): its article, what it says, and what must be entered with it.

    `on_demand`: a party may demand a notice of termination with the reason (art. 26(2)).
    """

    outcome: Outcome
    code: str
    day: EndDay
    article: Words
    text: Words
    needs_note: bool = False
    on_demand: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A duty to send a notice after a moment, in cases of these kinds and stages (empty: any)."""

    kind: NoticeKind
    after: Moment
    article: Words
    text: Words
    kinds: frozenset[DisputeKind] = frozenset()
    stages: frozenset[Stage] = frozenset()

    def fits(self, file: CaseFile) -> bool:
        """Say whether a case is of the kinds and at the stages of this duty."""
        case = file.case
        is_kind = not self.kinds or case.kind in self.kinds
        return is_kind and (not self.stages or case.stage in self.stages)


@dataclass(frozen=True, slots=True)
class Ends:
    """The grounds by outcome, and the duties to send notices in their order."""

    grounds: Mapping[Outcome, Ground]
    notices: tuple[NoticeRule, ...] = ()

    def ground(self, outcome: Outcome | None) -> Ground | None:
        """Give the ground behind an outcome; None for an appeal that led to no mediation."""
        return self.grounds.get(outcome) if outcome is not None else None


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice that is due since a day, and the record of it, if it was sent."""

    rule: NoticeRule
    since: date
    sent: Notice | None = None


def proposed_end(
    ground: Ground | None, file: CaseFile, expires_on: date | None, today: date
) -> date:
    """Propose the day of the end by its ground: of signing, of expiry, else today (art. 26(1))."""
    agreement = file.signed[-1] if file.signed else file.agreement
    if ground is None:
        return today
    if ground.day is EndDay.SIGNING and agreement is not None and agreement.signed_on is not None:
        return agreement.signed_on
    if ground.day is EndDay.EXPIRY and expires_on is not None:
        return expires_on
    return today


def due_notices(file: CaseFile, ends: Ends) -> tuple[DueNotice, ...]:
    """List the notices the law asks for in this case so far, each with its record, if any.

    Arts. 23(2) to 23(4), 24(6), 25-1, 27(5), 27(7). A record counts if it is of the same kind and
    not older than what it tells of.
    """
    found = []
    for moment, since in _moments(file):
        fitting = (rule for rule in ends.notices if rule.after is moment and rule.fits(file))
        rule = next(fitting, None)
        if rule is not None:
            sent = (n for n in file.all(Notice) if n.kind is rule.kind and n.sent_on >= since)
            found.append(DueNotice(rule, since, next(sent, None)))
    return tuple(found)


def _moments(file: CaseFile) -> Iterator[tuple[Moment, date]]:
    """Name what has happened in a case that a notice may be due after, with its day."""
    contract, case = file.contract, file.case
    if contract is None:
        return
    yield Moment.CONTRACT, contract.concluded_on
    if contract.extended_days:
        yield Moment.EXTENSION, contract.extended_on or contract.concluded_on
    if case.state is CaseState.CLOSED and case.ended_on is not None:
        is_agreed = case.outcome is Outcome.AGREEMENT
        yield Moment.AGREEMENT if is_agreed else Moment.OTHER_END, case.ended_on


def is_refused(file: CaseFile) -> bool:
    """Say whether the newest decision on the agreement refused its approval."""
    decided = [a for a in file.all(Approval) if a.decision is not ApprovalDecision.WAITING]
    decided.sort(key=lambda each: (each.decided_on or each.submitted_on, each.id))
    return bool(decided) and decided[-1].decision is ApprovalDecision.REFUSED


def ends_from_toml(table: Mapping[str, Any]) -> Ends:
    """Return grounds and notices from the parsed `resources/law/ends.toml`.

    KeyError or ValueError where the file lacks a key or has an unknown code: a mistake in our data.
    """
    grounds = {}
    for row in table["ground"]:
        outcome = Outcome(row["outcome"])
        grounds[outcome] = Ground(
            outcome,
            row["code"],
            EndDay(row["day"]),
            words(row, "article"),
            words(row, "text"),
            needs_note=row.get("needs_note", False),
            on_demand=row.get("on_demand", False),
        )
    return Ends(MappingProxyType(grounds), tuple(_notice(row) for row in table.get("notice", ())))


def _notice(row: Mapping[str, Any]) -> NoticeRule:
    return NoticeRule(
        NoticeKind(row["kind"]),
        Moment(row["after"]),
        words(row, "article"),
        words(row, "text"),
        kinds=frozenset(DisputeKind(code) for code in row.get("kinds", ())),
        stages=frozenset(Stage(code) for code in row.get("stages", ())),
    )
