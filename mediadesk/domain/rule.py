"""One rule of the law in words, and what rules beside `rules` are judged by."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mediadesk.domain.casework import Contract
from mediadesk.domain.changes import Finding
from mediadesk.domain.law_terms import LawTerms
from mediadesk.domain.workdays import Calendar

__all__ = ["Judge", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what to say (a message id with named places) and the article it stands on."""

    text: str
    article: str = ""


class Judge(Protocol):
    """What `rules.Rules` offers to the rules of its neighbours."""

    @property
    def today(self) -> date:
        """Day of the judgement."""

    @property
    def calendar(self) -> Calendar:
        """Days off."""

    @property
    def terms(self) -> LawTerms:
        """Terms of the law."""

    def found(self, code: str, place: str = "", **params: object) -> Finding:
        """Make the finding of a rule, as heavy as the centre's edition of the rules says."""

    def end_of(self, contract: Contract) -> date:
        """Give the last day of the mediation's term, moved off days off."""

    def raw_end_of(self, contract: Contract) -> date:
        """Give the plain last day of the mediation's term."""
