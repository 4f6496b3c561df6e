"""Destruction of case files: which may go, the act, the destruction itself, and what copies still hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.changes import Finding, Outcome, Severity
from mediadesk.domain.model import Case, DataCopy, Office
from mediadesk.domain.model import Destruction as DestructionRecord
from mediadesk.domain.personal_data import CopyStanding
from mediadesk.domain.retention import Keep, OutsideRecord
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mediadesk.db.erasing import Doomed
    from mediadesk.db.erasing_copies import Cleaned
    from mediadesk.domain.retention import Retention

__all__ = [
    "CLEANED",
    "Destroyed",
    "Destruction",
    "DestructionAct",
    "StoredCase",
    "StoredRecord",
]


CLEANED: Final = frozenset({CopyStanding.CLEAN, CopyStanding.GONE})
"""Copies of which nobody need think any more."""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case whose term of storage is over: its number, its end, the last day it had to be kept.

    A case that lies in the trash and never ended is told by the day it was put there.

    `why` are the words of the row by which that day is counted.
    """

    id: CaseId
    number: str
    ended_on: date
    keep_until: date
    why: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record outside of case files whose term of storage is over; `keep` is its row of terms."""

    record: OutsideRecord
    keep_until: date
    keep: Keep


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What a destruction did: its outcome, and every copy that was looked at."""

    outcome: Outcome
    copies: tuple[DataCopy, ...]

    @property
    def holding(self) -> tuple[DataCopy, ...]:
        """The copies that still hold what was destroyed, or may."""
        return tuple(each for each in self.copies if each.standing not in CLEANED)


@dataclass(frozen=True, slots=True)
class DestructionAct:
    """The act as PDF with what is found in it; a draft where a case may not be destroyed."""

    pdf: bytes
    findings: tuple[Finding, ...]
    is_draft: bool


