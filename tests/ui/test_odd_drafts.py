"""A draft that makes no sense any more is told, and the form stays usable."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from mediadesk.ui.agreement_form import draft_key
from mediadesk.ui.main_window import MainWindow

TOLD = "The unfinished work cannot be read in full"


def go_on(page: Any) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == "Continue it").click()


@pytest.mark.parametrize("kept", [{"first": "x"}, {"case": ["a"]}, {"second": 4}])
def test_a_form_survives_a_draft_of_another_shape(window: MainWindow, kept: Any) -> None:
    desk = window.ctx.desk
    desk.store.put_draft(desk._drafts_of() + "appeal", json.dumps(kept)).result()
    window.navigate("appeal")
    page: Any = window.stack.currentWidget()
    names = set(page.keeper._forms)
    go_on(page)
    said: Any = window.ctx.messages
    assert (TOLD in said.said) is bool(set(kept) & names)
    window.here = ("", {})


@pytest.mark.parametrize("kept", [{"duties": [4]}, {"clauses": [{}]}, {"head": []}, {"terms": "x"}])
def test_an_agreement_survives_a_draft_of_another_shape(window: MainWindow, kept: Any) -> None:
    from mediadesk.domain.queries import CaseQuery

    desk = window.ctx.desk
    case = desk.cases(CaseQuery(), 0, 1)[0]
    key = desk._drafts_of() + draft_key(case.id)
    desk.store.put_draft(key, json.dumps(kept)).result()
    window.navigate("agreement", case_id=case.id)
    page: Any = window.stack.currentWidget()
    go_on(page)
    said: Any = window.ctx.messages
    assert TOLD in said.said
    assert not page._is_stepping
    desk.drop_draft(draft_key(case.id))
    window.here = ("", {})


def test_a_draft_that_is_no_table_is_none(window: MainWindow) -> None:
    desk = window.ctx.desk
    desk.store.put_draft(desk._drafts_of() + "appeal", "[1]").result()
    assert desk.draft("appeal") is None
