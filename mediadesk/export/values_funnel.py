"""Placeholders of the papers of the funnel: the invitation with its term."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import SendWay
from mediadesk.domain.document_facts import DocumentFacts
from mediadesk.domain.facts_funnel import InvitationFacts
from mediadesk.export import wording
from mediadesk.export.paper_groups import Group
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]

_WAYS: Final = {
    SendWay.IN_PERSON: Words("вручено лично", "жеке тапсырылды"),
    SendWay.POST: Words("почтой", "пошта арқылы"),
    SendWay.EMAIL: Words("по электронной почте", "электрондық пошта арқылы"),
    SendWay.MESSENGER: Words("через мессенджер", "мессенджер арқылы"),
    SendWay.PHONE: Words("по телефону", "телефон арқылы"),
    SendWay.COURIER: Words("курьером", "курьер арқылы"),
    SendWay.E_COURT: Words("через «Судебный кабинет»", "«Сот кабинеті» арқылы"),
}


def _values(_facts: DocumentFacts, invitation: InvitationFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "invitation.sent": wording.long_date(invitation.sent_on, lang),
        "invitation.way": _WAYS[invitation.way].of(lang),
        "invitation.term": wording.days(invitation.answer_days, lang),
        "invitation.answer_by": wording.long_date(invitation.answer_by, lang),
    }


GROUPS: Final = (
    Group(
        name="invitation",
        title=N_("Invitation"),
        labels={
            "invitation.sent": N_("Sent on"),
            "invitation.way": N_("How it was sent"),
            "invitation.term": N_("Term for the answer"),
            "invitation.answer_by": N_("Answer expected until"),
        },
        conditions={},
        rows=lambda facts: (facts.invitation,) if facts.invitation else (),
        values=_values,
        holds=lambda _facts, _row: frozenset(),
    ),
)
