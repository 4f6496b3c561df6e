"""Terms of the law: the end of a term and why it ends there; see `workdays` for the calendar.

Days and articles are data, edition by edition: see `law_terms`. Terms run from the next day (Civil Code art. 173),
calendar days are counted straight through, a month ends on the same number (art. 174), and a term
that ends on a day off ends on the next working day (art. 175).
"""

from __future__ import annotations

import calendar as month_table
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from mediadesk.domain.bilingual import Words
from mediadesk.domain.law_terms import LawRule, LawTerms, law_terms_from_toml
from mediadesk.domain.workdays import (
    Calendar,
    DayKind,
    DayOff,
    calendar_from_toml,
    is_working_day,
    next_working_day,
)
from mediadesk.marks import N_

__all__ = [
    "STEP_TEXTS",
    "Calendar",
    "DayKind",
    "DayOff",
    "LawRule",
    "LawTerms",
    "Step",
    "StepCode",
    "Term",
    "add_calendar_days",
    "add_months",
    "add_working_days",
    "calendar_from_toml",
    "invitation_term",
    "is_working_day",
    "law_terms_from_toml",
    "mediation_term",
    "next_working_day",
    "rule_term",
]

_MONTHS: Final = 12


class StepCode(StrEnum):
    """One step in the explanation of a term."""

    EVENT = "event"
    EDITION = "edition"
    FIRST_DAY = "first_day"
    DAYS = "days"
    EXTENDED = "extended"
    MONTHS = "months"
    WORKING_DAYS = "working_days"
    PROCESS = "process"
    OVER_LIMIT = "over_limit"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    MOVED = "moved"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    END = "end"


STEP_TEXTS: Final[dict[StepCode, str]] = {
    StepCode.EVENT: N_("The term is counted from %(day)s: %(article)s (edition of %(edition)s)"),
    StepCode.EDITION: N_("No edition in force on %(day)s is known: the nearest one is taken"),
    StepCode.FIRST_DAY: N_("Its first day is the next day, %(day)s: %(article)s"),
    StepCode.DAYS: N_("Calendar days: %(days)s, the last one is %(day)s"),
    StepCode.EXTENDED: N_("Extended by days: %(days)s, the last one is %(day)s"),
    StepCode.MONTHS: N_("Months: %(months)s, the last day is %(day)s: %(article)s"),
    StepCode.WORKING_DAYS: N_("Working days: %(days)s, the last one is %(day)s"),
    StepCode.PROCESS: N_("The term of the proceedings runs on all the same: %(article)s"),
    StepCode.OVER_LIMIT: N_("This is more than the law allows, %(limit)s days: %(article)s"),
    StepCode.WEEKEND: N_("%(day)s is a weekend"),
    StepCode.DAY_OFF: N_("%(day)s is a day off: %(name)s"),
    StepCode.MOVED: N_("The term ends on the next working day, %(day)s: %(article)s"),
    StepCode.UNCONFIRMED: N_("The calendar of %(year)s is not confirmed yet: check the days off"),
    StepCode.DISPUTED: N_("Sources disagree on whether %(day)s is a day off: check it"),
    StepCode.END: N_("Last day of the term: %(day)s"),
}

StepValue: TypeAlias = date | int | Words


@dataclass(frozen=True, slots=True)
class Step:
    """A code of `STEP_TEXTS` with its values; dates and words are put into words by the reader."""

    code: StepCode
    params: Mapping[str, StepValue]

    def values(self, lang: str) -> dict[str, date | int | str]:
        """Return the values for the text of this step, bilingual ones in `lang`."""
        return {
            name: value.of(lang) if isinstance(value, Words) else value
            for name, value in self.params.items()
        }


@dataclass(frozen=True, slots=True)
class Term:
    """A counted term: its plain last day, the day it really ends, and the reasons."""

    start: date
    days: int
    rule: str
    raw_end: date
    end_on: date
    articles: tuple[Words, ...]
    calendar_confirmed: bool
    over_limit: bool
    steps: tuple[Step, ...]

    @property
    def is_moved(self) -> bool:
        """Say whether days off moved the end."""
        return self.end_on != self.raw_end


def add_calendar_days(start: date, n: int) -> date:
    """Return the last day of `n` calendar days counted from the day after `start` (art. 173)."""
    return start + timedelta(days=n)


def add_months(start: date, n: int) -> date:
    """Return the last day of `n` months from `start`: the same number or the month's last (174)."""
    months = start.year * _MONTHS + start.month - 1 + n
    year, month = divmod(months, _MONTHS)
    last = month_table.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def add_working_days(start: date, n: int, calendar: Calendar) -> date:
    """Return the last of `n` working days counted from the day after `start`."""
    day = start
    for _ in range(n):
        day = next_working_day(day + timedelta(days=1), calendar)
    return day


def mediation_term(
    contract_on: date,
    days: int,
    extended_days: int,
    calendar: Calendar,
    law: LawTerms,
    rule: str = "mediation",
) -> Term:
    """Return the term of a mediation: days of the contract and days of its extension.

    Mediation law arts. 20(9), 23(1), 23(2), 24(4): `LawTerms.mediation_rule` names the one. A
    longer term is counted all the same and says that it is over the limit.
    """
    return _days_term(
        law.rule(rule, contract_on), contract_on, (days, extended_days), calendar, law
    )


def invitation_term(sent_on: date, days: int, calendar: Calendar, law: LawTerms) -> Term:
    """Return the term to answer an offer of mediation (art. 20(6): 10 days or another fair term)."""
    return _days_term(law.rule("invitation", sent_on), sent_on, (days, 0), calendar, law)


