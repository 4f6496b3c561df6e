"""The practice centre: invented people and cases of every outcome, the same for the same seed.

It is written with the handlers of the ordinary commands, so it holds nothing that a person could
not have entered.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets
from mediadesk.domain.codes import AppealPlace, ExtensionGround, SessionState
from mediadesk.domain.commands import (
    CloseCase,
    ConcludeContract,
    OpenCase,
    PartyEntry,
    RecordPerformance,
    RecordSession,
    RegisterAppeal,
    SaveAgreement,
    SaveMediator,
    SaveOffice,
    SignAgreement,
)
from mediadesk.domain.lifecycle import WITHOUT_MEDIATION
from mediadesk.domain.model import Agreement, Case, Contract, Mediator, Obligation, Party, Session
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import (
    CaseId,
    Channel,
    DisputeKind,
    FundingKind,
    MediatorId,
    MediatorKind,
    ObligationKind,
    Outcome,
    PartySide,
    Performance,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
    Way,
)
from mediadesk.usecases import (
    agreements,
    casework,
    kept,
    practice_ends,
    practice_kept,
    practice_lists,
    practice_mediators,
    practice_sessions,
    sessions,
)
from mediadesk.usecases.handling import load
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_clauses import practice_clauses
from mediadesk.usecases.practice_copies import show_copies
from mediadesk.usecases.practice_files import show_files
from mediadesk.usecases.practice_intake import IntakeMaker
from mediadesk.usecases.practice_offices import add_offices
from mediadesk.usecases.practice_papers import show_papers
from mediadesk.usecases.practice_people import People
from mediadesk.usecases.practice_people_register import show_people
from mediadesk.usecases.practice_personal import show_personal
from mediadesk.usecases.practice_plans import Plan, plans
from mediadesk.usecases.practice_proceedings import fill_proceedings
from mediadesk.usecases.practice_reports import show_submitted
from mediadesk.usecases.practice_signing import show_signing
from mediadesk.usecases.practice_terms import add_terms
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit
    from mediadesk.domain.ports import Progress

__all__ = ["fill"]

_ALL: Final = tuple(RULES)
_CHUNK: Final = 25
_TOLD: Final = frozenset({Outcome.STOPPED, Outcome.ONE_REFUSED})
"""Ends of which the law wants the circumstances."""


def fill(
    store: "Store",
    law: Law,
    *,
    cases: int = 200,
    seed: int = 1,
    last: date,
    language: str = "",
    progress: "Progress | None" = None,
) -> None:
    """Write the practice centre into an empty store; `last` is its newest day.

    What people typed is in the language, Russian without one; nothing else depends on it.
    """
    words = PracticeWords(language)
    random = Random(seed)  # noqa: S311  # invented people, not secrets
    maker = _Maker(random, law, words, last)
    planned = plans(random, cases, last)
    store.submit(maker.begin, command="SaveOffice", params={}, undoable=False).result()
    for done in range(0, len(planned), _CHUNK):
        part = planned[done : done + _CHUNK]
        work = partial(maker.write, planned=part)
        store.submit(work, command="RegisterAppeal", params={}, undoable=False).result()
        if progress is not None:
            progress.step(done + len(part), len(planned))
    for command, shown in (
        ("SaveMediator", partial(practice_mediators.show, law=law, words=words, last=last)),
        ("RecordSession", partial(practice_sessions.show, law=law, words=words, last=last)),
        ("SaveParty", partial(show_people, law=law, words=words, last=last)),
        ("SavePartner", partial(add_offices, words=words, last=last)),
        ("SavePerson", partial(show_papers, last=last)),
        ("SaveConsent", partial(show_personal, law=law, words=words, last=last)),
    ):
        store.submit(shown, command=command, params={}, undoable=False).result()
    show_copies(store, law, words)
    show_submitted(store, law, words, last.year)


class _Maker:
    """Writes planned cases with the handlers of the commands."""

    def __init__(self, random: Random, law: Law, words: PracticeWords, last: date) -> None:
        self.random = random
        self.law = law
        self.words = words
        self.last = last
        self.people = People(random, assets.load_toml("practice/people.toml"))
        self.phrases = assets.load_toml("practice/phrases.toml")
        self.mediators: list[Mediator] = []
        self.intake = IntakeMaker(law, words, last)

    def begin(self, unit: "Unit") -> None:
        """Write the office and its mediators."""
        casework.save_office(SaveOffice(office=self.people.office()), unit, self.law)
        for mediator in self.people.mediators():
            done = casework.save_mediator(SaveMediator(mediator=mediator), unit, self.law)
            self.mediators.append(load(unit, Mediator, done.id))
        practice_kept.show_tasks(unit, self.law, self.words, self.last)
        practice_lists.add_views(unit, self.words)

    def write(self, unit: "Unit", planned: tuple[Plan, ...]) -> None:
        """Write some cases."""
        for plan in planned:
            case_id = self._case(unit, plan)
            fill_proceedings(unit, self.law, self.words, case_id, self.last)
            practice_ends.show(unit, self.law, self.words, case_id, self.last)

    def _case(self, unit: "Unit", plan: Plan) -> CaseId:
        matter = self._matter()
        case_id = self._appeal(unit, plan, matter)
        if plan.now:
            practice_kept.show_tasks(unit, self.law, self.words, self.last, case_id)
        day = plan.received_on
        ready = self.intake.write(unit, case_id, plan.outcome, plan.now)
        if plan.outcome in WITHOUT_MEDIATION:
            on = max(ready, day + timedelta(days=self._few(0, 10)))
            self._close(unit, case_id, plan.outcome, on)
            return case_id
        if plan.now == "waiting":
            return case_id
        mediator = load(unit, Mediator, load(unit, Case, case_id).mediator_id or 0)
        opened = day + timedelta(days=1)
        casework.open_case(
            OpenCase(
                case_id=case_id,
                case_rev=load(unit, Case, case_id).rev,
                mediator_id=MediatorId(mediator.id),
                opened_on=opened,
                acknowledged=_ALL,
            ),
            unit,
            self.law,
        )
        if plan.now != "opened":
            self._mediation(unit, plan, case_id, mediator)
            add_terms(unit, self.law, self.words, case_id, self.last)
        return case_id

    def _matter(self) -> dict[str, Any]:
        """Choose what the case is about; business and family come most often."""
        rows: list[dict[str, Any]] = self.phrases["matter"]
        weights = [1 if row["kind"] in ("offence", "other", "enforcement") else 3 for row in rows]
        return self.random.choices(rows, weights)[0]

    def _few(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def _appeal(self, unit: "Unit", plan: Plan, matter: dict[str, Any]) -> CaseId:
        pick = self.random.choice
        stage = Stage(pick(matter["stages"]))
        sources = {
            Stage.PRE_COURT: (Source.SELF, Source.SELF, Source.AKIMAT, Source.CHAMBER),
            Stage.PRE_TRIAL: (Source.POLICE, Source.PROSECUTOR),
        }.get(stage, (Source.COURT, Source.SELF))
        court = self.words.both("court")
        is_court = stage in (Stage.COURT, Stage.APPEAL)
        case = Case(
            received_on=plan.received_on,
            source=pick(sources),
            channel=pick(tuple(Channel)),
            place=AppealPlace.COURT_ROOM if is_court else AppealPlace.CENTRE,
            kind=DisputeKind(matter["kind"]),
            topic=matter["topic"],
            stage=stage,
            language=pick((ProcessLanguage.KAZAKH, ProcessLanguage.RUSSIAN, ProcessLanguage.BOTH)),
            claim_tiyn=Tiyn(self._few(5, 900) * 1_000_000) if self.random.random() < 0.8 else None,
            subject_ru=matter["ru"],
            subject_kk=matter["kk"],
            mediator_id=MediatorId(pick(self.mediators).id) if plan.now != "waiting" else None,
            body_name=court.ru if is_court else "",
            body_name_kk=court.kk if is_court else "",
            body_case_number=f"0000-{plan.received_on:%y}-00-2/{self._few(1, 9999)}"
            if is_court
            else "",
        )
        entries = tuple(
            self._entry(kind, side) for kind, side in zip(matter["parties"], PartySide, strict=True)
        )
        cmd = RegisterAppeal(case=case, parties=entries)
        return CaseId(casework.register_appeal(cmd, unit, self.law).id)

    def _entry(self, kind: str, side: PartySide) -> PartyEntry:
        party = Party(side=side)
        if kind == "p":
            return PartyEntry(party=party, person=self.people.person())
        body = self.people.organisation()
        if self.random.random() < 0.3:
            agent = self.people.person()
            number, _unused = self._few(1, 99), self._few(1, 99)
            power = self.words.both("power", number=number)
            party = replace(
                party,
                representative_name=agent.name_ru,
                representative_iin=agent.iin,
                authority_ru=power.ru,
                authority_kk=power.kk,
                may_settle=True,
            )
        return PartyEntry(party=party, organisation=body)

    def _mediation(self, unit: "Unit", plan: Plan, case_id: CaseId, mediator: Mediator) -> None:
        concluded = plan.received_on + timedelta(days=2)
        self._contract(unit, plan, case_id, mediator, concluded)
        ended = concluded + timedelta(days=self._few(5, 28))
        if plan.outcome is Outcome.EXPIRED:
            ended = concluded + timedelta(days=30)
        for day in self._session_days(plan, concluded, ended):
            self._session(unit, case_id, day)
        if plan.now:
            show_files(unit, self.law, self.words, case_id)
            show_signing(unit, self.law, self.words, case_id, concluded)
        if plan.outcome is Outcome.AGREEMENT or plan.now == "unsigned":
            self._agreement(unit, plan, case_id, ended)
        if not plan.now or plan.outcome is Outcome.AGREEMENT:
            self._close(unit, case_id, plan.outcome, ended)

    def _contract(
        self, unit: "Unit", plan: Plan, case_id: CaseId, mediator: Mediator, on: date
    ) -> None:
        is_paid = mediator.kind is not MediatorKind.PUBLIC and self.random.random() < 0.5
        extended = 30 if not plan.now and self.random.random() < 0.08 else 0
        city = self.words.both("city")
        contract = Contract(
            case_id=case_id,
            concluded_on=on,
            place_ru=city.ru,
            place_kk=city.kk,
            extended_days=extended,
            extended_on=on + timedelta(days=25) if extended else None,
            extension_ground=ExtensionGround.INFORMATION if extended else None,
            way=self.random.choice((Way.MEETING, Way.MEETING, Way.MEETING, Way.VIDEO)),
            funding=FundingKind.PAID if is_paid else FundingKind.FREE,
            fee_tiyn=Tiyn(self._few(5, 30) * 500_000) if is_paid else None,
        )
        casework.conclude_contract(
            ConcludeContract(contract=contract, acknowledged=_ALL), unit, self.law
        )

    def _session_days(self, plan: Plan, concluded: date, ended: date) -> Iterator[date]:
        if plan.now == "session":
            yield self.last
        until = min(ended, self.last)
        count = self._few(1, 3)
        for number in range(count):
            day = concluded + timedelta(days=3 + 6 * number)
            if day <= until:
                yield day
        if plan.now in ("running", "soon"):
            yield self.last + timedelta(days=self._few(1, 5))

    def _session(self, unit: "Unit", case_id: CaseId, day: date) -> None:
        told = self.random.choice(self.phrases["session"])
        session = Session(
            case_id=case_id,
            held_on=day,
            state=SessionState.HELD if day < self.last else SessionState.PLANNED,
            starts_at=time(self._few(9, 17), self.random.choice((0, 30))),
            minutes=self.random.choice((45, 60, 90)) if day < self.last else None,
            result=told["ru"] if day < self.last else "",
            result_kk=told["kk"] if day < self.last else "",
        )
        sessions.record_session(RecordSession(session=session, acknowledged=_ALL), unit, self.law)

    def _agreement(self, unit: "Unit", plan: Plan, case_id: CaseId, on: date) -> None:
        case = load(unit, Case, case_id)
        claim = case.claim_tiyn or 20_000_000
        settled = Tiyn(claim * self._few(5, 10) // 10 // 100_000 * 100_000)
        city = self.words.both("city")
        agreement = Agreement(
            case_id=case_id,
            signed_on=None if plan.now == "unsigned" else on,
            place_ru=city.ru,
            place_kk=city.kk,
            is_partial=self.random.random() < 0.15,
            settled_tiyn=settled,
        )
        agreement = practice_ends.chosen(agreement, load(unit, Case, case_id), self.words)
        obligations = tuple(self._obligations(plan, on, settled))
        done = agreements.save_agreement(
            SaveAgreement(
                agreement=agreement,
                obligations=obligations,
                clauses=practice_clauses(case, self.law),
                acknowledged=_ALL,
            ),
            unit,
            self.law,
        )
        if plan.now == "unsigned":
            return
        rev = load(unit, Agreement, done.id).rev
        agreements.sign_agreement(
            SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=on, acknowledged=_ALL),
            unit,
            self.law,
        )
        practice_kept.show_kept(unit, self.law, self.words, case_id, self.last)
        self._perform(unit, plan, done.id)

    def _obligations(self, plan: Plan, on: date, settled: Tiyn) -> Iterator[Obligation]:
        count = self._few(1, 4)
        share = settled // count // 100_000 * 100_000
        for number in range(count):
            words = self.random.choice(self.phrases["payment"])
            due = on + timedelta(days=30 * (number + 1))
            if plan.now == "signed":
                due = max(on, self.last + timedelta(days=(0, 5, -3, 12)[number]))
            yield Obligation(
                kind=ObligationKind.PAYMENT,
                amount_tiyn=Tiyn(settled - share * (count - 1) if number == 0 else share),
                due_on=due,
                **words,
            )
        if self.random.random() < 0.6:
            yield Obligation(
                kind=ObligationKind.ACTION,
                debtor=self.random.choice(tuple(PartySide)),
                due_on=on + timedelta(days=self._few(10, 40)),
                **self.random.choice(self.phrases["action"]),
            )

    def _perform(self, unit: "Unit", plan: Plan, agreement_id: int) -> None:
        if plan.now:
            return
        for each in unit.find(Obligation, agreement_id=agreement_id):
            if each.due_on is None or each.due_on >= self.last:
                continue
            is_kept = self.random.random() < 0.85
            cmd = RecordPerformance(
                obligation_id=each.id,
                performance=Performance.PERFORMED if is_kept else Performance.NOT_PERFORMED,
                performed_on=each.due_on if is_kept else None,
            )
            kept.record_performance(cmd, unit, self.law)

    def _close(self, unit: "Unit", case_id: CaseId, outcome: Outcome, on: date) -> None:
        cmd = CloseCase(
            case_id=case_id,
            case_rev=load(unit, Case, case_id).rev,
            outcome=outcome,
            ended_on=min(on, self.last),
            note=self.words.one(outcome.value) if outcome in _TOLD else "",
            acknowledged=_ALL,
        )
        casework.close_case(cmd, unit, self.law)
