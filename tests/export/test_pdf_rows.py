"""How rows part between pages: at one height, two lines at least on either side, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mediadesk.domain.types import Languages
from mediadesk.export import pdf_fonts
from mediadesk.export.pdf_rows import Ending, Row, Stack
from mediadesk.export.pdf_text import Setting, Words
from tests.export import made_documents as made

WIDTH, PAGE = 500.0, 700.0
SETTING = Setting(made.letter(Languages.BOTH), WIDTH, draft=False)
COLUMNS = [(0.0, 240.0), (260.0, 240.0)]


@pytest.fixture(autouse=True)
def _fonts() -> None:
    pdf_fonts.prepare()


def words(count: int) -> Words | None:
    said = made.text(" ".join(f"слово{n}" for n in range(count)))
    return SETTING.words(said, "clause", "ru", None) if said else None


def row(left: int, right: int, **more: float) -> Row:
    made_row = Row([words(left), words(right)], COLUMNS, **more)
    made_row.wrap(WIDTH, PAGE)
    return made_row


def lines(cell: Words | None) -> int:
    if cell is None:
        return 0
    cell.wrap(240.0, PAGE)
    return round(cell.height / cell.style.leading)


COUNTS = st.integers(0, 250)


@settings(deadline=None)
@given(COUNTS, COUNTS, st.floats(1, PAGE))
def test_a_row_parts_at_one_height(left: int, right: int, room: float) -> None:
    whole = row(left, right)
    before = [lines(cell) for cell in whole.cells]
    height = whole.height
    parts = row(left, right).split(WIDTH, room)
    if height <= room:
        assert len(parts) == 1
        return
    assert len(parts) in {0, 2}
    if not parts:
        return
    upper, lower = parts
    assert upper.wrap(WIDTH, room)[1] <= room + 0.01
    for count, first, second in zip(before, upper.cells, lower.cells, strict=True):
        assert lines(first) + lines(second) == count
        if lines(first) and lines(second):
            assert min(lines(first), lines(second)) >= 2


@settings(deadline=None)
@given(st.integers(1, 8), COUNTS, st.floats(1, PAGE - 2))
def test_a_heading_goes_with_two_lines_at_least(title: int, body: int, room: float) -> None:
    assume(body > 40)
    stack = Stack([row(title, title, after=4.0), row(body, body)], 1, PAGE)
    parts = stack.split(WIDTH, room)
    if not parts:
        return
    upper = parts[0]
    assert isinstance(upper, Stack)
    assert len(upper.parts) == 2
    assert lines(upper.parts[1].cells[0]) >= 2
    assert upper.wrap(WIDTH, room)[1] <= room + 0.01


@settings(deadline=None)
@given(st.integers(1, 900), st.floats(20, 400), st.floats(1, PAGE))
def test_signatures_go_with_the_end_of_the_text(body: int, signed: float, room: float) -> None:
    from reportlab.platypus import Spacer

    parts = Ending(row(body, body), [Spacer(1, signed)], PAGE, 14.4).split(WIDTH, room)
    if not parts:
        return
    *_most, last = parts
    assert isinstance(last, Ending)
    assert lines(last.parts[0].cells[0]) >= min(2, lines(words(body)))
    if len(parts) == 2:
        assert parts[0].wrap(WIDTH, room)[1] <= room + 0.01
        assert lines(last.parts[0].cells[0]) >= 4
