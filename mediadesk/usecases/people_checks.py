"""What the rules of people want to know of the file: helpers of a case, where a mediator occurs."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding
from mediadesk.domain.codes import AssignmentRole
from mediadesk.domain.conflicts import PROFESSIONS, Match, occurrences, people_of, who_is
from mediadesk.domain.model import Assignment, DrawnIn, Mediator
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules_people import drawn_in as judge_drawn
from mediadesk.domain.rules_people import impartial as judge_impartial
from mediadesk.domain.rules_people import taking_part as judge_taking_part
from mediadesk.domain.types import CaseId
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.people_reads import PeopleReads
    from mediadesk.db.unit import Unit

__all__ = ["cases_shared", "impartial", "judge_drawn_in", "taking_part", "with_drawn_in"]


def taking_part(
    unit: "Unit", law: Law, file: CaseFile, on: date, *, is_signing: bool = False
) -> tuple[Finding, ...]:
    """Judge minors and powers of attorney in a step of a day."""
    drawn_in = unit.find(DrawnIn, case_id=file.case.id)
    rules = law.rules(unit.clock.today())
    return tuple(judge_taking_part(rules, law.people, file, drawn_in, on, is_signing=is_signing))


def impartial(unit: "Unit", law: Law, file: CaseFile, mediator: Mediator) -> tuple[Finding, ...]:
    """Judge whether a mediator may have an obstacle in a case (law on mediation, art. 7)."""
    who, file = who_is(mediator), with_drawn_in(unit, file)
    elsewhere = occurrences(who, unit.appearances(who, but_led_by=mediator.id))
    rules = law.rules(unit.clock.today())
    shared = cases_shared(unit, file) if elsewhere else frozenset()
    return tuple(judge_impartial(rules, file, mediator, elsewhere, shared))


def judge_drawn_in(record: DrawnIn, file: CaseFile, unit: "Unit", law: Law) -> tuple[Finding, ...]:
    """Judge whether a person drawn in is somebody's in the case itself."""
    rules = law.rules(unit.clock.today())
    return tuple(judge_drawn(rules, record, with_drawn_in(unit, file)))


def with_drawn_in(unit: "Unit", file: CaseFile) -> CaseFile:
    """Give a case with the persons drawn in and the co-mediators at work."""
    drawn = unit.find(DrawnIn, case_id=file.case.id)
    running = unit.find(
        Assignment, case_id=file.case.id, role=AssignmentRole.CO.value, until_on=None
    )
    helping = (unit.get(Mediator, each.mediator_id) for each in running if each.mediator_id)
    found = tuple(each for each in helping if each is not None)
    return replace(file, records={**file.records, DrawnIn: drawn, Mediator: found})


def cases_shared(reads: "PeopleReads", file: CaseFile) -> frozenset[CaseId]:
    """Name the cases in which somebody of this case takes part, whatever the role.

    Those who are drawn in for their profession make no cases akin.
    """
    found = set()
    for one in people_of(file):
        if one.drawn_as in PROFESSIONS:
            continue
        for each in occurrences(one.who, reads.appearances(one.who)):
            if each.by is not Match.PHONE:
                found.add(each.at.case_id)
    return frozenset(found)
