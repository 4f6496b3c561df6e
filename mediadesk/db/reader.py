"""A reader: everything a screen, a report or a command may ask of the file; it can change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.db import journal, search_index, searching
from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import equal, fetch, fetch_all
from mediadesk.db.list_reads import ListReads
from mediadesk.db.people_reads import PeopleReads
from mediadesk.domain.model import (
    CASE_RECORDS,
    Agreement,
    AgreementClause,
    Assignment,
    Case,
    Contract,
    Entity,
    Instalment,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    PrintedCopy,
    Session,
)
from mediadesk.domain.rows import (
    CaseFile,
    Hit,
    JournalEntry,
    PartyFile,
    at_work,
)
from mediadesk.domain.text import fold, other_layout
from mediadesk.domain.types import CaseId, CaseState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mediadesk.db import history
    from mediadesk.db.orders import Orders
    from mediadesk.db.package_reads import PackageReads
    from mediadesk.domain.term_lines import Reopening

__all__ = ["Reader"]

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether every wanted word begins some word; nothing wanted is nothing found."""
    return bool(wanted) and all(any(w.startswith(t) for w in words) for t in wanted)


class Reader(ListReads, PeopleReads):
    """Queries on one read-only connection."""

    def __init__(self, conn: Connection, orders: Orders | None = None) -> None:
        """Read through this connection, with the orders that are kept, if any."""
        super().__init__(conn)
        self.orders = orders

    def get(self, cls: type[E], id_: int) -> E | None:
        """Read one entity; None if there is none."""
        return fetch(self._conn, cls, id_)

    def find(self, cls: type[E], **equals: Any) -> tuple[E, ...]:
        """Read the entities whose fields equal the values, in order of entry."""
        return fetch_all(self._conn, cls, *equal(cls, equals))

    def packages(self) -> PackageReads:
        """Give the queries about packages."""
        from mediadesk.db.package_reads import PackageReads

        return PackageReads(self._conn)

    def case_id_of(self, number: str) -> CaseId | None:
        """Find a case by its number, such as 2026/0001 or 2026/1."""
        year, _, seq = number.strip().partition("/")
        if not (year.isdecimal() and seq.isdecimal()):
            return None
        sql = "SELECT id FROM cases WHERE year = ? AND seq = ? AND trashed_on IS NULL"
        sql += " ORDER BY office_id LIMIT 1"
        found = rows(self._conn, sql, (int(year[:9]), int(seq[:9])))
        return CaseId(found[0][0]) if found else None

    def case_file(self, case_id: CaseId) -> CaseFile | None:
        """Read a case with all that belongs to it; None if there is no such case."""
        case = self.get(Case, case_id)
        office = self.get(Office, case.office_id) if case else None
        if case is None or office is None:
            return None
        papers = self.find(Agreement, case_id=case_id)
        agreement = at_work(papers, is_closed=case.state is CaseState.CLOSED)
        duties = tuple(
            duty
            for paper in papers
            for duty in sorted(
                self.find(Obligation, agreement_id=paper.id), key=lambda o: (o.ord, o.id)
            )
        )
        clauses = tuple(
            clause
            for paper in papers
            for clause in sorted(
                self.find(AgreementClause, agreement_id=paper.id), key=lambda c: (c.ord, c.id)
            )
        )
        own = agreement.id if agreement else 0
        in_force = {paper.id for paper in papers if paper.is_signed}
        sessions = self.find(Session, case_id=case_id)
        return CaseFile(
            case=case,
            office=office,
            parties=self._parties(case_id),
            mediator=self.get(Mediator, case.mediator_id) if case.mediator_id else None,
            contract=next(iter(self.find(Contract, case_id=case_id)), None),
            sessions=tuple(sorted(sessions, key=lambda s: (s.held_on, str(s.starts_at), s.id))),
            agreement=agreement,
            obligations=tuple(duty for duty in duties if duty.agreement_id == own),
            clauses=tuple(clause for clause in clauses if clause.agreement_id == own),
            agreements=papers,
            signed_obligations=tuple(d for d in duties if d.agreement_id in in_force),
            all_obligations=duties,
            all_clauses=clauses,
            copies=self.find(PrintedCopy, case_id=case_id),
            mediators=self._mediators(case_id),
            records={
                **{cls: self.find(cls, case_id=case_id) for cls in CASE_RECORDS},
                Instalment: tuple(
                    part for duty in duties for part in self.find(Instalment, obligation_id=duty.id)
                ),
            },
        )

    def _mediators(self, case_id: CaseId) -> tuple[Mediator, ...]:
        named = {each.mediator_id for each in self.find(Assignment, case_id=case_id)}
        found = [self.get(Mediator, each) for each in sorted(filter(None, named))]
        return tuple(each for each in found if each is not None)

    def _parties(self, case_id: CaseId) -> tuple[PartyFile, ...]:
        found = []
        for party in sorted(self.find(Party, case_id=case_id), key=lambda p: (p.ord, p.id)):
            person = self.get(Person, party.person_id) if party.person_id else None
            body = self.get(Organisation, party.organisation_id) if party.organisation_id else None
            found.append(PartyFile(party=party, person=person, organisation=body))
        return tuple(found)

    def reopenings(self, case_id: CaseId) -> tuple[Reopening, ...]:
        """Tell when and why a case was opened again, the oldest first."""
        from mediadesk.domain.term_lines import Reopening

        return tuple(Reopening(*told) for told in journal.reopenings(self._conn, case_id))

    def apart(self, read: Callable[[Connection], T]) -> T:
        """Read what belongs to no list: the sealed notes."""
        return read(self._conn)

    def search(self, text: str, limit: int = 50, names_in: str = "ru") -> tuple[Hit, ...]:
        """Find cases and people, see `searching.search`."""
        return searching.search(self._conn, text, limit, names_in)

    def participants(self, text: str, limit: int = 20) -> tuple[Person | Organisation, ...]:
        """Find persons and organisations by the beginning of any word of the name, or by IIN/BIN."""
        spellings = [fold(typed).split() for typed in (text, other_layout(text))]
        digits = "".join(c for c in text if c.isdigit())
        found: list[Person | Organisation] = []
        for case_id in searching.matching_cases(self._conn, text, limit * 10):
            for party in self._parties(CaseId(case_id)):
                who = party.person or party.organisation
                if who is None or who in found:
                    continue
                identifier = who.iin if isinstance(who, Person) else who.bin
                words = tuple(search_index.folded((who.name_ru, who.name_kk)).split())
                named = any(_begin(wanted, words) for wanted in spellings)
                if named or (digits and identifier.startswith(digits)):
                    found.append(who)
        return tuple(found[:limit])

    def import_keys(self) -> frozenset[str]:
        """Give the keys of all journal rows that were taken in and are still there."""
        found = rows(
            self._conn, "SELECT import_key FROM cases WHERE import_key <> '' AND trashed_on IS NULL"
        )
        return frozenset(key for (key,) in found)

    def journal(self, limit: int = 200, before: int | None = None) -> tuple[JournalEntry, ...]:
        """Give entries of the journal, newest first."""
        found = journal.entries(self._conn, before=before, limit=limit)
        return tuple(
            JournalEntry(
                seq=e.seq,
                at=e.at,
                operator=e.operator,
                command=e.command,
                changes=e.count(),
                is_undoable=e.undoable,
            )
            for e in found
        )

    def journal_head(self) -> int:
        """Give the number of the newest entry of the journal; 0 if there is none."""
        return journal.head(self._conn)[0]

    def content(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of an attached file in pieces, see `attachments.read`."""
        from mediadesk.db import attachments

        return attachments.read(self._conn, sha256)

    def history(self, names_in: str = "ru") -> history.History:
        """Ask the journal in words: entries of a case, what was taken out."""
        from mediadesk.db import history

        return history.History(self._conn, names_in)

    def draft(self, key: str) -> str | None:
        """Give a kept draft of a form; None if there is none."""
        found = rows(self._conn, "SELECT data FROM draft WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def drafts(self) -> tuple[str, ...]:
        """Name the kept drafts, newest first."""
        return tuple(key for (key,) in rows(self._conn, "SELECT key FROM draft ORDER BY at DESC"))
