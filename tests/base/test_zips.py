"""Every reader of zips refuses a broken one in its own words, however it is broken."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mediadesk import zips
from mediadesk.db import backup
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.docx_guard import TemplateKind, opened
from mediadesk.export.journal_guard import survey
from mediadesk.export.journal_kinds import other_kind

NAME = "manifest.json"
BODY = b'{"made_at": "2026-11-20"}' * 40
LOCAL = 30 + len(NAME)
FLAGS, METHOD, OFFSET, EXTRA = 8, 10, 42, 30


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        package.writestr(NAME, BODY)
    return bytearray(made.getvalue())


def directory(data: bytearray) -> int:
    return data.rfind(b"PK\x01\x02")


def scratched(method: int) -> bytes:
    data = packed(method)
    begin = LOCAL + (13 if method == zipfile.ZIP_BZIP2 else 10)
    data[begin : begin + 12] = b"\xff" * 12
    return bytes(data)


def marked(at: int, value: int) -> bytes:
    data = packed()
    for place in (directory(data) + at, at - 2):
        data[place : place + 2] = struct.pack("<H", value)
    return bytes(data)


def far_away() -> bytes:
    data = packed()
    begin, end = directory(data), data.rfind(b"PK\x05\x06")
    entry, tail = data[begin:end], data[end:]
    entry[EXTRA : EXTRA + 2] = struct.pack("<H", 12)
    entry[OFFSET : OFFSET + 4] = b"\xff" * 4
    entry += struct.pack("<HHQ", 1, 8, 2**63)
    tail[12:16] = struct.pack("<I", len(entry))
    return bytes(data[:begin] + entry + tail)


BROKEN = {
    "none": b"PK\x03\x04 and no more",
    "cut off": bytes(packed()[:-30]),
    "deflate": scratched(zipfile.ZIP_DEFLATED),
    "bzip2": scratched(zipfile.ZIP_BZIP2),
    "lzma": scratched(zipfile.ZIP_LZMA),
    "unknown packing": marked(METHOD, 77),
    "locked": marked(FLAGS, 1),
    "beyond any file": far_away(),
}
broken = pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)


def code_of(work: Callable[[], object]) -> Code:
    with pytest.raises(WorldTrouble) as told:
        work()
    return told.value.code


@broken
def test_what_is_caught_is_what_is_raised(data: bytes) -> None:
    with pytest.raises(zips.BROKEN_IN_MEMORY), zipfile.ZipFile(io.BytesIO(data)) as package:
        package.read(NAME)


@broken
def test_a_backup(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mdbackup"
    path.write_bytes(data)
    assert code_of(lambda: backup.told(path)) is Code.BACKUP_BAD
    assert code_of(lambda: backup.verify(path, b"")) is Code.BACKUP_BAD


@broken
def test_a_journal(data: bytes) -> None:
    assert code_of(lambda: survey(data, "a.xlsx")) in (Code.NOT_A_WORKBOOK, Code.WORKBOOK_LOCKED)
    assert other_kind(data) == ""


@broken
def test_a_word_template(data: bytes) -> None:
    parts, (problem,) = opened(data)
    assert not parts
    assert problem.kind in (TemplateKind.NOT_DOCX, TemplateKind.TOO_BIG)
