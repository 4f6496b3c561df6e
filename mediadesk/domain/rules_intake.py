"""What the law and good sense say to invitations, screenings and the end of an appeal."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from mediadesk.domain.changes import Finding
from mediadesk.domain.codes import InvitationAnswer, ScreeningResult
from mediadesk.domain.deadlines import Term, invitation_term
from mediadesk.domain.model import Invitation, Screening
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.screening import newest
from mediadesk.domain.types import CaseState, Outcome

__all__ = ["answer_term", "closing", "invitation", "likely_outcome", "starting"]

_ANSWERED: Final = (InvitationAnswer.ACCEPTED, InvitationAnswer.DECLINED)


def answer_term(rules: Rules, each: Invitation) -> Term:
    """Count the term for the answer to an invitation (art. 20(6)) and explain it."""
    return invitation_term(each.sent_on, each.answer_days, rules.calendar, rules.terms)


def invitation(each: Invitation, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge an invitation: its day, its term, its answer (law on mediation, art. 20(6))."""
    if each.sent_on < file.case.received_on:
        yield rules.found("invitation_before_appeal", "invitation.sent_on")
    if each.sent_on > rules.today:
        yield rules.found("invitation_future", "invitation.sent_on", day=each.sent_on)
    usual = rules.terms.rule("invitation").base_days
    if each.answer_days != usual:
        yield rules.found("invitation_other_term", "invitation.answer_days", days=usual)
    yield from _answer(each, rules)


def _answer(each: Invitation, rules: Rules) -> Iterator[Finding]:
    end = answer_term(rules, each).end_on
    on = each.answered_on
    if on is not None and on < each.sent_on:
        yield rules.found("answered_before_sent", "invitation.answered_on")
    if each.answer in _ANSWERED:
        if on is None:
            yield rules.found("answer_undated", "invitation.answered_on")
        elif on > end:
            yield rules.found("answer_late", "invitation.answered_on", day=end)
    elif each.answer is InvitationAnswer.WAITING and rules.today > end:
        yield rules.found("answer_run_out", "invitation.answer", day=end)
    elif each.answer is InvitationAnswer.UNANSWERED and rules.today <= end:
        yield rules.found("answer_still_running", "invitation.answer", day=end)


def closing(file: CaseFile, outcome: Outcome, on: date, rules: Rules) -> Iterator[Finding]:
    """Judge the end of an appeal without mediation by its invitations."""
    sent = file.all(Invitation)
    if outcome is Outcome.DECLINED and not _with(sent, InvitationAnswer.DECLINED):
        yield rules.found("declined_without_invitation", "case.outcome")
    if outcome is not Outcome.UNANSWERED:
        return
    waiting = _with(sent, InvitationAnswer.WAITING)
    if not waiting and not _with(sent, InvitationAnswer.UNANSWERED):
        yield rules.found("unanswered_without_invitation", "case.outcome")
    ends = [answer_term(rules, each).end_on for each in waiting]
    if ends and on <= max(ends):
        yield rules.found("answer_still_running", "case.outcome", day=max(ends))


def _with(sent: Iterable[Invitation], answer: InvitationAnswer) -> list[Invitation]:
    return [each for each in sent if each.answer is answer]


def starting(file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge the way into mediation by the screening: the case is opened, the contract concluded."""
    last = newest(file.all(Screening))
    if last is None:
        yield rules.found("screening_missing", "screening")
    elif last.result is ScreeningResult.REFER:
        yield rules.found("screening_refers", "screening")


def likely_outcome(file: CaseFile, rules: Rules) -> Outcome | None:
    """Name the outcome the facts of a case point to; None when they point nowhere."""
    if file.signed:
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
