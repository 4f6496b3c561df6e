"""The whole centre as open files in a folder: CSV, JSON, attached files, papers, a description.

Everything is written into a folder whose name begins with a dot; who asked for it gives it its
name when all is done. Only the owner may read the files.
"""

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final, TextIO

from mediadesk.domain.attachments import clean_name, ending
from mediadesk.domain.open_copy import (
    CONTENT_TABLE,
    FILES,
    PAPERS_TABLE,
    FieldKind,
    OpenField,
    OpenSource,
    OpenTable,
)
from mediadesk.domain.ports import Progress
from mediadesk.export.open_description import Description

__all__ = ["FORMULA", "held", "write_folder"]

FORMULA: Final = re.compile(
    r"['=@\t\r\n\uff1d\uff0b\uff0d\uff20]|[ \u00a0]+[=@+-]|[+-](?![\d ()-]*$)"
)
"""Beginnings of text that a spreadsheet may run; a telephone number is none."""

_STEP = 1000
_LONGEST_NAME = 80
_FILE = OpenField("file", "", FieldKind.TEXT)
_FOLDERS = {CONTENT_TABLE: "files", PAPERS_TABLE: "papers"}


def write_folder(
    source: OpenSource, folder: Path, described: Description, progress: Progress
) -> int:
    """Write everything into an empty folder; give the number of files of cases.

    OSError as the disk says it; WorldTrouble(ATTACHMENT_DAMAGED), Cancelled.
    """
    return _Writer(source, folder, described, progress).write()


class _Writer:
    """Writes table after table, counting what is done."""

    def __init__(
        self, source: OpenSource, folder: Path, described: Description, progress: Progress
    ) -> None:
        """Begin with nothing written."""
        self._source = source
        self._folder = folder
        self._described = described
        self._progress = progress
        self._total = sum(described.counts.values())
        self._done = 0
        self._files = 0
        self._cases: dict[int, str] = {}

    def write(self) -> int:
        for name in ("csv", "json"):
            (self._folder / name).mkdir(mode=0o700)
        for table in self._described.tables:
            self._table(table)
        with _text(self._folder / "description.json") as out:
            out.write(self._described.as_json())
        with _text(self._folder / "description.html") as out:
            out.write(self._described.as_html())
        return self._files

    def _table(self, table: OpenTable) -> None:
        kept = _FOLDERS.get(table.name, "")
        fields = (*table.fields, _FILE) if kept else table.fields
        names = tuple(each.name for each in fields)
        of_file = self._file_of(table, kept) if kept else None
        path = self._folder / "csv" / f"{table.name}.csv"
        with (
            _text(path, mark=True) as sheet,
            _text(self._folder / "json" / f"{table.name}.json") as out,
        ):
            lines = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
            lines.writerow(names)
            between = "[\n"
            for row in self._rows(table, of_file):
                lines.writerow([_cell(each) for each in row])
                out.write(
                    between + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
                )
                between = ",\n"
            out.write("\n]\n" if between == ",\n" else "[]\n")

    def _rows(
        self, table: OpenTable, of_file: Callable[[tuple[Any, ...]], str] | None
    ) -> Iterator[tuple[Any, ...]]:
        for stored in self._source.records(table):
            row = tuple(each.hex() if isinstance(each, bytes) else each for each in stored)
            if table.name == "cases":
                self._name_case(dict(zip((f.name for f in table.fields), row, strict=True)))
            yield (*row, of_file(row)) if of_file else row
            self._done += 1
            if of_file or self._done % _STEP == 0:
                self._progress.step(self._done, self._total, FILES if of_file else table.label)

    def _name_case(self, case: dict[str, Any]) -> None:
        """Name the folder of a case by its number; two offices may have the same one."""
        name = f"{case['year']:04d}-{case['seq']:04d}"
        is_taken = name in self._cases.values()
        self._cases[case["id"]] = f"{name}-{case['id']}" if is_taken else name

    def _file_of(self, table: OpenTable, kept: str) -> Callable[[tuple[Any, ...]], str]:
        """Give what writes the file of a row and says where it lies."""
        (self._folder / kept).mkdir(mode=0o700)
        places = {each.name: place for place, each in enumerate(table.fields)}

        def write(row: tuple[Any, ...]) -> str:
            if not row[places["sha256"]]:  # the data of a person are blocked
                return ""
            if not row[places["size"]] and table.name == PAPERS_TABLE:
                return ""
            case = self._folder / kept / self._cases[row[places["case_id"]]]
            case.mkdir(mode=0o700, exist_ok=True)
            name = f"{row[places['kind']]}.pdf"
            if "name" in places:
                name = _short(clean_name(row[places["name"]]))
            path = case / f"{row[places['id']]}-{name}"
            with _binary(path) as out:
                for piece in self._source.content(row[places["sha256"]]):
                    out.write(piece)
            self._files += 1
            return path.relative_to(self._folder).as_posix()

        return write


def held(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula: an apostrophe stands before it."""
    return f"'{text}" if FORMULA.match(text) else text


def _cell(value: object) -> object:
    return held(value) if isinstance(value, str) else value


def _short(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    last = ending(name)
    return f"{name[:_LONGEST_NAME]}.{last}" if last and len(last) <= 10 else name[:_LONGEST_NAME]


@contextmanager
def _binary(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file of the owner; when it is closed its bytes are on the disk."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _text(path: Path, *, mark: bool = False) -> Iterator[TextIO]:
    """Open a new file for text of the owner; `mark` tells spreadsheets that it is UTF-8."""
    with _binary(path) as out:
        text = TextIOWrapper(out, encoding="utf-8-sig" if mark else "utf-8", newline="")
        yield text
        text.flush()
        text.detach()
