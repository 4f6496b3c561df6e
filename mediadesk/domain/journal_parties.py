"""Reads the parties of a journal's row: names, identifiers, organisations by their legal form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mediadesk.domain.identifiers import is_check_digit_right, normal_identifier
from mediadesk.domain.journal_rows import JournalParty
from mediadesk.domain.text import clean, unmasked
from mediadesk.domain.types import OrganisationKind
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.journal_values import Cells

__all__ = ["parties_of"]

_NAME_LIMIT = 300
_DIGITS = 12
_INSIDE = re.compile(
    r"[\s,;(]*(?:\b(?:иин|бин|жсн|бсн)(?:\s*/\s*(?:иин|бин|жсн|бсн))?)?[\s:№]*\b(\d{12})\b\)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\n|\s+/\s+|\s+(?:против|и|және|мен|пен|бен)\s+|;", re.IGNORECASE)


def _organisation(cells: Cells, name: str) -> OrganisationKind | None:
    """Return what kind of organisation the words of `name` state; None for a person."""
    forms = cells.vocabulary.forms
    for word in re.findall(r"[^\W_]+", name):
        kind = forms.get(word.casefold()) or forms.get(unmasked(word).casefold())
        if kind:
            return OrganisationKind(kind)
    return None


def _identifier(cells: Cells, raw: object, field: str) -> str:
    """Return the 12 digits of an identifier; '' for none, and a doubt for any other number."""
    identifier = normal_identifier(raw) if raw not in (None, "", "-", "–", "—") else ""
    if not identifier:
        return ""
    if not (identifier.isascii() and identifier.isdecimal() and len(identifier) == _DIGITS):
        cells.doubt("bad_identifier", N_("The IIN or BIN has not 12 digits"), f"{field}_id")
        cells.lost.append(clean(str(raw)))
        return ""
    if not is_check_digit_right(identifier):
        text = N_("The check digit of the IIN or BIN does not agree: a digit may be mistyped")
        cells.remark("check_digit", text, f"{field}_id")
    return identifier


def _party(cells: Cells, name: str, field: str) -> JournalParty | None:
    """Return one party; None for an empty cell. An identifier may stand in the cell of the name."""
    raw = cells.cells.get(f"{field}_id")
    inside = _INSIDE.search(name) if len(name) > _DIGITS else None
    if inside and raw in (None, ""):
        raw = inside[1]
    name = clean(_INSIDE.sub("", name)) if inside else name
    identifier = _identifier(cells, raw, field)
    if not name:
        if identifier:
            cells.fault("no_name", N_("The party has no name"), field)
        return None
    if len(name) > _NAME_LIMIT:
        cells.fault(
            "name_too_long",
            N_("The name is longer than %(limit)s characters"),
            field,
            limit=str(_NAME_LIMIT),
        )
        name = name[:_NAME_LIMIT]
    return JournalParty(name=name, identifier=identifier, organisation=_organisation(cells, name))


def parties_of(cells: Cells) -> tuple[JournalParty, ...]:
    """Return the parties of the row; two in one cell are parted, with a doubt."""
    if cells.cells.get("parties") is not None and not cells.text("party1"):
        raw = str(cells.cells.get("parties") or "")
        parts = [clean(p) for p in _BETWEEN.split(raw, maxsplit=1) if clean(p)]
        if len(parts) > 1:
            cells.doubt("parties_parted", N_("Two parties stood in one cell"), "parties")
        found = [_party(cells, p, f"party{i}") for i, p in enumerate(parts, 1)]
    else:
        found = [_party(cells, cells.text(f), f) for f in ("party1", "party2")]
    return tuple(p for p in found if p is not None)
