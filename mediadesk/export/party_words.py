"""Words of papers for the procedural status of a party and the kind of a mediator."""

from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ProceduralStatus
from mediadesk.domain.facts_staff import MediatorFacts
from mediadesk.domain.types import MediatorKind
from mediadesk.export.wording import Lang

__all__ = ["STATUSES", "mediator_kind"]

STATUSES: Final = {
    ProceduralStatus.CLAIMANT: Words("истец", "талап қоюшы"),
    ProceduralStatus.RESPONDENT: Words("ответчик", "жауапкер"),
    ProceduralStatus.THIRD_PARTY: Words("третье лицо", "үшінші тұлға"),
    ProceduralStatus.VICTIM: Words("потерпевший", "жәбірленуші"),
    ProceduralStatus.SUSPECT: Words("подозреваемый", "күдікті"),
    ProceduralStatus.ACCUSED: Words("обвиняемый", "айыпталушы"),
    ProceduralStatus.DEFENDANT: Words("подсудимый", "сотталушы"),
    ProceduralStatus.CONVICTED: Words("осуждённый", "сотталған"),
    ProceduralStatus.CIVIL_CLAIMANT: Words("гражданский истец", "азаматтық талап қоюшы"),
    ProceduralStatus.CIVIL_RESPONDENT: Words("гражданский ответчик", "азаматтық жауапкер"),
    ProceduralStatus.CREDITOR: Words("взыскатель", "өндіріп алушы"),
    ProceduralStatus.DEBTOR: Words("должник", "борышкер"),
}
"""The status as papers write it, in the nominative."""
_MEDIATORS: Final = {
    MediatorKind.PROFESSIONAL: Words(
        "профессиональный медиатор", "кәсіпқой медиатор", "professional mediator"
    ),
    MediatorKind.PUBLIC: Words("общественный медиатор", "қоғамдық медиатор", "public mediator"),
    MediatorKind.RETIRED_JUDGE: Words("судья в отставке", "отставкадағы судья", "retired judge"),
}


def mediator_kind(mediator: MediatorFacts, lang: Lang) -> str:
    """Say of what kind a mediator is."""
    return _MEDIATORS[mediator.kind].of(lang)
