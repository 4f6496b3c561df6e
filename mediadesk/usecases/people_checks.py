"""What the rules of people want to know of the file: helpers of a case, where a mediator occurs."""

from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding
from mediadesk.domain.conflicts import Match, occurrences, people_of, who_is
from mediadesk.domain.model import DrawnIn, Mediator
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules_people import impartial as judge_impartial
from mediadesk.domain.rules_people import taking_part as judge_taking_part
from mediadesk.domain.types import CaseId
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.people_reads import PeopleReads
    from mediadesk.db.unit import Unit

__all__ = ["cases_shared", "impartial", "taking_part"]


def taking_part(
    unit: "Unit", law: Law, file: CaseFile, on: date, *, is_signing: bool = False
) -> tuple[Finding, ...]:
    """Judge minors and powers of attorney in a step of a day."""
    drawn_in = unit.find(DrawnIn, case_id=file.case.id)
    rules = law.rules(unit.clock.today())
    return tuple(judge_taking_part(rules, law.people, file, drawn_in, on, is_signing=is_signing))


def impartial(unit: "Unit", law: Law, file: CaseFile, mediator: Mediator) -> tuple[Finding, ...]:
    """Judge whether a mediator may have an obstacle in a case (law on mediation, art. 7)."""
    who = who_is(mediator)
    elsewhere = occurrences(who, unit.appearances(who, but_led_by=mediator.id))
    rules = law.rules(unit.clock.today())
    shared = cases_shared(unit, file) if elsewhere else frozenset()
    return tuple(judge_impartial(rules, file, mediator, elsewhere, shared))


def cases_shared(reads: "PeopleReads", file: CaseFile) -> frozenset[CaseId]:
    """Name the cases in which somebody of this case takes part, whatever the role."""
    found = set()
    for _party, _role, who in people_of(file.parties):
        for each in occurrences(who, reads.appearances(who)):
            if each.by is not Match.PHONE:
                found.add(each.at.case_id)
    return frozenset(found)
