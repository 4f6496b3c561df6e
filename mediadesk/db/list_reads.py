"""Queries of lists: the register, what is due, the calendar, statistics, the work of mediators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.db import reads, reads_agenda, reads_cases, reads_due, searching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from mediadesk.db.connection import Connection
    from mediadesk.db.orders import Orders
    from mediadesk.domain.agenda import Slot
    from mediadesk.domain.bilingual import Words
    from mediadesk.domain.doubts import CaseFacts
    from mediadesk.domain.queries import CaseQuery, Totals
    from mediadesk.domain.rows import CaseRow, DueRow, StatRow
    from mediadesk.domain.rows_mediators import Load
    from mediadesk.domain.statistics import Filter
    from mediadesk.domain.submitted import SubmittedReport
    from mediadesk.domain.types import CaseId, MediatorId

__all__ = ["ListReads"]

_TEXT_LIMIT = 100_000


class ListReads:
    """The part of a reader that gives lists."""

    _conn: Connection
    orders: Orders | None = None
    """Orders that the readers of a centre share."""

    def _found(self, query: CaseQuery) -> list[int] | None:
        text = query.text.strip()
        return searching.matching_cases(self._conn, text, _TEXT_LIMIT) if text else None

    def cases(self, query: CaseQuery, offset: int, limit: int) -> tuple[CaseRow, ...]:
        """Give one page of the register."""
        orders = self.orders
        if orders is not None and orders.serves(query, offset) and not orders.spares(query, offset):
            ids = orders.ids(self._conn, query)[offset : offset + limit]
            return reads_cases.rows_of(self._conn, ids, query.names_in)
        return reads_cases.case_rows(self._conn, query, self._found(query), offset, limit)

    def count(self, query: CaseQuery) -> int:
        """Count the cases of a query."""
        return reads_cases.count(self._conn, query, self._found(query))

    def totals(self, query: CaseQuery) -> Totals:
        """Count the cases of a query and add up their sums."""
        return reads_cases.totals(self._conn, query, self._found(query))

    def case_ids(self, query: CaseQuery) -> tuple[CaseId, ...]:
        """Name the cases of a query, in its order."""
        return tuple(id_ for id_, _rev in self.case_revs(query))

    def case_revs(self, query: CaseQuery) -> tuple[tuple[CaseId, int], ...]:
        """Name the cases of a query with their revisions, in its order."""
        if self.orders is not None and self.orders.serves(query, 0):
            return reads_cases.revs(self._conn, self.orders.ids(self._conn, query))
        return reads_cases.case_revs(self._conn, query, self._found(query))

    def topics(self) -> tuple[str, ...]:
        """Name the topics that occur in the register."""
        return reads_cases.topics(self._conn)

    def due_rows(
        self,
        today: date,
        case_id: CaseId | None = None,
        last: date | None = None,
        names_in: str = "ru",
    ) -> tuple[DueRow, ...]:
        """Give what is to be done, everywhere or in one case, see `reads_due.due_rows`."""
        return reads_due.due_rows(self._conn, today, case_id, last, names_in)

    def agenda(self, first: date, last: date) -> tuple[Slot, ...]:
        """Give the sessions of some days, see `reads_agenda.agenda`."""
        return reads_agenda.agenda(self._conn, first, last)

    def stat_rows(
        self, first: date, last: date, region: str = "", narrow: Filter | None = None
    ) -> Iterator[StatRow]:
        """Give what statistics know of the appeals received in a period, see `reads_stat`."""
        from mediadesk.db import reads_stat
        from mediadesk.domain.statistics import EVERYTHING

        return reads_stat.stat_rows(self._conn, first, last, region, narrow or EVERYTHING)

    def carried_rows(
        self, first: date, region: str = "", narrow: Filter | None = None
    ) -> Iterator[StatRow]:
        """Give the appeals received before a day and not over on it, see `reads_stat`."""
        from mediadesk.db import reads_stat
        from mediadesk.domain.statistics import EVERYTHING

        return reads_stat.carried_rows(self._conn, first, region, narrow or EVERYTHING)

    def case_facts(self, ids: Iterable[CaseId]) -> dict[CaseId, CaseFacts]:
        """Give what the checks before sending want to know of cases, see `reads_doubts`."""
        from mediadesk.db import reads_doubts

        return reads_doubts.case_facts(self._conn, ids)

    def submitted_reports(self) -> tuple[SubmittedReport, ...]:
        """List the submitted reports without what they hold, the newest first."""
        from mediadesk.db import reads_submitted

        return reads_submitted.submitted_reports(self._conn)

    def pseudonyms(self, ids: Iterable[CaseId]) -> dict[CaseId, str]:
        """Give the names of cases for outside, see `reads_submitted.pseudonyms`."""
        from mediadesk.db import reads_submitted

        return reads_submitted.pseudonyms(self._conn, ids)

    def case_of_pseudonym(self, name: str) -> CaseId | None:
        """Find the case of a name for outside, see `reads_submitted.case_of`."""
        from mediadesk.db import reads_submitted

        return reads_submitted.case_of(self._conn, name)

    def late_cases(self, first: date, last: date, today: date) -> frozenset[CaseId]:
        """Name the mediations that ended or still run after their term, see `reads.late_cases`."""
        return reads.late_cases(self._conn, first, last, today)

    def named_bodies(self) -> list[Words]:
        """Give the courts and bodies that were entered, see `reads_bodies`."""
        from mediadesk.db import reads_bodies

        return reads_bodies.named_bodies(self._conn)

    def named_officers(self) -> list[Words]:
        """Give the judges and officers that were entered, see `reads_bodies`."""
        from mediadesk.db import reads_bodies

        return reads_bodies.named_officers(self._conn)

    def mediator_loads(self, today: date, until: date) -> dict[MediatorId, Load]:
        """Count the work of each mediator, see `reads_mediators.loads`."""
        from mediadesk.db import reads_mediators

        return reads_mediators.loads(self._conn, today, until)

    def mediator_cases(self, mediator_id: MediatorId) -> tuple[CaseId, ...]:
        """Name the cases a mediator leads or helps in."""
        from mediadesk.db import reads_mediators

        return reads_mediators.cases_of(self._conn, mediator_id)

    def sides(
        self, iins: Iterable[str], names: Iterable[str]
    ) -> tuple[tuple[str, frozenset[str]], ...]:
        """Find these people among parties and representatives, see `reads_mediators.sides`."""
        from mediadesk.db import reads_mediators

        return reads_mediators.sides(self._conn, iins, names)
