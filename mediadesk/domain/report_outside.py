"""A report as it may go outside: small figures hidden, no formulas over cases, pseudonyms for cases.

What is published here are bare values: a formula would need the sheet of cases, and that sheet
would tell every hidden figure. The list of cases holds pseudonyms only, for the same reason.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mediadesk.domain.bilingual import Words
from mediadesk.domain.report_model import (
    CASE_STYLES,
    Cell,
    Report,
    Row,
    Sheet,
    SheetKind,
    Style,
)
from mediadesk.domain.rows import StatRow
from mediadesk.domain.small_cells import Figure, Why, hide
from mediadesk.domain.statistics import CaseSet, days_of
from mediadesk.domain.types import CaseId, Uid

__all__ = [
    "MARK",
    "Hidden",
    "Outside",
    "OutsideRules",
    "for_outside",
    "is_for_outside",
    "parse_rules",
    "pseudonym",
    "tables_of",
]

CASES = "cases"
"""The code of the sheet of counted cases: no other list of cases goes outside."""
MARK = "•"
"""What stands in place of a hidden figure."""

_SUMMED = re.compile(r"case_(claim|settled)")
_NEEDED = (
    *("hidden_note", "why_few", "why_derived", "why_depends", "control_note", "list_note"),
    *("pseudonym", "changes_sheet", "changes_title", "changes_note", "where", "figure", "column"),
    *("before", "after", "cases"),
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 10


@dataclass(frozen=True, slots=True)
class OutsideRules:
    """From how many cases on a figure may go outside, and the words of such reports."""

    threshold: int
    words: Mapping[str, Words]

    def word(self, code: str, language: str, glue: str = " / ") -> str:
        """Give a fixed word in the language of the report."""
        return self.words[code].of(language, glue).replace("{n}", str(self.threshold))


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden figure: where it stood in words, its reason, and (for the centre only) its cases."""

    sheet: str
    title: str
    row: str
    column: str
    why: Why
    cases: tuple[CaseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """The report that may go outside, and what was hidden in it."""

    report: Report
    hidden: tuple[Hidden, ...]


def parse_rules(raw: Mapping[str, Any]) -> OutsideRules:
    """Read resources/reporting.toml; a threshold below 2 hides nothing.

    KeyError or ValueError if a word is not there or the threshold is no number.
    """
    _ = [raw["words"][code] for code in _NEEDED]
    words = {code: Words(str(w["ru"]), str(w["kk"])) for code, w in raw["words"].items()}
    return OutsideRules(int(raw["small_cells"]["threshold"]), words)


def is_for_outside(pack: Mapping[str, Any]) -> bool:
    """Tell whether a form goes outside: as it says, else whether it names a recipient."""
    said = pack.get("outside")
    return bool(pack.get("recipient")) if said is None else bool(said)


def pseudonym(uid: Uid, secret: bytes) -> str:
    """Give the name of a case for outside: the same over the years, told back by nobody else.

    The first 50 bits of HMAC-SHA-256 of its identity by the centre's secret, in plain letters.
    """
    number = int.from_bytes(hmac.new(secret, bytes(uid), hashlib.sha256).digest()[:8], "big")
    signs = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[rest])
    return f"{''.join(signs[:5])}-{''.join(signs[5:])}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of figures of a table: its place, its words, its figures by number of cell."""

    row: int
    label: str
    cells: tuple[tuple[int, Cell], ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table found in a sheet: its title, the words above its columns, its lines."""

    sheet: int
    title: str
    heads: tuple[str, ...]
    lines: tuple[_Line, ...]


def tables_of(report: Report) -> Iterator[TableOf]:
    """Find the tables of the sheets of figures: from one caption to the next."""
    for number, sheet in enumerate(report.sheets):
        if sheet.kind is not SheetKind.FIGURES:
            continue
        starts = [n for n, row in enumerate(sheet.rows) if _first(row) is Style.CAPTION]
        ends = [*starts[1:], len(sheet.rows)]
        for start, end in zip(starts, ends, strict=False):  # none where there is no table
            yield _table(number, sheet, start, end)


def _first(row: Row) -> Style | None:
    return row.cells[0].style if row.cells else None


def _table(number: int, sheet: Sheet, start: int, end: int) -> TableOf:
    lines, heads = [], []
    for place in range(start + 1, end):
        row = sheet.rows[place]
        if _first(row) is Style.HEAD:
            heads.append(_spread_words(row))
        elif _first(row) is Style.LABEL:
            figures = tuple((n, c) for n, c in enumerate(row.cells) if c.style in CASE_STYLES)
            is_total = any(cell.is_total for cell in row.cells)
            lines.append(_Line(place, _plain(row.cells[0].value), figures, is_total))
    width = max((len(each) for each in heads), default=0)
    words = [", ".join(filter(None, (h[n] for h in heads if n < len(h)))) for n in range(width)]
    return TableOf(number, _plain(sheet.rows[start].cells[0].value), tuple(words), tuple(lines))


def _spread_words(row: Row) -> list[str]:
    return [_plain(cell.value) for cell in row.cells for _ in range(cell.span)]


def _plain(value: object) -> str:
    return " / ".join(str(value or "").split("\n"))


def for_outside(
    report: Report, rules: OutsideRules, names: Mapping[CaseId, str], *, has_list: bool = True
) -> Outside:
    """Make the report that may go outside; `names` are the pseudonyms of its cases."""
    found = list(tables_of(report))
    places = _hidden_places(report, found, rules.threshold)
    hidden = tuple(_told(report, found, places))
    sheets = []
    for number, sheet in enumerate(report.sheets):
        if sheet.kind is SheetKind.FIGURES:
            mine = {(r, c): why for (s, r, c), why in places.items() if s == number}
            sheets.append(_published(sheet, mine, rules, report.language))
        elif sheet.kind is SheetKind.CONTROL:
            sheets.append(_control(report, sheet, rules))
        elif sheet.code == CASES and has_list and len(report.rows) >= rules.threshold:
            sheets.append(_case_list(report, sheet, rules, names))
    made = replace(report, sheets=tuple(sheets), rows=(), checks=())
    return Outside(made, hidden)


def _hidden_places(
    report: Report, tables: list[TableOf], threshold: int
) -> dict[tuple[int, int, int], Why]:
    """Name the figures to hide by sheet, row and cell."""
    order = {row.id: n for n, row in enumerate(report.rows)}
    systems = [
        [_figure(table, line, n, cell, report.rows, order) for line in table.lines
         for n, cell in line.cells if cell.cases is not None]
        for table in tables
    ]  # fmt: skip
    found = hide(systems, threshold)
    for table in tables:
        _hide_dependent(table, found, threshold)
    return found


def _figure(
    table: TableOf,
    line: _Line,
    number: int,
    cell: Cell,
    rows: tuple[StatRow, ...],
    order: dict[CaseId, int],
) -> Figure:
    cases = cell.cases if cell.cases is not None else CaseSet((), 0)
    kind = _kind(cell)
    place = (table.sheet, line.row, number)
    is_total = line.is_total or cell.is_total
    mine = cases.bits if cases.rows is rows else _bits(cases, order)
    giving = [row for row in cases if _gives(row, kind)] if kind not in ("", "count") else None
    parts = mine if giving is None else _bits(giving, order)
    return Figure(place, kind, mine, parts, is_total)


def _bits(cases: Iterable[StatRow], order: dict[CaseId, int]) -> int:
    bits = 0
    for row in cases:
        bits |= 1 << order.setdefault(row.id, len(order))
    return bits


def _kind(cell: Cell) -> str:
    """Tell what a figure adds up; figures of different kinds say nothing of each other."""
    if cell.style is Style.SHARE or cell.cases is None:
        return ""
    if cell.style is Style.DAYS:
        return "days"
    if cell.style is Style.COUNT:
        return "count" if cell.value == len(cell.cases) else "number"
    found = _SUMMED.search(cell.formula)
    return found[1] if found else cell.style.value


def _gives(row: StatRow, kind: str) -> bool:
    """Tell whether a case gives something to a figure of the kind."""
    if kind == "days":
        return days_of(row) is not None
    if kind in ("claim", "settled"):
        return bool(row.claim_tiyn if kind == "claim" else row.settled_tiyn)
    return True


def _hide_dependent(table: TableOf, found: dict[tuple[int, int, int], Why], threshold: int) -> None:
    """Hide shares, and figures without known cases, of few cases or beside a hidden figure."""
    is_list = all(len(line.cells) <= 1 for line in table.lines)
    places = {line.row: [(table.sheet, line.row, n) for n, _ in line.cells] for line in table.lines}
    hidden_rows = {row for row, mine in places.items() if any(p in found for p in mine)}
    for line in table.lines:
        for number, cell in line.cells:
            if _kind(cell) or cell.value is None:
                continue
            place = (table.sheet, line.row, number)
            beside = bool(hidden_rows) if is_list or cell.cases is None else line.row in hidden_rows
            if cell.cases is not None and 0 < len(cell.cases) < threshold:
                found[place] = Why.FEW
            elif beside:
                found[place] = Why.DEPENDS


def _told(
    report: Report, tables: list[TableOf], places: Mapping[tuple[int, int, int], Why]
) -> Iterator[Hidden]:
    """Say of each hidden figure where it stood."""
    for table in tables:
        for line in table.lines:
            for number, cell in line.cells:
                why = places.get((table.sheet, line.row, number))
                if why is not None:
                    column = table.heads[number] if number < len(table.heads) else ""
                    sheet = report.sheets[table.sheet].name
                    yield Hidden(sheet, table.title, line.label, column, why, cell.case_ids)


def _published(
    sheet: Sheet, hidden: Mapping[tuple[int, int], Why], rules: OutsideRules, language: str
) -> Sheet:
    rows = []
    for place, row in enumerate(sheet.rows):
        cells = tuple(
            _cell(cell, hidden.get((place, number)), rules, language)
            for number, cell in enumerate(row.cells)
            if cell.style is not Style.LINK
        )
        rows.append(Row(cells, row.height))
    if hidden:
        words = rules.word("hidden_note", language, "\n")
        note = Cell(words, Style.SUBTITLE, span=len(sheet.widths))
        rows += [Row(), Row((note,), 3 * (words.count("\n") + 1))]
    return replace(sheet, rows=tuple(rows))


def _cell(cell: Cell, why: Why | None, rules: OutsideRules, language: str) -> Cell:
    if why is None:
        return replace(cell, cases=None, formula="", is_array=False)
    words = rules.word(f"why_{why.value}", language, "\n")
    return replace(cell, value=MARK, cases=None, formula="", is_array=False, note=words)


def _control(report: Report, sheet: Sheet, rules: OutsideRules) -> Sheet:
    """Keep the checks and their answers; the figures on both sides would tell hidden ones."""
    rows = []
    for row in sheet.rows[3:]:
        answer = next((c for c in row.cells if c.style in (Style.GOOD, Style.BAD)), Cell())
        rows.append(Row((row.cells[0], replace(answer, formula="")), row.height))
    words = rules.word("control_note", report.language, "\n")
    title = sheet.rows[0]
    heads = sheet.rows[2].cells
    return replace(
        sheet,
        rows=(
            title,
            Row((Cell(words, Style.SUBTITLE, span=2),), 3 * (words.count("\n") + 1)),
            Row((heads[0], heads[3]), sheet.rows[2].height),
            *rows,
        ),
        widths=(92, 12),
    )


def _case_list(
    report: Report, sheet: Sheet, rules: OutsideRules, names: Mapping[CaseId, str]
) -> Sheet:
    """List the pseudonyms in their own order: the order of the cases would tell something."""
    said = sorted(names[row.id] for row in report.rows)
    words = rules.word("list_note", report.language, "\n")
    return replace(
        sheet,
        rows=(
            sheet.rows[0],
            Row((Cell(words, Style.SUBTITLE, span=4),), 4 * (words.count("\n") + 1)),
            Row((Cell(rules.word("pseudonym", report.language, "\n"), Style.HEAD),), 2),
        ),
        widths=(24, 24, 24, 24),
        is_landscape=False,
        names=(),
        hidden_from=None,
        body=tuple((name,) for name in said),
        body_styles=(Style.TEXT,),
        body_lines=1,
    )
