"""The main job by keyboard alone: appeal, case, contract, session, agreement, signature, the end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from mediadesk.domain.model import Case
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, ObligationKind, Outcome, PartySide, Tiyn
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.agreement import AgreementPage
from mediadesk.ui.pages.appeal import AppealPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.submitting import FormDialog
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.ui.conftest import TODAY, press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Only a keyboard: keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def write(self, text: str) -> None:
        type_text(self.focus, text)

    def replace(self, text: str) -> None:
        line = self.focus
        assert isinstance(line, QLineEdit | QPlainTextEdit)
        line.selectAll()
        self.write(text)

    def next(self, times: int = 1) -> None:
        for _ in range(times):
            press(self.focus, Qt.Key.Key_Tab)

    def go_to(self, name: str) -> None:
        """Press Tab until the field with this accessible name has the focus."""
        for _ in range(120):
            if self.focus.accessibleName() == name:
                return
            self.next()
        raise AssertionError(f"no field {name!r} is reached by Tab")

    def fill(self, name: str, text: str) -> None:
        self.go_to(name)
        self.replace(text) if isinstance(self.focus, QLineEdit | QPlainTextEdit) else self.write(text)

    def choose(self, name: str, text: str) -> None:
        """Type the words of a choice."""
        self.go_to(name)
        box = self.focus
        line = box if isinstance(box, QLineEdit) else box.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        type_text(line, text)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()

    def submit(self) -> None:
        press(self.focus, Qt.Key.Key_Return, modifiers=CTRL)

    def dialog(self) -> FormDialog:
        def there() -> None:
            shown = QApplication.activeModalWidget()
            assert isinstance(shown, FormDialog)
            assert shown.isActiveWindow()

        self.qtbot.waitUntil(there)
        found = QApplication.activeModalWidget()
        assert isinstance(found, FormDialog)
        return found

    def confirm_and_submit(self) -> None:
        """Save the open window; warnings are ticked with the space bar."""
        window = self.dialog()
        self.submit()
        self.qtbot.waitUntil(lambda: not window.submitter._is_busy)
        ticks = 0
        while window.isVisible() and ticks < 6:
            for tick in window.panel._ticks.values():
                tick.setFocus()
                press(tick, Qt.Key.Key_Space, " ")
            self.submit()
            self.qtbot.waitUntil(lambda: not window.submitter._is_busy)
            ticks += 1
        assert not window.isVisible(), [b.note.text() for f in window.forms for b in f.fields.values()]


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Hands(qtbot, window)


def page(window: MainWindow, cls: type) -> Any:
    found = window.findChild(cls)
    assert found is not None
    return found


def file_of(window: MainWindow) -> CaseFile:
    card: CaseCardPage = page(window, CaseCardPage)
    return window.ctx.desk.case_file(card.case_id)


def register(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    hands.write(QASYMOV.full_name)
    hands.fill("IIN", QASYMOV.iin)
    appeal: AppealPage = page(window, AppealPage)
    assert appeal.first.person["born_on"].value() == date(2099, 12, 31)
    appeal.second.focus_first()
    hands.write(ABDRAKHMANOVA.full_name)
    hands.choose("Sent by", "Court")
    hands.fill("Sum of the dispute", "1 200 000")
    hands.choose("Mediator", "Сейитова")
    hands.submit()
    hands.qtbot.waitUntil(lambda: bool(window.findChildren(CaseCardPage)) and page(window, CaseCardPage).isVisible())


def test_the_whole_main_job_by_keyboard(hands: Hands) -> None:
    window = hands.window
    register(hands)
    file = file_of(window)
    assert file.case.state is CaseState.APPEAL
    assert file.case.claim_tiyn == 120_000_000
    assert [p.name_ru for p in file.parties] == [QASYMOV.full_name, ABDRAKHMANOVA.full_name]

    card: CaseCardPage = page(window, CaseCardPage)
    press(card.next_button, Qt.Key.Key_Space, " ")
    hands.confirm_and_submit()
    assert file_of(window).case.state is CaseState.OPEN

    press(card.next_button, Qt.Key.Key_Space, " ")
    hands.confirm_and_submit()
    file = file_of(window)
    assert file.case.state is CaseState.MEDIATION
    assert file.contract is not None
    assert file.contract.concluded_on == TODAY

    press(card.next_button, Qt.Key.Key_Space, " ")
    hands.fill("Time", "1430")
    hands.fill("Result of the session", "Договорились о рассрочке")
    hands.confirm_and_submit()
    (session,) = file_of(window).sessions
    assert session.result == "Договорились о рассрочке"
    assert session.starts_at is not None

    press(card.next_button, Qt.Key.Key_Space, " ")
    write_agreement(hands)
    file = file_of(window)
    assert [(o.kind, o.amount_tiyn, o.due_on) for o in file.obligations] == [
        (ObligationKind.PAYMENT, 70_000_000, TODAY + timedelta(days=30)),
        (ObligationKind.ACTION, None, TODAY + timedelta(days=10)),
    ]

    window.navigate("case_card", case_id=file.case.id)
    card.act.sign()
    hands.confirm_and_submit()
    press(card.next_button, Qt.Key.Key_Space, " ")
    hands.confirm_and_submit()
    file = file_of(window)
    assert (file.case.state, file.case.outcome) == (CaseState.CLOSED, Outcome.AGREEMENT)
    assert file.agreement is not None
    assert file.agreement.is_signed


def write_agreement(hands: Hands) -> None:
    window = hands.window
    editor: AgreementPage = page(window, AgreementPage)
    hands.qtbot.waitUntil(editor.isVisible)
    hands.fill("Sum", "700000")
    hands.fill("Until", "+30")
    hands.fill("What must be done", "возврат долга")
    hands.fill("What must be done, in Kazakh", "қарызды қайтару")
    editor.duties.add_new()
    hands.choose("Kind", "Action")
    hands.fill("Until", "+10")
    hands.fill("What must be done", "передать документы")
    hands.fill("What must be done, in Kazakh", "құжаттарды беру")
    editor.head["settled_tiyn"].set_value(Tiyn(70_000_000))
    hands.submit()
    hands.qtbot.waitUntil(lambda: not editor.submitter._is_busy)
    if editor.panel._ticks:
        for tick in editor.panel._ticks.values():
            press(tick, Qt.Key.Key_Space, " ")
        hands.submit()
    hands.qtbot.waitUntil(lambda: not editor._is_changed() and editor.file is not None
                          and editor.file.agreement is not None)  # fmt: skip


def test_what_was_typed_survives_leaving_and_comes_back(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    hands.write("Бекенов Тест")
    appeal: AppealPage = page(window, AppealPage)
    appeal.keeper.keep()
    hands.qtbot.waitUntil(lambda: window.ctx.desk.draft("appeal") is not None)
    kept = window.ctx.desk.draft("appeal")
    assert kept is not None
    assert kept["first.person"]["name_ru"] == "Бекенов Тест"
    appeal.keeper.drop()
    for form in appeal._all:
        form.set_clean()
    window.ctx.desk.keep_draft("appeal", kept)
    hands.qtbot.waitUntil(lambda: window.ctx.desk.draft("appeal") is not None)
    appeal.first.person["name_ru"].set_raw("")
    for form in appeal._all:
        form.set_clean()
    appeal.open()
    banners = [w for w in appeal.findChildren(QWidget) if type(w).__name__ == "Banner" and w.isVisible()]
    assert banners
    button = banners[0].findChild(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert button is not None
    next(b for b in banners[0].findChildren(QWidget) if getattr(b, "text", str)() == "Continue it").click()  # type: ignore[attr-defined]
    assert appeal.first.person["name_ru"].raw() == "Бекенов Тест"


def test_esc_asks_before_it_throws_away(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    appeal: AppealPage = page(window, AppealPage)
    recorder: Any = window.ctx.messages
    hands.write("Кто-то")
    recorder.answer = False
    appeal._leave()
    assert recorder.asked
    assert appeal.isVisible()
    recorder.answer = True
    appeal._leave()
    assert not appeal.isVisible()
    assert window.ctx.desk.draft("appeal") is None


def test_problems_stand_beside_their_fields(hands: Hands) -> None:
    window = hands.window
    window.navigate("appeal")
    appeal: AppealPage = page(window, AppealPage)
    before = window.ctx.desk.count()
    hands.submit()
    name = appeal.first.person.fields["name_ru"]
    assert name.note.isVisible()
    assert name.note.property("role") == "problem"
    assert window.ctx.desk.count() == before


def test_a_known_person_is_found_while_typing(hands: Hands, qtbot: QtBot) -> None:
    window = hands.window
    window.navigate("appeal")
    appeal: AppealPage = page(window, AppealPage)
    editor: Any = appeal.first.person["name_ru"]
    type_text(editor.line, "касым")
    assert [line.split()[0] for line in editor._model.stringList()] == ["Қасымов"]
    editor._activated(editor._model.stringList()[0])
    entry = appeal.first.entry(file_party())
    assert entry is not None
    assert entry.person is not None
    assert entry.person.id > 0
    appeal.first.enter_as_new()
    again = appeal.first.entry(file_party())
    assert again is not None
    assert again.person is not None
    assert again.person.id == 0


def file_party() -> Any:
    from mediadesk.domain.model import Party

    return Party(side=PartySide.FIRST)


def test_undo_takes_back_a_removed_party(hands: Hands) -> None:
    window = hands.window
    register(hands)
    file = file_of(window)
    card: CaseCardPage = page(window, CaseCardPage)
    card.act.remove_party(file.parties[1].party.id)
    hands.qtbot.waitUntil(lambda: len(file_of(window).parties) == 1)
    window.undo()
    hands.qtbot.waitUntil(lambda: len(file_of(window).parties) == 2)


def test_a_case_whose_appeal_is_undone_leaves_the_card(hands: Hands) -> None:
    window = hands.window
    register(hands)
    card: CaseCardPage = page(window, CaseCardPage)
    window.undo()
    hands.qtbot.waitUntil(lambda: not card.isVisible())


def test_every_window_of_the_card_opens_and_closes(hands: Hands) -> None:
    window = hands.window
    register(hands)
    card: CaseCardPage = page(window, CaseCardPage)
    file = file_of(window)
    for act in (card.act.edit, card.act.add_party, lambda: card.act.edit_party(file.parties[0]), card.act.close):
        act()
        dialog = hands.dialog()
        assert dialog.windowTitle()
        press(dialog, Qt.Key.Key_Escape)
        hands.qtbot.waitUntil(lambda: not isinstance(QApplication.activeModalWidget(), QDialog))


def test_closing_and_reopening(hands: Hands) -> None:
    window = hands.window
    register(hands)
    card: CaseCardPage = page(window, CaseCardPage)
    card.act.close()
    hands.choose("Outcome", "Consultation only")
    hands.confirm_and_submit()
    assert file_of(window).case.outcome is Outcome.CONSULTATION
    card.act.reopen()
    hands.fill("Reason", "Стороны вернулись")
    hands.confirm_and_submit()
    case: Case = file_of(window).case
    assert (case.state, case.outcome) == (CaseState.APPEAL, Outcome.WAITING)
