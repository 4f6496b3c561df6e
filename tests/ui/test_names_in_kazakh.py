"""In the Kazakh interface people stand in Kazakh spelling: in lists, on paper, on the clipboard."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import PartyEntry, RegisterAppeal, SaveMediator
from mediadesk.domain.model import Case, Mediator, Party, Person
from mediadesk.domain.types import PartySide
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.ui.pages.people import PeoplePage
from mediadesk.ui.start import Program
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import PASSPHRASE, TODAY

BOTH = (("Яковлева Анна", "Әбдіқызы Анна"), ("Бекенова Роза", ""))


def entered(desk: Desk) -> None:
    """Register an appeal of each of the two."""
    for name_ru, name_kk in BOTH:
        person = Person(name_ru=name_ru, name_kk=name_kk)
        entry = PartyEntry(party=Party(side=PartySide.FIRST), person=person)
        desk.execute(RegisterAppeal(case=Case(received_on=TODAY), parties=(entry,))).result()
    mediator = Mediator(name_ru="Ящук Гульмира", name_kk="Айбекқызы Гүлмира")
    desk.execute(SaveMediator(mediator=mediator)).result()


def listed(program: Program) -> tuple[list[str], str]:
    """Show the list of cases by the first party: its names, and what is copied of it."""
    window = program.window
    assert isinstance(window, MainWindow)
    window.navigate("cases")
    page = window.findChild(CasesPage)
    assert page is not None
    page.table.set_order((("first_party", False),))
    page.table.columns.arrange(("first_party",))
    page.table.selectAll()
    page.table.copy()
    rows = range(page.model.rowCount())
    return [page.model.row(n).first_party for n in rows], QApplication.clipboard().text()


def test_switching_the_language_reads_the_lists_anew(
    program: Program, qtbot: QtBot, centre: str
) -> None:
    desk = program.door.open(PASSPHRASE, "")
    entered(desk)
    program._enter(desk)
    assert listed(program) == (
        ["Бекенова Роза", "Яковлева Анна"], "Бекенова Роза\nЯковлева Анна",
    )  # fmt: skip
    for language, names in (
        ("kk", ["Әбдіқызы Анна", "Бекенова Роза"]),
        ("ru", ["Бекенова Роза", "Яковлева Анна"]),
    ):
        assert isinstance(program.window, MainWindow)
        program.window._choose_language(language)
        assert listed(program) == (names, "\n".join(names))


def test_people_filters_and_choices_follow_the_language(
    program: Program, qtbot: QtBot, centre: str
) -> None:
    desk = program.door.open(PASSPHRASE, "")
    entered(desk)
    program._enter(desk)
    assert isinstance(program.window, MainWindow)
    program.window._choose_language("kk")
    names, _copied = listed(program)
    assert names[0] == BOTH[0][1]
    window = program.window
    cases = window.findChild(CasesPage)
    assert cases is not None
    cases.bar.words.refresh()
    assert cases.bar.words.value("mediator", "1") == "Айбекқызы Гүлмира"
    window.navigate("people")
    people = window.findChild(PeoplePage)
    assert people is not None
    rows = [people.model.row(n).name for n in range(people.model.rowCount())]
    assert rows == ["Әбдіқызы Анна", "Бекенова Роза"]
