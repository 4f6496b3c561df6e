"""Giving the whole centre out as open files, so that nobody is locked in."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.domain.open_copy import OpenKind
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.code_lists import CodeLists
from mediadesk.usecases.own_passphrase import prove_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mediadesk.db.open_copy import WholeCopy
    from mediadesk.db.reader import Reader
    from mediadesk.db.unit import Unit
    from mediadesk.domain.ports import Progress
    from mediadesk.export.open_description import Description

__all__ = ["GivenOut", "GivingOut"]

_SUFFIX = ".sqlite"


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What was given out: where it lies, records, files, and the private notes left out."""

    path: Path
    records: int
    files: int
    sealed: int


class _Silent:
    def step(self, done: int, total: int, what: str = "") -> None:
        """Say nothing."""


class GivingOut(CodeLists):
    """Writes everything the centre has for other programs."""

    def open_name(self, kind: OpenKind) -> str:
        """Name the folder or file of today."""
        suffix = _SUFFIX if kind is OpenKind.SQLITE else ""
        return f"MediaDesk-{self.clock.today().isoformat()}{suffix}"

    def give_out(
        self,
        target: Path,
        kind: OpenKind,
        passphrase: str,
        language: str,
        progress: Progress | None = None,
    ) -> GivenOut:
        """Write the whole centre, unencrypted, and note it in the journal: both or neither.

        `target` is the new folder or file; what lies there already is never touched. WorldTrouble:
        WRONG_PASSPHRASE, DISK_FULL, READ_ONLY, NO_ACCESS, FILE_MISSING, ATTACHMENT_DAMAGED;
        InputProblem(OUTPUT_EXISTS); Cancelled. Nothing half written stays behind.
        """
        from mediadesk.db.open_copy import WholeCopy

        prove_own(self, passphrase)
        _refuse_taken(target)
        news = progress or _Silent()
        with self.store.reader(snapshot=True) as reader, _beside(target, kind) as part:
            source = reader.apart(WholeCopy)
            described = self._described(reader, source, kind, language)
            count = self._write(source, part, described, news)
            records = sum(described.counts.values())
            self._finish(part, target, kind, records, count)
        return GivenOut(target, records, count, described.sealed)

    def _described(
        self, reader: Reader, source: WholeCopy, kind: OpenKind, language: str
    ) -> Description:
        from mediadesk.db.open_copy import given_out
        from mediadesk.domain.model import Office
        from mediadesk.export.open_description import Description

        tables = given_out()
        offices = reader.find(Office)
        names = [each.name_kk if language == "kk" else each.name_ru for each in offices[:1]]
        return Description(
            tr=self.translator(language),
            kind=kind,
            centre="".join(names),
            made_on=self.clock.today().isoformat(),
            tables=tables,
            counts={each.name: source.count(each.name) for each in tables},
            sealed=source.count("sealed_note"),
        )

    @staticmethod
    def _write(source: WholeCopy, part: Path, described: Description, news: Progress) -> int:
        if described.kind is OpenKind.SQLITE:
            from mediadesk.db.open_copy import write_sqlite

            write_sqlite(source, part, described.tables, described.rows(), news)
            return len(source.contents())
        from mediadesk.export.open_files import write_folder

        return write_folder(source, part, described, news)

    def _finish(self, part: Path, target: Path, kind: OpenKind, records: int, count: int) -> None:
        """Give the files their name within the transaction that notes them."""

        def work(unit: Unit) -> None:
            unit.is_noted = True
            _refuse_taken(target)
            for folder in (*(p for p in part.rglob("*") if p.is_dir()), part):
                files.sync(folder)
            files.move(part, target)
            files.sync(target.parent)

        told = {"kind": kind.value, "records": records, "files": count}
        submitted = self.store.submit(work, command="GiveOut", params=told, undoable=False)
        try:
            submitted.result()
        except BaseException:
            if not part.exists():  # it has its name already, and nothing tells of it
                _discard(target)
            raise


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise InputProblem(Code.OUTPUT_EXISTS, name=target.name)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def _beside(target: Path, kind: OpenKind) -> Iterator[Path]:
    """Give a new folder or an empty file beside the target that only the owner may open."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    _discard(part)
    try:
        if kind is OpenKind.SQLITE:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        else:
            part.mkdir(mode=0o700)
        yield part
    except OSError as error:
        raise files.trouble(error, target.name) from error
    finally:
        _discard(part)
