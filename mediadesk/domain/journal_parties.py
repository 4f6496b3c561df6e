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
    from collections.abc import Iterator, Mapping, Sequence

    from mediadesk.domain.journal_values import Cells

__all__ = ["parties_of"]

_NAME_LIMIT = 300
_DIGITS = 12
_INSIDE = re.compile(
    r"[\s,;(]*(?:\b(?:иин|бин|жсн|бсн)(?:\s*/\s*(?:иин|бин|жсн|бсн))?)?[\s:№]*\b(\d{12})\b\)?",
    re.IGNORECASE,
)
_CAPITAL = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_BETWEEN = (
    re.compile(
        r"(?:^|[\s;,.])(?:ответчик|вторая сторона|сторона\s*(?:№\s*)?2|2[- ]тарап|екінші тарап|жауапкер)"
        r"\s*[:–—-]\s*",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s+(?:против|қарсы|vs\.?)\s+|\s*<?-+>\s*|(?<=\S)\s*(?:[–—]|\s-\s)\s*(?=\S)", re.IGNORECASE
    ),
    re.compile(r"\s+/\s+|;|\n"),
    re.compile(r"\s+(?:и|және|мен|пен|бен)\s+|\s+к\s+", re.IGNORECASE),
    re.compile(
        rf"(?<=[^\W\d_]\.)\s*,\s*|/|(?<=[^\W\d_])\s*,\s*(?=[{_CAPITAL}][^\W\d_]+\s+[{_CAPITAL}])"
    ),
)
_LABEL = re.compile(
    r"^(?:истец|заявитель|первая сторона|сторона\s*(?:№\s*)?[12]|[12][- ]тарап|бірінші тарап"
    r"|талапкер|талап қоюшы|өтініш беруші|ответчик|вторая сторона|екінші тарап|жауапкер)"
    r"\s*[:–—-]\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]")
_MANY = re.compile(r"(?:^|[\s;,])\d{1,2}\s*[.)]\s+(?=[^\W\d_])|\n|;")
_DETAILS = re.compile(
    r"[\s,;(]+(?:\d{2}\.\d{2}\.\d{4}|\d{4}\s*(?:г\.?\s*р|ж\.?\s*т)|прож|адрес|мекенжай|тұратын|тел\b|моб\b"
    r"|сот\.|г\.\s|ул\.|көш|мкр|кв\.|пр\.|\+7|8[\s(-]?7\d\d)",
    re.IGNORECASE,
)
_NONE = frozenset({"-", "–", "—", "нет", "жоқ"})


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


def _bare(cells: Cells, name: str) -> str:
    """Return a name without the address, telephone or birth behind it; those go to the note."""
    found = _DETAILS.search(name)
    if not found or not found.start():
        return name
    cells.lost.append(name[found.start() :].strip(" ,;()"))
    return name[: found.start()].strip(" ,;(")


def _party(cells: Cells, name: str, field: str, raw: object) -> JournalParty | None:
    """Return one party; None for an empty cell. An identifier may stand in the cell of the name."""
    inside = _INSIDE.search(name) if len(name) > _DIGITS else None
    if inside and raw in (None, ""):
        raw = inside[1]
    name = clean(_INSIDE.sub("", name)) if inside else name
    name = _bare(cells, _LABEL.sub("", name).strip(" ,;"))
    identifier = _identifier(cells, raw, field)
    if not name or name in _NONE:
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
    return JournalParty(
        name=name,
        identifier=identifier,
        organisation=_organisation(cells, name),
        is_first=field == "party1",
    )


def _split(raw: str, marks: re.Pattern[str], most: int = 0) -> list[str]:
    """Part a text at marks; what stands in quotes stays whole."""
    quoted: list[str] = []

    def hide(found: re.Match[str]) -> str:
        quoted.append(found[0])
        return f"\x00{len(quoted) - 1}\x00"

    def show(part: str) -> str:
        return clean(re.sub("\x00(\\d+)\x00", lambda m: quoted[int(m[1])], part))

    plain = raw.strip().replace("\x00", " ")
    return [p for p in map(show, marks.split(_QUOTED.sub(hide, plain), maxsplit=most)) if p]


def _parted(raw: str) -> list[str]:
    """Part both sides in one cell by the surest mark between them."""
    found = (_split(raw, between, 1) for between in _BETWEEN)
    return next((parts for parts in found if len(parts) > 1), [clean(raw)])


def _several(raw: str) -> list[str]:
    """Part the cell of one side that holds several parties: numbered, or a line each."""
    if not _MANY.search(raw):
        return [clean(raw)]
    parts = _split(raw, _MANY)
    names = [p for p in parts if _INSIDE.sub("", p).strip(" ,;()") and not _DETAILS.match(f" {p}")]
    is_list = len(parts) > 1 and len(names) == len(parts)
    return parts if is_list and all(len(p.split()) > 1 for p in parts) else [clean(raw)]


def _side(
    cells: Cells, values: Mapping[str, object], field: str, text: str
) -> Iterator[JournalParty]:
    """Give the parties of one side."""
    names = _several(text)
    raw = values.get(f"{field}_id")
    for name in names:
        found = _party(cells, name, field, raw if len(names) == 1 else None)
        if found is not None:
            yield found
    if len(names) > 1 and raw not in (None, ""):
        cells.lost.append(clean(str(raw)))


def _text(value: object) -> str:
    """Return a cell as text with its lines kept apart."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _of(cells: Cells, values: Mapping[str, object]) -> Iterator[JournalParty]:
    """Give the parties of the cells of one row."""
    if values.get("parties") is not None and not clean(_text(values.get("party1"))):
        parts = _parted(_text(values["parties"]))
        if len(parts) > 1:
            cells.doubt("parties_parted", N_("Two parties stood in one cell"), "parties")
        for i, part in enumerate(parts, 1):
            yield from _side(cells, values, f"party{i}", part)
    else:
        for field in ("party1", "party2"):
            yield from _side(cells, values, field, _text(values.get(field)))


def parties_of(cells: Cells, more: Sequence[Mapping[str, object]] = ()) -> tuple[JournalParty, ...]:
    """Return the parties of the row and of those that go on with it, the first side before all."""
    found = list(_of(cells, cells.cells))
    for values in more:
        found += [party for party in _of(cells, values) if party not in found]
    if more:
        cells.doubt("goes_on", N_("Further parties stand in the rows below"), "party2")
    first = [party for party in found if party.is_first]
    return (*first, *(party for party in found if not party.is_first))
