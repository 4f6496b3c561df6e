"""Reply packages: remarks on received cases go back to their office, which looks and takes them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediadesk import files
from mediadesk.domain.model import ReceivedPackage, Remark, SentPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import FORMAT, PackageFacts, PackageState, Sender, SendingPlan
from mediadesk.domain.remark_records import RemarkState
from mediadesk.domain.remark_targets import of_case
from mediadesk.domain.remarks import MOST, from_data, to_data
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.package_keys import PackageKeys
from mediadesk.usecases.previewing import Previewing, refusal
from mediadesk.usecases.remark_questions import RemarkQuestions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.model import Partner
    from mediadesk.domain.packages import OfficeCard
    from mediadesk.export.package_box import Box

__all__ = ["Replies", "ReplyPreview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPreview:
    """A reply that was looked at: from whom, its remarks, how many are not here yet.

    `strange` counts the remarks whose case is not here; they are kept too.
    """

    facts: PackageFacts
    state: PackageState
    remarks: tuple[Remark, ...]
    new: int
    strange: int


class Replies(Previewing, RemarkQuestions, PackageKeys):
    """Sends remarks to offices and takes theirs in."""

    def to_send(self, office_uid: str) -> tuple[Remark, ...]:
        """Give the remarks the next reply to an office takes: those not sent, or without an answer."""
        with self.store.reader() as reader:
            found = reader.find(Remark, office_uid=office_uid, is_ours=True)
        open_ = (RemarkState.WRITTEN, RemarkState.SENT)
        return tuple(each for each in found if each.state in open_)[-MOST:]

    def replies_sent(self) -> tuple[SentPackage, ...]:
        """Give the replies that were made here, in order of their numbers."""
        with self.store.reader() as reader:
            return reader.find(SentPackage, kind=PackageKind.REPLY)

    def make_reply(self, office: Partner, target: Path, passphrase: str = "") -> SentPackage:
        """Write a reply to an office, closed with its key, or with a passphrase if one is given.

        InputProblem(NOTHING_TO_SEND) without remarks; WorldTrouble for the disk. Then nothing is
        left behind and no number is used.
        """
        from mediadesk.domain.commands_remarks import SendRemarks
        from mediadesk.export.package_box import write_box

        remarks = self.to_send(office.office_uid)
        if not remarks:
            raise InputProblem(Code.NOTHING_TO_SEND)
        card, (sign, _box) = self.office_card(), self._keys()
        number = max((each.number for each in self.replies_sent()), default=0) + 1
        manifest = self._reply_manifest(card, number, len(remarks))
        if not all(of_case(each.field) for each in remarks):
            manifest["format"] = FORMAT
        records: list[dict[str, Any] | bytes] = [manifest]
        records += [{"remark": to_data(each)} for each in remarks]
        with files.replacing(target) as part:
            write_box(
                part,
                records,
                sign_secret=sign,
                passphrase=passphrase,
                receivers=() if passphrase else (office.box_key,),
                number=manifest["format"],
            )
        made = SentPackage(
            package_uid=manifest["package"],
            kind=PackageKind.REPLY,
            number=number,
            made_at=manifest["made_at"],
            until_on=self.clock.today(),
            receivers=office.name_ru,
            cases=len(remarks),
            size=target.stat().st_size,
        )
        try:
            ids = tuple(int(each.id) for each in remarks)
            self.execute(SendRemarks(package=made, remarks=ids)).result()
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return made

    def _reply_manifest(self, card: OfficeCard, number: int, count: int) -> dict[str, Any]:
        """Say what a reply of so many remarks is; it has no cases and no files of its own."""
        today = self.clock.today()
        plan = SendingPlan(
            number=number, since_on=None, until_on=today, is_full=False, changed=count, gone=0,
            files=0, file_bytes=0,
        )  # fmt: skip
        return self._manifest(PackageKind.REPLY, card, plan)

    def preview_reply(self, path: Path, passphrase: str = "") -> ReplyPreview:
        """Open a reply and tell what it asks; nothing is written. WorldTrouble as `open_package`."""
        box = self.open_package(path, passphrase)
        facts = self._package_facts(box)
        if facts.kind is not PackageKind.REPLY:
            raise WorldTrouble(Code.PACKAGE_BAD, name=path.name)
        remarks = _remarks(box, facts)
        with self.store.reader() as reader:
            received = reader.find(
                ReceivedPackage,
                office_uid=facts.card.office_uid,
                kind=PackageKind.REPLY,
            )
            new = sum(not reader.find(Remark, uid=each.uid) for each in remarks)
        strange = sum(not self.case_of_remark(each) for each in remarks)
        state = _state(facts, received)
        return ReplyPreview(facts=facts, state=state, remarks=remarks, new=new, strange=strange)

    def take_in_reply(self, preview: ReplyPreview, trusted: Sequence[str] = ()) -> Future[Outcome]:
        """Keep the remarks of a reply, to be decided one by one.

        WorldTrouble(PACKAGE_UNKNOWN_OFFICE) unless the office is known or among `trusted`, whose
        fingerprint was compared; PACKAGE_FORGED, PACKAGE_OWN.
        """
        from mediadesk.domain.commands_remarks import TakeInRemarks

        facts = preview.facts
        if preview.state not in (PackageState.READY, PackageState.ALREADY):
            raise refusal(preview.state, facts)
        if facts.sender is Sender.UNKNOWN:
            if facts.card.office_uid not in trusted:
                raise WorldTrouble(Code.PACKAGE_UNKNOWN_OFFICE, office=facts.card.name_ru)
            self.know_office(facts.card).result()
        package = ReceivedPackage(
            package_uid=facts.package_uid,
            kind=PackageKind.REPLY,
            office_uid=facts.card.office_uid,
            number=facts.number,
            made_at=facts.made_at,
            merged_at=self.clock.now().isoformat(timespec="seconds"),
            until_on=facts.until_on,
            program=facts.program,
            cases=facts.cases,
        )
        return self.execute(TakeInRemarks(package=package, rows=preview.remarks))


def _state(facts: PackageFacts, received: Sequence[ReceivedPackage]) -> PackageState:
    """Tell whether a reply can be taken in, by what came from its office before."""
    if facts.sender is Sender.OTHER_KEY:
        return PackageState.FORGED
    if facts.sender is Sender.OWN:
        return PackageState.OWN
    if any(each.package_uid == facts.package_uid for each in received):
        return PackageState.ALREADY
    if any(each.number == facts.number for each in received):
        return PackageState.NUMBER_TWICE
    return PackageState.READY


def _remarks(box: Box, facts: PackageFacts) -> tuple[Remark, ...]:
    try:
        found = [_remark(record, facts) for record in box.records()]
    except ValueError as error:
        raise WorldTrouble(Code.PACKAGE_BAD, name=facts.name) from error
    is_whole = len(found) == len({each.uid for each in found}) == facts.cases <= MOST
    if not is_whole:
        raise WorldTrouble(Code.PACKAGE_BAD, name=facts.name)
    return tuple(found)


def _remark(record: object, facts: PackageFacts) -> Remark:
    if not isinstance(record, dict) or record.keys() != {"remark"}:
        raise ValueError(type(record))
    return from_data(record["remark"], facts.card.office_uid)
