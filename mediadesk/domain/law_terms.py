"""Terms of the law as dated data: what `resources/law/terms.toml` says, edition by edition.

A rule may stand there several times with different days of force. The edition in force on the day
a term starts is the one it is counted by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DisputeKind, Stage
from mediadesk.domain.workdays import words

__all__ = ["Applies", "LawRule", "LawTerms", "law_terms_from_toml"]


@dataclass(frozen=True, slots=True)
class LawRule:
    """One edition of one term of the law: how long, how far it may be extended, where it stands.

    Exactly one of `base_days`, `working_days` and `months` is not 0. `event` says in words what the
    term is counted from, `duty` what must be done beside it; `is_offered` puts it into the list of
    terms that are entered by hand.
    """

    code: str
    article: Words
    source: str
    edition: date
    base_days: int = 0
    extension_days: int = 0
    limit_days: int = 0
    months: int = 0
    working_days: int = 0
    in_force_from: date = date.min
    in_force_to: date = date.max
    title: Words = Words("", "")
    event: Words = Words("", "")
    duty: Words = Words("", "")
    warn_days: int = 0
    is_offered: bool = False
    is_within_process: bool = False
    """The term of the proceedings runs on (art. 24(4))."""

    def is_in_force(self, day: date) -> bool:
        """Say whether this edition is in force on a day; both its days belong to it."""
        return self.in_force_from <= day <= self.in_force_to


@dataclass(frozen=True, slots=True)
class Applies:
    """Which rule the term of a mediation follows; an empty list of kinds or stages means any."""

    rule: str
    kinds: frozenset[DisputeKind] = frozenset()
    stages: frozenset[Stage] = frozenset()

    def fits(self, kind: DisputeKind, stage: Stage) -> bool:
        """Say whether a case of this kind and stage follows the rule."""
        return (not self.kinds or kind in self.kinds) and (not self.stages or stage in self.stages)


@dataclass(frozen=True, slots=True)
class LawTerms:
    """The terms of the law by code, every edition of them by date, and the articles on counting."""

    editions: Mapping[str, tuple[LawRule, ...]]
    start_article: Words
    month_article: Words
    move_article: Words
    warn_days: int = 0
    applies: tuple[Applies, ...] = field(default=())

    def rule(self, code: str, on: date | None = None) -> LawRule:
        """Return the edition of a rule in force on a day, without a day the newest.

        Where no edition was in force, the nearest one; KeyError where the data has no such rule.
        """
        editions = self.editions[code]
        if on is None:
            return editions[-1]
        in_force = [each for each in editions if each.is_in_force(on)]
        if in_force:
            return in_force[-1]
        earlier = [each for each in editions if each.in_force_to < on]
        return earlier[-1] if earlier else editions[0]

    def knows(self, code: str) -> bool:
        """Say whether there is a rule of this code."""
        return code in self.editions

    def offered(self, on: date) -> tuple[LawRule, ...]:
        """List the rules that are entered by hand, in the edition of a day."""
        found = (self.rule(code, on) for code in self.editions)
        return tuple(each for each in found if each.is_offered)

    def mediation_rule(self, kind: DisputeKind, stage: Stage) -> str:
        """Name the rule of the mediation's own term (arts. 20(9), 23(1), 23(2), 24(4))."""
        return next((each.rule for each in self.applies if each.fits(kind, stage)), "mediation")

    def warn_before(self, code: str, on: date) -> int:
        """Say how many days before its end a term is announced; `code` may be empty."""
        own = self.rule(code, on).warn_days if code in self.editions else 0
        return own or self.warn_days


def law_terms_from_toml(table: Mapping[str, Any]) -> LawTerms:
    """Return the terms of the law from the parsed `resources/law/terms.toml`.

    KeyError or ValueError where the file lacks a key, or two editions of a rule are in force on
    one day: a mistake in our data.
    """
    editions: dict[str, list[LawRule]] = {}
    for row in table["rule"]:
        editions.setdefault(row["code"], []).append(_rule(row))
    ordered = {
        code: tuple(sorted(found, key=lambda rule: rule.in_force_from))
        for code, found in editions.items()
    }
    for code, found in ordered.items():
        for earlier, later in pairwise(found):
            if earlier.in_force_to >= later.in_force_from:
                raise ValueError(code)
    applies = tuple(_applies(row) for row in table.get("applies", ()))
    if any(each.rule not in ordered for each in applies):
        raise KeyError("applies")
    counting = table["counting"]
    return LawTerms(
        MappingProxyType(ordered),
        start_article=words(counting, "start_article"),
        month_article=words(counting, "month_article"),
        move_article=words(counting, "move_article"),
        warn_days=counting.get("warn_days", 0),
        applies=applies,
    )


def _rule(row: Mapping[str, Any]) -> LawRule:
    """Return one edition of a rule."""
    return LawRule(
        code=row["code"],
        article=words(row, "article"),
        source=row["source"],
        edition=date.fromisoformat(str(row["edition"])),
        base_days=row.get("base_days", 0),
        extension_days=row.get("extension_days", 0),
        limit_days=row.get("limit_days", 0),
        months=row.get("months", 0),
        working_days=row.get("working_days", 0),
        in_force_from=row.get("in_force_from", date.min),
        in_force_to=row.get("in_force_to", date.max),
        title=_maybe(row, "title"),
        event=_maybe(row, "event"),
        duty=_maybe(row, "duty"),
        warn_days=row.get("warn_days", 0),
        is_offered=row.get("is_offered", False),
        is_within_process=row.get("is_within_process", False),
    )


def _applies(row: Mapping[str, Any]) -> Applies:
    kinds = frozenset(DisputeKind(code) for code in row.get("kinds", ()))
    return Applies(row["rule"], kinds, frozenset(Stage(code) for code in row.get("stages", ())))


def _maybe(row: Mapping[str, Any], key: str) -> Words:
    return words(row, key) if f"{key}_ru" in row else Words("", "")
