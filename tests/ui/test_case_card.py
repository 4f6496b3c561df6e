"""The card of a case is read anew with every change, all day long."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.ui.case_sections import SECTIONS
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from tests.ui.conftest import TODAY

_MANY = 60


def shown(window: MainWindow, **where: object) -> CaseCardPage:
    case_id = window.ctx.desk.case_id("2026/0001")
    window.navigate("case_card", case_id=case_id, **where)
    page = window.stack.currentWidget()
    assert isinstance(page, CaseCardPage)
    return page


@pytest.mark.parametrize("section", [name for name, _words in SECTIONS])
def test_a_section_is_shown_again_and_again(window: MainWindow, qtbot: QtBot, section: str) -> None:
    page = shown(window, section=section)
    assert page.section == section
    kept = []
    for _ in range(_MANY):
        page.reload()
        qtbot.wait(0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        kept.append(len(page.findChildren(QWidget)))
    assert max(kept[1:]) == kept[1], "what was shown before is gone"
    assert page.next_button.isVisible()
    assert page.file is not None


def test_a_case_in_the_trash_says_so_and_offers_nothing_else(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = shown(window)
    desk = window.ctx.desk
    assert page.file is not None
    case = page.file.case
    desk.execute(
        c.MoveToTrash(case_id=case.id, case_rev=case.rev, reason="Внесено дважды")
    ).result()
    page.reload()
    assert not page.next_button.isVisible()
    assert page._other_buttons == []
    banner = page._due_line.itemAt(0).widget()
    assert banner is not None
    assert f"{TODAY:%d.%m.%Y}" in banner.label.text()
    banner._row.itemAt(1).widget().click()
    qtbot.waitUntil(lambda: desk.case_file(case.id).case.trashed_on is None)
    page.reload()
    assert page.next_button.isVisible()
