"""Steps open to the injured side when an agreement is not performed, as dated data of the law.

The texts, articles and thresholds are data (`resources/law/performance.toml`, `mci.toml`); here it
is only told which step fits a case and why. Guidance, not legal advice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ApprovalBody, ApprovalDecision
from mediadesk.domain.proceedings import Approval
from mediadesk.domain.types import OrganisationKind, Tiyn

__all__ = [
    "Fit",
    "Guidance",
    "OpenStep",
    "Step",
    "When",
    "guidance_from_toml",
    "is_legal_entity",
    "open_steps",
]

_TENGE = 100


class When(StrEnum):
    """Condition under which a step is open."""

    ALWAYS = "always"
    MONEY = "money"
    NOTARY = "notary"
    COURT = "court"


class Fit(StrEnum):
    """Whether a step fits the case, and why."""

    OPEN = "open"
    BELOW = "below"
    ABOVE = "above"
    NO_SUM = "no_sum"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    CERTIFIED = "certified"
    NOT_CERTIFIED = "not_certified"

    @property
    def is_open(self) -> bool:
        """Tell whether the step can be taken; above the threshold it is open with proof of debt only."""
        return self in (Fit.OPEN, Fit.BELOW, Fit.APPROVED, Fit.CERTIFIED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the data gives it."""

    code: str
    when: When
    title: Words
    text: Words
    article: Words


@dataclass(frozen=True, slots=True)
class Guidance:
    """All steps with their warning, thresholds in MCI, MCI in tenge by year, months of follow-ups."""

    source: Words = Words("", "")
    edition: str = ""
    warning: Words = Words("", "")
    steps: tuple[Step, ...] = ()
    legal_entity_mci: int = 0
    other_mci: int = 0
    threshold_source: str = ""
    months: tuple[int, ...] = ()
    mci: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def mci_of(self, year: int) -> tuple[int, int] | None:
        """Give the year whose index is used and the index in tenge: this year's or the newest before."""
        known = [each for each in self.mci if each <= year]
        return (max(known), self.mci[max(known)]) if known else None

    def threshold(self, on: date, *, is_entity: bool) -> Tiyn | None:
        """Give the threshold of the simplified procedure on a day; None if no index is known."""
        found = self.mci_of(on.year)
        if found is None:
            return None
        indices = self.legal_entity_mci if is_entity else self.other_mci
        return Tiyn(indices * found[1] * _TENGE)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step judged for a case: whether it fits, what is owed, and the threshold where one counts."""

    step: Step
    fit: Fit
    owed: Tiyn | None = None
    limit: Tiyn | None = None
    year: int = 0


def guidance_from_toml(raw: Mapping[str, Any], mci: Mapping[str, Any]) -> Guidance:
    """Read performance.toml and mci.toml; KeyError or ValueError if they make no sense."""
    months = tuple(sorted({int(each) for each in raw["follow_up"]["months"]}))
    if any(each < 1 for each in months):
        raise ValueError(months)
    return Guidance(
        source=Words(str(raw["source"]), str(raw.get("source_kk", raw["source"]))),
        edition=str(raw["edition"]),
        warning=_words(raw["warning"]),
        steps=tuple(
            Step(
                str(row["code"]),
                When(row["when"]),
                _words(row["title"]),
                _words(row["text"]),
                _words(row["article"]),
            )
            for row in raw["step"]
        ),
        legal_entity_mci=int(raw["threshold"]["legal_entity"]),
        other_mci=int(raw["threshold"]["other"]),
        threshold_source=str(raw["threshold"]["source"]),
        months=months,
        mci=MappingProxyType({int(year): int(sum_) for year, sum_ in mci["years"].items()}),
    )


def _words(raw: Mapping[str, Any]) -> Words:
    return Words(str(raw["ru"]), str(raw["kk"]))


def is_legal_entity(kinds: Iterable[OrganisationKind | None]) -> bool:
    """Tell whether the debtors count as legal entities: all of them; None stands for a person.

    Where a citizen or a sole trader is among them the lower threshold is taken, to be safe.
    """
    known = tuple(kinds)
    low = (None, OrganisationKind.SOLE_TRADER)
    return bool(known) and all(kind not in low for kind in known)


def open_steps(
    guidance: Guidance,
    owed: Tiyn | None,
    *,
    is_entity: bool,
    approvals: Iterable[Approval],
    today: date,
) -> tuple[OpenStep, ...]:
    """Judge every step for a claim of `owed` (None: not about money) against the debtor's kind.

    GPK ch. 21-1: up to 2000 MCI for legal entities, 1000 MCI for sole traders and citizens, by the
    data. Steps that fit come first, in the order of the data.
    """
    done = {each.body for each in approvals if each.decision is ApprovalDecision.APPROVED}
    limit = guidance.threshold(today, is_entity=is_entity)
    used = guidance.mci_of(today.year)
    fits = {
        When.ALWAYS: Fit.OPEN,
        When.COURT: Fit.APPROVED if ApprovalBody.COURT in done else Fit.NOT_APPROVED,
        When.NOTARY: Fit.CERTIFIED if ApprovalBody.NOTARY in done else Fit.NOT_CERTIFIED,
        When.MONEY: _money(owed, limit),
    }
    found = [
        OpenStep(
            step,
            fits[step.when],
            owed,
            limit if step.when is When.MONEY else None,
            used[0] if used and step.when is When.MONEY else 0,
        )
        for step in guidance.steps
    ]
    return tuple(sorted(found, key=lambda each: not each.fit.is_open))


def _money(owed: Tiyn | None, limit: Tiyn | None) -> Fit:
    if not owed or limit is None:
        return Fit.NO_SUM
    return Fit.BELOW if owed <= limit else Fit.ABOVE
