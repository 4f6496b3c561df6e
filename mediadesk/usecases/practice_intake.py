"""The way to mediation in the practice centre: invitations with their answers, and screenings."""

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from mediadesk.domain.codes import Answer, InvitationAnswer, SendWay
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.commands_intake import SaveScreening
from mediadesk.domain.deadlines import invitation_term
from mediadesk.domain.model import Case, Invitation, Party, Screening, ScreeningAnswer
from mediadesk.domain.rule_texts_intake import INTAKE_RULES
from mediadesk.domain.screening import ScreeningBook, verdict
from mediadesk.domain.types import CaseId, Outcome, PartySide
from mediadesk.usecases.handling import load
from mediadesk.usecases.intake import save_screening
from mediadesk.usecases.records import save_record

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.usecases.law import Law
    from mediadesk.usecases.practice_words import PracticeWords

__all__ = ["IntakeMaker"]

_ALL: Final = tuple(INTAKE_RULES)
_ANSWERS: Final = {
    Outcome.DECLINED: InvitationAnswer.DECLINED,
    Outcome.UNANSWERED: InvitationAnswer.UNANSWERED,
}
_EVERY_THIRD: Final = 3
_SHORT_DAYS: Final = 3
_CAREFUL: Final = ("violence", "imbalance", "state_body", "child_danger")
_REFERRED: Final = "third_parties"


class IntakeMaker:
    """Writes what happens between an appeal and its contract or its end without mediation."""

    def __init__(self, law: "Law", words: "PracticeWords", last: date) -> None:
        """Read the questions once; `last` is the newest day of the centre."""
        self.law = law
        self.words = words
        self.last = last
        self.book: ScreeningBook = law.screening()

    def write(self, unit: "Unit", case_id: CaseId, outcome: Outcome, now: str) -> date:
        """Write screening and invitation of a case; give the first day on which it can end."""
        case = load(unit, Case, case_id)
        random = Random(case.year * 10_000 + case.seq)  # noqa: S311  # invented, not secret
        if case.seq % _EVERY_THIRD == 0 or outcome is Outcome.REFERRED:
            careful = random.choice(_CAREFUL) if random.random() < 0.4 else ""
            self._screening(unit, case, _REFERRED if outcome is Outcome.REFERRED else careful)
        is_invited = outcome in _ANSWERS or now in ("waiting", "opened", "running")
        return self._invitation(unit, case, outcome, now) if is_invited else case.received_on

    def _invitation(self, unit: "Unit", case: Case, outcome: Outcome, now: str) -> date:
        invited = next(
            (p.id for p in unit.find(Party, case_id=case.id) if p.side is PartySide.SECOND), None
        )
        answer = _ANSWERS.get(outcome, InvitationAnswer.ACCEPTED)
        days = self.law.terms.rule("invitation").base_days
        if now in ("waiting", "opened"):
            answer = InvitationAnswer.WAITING
            days = days if now == "waiting" else _SHORT_DAYS
        end = invitation_term(case.received_on, days, self.law.calendar, self.law.terms).end_on
        on = min(case.received_on + timedelta(days=_SHORT_DAYS), self.last)
        if answer is InvitationAnswer.UNANSWERED:
            on = end
        record = Invitation(
            case_id=case.id,
            party_id=invited,
            sent_on=case.received_on,
            way=(SendWay.POST, SendWay.MESSENGER, SendWay.IN_PERSON)[case.seq % 3],
            answer_days=days,
            proof=self.words.one("sent_as", number=case.seq),
            answer=answer,
            answered_on=None if answer is InvitationAnswer.WAITING else on,
        )
        save_record(SaveRecord(record=record, acknowledged=_ALL), unit, self.law)
        if answer is InvitationAnswer.WAITING:
            return case.received_on
        return on + timedelta(days=1) if answer is InvitationAnswer.UNANSWERED else on

    def _screening(self, unit: "Unit", case: Case, careful: str) -> None:
        asked = self.book.asked(case.received_on, case.kind)
        answers = tuple(
            ScreeningAnswer(
                question=question.code,
                answer=Answer.YES if question.code == careful else Answer.NO,
                answered_by=self.words.one("applicant"),
            )
            for question in asked
        )
        found = verdict(asked, {each.question: each.answer for each in answers})
        screening = Screening(
            case_id=case.id,
            decided_on=case.received_on,
            decided_by=self.words.one("secretary"),
            safeguards=found.advice(self.words.language),
        )
        save_screening(SaveScreening(screening=screening, answers=answers), unit, self.law)
