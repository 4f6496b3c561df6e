"""The main job by keyboard alone: appeal, case, contract, session, agreement, signature, the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mediadesk.domain.model import Party
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, ObligationKind, Outcome, PartySide
from mediadesk.ui.case_parts import NameLink, Steps
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.pages.agreement import AgreementPage
from mediadesk.ui.pages.appeal import AppealPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.participant import ParticipantForm
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.ui.conftest import TODAY
from tests.ui.hands import CTRL, Hands, shown, ticks


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Hands(qtbot, window)


def file_of(hands: Hands) -> CaseFile:
    card = hands.window.findChild(CaseCardPage)
    assert isinstance(card, CaseCardPage)
    return hands.window.ctx.desk.case_file(card.case_id)


def text_of(widget: QWidget) -> str:
    return " ".join(
        part.text() for part in widget.findChildren(QLabel) if part.isVisible() and part.text()
    )


def register(hands: Hands) -> CaseCardPage:
    """Enter two parties and the dispute, never leaving the keyboard."""
    hands.key(Qt.Key.Key_N, CTRL)
    appeal = shown(hands, AppealPage)
    hands.write(QASYMOV.full_name)
    hands.fill("IIN", QASYMOV.iin)
    assert appeal.first.person["born_on"].value() == date(2099, 12, 31)
    hands.fill("Full name", ABDRAKHMANOVA.full_name)
    hands.fill("Sent by", "Court")
    hands.fill("Sum of the dispute", "1 200 000")
    hands.fill("Mediator", "Сейитова")
    hands.submit()
    return shown(hands, CaseCardPage)


def write_agreement(hands: Hands) -> None:
    """Two obligations in both languages, the sum of the payments taken over."""
    editor = shown(hands, AgreementPage)
    hands.fill("Sum", "700000")
    hands.fill("Until", "+30")
    hands.fill("What must be done", "возврат долга")
    hands.fill("What must be done, in Kazakh", "қарызды қайтару")
    hands.key(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.qtbot.waitUntil(lambda: len(editor.duties.cards) == 2)
    assert editor.duties.cards[1].isAncestorOf(hands.focus)
    hands.fill("Kind", "Action")
    hands.fill("Until", "+10")
    hands.fill("What must be done", "передать документы")
    hands.fill("What must be done, in Kazakh", "құжаттарды беру")
    assert editor.take_sum.isVisible()
    while hands.focus is not editor.take_sum:
        hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Space)
    hands.settle(
        lambda: editor.file is not None and editor.file.agreement is not None,
        lambda: ticks(editor.panel),
    )


def test_the_whole_main_job_by_keyboard(hands: Hands) -> None:
    register(hands)
    file = file_of(hands)
    assert file.case.state is CaseState.APPEAL
    assert file.case.claim_tiyn == 120_000_000
    assert [p.name_ru for p in file.parties] == [QASYMOV.full_name, ABDRAKHMANOVA.full_name]

    hands.submit()
    hands.save_window()
    assert file_of(hands).case.state is CaseState.OPEN

    hands.submit()
    hands.save_window()
    file = file_of(hands)
    assert file.case.state is CaseState.MEDIATION
    assert file.contract is not None
    assert file.contract.concluded_on == TODAY

    hands.submit()
    hands.dialog()
    hands.fill("Time", "1430")
    hands.fill("Result of the session", "Договорились о рассрочке")
    hands.save_window()
    (session,) = file_of(hands).sessions
    assert session.result == "Договорились о рассрочке"
    assert session.starts_at is not None
    assert QASYMOV.full_name in session.present

    hands.submit()
    write_agreement(hands)
    file = file_of(hands)
    assert [(o.kind, o.amount_tiyn, o.due_on) for o in file.obligations] == [
        (ObligationKind.PAYMENT, 70_000_000, TODAY + timedelta(days=30)),
        (ObligationKind.ACTION, None, TODAY + timedelta(days=10)),
    ]
    assert file.agreement is not None
    assert file.agreement.settled_tiyn == 70_000_000

    hands.key(Qt.Key.Key_Escape)
    shown(hands, CaseCardPage)
    hands.submit()
    hands.save_window()
    hands.submit()
    hands.save_window()
    file = file_of(hands)
    assert (file.case.state, file.case.outcome) == (CaseState.CLOSED, Outcome.AGREEMENT)
    assert file.agreement is not None
    assert file.agreement.signed_on == TODAY


def test_enter_goes_on_and_tab_visits_parties_before_the_dispute(hands: Hands) -> None:
    hands.window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    hands.write(ABDRAKHMANOVA.full_name)
    hands.fold()
    hands.key(Qt.Key.Key_Return)
    assert hands.focus is appeal.first.person["iin"].box()
    order = []
    for _ in range(40):
        order.append(hands.focus)
        hands.key(Qt.Key.Key_Tab)
    second = order.index(appeal.second.person["name_ru"].box())
    dispute = order.index(appeal.case["received_on"].box())
    register_button = next(
        i for i, part in enumerate(order)
        if isinstance(part, QPushButton) and part.text() == "Register appeal"
    )  # fmt: skip
    assert 0 < second < dispute < register_button


def test_a_save_from_a_button_saves_the_form(hands: Hands) -> None:
    hands.window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    hands.write(QASYMOV.full_name)
    appeal.second.is_body.setFocus()
    hands.key(Qt.Key.Key_S, CTRL)
    shown(hands, CaseCardPage)
    (party,) = file_of(hands).parties
    assert party.name_ru == QASYMOV.full_name


def test_what_was_typed_comes_back_in_a_new_window(hands: Hands, qtbot: QtBot) -> None:
    old = hands.window
    old.navigate("appeal")
    appeal = shown(hands, AppealPage)
    appeal.second.is_body.click()
    appeal.second.focus_first()
    hands.write("ТОО Несуществующее")
    qtbot.waitUntil(lambda: old.ctx.desk.draft("appeal") is not None)  # while it is being typed
    old.navigate("start")
    again = MainWindow(
        old.ctx.desk, old.ctx.tr, old.ctx.settings, old.ctx.clock, messages=old.messages
    )
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    again.navigate("appeal")
    new = shown(Hands(qtbot, again), AppealPage)
    assert new.second.body["name_ru"].raw() == ""
    (banner,) = [each for each in new.findChildren(Banner) if "unfinished" in each.label.text()]
    button = next(b for b in banner.findChildren(QPushButton) if b.text() == "Continue it")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert new.second.body["name_ru"].raw() == "ТОО Несуществующее"
    assert new.second.is_body.isChecked()


def test_a_party_being_typed_comes_back_in_its_window(hands: Hands) -> None:
    card = register(hands)
    desk = hands.window.ctx.desk
    key = f"party.{card.case_id}.0"
    card.act.add_party()
    typing = hands.dialog()
    hands.write("Несохранённый")
    hands.fill("IIN", QASYMOV.iin)
    hands.qtbot.waitUntil(lambda: desk.draft(key) is not None)
    kept = desk.draft(key)
    assert kept is not None
    hands.key(Qt.Key.Key_Escape)
    hands.qtbot.waitUntil(lambda: desk.draft(key) is None and not isValid(typing))
    desk.keep_draft(key, kept)  # as a crash would have left it
    hands.qtbot.waitUntil(lambda: desk.draft(key) is not None)
    card.act.add_party()
    again = hands.dialog()
    (go_on,) = [b for b in again.findChildren(QPushButton) if b.text() == "Continue it"]
    go_on.click()
    who = again.findChild(ParticipantForm)
    assert isinstance(who, ParticipantForm)
    assert who.person["name_ru"].raw() == "Несохранённый"
    entry = who.entry(Party(side=PartySide.SECOND))
    assert entry is not None
    assert entry.person is not None
    assert entry.person.id > 0, "the same IIN is the same person"


def test_esc_asks_before_it_throws_away(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    recorder: Any = window.ctx.messages
    hands.write("Кто-то")
    recorder.answer = False
    hands.key(Qt.Key.Key_Escape)
    assert len(recorder.asked) == 1
    assert appeal.isVisible()
    recorder.answer = True
    hands.key(Qt.Key.Key_Escape)
    assert len(recorder.asked) == 2
    assert not appeal.isVisible()
    assert window.ctx.desk.draft("appeal") is None


def test_esc_asks_nothing_where_nothing_was_typed(hands: Hands) -> None:
    register(hands)
    recorder: Any = hands.window.ctx.messages
    hands.submit()
    dialog = hands.dialog()
    hands.key(Qt.Key.Key_Escape)
    hands.qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    assert recorder.asked == []
    assert file_of(hands).case.state is CaseState.APPEAL


def test_problems_stand_beside_their_fields(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    before = window.ctx.desk.count()
    appeal.second.person["iin"].set_raw("123")
    hands.submit()
    for part in (appeal.first, appeal.second):
        name = part.person.fields["name_ru"]
        assert name.note.isVisible()
        assert name.note.property("role") == "problem"
    assert hands.focus in {p.person["name_ru"].box() for p in (appeal.first, appeal.second)}
    assert window.ctx.desk.count() == before


def test_a_problem_out_of_sight_is_brought_into_sight(hands: Hands) -> None:
    window = hands.window
    window.resize(911, 560)
    window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    (area,) = [each for each in appeal.findChildren(QScrollArea) if each.isVisible()]
    hands.go_to("Subject of the dispute")
    name = appeal.first.person["name_ru"]
    assert name.visibleRegion().isEmpty()
    assert area.verticalScrollBar().value() > 0
    hands.submit()
    assert hands.focus is name.box()
    assert not name.visibleRegion().isEmpty()


def test_a_known_person_is_found_while_typing(hands: Hands) -> None:
    hands.window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    hands.write("касым")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert appeal.first.person["name_ru"].raw().startswith("Қасымов")
    entry = appeal.first.entry(Party(side=PartySide.FIRST))
    assert entry is not None
    assert entry.person is not None
    assert entry.person.id > 0
    appeal.first.enter_as_new()
    again = appeal.first.entry(Party(side=PartySide.FIRST))
    assert again is not None
    assert again.person is not None
    assert again.person.id == 0


def test_undo_takes_back_a_removed_party(hands: Hands) -> None:
    card = register(hands)
    card.act.remove_party(file_of(hands).parties[1].party.id)
    hands.qtbot.waitUntil(lambda: len(file_of(hands).parties) == 1)
    hands.qtbot.waitUntil(lambda: "Add the second party" in card.next_button.text())
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.qtbot.waitUntil(lambda: len(file_of(hands).parties) == 2)


def test_a_case_whose_appeal_is_undone_leaves_the_card(hands: Hands) -> None:
    card = register(hands)
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.qtbot.waitUntil(lambda: not card.isVisible())


def test_every_window_of_the_card_opens_and_closes(hands: Hands) -> None:
    card = register(hands)
    first = file_of(hands).parties[0]
    act = card.act
    titles = set()
    for opens in (act.edit, act.add_party, lambda: act.edit_party(first), act.close):
        opens()
        dialog = hands.dialog()
        titles.add(dialog.windowTitle())
        hands.key(Qt.Key.Key_Escape)
        hands.qtbot.waitUntil(lambda seen=dialog: not isValid(seen) or not seen.isVisible())
    assert titles == {"Dispute", "New party", "Party", "Close the case"}


def test_closing_and_reopening(hands: Hands) -> None:
    card = register(hands)
    card.act.close()
    hands.dialog()
    hands.fill("Outcome", "Consultation")
    hands.save_window()
    assert file_of(hands).case.outcome is Outcome.CONSULTATION
    hands.qtbot.waitUntil(lambda: isinstance(hands.focus, QPushButton))
    hands.key(Qt.Key.Key_Space)
    hands.dialog()
    hands.fill("Reason", "Стороны вернулись")
    hands.save_window()
    case = file_of(hands).case
    assert (case.state, case.outcome) == (CaseState.APPEAL, Outcome.WAITING)


def test_a_long_name_is_cut_and_the_card_keeps_its_width(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    shown(hands, AppealPage)
    name = "Очень" + " длинная" * 30
    hands.write(name)
    hands.submit()
    card = shown(hands, CaseCardPage)
    link = next(each for each in card.findChildren(NameLink) if each.isVisible())
    assert link.whole == name
    assert link.toolTip() == name
    assert link.text().endswith("…")
    assert card.minimumSizeHint().width() < 800


def test_the_line_of_steps_shows_what_is_done(hands: Hands) -> None:
    card = register(hands)
    steps = card.findChild(Steps)
    assert isinstance(steps, Steps)
    assert steps.text().count("✓") == 1
    assert "<b" in steps.text().split("Appeal")[1]


def test_nothing_is_cut_in_a_small_window(hands: Hands) -> None:
    window = hands.window
    window.resize(911, 560)
    card = register(hands)
    hands.submit()
    hands.save_window()
    hands.submit()
    hands.save_window()
    hands.submit()
    hands.save_window()
    window.navigate("agreement", case_id=card.case_id)
    for name, cls in (("agreement", AgreementPage), ("case_card", CaseCardPage)):
        window.navigate(name, case_id=card.case_id)
        page = shown(hands, cls)
        hands.qtbot.waitUntil(lambda seen=page: not cut(seen))
    window.navigate("appeal")
    appeal = shown(hands, AppealPage)
    hands.qtbot.waitUntil(lambda: not cut(appeal))


def cut(page: Page) -> list[tuple[int, int]]:
    """Give what is wider than the place it is seen through: needed and given widths."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    pairs = [(area.widget().minimumSizeHint().width(), area.viewport().width()) for area in areas]
    pairs.append((page.minimumSizeHint().width(), page.width()))
    return [(needed, given) for needed, given in pairs if needed > given]
