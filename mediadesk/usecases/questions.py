"""Questions to the centre's file: lists, cards, search, the start page, terms, drafts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.model import Mediator, Office, Organisation, Person
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rights import Right
from mediadesk.domain.rows import CaseFile, CaseRow, DueKind, DueRow, Hit, JournalEntry, StartPage
from mediadesk.domain.text import fold, sort_key
from mediadesk.domain.types import CaseId, CaseState
from mediadesk.domain.workdays import next_working_day
from mediadesk.errors import Code, RuleBroken
from mediadesk.usecases.code_lists import CodeLists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mediadesk.domain.deadlines import Term
    from mediadesk.domain.retention import Kept, OutsideRecord

__all__ = ["SOON_DAYS", "Questions"]

SOON_DAYS: Final = 14
"""What falls due within so many days stands under "soon" on the start page."""

_OF: Final = "@"
_MOST_STORED: Final = 200

_WORDS: Final = frozenset({DueKind.TASK, DueKind.CASE_TERM})
"""What is told in words that somebody typed in; of a shut case it is not told."""

_RULES: Final = {DueKind.MEDIATION_TERM: "mediation", DueKind.INVITATION: "invitation"}
"""By which rule of the law an end is counted; a case's own term says it itself."""


class Questions(CodeLists):
    """What the window and the commands ask; nothing here changes the file but drafts."""

    def office(self) -> Office | None:
        """Give the centre's own office; None in a centre that was not set up."""
        with self.store.reader() as reader:
            found = reader.find(Office)
        return found[0] if found else None

    def mediators(self, *, active_only: bool = False) -> tuple[Mediator, ...]:
        """List the mediators by name; with `active_only` those of this office who take new cases."""
        with self.store.reader() as reader:
            found = reader.find(Mediator)
            own = frozenset(reader.packages().own_mediators()) if active_only else frozenset()
        kept = (m for m in found if not active_only or (m.is_active and m.id in own))
        return tuple(sorted(kept, key=lambda m: sort_key(name_of(m, self.names_in))))

    def start_page(self) -> StartPage:
        """Sort what is to be done: today, late, within two weeks, waiting without a day."""
        today = self.clock.today()
        with self.store.reader() as reader:
            found = reader.due_rows(today, names_in=self.names_in)
            own = self.own_cases_only()
            rows = tuple(
                self._settled(row)
                for row in self._told_here(found)
                if own is None or row.case_id in own
            )
            ids = None if own is None else tuple(CaseId(each) for each in sorted(own))
            cases = reader.count(CaseQuery(ids=ids))
            running = reader.count(CaseQuery(ids=ids, states=(CaseState.MEDIATION,)))
        dated = sorted((r for r in rows if r.on is not None), key=lambda r: (r.on, r.number))

        def between(first: int, last: int) -> tuple[DueRow, ...]:
            return tuple(r for r in dated if r.on and first <= (r.on - today).days <= last)

        return StartPage(
            today=between(0, 0),
            overdue=between(-(10**6), -1),
            soon=tuple(r for r in dated if r.on and (r.on - today).days > 0 and _is_soon(r, today)),
            waiting=(*(r for r in rows if r.on is None), *self._storage()),
            cases=cases,
            running=running,
        )

    def _told_here(self, found: Iterable[DueRow]) -> Iterator[DueRow]:
        """Leave out of what is due the words somebody typed in of a case that is shut."""
        shut = self.shut_cases()
        return (row for row in found if row.case_id not in shut or row.kind not in _WORDS)

    def _to_destroy(self, limit: int = -1) -> tuple[tuple[CaseId, str, Kept], ...]:
        """Give the closed cases of this office whose term of storage is over, the oldest first.

        After them come those in the trash that never ended, whose term may not be over.
        """
        from mediadesk.db.reads_personal import stored_cases, trashed_cases

        keeps, today = self.law.retention().keeps, self.clock.today()
        with self.store.reader() as reader:
            closed = reader.apart(lambda conn: stored_cases(conn, keeps, today, limit))
            return (*closed, *reader.apart(trashed_cases))

    def _outside(self) -> tuple[OutsideRecord, ...]:
        """Give the records outside of case files that nobody waits for, but what the journal tells of."""
        from mediadesk.db.reads_outside import outside_records

        with self.store.reader() as reader:
            return reader.apart(outside_records)

    def _storage(self) -> tuple[DueRow, ...]:
        """Tell the start page how many case files and records outside of them are to be destroyed.

        The many are not counted out; what only the journal tells of is counted on its page.
        """
        if not self.may(Right.TRASH) or self.own_cases_only() is not None:
            return ()
        retention, today = self.law.retention(), self.clock.today()

        def is_over(until: date | None) -> bool:
            return until is not None and until < today

        cases = sum(
            is_over(retention.until(kept)) for *_, kept in self._to_destroy(_MOST_STORED + 1)
        )
        records = sum(is_over(retention.until_of(r)) for r in self._outside())
        return tuple(
            DueRow(
                case_id=CaseId(0), number="", kind=kind, on=None, parties="", mediator="",
                detail=f"{_MOST_STORED}+" if found > _MOST_STORED else str(found),
            )
            for kind, found in ((DueKind.STORAGE_OVER, cases), (DueKind.RECORDS_OVER, records))
            if found
        )  # fmt: skip

    def case_due(self, case_id: CaseId) -> tuple[DueRow, ...]:
        """Give what is to be done in one case, by day; what waits without a day comes last."""
        with self.store.reader() as reader:
            found = reader.due_rows(self.clock.today(), case_id, names_in=self.names_in)
            rows = [self._settled(row) for row in found]
        return tuple(sorted(rows, key=lambda row: (row.on is None, row.on)))

    def _settled(self, row: DueRow) -> DueRow:
        """Move the end of a counted term off days off (Civil Code art. 175); see if it is near.

        An end that was typed in stays where it is.
        """
        from mediadesk.domain.deadlines import rule_term

        is_own = row.kind is DueKind.CASE_TERM
        if row.on is None or not (is_own or row.kind in _RULES):
            return row
        law, calendar, today = self.law.terms, self.law.calendar, self.clock.today()
        if not is_own:
            rule = _RULES[row.kind]
            settled = replace(row, on=next_working_day(row.on, calendar))
        else:
            rule, start, days, title = row.detail.split("\n", 3)
            starts_on, on = date.fromisoformat(start) if start else None, row.on
            if starts_on is not None and law.knows(rule):
                term = rule_term(rule, starts_on, calendar, law, int(days) if days else None)
                on = term.end_on
            settled = replace(row, on=on, detail=title, rule=rule, starts_on=starts_on)
        left = (settled.on - today).days if settled.on else -1
        return replace(settled, is_near=0 <= left <= law.warn_before(rule, today))

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Find cases and people by name in any spelling, number, IIN or telephone."""
        with self.store.reader() as reader:
            return reader.search(text, limit, self.names_in)

    def cases(
        self, query: CaseQuery | None = None, offset: int = 0, limit: int = 200
    ) -> tuple[CaseRow, ...]:
        """Give a page of the register."""
        with self.store.reader() as reader:
            return reader.cases(self._named(query or CaseQuery()), offset, limit)

    def _named(self, query: CaseQuery) -> CaseQuery:
        """Show people in the spelling of the desk where the query does not say another."""
        return query if query.names_in else replace(query, names_in=self.names_in)

    def all_cases(self, query: CaseQuery | None = None) -> tuple[CaseRow, ...]:
        """Give the whole register, of one moment."""
        wanted = self._named(query or CaseQuery())
        with self.store.reader(snapshot=True) as reader:
            return reader.cases(wanted, 0, reader.count(wanted))

    def count(self, query: CaseQuery | None = None) -> int:
        """Count the cases of a query."""
        with self.store.reader() as reader:
            return reader.count(query or CaseQuery())

    def case_id(self, number: str) -> CaseId | None:
        """Give the case of a number such as 2026/0001; None if there is none."""
        with self.store.reader() as reader:
            return reader.case_id_of(number)

    def participants(self, text: str, limit: int = 20) -> tuple[Person | Organisation, ...]:
        """Find people and organisations that are entered already."""
        with self.store.reader() as reader:
            return reader.participants(text, limit)

    def similar(self, who: Person | Organisation) -> tuple[str, ...]:
        """Name those entered already who may be the same: by identifier or by name."""
        number = who.iin if isinstance(who, Person) else who.bin
        found: dict[int, str] = {}
        for text in filter(None, (number, who.name_ru)):
            for each in self.participants(text):
                its = each.iin if isinstance(each, Person) else each.bin
                is_same = bool(number) and its == number
                is_namesake = fold(each.name_ru) == fold(who.name_ru) and not (number and its)
                if type(each) is type(who) and each.id != who.id and (is_same or is_namesake):
                    name = name_of(each, self.names_in)
                    found[each.id] = f"{name}, {its}" if its else name
        return tuple(found.values())

    def demand_usable(self, file: CaseFile) -> None:
        """Refuse papers of a case that was destroyed or of a person whose data are blocked.

        RuleBroken(CASE_DESTROYED, PERSON_BLOCKED).
        """
        from mediadesk.db import blocking

        if file.case.destroyed_on is not None:
            raise RuleBroken(Code.CASE_DESTROYED)
        people = {row.person.id for row in file.parties if row.person is not None}
        with self.store.reader() as reader:
            if people & reader.apart(blocking.blocked):
                raise RuleBroken(Code.PERSON_BLOCKED)

    def term(self, file: CaseFile) -> Term | None:
        """Count the term of the mediation and explain it; None before the contract."""
        from mediadesk.domain.deadlines import mediation_term

        if file.contract is None:
            return None
        return mediation_term(
            file.contract.concluded_on,
            file.contract.term_days,
            file.contract.extended_days,
            calendar=self.law.calendar,
            law=self.law.terms,
            rule=self.law.terms.mediation_rule(file.case.kind, file.case.stage),
        )

    def journal(self, limit: int = 100, before: int | None = None) -> tuple[JournalEntry, ...]:
        """Give the newest entries of the journal of changes, before a number if one is told."""
        with self.store.reader() as reader:
            return reader.journal(limit, before)

    def draft(self, key: str) -> dict[str, Any] | None:
        """Give a form's draft that was kept; None if there is none."""
        with self.store.reader() as reader:
            kept = reader.draft(self._drafts_of() + key)
        if kept is None:
            return None
        data: Any = json.loads(kept)
        return data if isinstance(data, dict) else None

    def keep_draft(self, key: str, data: Mapping[str, Any]) -> None:
        """Keep a form as it is, in the encrypted file, so that nothing typed is lost."""
        self.store.put_draft(
            self._drafts_of() + key, json.dumps(dict(data), ensure_ascii=False)
        ).result()

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        self.store.drop_draft(self._drafts_of() + key).result()

    def drafts(self) -> tuple[str, ...]:
        """Name one's own drafts that are kept, the newest first."""
        own = self._drafts_of()
        with self.store.reader() as reader:
            found = reader.drafts()
        if not own:
            return tuple(key for key in found if not key.startswith(_OF))
        return tuple(key.removeprefix(own) for key in found if key.startswith(own))

    def _drafts_of(self) -> str:
        """Begin the names of drafts: everybody sees only their own."""
        return f"{_OF}{self.user.id}:" if self.user.id else ""


def _is_soon(row: DueRow, today: date) -> bool:
    """Say whether a row falls due within the usual days, or the day to warn of it has come."""
    return row.is_near or (row.on is not None and (row.on - today).days <= SOON_DAYS)
