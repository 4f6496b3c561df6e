"""The page of personal data, the card of a person's consents, destruction, the practice copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import CloseCase, SaveRecord
from mediadesk.domain.commands_personal import BlockPerson
from mediadesk.domain.model import Breach, Consent, Office, PersonBlock, PersonRequest, Task
from mediadesk.domain.personal_data import Decision
from mediadesk.domain.types import CaseId, Outcome
from mediadesk.ui import personal_destruction, personal_dialogs
from mediadesk.ui.context import Ctx
from mediadesk.ui.pages.personal import PersonalPage
from mediadesk.ui.pages.start import StartPage
from mediadesk.ui.person_privacy import privacy_card
from mediadesk.ui.practice_copy_dialog import PracticeCopyDialog
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.ui.conftest import PASSPHRASE, TODAY, Clock, Ids, Went, add_case, placed

WAIT = 30_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a desk that writes on a thread of its own, as under the window."""
    office = Office(name_ru="Центр медиации", name_kk="Медиация орталығы", region="27")
    made, _key = create_desk(
        tmp_path / "centre", PASSPHRASE, clock=Clock(), ids=Ids(), office=office, immediate=False
    )
    yield made
    made.close()


@pytest.fixture
def person(filled: Desk) -> int:
    found = filled.case_file(1).parties[0].person
    assert found is not None
    return found.id


@pytest.fixture
def page(ctx: Ctx, person: int, qtbot: QtBot) -> PersonalPage:
    made = placed(qtbot, PersonalPage(ctx))
    made.open()
    return made


def press(part: QWidget, words: str) -> None:
    next(b for b in part.findChildren(QPushButton) if b.text() == words).click()


def save(desk: Desk, record: Any) -> None:
    desk.execute(SaveRecord(record=record)).result()


def test_filters_show_who_has_no_consent(page: PersonalPage, ctx: Ctx, person: int) -> None:
    assert page.people.rowCount() == 3
    save(
        ctx.desk, Consent(person_id=person, given_on=TODAY, categories="name", purposes="mediation")
    )
    page.on_changed(None)
    assert page.tabs.tabText(0) == "Consents: 2 missing"
    page.chips["missing"].click()
    assert page.people.rowCount() == 2
    page.chips["soon"].click()
    assert (page.people.rowCount(), page.chips["missing"].isChecked()) == (0, False)
    page.chips["blocked"].click()
    assert page.people.rowCount() == 0


def test_a_consent_is_entered_and_withdrawn(page: PersonalPage, ctx: Ctx, qtbot: QtBot) -> None:
    page.people_table.selectRow(0)
    line = page.people_table.current_row()
    dialog = personal_dialogs.edit_consent(ctx, page, personal_dialogs.new_consent(ctx, line.id))
    form = dialog.forms[0]
    ticks = form["purposes"].ticks
    ticks["payment"].setChecked(False)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(ctx.desk.consents_of(line.id)), timeout=WAIT)
    (stored,) = ctx.desk.consents_of(line.id)
    assert "payment" not in stored.purposes
    again = personal_dialogs.edit_consent(ctx, page, stored)
    told = [each.text() for each in again.forms[0].findChildren(QLabel)]
    assert any(each.startswith("•") for each in told)
    again.reject()
    page.new_consent()
    page.open_person()


def test_requests_are_answered_from_the_page(
    page: PersonalPage, ctx: Ctx, person: int, qtbot: QtBot
) -> None:
    save(ctx.desk, PersonRequest(person_id=person, received_on=TODAY))
    page.reload()
    assert page.tabs.tabText(1) == "Requests: 1 waiting"
    page.edit_request()
    dialog = personal_dialogs.edit_request(ctx, page, ctx.desk.requests_of()[0])
    dialog.forms[0]["decision"].set_value(Decision.GRANTED)
    dialog.submit()
    waiting = lambda: ctx.desk.requests_of()[0].decision is Decision.GRANTED  # noqa: E731
    qtbot.waitUntil(waiting, timeout=WAIT)


