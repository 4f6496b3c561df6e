"""Submitted reports of a practice centre: last year's and this year's first, one sent twice."""

from functools import partial
from typing import TYPE_CHECKING, Final

from mediadesk.domain.commands_reports import SubmitReport
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords
from mediadesk.usecases.submissions import submit_report
from mediadesk.usecases.submitted_reports import SubmittedReports

if TYPE_CHECKING:
    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit

__all__ = ["show_submitted"]

_SENT: Final = (("ministry", -1, ""), ("quarterly", 0, "-Q1"), ("ministry", -1, ""))


def show_submitted(store: "Store", law: Law, words: PracticeWords, year: int) -> None:
    """Submit a few reports, so that the list of them shows what it is for."""
    desk = SubmittedReports(store, clock=store.clock, ids=store.ids, centre=store.folder, law=law)
    for form, step, part in _SENT:
        report = desk.prepare_report(form, f"{year + step}{part}", words.language)
        command = desk.submission(report)
        work = partial(_submit, command=command, law=law)
        store.submit(work, command="SubmitReport", params={}, undoable=False).result()


def _submit(unit: "Unit", command: SubmitReport, law: Law) -> None:
    submit_report(command, unit, law)
