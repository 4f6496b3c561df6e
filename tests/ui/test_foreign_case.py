"""The card of a case that another office keeps: whose it is, what can be done, how it is lifted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mediadesk.domain.types import CaseId
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from tests.usecases.test_remarks import foreign_case

KEPT = "It can be read here, not changed."


def button(page: QWidget, text: str) -> QPushButton | None:
    """Find a button that is seen once the window has come to rest."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    found = (b for b in page.findChildren(QPushButton) if b.text() == text)
    return next((b for b in found if b.isVisibleTo(page)), None)


def told(page: QWidget) -> str:
    """Read the banners of the card."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    banners = [b for b in page.findChildren(Banner) if b.isVisibleTo(page)]
    return " ".join(each.text() for b in banners for each in b.findChildren(QLabel))


@pytest.fixture
def card(window: MainWindow) -> QWidget:
    """Open the card of a case of another office."""
    window.navigate("case_card", case_id=CaseId(foreign_case(window.ctx.desk).id))
    return window._pages["case_card"]


def test_the_card_says_whose_case_it_is_and_offers_no_change(card: QWidget) -> None:
    assert KEPT in told(card)
    assert button(card, "Add the second party") is None
    change = button(card, "Change")
    assert change is not None
    assert not change.isEnabled()
    assert "is kept by another office" in change.toolTip()


def test_ctrl_e_tells_why_instead_of_opening_a_window(
    card: QWidget, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[object] = []
    monkeypatch.setattr(window.ctx.messages, "error", errors.append)
    card.act.edit()
    assert [each.code.value for each in errors] == ["case_elsewhere"]


def test_questions_are_one_click_away(card: QWidget) -> None:
    ask = button(card, "Ask or correct")
    assert ask is not None
    ask.click()
    assert button(card, "Ask a question…") is not None


def test_it_is_changed_here_only_after_a_question(
    card: QWidget, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter((False, True))
    monkeypatch.setattr(window.ctx.messages, "ask", lambda *_a, **_k: next(answers))
    button(card, "Change here…").click()
    assert KEPT in told(card)
    button(card, "Change here…").click()
    assert "changed here all the same" in told(card)
    assert button(card, "Change here…") is None
    assert button(card, "Add the second party") is not None
