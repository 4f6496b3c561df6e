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

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["chosen", "show"]

_ALL: Final = tuple(RULES)
_CHILDREN: Final = ("Учебный Али, 01.02.2099 г. р.", "Оқу Әли, 01.02.2099 ж. т.")
_HOME: Final = (
    "квартира, город Уральск, улица Учебная, 7, кадастровый № 00-000-000",
    "пәтер, Орал қаласы, Оқу көшесі, 7, кадастрлық № 00-000-000",
)
_COSTS: Final = (
    "расходы на экспертизу – поровну, прочие каждая сторона несёт сама",
    "сараптама шығыстары – тең бөліп, өзгелерін әр тарап өзі көтереді",
)
_EVERY_COSTS: Final = 3
_EVERY_REPORT: Final = 3
_PAGES: Final = 4


def chosen(agreement: Agreement, case: Case) -> Agreement:
    """Choose the clauses that an agreement in such a case would have."""
    if case.kind is DisputeKind.FAMILY:
        if case.topic == "property":
            return replace(agreement, property_ru=_HOME[0], property_kk=_HOME[1])
        is_keep = case.topic == "alimony"
        ru, kk = _CHILDREN
        return replace(agreement, children_ru=ru, children_kk=kk, has_alimony=is_keep)
    if case.kind is DisputeKind.BUSINESS and case.stage is Stage.PRE_COURT:
        return replace(agreement, has_singapore=True, pages=_PAGES)
    if case.stage is Stage.COURT and case.id % _EVERY_COSTS == 0:
        return replace(agreement, costs_ru=_COSTS[0], costs_kk=_COSTS[1])
    return agreement


def show(unit: "Unit", law: Law, case_id: CaseId, last: date) -> None:
    """Report a danger to a child in some family cases in mediation (art. 25)."""
    case = load(unit, Case, case_id)
    contracts = unit.find(Contract, case_id=case_id)
    if case.kind is not DisputeKind.FAMILY or case.topic == "property" or not contracts:
        return
    if case.seq % _EVERY_REPORT:
        return
    report = Notice(
        case_id=case_id,
        kind=NoticeKind.CHILD_PROTECTION,
        addressee="Отдел образования (учебный)",
        addressee_kk="Білім бөлімі (оқу мақсатындағы)",
        sent_on=min(contracts[0].concluded_on, last),
        way=SendWay.IN_PERSON,
        number=f"{case.seq}/Д",
        text_ru="Ребёнок четыре месяца не посещает школу; условия проживания требуют проверки.",
        text_kk="Бала төрт ай бойы мектепке бармайды; тұру жағдайын тексеру қажет.",
    )
    records.save_record(SaveRecord(record=report, acknowledged=_ALL), unit, law)
