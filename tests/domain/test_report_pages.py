"""Pages of a printed sheet: whole tables, charts and signatures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.report_model import CHART_ROWS, Cell, Chart, Row, Sheet, SheetKind, Style
from mediadesk.domain.report_pages import Piece, page_starts, pieces


def table(rows: int) -> list[Row]:
    head = [Row((Cell("1. Виды", Style.CAPTION),)), Row((Cell("Вид", Style.HEAD),))]
    return [*head, *[Row((Cell("Труд", Style.LABEL),))] * rows, Row()]


def sheet(rows: list[Row], charts: tuple[Chart, ...] = ()) -> Sheet:
    return Sheet("s", "1 Свод", SheetKind.FIGURES, tuple(rows), (20,), charts=charts)


def test_tables_charts_and_signatures_are_found() -> None:
    signature = [
        Row((Cell("Кто", Style.FACT), Cell(None, Style.LINE))),
        Row((Cell("", Style.SIGN),)),
    ]
    rows = [Row((Cell("Свод", Style.TITLE),)), Row(), *table(2), *[Row()] * CHART_ROWS, *signature]
    chart = Chart("bar", "Виды", 7, 0, (1,), 3, 4, 5)
    assert pieces(sheet(rows, (chart,))) == (
        Piece(2, 5, (3, 3)),
        Piece(7, 6 + CHART_ROWS),
        Piece(7 + CHART_ROWS, 8 + CHART_ROWS),
    )


def test_tables_may_follow_each_other_without_a_gap_and_need_no_heading() -> None:
    caption = Row((Cell("1. Виды", Style.CAPTION),))
    assert pieces(sheet([caption, caption])) == (Piece(0, 0), Piece(1, 1))


def test_a_table_that_does_not_fit_begins_a_page() -> None:
    found = sheet([*table(4), *table(4)])
    assert page_starts(found, [1.0] * len(found.rows), 10) == (7,)
    assert page_starts(found, [1.0] * len(found.rows), 20) == ()


def test_a_table_longer_than_a_page_begins_where_half_a_page_is_left() -> None:
    found = sheet([*table(1), *table(30), *table(2)])
    assert page_starts(found, [1.0] * len(found.rows), 10) == (37,)
    later = sheet([*table(5), *table(30)])
    assert page_starts(later, [1.0] * len(later.rows), 10) == (8,)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(14, 40))
def test_no_table_that_fits_on_a_page_is_cut(sizes: list[int], room: int) -> None:
    found = sheet([row for size in sizes for row in table(size)])
    starts = set(page_starts(found, [1.0] * len(found.rows), room))
    page_of, page, used = {}, 0, 0
    for at in range(len(found.rows)):
        if at in starts or used + 1 > room:
            page, used = page + 1, 0
        page_of[at], used = page, used + 1
    for piece in pieces(found):
        assert page_of[piece.first] == page_of[piece.last]
