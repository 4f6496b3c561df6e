"""Terms of a case beside that of the mediation: what they are counted from, how they end."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.model import CaseTerm
from mediadesk.domain.rules_terms import case_term
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["counted_term"]


def counted_term(term: CaseTerm, _stored: CaseTerm | None, unit: "Unit", law: Law) -> CaseTerm:
    """Give a term with its end: counted by its rule, or as it was typed in.

    The end that is kept is the plain one, days off not looked at: the calendar may be corrected.
    InputProblem(REQUIRED) where the start, the words or the end are missing, (BAD_VALUE) for a rule
    that the law's data does not have.
    """
    if not term.rule:
        if not term.title:
            raise InputProblem(Code.REQUIRED, field="title", label=N_("What ends"))
        if term.ends_on is None:
            raise InputProblem(Code.REQUIRED, field="ends_on", label=N_("Ends on"))
        return term
    if not law.terms.knows(term.rule):
        raise InputProblem(Code.BAD_VALUE, field="rule", label=N_("Rule"))
    if term.starts_on is None:
        raise InputProblem(Code.REQUIRED, field="starts_on", label=N_("Counted from"))
    counted = case_term(term, law.rules(unit.clock.today()))
    return term if counted is None else replace(term, ends_on=counted.raw_end)
