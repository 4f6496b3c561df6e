"""Papers of the practice centre: an extended term in court, a signed power, forms of names."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.assignments import helpers
from mediadesk.domain.codes import ExtensionGround, SessionState
from mediadesk.domain.model import Assignment, Case, Contract, Mediator, Organisation, Party, Person
from mediadesk.domain.name_forms import suggested
from mediadesk.domain.types import CaseId, CaseState, Stage
from mediadesk.usecases.handling import gather, load

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show_papers"]

_EXTENDED: Final = 15
_IN_COURT: Final = (Stage.COURT, Stage.APPEAL)
_MOST_NAMES: Final = 12
_RUNNING: Final = CaseState.MEDIATION


def show_papers(unit: "Unit", last: date) -> None:
    """Give the running cases what some papers need: an extension in court, forms of names."""
    cases = sorted(unit.find(Case), key=lambda case: (case.state is not _RUNNING, -case.id))
    in_court = (case for case in cases if case.stage in _IN_COURT and case.body_name)
    _extend(unit, in_court, last)
    running = [case for case in cases if case.state is _RUNNING]
    for case in running[:_MOST_NAMES]:
        _forms(unit, case.id)
        _present(unit, case)


def _extend(unit: "Unit", cases: Iterable[Case], last: date) -> None:
    """Extend the term of the first case that was in mediation: a running one, else one that ended."""
    for case in cases:
        for contract in unit.find(Contract, case_id=case.id):
            day = contract.concluded_on + timedelta(days=contract.term_days - 5)
            longer = replace(
                contract,
                extended_days=contract.extended_days or _EXTENDED,
                extended_on=contract.extended_on or min(day, case.ended_on or last),
                extension_ground=contract.extension_ground or ExtensionGround.INFORMATION,
            )
            if longer != contract:
                unit.save(longer)
            return


def _forms(unit: "Unit", case_id: CaseId) -> None:
    """Store the suggested forms of the names of a case, as a person who read them would."""
    for party in unit.find(Party, case_id=case_id):
        who: Person | Organisation | None = None
        if party.person_id:
            who = unit.get(Person, party.person_id)
        elif party.organisation_id:
            who = unit.get(Organisation, party.organisation_id)
        forms: dict[str, Any] = dict(suggested(who)) if who is not None else {}
        if who is not None and forms and not who.name_ru_gen:
            unit.save(replace(who, **forms))


def _present(unit: "Unit", case: Case) -> None:
    """Write the parties, as they are called now, and the mediators into the sessions that were held."""
    file = gather(unit, case.id, Assignment)
    names = [row.name_ru for row in file.parties]
    names += [file.mediator.name_ru] if file.mediator else []
    names += [load(unit, Mediator, each.mediator_id or 0).name_ru for each in helpers(file)]
    for session in file.sessions:
        if session.state is SessionState.HELD:
            unit.save(replace(session, present="; ".join(names)))
