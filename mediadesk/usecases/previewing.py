"""Looking at packages before anything is written: what would become of each case, who may be whom."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.merging import Judged, Local, judge
from mediadesk.domain.model import ReceivedPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import (
    MergeItem,
    MergePreview,
    PackageFacts,
    PackagePreview,
    PackageState,
    Person,
    Sender,
    Twin,
    Verdict,
    missing_numbers,
)
from mediadesk.domain.text import fold
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.package_keys import PackageKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mediadesk.db.package_read import Live
    from mediadesk.domain.ports import Progress
    from mediadesk.export.package_box import Box
    from mediadesk.usecases.package_contents import Came

__all__ = ["Previewing", "refusal", "state_of"]

_PEOPLE: Final = ("person", "organisation")
_SHOWN: Final = frozenset({Verdict.CHANGED, Verdict.CONFLICT, Verdict.GONE, Verdict.FOREIGN})
_STATES: Final = {
    Sender.OWN: PackageState.OWN,
    Sender.OTHER_KEY: PackageState.FORGED,
}


def state_of(facts: PackageFacts, received: Iterable[ReceivedPackage]) -> PackageState:
    """Tell whether a package can be merged, by what was received before and was not taken out."""
    if facts.kind is not PackageKind.CASES:
        return PackageState.NOT_CASES
    if facts.sender in _STATES:
        return _STATES[facts.sender]
    for each in received:
        if each.is_undone or each.kind is not facts.kind:
            continue
        if each.package_uid == facts.package_uid:
            return PackageState.ALREADY
        if (each.office_uid, each.number) == (facts.card.office_uid, facts.number):
            return PackageState.NUMBER_TWICE
    return PackageState.READY


@dataclass(slots=True)
class _Look:
    """What is known while packages are looked at one after the other."""

    reads: Any
    overlay: dict[str, Local] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    brought: dict[str, dict[int, bool]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def office_place(self, office_uid: str) -> int:
        """Give the local key of an office; of one that is not here yet a number of its own."""
        if office_uid not in self.places:
            known = self.reads.by_uid("office", [office_uid]).get(office_uid)
            self.places[office_uid] = known.id if known else -1 - len(self.places)
        return self.places[office_uid]

    def numbers(self, office_uid: str) -> dict[int, bool]:
        """Give the numbers of an office that are here or were looked at."""
        if office_uid not in self.brought:
            self.brought[office_uid] = self.reads.numbers(office_uid, PackageKind.CASES)
        return self.brought[office_uid]


class Previewing(PackageKeys):
    """Looks at packages."""

    def inspect_package(self, path: Path, passphrase: str = "") -> PackageFacts:
        """Open a package, check it wholly and tell what it says of itself; see `open_package`."""
        return self._package_facts(self.open_package(path, passphrase))

    def _package_facts(self, box: Box) -> PackageFacts:
        from mediadesk.usecases.package_contents import facts_of

        told = box.manifest.get("card")
        office = told.get("office_uid") if isinstance(told, dict) else ""
        return facts_of(box, self.sender_of(str(office), box.sign_key))

    def packages_received(self) -> tuple[ReceivedPackage, ...]:
        """List the packages that were merged, the newest first, also those taken out again."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(ReceivedPackage)))

    def preview_packages(
        self,
        paths: Sequence[Path],
        passphrase: str = "",
        progress: Progress | None = None,
    ) -> MergePreview:
        """Tell what would become of packages, merged together; nothing is written.

        WorldTrouble as `open_package`, for the first file that cannot be read; it names the file.
        """
        boxes = [self.open_package(path, passphrase) for path in paths]
        found = [(self._package_facts(box), box) for box in boxes]
        found.sort(key=lambda each: (each[0].card.office_uid, each[0].number, each[0].made_at))
        total = sum(facts.cases for facts, _box in found)
        with self.store.reader(snapshot=True) as reader:
            look = _Look(reader.packages())
            received = list(reader.find(ReceivedPackage))
            packages: list[PackagePreview] = []
            for facts, box in found:
                state = state_of(facts, received)
                done = sum(each.facts.cases for each in packages)

                def tell(cases: int, done: int = done) -> None:
                    if progress is not None:
                        progress.step(done + cases, total)

                if state is PackageState.READY:
                    received.append(_as_received(facts))
                    packages.append(_looked_at(look, facts, box, tell))
                else:
                    packages.append(PackagePreview(facts=facts, state=state, counts={}, box=box))
            return MergePreview(
                packages=tuple(_with_missing(each, look) for each in packages),
                twins=tuple(_twins(look)),
            )


def _as_received(facts: PackageFacts) -> ReceivedPackage:
    return ReceivedPackage(
        package_uid=facts.package_uid,
        kind=facts.kind,
        office_uid=facts.card.office_uid,
        number=facts.number,
    )


def _with_missing(each: PackagePreview, look: _Look) -> PackagePreview:
    if each.state is not PackageState.READY:
        return each
    known = look.numbers(each.facts.card.office_uid)
    return replace(each, missing=missing_numbers(known, until=each.facts.number))


