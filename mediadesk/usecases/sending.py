"""Making packages: what changed since the last one, numbered, signed and closed for its receivers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mediadesk import files
from mediadesk.domain.model import Case, Office, Remark, SentPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import SendingPlan
from mediadesk.domain.remarks import DECIDED, MOST, answer_to_data
from mediadesk.domain.types import CaseId
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done
from mediadesk.usecases.package_keys import PackageKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mediadesk.db.package_reads import PackageReads
    from mediadesk.db.reader import Reader
    from mediadesk.db.unit import Unit
    from mediadesk.domain.commands_packages import RecordSending
    from mediadesk.domain.model import Partner
    from mediadesk.domain.ports import Progress
    from mediadesk.export.package_box import Record
    from mediadesk.usecases.law import Law

__all__ = ["Sending", "record_sending"]

_BATCH: Final = 200
_GONE: Final = 2_000
_TOLD: Final = 10
_PEOPLE: Final = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class _Load:
    """What a package is to hold: local keys of cases, uids of those gone, states to remember."""

    case_ids: tuple[int, ...]
    gone: tuple[str, ...]
    rows: dict[bytes, bytes]
    hashes: dict[str, int]


class Sending(PackageKeys):
    """Makes packages."""

    def packages_sent(self) -> tuple[SentPackage, ...]:
        """List the packages this office made, the newest first."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(SentPackage)))

    def plan_package(self, *, is_full: bool = False, with_files: bool = False) -> SendingPlan:
        """Tell what the next package would hold; nothing is written."""
        with self.store.reader(snapshot=True) as reader:
            load = self._load(reader.packages(), is_full=is_full, with_files=with_files)
            return self._plan(reader, load, is_full=is_full)

    def _plan(self, reader: Reader, load: _Load, *, is_full: bool) -> SendingPlan:
        sent = reader.find(SentPackage, kind=PackageKind.CASES)
        last = max(sent, key=lambda each: each.number, default=None)
        return SendingPlan(
            number=last.number + 1 if last else 1,
            since_on=None if is_full or last is None else last.until_on,
            until_on=self.clock.today(),
            is_full=is_full or last is None,
            changed=len(load.case_ids),
            gone=len(load.gone),
            files=len(load.hashes),
            file_bytes=sum(load.hashes.values()),
        )

    def make_package(
        self,
        target: Path,
        *,
        passphrase: str = "",
        receivers: Sequence[Partner] = (),
        addressed: Sequence[str] = (),
        is_full: bool = False,
        with_files: bool = False,
        progress: Progress | None = None,
    ) -> SentPackage:
        """Write the next package of this office; the file or the note of it is never without the other.

        `receivers` open it with their keys; `addressed` are noted as receivers too, but open it with
        the passphrase.

        The first one holds all cases. A case in which data of a person are blocked waits until that
        is lifted: it is left out, and a package of all cases raises RuleBroken(PACKAGE_BLOCKED).
        InputProblem(PASSPHRASE_MISSING, PASSPHRASE_SHORT),
        WorldTrouble for the disk, Cancelled; then nothing is left behind and no number is used.
        """
        from mediadesk.export.package_box import write_box

        card, (sign, _box) = self.office_card(), self._keys()
        if not passphrase and not receivers:
            raise InputProblem(Code.PASSPHRASE_MISSING)
        with self.store.reader(snapshot=True) as reader, files.replacing(target) as part:
            load = self._load(reader.packages(), is_full=is_full, with_files=with_files)
            plan = self._plan(reader, load, is_full=is_full)
            _demand_sendable(reader, load)
            manifest = self._manifest(PackageKind.CASES, card, plan) | {"answers": self._answers()}
            write_box(
                part,
                self._records(reader, manifest, load, progress),
                sign_secret=sign,
                passphrase=passphrase,
                receivers=[each.box_key for each in receivers],
            )
        names = "; ".join((*(each.name_ru for each in receivers), *addressed))
        return self._noted_as_sent(
            _sent(plan, manifest, names, target.stat().st_size), load, target
        )

    def _noted_as_sent(self, made: SentPackage, load: _Load, target: Path) -> SentPackage:
        from mediadesk.domain.commands_packages import RecordSending

        try:
            noted = self.execute(RecordSending(package=made, rows=load.rows)).result().id
        except BaseException:
            with suppress(OSError):  # it is no package of ours: nothing tells of it
                target.unlink(missing_ok=True)
            raise
        with self.store.reader() as reader:
            return next(each for each in reader.find(SentPackage) if each.id == noted)

    def _answers(self) -> list[dict[str, str]]:
        """Give the newest decisions on remarks of others; they go with every package."""
        with self.store.reader() as reader:
            found = reader.find(Remark, is_ours=False)
        return [answer_to_data(each) for each in found if each.state in DECIDED][-MOST:]

    @staticmethod
    def _load(reads: PackageReads, *, is_full: bool, with_files: bool) -> _Load:
        now, sent = reads.states(), reads.sent()
        is_full = is_full or not sent
        blocked = frozenset[int]() if is_full else reads.blocked_cases()
        changed = [
            id_
            for id_, (uid, state) in now.items()
            if is_full or (sent.get(uid) != state and id_ not in blocked)
        ]
        there = {uid for uid, _state in now.values()}
        gone = [uid for uid in sent if uid not in there]
        told = () if is_full else gone  # a package with all cases says it by what it holds
        hashes: dict[str, int] = {}
        for batch in _cut(changed) if with_files else ():
            hashes |= reads.files_of(each.bundle for each in reads.live("case", batch).values())
        return _Load(
            tuple(sorted(changed)),
            tuple(sorted(uid.hex() for uid in told)),
            {**dict(now[id_] for id_ in changed), **dict.fromkeys(gone, b"")},
            hashes,
        )

    def _records(
        self,
        reader: Reader,
        manifest: dict[str, Any],
        load: _Load,
        progress: Progress | None,
    ) -> Iterator[Record]:
        reads = reader.packages()
        yield manifest
        office = reader.find(Office)[0]
        yield from _told(reads, "office", [office.id])
        yield from _told(reads, "mediator", reads.own_mediators())
        for at in range(0, len(load.gone), _GONE):
            yield {"gone": list(load.gone[at : at + _GONE])}
        yield from _cases(reads, load, progress)
        for sha256, size in load.hashes.items():
            yield {"file": sha256, "size": size}
            yield from reads.pieces(sha256)


