"""The control sheet: identities of the figures, both sides as formulas, and the cases that break one."""

from collections import Counter
from collections.abc import Callable, Iterable

from mediadesk.domain.blank_sheet import letters
from mediadesk.domain.funnel_totals import ENDED, FunnelStep, funnel_totals
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_blocks import BuiltBlock, Figures
from mediadesk.domain.report_build_formulas import count_formula
from mediadesk.domain.report_build_stock import date_formula, quarters
from mediadesk.domain.report_model import Cell, Check, Row, Sheet, SheetKind, Style
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import CaseSet, CountingRule, Filter, counted_on
from mediadesk.domain.types import Outcome

__all__ = ["ControlLine", "control_sheet"]

_CLOSED = (
    "outcome",
    "kind",
    "source",
    "stage",
    "language",
    "mediator_kind",
    "state",
    "step",
    "invitation",
)
_OPEN = ("mediator", "topic", "region", "year", "month")
_NAMED_AT_MOST = 20
_TEXT, _NUMBERS = 66, 22  # signs of a line of words, and of numbers of cases
_QUARTERS = 48  # more make a formula too long
_COUNTED = {
    CountingRule.APPEAL: "case_received",
    CountingRule.CONTRACT: "case_contract",
    CountingRule.END: "case_end",
}

ControlLine = tuple[Check, str, str, Style]
"""A check, its left and its right side as formulas without '=', and how both look."""


def control_sheet(
    figures: Figures,
    sheets: tuple[Sheet, ...],
    built: tuple[tuple[BuiltBlock, ...], ...],
    offsets: tuple[tuple[int, ...], ...],
    period: Period,
    rule: CountingRule,
    more: Iterable[ControlLine] = (),
) -> tuple[Sheet, tuple[Check, ...]]:
    """Build the sheet and give its checks; `more` are lines of the caller's own."""
    lines = [
        *_dimension_lines(figures),
        *_quarter_lines(figures, period, rule),
        *_stock_lines(figures),
        _contract_line(figures),
        *_data_lines(figures),
        *more,
    ]
    for sheet, blocks, places in zip(sheets, built, offsets, strict=True):
        for block, place in zip(blocks, places, strict=True):
            lines += _block_lines(figures, sheet, block, place)
    heads = ("check", "left", "right", "result", "numbers")
    rows = [
        Row((Cell(figures.word("control", " / "), Style.TITLE),)),
        Row((Cell(figures.word("control_note"), Style.SUBTITLE, span=5),), 2),
        Row(tuple(Cell(figures.word(code), Style.HEAD) for code in heads), 2),
    ]
    for line in lines:
        rows.append(_row(line, len(rows) + 1))
    sheet = Sheet(
        code="control",
        name=figures.word("control_sheet", " · "),
        kind=SheetKind.CONTROL,
        rows=tuple(rows),
        widths=(66, 19, 19, 8, 26),
        is_landscape=False,
        head_rows=(2, 2),
    )
    return sheet, tuple(line[0] for line in lines)


