"""The window over a real, temporary centre; messages are recorded instead of shown."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.config import Settings, SettingsStore
from mediadesk.domain.commands import PartyEntry, RegisterAppeal, SaveMediator
from mediadesk.domain.model import Case, Mediator, Office, Party, Person
from mediadesk.domain.types import PartySide, Uid
from mediadesk.errors import MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.ui import qt_words, theme
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import Jobs
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Messages
from mediadesk.ui.pages.offices import OfficesPage
from mediadesk.ui.start import Program, door_to
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.desks import CountedIds, SetClock, appeal

PASSPHRASE = "long enough for a test"
TODAY = date(2026, 11, 20)


class Clock:
    """A clock that stands still until it is set."""

    day = TODAY

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, tzinfo=UTC)


class Ids:
    """Identities that count."""

    def __init__(self) -> None:
        self._next = count(1)

    def uid(self) -> Uid:
        return Uid(next(self._next).to_bytes(16, "big"))


class Recorder(Messages):
    """Remembers what would have been shown; questions get `answer`."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.answer = True

    def toast(
        self, text: str, action_text: str = "", action: Callable[[], None] = lambda: None
    ) -> None:
        self.said.append(text)

    def error(self, error: MediaDeskError) -> None:
        self.said.append(error.code.value)

    def bug(self, error: BaseException) -> None:
        raise error

    def info(self, text: str, detail: str = "") -> None:
        self.said.append(text)

    def ask(self, question: str, yes: str, no: str = "", detail: str = "") -> bool:
        self.asked.append(question)
        return self.answer


def press(widget: QWidget, key: Qt.Key, text: str = "", modifiers: Any = None) -> None:
    """Press and let go of a key on a widget, as a keyboard does."""
    held = modifiers if modifiers is not None else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def type_text(widget: QWidget, text: str) -> None:
    """Type letters of any alphabet."""
    for letter in text:
        press(widget, Qt.Key.Key_unknown, letter)


@pytest.fixture(autouse=True)
def _nothing_stays_open(qapp: QApplication) -> Iterator[None]:
    """Take away what a test has left: its windows, and what it copied.

    Without a screen Qt keeps what was copied in a static of its own that dies after Python: an
    object that Python made must not be in it by then.
    """
    yield
    qapp.clipboard().clear()
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.hide()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def look(qapp: QApplication) -> theme.Theme:
    return theme.apply(qapp, "light")


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """Give the program at its gate, with no centre in its folder yet."""
    clock = Clock()
    made = Program(
        qapp,
        tmp_path / "c",
        "ru",
        door=door_to(tmp_path / "c", clock=clock, ids=Ids()),
        clock=clock,
    )
    yield made
    if made.window is not None:
        made.window.close()
    qt_words.install(qapp, "en")


@pytest.fixture
def centre(tmp_path: Path) -> str:
    """Make a centre beside the program and give its recovery key."""
    office = Office(name_ru="Центр", name_kk="Орталық", region="27")
    desk, key = create_desk(tmp_path / "c", PASSPHRASE, clock=Clock(), ids=Ids(), office=office)
    desk.close()
    return key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = Office(name_ru="Центр медиации", name_kk="Медиация орталығы", region="27")
    made, _key = create_desk(
        tmp_path / "centre", PASSPHRASE, clock=Clock(), ids=Ids(), office=office
    )
    yield made
    made.close()


def add_case(desk: Desk, surname: str, received_on: date = TODAY) -> int:
    """Register an appeal of one invented person."""
    person = Person(name_ru=f"{surname} Айдар Ерланович")
    entry = PartyEntry(party=Party(side=PartySide.FIRST), person=person)
    done = desk.execute(RegisterAppeal(case=Case(received_on=received_on), parties=(entry,)))
    return done.result().id


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.execute(SaveMediator(mediator=Mediator(name_ru="Сейитова Гульмира"))).result()
    for number, surname in enumerate(("Қасымов", "Штейн", "Бекенова")):
        add_case(desk, surname, TODAY - timedelta(days=number))
    return desk


@pytest.fixture
def ctx(look: theme.Theme, desk: Desk) -> Ctx:
    tr = Translator("en")
    messages = Recorder(tr)
    store = SettingsStore(Settings(), lambda _: None)
    return Ctx(desk, tr, Jobs(messages), messages, lambda *_a, **_k: None, store, Clock())


Went = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def went(ctx: Ctx) -> Went:
    """Where pages want to go: name and arguments, in order."""
    found: Went = []
    ctx.navigate = lambda name, **args: found.append((name, args))
    return found


P = TypeVar("P", bound=QWidget)


def placed(qtbot: QtBot, page: P) -> P:
    """Show a page as large as a small window has it."""
    qtbot.addWidget(page)
    page.resize(1120, 640)
    page.show()
    return page


@pytest.fixture
def window(qtbot: QtBot, look: theme.Theme, filled: Desk) -> MainWindow:
    tr = Translator("en")
    made = MainWindow(
        filled, tr, SettingsStore(Settings(), lambda _: None), Clock(), messages=Recorder(tr)
    )
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.navigate("start")
    return made


@pytest.fixture
def open_window(program: Program, centre: str, qtbot: QtBot) -> Iterator[MainWindow]:
    """Give the window of a centre; closing waits for the last backup."""
    program._enter(program.door.open(PASSPHRASE, ""))
    made = program.window
    assert isinstance(made, MainWindow)
    yield made
    if not made.isVisible():
        made.show()
    with qtbot.waitSignal(made.closed, timeout=20_000):
        made.close()
    program.window = None


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Desk]:
    """Give an office that sends: two cases."""
    own = Office(name_ru="Офис в Таразе", name_kk="Тараз кеңсесі", region="31")
    desk, _ = create_desk(
        tmp_path / "s",
        PASSPHRASE,
        clock=SetClock(date(2026, 11, 20)),
        ids=CountedIds(7_000_000),
        office=own,
    )
    appeal(desk)
    appeal(desk)
    yield desk
    desk.close()


@pytest.fixture
def offices_page(open_window: MainWindow) -> OfficesPage:
    open_window.navigate("offices")
    found = open_window.stack.currentWidget()
    assert isinstance(found, OfficesPage)
    return found
