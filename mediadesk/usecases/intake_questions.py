"""Questions about the way to mediation: screening, its answers apart, referrals, invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.model import ScreeningAnswer
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mediadesk.domain.deadlines import Term
    from mediadesk.domain.model import Invitation, Screening
    from mediadesk.domain.rows import CaseFile
    from mediadesk.domain.screening import ReferralGroup, ScreeningBook, Verdict
    from mediadesk.domain.types import Outcome

__all__ = ["IntakeQuestions"]


class IntakeQuestions(Base):
    """What the window asks about invitations and screenings."""

    def screening_book(self) -> ScreeningBook:
        """Give the questions of the screening; WorldTrouble(RESOURCE_BAD) for a damaged file."""
        return self.law.screening()

    def referrals(self) -> Mapping[str, ReferralGroup]:
        """Give the referral contacts by group, the centre's own edition if there is one."""
        from mediadesk.domain.screening import referrals_from_toml

        try:
            return referrals_from_toml(assets.load_toml("referrals.toml", self.shelf))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name="referrals.toml") from error

    def screening_answers(self, screening: Screening) -> tuple[ScreeningAnswer, ...]:
        """Give the answers of a screening; no other question of the desk gives them."""
        with self.store.reader() as reader:
            return reader.find(ScreeningAnswer, screening_id=screening.id)

    def screening_verdict(self, file: CaseFile, screening: Screening) -> Verdict:
        """Work out again where the answers lead, with the questions for the case as it is now."""
        from mediadesk.domain.screening import has_minor, verdict

        answers = {each.question: each.answer for each in self.screening_answers(screening)}
        day = screening.decided_on
        asked = self.screening_book().asked(day, file.case.kind, minor=has_minor(file, day))
        return verdict(asked, answers)

    def answer_term(self, invitation: Invitation) -> Term:
        """Count the term for the answer to an invitation and explain it (art. 20(6))."""
        from mediadesk.domain.rules_intake import answer_term

        return answer_term(self.law.rules(self.clock.today()), invitation)

    def likely_outcome(self, file: CaseFile) -> Outcome | None:
        """Name the outcome that the facts of a case point to; None when they point nowhere."""
        from mediadesk.domain.rules_intake import likely_outcome

        return likely_outcome(file, self.law.rules(self.clock.today()))
