"""Handlers for attached files: taking one in, changing what is said of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.domain.attachments import clean_name, judge_file
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import AttachFile
from mediadesk.domain.model import Attachment
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.domain.ports import Content, Progress

__all__ = ["BytesContent", "FileContent", "attach_file", "prepare"]

_PIECE: Final = 256 * 1024
_MEGABYTE: Final = 2**20


class BytesContent:
    """A content that is in memory: a picture from the clipboard."""

    def __init__(self, data: bytes) -> None:
        """Keep the bytes."""
        self._data = data

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes in pieces."""
        for start in range(0, len(self._data), _PIECE):
            yield self._data[start : start + _PIECE]


class FileContent:
    """A content that is a file of this computer; it is read piece by piece, twice in all."""

    def __init__(self, path: Path, progress: "Progress | None" = None) -> None:
        """Keep where it is and whom to tell how far the reading is."""
        self._path = path
        self._progress = progress
        self._done = 0

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes in pieces; WorldTrouble where they cannot be read."""
        try:
            if self._path.exists() and not self._path.is_file():
                raise InputProblem(Code.NOT_A_FILE, name=self._path.name)
            size = self._path.stat().st_size
            with self._path.open("rb") as file:
                while piece := file.read(_PIECE):
                    self._step(len(piece), size)
                    yield piece
        except OSError as error:
            raise files.trouble(error, self._path.name) from error

    def _step(self, count: int, size: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress.step(min(self._done, 2 * size), 2 * size, N_("Adding a file"))


def attach_file(cmd: AttachFile, unit: "Unit", law: Law) -> Done:
    """Keep a file with a case; with a series it is its newest version.

    InputProblem: FILE_EMPTY, FILE_TOO_BIG, FILES_TOO_MANY, NOT_A_FILE; Conflict(STALE) if the
    file was written to while it was read.
    """
    from mediadesk.usecases.handling import judge, load_case

    case = load_case(unit, cmd.case_id)
    rules, name = law.files, clean_name(cmd.name)
    older = unit.find(Attachment, case_id=case.id, series=cmd.series) if cmd.series else ()
    if cmd.series and not older:
        raise InputProblem(Code.NOT_FOUND, what=Attachment.__name__)
    sha256, size = _measure(cmd.content, name, rules.largest)
    stored = unit.contents.total()
    total = stored if unit.find(Attachment, sha256=sha256) else stored + size
    if total > rules.total:
        raise InputProblem(Code.FILES_TOO_MANY, limit=rules.total // _MEGABYTE)
    same = next((a.name for a in unit.find(Attachment, case_id=case.id, sha256=sha256)), "")
    findings = judge(judge_file(name, total, rules, same), cmd.acknowledged)
    record = Attachment(
        case_id=case.id,
        name=name,
        kind=cmd.kind,
        title=cmd.title or (older[-1].title if older else ""),
        series=cmd.series or unit.ids.uid().hex(),
        version=max((each.version for each in older), default=0) + 1,
        media_type=rules.media_type(name),
        size=size,
        sha256=sha256,
        added_at=unit.clock.now().isoformat(timespec="seconds"),
    )
    record = demand(record)
    unit.contents.put(sha256, cmd.content.pieces())
    made = unit.add(record)
    return Done(made.id, N_("The file is added: %(name)s"), {"name": name}, findings)


def _measure(content: "Content", name: str, largest: int) -> tuple[str, int]:
    """Give hash and size of a content, without keeping it."""
    digest, size = hashlib.sha256(), 0
    for piece in content.pieces():
        digest.update(piece)
        size += len(piece)
        if size > largest:
            raise InputProblem(Code.FILE_TOO_BIG, name=name, limit=largest // _MEGABYTE)
    if not size:
        raise InputProblem(Code.FILE_EMPTY, name=name)
    return digest.hexdigest(), size


def prepare(record: Attachment, stored: Attachment | None, unit: "Unit", law: Law) -> Attachment:
    """Change only what is said of a file: its name, kind and title; a new one is `AttachFile`'s."""
    if stored is None:
        raise InputProblem(Code.NOT_FOUND, what=Attachment.__name__)
    return replace(
        stored,
        rev=record.rev,
        name=clean_name(record.name),
        kind=record.kind,
        title=record.title,
        media_type=law.files.media_type(clean_name(record.name)),
    )
