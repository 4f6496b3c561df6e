"""What stands in a package, checked while it is read: facts, cases and people, those gone, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from mediadesk.db.package_shape import Bundle, checked, digest_of
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import PackageFacts, Sender
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.package_keys import card_of

if TYPE_CHECKING:
    from mediadesk.export.package_box import Box, Record

__all__ = ["BATCH", "Came", "Contents", "facts_of"]

BATCH: Final = 300
_MOST: Final = 2**31
_UID: Final = 32


def facts_of(box: Box, sender: Sender) -> PackageFacts:
    """Read what a package says of itself; WorldTrouble(PACKAGE_BAD) where that makes no sense."""
    told = box.manifest
    try:
        card = card_of(told["card"])
        datetime.fromisoformat(told["made_at"])
        found = PackageFacts(
            package_uid=_uid(told["package"]),
            kind=PackageKind(told["kind"]),
            number=_count(told["number"], least=1),
            made_at=told["made_at"],
            since_on=_day(told["since"]),
            until_on=_day(told["until"]),
            is_full=bool(told["full"]),
            card=card,
            sender=sender,
            program=str(told["program"])[:40],
            format=_count(told["format"], least=1),
            cases=_count(told["cases"]),
            gone=_count(told["gone"]),
            files=_count(told["files"]),
            size=box.size,
            name=box.path.name,
            is_by_passphrase=box.is_by_passphrase,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise WorldTrouble(Code.PACKAGE_BAD, name=box.path.name) from error
    if card.sign_key != box.sign_key or (found.is_full and found.gone):
        raise WorldTrouble(Code.PACKAGE_BAD, name=box.path.name)
    return found


def _uid(told: Any) -> str:
    if not isinstance(told, str) or len(told) != _UID:
        raise ValueError("uid")
    bytes.fromhex(told)
    return told.lower()


def _count(told: Any, *, least: int = 0) -> int:
    if type(told) is not int or not least <= told < _MOST:
        raise ValueError("count")
    return int(told)


def _day(told: Any) -> date | None:
    return None if told is None else date.fromisoformat(told)


@dataclass(frozen=True, slots=True)
class Came:
    """A record of a package: its kind, uid, rows and their digest; no rows: it is gone."""

    kind: str
    uid: str
    bundle: Bundle | None
    digest: bytes


class Contents:
    """Reads the records of a package in batches of one kind; the files come at the end."""

    def __init__(self, box: Box, facts: PackageFacts) -> None:
        """Begin to read."""
        self._box = box
        self._facts = facts
        self._name = box.path.name
        self._records = box.records()
        self._next: Record | None = None
        self._seen: set[str] = set()
        self._cases = 0
        self._gone = 0
        self.hashes: set[str] = set()
        """Files that cases of this package name."""

    def _bad(self) -> WorldTrouble:
        return WorldTrouble(Code.PACKAGE_BAD, name=self._name)

    def batches(self) -> Iterator[list[Came]]:
        """Give the records, those that are gone first; WorldTrouble(PACKAGE_BAD)."""
        batch: list[Came] = []
        for record in self._records:
            if not isinstance(record, dict):
                raise self._bad()
            if "file" in record:
                self._next = record
                break
            for came in self._came(record):
                if batch and (batch[0].kind != came.kind or len(batch) >= BATCH):
                    yield batch
                    batch = []
                batch.append(came)
        if batch:
            yield batch
        if (self._cases, self._gone) != (self._facts.cases, self._facts.gone):
            raise self._bad()

    def _came(self, record: dict[str, Any]) -> Iterator[Came]:
        if record.keys() == {"gone"} and isinstance(record["gone"], list):
            for uid in record["gone"]:
                try:
                    yield Came("case", self._once(_uid(uid)), None, b"")
                except ValueError as error:
                    raise self._bad() from error
                self._gone += 1
            return
        if record.keys() != {"record"}:
            raise self._bad()
        try:
            kind, uid, bundle = checked(record["record"])
        except WorldTrouble as error:
            raise self._bad() from error
        if kind == "office" and uid != self._facts.card.office_uid:
            raise self._bad()
        if kind == "case":
            self._cases += 1
            self.hashes |= {
                row["sha256"]
                for table in ("attachment", "printed_copy")
                for row in bundle[table]
                if row.get("sha256")
            }
        yield Came(kind, self._once(uid), bundle, digest_of(bundle))

    def _once(self, uid: str) -> str:
        if uid in self._seen:
            raise self._bad()
        self._seen.add(uid)
        return uid

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the files by hash, after all batches; each must be read to its end."""
        count = 0
        while self._next is not None:
            told, self._next = self._next, None
            sha256, size = (
                (told.get("file"), told.get("size")) if isinstance(told, dict) else (0, 0)
            )
            if not isinstance(sha256, str) or type(size) is not int or sha256 not in self.hashes:
                raise self._bad()
            count += 1
            yield sha256, self._pieces(size)
        if count != self._facts.files:
            raise self._bad()

    def _pieces(self, size: int) -> Iterator[bytes]:
        left = size
        for record in self._records:
            if isinstance(record, dict):
                self._next = record
                break
            left -= len(record)
            if left < 0:
                raise self._bad()
            yield record
        if left:
            raise self._bad()
