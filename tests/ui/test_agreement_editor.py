"""The editor of an agreement: two columns, library, fields, steps back, drafts, findings, versions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.model import Agreement, Instalment, Waiver
from mediadesk.domain.schedule import Every
from mediadesk.domain.types import CaseId, DocumentKind, PartySide
from mediadesk.ui.agreement_versions_dialog import VersionsDialog
from mediadesk.ui.clause_editor import ClauseEditor
from mediadesk.ui.clause_library_dialog import ClauseLibraryDialog
from mediadesk.ui.finding_lines import WaiveDialog
from mediadesk.ui.finding_places import go_to
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.agreement import AgreementPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.preview import PreviewDialog
from mediadesk.ui.submitting import FormDialog
from tests.desks import do, drafted, obligation
from tests.ui.conftest import TODAY
from tests.ui.hands import CTRL, Hands, shown


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Hands(qtbot, window)


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    return drafted(window.ctx.desk)


@pytest.fixture
def page(hands: Hands, case_id: CaseId) -> AgreementPage:
    hands.window.navigate("agreement", case_id=case_id)
    return shown(hands, AgreementPage)


def press(widget: QWidget, words: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()


def words_of(widget: QWidget) -> str:
    """Read all labels that are seen once the window has come to rest."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    return "\n".join(
        each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)
    )


def write(page: AgreementPage, ru: str, kk: str) -> ClauseEditor:
    """Add a clause and type both texts."""
    press(page, "Write a clause")
    editor = page.text.editors[-1]
    editor.ru.setPlainText(ru)
    editor.kk.setPlainText(kk)
    page.refresh()
    return editor


def save(hands: Hands, page: AgreementPage) -> None:
    page.submitter.submit()
    hands.qtbot.waitUntil(lambda: not page._is_changed())


