"""Words of papers for the procedural status of a party."""

from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import ProceduralStatus

__all__ = ["STATUSES"]

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