def _looked_at(
    look: _Look, facts: PackageFacts, box: Box, tell: Callable[[int], None]
) -> PackagePreview:
    from mediadesk.usecases.package_contents import Contents

    office = look.office_place(facts.card.office_uid)
    numbers = look.numbers(facts.card.office_uid)
    floor = max((n for n, full in numbers.items() if full and n > facts.number), default=0)
    counts: Counter[Verdict] = Counter()
    items: list[MergeItem] = []
    contents = Contents(box, facts)
    seen: set[str] = set()
    for batch in contents.batches():
        kind = batch[0].kind
        _name_all(look, batch)
        standing = look.reads.standing(kind, [came.uid for came in batch])
        for came in batch:
            local, here = standing[came.uid]
            local = look.overlay.get(came.uid, local)
            if kind == "case" and floor and local.top < floor:
                local = replace(local, top=floor)
            judged = judge(local, office, facts.number, came.digest)
            look.overlay[came.uid] = judged.after
            if kind == "case":
                seen.add(came.uid)
                look.cases.add(came.uid)
                counts[judged.verdict] += 1
            if _deserves_look(kind, judged):
                items.append(_item(look, came, here, judged.verdict))
        tell(sum(counts.values()))
    if facts.is_full:
        _left_out(look, facts, seen, counts, items)
    numbers[facts.number] = facts.is_full
    return PackagePreview(
        facts=facts, state=PackageState.READY, counts=dict(counts), items=tuple(items), box=box
    )


def _deserves_look(kind: str, judged: Judged) -> bool:
    return judged.verdict in _SHOWN if kind == "case" else judged.verdict is Verdict.CONFLICT


def _left_out(
    look: _Look,
    facts: PackageFacts,
    seen: set[str],
    counts: Counter[Verdict],
    items: list[MergeItem],
) -> None:
    """Count the cases that a package which holds all of them no longer holds."""
    from mediadesk.usecases.package_contents import Came

    office = look.office_place(facts.card.office_uid)
    there = set(look.reads.left_out(facts.card.office_uid, facts.number))
    there |= {uid for uid in look.cases if look.overlay[uid].owner == office}
    for uid, (stored, here) in look.reads.standing("case", there - seen).items():
        local = look.overlay.get(uid, stored)
        judged = judge(local, office, facts.number, b"")
        look.overlay[uid] = judged.after
        if judged.verdict in _SHOWN:
            counts[judged.verdict] += 1
            items.append(_item(look, Came("case", uid, None, b""), here, judged.verdict))


def _name_all(look: _Look, batch: list[Came]) -> None:
    for came in batch:
        if came.bundle is None or came.kind not in _PEOPLE:
            continue
        row = came.bundle[came.kind][0]
        look.names[came.uid] = str(row.get("name_ru") or row.get("name_kk") or "")
        look.people[came.uid] = Person(
            uid=came.uid,
            name_ru=str(row.get("name_ru", "")),
            name_kk=str(row.get("name_kk", "")),
            identifier=str(row.get("iin") or row.get("bin") or ""),
            born_on=str(row.get("born_on", "")),
            is_organisation=came.kind == "organisation",
        )


def _item(look: _Look, came: Came, here: Live | None, verdict: Verdict) -> MergeItem:
    bundle: Mapping[str, Any] = came.bundle or (here.bundle if here else {})
    number = title = ""
    if came.kind == "case" and bundle.get("cases"):
        root = bundle["cases"][0]
        number = f"{root['year']}/{root['seq']:04d}"
        named = (
            row.get("person_id") or row.get("organisation_id") for row in bundle.get("party", ())
        )
        title = "; ".join(filter(None, (look.names.get(str(uid), "") for uid in named)))
    elif came.kind != "case":
        title = look.names.get(came.uid, "")
    told = json.dumps({"kind": came.kind, "came": came.bundle}, ensure_ascii=False).encode()
    return MergeItem(
        uid=came.uid, number=number, title=title, verdict=verdict, parcel=zlib.compress(told, 1)
    )


def _twins(look: _Look) -> list[Twin]:
    """Find who of the packages may be one of ours; what was decided before is not asked again."""
    found: list[Twin] = []
    decided = look.reads.decided(look.people)
    asked = {uid: each for uid, each in look.people.items() if uid not in decided}
    for kind in _PEOPLE:
        theirs = [p for p in asked.values() if p.is_organisation == (kind == "organisation")]
        ours = look.reads.own_with_number(kind, (p.identifier for p in theirs))
        for each in theirs:
            found += [
                Twin(theirs=each, ours=own, is_by_number=True)
                for own in ours.get(each.identifier, ())
                if each.identifier and own.uid != each.uid
            ]
    paired = {twin.theirs.uid for twin in found}
    named = [p for p in asked.values() if p.born_on and p.uid not in paired]
    born = look.reads.own_born_on(p.born_on for p in named)
    for each in named:
        found += [
            Twin(theirs=each, ours=own, is_by_number=False)
            for own in born.get((fold(each.name_ru), each.born_on), ())
            if own.uid != each.uid and not (own.identifier and each.identifier)
        ]
    return found


def refusal(state: PackageState, facts: PackageFacts) -> WorldTrouble:
    """Give the error that says why a package is not merged."""
    codes = {
        PackageState.OWN: Code.PACKAGE_OWN,
        PackageState.FORGED: Code.PACKAGE_FORGED,
        PackageState.NUMBER_TWICE: Code.PACKAGE_NUMBER_TWICE,
    }
    return WorldTrouble(
        codes.get(state, Code.PACKAGE_BAD),
        name=facts.name,
        office=facts.card.name_ru,
        number=facts.number,
    )