class Destruction(Questions):
    """Prints acts of destruction, destroys, and cleans the copies that can be opened."""

    _removals: tuple[int, tuple[int, ...]] = (0, ())

    def storage_over(self) -> tuple[StoredCase, ...]:
        """List the closed cases of this office whose term of storage is over, the oldest first.

        Cases that never ended and lie in the trash come after them.
        """
        found: list[StoredCase] = []
        retention, today = self.retention(), self.clock.today()
        for id_, number, kept in self._to_destroy():
            until = retention.until(kept)
            if until is not None and kept.since is not None and until < today:
                why = retention.of(kept).words
                found.append(StoredCase(id_, number, kept.since, until, why))
        return tuple(found)

    def records_over(self) -> tuple[StoredRecord, ...]:
        """List the records outside of case files whose term of storage is over, the oldest first."""
        return tuple(self._outside_over())

    def _outside_over(self) -> Iterator[StoredRecord]:
        """Give the records outside of case files whose term of storage is over."""
        retention, today = self.retention(), self.clock.today()
        for each in self._all_outside():
            until = retention.until_of(each)
            if until is not None and until < today:
                yield StoredRecord(each, until, retention.records[each.kind])

    def _all_outside(self) -> tuple[OutsideRecord, ...]:
        """Give all records outside of case files that nobody waits for, with what the journal tells of.

        Which entries took something out is remembered: the journal is long, and only grows.
        """
        from mediadesk.db.reads_outside import outside_records, removals

        self.store.index_history().result()
        with self.store.reader() as reader:
            last, known = self._removals
            now, new = reader.apart(lambda conn: removals(conn, last))
            self._removals = now, (found := (*known, *new))
            return reader.apart(lambda conn: outside_records(conn, found))

    def retention(self) -> Retention:
        """Tell how long case files and records outside of them are kept."""
        return self.law.retention()

    def destroy(
        self, case_ids: Sequence[int], reason: str, places: Sequence[Path] = (),
        acknowledged: tuple[str, ...] = (), records: Sequence[str] = (),
    ) -> Destroyed:  # fmt: skip
        """Destroy cases and records for good, then in every backup that can be opened.

        `places` are folders with other copies; what is not there now is told as standing out. What
        `DestroyCases` raises comes before anything is done. The act is to be printed afterwards.
        """
        from mediadesk.domain.commands_personal import DestroyCases

        ids = tuple(CaseId(each) for each in case_ids)
        command = DestroyCases(
            case_ids=ids, reason=reason, records=tuple(records), acknowledged=acknowledged
        )
        outcome = self.execute(command).result()
        return Destroyed(outcome, self.finish_destruction(places))

    def finish_destruction(self, places: Sequence[Path] = ()) -> tuple[DataCopy, ...]:
        """Write the file anew after a destruction, so that no page keeps anything, and clean copies."""
        self.store.forget_pages(anew=True).result()
        return self.clean_copies(places)

    def clean_copies(self, places: Sequence[Path] = ()) -> tuple[DataCopy, ...]:
        """Take all that was destroyed out of the backups of this folder and of other places.

        Gives every copy that was looked at, as it is noted now; nothing where nothing was destroyed.
        A place that was told once and is not here stays noted as not seen.
        """
        from mediadesk.db import erasing_copies
        from mediadesk.domain.commands_personal import NoteCopies

        doomed = self._destroyed() | erasing_copies.doomed_of_list(self.centre)
        if not doomed:
            return ()
        erasing_copies.write_list(self.centre, doomed)
        at, who = self.clock.now(), self.store.operator
        found = erasing_copies.clean(self.centre, places, self.store.key, doomed, at, who)
        today = self.clock.today()
        copies = tuple(_noted(each, today) for each in found)
        gone = _gone(self.copies_standing(), copies, (self.centre, *places))
        self.execute(NoteCopies(copies=(*copies, *gone))).result()
        return (*copies, *gone)

    def copies_standing(self) -> tuple[DataCopy, ...]:
        """Give what is noted of copies: those that still hold something destroyed come first."""
        with self.store.reader() as reader:
            found = reader.find(DataCopy)
        return tuple(sorted(found, key=lambda c: (c.standing in CLEANED, c.place, c.name)))

    def destructions(self) -> tuple[DestructionRecord, ...]:
        """List the destructions there were, the newest first."""
        with self.store.reader() as reader:
            return tuple(reversed(reader.find(DestructionRecord)))

    def _destroyed(self) -> Doomed:
        """Name all that was ever destroyed here."""
        from mediadesk.db.erasing import Doomed

        done = self.destructions()
        cases = {bytes.fromhex(uid) for each in done for uid in each.cases.split(",") if uid}
        people = {bytes.fromhex(uid) for each in done for uid in each.people.split(",") if uid}
        records = {
            bytes.fromhex(uid) for each in done for uids in each.records.values() for uid in uids
        }
        return Doomed(
            cases=frozenset(cases),
            people=frozenset(people),
            records=frozenset(records),
            nobody=self.law.personal().nobody,
            on=done[0].done_on.isoformat() if done else "",
        )

    def destruction_act(
        self,
        case_ids: Sequence[int],
        languages: Languages = Languages.BOTH,
        records: Sequence[str] = (),
    ) -> DestructionAct:
        """Print one act for several cases, by number, and records outside of cases, by their keys.

        InputProblem(NOT_FOUND) without any, or for an unknown record; a case that is not closed makes
        the act a draft.
        """
        from mediadesk.domain import document_facts, document_rules
        from mediadesk.export import paper_packs, papers, pdf
        from mediadesk.usecases.paper_law import counted

        if not (case_ids or records):
            raise InputProblem(Code.NOT_FOUND, what="case")
        kind, today = DocumentKind.DESTRUCTION_ACT, self.clock.today()
        named = self._records_named(records)
        first, *others = [self.case_file(case_id) for case_id in case_ids] or [self._no_case()]
        law = counted(first, kind, self.law, None, today=today, centre=self.shelf)
        law = replace(law, others=tuple(others), outside=named)
        facts = document_facts.facts_of(first, kind, today=today, counted=law)
        template = paper_packs.load(paper_packs.latest(kind, self.shelf), self.shelf)
        items = paper_packs.law_items(self.shelf)
        findings = document_rules.check(facts, items, languages=languages, today=today)
        is_draft = any(each.severity is Severity.BLOCKS for each in findings)
        made = papers.build(facts, template, languages)
        return DestructionAct(pdf.render(made, draft=is_draft), findings, is_draft)

    def _records_named(self, keys: Sequence[str]) -> tuple[OutsideRecord, ...]:
        """Find records outside of cases by their keys; InputProblem(NOT_FOUND) for an unknown one."""
        if not keys:
            return ()
        known = {each.key: each for each in self._all_outside()}
        if not set(keys) <= set(known):
            raise InputProblem(Code.NOT_FOUND, what=OutsideRecord.__name__)
        return tuple(known[key] for key in dict.fromkeys(keys))

    def _no_case(self) -> CaseFile:
        """Give a file of no case, for an act about records alone."""
        with self.store.reader() as reader:
            office = reader.find(Office)[0]
        return CaseFile(case=Case(received_on=self.clock.today()), office=office)

    def write_destruction_act(
        self,
        case_ids: Sequence[int],
        path: Path,
        languages: Languages = Languages.BOTH,
        records: Sequence[str] = (),
    ) -> DestructionAct:
        """Write the act of several cases and records to a file; see `destruction_act`."""
        from mediadesk.files import replacing

        act = self.destruction_act(case_ids, languages, records)
        with replacing(path) as part:
            part.write_bytes(act.pdf)
        return act


def _noted(copy: Cleaned, today: date) -> DataCopy:
    is_away = copy.standing is CopyStanding.AWAY
    return DataCopy(
        name=copy.path.name,
        place=str(copy.path.parent),
        made_at=copy.made_at,
        standing=copy.standing,
        seen_on=None if is_away else today,
    )


def _gone(
    known: Sequence[DataCopy], seen: Sequence[DataCopy], places: Sequence[Path]
) -> tuple[DataCopy, ...]:
    """Name copies that were noted in a folder that is here, and are no longer in it."""
    there = {(each.name, each.place) for each in seen}
    here = {str(path) for place in places for path in (place, place / "backups") if path.is_dir()}
    return tuple(
        replace(each, standing=CopyStanding.GONE)
        for each in known
        if each.place in here
        and (each.name, each.place) not in there
        and each.standing is not CopyStanding.GONE
    )
