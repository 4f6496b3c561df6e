"""A locked window is gone with all its pages: what nobody sees any more is not kept in the memory."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from mediadesk.ui import jobs
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages import PAGES
from mediadesk.ui.start import Program
from mediadesk.ui.unlock import Gate
from tests.ui.conftest import PASSPHRASE, add_case
from tests.ui.test_gate import WAIT

pytestmark = pytest.mark.usefixtures("centre")

OF_A_CASE = ("case_card", "agreement")
TIMES = 3

Watched = dict[str, "weakref.ref[Any]"]


def entered(program: Program) -> MainWindow:
    program._enter(program.door.open(PASSPHRASE, ""))
    assert isinstance(program.window, MainWindow)
    return program.window


def watched(window: MainWindow) -> Watched:
    return {"window": weakref.ref(window)} | {
        name: weakref.ref(page) for name, page in window._pages.items()
    }


def locked(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert isinstance(window, MainWindow)
    window.lock_now()
    del window
    qtbot.waitUntil(lambda: isinstance(program.window, Gate), timeout=WAIT)


def alive(seen: Watched) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.collect()
    return [name for name, what in seen.items() if what() is not None]


def test_every_page_dies_with_its_window(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_SHOW_AFTER_MS", 0)
    case_id = 0
    for _time in range(TIMES):
        window = entered(program)
        case_id = case_id or add_case(window.ctx.desk, "Қасымов")
        for page in PAGES:
            window.navigate(page, **({"case_id": case_id} if page in OF_A_CASE else {}))
            qtbot.waitUntil(lambda here=window.jobs: here.is_idle, timeout=WAIT)
        seen = watched(window)
        assert seen.keys() == {"window", *PAGES}
        del window
        locked(program, qtbot)
        assert alive(seen) == []


@pytest.mark.parametrize(("page", "work"), [("reports", "report"), ("glance", "glance")])
def test_a_page_dies_with_its_window_while_it_is_worked_for(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: str, work: str
) -> None:
    monkeypatch.setattr(jobs, "_SHOW_AFTER_MS", 0)
    window = entered(program)
    add_case(window.ctx.desk, "Қасымов")
    may_go_on, done = threading.Event(), getattr(window.ctx.desk, work)

    def held(*args: Any) -> Any:
        may_go_on.wait(WAIT / 1000)
        return done(*args)

    monkeypatch.setattr(window.ctx.desk, work, held)
    with qtbot.waitSignal(window.jobs.busy, timeout=WAIT):
        window.navigate(page)
    seen = watched(window)
    assert window.status.stop.isVisible()
    del window
    may_go_on.set()
    locked(program, qtbot)
    assert alive(seen) == []
