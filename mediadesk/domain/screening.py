"""Screening of an appeal: dated questions of the law, what each answer leads to, whom to refer to.

Questions and referral contacts are data (`resources/law/screening.toml`, `resources/referrals.toml`),
read by somebody else and turned into the classes below. Sources: law on mediation, art. 1 and 25;
Criminal Code, art. 68. A result warns; it never stops anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import Answer, NoticeKind, ScreeningResult
from mediadesk.domain.model import Screening
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind

__all__ = [
    "Contact",
    "Question",
    "Reason",
    "ReferralGroup",
    "ScreeningBook",
    "Verdict",
    "has_minor",
    "newest",
    "referrals_from_toml",
    "screening_from_toml",
    "verdict",
]

_ORDER: Final = (ScreeningResult.GO, ScreeningResult.SAFEGUARDS, ScreeningResult.REFER)
_OF_AGE: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its words, its article, when it is in force and where its answers lead.

    `kinds` empty means every kind of dispute; `with_minor` asks it too when a party is a minor.
    `duty` is the notice that a "yes" obliges to; `groups` name referral contacts.
    """

    code: str
    section: str
    text: Words
    article: Words
    source: str
    edition: str
    since: date | None = None
    until: date | None = None
    kinds: frozenset[DisputeKind] = frozenset()
    with_minor: bool = False
    yes: ScreeningResult = ScreeningResult.GO
    unknown: ScreeningResult = ScreeningResult.GO
    advice: Words = Words("", "")
    groups: tuple[str, ...] = ()
    duty: NoticeKind | None = None

    def is_asked(self, day: date, kind: DisputeKind, *, minor: bool = False) -> bool:
        """Tell whether the question is in force on a day and belongs to a kind of dispute."""
        in_force = (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
        fits = not self.kinds or kind in self.kinds or (minor and self.with_minor)
        return in_force and fits

    def leads(self, answer: Answer) -> ScreeningResult:
        """Say where an answer leads; "no" always leads on."""
        if answer is Answer.YES:
            return self.yes
        return self.unknown if answer is Answer.UNKNOWN else ScreeningResult.GO


@dataclass(frozen=True, slots=True)
class ScreeningBook:
    """All questions with the headings of their sections, of one edition."""

    edition: str
    sections: Mapping[str, Words]
    questions: tuple[Question, ...]

    def asked(self, day: date, kind: DisputeKind, *, minor: bool = False) -> tuple[Question, ...]:
        """Give the questions in force on a day for a kind of dispute, in order."""
        return tuple(q for q in self.questions if q.is_asked(day, kind, minor=minor))

    def find(self, code: str) -> Question | None:
        """Give the question with this code; None if no edition here knows it."""
        return next((q for q in self.questions if q.code == code), None)


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that does not simply lead on."""

    question: Question
    answer: Answer
    leads: ScreeningResult


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the answers lead, why, and which questions nobody has answered yet."""

    result: ScreeningResult
    reasons: tuple[Reason, ...] = ()
    open: tuple[Question, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Name the referral groups that matter, each once, the heaviest reasons first."""
        heavy = sorted(self.reasons, key=lambda r: -_ORDER.index(r.leads))
        return tuple(dict.fromkeys(g for reason in heavy for g in reason.question.groups))

    @property
    def duties(self) -> tuple[Reason, ...]:
        """Give the reasons that oblige to a notice: answered with "yes"."""
        return tuple(r for r in self.reasons if r.answer is Answer.YES and r.question.duty)

    def advice(self, lang: str) -> str:
        """Give what is to be seen to, one line for each reason, each line once."""
        lines = (reason.question.advice.of(lang) for reason in self.reasons)
        return "\n".join(dict.fromkeys(line for line in lines if line))


def verdict(questions: Iterable[Question], answers: Mapping[str, Answer]) -> Verdict:
    """Work out the result of the answers, by code of the question; the heaviest answer decides.

    What was not asked leaves the question open and weighs nothing.
    """
    reasons, left = [], []
    for question in questions:
        answer = answers.get(question.code)
        if answer is None:
            left.append(question)
            continue
        leads = question.leads(answer)
        if leads is not ScreeningResult.GO or (question.duty and answer is Answer.YES):
            reasons.append(Reason(question, answer, leads))
    result = max((r.leads for r in reasons), key=_ORDER.index, default=ScreeningResult.GO)
    return Verdict(result, tuple(reasons), tuple(left))


def newest(screenings: Iterable[Screening]) -> Screening | None:
    """Give the screening that counts: the one of the latest day, of these the last entered."""
    return max(screenings, key=lambda s: (s.decided_on, s.id), default=None)


def has_minor(file: CaseFile, day: date) -> bool:
    """Tell whether a party of the case is younger than 18 on a day, as far as it is entered."""
    born = (p.person.born_on for p in file.parties if p.person is not None)
    return any(_age(each, day) < _OF_AGE for each in born if each is not None)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def screening_from_toml(table: Mapping[str, Any]) -> ScreeningBook:
    """Make the questions from the parsed `resources/law/screening.toml`.

    KeyError or ValueError where the file lacks a key or holds an unknown code.
    """
    sections = {row["code"]: _words(row) for row in table["section"]}
    questions = tuple(_question(row, table) for row in table["question"])
    for question in questions:
        sections[question.section]  # KeyError names a section that is not there
    return ScreeningBook(str(table["edition"]), MappingProxyType(sections), questions)


def _words(row: Mapping[str, Any], stem: str = "") -> Words:
    return Words(str(row[f"{stem}ru"]).strip(), str(row[f"{stem}kk"]).strip())


def _question(row: Mapping[str, Any], table: Mapping[str, Any]) -> Question:
    has_advice = "advice_ru" in row
    return Question(
        code=row["code"],
        section=row["section"],
        text=_words(row),
        article=_words(row, "article_"),
        source=row.get("source", table["source"]),
        edition=str(row.get("edition", table["edition"])),
        since=_day(row.get("in_force_from")),
        until=_day(row.get("in_force_to")),
        kinds=frozenset(DisputeKind(kind) for kind in row.get("kinds", ())),
        with_minor=bool(row.get("with_minor", False)),
        yes=ScreeningResult(row.get("yes", "go")),
        unknown=ScreeningResult(row.get("unknown", "go")),
        advice=_words(row, "advice_") if has_advice else Words("", ""),
        groups=tuple(row.get("groups", ())),
        duty=NoticeKind(row["duty"]) if "duty" in row else None,
    )


def _day(value: Any) -> date | None:
    """Read a day, written as a date or as text."""
    return date.fromisoformat(str(value)) if value else None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where somebody can be referred to; the centre fills in telephone and address."""

    name: Words
    phone: str = ""
    address: Words = Words("", "")
    note: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class ReferralGroup:
    """Contacts for one need, with what they can do."""

    code: str
    title: Words
    what: Words
    contacts: tuple[Contact, ...] = ()


def referrals_from_toml(table: Mapping[str, Any]) -> Mapping[str, ReferralGroup]:
    """Make the referral contacts, by code of their group, from `resources/referrals.toml`.

    KeyError where the file lacks a key.
    """
    return {
        row["code"]: ReferralGroup(
            code=row["code"],
            title=_words(row),
            what=_words(row, "what_"),
            contacts=tuple(_contact(each) for each in row.get("contact", ())),
        )
        for row in table["group"]
    }


def _contact(row: Mapping[str, Any]) -> Contact:
    def both(stem: str) -> Words:
        return Words(str(row.get(f"{stem}_ru", "")), str(row.get(f"{stem}_kk", "")))

    return Contact(_words(row, "name_"), str(row.get("phone", "")), both("address"), both("note"))
