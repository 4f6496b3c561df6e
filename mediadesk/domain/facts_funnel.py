"""What papers of the funnel say: the invitation with its term."""

from dataclasses import dataclass
from datetime import date, timedelta

from mediadesk.domain.codes import SendWay
from mediadesk.domain.model import Invitation

__all__ = ["InvitationFacts", "invitation_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationFacts:
    """An invitation to mediation; it counts as declined after `answer_by` (art. 20(6))."""

    sent_on: date
    way: SendWay
    answer_days: int
    answer_by: date


def invitation_facts(invitation: Invitation) -> InvitationFacts:
    """Take the facts of an invitation."""
    return InvitationFacts(
        sent_on=invitation.sent_on,
        way=invitation.way,
        answer_days=invitation.answer_days,
        answer_by=invitation.sent_on + timedelta(days=invitation.answer_days),
    )
