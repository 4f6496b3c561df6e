"""The report of a self-test: what an office sends, and what must never stand in it."""

from __future__ import annotations

import getpass
import platform
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from mediadesk.cli.context import Context
from mediadesk.cli.self_report import reported
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.ui.self_show import _colours, screen_facts
from tests.desks import CountedIds, SetClock


class Stumbling(SetClock):
    """A clock that once does not tell the day."""

    has_stumbled = False

    def today(self) -> date:
        if not self.has_stumbled:
            self.has_stumbled = True
            raise WorldTrouble(Code.NO_ACCESS, name="clock of Асель")
        return super().today()


def _context(tmp_path: Path, clock: SetClock) -> Context:
    return Context(SimpleNamespace(), Translator("kk"), tmp_path, clock, CountedIds(1))


@pytest.mark.timeout(120)
def test_a_report_tells_of_the_computer_and_of_nobody(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "Қызметкер есебі.txt"
    steps = reported(_context(tmp_path, SetClock()), target)
    text = target.read_text("utf-8")
    lines = dict(line.split(": ", 1) for line in text.splitlines())
    assert lines["works"] == "yes"
    assert lines["qt platform"] == qapp.platformName()
    assert [line for line in text.splitlines() if line.startswith("done: ")][-1].startswith(
        f"done: {steps[-1]}"
    )
    assert len(steps) == 7
    for private in (str(tmp_path), str(Path.home()), platform.node(), getpass.getuser()):
        assert private not in text


def test_a_failure_is_reported_by_kind_and_place_only(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    with pytest.raises(WorldTrouble):
        reported(_context(tmp_path, Stumbling()), target)
    text = target.read_text("utf-8")
    assert "failed: WorldTrouble NO_ACCESS" in text
    assert "test_self_show.py:" in text
    assert text.endswith("works: no\n")
    assert "Асель" not in text


def test_a_page_that_was_not_painted_is_told_from_one_that_was(qapp: QApplication) -> None:
    blank = QImage(300, 200, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    assert _colours(blank) == 1
    for x in range(300):
        for y in range(200):
            blank.setPixelColor(x, y, QColor(x % 256, y % 256, 0))
    assert _colours(blank) > 1000
    assert set(screen_facts()) == {"qt", "qt platform", "screens", "language of the system"}
