"""Files of a practice case: a letter, a small picture and a page, all made here of invented facts."""

import struct
import zlib
from typing import TYPE_CHECKING, Final

from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.commands import AttachFile
from mediadesk.domain.types import CaseId
from mediadesk.usecases.attaching import BytesContent, attach_file
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show_files"]

_LETTER: Final = """From: practice@example.org
To: centre@example.org
Subject: =?utf-8?b?{subject}?=
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{said.ru}
{said.kk}
"""
_SUBJECT: Final = "0J4g0LLRgdGC0YDQtdGH0LU="
_SIDE: Final = 160
_EDGE: Final = b"\x8a\x5a\x2b"
_LEFT: Final = b"\x7f\xae\x6b"
_RIGHT: Final = b"\xc9\xd8\xa0"


def show_files(unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId) -> None:
    """Keep three small files with a case; every case gets the same bytes, stored once."""
    told = (
        ("letter_file", AttachmentKind.MAIL, "", _letter(words)),
        ("photo_file", AttachmentKind.PHOTO, words.one("photo"), picture()),
        ("receipt_file", AttachmentKind.SCAN, words.one("receipt_of_money"), page()),
    )
    for name, kind, title, data in told:
        content = BytesContent(data)
        attach_file(
            AttachFile(
                case_id=case_id, name=words.one(name), kind=kind, title=title, content=content
            ),
            unit,
            law,
        )


def _letter(words: PracticeWords) -> bytes:
    return _LETTER.format(subject=_SUBJECT, said=words.both("letter")).encode()


def picture(side: int = _SIDE) -> bytes:
    """Make a small PNG: two fields of colour and a line between them."""
    rows = []
    for y in range(side):
        line = bytearray(b"\0")
        for x in range(side):
            is_edge = abs(x - y // 2 - side // 4) < 3
            is_left = x < y // 2 + side // 4
            line += _EDGE if is_edge else _LEFT if is_left else _RIGHT
        rows.append(bytes(line))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def page() -> bytes:
    """Make a PDF of one page with a line of text."""
    text = b"BT /F1 18 Tf 70 760 Td (Practice receipt: 100 000 tenge, paid in full) Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)