def test_a_clause_is_written_saved_and_printed_in_its_place(
    hands: Hands, page: AgreementPage, case_id: CaseId
) -> None:
    hands.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.views.currentIndex() == 1
    hands.key(Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.qtbot.waitUntil(lambda: bool(page.text.editors))
    editor = page.text.editors[0]
    hands.qtbot.waitUntil(lambda: hands.focus is editor.kk)
    hands.write("Ешкім айтпайды.")
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus is editor.ru
    hands.write("Никто не говорит.")
    hands.submit()
    hands.qtbot.waitUntil(lambda: bool(hands.window.ctx.desk.case_file(case_id).clauses))
    (clause,) = hands.window.ctx.desk.case_file(case_id).clauses
    assert (clause.text_ru, clause.text_kk) == ("Никто не говорит.", "Ешкім айтпайды.")
    assert re.fullmatch(r"\d+\.\d+\.", page.text.editors[0].number.text())


def test_fields_are_shown_as_they_will_print_and_numbers_follow(page: AgreementPage) -> None:
    page.show_view(1)
    first = write(page, "Срок {date:2027-03-01}", "Мерзімі {date:2027-03-01}")
    second = write(page, "Пункт {clause:c1}", "{clause:c1} тармағы")
    assert "1\u00a0марта\u00a02027\u00a0года" in first.shown_ru.text()
    assert "наурыз" in first.shown_kk.text()
    assert second.shown_ru.text() == f"Пункт {first.number.text()[:-1]}"
    before = first.number.text()
    second.moved.emit(-1)
    assert first.number.text() != before
    assert second.shown_ru.text() == f"Пункт {first.number.text()[:-1]}"
    first.removed.emit()
    assert "removed" in second.problems.text()


def test_removing_is_taken_back_and_done_again(hands: Hands, page: AgreementPage) -> None:
    page.show_view(1)
    write(page, "раз", "бір")
    editor = write(page, "два", "екі")
    editor.removed.emit()
    assert [e.ru.toPlainText() for e in page.text.editors] == ["раз"]
    hands.window.undo()
    assert [e.ru.toPlainText() for e in page.text.editors] == ["раз", "два"]
    hands.window.redo()
    assert [e.ru.toPlainText() for e in page.text.editors] == ["раз"]
    while page.undo_step():
        pass
    assert page.text.editors == []
    assert not page._is_changed()


def test_fields_follow_obligations_that_move(page: AgreementPage) -> None:
    page.duties.add_new()
    page.show_view(1)
    editor = write(page, "{obligation.1.amount} {clause:obligation.2}", "{obligation.1.amount}")
    page.duties.cards[1].wants_up.emit()
    assert editor.ru.toPlainText() == "{obligation.2.amount} {clause:obligation.1}"
    page.duties.cards[1].wants_out.emit()
    assert editor.ru.toPlainText() == "{obligation.0.amount} {clause:obligation.1}"
    page.refresh()
    assert "not there" in editor.problems.text()


def test_columns_that_differ_are_told_at_their_clause(page: AgreementPage) -> None:
    page.show_view(1)
    editor = write(page, "Платёж 100 тенге", "Төлем 200 теңге")
    assert "100" in editor.problems.text()
    assert "200" in editor.problems.text()
    assert "Numbers or sums differ" in words_of(page.lines)
    editor.kk.setPlainText("Төлем 100 теңге")
    page.refresh()
    assert not editor.problems.isVisible()


def test_a_field_is_put_into_both_texts_from_the_menu(page: AgreementPage) -> None:
    page.show_view(1)
    editor = write(page, "", "")
    menu = editor.fields.menu()
    titles = [action.text() for action in menu.actions()]
    assert "Typed once for both languages" in titles
    party = next(a for a in menu.actions() if a.text().startswith("1. "))
    name = next(a for a in party.menu().actions() if a.text() == "Name")
    name.trigger()
    assert editor.ru.toPlainText() == editor.kk.toPlainText() == "{party.1.name}"


def test_a_clause_comes_from_the_library_by_search(hands: Hands, page: AgreementPage) -> None:
    page.show_view(1)
    hands.key(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClauseLibraryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ClauseLibraryDialog)
    count = dialog.list.count()
    dialog.only_kind.setChecked(False)
    assert dialog.list.count() > count
    dialog.search.setText("алимент")
    assert 0 < dialog.list.count() < count
    dialog.search.setText("нет такого условия")
    assert dialog.chosen() is None
    assert not dialog.add_button.isEnabled()
    dialog.search.setText("сингапур")
    assert dialog.doubt.isVisible()
    dialog.search.returnPressed.emit()
    (editor,) = page.text.editors
    assert "Сингапур" in editor.ru.toPlainText()
    assert "lawyer" in editor.note.text()


def test_what_was_typed_comes_back_as_a_draft(hands: Hands, page: AgreementPage) -> None:
    page.show_view(1)
    write(page, "не сохранено", "сақталмаған")
    case_id = page.case_id
    hands.window.navigate("start")
    hands.window.navigate("agreement", case_id=case_id)
    assert page.text.editors == []
    press(page, "Continue it")
    assert [e.ru.toPlainText() for e in page.text.editors] == ["не сохранено"]


def test_a_party_changed_meanwhile_is_read_and_what_was_typed_stays(page: AgreementPage) -> None:
    page.show_view(1)
    editor = write(page, "Имя {party.1.name}", "Аты {party.1.name}")
    (first, *_) = page.file.parties
    person = replace(first.person, name_ru="Другая Фамилия", name_kk="Басқа Тегі")
    page.on_changed(page.ctx.desk.execute(c.SavePerson(person=person)).result().changes)
    assert editor.shown_ru.text() == "Имя Другая Фамилия"
    assert editor.shown_kk.text() == "Аты Басқа Тегі"
    assert page._is_changed()


def test_versions_are_compared(hands: Hands, page: AgreementPage) -> None:
    page.show_view(1)
    write(page, "Вернуть книгу", "Кітапты қайтару")
    save(hands, page)
    page.text.editors[0].ru.setPlainText("Вернуть тетрадь")
    page.edited()
    save(hands, page)
    page._versions()
    dialog = next(w for w in page.findChildren(QDialog) if isinstance(w, VersionsDialog))
    assert "тетрадь" in words_of(dialog)
    assert ">книгу</s>" in words_of(dialog)
    assert "Own clause 1" in words_of(dialog)
    dialog.older.set_value(2)
    dialog.newer.set_value(1)
    dialog.older.set_value(0)
    dialog.newer.set_value(len(dialog._versions) - 1)
    dialog.refill()
    assert "Own clause 1" in words_of(dialog)
    dialog.newer.set_value(0)
    dialog.refill()
    assert "Nothing differs" in words_of(dialog)


def test_a_warning_is_waived_and_stands_again(hands: Hands, page: AgreementPage) -> None:
    desk = hands.window.ctx.desk
    before = len([f for f in desk.findings(page.case_id, DocumentKind.AGREEMENT) if f.waived])
    assert before == 0
    press(page.lines, "Waive")
    dialog = hands.dialog()
    assert isinstance(dialog, WaiveDialog)
    hands.write("так решили стороны")
    hands.submit()
    hands.qtbot.waitUntil(lambda: bool(desk.case_file(page.case_id).all(Waiver)))
    hands.qtbot.waitUntil(lambda: "так решили стороны" in words_of(page.lines))
    press(page.lines, "Let it stand again")
    hands.qtbot.waitUntil(lambda: not desk.case_file(page.case_id).all(Waiver))


def test_a_finding_leads_to_its_field(hands: Hands, page: AgreementPage) -> None:
    page.show_view(1)
    page.go_to("obligation.1.way_ru")
    assert page.views.currentIndex() == 0
    assert hands.focus is page.duties.cards[0].form["way_ru"].box()
    page.go_to("agreement.settled_tiyn")
    assert hands.focus is page.head["settled_tiyn"].box()
    page.show_view(1)
    write(page, "a", "b")
    page.show_view(0)
    page.go_to("clause.c1.text_kk")
    assert page.views.currentIndex() == 1
    assert hands.focus is page.text.editors[0].kk


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("party.1.phone", "Party"),
        ("party.9.phone", "New party"),
        ("contract.concluded_on", "Mediation contract"),
        ("case.subject_ru", "Dispute"),
        ("agreement.signed_on", "Sign the agreement"),
    ],
)
def test_a_finding_opens_the_window_of_its_place(
    hands: Hands, page: AgreementPage, place: str, title: str
) -> None:
    page.go_to(place)
    hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    assert QApplication.activeModalWidget().windowTitle() == title


