"""A year at a glance: the figures of the first page of reports, from the rows that reports count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mediadesk.marks import N_
from mediadesk.usecases.reporting import Reporting

if TYPE_CHECKING:
    from mediadesk.domain.periods import Period
    from mediadesk.domain.ports import Progress
    from mediadesk.domain.rows import StatRow
    from mediadesk.domain.year_glance import Glance

__all__ = ["Glancing"]

_STEP: Final = 2000


class Glancing(Reporting):
    """Reads what the dashboard shows, from one consistent picture of the file."""

    def glance(self, period: Period | str, progress: Progress | None = None) -> Glance:
        """Count a period and the same part of the year before.

        Raises InputProblem(BAD_PERIOD), and Cancelled when `progress` is asked to stop.
        """
        from mediadesk.domain.periods import parse_period
        from mediadesk.domain.queries import CaseQuery
        from mediadesk.domain.year_glance import glance_at, year_before

        when = parse_period(period) if isinstance(period, str) else period
        before = year_before(when)
        spans = tuple((each.first, each.last) for each in (before, when))
        rows: list[StatRow] = []
        with self.store.reader(snapshot=True) as reader:
            total = reader.count(CaseQuery(received=spans)) if progress else 0
            for each in (before, when):
                for row in reader.stat_rows(each.first, each.last):
                    rows.append(row)
                    if progress is not None and not len(rows) % _STEP:
                        progress.step(len(rows), total + 1, N_("Counting the cases"))
            late = reader.late_cases(when.first, when.last, self.clock.today())
        return glance_at(rows, when, self._vocabulary(), late)
