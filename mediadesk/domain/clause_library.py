"""The library of clauses an agreement may take over; a data file that a centre may edit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.clauses import AgreementClause, ClauseSection
from mediadesk.domain.text import fold
from mediadesk.domain.types import DisputeKind

__all__ = ["LibraryClause", "found", "library_from_toml", "taken"]


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """One clause; no `kinds` fit every dispute, `verify` asks a lawyer to check its law first."""

    code: str
    edition: str
    section: ClauseSection
    kinds: frozenset[DisputeKind]
    title: Words
    text: Words
    source: Words
    verify: bool


def library_from_toml(table: Mapping[str, Any]) -> tuple[LibraryClause, ...]:
    """Read the parsed `clauses.toml`; KeyError or ValueError where it is wrong."""
    edition = str(table.get("edition", ""))
    return tuple(
        LibraryClause(
            str(row["code"]),
            edition,
            ClauseSection(row["section"]),
            frozenset(DisputeKind(kind) for kind in str(row.get("kinds", "")).split()),
            Words(str(row["title_ru"]), str(row["title_kk"])),
            Words(str(row["ru"]), str(row["kk"])),
            Words(str(row["source_ru"]), str(row["source_kk"])),
            bool(row.get("verify", False)),
        )
        for row in table["clause"]
    )


def found(
    library: Iterable[LibraryClause], kind: DisputeKind | None, text: str = ""
) -> tuple[LibraryClause, ...]:
    """Give the clauses for a kind of dispute (None: all) whose words begin as those typed."""
    wanted = fold(text).split()
    return tuple(
        each
        for each in library
        if (kind is None or not each.kinds or kind in each.kinds) and _has(each, wanted)
    )


def _has(clause: LibraryClause, wanted: list[str]) -> bool:
    words = fold(
        f"{clause.title.ru} {clause.title.kk} {clause.text.ru} {clause.text.kk}"
        f" {clause.source.ru} {clause.source.kk}"
    ).split()
    return all(any(word.startswith(each) for word in words) for each in wanted)


def taken(clause: LibraryClause, key: str) -> AgreementClause:
    """Make a clause of an agreement from one of the library."""
    return AgreementClause(
        section=clause.section,
        key=key,
        code=clause.code,
        edition=clause.edition,
        text_ru=clause.text.ru,
        text_kk=clause.text.kk,
    )
