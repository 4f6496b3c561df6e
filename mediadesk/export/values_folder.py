"""Placeholders of the papers of the case file: cover, inventory, register of terms, destruction."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_folder import (
    CoverFacts,
    OutsideFacts,
    SheetFacts,
    StoredFacts,
    TermFacts,
)
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group, true
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]


def _cover(source: Source, cover: CoverFacts, lang: Lang) -> Mapping[str, str]:
    until, ended, opened = cover.keep_until, cover.ended_on, cover.opened_on
    return {
        "cover.received": wording.long_date(cover.received_on, lang),
        "cover.opened": wording.long_date(opened, lang) if opened else "",
        "cover.ended": wording.long_date(ended, lang) if ended else "",
        "cover.outcome": source.words.of("outcome", cover.outcome).of(lang),
        "cover.years": wording.years(cover.keep_years, lang),
        "cover.until": wording.long_date(until, lang) if until else "",
    }


def _cover_holds(_facts: DocumentFacts, cover: CoverFacts) -> frozenset[str]:
    found = {
        "cover.ended": cover.ended_on is not None,
        "cover.opened": cover.opened_on is not None,
        "cover.years": cover.keep_years > 0,
        "cover.until": cover.keep_until is not None,
    }
    return true(found)


def _sheet(_source: Source, sheet: SheetFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "sheet.number": str(sheet.number),
        "sheet.title": sheet.title.of(lang),
        "sheet.date": wording.short_date(sheet.on),
        "sheet.pages": str(sheet.pages or ""),
    }


def _term(source: Source, term: TermFacts, lang: Lang) -> Mapping[str, str]:
    done = source.words.of("note", "done").of(lang)
    moved, title = term.raw_end != term.end_on, term.title.of(lang)
    return {
        "term.number": str(term.order),
        "term.title": f"{title} ({done})" if term.is_done else title,
        "term.article": term.article.of(lang),
        "term.start": wording.short_date(term.starts_on),
        "term.raw_end": wording.short_date(term.raw_end),
        "term.end": wording.short_date(term.end_on) if moved else "–",
    }


def _stored(source: Source, row: StoredFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "stored.order": str(row.order),
        "stored.number": row.number,
        "stored.kind": source.words.of("dispute", row.kind).of(lang),
        "stored.received": wording.short_date(row.received_on),
        "stored.ended": wording.short_date(row.ended_on),
        "stored.until": wording.short_date(row.keep_until),
    }


def _outside(_source: Source, row: OutsideFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "outside.order": str(row.order),
        "outside.mark": row.mark,
        "outside.kind": row.kind.of(lang),
        "outside.since": wording.short_date(row.since),
        "outside.until": wording.short_date(row.keep_until),
    }


def _counts(source: Source, _row: object, lang: Lang) -> Mapping[str, str]:
    def told(number: int) -> str:
        return f"{number}{wording.NBSP}({wording.number_words(number, lang)})"

    return {
        "folder.sheets": told(len(source.facts.paper.sheets)),
        "folder.stored": told(len(source.facts.paper.stored)),
        "folder.outside": told(len(source.facts.paper.outside)),
    }


def _count_holds(facts: DocumentFacts, _row: object) -> frozenset[str]:
    paper = facts.paper
    found = {
        "folder.sheets": bool(paper.sheets),
        "folder.terms": bool(paper.terms),
        "folder.stored": bool(paper.stored),
        "folder.outside": bool(paper.outside),
    }
    return true(found)


GROUPS: Final = (
    Group(
        name="cover",
        labels={
            "cover.received": N_("Date of appeal"),
            "cover.opened": N_("Case opened on"),
            "cover.ended": N_("Date of the end"),
            "cover.outcome": N_("Outcome"),
            "cover.years": N_("How long a case file is kept"),
            "cover.until": N_("Case file is kept until"),
        },
        conditions={
            "cover.ended": N_("the mediation has ended"),
            "cover.opened": N_("the case is opened"),
            "cover.years": N_("the term of storage is known"),
            "cover.until": N_("the end of storage is known"),
        },
        rows=lambda facts: (facts.paper.cover,) if facts.paper.cover else (),
        values=_cover,
        holds=_cover_holds,
    ),
    Group(
        name="sheet",
        labels={
            "sheet.number": N_("Number"),
            "sheet.title": N_("Paper"),
            "sheet.date": N_("Date"),
            "sheet.pages": N_("Sheets"),
        },
        rows=lambda facts: facts.paper.sheets,
        values=_sheet,
        is_repeated=True,
    ),
    Group(
        name="term",
        labels={
            "term.number": N_("Number"),
            "term.title": N_("What ends"),
            "term.article": N_("Rule"),
            "term.start": N_("Counted from"),
            "term.raw_end": N_("Last day of the term"),
            "term.end": N_("Last day of the term after moving from a day off"),
        },
        rows=lambda facts: facts.paper.terms,
        values=_term,
        is_repeated=True,
    ),
    Group(
        name="stored",
        labels={
            "stored.order": N_("Number"),
            "stored.number": N_("Number of the case"),
            "stored.kind": N_("Kind of dispute"),
            "stored.received": N_("Date of appeal"),
            "stored.ended": N_("Date of the end"),
            "stored.until": N_("Case file is kept until"),
        },
        rows=lambda facts: facts.paper.stored,
        values=_stored,
        is_repeated=True,
    ),
    Group(
        name="outside",
        labels={
            "outside.order": N_("Number"),
            "outside.mark": N_("Mark of the record"),
            "outside.kind": N_("Kind of record"),
            "outside.since": N_("Term counted from"),
            "outside.until": N_("Record is kept until"),
        },
        rows=lambda facts: facts.paper.outside,
        values=_outside,
        is_repeated=True,
    ),
    Group(
        name="folder",
        labels={
            "folder.sheets": N_("Number of papers in the file"),
            "folder.stored": N_("Number of case files"),
            "folder.outside": N_("Number of records outside of case files"),
        },
        conditions={
            "folder.sheets": N_("the file has papers"),
            "folder.terms": N_("the case has terms"),
            "folder.stored": N_("case files are destroyed"),
            "folder.outside": N_("records outside of case files are destroyed"),
        },
        rows=lambda facts: (facts.paper,),
        values=_counts,
        holds=_count_holds,
    ),
)
