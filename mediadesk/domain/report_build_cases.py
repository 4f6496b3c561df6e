"""The sheet of counted cases: by number, with dates, kinds and sums, and no name of a party."""

from mediadesk.domain.report_build_blocks import Figures, tenge
from mediadesk.domain.report_model import Cell, Row, Sheet, SheetKind, Style, Value
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import DIMENSIONS, days_of

__all__ = ["CASE_HEAD_ROW", "cases_sheet"]

_NAMED = ("kind", "stage", "source", "language", "mediator", "topic", "region", "outcome")
_WIDTHS = (11, 12, 22, 18, 20, 13, 20, 14, 20, 18, 12, 12, 7, 17, 17)
_WIDTHS_OF_BOTH = (11, 12, 32, 28, 26, 22, 20, 20, 28, 26, 14, 16, 7, 17, 17)
CASE_HEAD_ROW = 2  # the row of headings, from 0; the first case stands below it


def cases_sheet(figures: Figures) -> Sheet:
    """Build the sheet; its named columns feed the formulas of all others."""
    heads = [figures.word("number"), figures.word("received")]
    heads += [figures.said(figures.vocabulary.titles[name]) for name in _NAMED]
    heads += [figures.word(code) for code in ("contract", "end", "days", "claim", "settled")]
    hidden = len(heads)
    heads += list(DIMENSIONS)
    styles = (
        Style.TEXT, Style.DATE, *(Style.TEXT for _ in _NAMED), Style.DATE, Style.DATE, Style.DAYS,
        figures.money, figures.money, *(Style.TEXT for _ in DIMENSIONS),
    )  # fmt: skip
    tail = ("contract", "end", "days", "claim", "settled")
    first_of_tail = 2 + len(_NAMED)
    names = [("case_number", 0), ("case_received", 1)]
    names += [(f"case_{code}", first_of_tail + n) for n, code in enumerate(tail)]
    names += [(f"case_{name}", hidden + n) for n, name in enumerate(DIMENSIONS)]
    is_both = figures.language == "both"
    return Sheet(
        code="cases",
        name=figures.word("cases_sheet", " · "),
        kind=SheetKind.CASES,
        rows=(
            Row((Cell(figures.word("cases", " / "), Style.TITLE),)),
            Row((Cell(figures.word("cases_note"), Style.SUBTITLE, span=len(_WIDTHS)),), 2),
            Row(tuple(Cell(head, Style.HEAD) for head in heads), 3),
        ),
        widths=(*(_WIDTHS_OF_BOTH if is_both else _WIDTHS), *(12 for _ in DIMENSIONS)),
        head_rows=(CASE_HEAD_ROW, CASE_HEAD_ROW),
        names=tuple(names),
        hidden_from=hidden,
        body=_lines(figures),
        body_styles=styles,
        body_lines=2 if is_both else 1,
    )


def _lines(figures: Figures) -> tuple[tuple[Value, ...], ...]:
    """Make one line per case: words for people, then codes for formulas."""
    labels: dict[tuple[str, str], str] = {}
    codes: dict[tuple[str, str], str] = {}
    for name in DIMENSIONS:
        for code in figures.tally.codes(name):
            labels[name, code] = figures.said(figures.vocabulary.name(name, code))
            codes[name, code] = figures.coder.code(name, code)
    return tuple(_line(row, labels, codes) for row in figures.tally.rows)


def _line(
    row: StatRow, labels: dict[tuple[str, str], str], codes: dict[tuple[str, str], str]
) -> tuple[Value, ...]:
    mine = {name: read(row) for name, read in DIMENSIONS.items()}
    return (
        row.number,
        row.received_on,
        *[labels[name, mine[name]] for name in _NAMED],
        row.contract_on,
        row.ended_on,
        days_of(row),
        tenge(row.claim_tiyn),
        tenge(row.settled_tiyn),
        *[codes[name, code] for name, code in mine.items()],
    )