def _demand_sendable(reader: Reader, load: _Load) -> None:
    """Refuse a package with a case in which data of a person are blocked; RuleBroken."""
    found = sorted(reader.packages().blocked_cases() & frozenset(load.case_ids))
    if found:
        cases = (reader.get(Case, CaseId(each)) for each in found[:_TOLD])
        numbers = ", ".join(case.number for case in cases if case is not None)
        raise RuleBroken(Code.PACKAGE_BLOCKED, numbers=numbers)


def _sent(plan: SendingPlan, manifest: dict[str, Any], names: str, size: int) -> SentPackage:
    return SentPackage(
        package_uid=manifest["package"],
        number=plan.number,
        made_at=manifest["made_at"],
        since_on=plan.since_on,
        until_on=plan.until_on,
        is_full=plan.is_full,
        receivers=names[:4000],
        cases=plan.changed,
        gone=plan.gone,
        files=plan.files,
        size=size,
    )


def _cases(reads: PackageReads, load: _Load, progress: Progress | None) -> Iterator[Record]:
    """Give the cases, each after the people it names; nobody is there twice."""
    from mediadesk.db.package_read import people_of

    told: set[str] = set()
    for done, batch in enumerate(_cut(load.case_ids)):
        if progress is not None:
            progress.step(done * _BATCH, len(load.case_ids))
        found = [each.bundle for each in reads.live("case", batch).values()]
        named = [people_of(bundle) for bundle in found]
        for kind in _PEOPLE:
            wanted = {uid for each in named for uid in each[kind]} - told
            told |= wanted
            for _uid, here in sorted(reads.by_uid(kind, wanted).items()):
                yield {"record": here.bundle}
        for bundle in found:
            yield {"record": bundle}


def _told(reads: PackageReads, kind: str, ids: Iterable[int]) -> Iterator[Record]:
    for _id, here in sorted(reads.live(kind, ids).items()):
        yield {"record": here.bundle}


def _cut(ids: Iterable[int]) -> Iterator[list[int]]:
    wanted = sorted(ids)
    for at in range(0, len(wanted), _BATCH):
        yield wanted[at : at + _BATCH]


def record_sending(cmd: RecordSending, unit: Unit, law: Law) -> Done:
    """Note a package that was made and how the cases in it stood."""
    known = unit.find(SentPackage, kind=cmd.package.kind, number=cmd.package.number)
    if known:
        raise Conflict(Code.STALE)  # another one was made meanwhile
    noted = unit.add(cmd.package)
    unit.packages().note_sent(cmd.rows)
    return Done(noted.id, N_("Package %(number)s is made"), {"number": noted.number})
