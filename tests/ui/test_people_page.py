"""The page of people, the window that joins two records, notes in forms, the section of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.codes import DrawnInRole, RepresentativeKind
from mediadesk.domain.commands import PartyEntry, RegisterAppeal, SaveParty, SaveRecord
from mediadesk.domain.model import Case, DrawnIn, Organisation, Party, Person
from mediadesk.domain.types import CaseId, PartySide
from mediadesk.ui import case_sections
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.name_forms import NameForms
from mediadesk.ui.occurrences import OccurrenceNote
from mediadesk.ui.pages.people import PeoplePage
from mediadesk.ui.participant import ParticipantForm
from mediadesk.ui.party_dialog import edit_party
from mediadesk.ui.person_card import edit_who
from mediadesk.ui.submitting import FormDialog
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import TODAY, press, type_text
from tests.ui.hands import Hands, shown

ANNA = Person(name_ru="Штейн Анна", phone="+77000000001")


def add(desk: Desk, *people: Person | Organisation) -> CaseId:
    """Register an appeal of these people."""
    entries = []
    for number, one in enumerate(people):
        party = Party(side=tuple(PartySide)[number % 2])
        if isinstance(one, Person):
            entries.append(PartyEntry(party=party, person=one))
        else:
            entries.append(PartyEntry(party=party, organisation=one))
    cmd = RegisterAppeal(case=Case(received_on=TODAY), parties=tuple(entries))
    return CaseId(desk.execute(cmd).result().id)


def words(part: QWidget) -> str:
    """Give all words that a part shows."""
    texts = [each.text() for each in part.findChildren(QLabel) if not each.isHidden()]
    texts += [each.text() for each in part.findChildren(QPushButton) if not each.isHidden()]
    return "\n".join(texts)


def pressed(part: QWidget, text: str) -> None:
    """Press the button with these words."""
    found = [each for each in part.findChildren(QPushButton) if each.text() == text]
    assert found, words(part)
    found[0].click()


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    return Hands(qtbot, window)


@pytest.fixture
def page(hands: Hands, filled: Desk) -> PeoplePage:
    add(filled, ANNA, Organisation(name_ru="ТОО Яблоко"))
    add(filled, replace(ANNA, name_ru="Штеин Анна", address_ru="Алматы"))
    add(filled, replace(ANNA, name_ru="Она же", phone=""))
    hands.window.navigate("people")
    return shown(hands, PeoplePage)


def names(page: PeoplePage) -> list[str]:
    return [page.model.row(i).name for i in range(page.model.rowCount())]


def find(hands: Hands, page: PeoplePage, text: str, expected: list[str]) -> None:
    """Type into the search box and wait for the list."""
    hands.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.replace(text)
    hands.qtbot.waitUntil(lambda: names(page) == expected)


def test_people_are_listed_and_found_in_any_spelling(hands: Hands, page: PeoplePage) -> None:
    assert "ТОО Яблоко" in names(page)
    find(hands, page, "yabl", ["ТОО Яблоко"])
    find(hands, page, "8700", ["Штеин Анна", "Штейн Анна"])
    find(hands, page, "никого", [])
    assert page.stack.currentWidget() is not page.table
    assert page.card.one is None


def test_the_kinds_exclude_each_other_and_doubles_are_shown(page: PeoplePage) -> None:
    person, body = page.kinds.values()
    body.click()
    assert names(page) == ["ТОО Яблоко"]
    person.click()
    assert "ТОО Яблоко" not in names(page)
    assert not body.isChecked()
    page.doubles.click()
    assert names(page) == ["Штеин Анна", "Штейн Анна"]


def test_a_person_is_changed_with_the_keyboard(hands: Hands, page: PeoplePage) -> None:
    find(hands, page, "Она же", ["Она же"])
    hands.key(Qt.Key.Key_Return)
    assert hands.focus is page.table
    hands.key(Qt.Key.Key_Return)
    hands.dialog()
    hands.fill("IIN", "991231500016")
    hands.save_window()
    hands.qtbot.waitUntil(lambda: "991231500016" in words(page.card))
    assert "31.12.2099" in words(page.card)
    assert "Male" in words(page.card)


def test_forms_of_a_name_are_suggested_edited_and_told_when_they_are_stale(
    qtbot: QtBot, ctx: Ctx, filled: Desk
) -> None:
    case_id = add(filled, Person(name_ru="Ахметова Айгуль Сериковна"))
    (one,) = [row.person for row in filled.case_file(case_id).parties]
    assert one is not None
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = edit_who(ctx, owner, one)
    form = dialog.findChild(Form)
    part = dialog.findChild(NameForms)
    assert isinstance(form, Form)
    assert isinstance(part, NameForms)
    assert form["name_ru_dat"].value() == ""
    pressed(dialog, "Suggest forms of the name")
    assert form["name_ru_gen"].value() == "Ахметовой Айгули Сериковны"
    assert part.note.isHidden()
    form["name_ru_gen"].set_raw("Ахметовой Айгуль Сериковны")
    assert part.note.isHidden()
    form["name_ru"].set_raw("Оспанова Айгуль Сериковна")
    assert form["name_ru_gen"].value() == "Ахметовой Айгуль Сериковны"
    assert "do not fit" in part.note.text()
    form["name_ru"].set_raw("А. Б.")
    form["name_kk"].set_raw("А. Б.")
    pressed(dialog, "Suggest forms of the name")
    assert "by hand" in part.note.text()
    dialog.reject()


def test_two_records_are_joined_and_separated_again(hands: Hands, page: PeoplePage) -> None:
    find(hands, page, "Штейн Анна", ["Штеин Анна", "Штейн Анна"])
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Down)
    assert "Similar records" in words(page.card)
    pressed(page.card, "Join…")
    dialog: Any = hands.dialog()
    assert "1 case moves" in words(dialog)
    choices = dialog.findChildren(QRadioButton)
    assert [each.accessibleName() for each in choices if each.isChecked()] == [
        "Full name: Штейн Анна", "Address: Алматы",
    ]  # fmt: skip
    hands.save_window()
    hands.qtbot.waitUntil(lambda: "Joined from two records" in words(page.card))
    assert page.card.one is not None
    assert page.card.one.address_ru == "Алматы"
    assert [line.cases for line in hands.window.ctx.desk.people("Штейн Анна")] == [2]
    pressed(page.card, "Separate again")
    hands.qtbot.waitUntil(lambda: "Similar records" in words(page.card))
    assert page.card.one.address_ru == ""


def test_a_case_of_the_card_opens(hands: Hands, page: PeoplePage, filled: Desk) -> None:
    find(hands, page, "yabl", ["ТОО Яблоко"])
    number = filled.own_cases(page.card.one)[0].number
    pressed(page.card, number)
    hands.qtbot.waitUntil(lambda: not page.isVisible())


def test_a_form_tells_under_the_name_where_it_occurs(qtbot: QtBot, ctx: Ctx, filled: Desk) -> None:
    case_id = add(filled, ANNA)
    file = filled.case_file(case_id)
    form = ParticipantForm(ctx)
    qtbot.addWidget(form)
    form.show()
    note = form.notes[form.person]
    assert note.isHidden()
    type_text(form.person["name_ru"].box(), "штейн анна")
    qtbot.waitUntil(lambda: not note.isHidden())
    assert note.lines == [f"{file.case.number}  First party · Штейн Анна · same name"]
    press(form.person["name_ru"].box(), Qt.Key.Key_Backspace)
    qtbot.waitUntil(note.isHidden)


def test_the_party_that_is_changed_is_no_news_to_itself(
    qtbot: QtBot, ctx: Ctx, filled: Desk
) -> None:
    case_id = add(filled, ANNA)
    form = ParticipantForm(ctx)
    qtbot.addWidget(form)
    form.load_party(filled.case_file(case_id).parties[0])
    form.notes[form.person].ask()
    assert form.notes[form.person].lines == []


def test_a_note_asks_nothing_of_a_centre_that_was_locked(qtbot: QtBot, ctx: Ctx) -> None:
    form = ParticipantForm(ctx)
    qtbot.addWidget(form)
    form.person["name_ru"].set_raw("Штейн Анна")
    ctx.desk.close()
    form.notes[form.person].ask()
    assert form.notes[form.person].lines == []


def section(qtbot: QtBot, ctx: Ctx, case_id: CaseId) -> tuple[QWidget, str]:
    """Show the section of people of a case."""
    holder = QWidget()
    qtbot.addWidget(holder)
    act = CaseActions(ctx, holder, ctx.desk.case_file(case_id))
    left, right = case_sections.build("people", act)
    for part in (*left, *right):
        part.setParent(holder)
    return holder, words(holder)


def test_the_section_says_what_a_minor_needs(qtbot: QtBot, ctx: Ctx) -> None:
    case_id = add(ctx.desk, Person(name_ru="Ученик", born_on=date(2012, 5, 5)), ANNA)
    _holder, told = section(qtbot, ctx, case_id)
    assert "Minor until 05.05.2030." in told
    assert "must take part (art. 24(3))" in told
    helper = DrawnIn(case_id=case_id, name="Педагог", role=DrawnInRole.TEACHER)
    ctx.desk.execute(SaveRecord(record=helper)).result()
    _holder, told = section(qtbot, ctx, case_id)
    assert "Takes part with: Педагог" in told
    assert "must take part" not in told


def test_the_section_shows_the_end_of_a_power(qtbot: QtBot, ctx: Ctx) -> None:
    case_id = add(ctx.desk, ANNA)
    own = ctx.desk.case_file(case_id).parties[0]
    party = replace(
        own.party, representative_name="Поверенный",
        representative_kind=RepresentativeKind.ATTORNEY, authority_on=date(2026, 2, 1),
    )  # fmt: skip
    entry = PartyEntry(party=party, person=own.person)
    ctx.desk.execute(SaveParty(case_id=case_id, entry=entry)).result()
    _holder, told = section(qtbot, ctx, case_id)
    assert "Valid until 01.02.2027: no term is named" in told
    assert "The power to settle is not named in it" in told


def test_the_section_shows_who_occurs_elsewhere(qtbot: QtBot, ctx: Ctx) -> None:
    first = add(ctx.desk, ANNA)
    number = ctx.desk.case_file(first).case.number
    second = add(ctx.desk, ANNA)
    _holder, told = section(qtbot, ctx, second)
    assert "Occur elsewhere" in told
    assert number in told


def test_the_right_of_a_representative_is_asked_only_of_one(qtbot: QtBot, ctx: Ctx) -> None:
    case_id = add(ctx.desk, ANNA)
    file = ctx.desk.case_file(case_id)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = edit_party(ctx, owner, file, file.parties[0])
    (authority,) = [form for form in dialog.forms if form.cls is Party]
    assert authority.fields["authority_on"].isHidden()
    authority["representative_name"].set_raw("Поверенный")
    assert not authority.fields["authority_on"].isHidden()
    authority["authority_on"].set_value(date(2026, 2, 1))
    authority["representative_name"].set_raw("")
    dialog.submit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)
    party = ctx.desk.case_file(case_id).parties[0].party
    assert (party.representative_name, party.authority_on) == ("", None)


def test_a_note_under_a_person_drawn_in_tells_where_somebody_like_that_occurs(
    qtbot: QtBot, hands: Hands, filled: Desk
) -> None:
    before = add(filled, ANNA)
    now = add(filled, Person(name_ru="Она Третья"))
    hands.window.navigate("case_card", case_id=now, section="people")
    pressed(hands.window, "Add a participant")
    dialog = hands.window.findChild(FormDialog)
    assert dialog is not None
    form, note = dialog.findChild(Form), dialog.findChild(OccurrenceNote)
    assert form is not None
    assert note is not None
    form["name"].set_value(ANNA.name_ru)
    form.changed.emit()
    qtbot.waitUntil(lambda: bool(note.lines))
    number = filled.case_file(before).case.number
    assert note.lines == [f"{number}  First party · Штейн Анна · same name"]
    dialog.reject()
