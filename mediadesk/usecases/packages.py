"""What the desk does with packages of other offices: look, merge, take out, tell how offices stand."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mediadesk.domain.history import RowChange, row_change
from mediadesk.domain.model import Partner, ReceivedPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import (
    MergeChoices,
    MergeItem,
    MergePreview,
    Obstacle,
    PackageState,
    Standing,
    missing_numbers,
)
from mediadesk.domain.types import PackageId
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.previewing import Previewing, refusal
from mediadesk.usecases.sending import Sending

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.ports import Progress

__all__ = ["Packages"]


class Packages(Previewing, Sending):
    """Packages between offices."""

    def merge_packages(
        self,
        preview: MergePreview,
        choices: MergeChoices | None = None,
        progress: Progress | None = None,
    ) -> Future[Outcome]:
        """Merge what a preview showed: a backup first, then all packages in one transaction.

        The files are read once more: WorldTrouble(PACKAGE_BAD) if one is another meanwhile. Further
        WorldTrouble(PACKAGE_UNKNOWN_OFFICE), Conflict(PACKAGE_NUMBERS), Cancelled; then nothing
        is merged. The backup stays.
        """
        from mediadesk.domain.commands_packages import MergePackages
        from mediadesk.usecases.merging import Part

        chosen = choices or MergeChoices()
        for card in preview.unknown:
            if card.office_uid not in chosen.trusted:
                raise WorldTrouble(Code.PACKAGE_UNKNOWN_OFFICE, office=card.name_ru)
        parts = tuple(Part(each.facts, each.box) for each in preview.ready)
        if parts:
            self._back_up("merge")
        return self.execute(
            MergePackages(
                packages=tuple(part.facts.package_uid for part in parts),
                parts=parts,
                choices=chosen,
                progress=progress,
            )
        )

    def package_refusal(self, preview: MergePreview) -> WorldTrouble | None:
        """Give the error that says why one of the packages cannot be merged; None if all can."""
        bad = (PackageState.READY, PackageState.ALREADY)
        found = next((each for each in preview.packages if each.state not in bad), None)
        return refusal(found.state, found.facts) if found else None

    def package_obstacles(self, package_id: int) -> tuple[Obstacle, ...]:
        """Tell what stands against taking a package out; none: it can be done."""
        with self.store.reader(snapshot=True) as reader:
            return tuple(reader.packages().obstacles(package_id))

    def take_out_package(
        self, package_id: int, progress: Progress | None = None
    ) -> Future[Outcome]:
        """Take a merged package out again: a backup first, then as if it had never come."""
        from mediadesk.domain.commands_packages import TakeOutPackage

        self._back_up("merge")
        return self.execute(TakeOutPackage(package_id=PackageId(package_id), progress=progress))

    def offices_standing(self) -> tuple[Standing, ...]:
        """Tell of each office that is known or has sent: last number, missing ones, cases here."""
        with self.store.reader(snapshot=True) as reader:
            partners = {each.office_uid: each for each in reader.find(Partner)}
            received = [
                each
                for each in reader.find(ReceivedPackage, kind=PackageKind.CASES)
                if not each.is_undone
            ]
            counts = reader.packages().counts_by_office()
        uids = dict.fromkeys((*partners, *(each.office_uid for each in received)))
        found = [
            _standing(uid, partners.get(uid), [r for r in received if r.office_uid == uid], counts)
            for uid in uids
        ]
        return tuple(sorted(found, key=lambda each: (each.region, each.name_ru)))

    def differences(self, item: MergeItem) -> tuple[RowChange, ...]:
        """Tell field by field what a case of a package would change of what stands here now."""
        from mediadesk.db.codecs import CLASSES
        from mediadesk.db.package_shape import KINDS

        told = json.loads(zlib.decompress(item.parcel))
        kind, came = str(told["kind"]), told["came"] or {}
        with self.store.reader(snapshot=True) as reader:
            reads = reader.packages()
            here = reads.by_uid(kind, [item.uid]).get(item.uid)
            names = _Names(reads, (came, here.bundle if here else {}))
        found = []
        for table in KINDS[kind]:
            old = {row["uid"]: row for row in (here.bundle.get(table, ()) if here else ())}
            new = {row["uid"]: row for row in came.get(table, ())}
            for uid in dict.fromkeys((*old, *new)):
                if old.get(uid) == new.get(uid):
                    continue
                before, after = names.row(table, old.get(uid)), names.row(table, new.get(uid))
                found.append(row_change(CLASSES[table], before, after, names.name_of))
        return tuple(found)


def _standing(
    uid: str,
    partner: Partner | None,
    received: list[ReceivedPackage],
    counts: Mapping[str, tuple[int, int]],
) -> Standing:
    numbers = {each.number: each.is_full for each in received}
    last = max(received, key=lambda each: each.number, default=None)
    office_id, cases = counts.get(uid, (0, 0))
    return Standing(
        office_uid=uid,
        name_ru=partner.name_ru if partner else "",
        name_kk=partner.name_kk if partner else "",
        region=partner.region if partner else "",
        is_expected=partner.is_expected if partner else False,
        is_known=partner is not None,
        office_id=office_id,
        last_number=last.number if last else 0,
        last_until=last.until_on if last else None,
        last_merged_at=max((each.merged_at for each in received), default=""),
        missing=missing_numbers(numbers),
        cases=cases,
    )


class _Names:
    """Gives rows of bundles the form the history tells them in: values of the declared types."""

    def __init__(self, reads: Any, bundles: tuple[Mapping[str, Any], ...]) -> None:
        from mediadesk.db.package_read import people_of

        self._numbers: dict[str, int] = {}
        self._told: dict[int, str] = {}
        wanted: dict[str, set[str]] = {}
        for bundle in bundles:
            for kind, uids in people_of(bundle).items():
                wanted.setdefault(kind, set()).update(uids)
        for kind, uids in wanted.items():
            for uid, here in reads.by_uid(kind, uids).items():
                row = here.bundle[kind][0]
                self._told[self._number(uid)] = str(row.get("name_ru") or row.get("name_kk") or "")

    def _number(self, uid: str) -> int:
        return self._numbers.setdefault(uid, len(self._numbers) + 1)

    def name_of(self, _field: str, number: int) -> str:
        """Give the name of who or what a row names; '' where nobody here knows."""
        return self._told.get(number, "")

    def row(self, table: str, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """Give a row of a bundle with values of the declared types."""
        from mediadesk.db.codecs import CLASSES, columns
        from mediadesk.db.package_shape import shape

        if row is None:
            return None
        readers = dict(columns(CLASSES[table]))
        found: dict[str, Any] = {}
        for column in shape(table):
            value = row.get(column.name, column.default)
            if column.link:
                found[column.name] = self._number(value) if value else None
            else:
                found[column.name] = readers[column.name](value) if value is not None else None
        return found
