"""Files that journals come in, honest and hostile: every kind is read or refused in words."""

import csv
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary
from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.journals import JournalRead, read_journal
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.export.journal_guard import Limits, survey
from mediadesk.export.journal_reader import read_book
from mediadesk.export.rejected import write_rejected

DATA = Path(__file__).parents[1] / "data" / "journals"
DAY = date(2025, 12, 31)
HEAD = ("№", "Дата обращения", "Сторона 1", "Сторона 2", "Сумма спора", "Результат")
LINE = ("1", "05.02.2025", "Ахметова Г.", "Ким О.В.", "150 000", "отказ")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> JournalRead:
    """Read a journal as of the last day of 2025."""
    vocabulary = Vocabulary(load_toml("journals/vocabulary.toml"))
    return read_journal(read_book(path), vocabulary, today=DAY)


def refusal(path: Path) -> Code:
    """Return the code with which a file is refused; its name must be told."""
    with pytest.raises(WorldTrouble) as caught:
        read(path)
    assert caught.value.params["name"] == path.name
    return caught.value.code


def inline(ref: str, text: str) -> str:
    """Return a cell of text."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def line(number: int, texts: Iterable[str]) -> str:
    """Return a row of text cells."""
    cells = "".join(inline(f"{chr(65 + i)}{number}", t) for i, t in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def xlsx(path: Path, rows: Iterable[str], *, parts: dict[str, bytes] | None = None) -> Path:
    """Write the least package that is a workbook of one sheet."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            f'"/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName='
            f'"/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
            '<sheet name="Журнал" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
        for name, data in (parts or {}).items():
            package.writestr(name, data)
    return path


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


@pytest.mark.parametrize(
    "data",
    [
        b"a;b\0c;d",
        b"\xff\xfea\x00;\x00\x00\x00",
        b"<html><table>;</table></html>",
        b'"' + b"a;" * 99_000,
    ],
)
def test_text_that_is_no_table(tmp_path: Path, data: bytes) -> None:
    """What only looks like text is refused."""
    path = tmp_path / "journal.csv"
    path.write_bytes(data)
    assert refusal(path) is Code.NOT_A_WORKBOOK


def test_text_table_too_big(tmp_path: Path) -> None:
    """A text table has the limits of a sheet."""
    path = tmp_path / "journal.csv"
    path.write_bytes(b"a;b\n" * 200_001)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG
    path.write_bytes(b";" * 300)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


def test_missing_and_empty_files(tmp_path: Path) -> None:
    """A missing file, an empty one, a workbook without a row and one without a journal."""
    assert refusal(tmp_path / "a.xlsx") is Code.FILE_MISSING
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert refusal(tmp_path / "b.xlsx") is Code.WORKBOOK_EMPTY
    assert refusal(xlsx(tmp_path / "c.xlsx", [])) is Code.WORKBOOK_EMPTY
    other = xlsx(tmp_path / "d.xlsx", [line(1, ["Список", "товаров"])])
    assert refusal(other) is Code.HEADINGS_NOT_FOUND


def test_file_too_big(tmp_path: Path) -> None:
    """A file beyond the limit is not even read."""
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


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


def test_password(tmp_path: Path) -> None:
    """A workbook locked by a password is named as such, whichever program locked it."""
    path = tmp_path / "a.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(OLE + bytes(504) + name.ljust(64, b"\0") + bytes(960))
    assert refusal(path) is Code.WORKBOOK_LOCKED
    path.write_bytes(OLE + bytes(4000))
    assert refusal(path) is Code.NOT_A_WORKBOOK
    xlsx(path, [line(1, HEAD)])
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) is Code.WORKBOOK_LOCKED


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
    "%s</manifest:file-entry></manifest:manifest>"
)


def ods_package(path: Path, content: bytes, protection: str = "") -> Path:
    """Write an ods package around its content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", MANIFEST % protection)
        package.writestr("content.xml", content)
    return path


def test_locked_ods(tmp_path: Path) -> None:
    """An ods file with a password holds no XML; its manifest says why."""
    locked = "<manifest:encryption-data></manifest:encryption-data>"
    path = ods_package(tmp_path / "a.ods", bytes(range(256)), locked)
    assert refusal(path) is Code.WORKBOOK_LOCKED


def test_entities_are_refused(tmp_path: Path) -> None:
    """A billion laughs are not heard out, wherever they are declared."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'.encode()
    for filler in (b"", b" " * 100_000):
        path = xlsx(
            tmp_path / f"{len(filler)}.xlsx",
            [line(1, HEAD), line(2, LINE)],
            parts={"xl/worksheets/sheet2.dat": b'<?xml version="1.0"?>' + filler + bomb},
        )
        assert refusal(path) is Code.NOT_A_WORKBOOK


def lying(path: Path, told: int) -> None:
    """Make the directory of a package tell another size for its largest part."""
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    best, size = place, 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        found = struct.unpack_from("<I", data, place + 24)[0]
        if found > size:
            best, size = place, found
        place += 4
    struct.pack_into("<I", data, best + 24, told)
    path.write_bytes(data)


def test_lying_sizes(tmp_path: Path) -> None:
    """What a package says of its sizes is not believed."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), line(2, LINE)])
    lying(path, 10)
    assert refusal(path) is Code.NOT_A_WORKBOOK
    rows = (f'<row r="{i}">{" " * 60_000}</row>' for i in range(1, 600))
    lying(xlsx(path, rows), 10)
    tracemalloc.start()
    try:
        assert refusal(path) is Code.WORKBOOK_TOO_BIG
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_many_parts(tmp_path: Path) -> None:
    """A package of thousands of parts is no journal."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD)], parts={f"p{i}": b"" for i in range(5001)})
    assert refusal(path) is Code.WORKBOOK_TOO_BIG


