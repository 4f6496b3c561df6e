"""What is found in a document before it is printed, and warnings that are waived with a reason."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.model import Waiver
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, InputProblem, RuleBroken, WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from mediadesk.db.unit import Unit
    from mediadesk.domain.column_names import Vocabulary
    from mediadesk.domain.document_facts import DocumentFacts
    from mediadesk.usecases.law import Law

__all__ = ["detail_of", "found_in", "prepare_waiver", "vocabulary", "waived"]

_NAME = "two-columns.toml"


def vocabulary(shelf: "assets.Shelf | Path | None") -> "Vocabulary":
    """Read the words the checker of two columns knows; WorldTrouble(RESOURCE_BAD) if they are bad."""
    own = shelf.texts.get(_NAME, "") if isinstance(shelf, assets.Shelf) else ""
    try:
        return _vocabulary(own or assets.find(_NAME, shelf).read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=_NAME) from error


@lru_cache(maxsize=4)
def _vocabulary(text: str) -> "Vocabulary":
    """Read the words once for each text of the file."""
    import tomllib

    from mediadesk.domain.column_names import vocabulary_from_toml

    try:
        return vocabulary_from_toml(tomllib.loads(text))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=_NAME) from error


def found_in(
    facts: "DocumentFacts",
    languages: Languages,
    today: "date",
    shelf: "assets.Shelf",
    missing: "Sequence[str]",
) -> tuple[Finding, ...]:
    """Say what the law misses in a document, what is left blank, what the last look finds."""
    from mediadesk.domain import document_lint, document_rules
    from mediadesk.export import paper_packs
    from mediadesk.export.paper_words import PLACEHOLDERS

    items = paper_packs.law_items(shelf)
    of_law = facts.kind in document_rules.LAW_PAPERS
    return (
        *document_rules.check(facts, items, languages=languages, today=today),
        *(() if of_law else document_rules.blanks(missing, PLACEHOLDERS)),
        *document_lint.lint(facts, items, vocabulary(shelf), today=today),
    )


def detail_of(finding: Finding) -> str:
    """Give what a finding tells beside its text, always in the same order."""
    return "; ".join(f"{name}: {finding.params[name]}" for name in sorted(finding.params))


def waived(
    findings: Iterable[Finding], file: CaseFile, kind: DocumentKind, about: int
) -> tuple[Finding, ...]:
    """Mark the findings of the paper about a record that somebody has waived; none that blocks."""
    known = {
        (w.code, w.place, w.detail): w.reason
        for w in file.all(Waiver)
        if w.kind is kind and (w.about == about or _is_only(file, kind))
    }
    return tuple(
        finding
        if finding.severity is Severity.BLOCKS
        else replace(
            finding, waived=known.get((finding.code, finding.place, detail_of(finding)), "")
        )
        for finding in findings
    )


def _is_only(file: CaseFile, kind: DocumentKind) -> bool:
    """Say whether a case has no second agreement that a waiver could be meant for."""
    return kind is DocumentKind.AGREEMENT and len(file.agreements) < 2


def prepare_waiver(record: Waiver, stored: Waiver | None, unit: "Unit", law: "Law") -> Waiver:
    """Complete a waiver with its day; RuleBroken(RULE) for a finding that blocks."""
    from mediadesk.domain.document_rules import TEXTS
    from mediadesk.export import paper_packs

    if record.code not in TEXTS:
        raise InputProblem(Code.NOT_FOUND, what=record.code)
    severity = paper_packs.law_items(law.centre).severity.get(record.code, Severity.WARNS)
    if severity is Severity.BLOCKS:
        text, source = TEXTS[record.code]
        blocked = Finding(record.code, severity, text, source, record.place)
        raise RuleBroken(Code.RULE, (blocked,))
    return replace(record, waived_on=stored.waived_on if stored else unit.clock.today())
