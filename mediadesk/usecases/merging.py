"""Handlers that merge packages and take one out again: one transaction, one entry of the journal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.merging import judge
from mediadesk.domain.model import Office, Partner, ReceivedPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import PackageFacts, PackageState, Sender, Verdict
from mediadesk.errors import Code, Conflict, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, load, only
from mediadesk.usecases.package_contents import Came, Contents, facts_of
from mediadesk.usecases.package_keys import know
from mediadesk.usecases.previewing import refusal, state_of
from mediadesk.usecases.remarks import answers_of, take_answers

if TYPE_CHECKING:
    from mediadesk.db.package_store import PackageStore
    from mediadesk.db.unit import Unit
    from mediadesk.domain.commands_packages import MergePackages, TakeOutPackage
    from mediadesk.domain.ports import Progress
    from mediadesk.export.package_box import Box
    from mediadesk.usecases.law import Law

__all__ = ["Part", "merge_packages", "take_out_package"]

_PEOPLE: Final = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Part:
    """An opened package that is to be merged."""

    facts: PackageFacts
    box: Any


def merge_packages(cmd: MergePackages, unit: Unit, law: Law) -> Done:
    """Merge packages; what was received already is passed over.

    WorldTrouble(PACKAGE_BAD, PACKAGE_FORGED, PACKAGE_OWN, PACKAGE_NUMBER_TWICE,
    PACKAGE_UNKNOWN_OFFICE), Conflict(PACKAGE_NUMBERS), Cancelled: then nothing is merged.
    """
    parts: tuple[Part, ...] = cmd.parts
    store = unit.packages()
    taken = []
    total = sum(part.facts.cases for part in parts)
    for part in parts:
        facts = _facts_now(unit, part)
        state = state_of(facts, unit.find(ReceivedPackage))
        if state is PackageState.ALREADY:
            continue
        if state is not PackageState.READY:
            raise refusal(state, facts)
        if facts.sender is Sender.UNKNOWN and facts.card.office_uid not in cmd.choices.trusted:
            raise WorldTrouble(Code.PACKAGE_UNKNOWN_OFFICE, office=facts.card.name_ru)
        know(unit, facts.card)
        try:
            taken.append(_Merge(unit, store, facts, cmd, total).run(part.box))
        except WorldTrouble as error:
            error.params.setdefault("name", facts.name)
            raise
        answers = answers_of(part.box.manifest, facts.name)
        take_answers(unit, facts.card.office_uid, answers, facts.number)
    if not taken:
        return Done(0, N_("Nothing new: the packages were merged before"))
    store.settle()
    unit.note_rows(store.counts, store.writer.touched)
    return Done(taken[-1], N_("Packages merged: %(n)s"), {"n": len(taken)})


def _facts_now(unit: Unit, part: Part) -> PackageFacts:
    """Read the facts again within the transaction: somebody may have come to be known since."""
    card = part.facts.card
    own = only(unit, Office)
    known = only(unit, Partner, office_uid=card.office_uid)
    if own is not None and own.uid.hex() == card.office_uid:
        return facts_of(part.box, Sender.OWN)
    if known is None:
        return facts_of(part.box, Sender.UNKNOWN)
    is_right = known.sign_key == part.box.sign_key
    return facts_of(part.box, Sender.KNOWN if is_right else Sender.OTHER_KEY)


class _Merge:
    """Merges one package."""

    def __init__(
        self, unit: Unit, store: PackageStore, facts: PackageFacts, cmd: MergePackages, total: int
    ) -> None:
        self.unit = unit
        self.store = store
        self.facts = facts
        self.choices = cmd.choices
        self.progress: Progress | None = cmd.progress
        self.total = total
        self.counts: Counter[Verdict] = Counter()
        self.kept = 0
        self.office_id = 0
        numbers = store.numbers(facts.card.office_uid, PackageKind.CASES)
        self.floor = max((n for n, full in numbers.items() if full and n > facts.number), default=0)
        self.record = unit.add(_received(facts, unit.clock.now().isoformat(timespec="seconds")))

    def run(self, box: Box) -> int:
        """Take all records and files; gives the local key of the received package."""
        contents = Contents(box, self.facts)
        seen: set[str] = set()
        for batch in contents.batches():
            self._take(batch)
            seen.update(came.uid for came in batch if came.kind == "case")
            if self.progress is not None:
                self.progress.step(sum(self.counts.values()), self.total)
        if not self.office_id:
            raise WorldTrouble(Code.PACKAGE_BAD, name=self.facts.name)
        if self.facts.is_full:
            self._left_out(seen)
        for sha256, pieces in contents.files():
            self._file(sha256, pieces)
        saved = self.unit.save(
            replace(
                self.record,
                new=self.counts[Verdict.NEW],
                changed=self.counts[Verdict.CHANGED] + self.counts[Verdict.CONFLICT] - self.kept,
                same=self.counts[Verdict.SAME],
                older=self.counts[Verdict.OLDER],
                kept=self.kept + self.counts[Verdict.FOREIGN],
                gone=self.counts[Verdict.GONE],
            )
        )
        return saved.id

    def _take(self, batch: list[Came]) -> None:
        kind = batch[0].kind
        if kind == "office":
            self._office(batch[0])
            return
        if not self.office_id:
            raise WorldTrouble(Code.PACKAGE_BAD, name=self.facts.name)
        standing = self.store.standing(kind, [came.uid for came in batch])
        for came in batch:
            before = standing[came.uid]
            if kind == "case" and self.floor and before[0].top < self.floor:
                before = self._gone_before(came.uid)
            self._one(came, before)
            if kind in _PEOPLE:
                self._person(kind, came.uid)

    def _one(self, came: Came, before: Any) -> None:
        keep = came.uid in self.choices.keep
        judged = judge(before[0], self.office_id, self.facts.number, came.digest, keep=keep)
        verdict, stays = self.store.take(
            came.kind, came.uid, judged, before, came.bundle, came.digest, self._by()
        )
        if came.kind == "case":
            self.counts[verdict] += 1
            self.kept += stays

    def _by(self) -> Any:
        from mediadesk.db.package_store import Brought

        return Brought(self.record.id, self.office_id, self.facts.number)

    def _office(self, came: Came) -> None:
        """Take the office first: its cases hang on it."""
        from mediadesk.db.package_store import Brought

        before = self.store.standing("office", [came.uid])[came.uid]
        local, here = before
        self.office_id = here.id if here else 0
        if here is None and came.bundle is not None:
            self.office_id = self.store.writer.put("office", came.bundle, None)
        judged = judge(local, self.office_id, self.facts.number, came.digest)
        by = Brought(self.record.id, self.office_id, self.facts.number)
        if here is None:
            self.store.note(came.uid, "office", came.digest, by)
        else:
            self.store.take("office", came.uid, judged, before, came.bundle, came.digest, by)

    def _person(self, kind: str, uid: str) -> None:
        self.store.note_person(kind, uid)
        own = self.choices.same.get(uid)
        if own is not None:
            self.store.name_same(kind, uid, own)

    def _gone_before(self, uid: str) -> Any:
        """A package with all cases and a higher number did not hold this case: it was gone by then."""
        of_floor = only(
            self.unit,
            ReceivedPackage,
            office_uid=self.facts.card.office_uid,
            kind=PackageKind.CASES,
            number=self.floor,
            is_undone=False,
        )
        if of_floor is not None:
            self.store.note_gone(uid, self.floor, self.office_id, of_floor.id)
        return self.store.standing("case", [uid])[uid]

    def _left_out(self, seen: set[str]) -> None:
        left = [
            uid for uid in self.store.left_out(self.office_id, self.facts.number) if uid not in seen
        ]
        for uid, before in self.store.standing("case", left).items():
            self._one(Came("case", uid, None, b""), before)

    def _file(self, sha256: str, pieces: Any) -> None:
        try:
            self.unit.contents.put(sha256, pieces)
        except Conflict as error:
            raise WorldTrouble(Code.PACKAGE_BAD, name=self.facts.name) from error
        for _rest in pieces:  # the bytes were here already
            pass


def _received(facts: PackageFacts, merged_at: str) -> ReceivedPackage:
    return ReceivedPackage(
        package_uid=facts.package_uid,
        kind=facts.kind,
        office_uid=facts.card.office_uid,
        number=facts.number,
        made_at=facts.made_at,
        merged_at=merged_at,
        since_on=facts.since_on,
        until_on=facts.until_on,
        is_full=facts.is_full,
        program=facts.program,
        cases=facts.cases,
    )


def take_out_package(cmd: TakeOutPackage, unit: Unit, law: Law) -> Done:
    """Take a merged package out again, as if it had never come; others stay.

    Conflict(NOTHING_TO_UNDO) if it is out already, Conflict(PACKAGE_STAYS) if something entered
    here since stands against it, Conflict(PACKAGE_NUMBERS).
    """
    received = load(unit, ReceivedPackage, cmd.package_id)
    if received.is_undone:
        raise Conflict(Code.NOTHING_TO_UNDO)
    store = unit.packages()
    if store.has_obstacle(received.id):
        raise Conflict(Code.PACKAGE_STAYS)
    store.take_out(received.id)
    unit.save(replace(received, is_undone=True))
    unit.note_rows(store.counts, store.writer.touched)
    return Done(received.id, N_("The package is taken out again"))