def _row(line: ControlLine, number: int) -> Row:
    """Make the row of a check; `number` is its row in the sheet, from 1."""
    check, left, right, style = line
    mark = f'=IF(ABS(B{number}-C{number})<0.005,"✓","✗")'
    numbers = ", ".join(check.numbers)
    cells = (
        Cell(check.text, Style.LABEL),
        Cell(check.left, style, formula=f"={left}"),
        Cell(check.right, style, formula=f"={right}"),
        Cell("✓" if check.holds else "✗", Style.GOOD if check.holds else Style.BAD, formula=mark),
        Cell(numbers or None, Style.TEXT),
    )
    return Row(cells, max(-(-len(check.text) // _TEXT), -(-len(numbers) // _NUMBERS)))


def _dimension_lines(figures: Figures) -> list[ControlLine]:
    """Check for each dimension that the appeals are the sum of its parts."""
    found: list[ControlLine] = []
    everyone = figures.tally.select()
    asked = (name for name in figures.coder.used if name not in (*_CLOSED, *_OPEN))
    for name in (*_CLOSED, *_OPEN, *tuple(asked)):
        listed = () if name in (*_OPEN, "city") else figures.vocabulary.codes.get(name, ())
        known = listed or figures.tally.codes(name)
        where = Filter(((name, tuple(known)),))
        inside = figures.tally.select(where)
        strays = CaseSet(everyone.rows, everyone.bits & ~inside.bits).numbers
        title = figures.said(figures.vocabulary.titles[name], " / ")
        check = Check(
            f"{figures.word('sum_equals', ' / ')}: {title}",
            len(everyone),
            len(inside),
            strays[:_NAMED_AT_MOST],
        )
        left, right = count_formula(Filter(), figures.coder), count_formula(where, figures.coder)
        found.append((check, left, right, Style.COUNT))
    return found


def _quarter_lines(figures: Figures, period: Period, rule: CountingRule) -> list[ControlLine]:
    """Check that the cases of the period are the sum of its quarters."""
    spans = quarters(period)
    if not 1 < len(spans) <= _QUARTERS:
        return []
    rows = figures.tally.rows
    days = Counter(day for row in rows if (day := counted_on(row, rule)) is not None)
    parts = [sum(n for day, n in days.items() if first <= day < after) for first, after in spans]
    column = _COUNTED[rule]
    right = "+".join(
        f'COUNTIFS({column},">="&{date_formula(first)},{column},"<"&{date_formula(after)})'
        for first, after in spans
    )
    check = Check(figures.word("quarters_close", " / "), len(rows), sum(parts))
    return [(check, "COUNTA(case_number)", right, Style.COUNT)]


def _stock_lines(figures: Figures) -> list[ControlLine]:
    """Check that stock at the start, new and ended cases give the stock at the end."""
    if figures.stock is None:
        return []
    parts = list(figures.stock.parts())
    start, new, ended, end = (len(cases) for _, cases, _ in parts)
    formulas = [f"({formula})" for _, _, formula in parts]
    text = figures.word("stock_closes", " / ")
    check = Check(text, start + new - ended, end, figures.stock.strays()[:_NAMED_AT_MOST])
    left = f"{formulas[0]}+{formulas[1]}-{formulas[2]}"
    return [(check, left, formulas[3], Style.COUNT)]


def _contract_line(figures: Figures) -> ControlLine:
    """Check that every contract is under way or has ended: the funnel closes at its last step."""
    totals = funnel_totals(row.outcome for row in figures.tally.rows)
    found = next(each for each in totals.sums if each.code == "contracts")
    check = Check(figures.word("contracts_close", " / "), found.whole, sum(found.parts))
    ends = Filter.of(outcome=[Outcome.RUNNING.value, *(each.value for each in ENDED)])
    left = count_formula(Filter.of(step=FunnelStep.CONTRACT.value), figures.coder)
    return check, left, count_formula(ends, figures.coder), Style.COUNT


def _data_lines(figures: Figures) -> list[ControlLine]:
    """Check what must not occur in any case; each broken check names its cases."""
    found: list[ControlLine] = []
    for word, is_wrong, formula in _RULES:
        wrong = tuple(row.number for row in figures.tally.rows if is_wrong(row))
        check = Check(figures.word(word, " / "), len(wrong), 0, wrong[:_NAMED_AT_MOST])
        found.append((check, formula, "0", Style.COUNT))
    return found


def _is_over(row: StatRow) -> bool:
    return row.claim_tiyn is not None and (row.settled_tiyn or 0) > row.claim_tiyn


def _ends_early(row: StatRow) -> bool:
    starts = max(row.received_on, row.contract_on or row.received_on)
    return row.ended_on is not None and row.ended_on < starts


def _is_settled_without(row: StatRow) -> bool:
    return (row.settled_tiyn or 0) > 0 and row.outcome is not Outcome.AGREEMENT


def _block_lines(
    figures: Figures, sheet: Sheet, block: BuiltBlock, place: int
) -> list[ControlLine]:
    """Check that the rows of a block add up to its total, and crossed columns to theirs."""
    if not block.has_total:
        return []
    found: list[ControlLine] = []
    where = f"'{sheet.name}'!"
    first, last, total = place + block.first + 1, place + block.last + 1, place + block.last + 2
    bodies = block.rows[block.first : block.last + 1]
    ends = block.rows[block.last + 1].cells
    closes = figures.word("column_closes", " / ")
    for column in block.sums:
        left = sum(_number(row.cells[column]) for row in bodies)
        title = f"{block.title} – {' / '.join(block.columns[column - 1].split(chr(10)))}"
        check = Check(f"{closes}: {title}", left, _number(ends[column]))
        letter = letters(column)
        parts = f"SUM({where}{letter}{first}:{letter}{last})" if bodies else "0"
        found.append((check, parts, f"{where}{letter}{total}", ends[column].style))
    for column, start, stop in block.crossings:
        left = sum(_number(cell) for cell in ends[start : stop + 1])
        title = f"{block.title} – {figures.word('total', ' / ')}"
        check = Check(f"{closes}: {title}", left, _number(ends[column]))
        parts = f"SUM({where}{letters(start)}{total}:{letters(stop)}{total})"
        found.append((check, parts, f"{where}{letters(column)}{total}", ends[column].style))
    return found


def _number(cell: Cell) -> float:
    return cell.value if isinstance(cell.value, int | float) else 0


_Rule = tuple[str, Callable[[StatRow], bool], str]
_RULES: tuple[_Rule, ...] = (
    ("settled_over", _is_over, 'SUMPRODUCT((case_claim<>"")*(case_settled>case_claim))'),
    (
        "end_before",
        _ends_early,
        'SUMPRODUCT((case_end<>"")*(((case_end<case_received)'
        '+((case_contract<>"")*(case_end<case_contract)))>0))',
    ),
    (
        "settled_without",
        _is_settled_without,
        'COUNTIFS(case_settled,">0")-COUNTIFS(case_settled,">0",case_outcome,"agreement")',
    ),
)
