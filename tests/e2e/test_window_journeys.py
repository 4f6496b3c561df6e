"""The main job through the real window, from the gate to the closed case and back again.

The program runs as it does on a desk: the store with its threads, documents made in the
background, only keys pressed. What it leaves is looked at with poppler and read by a new program.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.model import Mediator, Office
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, DocumentKind, Languages, ObligationKind, Outcome
from mediadesk.ui import qt_words
from mediadesk.ui.copy_parts import write_file
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from mediadesk.ui.pages.agreement import AgreementPage
from mediadesk.ui.pages.appeal import AppealPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.preview import PreviewDialog
from mediadesk.ui.start import Program, door_to
from mediadesk.ui.unlock import Gate
from mediadesk.usecases.opening import create_desk, open_desk
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.ui.conftest import PASSPHRASE, TODAY, Clock, Ids, press, type_text
from tests.ui.hands import CTRL, Hands, shown, ticks

ROOT = Path(__file__).parents[2]
WAIT = 20_000
KINDS = (DocumentKind.CONTRACT, DocumentKind.AGREEMENT)
WORDS = {
    (DocumentKind.CONTRACT, Languages.RU): ("ДОГОВОР", "медиаци"),
    (DocumentKind.CONTRACT, Languages.KK): ("медиация", "шарт"),
    (DocumentKind.AGREEMENT, Languages.RU): ("возврат долга", "передать документы", "700 000"),
    (DocumentKind.AGREEMENT, Languages.KK): ("қарызды қайтару", "құжаттарды беру", "700 000"),
}

pytestmark = pytest.mark.slow


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    office = Office(
        name_ru="Центр медиации «Келісім»",
        name_kk="«Келісім» медиация орталығы",
        region="27",
        city_ru="Уральск",
        city_kk="Орал",
    )
    folder = tmp_path / "centre"
    desk, _key = create_desk(folder, PASSPHRASE, clock=Clock(), ids=Ids(), office=office)
    mediator = Mediator(name_ru="Сейитова Гульмира", name_kk="Сейітова Гүлмира")
    desk.execute(SaveMediator(mediator=mediator)).result()
    desk.close()
    return folder


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, centre: Path) -> Iterator[type[Start]]:
    yield Start
    for program in Start.running:
        if program.window is not None:
            program.window.close()
    Start.running.clear()
    qt_words.install(qapp, "en")


class Start:
    """Programs that were started; they are closed at the end of the test."""

    running: list[Program] = []  # noqa: RUF012  (emptied after each test)

    @classmethod
    def unlock(cls, qtbot: QtBot, centre: Path, language: str) -> Hands:
        """Start the program and type the passphrase at its gate."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        clock = Clock()
        door = door_to(centre, clock=clock, ids=Ids())
        program = Program(app, centre, language, door=door, clock=clock)
        cls.running.append(program)
        program.show_gate()
        gate = program.window
        assert isinstance(gate, Gate)
        type_text(gate.passphrase.line, PASSPHRASE)
        press(gate.passphrase.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=WAIT)
        window = program.window
        assert isinstance(window, MainWindow)
        window.resize(1366, 768)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Hands(qtbot, window)


def register(hands: Hands) -> CaseCardPage:
    tr = hands.window.ctx.tr
    hands.key(Qt.Key.Key_N, CTRL)
    shown(hands, AppealPage)
    hands.write(QASYMOV.full_name)
    hands.fill("IIN", QASYMOV.iin)
    hands.fill("Full name", ABDRAKHMANOVA.full_name)
    hands.fill("Sent by", tr.text("Court"))
    hands.fill("Sum of the dispute", "1 200 000")
    hands.fill("Mediator", "Се")
    hands.fill("Subject of the dispute", "Взыскание долга по расписке")
    hands.fill("Subject of the dispute, in Kazakh", "Қолхат бойынша қарызды өндіру")
    hands.submit()
    return shown(hands, CaseCardPage)


def hold_session(hands: Hands) -> None:
    hands.submit()
    hands.dialog()
    hands.fill("Time", "1430")
    hands.fill("Result of the session", "Договорились о рассрочке")
    hands.save_window()


