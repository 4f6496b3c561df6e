"""The year at a glance over a real centre: the figures of the reports, late terms, a stop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mediadesk.domain.commands_files import MoveToTrash
from mediadesk.domain.types import Outcome
from mediadesk.errors import Cancelled, InputProblem
from mediadesk.usecases import glancing
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, SetClock, do, in_mediation, opened

YEAR = str(TODAY.year)


class Watch:
    """Remembers what it was told; stops at the first news if it should."""

    def __init__(self, *, stops: bool = False) -> None:
        self.told: list[tuple[int, int]] = []
        self.stops = stops

    def step(self, done: int, total: int, what: str = "") -> None:
        """Take the news."""
        self.told.append((done, total))
        if self.stops:
            raise Cancelled


def found(desk: Desk, code: str) -> dict[str, int]:
    return {mark.code: mark.value for mark in desk.glance(YEAR).panel(code).marks}


def test_the_desk_counts_what_its_reports_count(desk: Desk) -> None:
    opened(desk)
    in_mediation(desk)
    figures = desk.report_data("summary", YEAR)
    glance = desk.glance(YEAR)
    assert len(glance.rows) == figures["appeals"]
    assert found(desk, "outcome") == figures["by_outcome"]
    assert found(desk, "kind") == figures["by_kind"]
    assert found(desk, "mediator") == figures["by_mediator"]


def test_a_mediation_that_runs_beyond_its_term_is_late(desk: Desk, clock: SetClock) -> None:
    """Article 23: the term of a mediation; the day it ends on still belongs to it."""
    case_id = in_mediation(desk)
    (due,) = (row.due_on for row in desk.cases() if row.id == case_id)
    assert due is not None
    clock.day = due
    assert found(desk, "terms") == {"in_time": 0, "extended": 0, "late": 0, "under_way": 1}
    clock.day = due + timedelta(days=1)
    glance = desk.glance(YEAR)
    (late,) = (mark for mark in glance.panel("terms").marks if mark.code == "late")
    assert late.cases.ids == (case_id,)


def test_a_case_in_the_trash_is_not_late(desk: Desk, clock: SetClock) -> None:
    case_id = in_mediation(desk)
    clock.day = TODAY + timedelta(days=400)
    assert desk.glance(YEAR).panel("terms").whole == 1
    rev = desk.case_file(case_id).case.rev
    known = ("trash_of_mediation",)
    do(desk, MoveToTrash(case_id=case_id, case_rev=rev, reason="Дважды", acknowledged=known))
    assert desk.glance(YEAR).panels == ()


def test_a_year_without_cases_has_no_panels(desk: Desk) -> None:
    glance = desk.glance("2001")
    assert (glance.rows, glance.earlier, glance.panels) == ((), (), ())


def test_a_wrong_period_is_told(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        desk.glance("2026-13")


def test_a_long_counting_tells_how_far_it_is_and_can_be_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glancing, "_STEP", 1)
    opened(desk)
    opened(desk)
    watch = Watch()
    desk.glance(YEAR, watch)
    assert watch.told == [(1, 3), (2, 3)]
    with pytest.raises(Cancelled):
        desk.glance(YEAR, Watch(stops=True))
    assert desk.glance(YEAR).rows[0].outcome is Outcome.WAITING
