"""One office, sixteen ways to keep its journal, in every kind of file: each gives the true totals."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.journals import JournalRead
from tests.journal_files import DATA, read
from tests.journal_shapes import SHAPES, write
from tests.journal_truth import TRUTH, added_up, expected


def proved(result: JournalRead, name: str) -> None:
    """Demand the true totals of a shape, and that no row was rejected."""
    untold = SHAPES[name].untold
    told = expected(TRUTH, *untold)
    if name == "several_lines":
        told = replace(told, parties=told.parties + 4)
    assert result.count(RowResult.REJECTED) == 0
    assert added_up(result.rows, *untold) == told


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_the_true_totals(tmp_path: Path, name: str) -> None:
    """Whatever a journal looks like, its rows, outcomes, kinds, sums and parties are the same."""
    proved(read(write(SHAPES[name].make(), tmp_path / "journal.xlsx")), name)


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("name", ["quarters", "merged_down", "months"])
def test_other_kinds_of_workbooks_give_the_same(name: str, kind: str) -> None:
    """Merged cells, several sheets and totals are understood in the old and the open format too."""
    proved(read(DATA / f"{name}.{kind}"), name)


@pytest.mark.parametrize("mark", [";", "\t", ",", "sep=|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16", "utf-16-le", "kz1048"])
def test_text_tables_give_the_same(tmp_path: Path, mark: str, encoding: str) -> None:
    """A text table saved by any program, in the letters it can hold."""
    name = "two_rows" if encoding == "kz1048" else "one_cell"
    (page,) = SHAPES[name].make()
    out = io.StringIO()
    if mark.startswith("sep="):
        out.write(f"{mark}\r\n")
    lines = csv.writer(out, delimiter=mark[-1])
    for row in page.rows:
        lines.writerow([f"{c:%d.%m.%Y}" if isinstance(c, date) else c for c in row])
    path = tmp_path / "journal.csv"
    path.write_bytes(out.getvalue().encode(encoding, "replace"))
    proved(read(path), name)


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    """Each row passed over has its reason, and all rows are accounted for."""
    (page,) = SHAPES["quarters"].make()
    result = read(write([page], tmp_path / "journal.xlsx"))
    (facts,) = result.sheets
    why = {reason for _, reason in facts.skipped}
    assert why == {"blank", "total", "heading", "column numbers", "section", "signature"}
    assert facts.data_rows == len(TRUTH)
    first, height = result.mapping.headings["2024"]
    assert len(facts.skipped) + facts.data_rows == len(page.rows) - first - height


def test_sheets_that_would_count_twice_are_off(tmp_path: Path) -> None:
    """A hidden sheet and one that repeats the others are shown, and not read."""
    sheets = read(write(SHAPES["by_mediator"].make(), tmp_path / "a.xlsx")).sheets
    assert [(s.name, s.is_off, s.is_hidden) for s in sheets][2] == ("старый", True, True)
    assert sheets[2].data_rows == len(TRUTH)
    sheets = read(write(SHAPES["year_again"].make(), tmp_path / "b.xlsx")).sheets
    assert [s.is_off for s in sheets] == [True, True, False]
    assert [s.repeats for s in sheets] == [True, True, False]


def test_further_parties_are_on_their_side(tmp_path: Path) -> None:
    """A line that goes on adds a party to the side under whose heading it stands, with a doubt."""
    result = read(write(SHAPES["several_lines"].make(), tmp_path / "journal.xlsx"))
    row = next(r for r in result.rows if len(r.parties) == 3)
    assert [p.is_first for p in row.parties] == [True, False, False]
    assert row.result is RowResult.DOUBTFUL
    assert "goes_on" in [r.code for r in row.reasons]
