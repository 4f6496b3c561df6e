"""Files that journals come in, made as small as they can be."""

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary
from mediadesk.domain.journals import JournalRead, read_journal
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_reader import read_book

DATA = Path(__file__).parent / "data" / "journals"


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