def test_papers_are_written_where_they_are_told(
    page: PersonalPage, ctx: Ctx, person: int, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    save(ctx.desk, PersonRequest(person_id=person, received_on=TODAY))
    save(ctx.desk, Breach(found_on=TODAY, what="x", categories="name"))
    page.reload()
    out = tmp_path / "paper.pdf"
    monkeypatch.setattr(personal_dialogs, "ask_path", lambda *_a, **_k: out)
    for write in (page.write_list, page.write_answer, page.answer_request, page.write_notice):
        out.unlink(missing_ok=True)
        write()
        qtbot.waitUntil(lambda: out.is_file() and ctx.jobs.is_idle, timeout=WAIT)
    page.edit_breach()
    page.new_breach()


def test_the_card_blocks_and_lifts(ctx: Ctx, person: int, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    one = ctx.desk.person_of_data(person)
    card = privacy_card(ctx, owner, one)
    assert card is not None
    dialog = personal_dialogs.block_person(ctx, owner, one.id)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(ctx.desk.blocks_of(person)), timeout=WAIT)
    masked = ctx.desk.person_of_data(person)
    assert "Айдар" not in masked.name_ru
    again = privacy_card(ctx, owner, masked)
    assert again is not None
    press(again, "Lift the blocking…")
    lifted = lambda: ctx.desk.blocks_of(person)[0].lifted_on is not None  # noqa: E731
    qtbot.waitUntil(lifted, timeout=WAIT)
    assert "Айдар" in ctx.desk.person_of_data(person).name_ru


def test_the_card_tells_every_standing(ctx: Ctx, person: int, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    sample = Consent(
        person_id=person, given_on=date(2026, 1, 1), categories="name", purposes="mediation"
    )
    for facts in ({}, {"until": TODAY}, {"until": date(2026, 2, 1)}, {"withdrawn_on": TODAY}):
        save(ctx.desk, replace(sample, **facts))
    save(
        ctx.desk,
        PersonRequest(person_id=person, received_on=TODAY, decision=Decision.GRANTED, answer="да"),
    )
    save(ctx.desk, PersonRequest(person_id=person, received_on=date(2026, 1, 5)))
    card = privacy_card(ctx, owner, ctx.desk.person_of_data(person))
    assert card is not None


def test_cases_are_destroyed_after_a_question_and_a_reason(
    page: PersonalPage, ctx: Ctx, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = ctx.desk
    case_id = CaseId(add_case(desk, "Старое", date(2020, 1, 9)))
    rev = desk.case_file(case_id).case.rev
    end = CloseCase(
        case_id=case_id, case_rev=rev, outcome=Outcome.CONSULTATION, ended_on=date(2020, 2, 1)
    )
    desk.execute(end).result()
    desk.backup()
    page.reload()
    tab = page.destruction
    assert tab.stored.rowCount() == 1
    assert tab.destroy_chosen() is None
    tab.stored_table.selectRow(0)
    ctx.messages.answer = False
    assert tab.destroy_chosen() is None
    ctx.messages.answer = True
    dialog = tab.destroy_chosen()
    assert dialog is not None
    dialog.submit()
    qtbot.waitUntil(lambda: bool(desk.copies_standing()) and ctx.jobs.is_idle, timeout=WAIT)
    assert desk.case_file(case_id).case.destroyed_on == TODAY
    page.reload()
    assert tab.copies.rowCount() == 1
    out = tmp_path / "annex.pdf"
    monkeypatch.setattr(personal_dialogs, "ask_path", lambda *_a, **_k: out)
    tab.write_annex()
    qtbot.waitUntil(lambda: out.is_file() and ctx.jobs.is_idle, timeout=WAIT)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    tab.clean_folder()
    qtbot.waitUntil(lambda: ctx.jobs.is_idle, timeout=WAIT)
    personal_destruction.tell(ctx, desk.clean_copies((tmp_path / "not here",)))
    assert "Some copies still hold what was destroyed" in ctx.messages.said


def test_the_start_page_tells_what_the_law_wants(
    ctx: Ctx, person: int, went: Went, qtbot: QtBot
) -> None:
    desk = ctx.desk
    save(desk, PersonRequest(person_id=person, received_on=TODAY))
    save(desk, Breach(found_on=TODAY, what="x", categories="name"))
    save(
        desk,
        Consent(
            person_id=person, given_on=TODAY, until=TODAY, categories="name", purposes="mediation"
        ),
    )
    desk.execute(BlockPerson(block=PersonBlock(person_id=person, blocked_on=TODAY))).result()
    page = placed(qtbot, StartPage(ctx))
    page.open()
    facts = desk.start_page()
    kinds = {row.kind.value for part in (facts.today, facts.soon, facts.waiting) for row in part}
    assert kinds >= {"person_request", "breach", "consent_ends", "block", "no_consent"}
    page.show_list("soon")
    page.table.selectRow(0)
    page.table.opened.emit(page.table.current_row())
    assert went[-1][0] in ("personal", "case_card")


def test_a_practice_copy_from_the_window(
    ctx: Ctx, person: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = PracticeCopyDialog(ctx, owner)
    dialog.submit()
    for line in (dialog.phrase, dialog.again):
        line.line.setText("long enough for a copy")
    dialog.submit()
    made = tmp_path / "MediaDesk-practice" / "centre.db"
    qtbot.waitUntil(lambda: made.is_file() and ctx.jobs.is_idle, timeout=WAIT)
    assert "The practice copy is made" in ctx.messages.said


def test_records_outside_of_cases_are_destroyed_from_the_same_list(
    page: PersonalPage, ctx: Ctx, qtbot: QtBot
) -> None:
    desk = ctx.desk
    told = date(2019, 3, 1)
    save(desk, Breach(found_on=told, what="x", categories="name", body_told_on=told))
    save(desk, Task(title="y", done_on=told))
    page.reload()
    tab = page.destruction
    assert page.tabs.tabText(3) == "Destruction: 2 over"
    assert [tab.stored.row(n).number.split(" ")[0] for n in range(2)] == ["x", "y"]
    tab.stored_table.selectAll()
    assert tab.chosen()[0] == ()
    dialog = tab.destroy_chosen()
    assert dialog is not None
    assert ctx.messages.asked[-1] == "Destroy 2 cases and records for good?"
    dialog.submit()
    qtbot.waitUntil(lambda: not desk.records_over() and ctx.jobs.is_idle, timeout=WAIT)
    assert [each.what for each in desk.breaches()] == ["–"]
    page.reload()
    assert tab.stored.rowCount() == 0
