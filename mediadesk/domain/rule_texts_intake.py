"""What the rules of invitations, screenings and the end of an appeal say, with their articles."""

from typing import Final

from mediadesk.domain.rule import Rule
from mediadesk.marks import N_

__all__ = ["INTAKE_RULES"]

_ANSWER_ARTICLE: Final = N_("Law on mediation, art. 20(6)")

INTAKE_RULES: Final[dict[str, Rule]] = {
    "invitation_before_appeal": Rule(N_("The invitation is older than the appeal")),
    "invitation_future": Rule(N_("The invitation is sent on a day still to come: %(day)s")),
    "invitation_other_term": Rule(
        N_("The term for the answer is not the usual %(days)s days: the invitation must name it"),
        _ANSWER_ARTICLE,
    ),
    "answered_before_sent": Rule(N_("The answer cannot be older than the invitation")),
    "answer_undated": Rule(N_("The day of the answer is not entered")),
    "answer_run_out": Rule(
        N_(
            "The term for the answer ended on %(day)s: without an answer the invitation is rejected"
        ),
        _ANSWER_ARTICLE,
    ),
    "answer_late": Rule(
        N_(
            "The answer came after its term ended on %(day)s: by then the invitation counted as rejected"
        ),
        _ANSWER_ARTICLE,
    ),
    "answer_still_running": Rule(
        N_("The term for the answer to the invitation runs until %(day)s"), _ANSWER_ARTICLE
    ),
    "declined_without_invitation": Rule(
        N_("No invitation of this appeal is recorded as declined"), _ANSWER_ARTICLE
    ),
    "unanswered_without_invitation": Rule(
        N_("No invitation of this appeal is recorded as sent and left without an answer"),
        _ANSWER_ARTICLE,
    ),
    "screening_missing": Rule(
        N_("The appeal was not screened yet"), N_("Law on mediation, art. 1")
    ),
    "screening_refers": Rule(
        N_("The screening says: refer elsewhere. Look at its reasons before you go on"),
        N_("Law on mediation, art. 1; Criminal Code, art. 68"),
    ),
}
"""Rules of the way to mediation; they stand among `rules.RULES`."""
