"""What the law wants of a mediator on a day (law on mediation, arts. 9, 14 to 16): pure functions.

Ages, terms and what each kind needs are data (`resources/law/mediators.toml`), dated by edition.
A `Remark` is a finding without its weight; `rules.Rules` gives it one.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SpokenLanguage
from mediadesk.domain.people import Mediator
from mediadesk.domain.types import Labelled, MediatorKind, ProcessLanguage
from mediadesk.marks import N_

__all__ = [
    "TEXTS",
    "MediatorLaw",
    "MediatorLaws",
    "MediatorState",
    "Remark",
    "Wanted",
    "gaps",
    "mediator_laws_from_toml",
    "remarks",
    "speaks",
    "spoken",
    "state_of",
    "suspended_until",
]

_ARTICLE_9 = N_("Law on mediation, art. 9(4)")
_REGISTERS = N_("Law on mediation, art. 14 and 16")

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "mediator_age_missing": (
        N_("The date of birth of the mediator is not entered"),
        N_("Law on mediation, art. 9(3) and 9(4)"),
    ),
    "mediator_too_young": (
        N_("A mediator of this kind must be at least %(years)s years old"),
        N_("Law on mediation, art. 9(3) and 9(4)"),
    ),
    "degree_missing": (N_("The mediator's higher education is not entered"), _ARTICLE_9),
    "certificate_missing": (
        N_("The certificate of the professional mediator is not entered"),
        _ARTICLE_9,
    ),
    "certificate_over": (N_("The mediator's certificate was valid until %(day)s"), _ARTICLE_9),
    "certificate_ending": (N_("The mediator's certificate ends on %(day)s"), _ARTICLE_9),
    "register_missing": (N_("The mediator's entry in the register is not entered"), _REGISTERS),
    "election_missing": (
        N_("The election of the public mediator is not entered"),
        N_("Law on mediation, art. 15"),
    ),
    "clean_record_missing": (
        N_("The no-conviction certificate of the mediator is not entered"),
        N_("Law on mediation, art. 9(7) and 14"),
    ),
    "medical_missing": (
        N_("The medical certificates of the mediator are not entered"),
        N_("Law on mediation, art. 14"),
    ),
    "mediator_suspended": (N_("The mediator is suspended until %(day)s"), _REGISTERS),
    "mediator_left": (N_("The mediator left the register on %(day)s"), _REGISTERS),
}
"""What to say (a message id with named places) and the article it stands on, by code."""


class MediatorState(Labelled):
    """Where a mediator stands on a day."""

    ACTIVE = "active", N_("Takes cases")
    RESTING = "resting", N_("Takes no new cases")
    SUSPENDED = "suspended", N_("Suspended")
    CERTIFICATE_OVER = "certificate_over", N_("Certificate is over")
    LEFT = "left", N_("Left the register")


class _Need(StrEnum):
    DEGREE = "degree"
    CERTIFICATE = "certificate"
    REGISTER = "register"
    ELECTED = "elected"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the law wants of one kind of mediator; `least_age` in years, 0 for none.

    The register enters or refuses within `entry_days` calendar days, 0 where the law names none.
    """

    least_age: int = 0
    entry_days: int = 0
    needs: frozenset[str] = frozenset()
    is_free: bool = False
    publishes_certificate: bool = False
    about: Words = Words("", "")
    article: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class MediatorLaw:
    """One edition of the law on mediators; terms in months and calendar days."""

    in_force_from: date
    source: str = ""
    edition: str = ""
    suspension_months: int = 0
    warn_days: int = 0
    kinds: Mapping[MediatorKind, Wanted] = field(default_factory=dict)

    def of(self, kind: MediatorKind) -> Wanted:
        """Give what is wanted of a kind; nothing where the data has none."""
        return self.kinds.get(kind, Wanted())


_NOTHING: Final = MediatorLaw(date.min)