def write_agreement(hands: Hands) -> None:
    editor = shown(hands, AgreementPage)
    hands.fill("Sum", "700000")
    hands.fill("Until", "+30")
    hands.fill("What must be done", "возврат долга")
    hands.fill("What must be done, in Kazakh", "қарызды қайтару")
    hands.key(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.qtbot.waitUntil(lambda: len(editor.duties.cards) == 2)
    assert editor.duties.cards[1].isAncestorOf(hands.focus)
    hands.fill("Kind", hands.window.ctx.tr.text(ObligationKind.ACTION.label))
    hands.fill("Until", "+10")
    hands.fill("What must be done", "передать документы")
    hands.fill("What must be done, in Kazakh", "құжаттарды беру")
    hands.fill("Sum of the agreement", "700000")
    hands.settle(
        lambda: editor.file is not None and editor.file.agreement is not None,
        lambda: ticks(editor.panel),
    )
    hands.key(Qt.Key.Key_Escape)
    shown(hands, CaseCardPage)


def save_papers(hands: Hands, card: CaseCardPage, folder: Path) -> dict[str, str]:
    """Preview both papers in every language and save them; give their text."""
    found = {}
    for kind in KINDS:
        card.act.preview(kind)
        hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PreviewDialog))
        view = QApplication.activeModalWidget()
        assert isinstance(view, PreviewDialog)
        for languages in view.ctx.desk.document_languages(kind):
            view.choose(languages)
            hands.qtbot.waitUntil(
                lambda view=view, wanted=languages: (
                    view.printed is not None and view.printed.languages is wanted
                ),
                timeout=WAIT,
            )
            assert view.printed is not None
            path = folder / view.file_name(languages)
            write_file(view.ctx, path, view.printed.pdf)
            done = subprocess.run(
                ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True
            )
            found[path.name] = " ".join(done.stdout.split())
        QTest.keyClick(view, Qt.Key.Key_Escape)
        hands.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return found


def file_of(hands: Hands, card: CaseCardPage) -> CaseFile:
    return hands.window.ctx.desk.case_file(card.case_id)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_from_the_gate_to_the_closed_case(
    start: type[Start], qtbot: QtBot, centre: Path, tmp_path: Path, language: str
) -> None:
    hands = start.unlock(qtbot, centre, language)
    card = register(hands)
    for _ in ("open the case", "conclude the contract"):
        hands.submit()
        hands.save_window()
    hold_session(hands)
    hands.submit()
    write_agreement(hands)
    papers = save_papers(hands, card, tmp_path)
    for _ in ("sign", "close"):
        hands.submit()
        hands.save_window()
    file = file_of(hands, card)
    assert (file.case.state, file.case.outcome) == (CaseState.CLOSED, Outcome.AGREEMENT)

    assert len(papers) == len(KINDS) * 3
    for kind in KINDS:
        both = papers[f"2026-0001-{kind.value}-{Languages.BOTH.value}.pdf"]
        for one in (Languages.RU, Languages.KK):
            text = papers[f"2026-0001-{kind.value}-{one.value}.pdf"]
            for name in (QASYMOV.surname, ABDRAKHMANOVA.surname, "2026/0001"):
                assert name in text
            for word in WORDS[kind, one]:
                assert word.casefold() in text.replace("\u00a0", " ").casefold(), text
        assert len(both) > len(text)
        assert QASYMOV.surname in both

    hands.window.close()
    qtbot.waitUntil(lambda: start.running[-1].desk is None, timeout=WAIT)
    again = open_desk(centre, PASSPHRASE, clock=Clock(), ids=Ids())
    try:
        kept = again.case_file(card.case_id)
        assert [p.name_ru for p in kept.parties] == [QASYMOV.full_name, ABDRAKHMANOVA.full_name]
        assert [(o.amount_tiyn, o.due_on) for o in kept.obligations] == [
            (70_000_000, TODAY + timedelta(days=30)),
            (None, TODAY + timedelta(days=10)),
        ]
        assert kept.agreement is not None
        assert kept.agreement.signed_on == TODAY
        assert [s.result for s in kept.sessions] == ["Договорились о рассрочке"]
        assert kept.case.subject_kk == "Қолхат бойынша қарызды өндіру"
        assert again.drafts() == ()
        assert again.check() == ()
    finally:
        again.close()


def test_what_was_typed_before_a_crash_is_offered(
    start: type[Start], qtbot: QtBot, centre: Path
) -> None:
    words = "Несохранённый Тест"
    child = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("typing_child.py"), centre, words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(PASSPHRASE + "\n")
        child.stdin.flush()
        assert child.stdout.readline() == "kept\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    assert child.returncode == -signal.SIGKILL

    hands = start.unlock(qtbot, centre, "ru")
    hands.key(Qt.Key.Key_N, CTRL)
    appeal = shown(hands, AppealPage)
    assert appeal.first.person["name_ru"].raw() == ""
    go_on = hands.window.ctx.tr.text("Continue it")

    def offered() -> list[QPushButton]:
        return [
            each
            for banner in appeal.findChildren(Banner)
            for each in banner.findChildren(QPushButton)
            if each.isVisible() and each.text() == go_on
        ]

    qtbot.waitUntil(lambda: len(offered()) == 1)
    (button,) = offered()
    button.setFocus()
    hands.key(Qt.Key.Key_Space)
    assert appeal.first.person["name_ru"].raw() == words