@pytest.mark.parametrize(
    "rows",
    [
        ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
        ['<row r="1"><c r="XFD1"><v>1</v></c></row>'],
        ['<row r="1"><c r="A1048576"><f>1</f></c></row>'],
        ["<row>" + "<c><v>1</v></c>" * 300 + "</row>"],
        [
            '<row r="1"><c r="IV1"><v>1</v></c></row><row r="190000"><c r="A190000"><v>1</v></c></row>'
        ],
    ],
)
def test_one_far_cell_is_refused_unopened(tmp_path: Path, rows: list[str]) -> None:
    """A value far away would fill the memory with empty cells: it is found in the stream."""
    assert refusal(xlsx(tmp_path / "a.xlsx", [line(1, HEAD), *rows])) is Code.WORKBOOK_TOO_BIG


def test_far_empty_cells_do_no_harm(tmp_path: Path) -> None:
    """A border drawn down to the last row is no row of data."""
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), line(2, LINE), far])
    assert len(read(path).rows) == 1


def ods(path: Path, table: str) -> Path:
    """Write the least ods document."""
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items()
    )
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="Журнал">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return ods_package(path, content.encode())


def ods_row(texts: Iterable[str], more: str = "") -> str:
    """Return a row of an ods table."""
    found = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in texts
    )
    return f"<table:table-row{more}>{found}</table:table-row>"


def test_repeated_rows_of_ods(tmp_path: Path) -> None:
    """Repeated empty rows are free; repeated values are counted before they are made."""
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_row(HEAD) + ods_row(LINE) + empty)
    assert len(read(path).rows) == 1
    bomb = ods_row(LINE, ' table:number-rows-repeated="1000000"')
    assert refusal(ods(path, ods_row(HEAD) + bomb)) is Code.WORKBOOK_TOO_BIG
    wide = ods_row(LINE).replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="99"'
    )
    assert refusal(ods(path, ods_row(HEAD) + wide)) is Code.WORKBOOK_TOO_BIG
    odd = ods_row(LINE, ' table:number-rows-repeated="many"')
    assert refusal(ods(path, odd)) is Code.NOT_A_WORKBOOK


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


def test_broken_sheet(tmp_path: Path) -> None:
    """A sheet whose XML breaks off is named, not half read."""
    path = xlsx(tmp_path / "a.xlsx", [line(1, HEAD), "<row><c>"])
    assert refusal(path) is Code.NOT_A_WORKBOOK
    assert refusal(xlsx(path, ['<row r="x"/>'])) is Code.NOT_A_WORKBOOK


def big(path: Path, count: int) -> Path:
    """Write a journal of so many rows."""
    texts = ("05.02.2025", "Ахметова Г.", "Ким О.В.", "150 000", "отказ")
    rows = (line(i, (str(i), *texts)) for i in range(2, count + 2))
    return xlsx(path, (row for group in ([line(1, HEAD)], rows) for row in group))


def test_hundred_thousand_rows_fit_into_memory(tmp_path: Path) -> None:
    """A journal of 100,000 rows is read whole, in memory that any office has."""
    path = big(tmp_path / "a.xlsx", 100_000)
    tracemalloc.start()
    try:
        book = read_book(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(book.sheets[0].rows) == 100_001
    assert peak < 150 * 2**20


def test_beyond_the_limit_nothing_is_loaded(tmp_path: Path) -> None:
    """A sheet with a row too many is refused in its stream."""
    path = big(tmp_path / "a.xlsx", 3000)
    data = path.read_bytes()
    assert survey(data, "a.xlsx", Limits(rows=3001)) == {}
    for limits in (
        Limits(rows=3000),
        Limits(cells=18_000),
        Limits(columns=5),
        Limits(unpacked=9999),
    ):
        tracemalloc.start()
        try:
            with pytest.raises(WorldTrouble) as caught:
                survey(data, "a.xlsx", limits)
            assert tracemalloc.get_traced_memory()[1] < 2 * 2**20
        finally:
            tracemalloc.stop()
        assert caught.value.code is Code.WORKBOOK_TOO_BIG


def flipped(data: bytes) -> st.SearchStrategy[bytes]:
    """Return bytes of a true file with some of them changed, cut off or doubled."""

    def change(pairs: list[tuple[int, int]], end: int) -> bytes:
        found = bytearray(data)
        for place, value in pairs:
            found[place] = value
        return bytes(found[:end])

    places = st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255))
    return st.builds(
        change, st.lists(places, min_size=1, max_size=20), st.integers(len(data) // 2, len(data))
    )


SEEDS = {kind: (DATA / f"small.{kind}").read_bytes() for kind in ("xls", "ods")}


@settings(max_examples=60, deadline=None)
@given(data=st.one_of(*map(flipped, SEEDS.values())))
def test_damaged_files_give_our_errors(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """A damaged file is read or refused in our words, never otherwise."""
    path = tmp_path_factory.getbasetemp() / "damaged.xls"
    path.write_bytes(data)
    try:
        read(path)
    except MediaDeskError:
        return


XML = st.sampled_from(
    [
        "<row>",
        "</row>",
        "<c>",
        '<c r="B2">',
        '<c r="9">',
        "</c>",
        "<v>1</v>",
        "<v/>",
        "<f>1</f>",
        "<is/>",
        "a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(XML, max_size=12))
def test_odd_sheets_give_our_errors(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    """Elements in any order are read or refused in our words."""
    path = tmp_path_factory.getbasetemp() / "odd.xlsx"
    try:
        read(xlsx(path, [line(1, HEAD), *pieces]))
    except MediaDeskError:
        return


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
