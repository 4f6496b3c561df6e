"""What papers say of those who take part beside the parties: mediators, helpers, a change of mediator."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.assignments import helpers, history
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import AssignmentRole, DrawnInRole
from mediadesk.domain.model import Assignment, DrawnIn, Mediator, Office
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import MediatorId, MediatorKind

__all__ = [
    "BesideFacts",
    "ChangeFacts",
    "MediatorFacts",
    "beside_facts",
    "change_facts",
    "co_mediators",
    "mediator_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorFacts:
    """The mediator with what the law asks for (arts. 9, 14, 16, 21)."""

    name: Words
    kind: MediatorKind
    certificate: str
    register_number: str
    organisation: Words
    latin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideFacts:
    """A person drawn into the mediation (arts. 2, 11, 24(3))."""

    role: DrawnInRole
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """Another mediator leads the case since a day (art. 20(7), 20(8))."""

    on: date
    previous: MediatorFacts
    present: MediatorFacts


def mediator_facts(mediator: Mediator, office: Office) -> MediatorFacts:
    """Take the facts of a mediator; the organisation of the office where he names none."""
    own = mediator.organisation_ru or mediator.organisation_kk
    source: Mediator | Office = mediator if own else office
    name = mediator.name_ru.strip()
    return MediatorFacts(
        name=Words(name, mediator.name_kk.strip() or name),
        kind=mediator.kind,
        certificate=mediator.certificate.strip(),
        register_number=mediator.register_number.strip(),
        organisation=Words(source.organisation_ru.strip(), source.organisation_kk.strip()),
        latin=mediator.name_latin.strip(),
    )


def _named(file: CaseFile, id_: MediatorId | None) -> MediatorFacts | None:
    """Give the facts of one of the mediators that assignments of the case name."""
    found = next((each for each in file.mediators if each.id == id_), None)
    return mediator_facts(found, file.office) if found else None


def co_mediators(file: CaseFile) -> tuple[MediatorFacts, ...]:
    """Give the mediators who help in the case now, in the order they came (art. 20(7))."""
    found = (_named(file, each.mediator_id) for each in helpers(file))
    return tuple(each for each in found if each is not None)


def change_facts(file: CaseFile) -> ChangeFacts | None:
    """Give the last change of the leading mediator; None if there was none."""
    leads: list[Assignment] = [each for each in history(file) if each.role is AssignmentRole.LEAD]
    if len(leads) < 2:
        return None
    previous, present = (_named(file, each.mediator_id) for each in leads[-2:])
    if previous is None or present is None:
        return None
    return ChangeFacts(on=leads[-1].from_on, previous=previous, present=present)


def beside_facts(file: CaseFile) -> tuple[BesideFacts, ...]:
    """Give the persons drawn into the mediation, in order of entry."""
    return tuple(BesideFacts(role=each.role, name=each.name.strip()) for each in file.all(DrawnIn))
