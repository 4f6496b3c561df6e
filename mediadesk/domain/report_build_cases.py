"""The sheet of counted cases: by number, with dates, kinds and sums, and no name of a party."""

from collections.abc import Callable, Iterable

from mediadesk.domain.dollars import Dollars
from mediadesk.domain.report_build_blocks import CENTS, Figures, tenge
from mediadesk.domain.report_build_stock import CARRIED_NAMES
from mediadesk.domain.report_model import Cell, Row, Sheet, SheetKind, Style, Value
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import days_of

__all__ = ["CASE_HEAD_ROW", "carried_sheet", "cases_sheet", "told_rates"]

_NAMED = ("kind", "stage", "source", "language", "mediator", "topic", "region", "outcome")
_CARRIED_WIDTHS = (24, 22, 22, 22)
_WIDTHS = (11, 12, 22, 18, 20, 13, 20, 14, 20, 18, 12, 12, 7, 17, 17)
_WIDTHS_OF_BOTH = (11, 12, 32, 28, 26, 22, 20, 20, 28, 26, 14, 16, 7, 17, 17)
_SUMS: dict[str, Callable[[StatRow, Dollars], Value]] = {
    "claim_usd": lambda row, dollars: dollars.claim_cents(row) / CENTS,
    "settled_usd": lambda row, dollars: dollars.settled_cents(row) / CENTS,
    "fee": lambda row, _: tenge(row.fee_tiyn),
    "persons": lambda row, _: row.drawn_in,
}
CASE_HEAD_ROW = 2  # the row of headings, from 0; the first case stands below it


def cases_sheet(figures: Figures) -> Sheet:
    """Build the sheet; its named columns feed the formulas of all others."""
    heads = [figures.word("number"), figures.word("received")]
    heads += [figures.said(figures.vocabulary.titles[name]) for name in _NAMED]
    heads += [figures.word(code) for code in ("contract", "end", "days", "claim", "settled")]
    hidden = len(heads)
    coded, sums = figures.coder.used, _sums(figures)
    heads += [*coded, *sums]
    styles = (
        Style.TEXT, Style.DATE, *(Style.TEXT for _ in _NAMED), Style.DATE, Style.DATE, Style.DAYS,
        figures.money, figures.money, *(Style.TEXT for _ in coded),
        *(Style.NUMBER for _ in sums),
    )  # fmt: skip
    tail = ("contract", "end", "days", "claim", "settled")
    first_of_tail = 2 + len(_NAMED)
    names = [("case_number", 0), ("case_received", 1)]
    names += [(f"case_{code}", first_of_tail + n) for n, code in enumerate(tail)]
    names += [(f"case_{name}", hidden + n) for n, name in enumerate((*coded, *sums))]
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
        widths=(*(_WIDTHS_OF_BOTH if is_both else _WIDTHS), *(12 for _ in (*coded, *sums))),
        head_rows=(CASE_HEAD_ROW, CASE_HEAD_ROW),
        names=tuple(names),
        hidden_from=hidden,
        body=_lines(figures),
        body_styles=styles,
        body_lines=2 if is_both else 1,
    )


def carried_sheet(figures: Figures) -> Sheet | None:
    """Build the sheet of cases that were there when the period began; None without any."""
    if figures.stock is None or not figures.stock.carried:
        return None
    heads = [figures.word(code) for code in ("number", "received", "contract", "end")]
    return Sheet(
        code="carried",
        name=figures.word("carried_sheet", " · "),
        kind=SheetKind.CASES,
        rows=(
            Row((Cell(figures.word("carried", " / "), Style.TITLE),)),
            Row(
                (Cell(figures.word("carried_note"), Style.SUBTITLE, span=len(_CARRIED_WIDTHS)),), 2
            ),
            Row(tuple(Cell(head, Style.HEAD) for head in heads), 2),
        ),
        widths=_CARRIED_WIDTHS,
        is_landscape=False,
        head_rows=(CASE_HEAD_ROW, CASE_HEAD_ROW),
        names=tuple((name, number) for number, name in enumerate(CARRIED_NAMES)),
        body=tuple(
            (row.number, row.received_on, row.contract_on, row.ended_on)
            for row in figures.stock.carried
        ),
        body_styles=(Style.TEXT, Style.DATE, Style.DATE, Style.DATE),
    )


def _lines(figures: Figures) -> tuple[tuple[Value, ...], ...]:
    """Make one line per case, column by column: words for people, then codes for formulas."""
    tally, dollars = figures.tally, figures.vocabulary.dollars
    rows = tally.rows
    columns: list[Iterable[Value]] = [
        [row.number for row in rows],
        [row.received_on for row in rows],
        *(tally.column(name, _said(figures, name)) for name in _NAMED),
        [row.contract_on for row in rows],
        [row.ended_on for row in rows],
        map(days_of, rows),
        [tenge(row.claim_tiyn) for row in rows],
        [tenge(row.settled_tiyn) for row in rows],
        *(tally.column(name, _coded(figures, name)) for name in figures.coder.used),
        *([_SUMS[name](row, dollars) for row in rows] for name in _sums(figures)),
    ]
    return tuple(zip(*columns, strict=True))


def _said(figures: Figures, name: str) -> dict[str, Value]:
    vocabulary, codes = figures.vocabulary, figures.tally.codes(name)
    return {code: figures.said(vocabulary.name(name, code)) for code in codes}


def _coded(figures: Figures, name: str) -> dict[str, Value]:
    return {code: figures.coder.code(name, code) for code in figures.tally.codes(name)}


def _sums(figures: Figures) -> tuple[str, ...]:
    """Name the columns of numbers beside those for people."""
    return tuple(name for name in figures.coder.sums if name in _SUMS)


def told_rates(figures: Figures) -> str:
    """State the rule of sums in dollars and the rates used; nothing where no sum is in dollars."""
    if not {"claim_usd", "settled_usd"} & set(figures.coder.sums):
        return ""
    dollars = figures.vocabulary.dollars
    told: list[str] = []
    known: set[int] = set()
    for year in sorted({row.received_on.year for row in figures.tally.rows}):
        found = dollars.year_of(year)
        if found is not None:
            rate = f"{dollars.rates[found] / 10_000:.2f}".replace(".", ",")
            told.append(f"{year} – {rate} ₸" + (f" ({found})" if found != year else ""))
            known.add(found)
    if not told:
        return ""
    parts = [f"{figures.word('rates_rule', ' / ')}: {'; '.join(told)}"]
    source = figures.said(dollars.source, " / ")
    if dollars.source.ru:
        parts.append(f"{figures.word('rates_source', ' / ')}: {source}")
    parts.append(figures.word(_confirmed(known, dollars.confirmed), " / "))
    return ". ".join(parts)


def _confirmed(known: set[int], confirmed: frozenset[int]) -> str:
    """Name the word for rates that were compared with their publication, or not all of them."""
    return "rates_confirmed" if known <= confirmed else "rates_unconfirmed"
