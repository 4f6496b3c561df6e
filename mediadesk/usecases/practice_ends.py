"""What a practice centre shows of agreements and the papers of the end: clauses chosen, a report."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from mediadesk.domain.codes import NoticeKind, SendWay
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import Agreement, Case, Contract, Notice
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseId, DisputeKind, Stage
from mediadesk.usecases import records
from mediadesk.usecases.handling import load
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["chosen", "show"]

_ALL: Final = tuple(RULES)
_EVERY_COSTS: Final = 3
_EVERY_REPORT: Final = 3
_PAGES: Final = 4


def chosen(agreement: Agreement, case: Case, words: PracticeWords) -> Agreement:
    """Choose the clauses that an agreement in such a case would have."""
    if case.kind is DisputeKind.FAMILY:
        if case.topic == "property":
            home = words.both("home")
            return replace(agreement, property_ru=home.ru, property_kk=home.kk)
        is_keep = case.topic == "alimony"
        named = words.both("children")
        return replace(agreement, children_ru=named.ru, children_kk=named.kk, has_alimony=is_keep)
    if case.kind is DisputeKind.BUSINESS and case.stage is Stage.PRE_COURT:
        return replace(agreement, has_singapore=True, pages=_PAGES)
    if case.stage is Stage.COURT and case.id % _EVERY_COSTS == 0:
        costs = words.both("costs")
        return replace(agreement, costs_ru=costs.ru, costs_kk=costs.kk)
    return agreement


def show(unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId, last: date) -> None:
    """Report a danger to a child in some family cases in mediation (art. 25)."""
    case = load(unit, Case, case_id)
    contracts = unit.find(Contract, case_id=case_id)
    if case.kind is not DisputeKind.FAMILY or case.topic == "property" or not contracts:
        return
    if case.seq % _EVERY_REPORT:
        return
    to, told = words.both("school_body"), words.both("child_danger")
    report = Notice(
        case_id=case_id,
        kind=NoticeKind.CHILD_PROTECTION,
        addressee=to.ru,
        addressee_kk=to.kk,
        sent_on=min(contracts[0].concluded_on, last),
        way=SendWay.IN_PERSON,
        number=words.one("report_number", number=case.seq),
        text_ru=told.ru,
        text_kk=told.kk,
    )
    records.save_record(SaveRecord(record=report, acknowledged=_ALL), unit, law)
