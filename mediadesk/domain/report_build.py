"""Builds a report: a form pack over the appeals of a period, with its cases and control sheets."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_blocks import BuiltBlock, Figures, build_block
from mediadesk.domain.report_build_cases import carried_sheet, cases_sheet, told_rates
from mediadesk.domain.report_build_control import control_sheet
from mediadesk.domain.report_build_forms import Block, FormPack, SheetPlan, Vocabulary
from mediadesk.domain.report_build_formulas import Coder
from mediadesk.domain.report_build_stock import Stock
from mediadesk.domain.report_figures import FIGURE_WORDS
from mediadesk.domain.report_model import (
    CHART_ROWS,
    Cell,
    Chart,
    Report,
    Row,
    Sheet,
    SheetKind,
    Style,
    Value,
)
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import Tally, in_period

__all__ = ["build_report", "money_style", "report_json"]

_CHARTED = 3  # of the columns of a crossed table, the last ones
_NAME_LENGTH = 28
_WIDE_LABEL, _NARROW = 36, 10
_MONEY_WIDTH = 22
_LEAST_WIDTH = 90
_LETTERS = 1.05  # letters are narrower than the digits that column widths count
_WRAPPED = (Style.TITLE, Style.SUBTITLE, Style.FACT, Style.HEAD, Style.LABEL)


def build_report(
    pack: FormPack,
    rows: Iterable[StatRow],
    period: Period,
    language: str,
    *,
    vocabulary: Vocabulary,
    centre: Words,
    made_on: date | None = None,
) -> Report:
    """Build the report in 'ru', 'kk' or 'both' (Kazakh above Russian); any other language is Russian.

    `rows` may hold more than the period; the form's counting rule decides. `centre` is the name of
    the centre, `made_on` the day of the report.
    """
    language = language if language in ("ru", "kk", "both") else "ru"
    meant = _meant(pack, rows)
    counted = in_period(meant, period, pack.counts_by)
    tally, stock = Tally(counted), Stock.of(meant, counted, period, pack.counts_by)
    figures = Figures(tally, vocabulary, language, Coder(tally), money_style(counted), stock)
    plans = pack.sheets
    built = [tuple(build_block(block, figures) for block in plan.blocks) for plan in plans]
    facts = _title_rows(pack, figures, period, centre, made_on)
    sheets: list[Sheet] = []
    for number, (plan, blocks) in enumerate(zip(plans, built, strict=True), 1):
        closing = _signatures(pack, figures) if plan is plans[-1] else ()
        sheets.append(_figure_sheet(plan, blocks, facts, closing, figures, number))
    offsets = [_offsets(facts, plan, blocks) for plan, blocks in zip(plans, built, strict=True)]
    control, checks = control_sheet(
        figures, tuple(sheets), tuple(built), tuple(offsets), period, pack.counts_by
    )
    carried = carried_sheet(figures)
    more = (carried,) if carried is not None else ()
    return Report(
        form=pack.code,
        title=pack.title.of(language, " / "),
        period=period,
        language=language,
        sheets=(*sheets, *more, control, cases_sheet(figures)),
        rows=counted,
        checks=checks,
        made_on=made_on,
        edition=pack.edition,
        author=centre.of(language, " / "),
        words={
            "page": figures.word("page", " / "),
            "of": "/" if language == "both" else figures.word("of"),
            "period": _said_period(period, figures),
            **{code: figures.word(code, glue) for code, glue in FIGURE_WORDS.items()},
        },
    )


def _meant(pack: FormPack, rows: Iterable[StatRow]) -> tuple[StatRow, ...]:
    """Give the appeals the form counts at all."""
    return tuple(row for row in rows if pack.where.passes(row)) if pack.where.parts else tuple(rows)


def report_json(report: Report) -> dict[str, object]:
    """Give a report as plain data for the command line: sheets of rows of values, and its checks."""
    return {
        "form": report.form,
        "period": report.period.label,
        "language": report.language,
        "appeals": len(report.rows),
        "sound": report.is_sound,
        "sheets": [
            {
                "name": sheet.name,
                "rows": [[_plain(cell.value) for cell in row.cells] for row in sheet.rows]
                + [[_plain(v) for v in line[: sheet.hidden_from]] for line in sheet.body],
            }
            for sheet in report.sheets
        ],
        "checks": [
            {"text": c.text, "left": c.left, "right": c.right, "holds": c.holds, "cases": c.numbers}
            for c in report.checks
        ],
    }


def _plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _sheet_name(name: str, short: str, number: int) -> str:
    """Give a name a spreadsheet allows: short, without its signs, numbered so that none is taken twice."""
    name = name if len(name) <= _NAME_LENGTH else short
    clean = "".join(" " if sign in "[]:*?/\\'" else sign for sign in name)
    return f"{number} {clean}"[: _NAME_LENGTH + 3].strip()


def money_style(rows: tuple[StatRow, ...]) -> Style:
    """Show tiyn only if some sum has them."""
    has_tiyn = any((r.claim_tiyn or 0) % 100 or (r.settled_tiyn or 0) % 100 for r in rows)
    return Style.MONEY2 if has_tiyn else Style.MONEY


def _title_rows(
    pack: FormPack, figures: Figures, period: Period, centre: Words, made_on: date | None
) -> tuple[Row, ...]:
    """Make the head of each sheet: title, centre, recipient, period, counting rule, way to the cases."""
    days = f"{period.first:%d.%m.%Y} – {period.last:%d.%m.%Y}"
    facts = [
        ("centre", figures.said(centre, " / ")),
        ("recipient", figures.said(pack.recipient, " / ")),
        ("period", days),
        ("rule", figures.word(f"rule_{pack.counts_by.value}", " / ")),
        ("rates", told_rates(figures)),
        ("valid", _valid(pack, figures)),
        ("made_on", f"{made_on:%d.%m.%Y}" if made_on else ""),
    ]
    title = figures.said(pack.title)
    rows = [Row((Cell(title, Style.TITLE),), title.count("\n") + 1)]
    rows += [
        Row((Cell(figures.word(code, " / "), Style.SUBTITLE), Cell(text, Style.FACT)))
        for code, text in facts
        if text
    ]
    return (*rows, Row((Cell(figures.word("to_cases", " / "), Style.LINK),)), Row())


def _said_period(period: Period, figures: Figures) -> str:
    """Name a month or a quarter in words, any other period as it is written."""
    part = "quarter" if "-Q" in period.label else "month"
    return figures.said(figures.vocabulary.name(part, period.label), " / ")


def _valid(pack: FormPack, figures: Figures) -> str:
    """Say since when, and until when, the form is used."""
    since = f"{pack.valid_from:%d.%m.%Y}"
    if pack.valid_to:
        return f"{since} – {pack.valid_to:%d.%m.%Y}"
    return figures.word("valid_since", " / ").replace("{day}", since)


def _signatures(pack: FormPack, figures: Figures) -> tuple[Row, ...]:
    rows: list[Row] = []
    for who in pack.signatures:
        rows += [
            Row(),
            Row((Cell(figures.said(who), Style.FACT), Cell(None, Style.LINE, span=3)), 2),
            Row(
                (Cell(None, Style.FACT), Cell(figures.word("signature", " / "), Style.SIGN, span=3))
            ),
        ]
    return tuple(rows)


def _offsets(
    facts: tuple[Row, ...], plan: SheetPlan, blocks: tuple[BuiltBlock, ...]
) -> tuple[int, ...]:
    """Tell at which row (from 0) of its sheet each block starts."""
    place, found = len(facts), []
    for block, built in zip(plan.blocks, blocks, strict=True):
        found.append(place)
        place += len(built.rows) + 1 + (CHART_ROWS if block.chart else 0)
    return tuple(found)


def _figure_sheet(
    plan: SheetPlan,
    blocks: tuple[BuiltBlock, ...],
    facts: tuple[Row, ...],
    closing: tuple[Row, ...],
    figures: Figures,
    number: int,
) -> Sheet:
    """Put the blocks of one sheet below its head."""
    widths = _widths(blocks)
    rows, charts = [_lined(_spread(row, len(widths)), widths) for row in facts], []
    for block, built, offset in zip(
        plan.blocks, blocks, _offsets(facts, plan, blocks), strict=True
    ):
        rows += [_lined(row, widths) for row in built.rows]
        rows.append(Row())
        if block.chart:
            charts.append(_chart(block, built, offset))
            rows += [Row()] * CHART_ROWS
    first = blocks[0]
    head = (len(facts) + first.head[0], len(facts) + first.head[1])
    return Sheet(
        code=plan.code,
        name=_sheet_name(figures.said(plan.name, " · "), plan.name.ru, number),
        kind=SheetKind.FIGURES,
        rows=(*rows, *closing),
        widths=widths,
        head_rows=head if len(blocks) == 1 else None,
        is_landscape=plan.is_landscape,
        charts=tuple(charts),
    )


def _chart(block: Block, built: BuiltBlock, offset: int) -> Chart:
    columns = tuple(n for n, code in enumerate(built.codes, 1) if code in block.chart_of)
    if not block.chart_of:
        crossed = [n for n, code in enumerate(built.codes, 1) if not code]
        columns = tuple(crossed[-_CHARTED:])
    return Chart(
        kind=block.chart,
        title=built.title,
        row=offset + len(built.rows) + 1,
        label_column=0,
        value_columns=columns or (1,),
        head_row=offset + built.head[0 if block.chart_of else 1],
        first_row=offset + built.first,
        last_row=offset + built.last,
    )


def _widths(blocks: tuple[BuiltBlock, ...]) -> tuple[int, ...]:
    """Give widths in characters: the longest word of a heading fits, and every sum."""
    widths = [_WIDE_LABEL]
    for built in blocks:
        for row in built.rows[built.head[0] :]:
            place = 0
            for cell in row.cells:
                while place >= len(widths):
                    widths.append(_NARROW)
                if place and cell.span == 1:
                    widths[place] = max(widths[place], _width(cell))
                place += cell.span
    while sum(widths) < _LEAST_WIDTH:
        widths.append(_NARROW)
    return tuple(widths)


def _width(cell: Cell) -> int:
    if cell.style in (Style.MONEY, Style.MONEY2, Style.DOLLARS):
        return _MONEY_WIDTH
    if cell.style is Style.HEAD:
        return max((len(word) for word in str(cell.value or "").split()), default=0) + 2
    return _NARROW


def _spread(row: Row, columns: int) -> Row:
    """Let the last words of a row of the head take all columns that are left."""
    if not row.cells or row.cells[-1].style not in (Style.TITLE, Style.FACT):
        return row
    last = replace(row.cells[-1], span=columns - len(row.cells) + 1)
    return Row((*row.cells[:-1], last), row.height)


def _lined(row: Row, widths: tuple[int, ...]) -> Row:
    """Make the row as high as its words need, wrapped at the width of their columns."""
    lines, place = 1, 0
    for cell in row.cells:
        width = sum(widths[place : place + cell.span])
        room = width if cell.style is Style.HEAD else int(width * _LETTERS)
        if cell.style in _WRAPPED:
            needed = sum(
                -(-len(part) // max(room, 1)) for part in str(cell.value or "").split("\n")
            )
            lines = max(lines, -(-needed // cell.rows))
        place += cell.span
    return Row(row.cells, lines)
