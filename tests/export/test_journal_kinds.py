"""Journals of a kind that is not read are told by their contents, with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.journal_kinds import other_kind
from mediadesk.export.journal_reader import read_book
from mediadesk.i18n import Translator


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("xlsb", packed("[Content_Types].xml", "xl/workbook.bin")),
        ("numbers", packed("Index/Document.iwa")),
        ("numbers", packed("Index.zip", "preview.jpg")),
        ("docx", packed("word/document.xml")),
        ("doc", OLE + "WordDocument".encode("utf-16-le")),
        ("pdf", b"%PDF-1.7\n"),
        ("rtf", b"{\\rtf1 x}"),
    ],
)
def test_another_kind_is_refused_by_name_whatever_the_file_is_called(
    tmp_path: Path, kind: str, data: bytes
) -> None:
    path = tmp_path / "журнал.xlsx"
    path.write_bytes(data)
    with pytest.raises(WorldTrouble) as told:
        read_book(path)
    assert told.value.code is Code.WORKBOOK_OTHER_KIND
    words = Translator("ru").error(told.value)
    assert f"вида {kind} не читаются: журнал.xlsx" in words
    assert words.endswith("xlsx")


@pytest.mark.parametrize(
    "data",
    [b"", b"a;b\n1;2\n", b"PK\x03\x04 broken", packed("xl/workbook.xml"), OLE + b"Workbook"],
)
def test_what_is_read_or_broken_is_no_other_kind(data: bytes) -> None:
    assert other_kind(data) == ""
