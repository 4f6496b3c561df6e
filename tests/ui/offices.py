"""A person at the page of offices: helpers of its tests."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.merge_dialog import MergeDialog
from mediadesk.ui.pages.offices import OfficesPage
from mediadesk.usecases.desk import Desk

WAIT = 20_000
SECRET = "words of both offices"


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=WAIT)


def package(sender: Desk, path: Path, to: Desk) -> Path:
    card = to.office_card()
    sender.know_office(card).result()
    sender.make_package(path, receivers=[sender.find_office(card.office_uid)])
    return path


def looked(page: OfficesPage, qtbot: QtBot, *paths: Path) -> MergeDialog:
    dialog = page.look(paths)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.look is not None and dialog._progress is None, timeout=WAIT)
    return dialog


def merged(page: OfficesPage, qtbot: QtBot, window: MainWindow, *paths: Path) -> MergeDialog:
    dialog = looked(page, qtbot, *paths)
    assert dialog.unknown is not None
    for tick in dialog.unknown.ticks.values():
        tick.setChecked(True)
    assert dialog.go.isEnabled()
    dialog.merge()
    qtbot.waitUntil(lambda: dialog._is_merged, timeout=WAIT)
    dialog.reject()
    quiet(qtbot, window)
    return dialog
