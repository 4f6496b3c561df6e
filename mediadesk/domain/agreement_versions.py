"""Versions of an agreement as they were saved, and what differs between two of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.clauses import AgreementClause
from mediadesk.domain.fields import specs
from mediadesk.domain.papers import Agreement, Obligation
from mediadesk.domain.types import PartySide
from mediadesk.domain.word_diff import Mark, Run, runs

__all__ = [
    "Line",
    "LineDifference",
    "SaidWords",
    "Version",
    "Versions",
    "compare",
    "lines",
]


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What lines say beside what was typed: the sides, and what is ticked."""

    sides: Mapping[PartySide, Words]
    yes: Words


@dataclass(frozen=True, slots=True)
class Version:
    """The agreement as one entry of the journal left it."""

    seq: int
    at: str
    operator: str
    command: str
    agreement: Agreement
    obligations: tuple[Obligation, ...]
    clauses: tuple[AgreementClause, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One clause or term of a version: a name that stays the same, and its texts."""

    name: str
    text: Words


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line in both columns, word by word, from the older version to the newer."""

    name: str
    ru: tuple[Run, ...]
    kk: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Say whether nothing has changed in it."""
        return all(run.mark is Mark.SAME for run in (*self.ru, *self.kk))


def lines(version: Version, said: SaidWords) -> Iterator[Line]:
    """Yield what a version says, in order; the names of its lines stay the same over versions.

    A line of the agreement itself has the name of its field, without the language or the unit.
    """
    for each in version.obligations:
        who = said.sides[each.debtor]
        plain = (_sum(each.amount_tiyn), _said(each.due_on, said.yes).ru)
        common = [words for words in plain if words]
        ru = "; ".join(part for part in (who.ru, each.what_ru, each.way_ru, *common) if part)
        kk = "; ".join(part for part in (who.kk, each.what_kk, each.way_kk, *common) if part)
        yield Line(f"obligation.{each.id}", Words(ru, kk))
    for clause in version.clauses:
        yield Line(f"clause.{clause.key}", Words(clause.text_ru, clause.text_kk))
    agreement = version.agreement
    for name in (spec.name for spec in specs(Agreement) if not spec.name.endswith("_kk")):
        value = getattr(agreement, name)
        if name.endswith("_ru"):
            base = name.removesuffix("_ru")
            yield Line(base, Words(value, getattr(agreement, f"{base}_kk")))
        elif name.endswith("_tiyn"):
            yield Line(name.removesuffix("_tiyn"), Words(_sum(value), _sum(value)))
        else:
            yield Line(name, _said(value, said.yes))


def _sum(tiyn: int | None) -> str:
    """Write a sum in tenge, «120 000,00»; nothing for none."""
    if tiyn is None:
        return ""
    return f"{tiyn // 100:,}".replace(",", "\u00a0") + f",{tiyn % 100:02d}"


def _said(value: object, yes: Words) -> Words:
    """Say a value as both columns would: a day, a number, yes; nothing for no."""
    if value is None or value is False:
        return Words("", "")
    if value is True:
        return yes
    said = f"{value:%d.%m.%Y}" if isinstance(value, date) else f"{value}"
    return Words(said, said)


def compare(before: Version, after: Version, said: SaidWords) -> tuple[LineDifference, ...]:
    """Compare two versions line by line; lines that were never filled are left out."""
    old = {line.name: line.text for line in lines(before, said)}
    new = {line.name: line.text for line in lines(after, said)}
    none = Words("", "")
    made = []
    for name in _in_order(list(old), list(new)):
        was, now = old.get(name, none), new.get(name, none)
        if was.ru or was.kk or now.ru or now.kk:
            made.append(LineDifference(name, runs(was.ru, now.ru), runs(was.kk, now.kk)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Versions:
    """The saved versions of an agreement, the newest first, and the words to compare them in."""

    found: tuple[Version, ...]
    said: SaidWords

    def compare(self, older: int, newer: int) -> tuple[LineDifference, ...]:
        """Compare two of them by their places."""
        return compare(self.found[older], self.found[newer], self.said)


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Give the names of the newer version in its order, each lost one after its neighbour."""
    found = list(new)
    for at, name in enumerate(old):
        if name in found:
            continue
        before = next((each for each in reversed(old[:at]) if each in found), None)
        found.insert(found.index(before) + 1 if before is not None else 0, name)
    return found