def rule_term(
    code: str, start: date, calendar: Calendar, law: LawTerms, days: int | None = None
) -> Term:
    """Return the term of any rule from a day; `days` take the place of the rule's own.

    KeyError where the data has no such rule.
    """
    rule = law.rule(code, start)
    if rule.base_days:
        return _days_term(rule, start, (rule.base_days if days is None else days, 0), calendar, law)
    if rule.working_days:
        return _working_term(
            rule, start, rule.working_days if days is None else days, calendar, law
        )
    raw_end = add_months(start, rule.months)
    steps = _beginning(rule, start)
    facts: dict[str, StepValue] = {"months": rule.months, "day": raw_end}
    steps.append(Step(StepCode.MONTHS, {**facts, "article": law.month_article}))
    articles = [rule.article, law.month_article]
    return _ended(_Count(rule, start, raw_end, steps, articles), calendar, law)


def _beginning(rule: LawRule, start: date) -> list[Step]:
    """Say from which day a term is counted, by which article in which edition."""
    facts: dict[str, StepValue] = {"day": start, "article": rule.article, "edition": rule.edition}
    steps = [Step(StepCode.EVENT, facts)]
    if not rule.is_in_force(start):
        steps.append(Step(StepCode.EDITION, {"day": start}))
    return steps


def _working_term(rule: LawRule, start: date, days: int, calendar: Calendar, law: LawTerms) -> Term:
    """Count a term of working days: it never ends on a day off, unless it has no days at all."""
    raw_end = add_working_days(start, days, calendar)
    steps = _beginning(rule, start)
    first = add_calendar_days(start, 1)
    steps.append(Step(StepCode.FIRST_DAY, {"day": first, "article": law.start_article}))
    steps.append(Step(StepCode.WORKING_DAYS, {"days": days, "day": raw_end}))
    articles = [rule.article, law.start_article]
    return _ended(_Count(rule, start, raw_end, steps, articles, looked_from=first), calendar, law)


def _days_term(
    rule: LawRule, start: date, spans: tuple[int, int], calendar: Calendar, law: LawTerms
) -> Term:
    """Count a term of calendar days: (base, extension)."""
    days, extended_days = spans
    base_end = add_calendar_days(start, days)
    raw_end = add_calendar_days(base_end, extended_days)
    first = add_calendar_days(start, 1)
    steps = _beginning(rule, start)
    steps.append(Step(StepCode.FIRST_DAY, {"day": first, "article": law.start_article}))
    steps.append(Step(StepCode.DAYS, {"days": days, "day": base_end}))
    if extended_days:
        steps.append(Step(StepCode.EXTENDED, {"days": extended_days, "day": raw_end}))
    over_limit = bool(rule.limit_days) and days + extended_days > rule.limit_days
    if over_limit:
        limit: dict[str, StepValue] = {"limit": rule.limit_days, "article": rule.article}
        steps.append(Step(StepCode.OVER_LIMIT, limit))
    if rule.is_within_process:
        steps.append(Step(StepCode.PROCESS, {"article": rule.article}))
    articles = [rule.article, law.start_article]
    count = _Count(rule, start, raw_end, steps, articles, over_limit=over_limit)
    return _ended(count, calendar, law)


@dataclass(frozen=True, slots=True)
class _Count:
    """A term counted straight through, before days off are looked at."""

    rule: LawRule
    start: date
    raw_end: date
    steps: list[Step]
    articles: list[Words]
    over_limit: bool = False
    looked_from: date | None = None
    """First day that the calendar was asked about; the plain end where it is None."""


def _ended(count: _Count, calendar: Calendar, law: LawTerms) -> Term:
    """Move the end off days off and finish the explanation."""
    end_on = next_working_day(count.raw_end, calendar)
    steps, articles = count.steps, count.articles
    if end_on != count.raw_end:
        steps.extend(_reasons(count.raw_end, end_on, calendar))
        steps.append(Step(StepCode.MOVED, {"day": end_on, "article": law.move_article}))
        articles.append(law.move_article)
    first = min(count.looked_from or count.raw_end, count.raw_end)
    steps.extend(_doubts(first, end_on, calendar))
    steps.append(Step(StepCode.END, {"day": end_on}))
    return Term(
        start=count.start,
        days=(count.raw_end - count.start).days,
        rule=count.rule.code,
        raw_end=count.raw_end,
        end_on=end_on,
        articles=tuple(articles),
        calendar_confirmed=calendar.confirmed(first, end_on),
        over_limit=count.over_limit,
        steps=tuple(steps),
    )


def _days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` up to, not including, `last`."""
    while first < last:
        yield first
        first += timedelta(days=1)


def _reasons(first: date, end_on: date, calendar: Calendar) -> Iterator[Step]:
    """Say of every day that the end was moved over why it does not count."""
    for day in _days_between(first, end_on):
        known = calendar.days_off.get(day)
        if known is None:
            yield Step(StepCode.WEEKEND, {"day": day})
        else:
            yield Step(StepCode.DAY_OFF, {"day": day, "name": known.name})


def _doubts(first: date, end_on: date, calendar: Calendar) -> Iterator[Step]:
    """Say which years are not confirmed and which days the sources disagree on."""
    for year in range(first.year, end_on.year + 1):
        if year not in calendar.confirmed_years:
            yield Step(StepCode.UNCONFIRMED, {"year": year})
    for day in sorted(calendar.disputed):
        if first <= day <= end_on:
            yield Step(StepCode.DISPUTED, {"day": day})
