"""Versions of an agreement as they were saved, and what differs between two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediadesk.domain.bilingual import Words
from mediadesk.domain.clauses import AgreementClause
from mediadesk.domain.papers import Agreement, Obligation
from mediadesk.domain.word_diff import Mark, Run, runs

__all__ = [
    "Line",
    "LineDifference",
    "Version",
    "compare",
    "lines",
]


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


def lines(version: Version) -> Iterator[Line]:
    """Yield what a version says, in order; the names of its lines stay the same over versions."""
    agreement = version.agreement
    for each in version.obligations:
        facts = [
            "" if each.amount_tiyn is None else f"{each.amount_tiyn / 100:.2f}",
            each.due_on.isoformat() if each.due_on else "",
            each.debtor.value,
        ]
        facts = [fact for fact in facts if fact]
        ru = "; ".join(part for part in (each.what_ru, each.way_ru, *facts) if part)
        kk = "; ".join(part for part in (each.what_kk, each.way_kk, *facts) if part)
        yield Line(f"obligation.{each.id}", Words(ru, kk))
    for clause in version.clauses:
        yield Line(f"clause.{clause.key}", Words(clause.text_ru, clause.text_kk))
    yield Line("terms", Words(agreement.terms_ru, agreement.terms_kk))
    yield Line("consequences", Words(agreement.consequences_ru, agreement.consequences_kk))
    settled = agreement.settled_tiyn
    total = "" if settled is None else f"{settled / 100:.2f}"
    yield Line("settled", Words(total, total))


def compare(before: Version, after: Version) -> tuple[LineDifference, ...]:
    """Compare two versions line by line; lines that were never filled are left out."""
    old = {line.name: line.text for line in lines(before)}
    new = {line.name: line.text for line in lines(after)}
    none = Words("", "")
    made = []
    for name in _in_order(list(old), list(new)):
        was, now = old.get(name, none), new.get(name, none)
        if was.ru or was.kk or now.ru or now.kk:
            made.append(LineDifference(name, runs(was.ru, now.ru), runs(was.kk, now.kk)))
    return tuple(made)


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Give the names of the newer version in its order, each lost one after its neighbour."""
    found = list(new)
    for at, name in enumerate(old):
        if name in found:
            continue
        before = next((each for each in reversed(old[:at]) if each in found), None)
        found.insert(found.index(before) + 1 if before is not None else 0, name)
    return found
