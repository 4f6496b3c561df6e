"""Files that journals come in: every kind is read, and what has no value is told."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain.journal_rows import RowResult
from mediadesk.errors import Code
from mediadesk.export.journal_reader import read_book
from mediadesk.export.rejected import write_rejected
from tests.journal_files import (
    DATA,
    HEAD,
    LINE,
    inline,
    line,
    ods,
    ods_package,
    ods_row,
    read,
    refusal,
    xlsx,
)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_workbooks(kind: str) -> None:
    """A workbook of another kind gives the same rows; a formula gives its kept value."""
    rows = read(DATA / f"small.{kind}").rows
    assert [r.result for r in rows] == [RowResult.NEW, RowResult.NEW]
    assert [r.number for r in rows] == ["1", "2"]
    assert [r.received_on for r in rows] == [date(2024, 2, 5), date(2024, 3, 6)]
    assert [r.claim_tiyn for r in rows] == [150_000_000, 50_000_000]
    assert [str(r.outcome) for r in rows] == ["agreement", "refusal"]
    assert rows[0].parties[0].identifier == "900101300017"


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_text_tables(tmp_path: Path, mark: str, encoding: str) -> None:
    """A text table is read whatever parts its cells and whatever its letters are written in."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([["Журнал"], HEAD, LINE])
    path = tmp_path / "journal.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    (row,) = read(path).rows
    assert row.result is RowResult.NEW
    assert [p.name for p in row.parties] == ["Ахметова Г.", "Ким О.В."]
    assert row.claim_tiyn == 15_000_000


def test_missing_and_empty_files(tmp_path: Path) -> None:
    """A missing file, an empty one, a workbook without a row and one without a journal."""
    assert refusal(tmp_path / "a.xlsx") is Code.FILE_MISSING
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert refusal(tmp_path / "b.xlsx") is Code.WORKBOOK_EMPTY
    assert refusal(xlsx(tmp_path / "c.xlsx", [])) is Code.WORKBOOK_EMPTY
    other = xlsx(tmp_path / "d.xlsx", [line(1, ["Список", "товаров"])])
    assert refusal(other) is Code.HEADINGS_NOT_FOUND


def cells(number: int, claim: str) -> str:
    """Return the usual row with another cell for the sum."""
    return line(number, LINE).replace(inline(f"E{number}", LINE[4]), claim)


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ('<c r="E2"><f>100*2</f></c>', "formula"),
        ('<c r="E2"><f>100*2</f><v></v></c>', "formula"),
        ('<c r="E2"><f>100*2</f><v/></c>', "formula"),
        ('<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "cell_error"),
        ('<c r="E2" t="inlineStr"><is><t>#REF!</t></is></c>', "cell_error"),
    ],
)
def test_cells_without_a_value(tmp_path: Path, claim: str, code: str) -> None:
    """A formula never reckoned or an error is told, not taken for nothing."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), cells(2, claim), line(3, LINE)])
    book = read_book(path)
    first, second = read(path).rows
    assert first.result is RowResult.REJECTED
    assert [(r.code, r.column) for r in first.reasons] == [(code, "Сумма спора")]
    assert second.result is RowResult.NEW
    out = tmp_path / "r.xlsx"
    assert write_rejected(book, read(path), out, lambda text, **p: text % p) == 1
    assert "Сумма спора: " in str(openpyxl.load_workbook(out)["Журнал"].cell(2, 7).value)


@pytest.mark.parametrize(
    ("claim", "tiyn"),
    [
        ('<c r="E2"><f>100*2</f><v>200</v></c>', 20_000),
        ('<c r="E2" t="str"><f>IF(A1="","","")</f><v></v></c>', None),
        ("<c><v>300</v></c>", 30_000),
    ],
)
def test_formulas_with_a_value(tmp_path: Path, claim: str, tiyn: int | None) -> None:
    """The kept value of a formula counts, an empty text too; a cell may lack its place."""
    (row,) = read(xlsx(tmp_path / "a.xlsx", [line(1, HEAD), cells(2, claim)])).rows
    assert (row.result, row.claim_tiyn) == (RowResult.NEW, tiyn)


def test_formula_behind_the_last_value(tmp_path: Path) -> None:
    """A row of formulas without values at the end is data as well."""
    last = '<row><c r="B2"><f>B1</f></c><c r="C2"><f>C1</f></c></row>'
    (row,) = read(xlsx(tmp_path / "a.xlsx", [line(1, HEAD), last])).rows
    assert {r.code for r in row.reasons} == {"formula"}


def test_formulas_of_ods(tmp_path: Path) -> None:
    """Formulas without a value and errors are told in ods as well."""
    blank = '<table:table-cell table:formula="of:=1+1"/>'
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    lines = [
        ods_row(LINE[:4]).replace("</table:table-row>", f"{c}</table:table-row>")
        for c in (blank, error)
    ]
    rows = read(ods(tmp_path / "a.ods", ods_row(HEAD) + "".join(lines))).rows
    assert [[r.code for r in row.reasons] for row in rows] == [["formula"], ["cell_error"]]


def test_long_and_doubled_sheet_names_come_back(tmp_path: Path) -> None:
    """Names of sheets that Excel does not allow are shortened, and kept apart."""
    bad = ods_row((LINE[0], "31.02.2025", *LINE[2:]))
    name = "Журнал обращений за весь 2025 год"
    path = ods(tmp_path / "a.ods", ods_row(HEAD) + bad)
    with zipfile.ZipFile(path) as package:
        text = package.read("content.xml").decode()
    table = text[text.index("<table:table ") : text.index("</office:spreadsheet>")]
    both = table.replace("Журнал", f"{name} 1/2") + table.replace("Журнал", f"{name} 2/2")
    ods_package(path, text.replace(table, both).encode())
    out = tmp_path / "r.xlsx"
    assert write_rejected(read_book(path), read(path), out, lambda text, **p: text % p) == 2
    sheets = openpyxl.load_workbook(out).sheetnames
    assert len({s.casefold() for s in sheets}) == 2
    assert all(len(s) <= 31 for s in sheets)


def test_nothing_rejected_is_an_empty_workbook(tmp_path: Path) -> None:
    """With nothing to tell, the workbook has no rows."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), line(2, LINE)])
    say: Callable[..., str] = lambda text, **p: text % p  # noqa: E731
    assert write_rejected(read_book(path), read(path), tmp_path / "r.xlsx", say) == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").active.max_row == 1
