"""Reports that go out: what is hidden in them, what is doubtful, submitting, giving them again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mediadesk import __version__, assets
from mediadesk.domain.model import SubmittedReport
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.reporting import Reporting

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.commands_reports import SubmitReport
    from mediadesk.domain.doubts import Doubt
    from mediadesk.domain.periods import Period
    from mediadesk.domain.report_compare import ChangedFigure
    from mediadesk.domain.report_frozen import Frozen
    from mediadesk.domain.report_model import Report
    from mediadesk.domain.report_outside import Hidden, OutsideRules
    from mediadesk.domain.report_sending import Compared, Prepared
    from mediadesk.domain.types import CaseId

__all__ = ["SubmittedReports"]

_RULES: Final = "reporting.toml"
_DOUBTS: Final = "doubts.toml"


class SubmittedReports(Reporting):
    """Prepares, submits, gives again and compares reports."""

    def goes_outside(self, form: str) -> bool:
        """Tell whether a form goes to somebody outside the centre, see `is_for_outside`."""
        from mediadesk.domain.report_outside import is_for_outside

        return is_for_outside(self._raw_pack(form))

    def prepare_report(
        self,
        form: str,
        period: Period | str,
        lang: str = "both",
        *,
        outside: bool | None = None,
    ) -> Prepared:
        """Make a report ready to be sent; `outside` hides small figures, None as the form says."""
        from mediadesk.domain.report_outside import for_outside
        from mediadesk.domain.report_sending import Prepared

        full = self.report(form, period, lang)
        pack = self._raw_pack(form)
        no_hidden: tuple[Hidden, ...] = ()
        is_outside = self.goes_outside(form) if outside is None else outside
        rules = self._outside_rules()
        sent, hidden = full, no_hidden
        if is_outside:
            made = for_outside(full, rules, self._names_of(full))
            sent, hidden = self._spread_hidden(made.report, pack), made.hidden
        return Prepared(
            sent=sent,
            full=full,
            pack=pack,
            is_outside=is_outside,
            threshold=rules.threshold if is_outside else 0,
            hidden=hidden,
            doubts=self.doubts_of(full),
        )

    def doubts(self, form: str, period: Period | str) -> tuple[Doubt, ...]:
        """Look for doubtful data in the cases a report counts."""
        return self.doubts_of(self.report(form, period, "ru"))

    def doubts_of(self, report: Report) -> tuple[Doubt, ...]:
        """Look for doubtful data in the cases a made report counts."""
        from mediadesk.domain.doubts import find_doubts, parse_doubts

        rules = parse_doubts(assets.load_toml(_DOUBTS, self.shelf))
        with self.store.reader() as reader:
            facts = reader.case_facts(row.id for row in report.rows)
        return find_doubts(rules, report.rows, facts, self.clock.today())

    def submit_report(
        self, prepared: Prepared, *, recipient: str = "", who: str = "", note: str = ""
    ) -> Future[Outcome]:
        """Keep a prepared report as submitted today; the outcome names its id and number."""
        return self.execute(self.submission(prepared, recipient=recipient, who=who, note=note))

    def submission(
        self, prepared: Prepared, *, recipient: str = "", who: str = "", note: str = ""
    ) -> SubmitReport:
        """Give the command that keeps a prepared report as submitted today."""
        from mediadesk.domain.commands_reports import SubmitReport

        return SubmitReport(report=self._record(prepared, recipient, who, note))

    def _record(self, prepared: Prepared, recipient: str, who: str, note: str) -> SubmittedReport:
        from mediadesk.domain.report_frozen import Frozen, freeze

        full, pack = prepared.full, prepared.pack
        snapshot, sha256 = freeze(Frozen(prepared.sent, full))
        title = pack.get("title", {})
        return SubmittedReport(
            form=full.form,
            title_ru=str(title.get("ru", "")),
            title_kk=str(title.get("kk", "")),
            period=full.period.label,
            language=full.language,
            recipient=recipient or self.recipient_of(pack, full.language),
            submitted_on=self.clock.today(),
            submitted_by=who,
            note=note,
            appeals=len(full.rows),
            is_outside=prepared.is_outside,
            threshold=prepared.threshold,
            hidden=len(prepared.hidden),
            edition=full.edition,
            program=__version__,
            sha256=sha256,
            pack=json.dumps(pack, ensure_ascii=False, sort_keys=True, default=str),
            snapshot=snapshot,
        )

    def recipient_of(self, pack: dict[str, Any], language: str) -> str:
        """Name the recipient a form tells, by its code or in words; '' where it tells none."""
        said = pack.get("recipient", "")
        lang = "kk" if language == "kk" else "ru"
        if isinstance(said, dict):
            return str(said.get(lang, ""))
        known = self._vocabulary().recipients.get(str(said))
        return known.of(lang) if known else str(said)

    def submitted_reports(self) -> tuple[SubmittedReport, ...]:
        """List the submitted reports, the newest first, without what they hold."""
        with self.store.reader() as reader:
            return reader.submitted_reports()

    def submitted_report(self, id_: int) -> tuple[SubmittedReport, Frozen]:
        """Give a submitted report with its grids as they were sent; InputProblem(NOT_FOUND)."""
        from mediadesk.domain.report_frozen import thaw

        with self.store.reader() as reader:
            found = reader.get(SubmittedReport, id_)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what="SubmittedReport")
        return found, thaw(found.snapshot, found.sha256)

    def compare_submitted(self, id_: int) -> Compared:
        """Compare a submitted report with what the same form gives from the present data."""
        from mediadesk.domain.report_compare import compare
        from mediadesk.domain.report_sending import Compared

        record, frozen = self.submitted_report(id_)
        now, is_by_form = self._made_now(record)
        changes = compare(frozen.full, now)
        return Compared(report=record, frozen=frozen, changes=changes, is_by_form=is_by_form)

    def report_again(self, id_: int, path: Path, *, changes: bool = True) -> Compared:
        """Write the workbook of a submitted report from its snapshot, whole or not at all.

        What has changed since stands on a sheet of its own behind it. Where small figures were
        hidden, that sheet is made of reports with hidden figures too, without numbers of cases.
        """
        from mediadesk.domain.report_compare import with_changes
        from mediadesk.domain.report_sending import Compared

        if changes:
            compared = self.compare_submitted(id_)
            told = self._changes_for(compared)
        else:
            record, frozen = self.submitted_report(id_)
            compared, told = Compared(report=record, frozen=frozen, changes=()), ()
        record = compared.report
        facts = {"number": record.number, "sent": f"{record.submitted_on:%d.%m.%Y}"}
        rules, today = self._outside_rules(), self.clock.today()
        book = with_changes(compared.frozen.sent, told, rules, facts=facts, made_on=today)
        self._write_book(book, json.loads(record.pack), path)
        return compared

    def write_outside(self, form: str, period: Period | str, lang: str, path: Path) -> Prepared:
        """Write the workbook as it may go outside, without keeping it as submitted."""
        prepared = self.prepare_report(form, period, lang, outside=True)
        self._write_book(prepared.sent, prepared.pack, path)
        return prepared

    def case_of_pseudonym(self, name: str) -> CaseId:
        """Find the case that bears a name in reports for outside; InputProblem(NOT_FOUND)."""
        with self.store.reader() as reader:
            found = reader.case_of_pseudonym(name)
        if found is None:
            raise InputProblem(Code.NOT_FOUND, what="Case")
        return found

    def _changes_for(self, compared: Compared) -> tuple[ChangedFigure, ...]:
        """Give the changes as the reader of the submitted report may see them."""
        from mediadesk.domain.report_compare import compare
        from mediadesk.domain.report_outside import for_outside

        record = compared.report
        if not record.is_outside:
            return compared.changes
        now, _ = self._made_now(record)
        rules = replace(self._outside_rules(), threshold=record.threshold)
        shown = for_outside(now, rules, self._names_of(now)).report
        return compare(compared.frozen.sent, shown)

    def _made_now(self, record: SubmittedReport) -> tuple[Report, bool]:
        """Make the report anew by the form as it was submitted, or by the present one."""
        from mediadesk.domain.periods import parse_period

        period = parse_period(record.period)
        try:
            made = self._report_by(json.loads(record.pack), record.form, period, record.language)
        except WorldTrouble:
            return self.report(record.form, period, record.language), False
        return made, True

    def _outside_rules(self) -> OutsideRules:
        from mediadesk.domain.report_outside import parse_rules

        try:
            return parse_rules(assets.load_toml(_RULES, self.shelf))
        except (KeyError, ValueError, TypeError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=_RULES) from error

    def _names_of(self, report: Report) -> dict[CaseId, str]:
        with self.store.reader() as reader:
            return reader.pseudonyms(row.id for row in report.rows)
