"""What has changed since a report was submitted: figures before and after, and the cases behind.

Figures are told by their words (sheet, table, row, column), not by their places: a later report may
have more rows. The later one is made by the form as it was submitted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mediadesk.domain.report_model import Cell, Report, Row, Sheet, SheetKind, Style, Value
from mediadesk.domain.report_outside import OutsideRules, TableOf, tables_of
from mediadesk.domain.rows import StatRow
from mediadesk.domain.types import CaseId

__all__ = ["CHANGES", "ChangedFigure", "compare", "with_changes"]

CHANGES = "changes"
"""The code of the sheet of what has changed since."""
_NAMED_AT_MOST = 20
_WIDTHS = (34, 34, 26, 19, 19, 40)


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that is another one now; `numbers` are the cases that made it so, `cases` their ids."""

    sheet: str
    table: str
    row: str
    column: str
    style: Style
    before: Value
    after: Value
    numbers: tuple[str, ...] = ()
    cases: tuple[CaseId, ...] = ()


_Key = tuple[str, str, str, str]


def compare(sent: Report, now: Report) -> tuple[ChangedFigure, ...]:
    """Give what differs, in the order of the submitted report; new rows come last."""
    old, new = dict(_figures(sent)), dict(_figures(now))
    found = []
    for key in (*old, *(key for key in new if key not in old)):
        before, after = old.get(key), new.get(key)
        left, right = (cell.value if cell else None for cell in (before, after))
        if _same(left, right):
            continue
        rows = _causes(before, after)
        style = (before or after or Cell()).style
        numbers = tuple(row.number for row in rows)
        found.append(ChangedFigure(*key, style, left, right, numbers, tuple(r.id for r in rows)))
    return tuple(found)


def _same(left: Value, right: Value) -> bool:
    numbers = (int, float)
    if isinstance(left, numbers) and isinstance(right, numbers):
        return abs(left - right) < 1e-9
    return left == right or {left, right} <= {None, 0}


def _figures(report: Report) -> Iterator[tuple[_Key, Cell]]:
    seen: dict[_Key, int] = {}
    for table in tables_of(report):
        sheet = report.sheets[table.sheet].name
        for key, cell in _of_table(sheet, table):
            seen[key] = seen.get(key, 0) + 1
            sign = f" ({seen[key]})" if seen[key] > 1 else ""
            yield (*key[:3], key[3] + sign), cell


def _of_table(sheet: str, table: TableOf) -> Iterator[tuple[_Key, Cell]]:
    for line in table.lines:
        for number, cell in line.cells:
            head = table.heads[number] if number < len(table.heads) else ""
            yield (sheet, table.title, line.label, head), cell


def _causes(before: Cell | None, after: Cell | None) -> tuple[StatRow, ...]:
    """Name the cases that came or went; for sums and means those that were corrected, too."""
    old, new = (
        {row.id: row for row in (cell.cases if cell and cell.cases is not None else ())}
        for cell in (before, after)
    )
    moved = [row for id_, row in {**old, **new}.items() if (id_ in old) != (id_ in new)]
    is_count = any(cell is not None and cell.style is Style.COUNT for cell in (before, after))
    mended = [r for id_, r in new.items() if id_ in old and old[id_] != r and not is_count]
    return tuple(sorted({r.id: r for r in (*moved, *mended)}.values(), key=lambda r: r.number))


def with_changes(
    sent: Report,
    changes: tuple[ChangedFigure, ...],
    rules: OutsideRules,
    *,
    facts: Mapping[str, object],
    made_on: date,
) -> Report:
    """Give the submitted report with a sheet of what has changed; as it is where nothing has.

    `facts` are the day (`sent`) and number (`number`) of the submission.
    """
    if not changes:
        return sent
    language = sent.language
    note = rules.word("changes_note", language, "\n")
    told = {**facts, "made": f"{made_on:%d.%m.%Y}"}
    for name, value in told.items():
        note = note.replace("{" + name + "}", str(value))
    heads = ("where", "figure", "column", "before", "after", "cases")
    rows = [
        Row((Cell(rules.word("changes_title", language), Style.TITLE),)),
        Row((Cell(note, Style.SUBTITLE, span=len(_WIDTHS)),), 2 * (note.count("\n") + 1)),
        Row(tuple(Cell(rules.word(code, language, "\n"), Style.HEAD) for code in heads), 2),
        *(_row(change) for change in changes),
    ]
    sheet = Sheet(
        code=CHANGES,
        name=rules.word("changes_sheet", language, " · "),
        kind=SheetKind.CONTROL,
        rows=tuple(rows),
        widths=_WIDTHS,
        head_rows=(2, 2),
    )
    return replace(sent, sheets=(*sent.sheets, sheet))


def _row(change: ChangedFigure) -> Row:
    shown = ", ".join(change.numbers[:_NAMED_AT_MOST])
    more = len(change.numbers) - _NAMED_AT_MOST
    numbers = f"{shown} (+{more})" if more > 0 else shown
    cells = (
        Cell(change.table, Style.LABEL),
        Cell(change.row, Style.LABEL),
        Cell(change.column, Style.LABEL),
        Cell(change.before, change.style),
        Cell(change.after, change.style),
        Cell(numbers or None, Style.LABEL),
    )
    pairs = zip((str(cell.value or "") for cell in cells), _WIDTHS, strict=True)
    return Row(cells, max(-(-len(words) // width) or 1 for words, width in pairs))
