"""Signatures inside a PDF: what they cover, what was added later, and whether the pages are the same."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from mediadesk.domain.signatures import FileVerdict, MathVerdict, Note, Signer
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.cms import LARGEST, read_cms
from mediadesk.export.page_look import same_pages
from mediadesk.export.signature_check import Trust, check_content

__all__ = ["check_pdf", "is_pdf"]

_RANGE: Final = re.compile(
    rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]"
)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST: Final = 50
_STAMP: Final = "1.2.840.113549.1.9.16.1.4"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a signature lies: it covers everything up to `end` but for the hole of its own bytes."""

    hole: int
    after: int
    end: int

    def covered(self, data: bytes) -> bytes:
        return data[: self.hole] + data[self.after : self.end]


def is_pdf(data: bytes) -> bool:
    """Tell whether bytes are a PDF."""
    return b"%PDF-" in data[:1024]


def check_pdf(data: bytes, document: bytes | None, trust: Trust, now: datetime) -> list[Signer]:
    """Check every signature of a signed PDF against the document that was given out.

    WorldTrouble: SIGNATURE_MISSING where it holds none, SIGNATURE_UNREADABLE where none can be
    read, SIGNATURE_TOO_BIG.
    """
    if len(data) > LARGEST:
        raise WorldTrouble(Code.SIGNATURE_TOO_BIG, limit=LARGEST // 2**20)
    places = _places(data)
    if not places:
        raise WorldTrouble(Code.SIGNATURE_MISSING)
    found: list[Signer] = []
    for place in places:
        cms = read_cms(_inside(data, place))
        if cms.content_type == _STAMP:
            continue
        if cms.content is not None:  # the old form that signs a hash of the pages only
            signers = [replace(s, file=FileVerdict.UNKNOWN, math=MathVerdict.UNSUPPORTED)
                       for s in check_content(cms, None, trust, now)]  # fmt: skip
        else:
            signers = check_content(cms, place.covered(data), trust, now)
        found += [_judged(each, data, place, document) for each in signers]
    if not found:
        raise WorldTrouble(Code.SIGNATURE_MISSING)
    return found


def _places(data: bytes) -> list[_Place]:
    """Find the signatures whose ranges are sound: from the first byte, around their own bytes."""
    found: list[_Place] = []
    for told in _RANGE.finditer(data):
        start, hole, after, size = (int(each) for each in told.groups())
        end = after + size
        if start == 0 and hole < after <= end <= len(data) and _HEX.fullmatch(data, hole, after):
            found.append(_Place(hole, after, end))
        if len(found) > _MOST:
            raise WorldTrouble(Code.SIGNATURE_UNREADABLE)
    if not found and _RANGE.search(data):
        raise WorldTrouble(Code.SIGNATURE_UNREADABLE)
    return sorted(set(found), key=lambda place: place.end)


def _inside(data: bytes, place: _Place) -> bytes:
    try:
        return bytes.fromhex(data[place.hole + 1 : place.after - 1].decode("ascii"))
    except ValueError as error:
        raise WorldTrouble(Code.SIGNATURE_UNREADABLE) from error


def _judged(signer: Signer, data: bytes, place: _Place, document: bytes | None) -> Signer:
    """Say of which document the signature is, and what happened to the file after it."""
    notes, later = list(signer.notes), len(data) - place.end
    if later:
        notes.append(Note.ADDED_LATER)
        look = same_pages(data[: place.end], data)
        if not look.is_same:
            notes.append(Note.PAGES_CHANGED)
    file = signer.file
    if file is FileVerdict.OTHER:
        file = FileVerdict.CHANGED
    elif file is FileVerdict.MATCHES:
        file, more = _compared(data, place, document)
        notes += more
        if Note.PAGES_CHANGED in notes:
            file = FileVerdict.CHANGED
    return replace(signer, file=file, notes=tuple(dict.fromkeys(notes)), later=later)


def _compared(
    data: bytes, place: _Place, document: bytes | None
) -> tuple[FileVerdict, tuple[Note, ...]]:
    """Compare what was signed with the document that was given out, byte by byte and by its look."""
    if document is None:
        return FileVerdict.UNKNOWN, (Note.NO_DOCUMENT,)
    look = same_pages(document, data[: place.end])
    notes = (Note.DRAWN_OVER,) if look.is_drawn_over else ()
    if not look.is_same:
        return FileVerdict.OTHER, notes
    if place.hole >= len(document) and data.startswith(document):
        return FileVerdict.MATCHES, notes
    return FileVerdict.LOOKS_SAME, notes
