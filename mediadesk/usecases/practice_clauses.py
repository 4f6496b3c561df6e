"""Own clauses of the agreements of a practice centre, taken from the library as a person would."""

from typing import TYPE_CHECKING, Final

from mediadesk import assets
from mediadesk.domain.clause_library import library_from_toml, taken
from mediadesk.domain.model import AgreementClause, Case
from mediadesk.domain.types import DisputeKind

if TYPE_CHECKING:
    from mediadesk.usecases.law import Law

__all__ = ["practice_clauses"]

_USUAL: Final = ("nda", "costs_each", "back_to_mediation", "pay_early")
_FITTING: Final = {
    DisputeKind.FAMILY: "child_interest",
    DisputeKind.CRIMINAL: "reconcile",
    DisputeKind.OFFENCE: "reconcile",
    DisputeKind.LABOUR: "nda_trade",
    DisputeKind.BUSINESS: "nda_trade",
    DisputeKind.ENFORCEMENT: "enforce_pause",
}


def practice_clauses(case: Case, law: "Law") -> tuple[AgreementClause, ...]:
    """Give every second case two or three clauses that fit its dispute."""
    if case.seq % 2:
        return ()
    library = {
        each.code: each for each in library_from_toml(assets.load_toml("clauses.toml", law.centre))
    }
    usual = _USUAL[case.seq % len(_USUAL)], _USUAL[(case.seq + 2) % len(_USUAL)]
    codes = [*usual, _FITTING.get(case.kind, "")]
    found = [library[code] for code in codes if code in library]
    return tuple(taken(each, f"c{number}") for number, each in enumerate(found, 1))
