"""Reads the parties of a journal's row: names, identifiers, organisations by their legal form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mediadesk.domain.identifiers import normal_identifier
from mediadesk.domain.journal_rows import JournalParty
from mediadesk.domain.text import clean
from mediadesk.domain.types import OrganisationKind
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.journal_values import Cells

__all__ = ["parties_of"]

_NAME_LIMIT = 300
_DIGITS = 12
_BETWEEN = re.compile(r"\n|\s+/\s+|\s+(?:против|и|және|мен|пен|бен)\s+|;", re.IGNORECASE)


def _organisation(cells: Cells, name: str) -> OrganisationKind | None:
    """Return what kind of organisation the words of `name` state; None for a person."""
    for word in re.findall(r"[^\W_]+", name.casefold()):
        if word in cells.vocabulary.forms:
            return OrganisationKind(cells.vocabulary.forms[word])
    return None


def _party(cells: Cells, name: str, field: str) -> JournalParty | None:
    """Return one party; None for an empty cell."""
    raw = cells.cells.get(f"{field}_id")
    identifier = normal_identifier(raw) if raw not in (None, "", "-") else ""
    if identifier and not re.fullmatch(r"\d{12}", identifier):
        cells.doubt("bad_identifier", N_("The IIN or BIN has not 12 digits"), f"{field}_id")
        cells.lost.append(clean(str(raw)))
        identifier = ""
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
    if "parties" in cells.cells and not cells.text("party1"):
        raw = str(cells.cells.get("parties") or "")
        parts = [clean(p) for p in _BETWEEN.split(raw, maxsplit=1) if clean(p)]
        if len(parts) > 1:
            cells.doubt("parties_parted", N_("Two parties stood in one cell"), "parties")
        found = [_party(cells, p, f"party{i}") for i, p in enumerate(parts, 1)]
    else:
        found = [_party(cells, cells.text(f), f) for f in ("party1", "party2")]
    return tuple(p for p in found if p is not None)
