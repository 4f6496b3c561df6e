"""Terms of cases: how each is counted, which notices are due, the list of a span of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mediadesk.domain.deadlines import StepCode
from mediadesk.domain.model import CaseTerm
from mediadesk.domain.rows import DueKind
from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.usecases.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from mediadesk.domain.deadlines import Term
    from mediadesk.domain.ends import DueNotice, Ground
    from mediadesk.domain.law_terms import LawRule
    from mediadesk.domain.rows import CaseFile, DueRow
    from mediadesk.domain.term_lines import Reopening, TermLine, TermsSheet
    from mediadesk.domain.types import CaseId, Outcome

__all__ = ["Terms", "explained"]

_SHORT = (StepCode.OVER_LIMIT, StepCode.UNCONFIRMED, StepCode.DISPUTED)


def explained(term: Term, tr: Translator) -> tuple[str, ...]:
    """Say step by step how a term is counted; the last line names its last day."""
    from mediadesk.domain.deadlines import STEP_TEXTS

    lang = "kk" if tr.language == "kk" else "ru"
    return tuple(tr.text(STEP_TEXTS[step.code], **step.values(lang)) for step in term.steps)


def _in_short(term: Term, tr: Translator) -> str:
    """Say on one line from which day, by which article and why another day than counted."""
    from mediadesk.domain.deadlines import STEP_TEXTS

    lang = "kk" if tr.language == "kk" else "ru"
    first = term.steps[0].values(lang)
    parts = [
        tr.text(N_("from %(day)s, %(article)s"), day=term.start, article=first["article"]),
    ]
    if term.is_moved:
        parts.append(tr.text(N_("moved from %(day)s, a day off"), day=term.raw_end))
    doubts = (step for step in term.steps if step.code in _SHORT)
    parts += [tr.text(STEP_TEXTS[step.code], **step.values(lang)) for step in doubts]
    return "; ".join(parts)


class Terms(Questions):
    """What the window and the commands ask about terms, ends and notices."""

    def case_term(self, term: CaseTerm) -> Term | None:
        """Count a term of a case and explain it; None if its end was typed in."""
        from mediadesk.domain.rules_terms import case_term

        return case_term(term, self.law.rules(self.clock.today()))

    def term_rules(self) -> tuple[LawRule, ...]:
        """List the rules that a term of a case can be counted by, as they are today."""
        return self.law.terms.offered(self.clock.today())

    def mediation_rule(self, file: CaseFile) -> LawRule:
        """Give the rule of the mediation's own term in this case, as of its contract."""
        terms = self.law.terms
        on = file.contract.concluded_on if file.contract else self.clock.today()
        return terms.rule(terms.mediation_rule(file.case.kind, file.case.stage), on)

    def term_title(self, rule: str, title: str, lang: str) -> str:
        """Name a term of a case: its own words, else those of its rule."""
        if title or not self.law.terms.knows(rule):
            return title
        return self.law.terms.rule(rule).title.of("kk" if lang == "kk" else "ru")

    def warn_days(self, rule: str) -> int:
        """Say how many days before its end a term is announced."""
        return self.law.terms.warn_before(rule, self.clock.today())

    def end_ground(self, outcome: Outcome | None) -> Ground | None:
        """Give the ground of art. 26 behind an outcome; None if there is none."""
        return self.law.ends.ground(outcome)

    def due_notices(self, file: CaseFile) -> tuple[DueNotice, ...]:
        """List the notices the law asks for so far, each with its record, if any."""
        from mediadesk.domain.ends import due_notices

        return due_notices(file, self.law.ends)

    def reopenings(self, case_id: CaseId) -> tuple[Reopening, ...]:
        """Tell when and why a case was opened again, the oldest first."""
        with self.store.reader() as reader:
            return reader.reopenings(case_id)

    def terms_sheet(
        self,
        first: date,
        last: date,
        *,
        language: str,
        words: Mapping[DueKind, str],
        has_names: bool = False,
    ) -> TermsSheet:
        """Make the list of what falls due from `first` to `last`; `words` name the kinds.

        InputProblem(BAD_PERIOD) if the span ends before it begins.
        """
        from mediadesk.domain.term_lines import TermsSheet

        if last < first:
            raise InputProblem(Code.BAD_PERIOD, field="period", period=f"{first}..{last}")
        tr = Translator(language)
        with self.store.reader() as reader:
            due = reader.due_rows(first, last=last, names_in=language)
            found = [self._settled(row) for row in self._told_here(due)]
        rows = [row for row in found if row.on is not None and first <= row.on <= last]
        rows.sort(key=lambda row: (row.on, row.number))
        office = self.office()
        name = "" if office is None else office.name_kk if language == "kk" else office.name_ru
        span = tr.date(first) if first == last else f"{tr.date(first)} – {tr.date(last)}"
        return TermsSheet(
            first=first,
            last=last,
            centre=name,
            title=tr.text(N_("Terms: %(span)s"), span=span),
            made=tr.text(N_("Made on %(day)s"), day=self.clock.today()),
            empty=tr.text(N_("No terms fall into these days")),
            signature=tr.text(N_("Checked by")),
            page=tr.text(N_("page %(page)s of %(pages)s")),
            language=language,
            has_names=has_names,
            lines=tuple(self._term_line(row, tr, words, has_names=has_names) for row in rows),
        )

    def _term_line(
        self, row: DueRow, tr: Translator, words: Mapping[DueKind, str], *, has_names: bool
    ) -> TermLine:
        """Put a due row into words, with the count behind it."""
        from mediadesk.domain.term_lines import NamedTermLine, TermLine

        term = self._counted(row)
        what = tr.text(words[row.kind])
        title = self.term_title(row.rule, row.detail, tr.language)
        if row.kind is DueKind.CASE_TERM and title:
            what = title
        elif row.kind is DueKind.SESSION and row.detail:
            what = f"{what}, {row.detail}"
        elif row.kind is DueKind.OBLIGATION and row.detail:
            what = f"{what}: {tr.money(int(row.detail))}"
        if row.on is None:
            raise TypeError(row.kind)
        facts: dict[str, Any] = {
            "case_id": row.case_id,
            "on": row.on,
            "weekday": tr.weekday(row.on),
            "number": row.number,
            "what": what,
            "raw_on": term.raw_end if term and term.is_moved else None,
            "mediator": row.mediator,
            "basis": self._basis(row, term, tr),
        }
        return NamedTermLine(**facts, parties=row.parties) if has_names else TermLine(**facts)

    @staticmethod
    def _basis(row: DueRow, term: Term | None, tr: Translator) -> str:
        if term is not None:
            return _in_short(term, tr)
        return tr.text(N_("Entered by hand")) if row.kind is DueKind.CASE_TERM else ""

    def _counted(self, row: DueRow) -> Term | None:
        """Count the term behind a due row; None where there is no rule behind it."""
        if row.kind not in (DueKind.MEDIATION_TERM, DueKind.CASE_TERM):
            return None
        if row.kind is DueKind.CASE_TERM and not row.rule:
            return None
        file = self.case_file(row.case_id)
        if row.kind is DueKind.MEDIATION_TERM:
            return self.term(file)
        for each in file.all(CaseTerm):
            same = (each.rule, each.starts_on, each.title)
            if same == (row.rule, row.starts_on, row.detail):
                counted = self.case_term(each)
                if counted is not None and counted.end_on == row.on:
                    return counted
        return None

    def terms_pdf(self, sheet: TermsSheet) -> bytes:
        """Lay the list out for paper; the same list gives the same bytes."""
        from mediadesk.export.terms_pdf import render_terms

        return render_terms(sheet, Translator(sheet.language))

    def write_terms(self, sheet: TermsSheet, path: Path, format: str) -> None:
        """Write the list whole or not at all as 'pdf' or 'xlsx'; InputProblem for another format."""
        from mediadesk.domain.term_lines import NamedTermLine, TermLine

        if format == "pdf":
            from mediadesk.files import replacing

            data = self.terms_pdf(sheet)
            with replacing(path) as part:
                part.write_bytes(data)
        elif format == "xlsx":
            from mediadesk.export.register import write_register

            cls = NamedTermLine if sheet.has_names else TermLine
            write_register(
                cls,
                sheet.lines,
                path,
                Translator(sheet.language),
                title=sheet.title,
                made_on=self.clock.today(),
            )
        else:
            raise InputProblem(Code.BAD_VALUE, field="format")
