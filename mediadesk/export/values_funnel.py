"""Placeholders of the papers of the funnel: the invitation with its term."""

from collections.abc import Mapping
from typing import Final

from mediadesk.domain.facts_funnel import InvitationFacts
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["GROUPS"]


def _values(source: Source, invitation: InvitationFacts, lang: Lang) -> Mapping[str, str]:
    return {
        "invitation.sent": wording.long_date(invitation.sent_on, lang),
        "invitation.way": source.words.of("sent", invitation.way).of(lang),
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
        rows=lambda facts: (facts.invitation,) if facts.invitation else (),
        values=_values,
    ),
)
