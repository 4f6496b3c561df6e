"""Handler that takes in the rows of a journal."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.domain.checks import cleaned
from mediadesk.domain.commands import ImportJournal
from mediadesk.domain.journal_keys import KnownKeys
from mediadesk.domain.journal_rows import JournalParty, JournalRow, RowResult
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    ImportBatch,
    KnownHeadings,
    Mediator,
    Office,
    Organisation,
    Party,
    Person,
)
from mediadesk.domain.text import fold
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    ImportId,
    MediatorId,
    OfficeId,
    OrganisationId,
    Outcome,
    PartySide,
    PersonId,
    Source,
    Stage,
)
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, only
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["import_journal"]

_STATES = {Outcome.WAITING: CaseState.APPEAL, Outcome.RUNNING: CaseState.MEDIATION}


def import_journal(cmd: ImportJournal, unit: "Unit", law: Law) -> Done:
    """Take in the rows that are new: numbers go by the date of appeal within each year."""
    office = only(unit, Office)
    if office is None:
        raise InputProblem(Code.CENTRE_MISSING)
    rows = _unknown(unit, OfficeId(office.id), cmd.rows)
    if not rows:
        return Done(0, N_("Nothing new was found in the journal"))
    unit.is_bulk = True
    batch = unit.add(
        ImportBatch(
            made_at=unit.clock.now().isoformat(timespec="seconds"),
            sha256=cmd.sha256,
            new=sum(row.result is RowResult.NEW for row in rows),
            same=cmd.same + len(cmd.rows) - len(rows),
            doubtful=cmd.doubtful,
            rejected=cmd.rejected,
        )
    )
    _Intake(unit, office, ImportId(batch.id)).take(rows)
    for known in cmd.headings:
        _remember(unit, known)
    return Done(batch.id, N_("Taken in: %(n)s"), {"n": len(rows)})


def _remember(unit: "Unit", known: KnownHeadings) -> None:
    """Keep how headings were understood, the newest way."""
    for stored in unit.find(KnownHeadings, fingerprint=known.fingerprint):
        unit.save(replace(stored, settings=known.settings, used_on=known.used_on))
        return
    unit.add(cleaned(known))


def _unknown(
    unit: "Unit", office_id: OfficeId, rows: Iterable[JournalRow]
) -> tuple[JournalRow, ...]:
    """Give the rows to take in, by date of appeal; each key once and none that is known.

    A row that was taken in before with other values would be there twice: it stays out.
    """
    found: dict[str, JournalRow] = {}
    known = KnownKeys(unit.import_keys(office_id))
    for row in rows:
        if row.result not in (RowResult.NEW, RowResult.DOUBTFUL) or row.received_on is None:
            continue
        if not known.is_same(row.key) and not known.is_changed(row.key):
            found.setdefault(row.key or f"{row.sheet}/{row.row}", row)
    return tuple(sorted(found.values(), key=lambda r: str(r.received_on)))


class _Intake:
    """Writes the rows of one journal; people, organisations and mediators are entered once."""

    def __init__(self, unit: "Unit", office: Office, import_id: ImportId) -> None:
        """Look up who is known already."""
        self.unit = unit
        self.office = office
        self.import_id = import_id
        self.seqs: dict[int, int] = {}
        ours = {cls: unit.own_ids(cls) for cls in (Person, Organisation, Mediator)}
        people = (p for p in unit.find(Person) if p.iin and p.id in ours[Person])
        self.people = {(p.iin, fold(p.name_ru)): p.id for p in people}
        bodies = (o for o in unit.find(Organisation) if o.bin and o.id in ours[Organisation])
        self.bodies = {(o.bin, fold(o.name_ru)): o.id for o in bodies}
        mediators = (m for m in unit.find(Mediator) if m.id in ours[Mediator])
        self.mediators = {fold(m.name_ru): m.id for m in mediators}

    def take(self, rows: Iterable[JournalRow]) -> None:
        """Write all rows."""
        for row in rows:
            case = self.case(row)
            self.parties(case.id, row.parties)
            self.papers(case, row)

    def number(self, year: int) -> int:
        """Give the next number of a year."""
        seq = self.seqs.get(year) or self.unit.next_seq(self.office.id, year)
        self.seqs[year] = seq + 1
        return seq

    def case(self, row: JournalRow) -> Case:
        """Write the case of a row."""
        if row.received_on is None:
            raise InputProblem(Code.BAD_VALUE, field="received_on", label=N_("Date of appeal"))
        outcome = row.outcome or (Outcome.RUNNING if row.contract_on else Outcome.WAITING)
        state = _STATES.get(outcome, CaseState.CLOSED)
        year = row.received_on.year
        return self.unit.add(
            cleaned(
                Case(
                    office_id=self.office.id,
                    year=year,
                    seq=self.number(year),
                    received_on=row.received_on,
                    source=row.source or Source.SELF,
                    kind=row.kind or DisputeKind.CIVIL,
                    stage=row.stage or Stage.PRE_COURT,
                    language=row.language,
                    claim_tiyn=row.claim_tiyn,
                    mediator_id=self.mediator(row.mediator),
                    state=state,
                    outcome=outcome,
                    opened_on=row.contract_on,
                    ended_on=row.ended_on if state is CaseState.CLOSED else None,
                    note=row.note,
                    body_name=row.body,
                    body_name_kk=row.body_kk,
                    journal_number=row.number,
                    import_id=self.import_id,
                    import_key=row.key,
                )
            )
        )

    def mediator(self, name: str) -> MediatorId | None:
        """Give the mediator of this name, entered if new."""
        key = fold(name)
        if not key:
            return None
        if key not in self.mediators:
            self.mediators[key] = self.unit.add(cleaned(Mediator(name_ru=name))).id
        return self.mediators[key]

    def parties(self, case_id: CaseId, parties: Iterable[JournalParty]) -> None:
        """Write the parties, each on its side."""
        for ord_, each in enumerate(parties, 1):
            body = self.body(each) if each.organisation else None
            self.unit.add(
                Party(
                    case_id=case_id,
                    ord=ord_,
                    side=PartySide.FIRST if ord_ == 1 or each.is_first else PartySide.SECOND,
                    person_id=None if body else self.person(each),
                    organisation_id=body,
                )
            )

    def person(self, party: JournalParty) -> PersonId:
        """Give the person; without an identifier nobody is taken for somebody else."""
        key = (party.identifier, fold(party.name))
        if party.identifier and key in self.people:
            return self.people[key]
        made = self.unit.add(cleaned(Person(name_ru=party.name, iin=party.identifier)))
        if party.identifier:
            self.people[key] = made.id
        return made.id

    def body(self, party: JournalParty) -> OrganisationId | None:
        """Give the organisation, as `person` does."""
        if party.organisation is None:
            return None
        key = (party.identifier, fold(party.name))
        if party.identifier and key in self.bodies:
            return self.bodies[key]
        made = self.unit.add(
            cleaned(Organisation(kind=party.organisation, name_ru=party.name, bin=party.identifier))
        )
        if party.identifier:
            self.bodies[key] = made.id
        return made.id

    def papers(self, case: Case, row: JournalRow) -> None:
        """Write the contract and the signed agreement as far as the journal knows them."""
        concluded = row.contract_on
        if concluded is None and case.state is CaseState.MEDIATION:
            concluded = case.received_on  # a mediation under way has a contract, its day is unknown
        if concluded is not None:
            self.unit.add(Contract(case_id=case.id, concluded_on=concluded))
        if case.outcome is Outcome.AGREEMENT:
            self.unit.add(
                Agreement(
                    case_id=case.id,
                    signed_on=row.ended_on,
                    settled_tiyn=row.settled_tiyn,
                    is_signed=True,
                )
            )