@dataclass(frozen=True, slots=True)
class MediatorLaws:
    """All editions, the oldest first."""

    editions: tuple[MediatorLaw, ...] = ()

    def on(self, day: date) -> MediatorLaw:
        """Give the edition in force on a day; the first one before all of them."""
        found = [each for each in self.editions if each.in_force_from <= day]
        return found[-1] if found else next(iter(self.editions), _NOTHING)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed of a mediator: code of `TEXTS`, the field it is `about`, named places."""

    code: str
    about: str
    params: Mapping[str, object] = field(default_factory=dict)


def mediator_laws_from_toml(data: Mapping[str, Any]) -> MediatorLaws:
    """Make the editions from their data; KeyError, ValueError or TypeError where it is damaged."""
    made = [
        MediatorLaw(
            in_force_from=_day(row["in_force_from"]),
            source=row["source"],
            edition=row["edition"],
            suspension_months=int(row["suspension_months"]),
            warn_days=int(row["warn_days"]),
            kinds={MediatorKind(each["code"]): _wanted(each) for each in row["kind"]},
        )
        for row in data["law"]
    ]
    return MediatorLaws(tuple(sorted(made, key=lambda each: each.in_force_from)))


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(type(value).__name__)
    return value


def _wanted(row: Mapping[str, Any]) -> Wanted:
    return Wanted(
        least_age=int(row.get("least_age", 0)),
        entry_days=int(row.get("entry_days", 0)),
        needs=frozenset(need.value for need in _Need if row.get(need.value)),
        is_free=bool(row.get("free_of_charge", False)),
        publishes_certificate=bool(row.get("publish_certificate", False)),
        about=Words(row["about_ru"], row["about_kk"]),
        article=Words(row["article_ru"], row["article_kk"]),
    )


def remarks(mediator: Mediator, on: date, law: MediatorLaw) -> Iterator[Remark]:
    """Say what keeps a mediator from a case on a day, and that the certificate is not entered."""
    if _has_left(mediator, on):
        yield Remark("mediator_left", "left_on", {"day": mediator.left_on})
    elif (until := _suspension(mediator, on, law)) is not None:
        yield Remark("mediator_suspended", "suspended_until", {"day": until})
    least = law.of(mediator.kind).least_age
    if mediator.born_on is not None and _years(mediator.born_on, on) < least:
        yield Remark("mediator_too_young", "born_on", {"years": least})
    yield from _certificate(mediator, on, law)


def gaps(mediator: Mediator, law: MediatorLaw) -> Iterator[Remark]:
    """Say what the entry of a mediator still lacks beside the certificate."""
    wanted = law.of(mediator.kind)
    if wanted.least_age and mediator.born_on is None:
        yield Remark("mediator_age_missing", "born_on")
    if _Need.DEGREE in wanted.needs and not mediator.has_degree:
        yield Remark("degree_missing", "has_degree")
    if _Need.REGISTER in wanted.needs and not (mediator.register_number or mediator.registered_on):
        yield Remark("register_missing", "register_number")
    if _Need.ELECTED in wanted.needs and mediator.elected_on is None:
        yield Remark("election_missing", "elected_on")
    if _Need.PAPERS in wanted.needs:
        if mediator.clean_record_on is None:
            yield Remark("clean_record_missing", "clean_record_on")
        if mediator.medical_on is None:
            yield Remark("medical_missing", "medical_on")


def _certificate(mediator: Mediator, on: date, law: MediatorLaw) -> Iterator[Remark]:
    if _Need.CERTIFICATE not in law.of(mediator.kind).needs:
        return
    until = mediator.certificate_until
    if not mediator.certificate:
        yield Remark("certificate_missing", "certificate")
    if until is not None and until < on:
        yield Remark("certificate_over", "certificate_until", {"day": until})
    elif until is not None and until <= on + timedelta(days=law.warn_days):
        yield Remark("certificate_ending", "certificate_until", {"day": until})


def _years(born_on: date, on: date) -> int:
    """Count the years that are full on a day; who was born on 29 February has them on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _has_left(mediator: Mediator, on: date) -> bool:
    return mediator.left_on is not None and mediator.left_on <= on


def suspended_until(mediator: Mediator, law: MediatorLaw) -> date | None:
    """Give the last day of the suspension: as entered, else the law's months; None for none."""
    start = mediator.suspended_from
    if start is None:
        return None
    if mediator.suspended_until is not None:
        return mediator.suspended_until
    months = start.year * 12 + start.month - 1 + law.suspension_months
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _suspension(mediator: Mediator, on: date, law: MediatorLaw) -> date | None:
    until = suspended_until(mediator, law)
    started = mediator.suspended_from is not None and mediator.suspended_from <= on
    return until if started and until is not None and on <= until else None


def state_of(mediator: Mediator, on: date, law: MediatorLaw) -> MediatorState:
    """Tell where a mediator stands on a day; the heaviest reason wins."""
    if _has_left(mediator, on):
        return MediatorState.LEFT
    if _suspension(mediator, on, law) is not None:
        return MediatorState.SUSPENDED
    if any(each.code == "certificate_over" for each in _certificate(mediator, on, law)):
        return MediatorState.CERTIFICATE_OVER
    return MediatorState.ACTIVE if mediator.is_active else MediatorState.RESTING


def spoken(text: str) -> tuple[SpokenLanguage, ...]:
    """Read the codes of languages, such as "kk, ru"; what is unknown counts as another language."""
    known = {each.value: each for each in SpokenLanguage}
    words = [word.strip().lower() for word in text.replace(";", ",").split(",") if word.strip()]
    found = {known.get(word, SpokenLanguage.OTHER) for word in words}
    return tuple(each for each in SpokenLanguage if each in found)


def speaks(mediator: Mediator, language: ProcessLanguage | None) -> bool | None:
    """Tell whether a mediator speaks the language of a case; None where one of them is unknown."""
    found = spoken(mediator.languages)
    if language is None or not found:
        return None
    if language is ProcessLanguage.BOTH:
        return {SpokenLanguage.KAZAKH, SpokenLanguage.RUSSIAN} <= set(found)
    return SpokenLanguage(language.value) in found
