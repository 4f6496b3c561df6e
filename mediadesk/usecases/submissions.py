"""Handler of the submission of a report: whole, numbered, final."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.model import SubmittedReport
from mediadesk.domain.report_frozen import whole
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.domain.commands_reports import SubmitReport
    from mediadesk.usecases.law import Law

__all__ = ["submit_report"]


def submit_report(cmd: SubmitReport, unit: Unit, law: Law) -> Done:
    """Keep a report as it goes out; WorldTrouble(FILE_DAMAGED) if its snapshot is not of its hash."""
    report = cmd.report
    whole(report.snapshot, report.sha256)
    earlier = unit.find(SubmittedReport, form=report.form, period=report.period)
    number = max((each.number for each in earlier), default=0) + 1
    made = unit.add(
        demand(
            replace(
                report,
                number=number,
                submitted_on=report.submitted_on or unit.clock.today(),
            )
        )
    )
    return Done(made.id, N_("The report is kept as submission No. %(n)s"), {"n": number})
