"""Looks through a packed workbook before it is opened: real sizes, entities, extents of sheets.

A few bytes of a package can claim gigabytes: by their packing, by a cell in the last row, by a row
that is repeated a million times. So every part is unpacked in pieces and counted by its real bytes,
and the cells of each sheet are counted in its stream, before anything is held in memory.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from mediadesk import zips
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.sheet_scan import OdsScan, PartScan, XlsxScan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mediadesk.domain.journal_rows import CellTrouble

__all__ = ["LIMITS", "Limits", "Surveyed", "Troubles", "survey"]

_PIECE = 1 << 16
_RATIO = 200
_RATIO_FROM = 10 * 2**20
_ENTRIES = 5000
_ENCRYPTED = 1
_BINARY = "workbook.bin"
_SCANS: dict[str, type[PartScan]] = {"worksheet": XlsxScan, "document-content": OdsScan}
_LINKS = "xl/_rels/workbook.xml.rels"

Troubles = dict[str, dict[tuple[int, int], "CellTrouble"]]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What was seen: cells without a usable value and, of ods, merged cells, by name of the sheet."""

    troubles: Troubles
    merges: dict[str, tuple[tuple[int, int, int, int], ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a journal may hold: bytes when unpacked, rows and columns of a sheet, all cells."""

    unpacked: int = 400 * 2**20
    rows: int = 200_000
    columns: int = 256
    cells: int = 6_000_000


LIMITS = Limits()


def survey(data: bytes, name: str, limits: Limits = LIMITS) -> Surveyed:
    """Go through the package `data`; return what its sheets hold besides values.

    WorldTrouble: WORKBOOK_TOO_BIG before anything big is held, NOT_A_WORKBOOK for what is damaged,
    lies about its sizes or declares entities, WORKBOOK_LOCKED for an encrypted part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Survey(package, name, limits).run()
    except (*zips.BROKEN_IN_MEMORY, expat.ExpatError) as error:
        raise WorldTrouble(Code.NOT_A_WORKBOOK, name=name) from error


class _Part:
    """One part of a package while it is unpacked: the root says whether it is read on."""

    def __init__(self) -> None:
        """Begin before the root."""
        self.scan: PartScan | None = None
        self.is_entity_declared = False
        self.is_locked = False
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self._is_open = True
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._root
        self._parser.EntityDeclHandler = self._entity

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Read a piece; what is no XML is passed over, a sheet that breaks off is an ExpatError."""
        if self._is_open:
            try:
                self._parser.Parse(piece, last)
            except expat.ExpatError:
                self._is_open = False
                if self.scan is not None:
                    raise

    def _root(self, name: str, _attrs: dict[str, str]) -> None:
        """Choose what to listen to."""
        kind = name.rpartition(":")[2]
        if kind in _SCANS:
            self.scan = _SCANS[kind](self._parser)
        elif kind in ("workbook", "Relationships", "manifest"):
            self._parser.StartElementHandler = self._link
        else:
            self._parser.StartElementHandler = None
            self._is_open = False

    def _link(self, name: str, attrs: dict[str, str]) -> None:
        """Note the name of a sheet, the part that a link leads to, or that a part is locked."""
        kind = name.rpartition(":")[2]
        if kind == "sheet":
            link = next((v for k, v in attrs.items() if k.endswith(":id")), "")
            self.sheets.append((attrs.get("name", ""), link))
        elif kind == "Relationship":
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")
        elif kind == "encryption-data":
            self.is_locked = True

    def _entity(self, *_: object) -> None:
        """Note a declaration of an entity: no workbook has one."""
        self.is_entity_declared = True
        self._is_open = False


class _Survey:
    """One walk through the parts of a package."""

    def __init__(self, package: zipfile.ZipFile, name: str, limits: Limits) -> None:
        """Keep what to look at; `name` is for errors."""
        self.package = package
        self.name = name
        self.limits = limits
        self.unpacked = 0
        self.cells = 0
        self.scans: dict[str, PartScan] = {}
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def run(self) -> Surveyed:
        """Look at every part."""
        entries = self.package.infolist()
        packed = sum(e.compress_size for e in entries) or 1
        self._bound(sum(e.file_size for e in entries), packed)
        if len(entries) > _ENTRIES:
            self._refuse(Code.WORKBOOK_TOO_BIG)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                self._refuse(Code.WORKBOOK_LOCKED)
            if entry.filename.casefold().endswith(_BINARY):
                self._refuse(Code.NOT_A_WORKBOOK)  # its cells cannot be counted beforehand
            self._look(entry, packed)
        merges = {
            s.title: tuple(s.merges)
            for scan in self.scans.values()
            for s in scan.sheets
            if s.title and s.merges
        }
        return Surveyed(self._troubles(), merges)

    def _look(self, entry: zipfile.ZipInfo, packed: int) -> None:
        """Look at one part."""
        part = _Part()
        for piece in self._pieces(entry, packed):
            part.feed(piece)
            if part.is_entity_declared:
                self._refuse(Code.NOT_A_WORKBOOK)
            if part.scan is not None:
                self._extents(part.scan)
        part.feed(b"", last=True)
        if part.is_locked:
            self._refuse(Code.WORKBOOK_LOCKED)
        if part.scan is not None:
            part.scan.finish()
            self.cells += self._extents(part.scan)
            self.scans[entry.filename] = part.scan
        self.sheets += part.sheets
        if entry.filename == _LINKS:
            self.targets = part.targets

    def _refuse(self, code: Code) -> NoReturn:
        raise WorldTrouble(code, name=self.name)

    def _bound(self, unpacked: int, packed: int) -> None:
        """Refuse more bytes than a journal has, or than honest packing gives."""
        is_bomb = unpacked > _RATIO_FROM and unpacked / packed > _RATIO
        if unpacked > self.limits.unpacked or is_bomb:
            self._refuse(Code.WORKBOOK_TOO_BIG)

    def _extents(self, scan: PartScan) -> int:
        """Return the cells of a part; refuse more rows, columns or cells than a journal has."""
        for sheet in scan.sheets:
            if sheet.rows > self.limits.rows or sheet.columns > self.limits.columns:
                self._refuse(Code.WORKBOOK_TOO_BIG)
        area = sum(sheet.area for sheet in scan.sheets)
        if self.cells + area > self.limits.cells:
            self._refuse(Code.WORKBOOK_TOO_BIG)
        return area

    def _pieces(self, entry: zipfile.ZipInfo, packed: int) -> Iterator[bytes]:
        """Unpack a part by pieces, counting its real bytes whatever the package says of them."""
        declared, found = entry.file_size, 0
        entry.file_size = self.limits.unpacked + _PIECE
        with self.package.open(entry) as stream:
            while piece := stream.read(_PIECE):
                found += len(piece)
                self.unpacked += len(piece)
                self._bound(self.unpacked, packed)
                yield piece
        if found != declared:
            self._refuse(Code.NOT_A_WORKBOOK)

    def _troubles(self) -> Troubles:
        """Give the cells of trouble the names of their sheets."""
        found: Troubles = {}
        for scan in self.scans.values():
            found.update({s.title: s.troubles for s in scan.sheets if s.title and s.troubles})
        for title, link in self.sheets:
            target = self.targets.get(link, "")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            scan_of = self.scans.get(path)
            if scan_of is not None and scan_of.sheets[0].troubles:
                found[title] = scan_of.sheets[0].troubles
        return found
