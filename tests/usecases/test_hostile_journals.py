"""Hostile and damaged journals: refused with a sentence or read; the centre's file stays as it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.domain.journal_rows import RowResult
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.usecases.desk import Desk
from tests.journal_shapes import SHAPES, write

CORPUS = Path(__file__).parent.parent / "data" / "hostile"
REFUSED = {
    "bomb.xlsx": Code.WORKBOOK_TOO_BIG,
    "cut.xls": Code.NOT_A_WORKBOOK,
    "cut.xlsx": Code.NOT_A_WORKBOOK,
    "entities.xlsx": Code.NOT_A_WORKBOOK,
    "flipped.xls": Code.NOT_A_WORKBOOK,
    "flipped.xlsx": Code.NOT_A_WORKBOOK,
    "nested.ods": Code.NOT_A_WORKBOOK,
    "nul.csv": Code.NOT_A_WORKBOOK,
    "outside.xlsx": Code.NOT_A_WORKBOOK,
    "page.xls": Code.NOT_A_WORKBOOK,
}
READ = {"formulas.csv", "links.xlsx", "merges.xlsx", "paths.xlsx"}


def prints(folder: Path) -> dict[str, str]:
    """Take the hash of every file of a centre but its lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".lock", ".db-shm"}
    }


def test_the_corpus_is_whole() -> None:
    """Every file of the corpus has its expectation."""
    assert {path.name for path in CORPUS.iterdir()} == set(REFUSED) | READ


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_files_are_refused_and_nothing_is_touched(desk: Desk, name: str) -> None:
    """Bombs, entities, cut and flipped files: one of our sentences, the centre as before."""
    before = prints(desk.centre)
    with pytest.raises(WorldTrouble) as caught:
        desk.plan_import(CORPUS / name)
    assert (caught.value.code, caught.value.params) == (REFUSED[name], {"name": name})
    assert prints(desk.centre) == before


@pytest.mark.parametrize("name", sorted(READ))
def test_odd_files_are_read_without_doing_what_they_ask(
    desk: Desk, name: str, tmp_path: Path
) -> None:
    """Paths lead nowhere, links and macros are not followed, formulas come back as text."""
    around = {path.name for path in tmp_path.parent.iterdir()}
    before = prints(desk.centre)
    plan = desk.plan_import(CORPUS / name)
    assert prints(desk.centre) == before
    assert len(plan.rows) == 1
    count = desk.write_rejected(plan, tmp_path / "back.xlsx", lambda text, **p: text % p)
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    formulas = [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    assert count == plan.count(RowResult.REJECTED)
    assert {path.name for path in tmp_path.parent.iterdir()} == around


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    """True journals to be spoiled: one of merged cells, one of several sheets."""
    folder = tmp_path_factory.mktemp("seeds")
    return tuple(
        write(SHAPES[name].make(), folder / f"{name}.xlsx").read_bytes()
        for name in ("merged_down", "by_mediator")
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_spoiled_workbooks_give_our_errors(
    desk: Desk, seeds: tuple[bytes, ...], data: st.DataObject
) -> None:
    """Bits flipped, pieces cut out or doubled: read or refused in our words, nothing written."""
    whole = data.draw(st.sampled_from(seeds))
    spoiled = bytearray(whole)
    places = st.integers(0, len(whole) - 1)
    for place, bit in data.draw(st.lists(st.tuples(places, st.integers(0, 7)), max_size=12)):
        spoiled[place] ^= 1 << bit
    begin, length = data.draw(places), data.draw(st.integers(0, 400))
    if data.draw(st.booleans()):
        del spoiled[begin : begin + length]
    else:
        spoiled[begin:begin] = spoiled[begin : begin + length]
    path = desk.centre.parent / "spoiled.xlsx"
    path.write_bytes(bytes(spoiled))
    before = prints(desk.centre)
    try:
        plan = desk.plan_import(path)
        desk.write_rejected(plan, path.with_name("back.xlsx"), lambda text, **p: text % p)
    except MediaDeskError as error:
        assert error.params.get("name") == "spoiled.xlsx"  # noqa: PT017 (both ends are right)
    assert prints(desk.centre) == before


CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(
        ["Дата обращения", "Стороны", "Итого", "Январь", "05.02", "№ 1 от 05.02.2025", "+", "___",
         "Соглашение от 31.12.2025 на сумму 5 тг", "с 01.02.2025 по 03.02.2025", "1) А Б 2) В Г", "=1+1"]
    ),
)  # fmt: skip
RANGES = st.tuples(*[st.integers(0, 12)] * 4)


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, max_size=8), max_size=12),
    merges=st.lists(RANGES, max_size=4),
)
def test_any_sheet_accounts_for_all_its_rows(
    rows: list[list[object]], merges: list[tuple[int, int, int, int]]
) -> None:
    """Whatever stands in cells and however they are merged, each row is a line or passed over."""
    from tests.journal_grids import DAY, HEAD, WORDS, Book, Sheet, read_journal

    book = Book([Sheet([HEAD, *rows], merges=tuple(merges))])
    read = read_journal(book, WORDS, today=DAY)
    first, height = read.mapping.headings["a"]
    facts = read.sheets[0]
    assert facts.data_rows + len(facts.skipped) == len(rows) + 1 - first - height
    again = read_journal(book, WORDS, read.mapping, today=DAY)
    assert len(again.rows) + len(again.sheets[0].skipped) == len(rows) + 1 - first - height