def test_other_places_are_pages(hands: Hands, page: AgreementPage) -> None:
    file = page.file
    assert file is not None
    go_to(page.ctx, page, file, "mediator.organisation_ru")
    assert hands.window.here[0] == "mediators"
    go_to(page.ctx, page, file, "")
    assert hands.window.here[0] == "case_card"
    go_to(page.ctx, page, file, "obligation.1.due_on")
    assert hands.window.here[0] == "agreement"


def test_the_preview_leads_to_the_editor(hands: Hands, page: AgreementPage) -> None:
    dialog = PreviewDialog(page.ctx, page.case_id, DocumentKind.AGREEMENT, page)
    dialog.open()
    hands.qtbot.waitUntil(lambda: dialog.printed is not None)
    dialog.jump("obligation.1.way_kk")
    assert hands.window.here[0] == "agreement"
    assert hands.focus is page.duties.cards[0].form["way_kk"].box()


def test_a_further_agreement_is_begun_beside_a_signed_part(hands: Hands, case_id: CaseId) -> None:
    desk = hands.window.ctx.desk
    file = desk.case_file(case_id)
    part = replace(file.agreement, is_partial=True)
    do(desk, c.SaveAgreement(agreement=part, obligations=file.obligations))
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=TODAY))
    hands.window.navigate("case_card", case_id=case_id)
    card = shown(hands, CaseCardPage)
    assert "Signed on" in words_of(card)
    press(card, "Write a further agreement")
    page = shown(hands, AgreementPage)
    assert [each.base.id for each in page.duties.cards] == [0]
    page.duties.cards[0].form["debtor"].set_value(PartySide.SECOND)
    page.duties.cards[0].form["amount_tiyn"].set_raw("5000")
    save(hands, page)
    agreements = desk.case_file(case_id).agreements
    assert [each.is_signed for each in agreements] == [True, False]
    hands.window.navigate("case_card", case_id=case_id)
    assert "A part was settled on" in words_of(shown(hands, CaseCardPage))


def test_nothing_of_the_text_is_cut_in_a_small_window(hands: Hands, page: AgreementPage) -> None:
    hands.window.resize(911, 560)
    page.show_view(1)
    write(page, "Слово {party.1.name}", "Сөз {party.1.name}")

    def cut() -> list[tuple[int, int]]:
        areas = [a for a in page.findChildren(QScrollArea) if a.isVisible()]
        pairs = [(a.widget().minimumSizeHint().width(), a.viewport().width()) for a in areas]
        return [(needed, given) for needed, given in pairs if needed > given]

    hands.qtbot.waitUntil(lambda: not cut())


def test_an_agreement_that_settles_all_leaves_no_room_for_another(hands: Hands) -> None:
    desk = hands.window.ctx.desk
    case_id = drafted(desk, obligation(way_ru="сразу", way_kk="бірден"))
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=TODAY))
    hands.window.navigate("case_card", case_id=case_id)
    card = shown(hands, CaseCardPage)
    assert not [b for b in card.findChildren(QPushButton) if "further" in b.text()]
    assert isinstance(desk.case_file(case_id).agreement, Agreement)


def test_an_obligation_of_the_draft_is_divided_and_its_parts_are_shown(
    hands: Hands, page: AgreementPage, case_id: CaseId
) -> None:
    card = page.duties.cards[0]
    assert card.parts.isHidden()
    card.divide.click()
    (dialog,) = page.findChildren(FormDialog)
    form = dialog.forms[0]
    form["count"].set_value(2)
    form["every"].set_value(Every.WEEK)
    form["first_on"].set_value(date(2026, 12, 1))
    dialog.submit()
    hands.qtbot.waitUntil(lambda: len(page.ctx.desk.case_file(case_id).all(Instalment)) == 2)
    hands.qtbot.waitUntil(lambda: not page.duties.cards[0].parts.isHidden())
    assert page.duties.cards[0].parts.text().count("\n") == 2
    page.duties.cards[0].whole.click()
    hands.qtbot.waitUntil(lambda: not page.ctx.desk.case_file(case_id).all(Instalment))
    hands.qtbot.waitUntil(lambda: page.duties.cards[0].whole.isHidden())
    page.duties.add_new()
    page.duties.cards[-1].divide.click()
    page.make_whole(page.duties.cards[0].base)
    assert len(page.ctx.desk.case_file(case_id).obligations) == 1
