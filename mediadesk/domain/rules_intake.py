"""What the law and good sense say to invitations, screenings and the end of an appeal."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.codes import InvitationAnswer, ScreeningResult
from mediadesk.domain.deadlines import Term, invitation_term
from mediadesk.domain.model import Invitation, Screening
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import RULES, Rule, Rules
from mediadesk.domain.screening import newest
from mediadesk.domain.types import CaseState, Outcome
from mediadesk.marks import N_

__all__ = ["INTAKE_RULES", "answer_term", "closing", "invitation", "likely_outcome", "starting"]

_ANSWER_ARTICLE = N_("Law on mediation, art. 20(6)")

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

RULES.update(INTAKE_RULES)

_ANSWERED: Final = (InvitationAnswer.ACCEPTED, InvitationAnswer.DECLINED)


def _found(rules: Rules, code: str, place: str = "", **params: object) -> Finding:
    rule = INTAKE_RULES[code]
    severity = rules.severities.get(code, Severity.WARNS)
    return Finding(code, severity, rule.text, rule.article, place, dict(params))


def answer_term(rules: Rules, each: Invitation) -> Term:
    """Count the term for the answer to an invitation (art. 20(6)) and explain it."""
    return invitation_term(each.sent_on, each.answer_days, rules.calendar, rules.terms)


def invitation(each: Invitation, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge an invitation: its day, its term, its answer (law on mediation, art. 20(6))."""
    if each.sent_on < file.case.received_on:
        yield _found(rules, "invitation_before_appeal", "invitation.sent_on")
    if each.sent_on > rules.today:
        yield _found(rules, "invitation_future", "invitation.sent_on", day=each.sent_on)
    usual = rules.terms.rule("invitation").base_days
    if each.answer_days != usual:
        yield _found(rules, "invitation_other_term", "invitation.answer_days", days=usual)
    yield from _answer(each, rules)


def _answer(each: Invitation, rules: Rules) -> Iterator[Finding]:
    end = answer_term(rules, each).end_on
    on = each.answered_on
    if on is not None and on < each.sent_on:
        yield _found(rules, "answered_before_sent", "invitation.answered_on")
    if each.answer in _ANSWERED:
        if on is None:
            yield _found(rules, "answer_undated", "invitation.answered_on")
        elif on > end:
            yield _found(rules, "answer_late", "invitation.answered_on", day=end)
    elif each.answer is InvitationAnswer.WAITING and rules.today > end:
        yield _found(rules, "answer_run_out", "invitation.answer", day=end)
    elif each.answer is InvitationAnswer.UNANSWERED and rules.today <= end:
        yield _found(rules, "answer_still_running", "invitation.answer", day=end)


def closing(file: CaseFile, outcome: Outcome, on: date, rules: Rules) -> Iterator[Finding]:
    """Judge the end of an appeal without mediation by its invitations."""
    sent = file.all(Invitation)
    if outcome is Outcome.DECLINED and not _with(sent, InvitationAnswer.DECLINED):
        yield _found(rules, "declined_without_invitation", "case.outcome")
    if outcome is not Outcome.UNANSWERED:
        return
    waiting = _with(sent, InvitationAnswer.WAITING)
    if not waiting and not _with(sent, InvitationAnswer.UNANSWERED):
        yield _found(rules, "unanswered_without_invitation", "case.outcome")
    ends = [answer_term(rules, each).end_on for each in waiting]
    if ends and on <= max(ends):
        yield _found(rules, "answer_still_running", "case.outcome", day=max(ends))


def _with(sent: Iterable[Invitation], answer: InvitationAnswer) -> list[Invitation]:
    return [each for each in sent if each.answer is answer]


def starting(file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge the way into mediation by the screening: the case is opened, the contract concluded."""
    last = newest(file.all(Screening))
    if last is None:
        yield _found(rules, "screening_missing", "screening")
    elif last.result is ScreeningResult.REFER:
        yield _found(rules, "screening_refers", "screening")


def likely_outcome(file: CaseFile, rules: Rules) -> Outcome | None:
    """Name the outcome the facts of a case point to; None when they point nowhere."""
    if file.agreement is not None and file.agreement.is_signed:
        return Outcome.AGREEMENT
    if file.contract is not None:
        return Outcome.EXPIRED if rules.today > rules.end_of(file.contract) else None
    if file.case.state is CaseState.CLOSED:
        return None
    sent = file.all(Invitation)
    if _with(sent, InvitationAnswer.DECLINED):
        return Outcome.DECLINED
    waiting = _with(sent, InvitationAnswer.WAITING)
    if any(rules.today <= answer_term(rules, each).end_on for each in waiting):
        return None
    if waiting or _with(sent, InvitationAnswer.UNANSWERED):
        return Outcome.UNANSWERED
    last = newest(file.all(Screening))
    if last is not None and last.result is ScreeningResult.REFER:
        return Outcome.REFERRED
    has_begun = bool(sent) or file.case.state is CaseState.OPEN
    return None if has_begun else Outcome.CONSULTATION
