"""Doubtful data that a report should not go out with: a warning before sending, never a block.

The rules and their words are data (resources/doubts.toml): a rule names a test of this module.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import UNKNOWN
from mediadesk.domain.types import CaseId, CaseState, DisputeKind, Outcome
from mediadesk.errors import Code, WorldTrouble

__all__ = ["TESTS", "CaseFacts", "Doubt", "DoubtRule", "find_doubts", "parse_doubts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the tests want to know of a case beyond its statistics; counts of records."""

    claim_cents: int | None = None
    claim_currency: str = ""
    rate_e4: int | None = None
    signed: int = 0
    drafts: int = 0
    obligations: int = 0
    undated: int = 0
    last_session: date | None = None
    first_session: date | None = None


_NOTHING: Final = CaseFacts()
_ENDED_BY_CONTRACT: Final = frozenset(
    {Outcome.AGREEMENT, Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.STOPPED, Outcome.EXPIRED}
)


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """A rule of the list: its code, its test with a parameter, its words, its advice."""

    code: str
    test: str
    words: Words
    advice: Words
    times: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a rule found: the cases, by number."""

    rule: DoubtRule
    cases: tuple[CaseId, ...]
    numbers: tuple[str, ...]


def parse_doubts(raw: Mapping[str, Any]) -> tuple[DoubtRule, ...]:
    """Read resources/doubts.toml; WorldTrouble(RESOURCE_BAD) for a test that is not there."""
    try:
        rules = tuple(
            DoubtRule(
                code=str(rule["code"]),
                test=str(rule["test"]),
                words=Words(str(rule["name_ru"]), str(rule["name_kk"])),
                advice=Words(str(rule["advice_ru"]), str(rule["advice_kk"])),
                times=int(rule.get("times", 0)),
            )
            for rule in raw["rule"]
        )
        for rule in rules:
            TESTS[rule.test]
    except (KeyError, ValueError, TypeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name="doubts.toml") from error
    return rules


def find_doubts(
    rules: Iterable[DoubtRule],
    rows: Iterable[StatRow],
    facts: Mapping[CaseId, CaseFacts],
    today: date,
) -> tuple[Doubt, ...]:
    """Give what the rules find in the counted cases, in the order of the rules."""
    cases = tuple(rows)
    claims = [row.claim_tiyn for row in cases if row.claim_tiyn]
    middle = int(median(claims)) if claims else 0
    found = []
    for rule in rules:
        test = TESTS[rule.test]
        about = _About(today, middle, rule.times)
        hits = [row for row in cases if test(row, facts.get(row.id, _NOTHING), about)]
        if hits:
            found.append(Doubt(rule, tuple(r.id for r in hits), tuple(r.number for r in hits)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _About:
    """What a test may look at beside the case: the day, the middle claim, the rule's parameter."""

    today: date
    middle: int
    times: int


_Test = Callable[[StatRow, CaseFacts, _About], bool]


def _no_kind(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.kind is DisputeKind.OTHER


def _no_region(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.region in ("", UNKNOWN)


def _no_topic(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.topic in ("", UNKNOWN)


def _no_language(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.language is None and row.contract_on is not None


def _no_mediator(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return not row.mediator and row.contract_on is not None


def _no_currency(row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    """A sum in foreign money without its currency or rate, so that the tenge are not known."""
    if facts.claim_cents is None:
        return False
    return not facts.claim_currency or not facts.rate_e4 or row.claim_tiyn is None


def _agreement_without_end(row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    return facts.signed > 0 and row.ended_on is None and not row.is_partial


def _closed_without_end(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.state is CaseState.CLOSED and row.ended_on is None


def _end_without_agreement(row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    return row.outcome is Outcome.AGREEMENT and facts.signed == 0


def _session_after_end(row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    last = facts.last_session
    return row.ended_on is not None and last is not None and last > row.ended_on


def _session_before_contract(row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    first = facts.first_session
    return row.contract_on is not None and first is not None and first < row.contract_on


def _ended_without_contract(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.outcome in _ENDED_BY_CONTRACT and row.contract_on is None


def _ends_early(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    starts = max(row.received_on, row.contract_on or row.received_on)
    return row.ended_on is not None and row.ended_on < starts


def _closed_undecided(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.state is CaseState.CLOSED and row.outcome in (Outcome.WAITING, Outcome.RUNNING)


def _contract_undecided(row: StatRow, _facts: CaseFacts, about: _About) -> bool:
    """Run longer than `times` days without an end."""
    if row.contract_on is None or row.ended_on is not None:
        return False
    return (about.today - row.contract_on).days > about.times


def _undated_obligation(_row: StatRow, facts: CaseFacts, _about: _About) -> bool:
    return facts.undated > 0


def _claim_far_above(row: StatRow, _facts: CaseFacts, about: _About) -> bool:
    """More than `times` times the middle claim of the counted cases."""
    claim = row.claim_tiyn or 0
    return about.middle > 0 and about.times > 0 and claim > about.middle * about.times


def _settled_over(row: StatRow, _facts: CaseFacts, _about: _About) -> bool:
    return row.claim_tiyn is not None and (row.settled_tiyn or 0) > row.claim_tiyn


def _in_future(row: StatRow, _facts: CaseFacts, about: _About) -> bool:
    days = (row.received_on, row.contract_on, row.ended_on)
    return any(day is not None and day > about.today for day in days)


TESTS: Final[Mapping[str, _Test]] = MappingProxyType(
    {
        "no_kind": _no_kind,
        "no_region": _no_region,
        "no_topic": _no_topic,
        "no_language": _no_language,
        "no_mediator": _no_mediator,
        "no_currency": _no_currency,
        "agreement_without_end": _agreement_without_end,
        "closed_without_end": _closed_without_end,
        "end_without_agreement": _end_without_agreement,
        "session_after_end": _session_after_end,
        "session_before_contract": _session_before_contract,
        "ended_without_contract": _ended_without_contract,
        "ends_early": _ends_early,
        "closed_undecided": _closed_undecided,
        "contract_undecided": _contract_undecided,
        "undated_obligation": _undated_obligation,
        "claim_far_above": _claim_far_above,
        "settled_over": _settled_over,
        "in_future": _in_future,
    }
)
"""The tests a rule of the list may name."""
