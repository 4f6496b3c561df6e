"""The quiet session view and the section of sessions: nothing is lost, nothing private leaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.codes import SessionKind, SessionState
from mediadesk.domain.model import Session
from mediadesk.domain.types import CaseId, Outcome
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.private_notes import PrivateNotesCard
from mediadesk.ui.session_dialogs import edit_session, hold_session, plan_session
from mediadesk.ui.session_view import SessionView
from mediadesk.ui.submitting import FormDialog
from mediadesk.usecases.desk import Desk
from tests.desks import do
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.ui.conftest import TODAY
from tests.ui.test_calendar_page import in_mediation, plan

PHRASE = "фраза медиатора"


class Ticking:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 10, tzinfo=UTC)

    def today(self) -> date:
        return self.at.date()

    def now(self) -> datetime:
        return self.at

    def go(self, **how: int) -> None:
        self.at += timedelta(**how)


@pytest.fixture
def clock(ctx: Ctx) -> Ticking:
    ticking = Ticking()
    ctx.clock = ticking
    return ticking


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def case_id(filled: Desk) -> CaseId:
    return in_mediation(filled)


def view_of(ctx: Ctx, owner: QWidget, case_id: CaseId, session: Session | None = None) -> Any:
    made = SessionView(ctx, owner, ctx.desk.case_file(case_id), session)
    made.start()
    return made


def write(view: SessionView, text: str) -> None:
    view.line.setText(text)
    QTest.keyClick(view.line, Qt.Key.Key_Return)


def test_time_stages_and_notes_come_back_in_a_new_view(
    qtbot: QtBot, ctx: Ctx, clock: Ticking, owner: QWidget, case_id: CaseId
) -> None:
    view = view_of(ctx, owner, case_id)
    view.switch()
    clock.go(minutes=10)
    view.show_time()
    assert view.clock.text() == "0:10:00"
    write(view, "Готов платить частями")
    view.stages.findChildren(QCheckBox)[0].setChecked(True)
    view.reject()
    clock.go(minutes=5)
    again = view_of(ctx, owner, case_id)
    again.show_time()
    assert again.clock.text() == "0:15:00"
    assert again.stages.done() == ["principles"]
    assert [note.text for note in again.notes] == ["Готов платить частями"]
    again.switch()
    clock.go(hours=2)
    again.show_time()
    assert again.clock.text() == "0:15:00"
    again.reject()


def test_a_view_that_was_only_looked_at_leaves_nothing(
    ctx: Ctx, clock: Ticking, owner: QWidget, case_id: CaseId
) -> None:
    view = view_of(ctx, owner, case_id)
    view.reject()
    assert ctx.desk.drafts() == ()


def test_two_keys_say_who_and_what(
    qtbot: QtBot, ctx: Ctx, clock: Ticking, owner: QWidget, case_id: CaseId
) -> None:
    view = view_of(ctx, owner, case_id)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F8):
        QTest.keyClick(view.windowHandle(), key)
    qtbot.waitUntil(lambda: view.kinds.value() == "offer")
    write(view, "Рассрочка")
    (note,) = view.notes
    assert note.speaker.startswith(QASYMOV.surname)
    assert note.line("Offer").endswith("Offer: Рассрочка")
    assert note.line("Offer").startswith("10:00")
    view.reject()


def test_the_session_is_recorded_with_its_length_and_minutes(
    qtbot: QtBot, ctx: Ctx, clock: Ticking, owner: QWidget, case_id: CaseId
) -> None:
    plan(ctx.desk, case_id, time(9), TODAY)
    (session,) = ctx.desk.case_file(case_id).sessions
    view = view_of(ctx, owner, case_id, session)
    view.switch()
    clock.go(minutes=62, seconds=5)
    write(view, "Договорились о встрече")
    view.record()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    form = dialog.forms[0]
    assert form["minutes"].value() == 63
    assert form["starts_at"].value() == time(10)
    dialog.submit()
    qtbot.waitUntil(lambda: ctx.desk.case_file(case_id).sessions[0].state is SessionState.HELD)
    (held,) = ctx.desk.case_file(case_id).sessions
    assert "Договорились о встрече" in held.result
    assert QASYMOV.full_name in held.present
    qtbot.waitUntil(lambda: ctx.desk.drafts() == ())


def test_private_notes_of_a_session_are_sealed_and_in_no_draft(
    qtbot: QtBot, ctx: Ctx, clock: Ticking, owner: QWidget, case_id: CaseId
) -> None:
    desk = ctx.desk
    view = view_of(ctx, owner, case_id)
    view.switch_target()
    write(view, "Опасается огласки")
    (asking,) = view.findChildren(PassphraseDialog)
    for line in asking.lines:
        line.line.setText(PHRASE)
    asking.submit()
    qtbot.waitUntil(lambda: view.sealed == 1)
    assert view.notes == []
    kept = desk.draft(view.key)
    assert "огласки" not in repr(kept)
    mediator = desk.case_file(case_id).mediator
    assert mediator is not None
    (note,) = desk.private_notes(case_id, mediator.id)
    assert "Опасается огласки" in note.text
    view.reject()
    assert not desk.notes_open(mediator.id)


@pytest.fixture
def notes_card(qtbot: QtBot, ctx: Ctx, owner: QWidget, case_id: CaseId) -> PrivateNotesCard:
    act = CaseActions(ctx, owner, ctx.desk.case_file(case_id))
    card = PrivateNotesCard(act)
    qtbot.addWidget(card)
    card.show()
    return card


def said(card: QWidget) -> str:
    QApplication.sendPostedEvents()
    return " ".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def unlock(qtbot: QtBot, card: PrivateNotesCard, phrase: str = PHRASE) -> PassphraseDialog:
    dialog = card.open_notes()
    for line in dialog.lines:
        line.line.setText(phrase)
    dialog.submit()
    return dialog


def test_notes_are_shown_while_they_are_open_and_hidden_when_left(
    qtbot: QtBot, ctx: Ctx, notes_card: PrivateNotesCard
) -> None:
    unlock(qtbot, notes_card)
    qtbot.waitUntil(lambda: ctx.desk.notes_open(notes_card.mediator_id))
    assert notes_card._area is not None
    notes_card._area.setPlainText("Секрет стороны")
    notes_card.add_note()
    assert "Секрет стороны" in said(notes_card)
    notes_card.lock()
    assert "Секрет стороны" not in said(notes_card)
    assert "1 note is sealed" in said(notes_card)
    wrong = unlock(qtbot, notes_card, "не та фраза")
    qtbot.waitUntil(lambda: "does not fit" in said(wrong))
    wrong.reject()
    unlock(qtbot, notes_card)
    qtbot.waitUntil(lambda: "Секрет стороны" in said(notes_card))


def test_the_phrase_is_changed_while_the_notes_are_open(
    qtbot: QtBot, ctx: Ctx, notes_card: PrivateNotesCard
) -> None:
    who, new = notes_card.mediator_id, "совсем другая фраза"
    unlock(qtbot, notes_card)
    qtbot.waitUntil(lambda: ctx.desk.notes_open(who))
    for old in ("не та фраза", PHRASE):
        dialog = notes_card.change_phrase()
        for line, text in zip(dialog.lines, (old, new, new), strict=True):
            line.line.setText(text)
        dialog.submit()
        if old != PHRASE:
            qtbot.waitUntil(lambda shown=dialog: "does not fit" in said(shown))
            dialog.reject()
    qtbot.waitUntil(lambda: "changed" in " ".join(ctx.messages.said))
    ctx.desk.lock_notes()
    ctx.desk.open_notes(who, new)


def test_what_is_typed_is_sealed_when_the_card_is_left_or_nobody_is_there(
    qtbot: QtBot, ctx: Ctx, notes_card: PrivateNotesCard
) -> None:
    desk, who = ctx.desk, notes_card.mediator_id
    unlock(qtbot, notes_card)
    qtbot.waitUntil(lambda: desk.notes_open(who))
    assert notes_card._area is not None
    notes_card._area.setPlainText("Первый")
    notes_card.idle.tired()
    assert not desk.notes_open(who)
    assert notes_card.count == 1
    unlock(qtbot, notes_card)
    qtbot.waitUntil(lambda: desk.notes_open(who))
    notes_card._area.setPlainText("Второй")
    notes_card.hide()
    assert not desk.notes_open(who)
    assert notes_card.count == 2


def test_notes_of_a_closed_case_are_offered_for_destruction(
    qtbot: QtBot, ctx: Ctx, owner: QWidget, case_id: CaseId
) -> None:
    desk = ctx.desk
    file = desk.case_file(case_id)
    assert file.mediator is not None
    desk.set_note_phrase(file.mediator.id, PHRASE)
    desk.add_note(case_id, file.mediator.id, "Секрет")
    desk.lock_notes()
    do(
        desk,
        c.CloseCase(
            case_id=case_id, case_rev=file.case.rev, outcome=Outcome.REFUSAL, ended_on=TODAY
        ),
    )
    card = PrivateNotesCard(CaseActions(ctx, owner, desk.case_file(case_id)))
    qtbot.addWidget(card)
    card.show()
    assert "can be destroyed" in said(card)
    ctx.messages.answer = False
    card.destroy_notes()
    assert card.count == 1
    ctx.messages.answer = True
    card.destroy_notes()
    qtbot.waitUntil(lambda: card.count == 0)


def test_planning_asks_for_little_and_for_what_fits(
    qtbot: QtBot, ctx: Ctx, owner: QWidget, case_id: CaseId
) -> None:
    dialog = plan_session(ctx, owner, ctx.desk.case_file(case_id))
    form = dialog.forms[0]
    assert "result" not in form.fields
    assert not form.fields["party_id"].isVisibleTo(form)
    form["kind"].set_value(SessionKind.SEPARATE)
    assert form.fields["party_id"].isVisibleTo(form)
    dialog.submit()
    qtbot.waitUntil(lambda: form.fields["party_id"].note.isVisible())
    assert ctx.desk.case_file(case_id).sessions == ()
    form["party_id"].set_value(ctx.desk.case_file(case_id).parties[1].party.id)
    dialog.submit()
    qtbot.waitUntil(lambda: len(ctx.desk.case_file(case_id).sessions) == 1)
    (session,) = ctx.desk.case_file(case_id).sessions
    assert session.state is SessionState.PLANNED
    held = hold_session(ctx, owner, ctx.desk.case_file(case_id), session)
    assert held.forms[0]["present"].value() == ABDRAKHMANOVA.full_name
    held.reject()


def test_those_present_are_ticked_and_others_typed(
    qtbot: QtBot, ctx: Ctx, owner: QWidget, case_id: CaseId
) -> None:
    dialog = edit_session(ctx, owner, ctx.desk.case_file(case_id), None)
    present: Any = dialog.forms[0]["present"]
    present.ticks[ABDRAKHMANOVA.full_name].setChecked(False)
    present.line.setText("Переводчик Учебный;  ; Психолог ")
    told = f"{QASYMOV.full_name}; Переводчик Учебный; Психолог"
    assert present.value() == told
    present.set_value("")
    present.set_raw(told)
    assert present.value() == told
    dialog.submit()
    qtbot.waitUntil(lambda: len(ctx.desk.case_file(case_id).sessions) == 1)
    assert ctx.desk.case_file(case_id).sessions[0].present == told


def test_the_card_tells_of_notes_sealed_in_the_view(
    qtbot: QtBot, window: MainWindow, filled: Desk, case_id: CaseId
) -> None:
    window.navigate("case_card", case_id=case_id, section="sessions")
    page = window.findChild(CaseCardPage)
    assert isinstance(page, CaseCardPage)
    mediator = filled.case_file(case_id).mediator
    assert mediator is not None
    page.act.view_session()
    (view,) = page.findChildren(SessionView)
    filled.set_note_phrase(mediator.id, PHRASE)
    view.switch_target()
    write(view, "Опасается огласки")
    view.reject()
    qtbot.waitUntil(lambda: "1 note is sealed" in said(page))
    assert "огласки" not in said(page)


def test_leaving_the_section_locks_the_notes(
    qtbot: QtBot, window: MainWindow, filled: Desk, case_id: CaseId
) -> None:
    mediator = filled.case_file(case_id).mediator
    assert mediator is not None
    filled.set_note_phrase(mediator.id, PHRASE)
    window.navigate("case_card", case_id=case_id, section="sessions")
    assert "Private notes (sealed)" in said(window)
    assert filled.notes_open(mediator.id)
    window.navigate("start")
    assert not filled.notes_open(mediator.id)
