"""The list of cases: views, sums, what is chosen, and the list as a workbook or on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediadesk.domain.model import SavedView
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.views import CASES
from mediadesk.marks import N_
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.queries import CaseQuery, Totals
    from mediadesk.domain.types import CaseId
    from mediadesk.domain.views import View

__all__ = ["Listing", "Printing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a list is written: its title, columns in their order (none: all), a line of sums."""

    title: str = ""
    columns: tuple[str, ...] = ()
    with_totals: bool = False
    with_signature: bool = False


class Listing(Questions):
    """Answers what the list of cases asks, and writes it."""

    def views(self, name: str = CASES) -> tuple[SavedView, ...]:
        """Give the centre's own views of a list, in their order."""
        with self.store.reader() as reader:
            found = reader.find(SavedView, list=name)
        return tuple(sorted(found, key=lambda v: (v.ord, v.id)))

    def case_query(self, view: View) -> CaseQuery:
        """Make the query of a view as of today."""
        from mediadesk.domain.views import case_query

        return case_query(view, self.clock.today(), self.law.calendar)

    def totals(self, query: CaseQuery) -> Totals:
        """Count the cases of a query and add up their sums."""
        with self.store.reader() as reader:
            return reader.totals(query)

    def case_revs(self, query: CaseQuery) -> tuple[tuple[CaseId, int], ...]:
        """Name the cases of a query with their revisions, in the order of the list."""
        with self.store.reader() as reader:
            return reader.case_revs(self._named(query))

    def topics_in_use(self, language: str) -> dict[str, str]:
        """Name the topics that occur in the register; one without words names itself."""
        known = dict(self.topics(language))
        with self.store.reader() as reader:
            return {code: known.get(code, code) for code in reader.topics()}

    def write_register(
        self, query: CaseQuery, path: Path, language: str, how: Printing | None = None
    ) -> int:
        """Write the list of a query as a workbook; give the number of its lines."""
        from mediadesk.export.register import write_register

        tr, how = self.translator(language), how or Printing()
        rows = self._rows(query, language)
        write_register(
            CaseRow,
            rows,
            path,
            tr,
            title=how.title or tr.text(N_("Register of cases")),
            made_on=self.clock.today(),
            only=how.columns,
            with_totals=how.with_totals,
        )
        return len(rows)

    def print_register(
        self, query: CaseQuery, path: Path, language: str, how: Printing | None = None
    ) -> int:
        """Write the list of a query as a PDF for paper; give the number of its lines."""
        from mediadesk.export.list_pdf import Sheet, write_list

        tr, how = self.translator(language), how or Printing()
        rows, office = self._rows(query, language), self.office()
        name = (office.name_kk if language == "kk" else office.name_ru) if office else ""
        sheet = Sheet(
            centre=name,
            title=how.title or tr.text(N_("Register of cases")),
            made_on=self.clock.today(),
            columns=how.columns,
            with_totals=how.with_totals,
            with_signature=how.with_signature,
        )
        write_list(CaseRow, rows, path, tr, sheet)
        return len(rows)

    def _rows(self, query: CaseQuery, language: str) -> tuple[CaseRow, ...]:
        """Read all rows of one moment, topics in words, people as the language spells them."""
        words = dict(self.topics(language))
        return tuple(
            replace(row, topic=words.get(row.topic, row.topic)) if row.topic else row
            for row in self.all_cases(replace(query, names_in=language))
        )
