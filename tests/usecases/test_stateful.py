"""The desk against a model: random commands with undo and redo, compared with dictionaries."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mediadesk.domain import commands as c
from mediadesk.domain.lifecycle import OUTCOMES
from mediadesk.domain.model import Agreement, Case, Contract
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseState, Outcome, PartySide, Performance
from mediadesk.errors import Conflict, RuleBroken
from mediadesk.usecases.opening import create_desk, open_desk
from tests.desks import (
    PASSPHRASE,
    CountedIds,
    SetClock,
    do,
    entry,
    mediator,
    obligation,
    office,
)

_ALL = tuple(RULES)
_DAY = date(2026, 6, 1)
_FOLDER: list[Path] = []


def _template() -> Path:
    """Make one centre with a mediator, to be copied for each run."""
    if not _FOLDER:
        folder = Path(tempfile.mkdtemp(prefix="mediadesk-test-")) / "centre"
        desk, _key = create_desk(
            folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
        )
        mediator(desk)
        desk.close()
        _FOLDER.append(folder)
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    return _FOLDER[0]


@dataclass
class Model:
    """What the file should hold: state and topic of each case by number, in order."""

    cases: dict[str, dict[str, object]] = field(default_factory=dict)


class DeskMachine(RuleBasedStateMachine):
    """Commands at random; each undoable one pushes the model before it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mediadesk-test-"))
        shutil.copytree(_template(), self.folder / "centre")
        self.desk = open_desk(
            self.folder / "centre", PASSPHRASE, clock=SetClock(), ids=CountedIds(10_000)
        )
        self.model = Model()
        self.before: list[Model] = []
        self.after: list[Model] = []

    def teardown(self) -> None:
        assert self.desk.check() == ()
        self.desk.close()
        shutil.rmtree(self.folder)

    def changed(self, *, undoable: bool = True) -> None:
        """Remember the model before a change."""
        self.before.append(deepcopy(self.model)) if undoable else self.before.clear()
        self.after.clear()

    def pick(self, data: st.DataObject, *states: CaseState) -> str | None:
        numbers = [n for n, facts in self.model.cases.items() if facts["state"] in states]
        return data.draw(st.sampled_from(numbers)) if numbers else None

    def file(self, number: str):
        return self.desk.case_file(self.desk.case_id(number))

    @rule(parties=st.integers(0, 2))
    def register(self, parties: int) -> None:
        both = (entry(), entry(side=PartySide.SECOND))[:parties]
        self.changed()
        cmd = c.RegisterAppeal(case=Case(received_on=_DAY), parties=both)
        number = str(do(self.desk, cmd).params["number"])
        assert number == f"2026/{len(self.model.cases) + 1:04d}"
        self.model.cases[number] = {
            "state": CaseState.APPEAL,
            "outcome": Outcome.WAITING,
            "topic": "",
            "parties": parties,
            "signed": None,
        }

    @rule(data=st.data(), topic=st.sampled_from(["loan", "land", "child"]))
    def edit(self, data: st.DataObject, topic: str) -> None:
        number = self.pick(data, *CaseState)
        if number is None or self.model.cases[number]["topic"] == topic:
            return
        cmd = c.EditCase(case=replace(self.file(number).case, topic=topic))
        if self.model.cases[number]["state"] is CaseState.CLOSED:
            self.refused(cmd)
            return
        self.changed()
        do(self.desk, cmd)
        self.model.cases[number]["topic"] = topic

    @rule(data=st.data())
    def open(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.APPEAL)
        if number is None:
            return
        case = self.file(number).case
        cmd = c.OpenCase(
            case_id=case.id,
            case_rev=case.rev,
            mediator_id=self.desk.mediators()[0].id,
            opened_on=_DAY,
            acknowledged=_ALL,
        )
        if self.model.cases[number]["parties"] != 2:
            self.refused(cmd)
            return
        self.changed()
        do(self.desk, cmd)
        self.model.cases[number]["state"] = CaseState.OPEN

    @rule(data=st.data())
    def contract(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.APPEAL, CaseState.OPEN)
        if number is None:
            return
        cmd = c.ConcludeContract(
            contract=Contract(case_id=self.file(number).case.id, concluded_on=_DAY),
            acknowledged=_ALL,
        )
        if self.model.cases[number]["state"] is CaseState.APPEAL:
            self.refused(cmd)
            return
        self.changed()
        do(self.desk, cmd)
        facts = self.model.cases[number]
        facts.update(state=CaseState.MEDIATION, outcome=Outcome.RUNNING)

    @rule(data=st.data())
    def draft(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.MEDIATION)
        if number is None or self.model.cases[number]["signed"] is not None:
            return
        self.changed()
        agreement = Agreement(case_id=self.file(number).case.id)
        do(self.desk, c.SaveAgreement(agreement=agreement, obligations=(obligation(),)))
        self.model.cases[number]["signed"] = False

    @rule(data=st.data())
    def sign(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.MEDIATION)
        if number is None or self.model.cases[number]["signed"] is not False:
            return
        agreement = self.file(number).agreement
        self.changed(undoable=False)
        do(
            self.desk,
            c.SignAgreement(
                case_id=agreement.case_id,
                agreement_rev=agreement.rev,
                signed_on=_DAY + timedelta(days=3),
                acknowledged=_ALL,
            ),
        )
        self.model.cases[number]["signed"] = True

    @rule(data=st.data(), outcome=st.sampled_from(Outcome))
    def close(self, data: st.DataObject, outcome: Outcome) -> None:
        number = self.pick(data, CaseState.APPEAL, CaseState.OPEN, CaseState.MEDIATION)
        if number is None:
            return
        facts, case = self.model.cases[number], self.file(number).case
        cmd = c.CloseCase(
            case_id=case.id,
            case_rev=case.rev,
            outcome=outcome,
            ended_on=_DAY + timedelta(days=20),
            acknowledged=_ALL,
        )
        fits = outcome in OUTCOMES[facts["state"]]
        if not fits or (outcome is Outcome.AGREEMENT and facts["signed"] is not True):
            self.refused(cmd)
            return
        self.changed()
        do(self.desk, cmd)
        facts.update(state=CaseState.CLOSED, outcome=outcome)

    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.CLOSED)
        if number is None:
            return
        file, facts = self.file(number), self.model.cases[number]
        self.changed()
        do(
            self.desk,
            c.ReopenCase(case_id=file.case.id, case_rev=file.case.rev, reason="ошибка"),
        )
        state = CaseState.OPEN if file.case.opened_on else CaseState.APPEAL
        facts["state"] = CaseState.MEDIATION if file.contract else state
        facts["outcome"] = Outcome.RUNNING if file.contract else Outcome.WAITING
        facts["signed"] = None if facts["signed"] is None else False

    @rule(data=st.data())
    def perform(self, data: st.DataObject) -> None:
        number = self.pick(data, CaseState.MEDIATION, CaseState.CLOSED)
        if number is None or not self.model.cases[number]["signed"]:
            return
        row = self.file(number).obligations[0]
        if row.performance is Performance.PERFORMED:
            return
        self.changed()
        cmd = c.RecordPerformance(obligation_id=row.id, performance=Performance.PERFORMED)
        do(self.desk, cmd)

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.desk.undo().result()
        self.after.append(self.model)
        self.model = self.before.pop()

    @precondition(lambda self: self.after)
    @rule()
    def redo(self) -> None:
        self.desk.redo().result()
        self.before.append(self.model)
        self.model = self.after.pop()

    @precondition(lambda self: not self.before)
    @rule()
    def nothing_to_undo(self) -> None:
        assert self.desk.undo_label() is None

    def refused(self, cmd: c.Command) -> None:
        """Do a command that must be refused."""
        try:
            do(self.desk, cmd)
        except (RuleBroken, Conflict):
            return
        raise AssertionError(type(cmd).__name__)

    @invariant()
    def the_file_holds_what_the_model_says(self) -> None:
        rows = {row.number: row for row in self.desk.all_cases()}
        assert rows.keys() == self.model.cases.keys()
        for number, facts in self.model.cases.items():
            file = self.file(number)
            assert file.case.state is facts["state"]
            assert file.case.outcome is facts["outcome"]
            assert rows[number].outcome is facts["outcome"]
            assert file.case.topic == facts["topic"]
            assert len(file.parties) == facts["parties"]
            signed = file.agreement.is_signed if file.agreement else None
            assert signed is facts["signed"]


DeskMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDesk = DeskMachine.TestCase
