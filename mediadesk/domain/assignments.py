"""Who leads a case and who helps, read from its assignments (law on mediation, art. 20(7), 20(8))."""

from datetime import date
from typing import Final

from mediadesk.domain.codes import AssignmentRole, NoticeKind
from mediadesk.domain.mediation_staff import Assignment
from mediadesk.domain.proceedings import Notice
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, Stage

__all__ = ["TOLD_STAGES", "helpers", "history", "last_change", "lead", "notice_owed"]

TOLD_STAGES: Final = frozenset({Stage.COURT, Stage.APPEAL, Stage.CASSATION, Stage.PRE_TRIAL})
"""Where a change of mediator is told to the court or the criminal body."""


def history(file: CaseFile) -> tuple[Assignment, ...]:
    """Give all assignments of a case by their first day, the leading mediator first."""
    found = file.all(Assignment)
    return tuple(
        sorted(found, key=lambda each: (each.from_on, each.role is AssignmentRole.CO, each.id))
    )


def lead(file: CaseFile) -> Assignment | None:
    """Give the running assignment of the leading mediator; None where none was ever written."""
    running = [
        each for each in history(file) if each.role is AssignmentRole.LEAD and each.until_on is None
    ]
    return running[-1] if running else None


def helpers(file: CaseFile) -> tuple[Assignment, ...]:
    """Give the running assignments of co-mediators."""
    return tuple(
        each for each in history(file) if each.role is AssignmentRole.CO and each.until_on is None
    )


def last_change(file: CaseFile) -> date | None:
    """Give the day on which the leading mediator was last changed; None if he never was."""
    leads = [each for each in history(file) if each.role is AssignmentRole.LEAD]
    return leads[-1].from_on if len(leads) > 1 else None


def notice_owed(file: CaseFile) -> bool:
    """Tell whether a change of mediator still waits to be told to the court or body (art. 20(8))."""
    changed = last_change(file)
    if changed is None or file.case.stage not in TOLD_STAGES:
        return False
    if file.case.state is CaseState.CLOSED:
        return False
    return not any(
        each.kind is NoticeKind.MEDIATOR_CHANGED and each.sent_on >= changed
        for each in file.all(Notice)
    )
