"""Mediators of the practice centre: certificates, trainings, a suspension, a co-mediator, a change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets
from mediadesk.domain.assignments import TOLD_STAGES
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import AssignmentRole, NoticeKind, SendWay
from mediadesk.domain.commands import ChangeMediator, SaveMediator, SaveRecord
from mediadesk.domain.model import Assignment, Case, Mediator, Notice, Training
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseId, CaseState, MediatorId, MediatorKind
from mediadesk.usecases import casework, records, staffing
from mediadesk.usecases.handling import load
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show"]

_ALL: Final = tuple(RULES)
_PLAIN: Final = (
    "born_on", "has_degree", "address_ru", "address_kk", "specialisation_ru",
    "specialisation_kk", "languages", "contacts", "certificate", "register_number", "name_kk",
)  # fmt: skip
_DATED: Final = {
    "certificate_from": ("certificate_on",),
    "certificate_until": ("certificate_until",),
    "papers": ("clean_record_on", "medical_on"),
    "registered": ("registered_on",),
    "elected": ("elected_on",),
    "suspended": ("suspended_from",),
}


def show(unit: "Unit", *, law: Law, words: PracticeWords, last: date) -> None:
    """Complete the mediators of a filled practice centre whose newest day is `last`."""
    data = assets.load_toml("practice/mediators.toml")
    change = {name: words.of(Words(**said)) for name, said in data["change"].items()}
    known = {each.name_ru: each for each in unit.find(Mediator)}
    for row in data["mediator"]:
        _mediator(unit, law, words, row, known.get(row["name_ru"]), last)
    running = sorted(unit.find(Case, state=CaseState.MEDIATION), key=lambda case: case.id)
    free = [each for each in unit.find(Mediator) if each.suspended_from is None]
    if running:
        _helper(unit, law, running[-1], free, change, last)
    told = [case for case in running[:-1] if case.stage in TOLD_STAGES] or running[:-1]
    if told:
        _change(unit, law, told[0], free, change, last)
    for case in told[1:2]:
        _change(unit, law, case, free, change, last)
        _tell(unit, law, case, words, last)


def _mediator(
    unit: "Unit",
    law: Law,
    words: PracticeWords,
    row: Mapping[str, Any],
    known: Mediator | None,
    last: date,
) -> None:
    facts = {name: row[name] for name in _PLAIN if name in row}
    if "contacts_kk" in row and words.language == "kk":
        facts["contacts"] = row["contacts_kk"]
    for name, fields in _DATED.items():
        if name in row:
            facts |= dict.fromkeys(fields, last + timedelta(days=row[name]))
    if known is None:
        kind = MediatorKind(row["kind"])
        mediator = Mediator(name_ru=row["name_ru"], kind=kind, **facts)
    else:
        mediator = replace(known, **facts)
    done = casework.save_mediator(SaveMediator(mediator=mediator), unit, law)
    for each in row.get("training", ()):
        training = Training(
            mediator_id=MediatorId(done.id),
            held_on=last + timedelta(days=each["days"]),
            hours=each["hours"],
            course=words.row_words(each, "course"),
            provider=words.row_words(each, "provider"),
            certificate=each["certificate"],
        )
        records.save_record(SaveRecord(record=training), unit, law)


def _other(free: list[Mediator], case: Case) -> MediatorId:
    return next(MediatorId(each.id) for each in free if each.id != case.mediator_id)


def _helper(
    unit: "Unit",
    law: Law,
    case: Case,
    free: list[Mediator],
    words: Mapping[str, str],
    last: date,
) -> None:
    """Let a second mediator help in a case."""
    record = Assignment(
        case_id=CaseId(case.id),
        mediator_id=_other(free, case),
        role=AssignmentRole.CO,
        from_on=last,
        reason=words["helper_reason"],
    )
    records.save_record(SaveRecord(record=record, acknowledged=_ALL), unit, law)


def _change(
    unit: "Unit",
    law: Law,
    case: Case,
    free: list[Mediator],
    words: Mapping[str, str],
    last: date,
) -> None:
    """Let another mediator lead a case; of the first the court is still to be told."""
    cmd = ChangeMediator(
        case_id=CaseId(case.id),
        case_rev=load(unit, Case, case.id).rev,
        mediator_id=_other(free, case),
        on=last,
        reason=words["reason"],
        chosen_for=words["chosen"],
        acknowledged=_ALL,
    )
    staffing.change_mediator(cmd, unit, law)


def _tell(unit: "Unit", law: Law, case: Case, words: PracticeWords, last: date) -> None:
    """Send the notice of the change to the court or body."""
    court = words.both("court")
    notice = Notice(
        case_id=CaseId(case.id),
        kind=NoticeKind.MEDIATOR_CHANGED,
        addressee=case.body_name or court.ru,
        addressee_kk=case.body_name_kk or court.kk,
        sent_on=last,
        way=SendWay.IN_PERSON,
        number=words.one("change_number", number=case.seq),
    )
    records.save_record(SaveRecord(record=notice, acknowledged=_ALL), unit, law)
