"""A case in which data of a person are blocked: the window says why it does not open it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk import assets
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.commands_personal import BlockPerson
from mediadesk.domain.model import Consent, PersonBlock, User
from mediadesk.domain.types import PersonId, UserId
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.ui import personal_dialogs
from mediadesk.ui.allowed import is_refusal
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.messages import Banner
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.pages.personal import PersonalPage
from mediadesk.ui.person_privacy import privacy_card
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import TODAY, placed

WAIT = 30_000


def first(desk: Desk) -> PersonId:
    found = desk.case_file(1).parties[0].person
    assert found is not None
    return found.id


def block(desk: Desk) -> None:
    made = PersonBlock(person_id=first(desk), blocked_on=TODAY)
    desk.execute(BlockPerson(block=made)).result()


def withdrawn(desk: Desk) -> None:
    made = Consent(
        person_id=first(desk), given_on=TODAY, categories="name", purposes="mediation",
        withdrawn_on=TODAY,
    )  # fmt: skip
    desk.execute(SaveRecord(record=made)).result()


def test_a_shut_case_is_not_shown_and_it_is_said_why(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Code] = []
    monkeypatch.setattr(window.messages, "error", lambda error: said.append(error.code))
    desk = window.ctx.desk
    window.navigate("cases")
    block(desk)
    desk.user = User(id=UserId(7), login="Кто-то", role="mediator")
    window.navigate("case_card", case_id=1)
    assert window.here[0] == "cases"
    assert said == [Code.CASE_SHUT]
    window.navigate("case_card", case_id=2)
    assert window.here[0] == "case_card"
    desk.user = User(id=UserId(8), login="Кто-то", role="secretary")
    window.navigate("case_card", case_id=1)
    assert window.here == ("case_card", {"case_id": 1})
    page = window.stack.currentWidget()
    assert isinstance(page, CaseCardPage)
    (banner,) = page.findChildren(Banner)
    assert "are blocked" in banner.findChildren(QLabel)[0].text()


def test_what_blocking_refuses_is_told_as_a_refusal_and_no_failure() -> None:
    assert is_refusal(InputProblem(Code.CASE_SHUT))
    assert is_refusal(RuleBroken(Code.PERSON_BLOCKED))
    assert not is_refusal(RuleBroken(Code.RULE))
    assert not is_refusal(ValueError())


def test_the_answer_to_a_withdrawal_is_written_from_page_and_card(
    ctx: Ctx, filled: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "answer.pdf"
    monkeypatch.setattr(personal_dialogs, "ask_path", lambda *_a, **_k: out)
    page = placed(qtbot, PersonalPage(ctx))
    page.open()
    assert not page.withdrawal.isEnabled()
    page.write_withdrawal()
    assert not out.exists()
    withdrawn(filled)
    page.reload()
    ids = [page.people.row(n).id for n in range(page.people.rowCount())]
    page.people_table.selectRow(ids.index(first(filled)))
    assert page.people_table.current_row().consent == "withdrawn"
    assert page.withdrawal.isEnabled()
    page.withdrawal.click()
    qtbot.waitUntil(lambda: out.is_file() and ctx.jobs.is_idle, timeout=WAIT)
    out.unlink()
    owner = QWidget()
    qtbot.addWidget(owner)
    card = privacy_card(ctx, owner, filled.person_of_data(first(filled)))
    assert card is not None
    words = "Answer to the withdrawal…"
    next(b for b in card.findChildren(QPushButton) if b.text() == words).click()
    qtbot.waitUntil(lambda: out.is_file() and ctx.jobs.is_idle, timeout=WAIT)


def test_the_page_says_how_many_terms_were_not_compared_with_the_law(
    ctx: Ctx, filled: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = placed(qtbot, PersonalPage(ctx))
    page.open()
    law = filled.personal_law()
    assert not page.unchecked.isHidden()
    assert page.unchecked.text().startswith(f"{len(law.terms)} of {len(law.terms)}")
    assert page.unchecked.toolTip().count("•") == len(law.terms)
    name = "law/personal-data.toml"
    own = filled.centre / "custom" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    supplied = assets.find(name, None).read_text("utf-8")
    own.write_text(supplied.replace("is_checked = false", "is_checked = true"), "utf-8")
    page.reload()
    assert page.unchecked.isHidden()
