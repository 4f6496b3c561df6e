"""The way out of a report in the window: warning, what is hidden, submitting, the submitted ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.types import DisputeKind
from mediadesk.ui.context import Ctx
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.ui.report_look import GridDialog
from mediadesk.ui.report_sending import SendDialog
from mediadesk.ui.report_submitted import ChangesDialog, SubmittedDialog
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import Went, placed


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk, went: Went) -> ReportsPage:
    made = placed(qtbot, ReportsPage(ctx))
    made.choose(form="ministry", year=2026, part="", language="ru")
    _idle(qtbot, made)
    return made


def _idle(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)


def _shown(page: QWidget, kind: type[QDialog]) -> Any:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert found, kind
    return found[-1]


def _words(dialog: QWidget) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def _send(qtbot: QtBot, page: ReportsPage) -> SendDialog:
    page.way_out.submit_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(SendDialog)), timeout=20_000)
    _idle(qtbot, page)
    found: SendDialog = _shown(page, SendDialog)
    return found


def test_what_is_doubtful_is_told_and_opens_its_cases(
    qtbot: QtBot, page: ReportsPage, went: Went
) -> None:
    qtbot.waitUntil(page.way_out.warning.isVisible, timeout=20_000)
    page.way_out.warning.click()
    dialog = _shown(page, QDialog)
    doubt = page.way_out.doubts[0]
    assert doubt.rule.words.ru in _words(dialog) or doubt.rule.words.kk in _words(dialog)
    next(b for b in dialog.findChildren(QPushButton) if b.property("role") == "link").click()
    assert went[-1][0] == "cases"
    assert went[-1][1]["ids"] == doubt.cases


def test_hidden_figures_are_told_and_none_are_hidden_inside(
    qtbot: QtBot, page: ReportsPage, filled: Desk
) -> None:
    case = filled.case_file(filled.prepare_report("ministry", "2026").full.rows[0].id).case
    filled.execute(c.EditCase(case=replace(case, kind=DisputeKind.LABOUR))).result()
    dialog = _send(qtbot, page)
    assert dialog.outside.isChecked()
    assert dialog.prepared.hidden
    assert dialog.prepared.hidden[0].title in _words(dialog)
    dialog.look()
    assert _shown(dialog, GridDialog).tabs.count() >= 2
    _shown(dialog, GridDialog).reject()
    dialog.outside.setChecked(False)
    _idle(qtbot, page)
    assert dialog.prepared.hidden == ()
    assert dialog.prepared.sent == dialog.prepared.full
    dialog.reject()


def test_a_report_is_submitted_listed_compared_and_saved_again(
    qtbot: QtBot, page: ReportsPage, filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _send(qtbot, page)
    dialog.recipient.setText("Кому")
    dialog.note.setPlainText("Первая")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(filled.submitted_reports()), timeout=20_000)
    _idle(qtbot, page)
    (kept,) = filled.submitted_reports()
    assert (kept.recipient, kept.note, kept.number) == ("Кому", "Первая", 1)
    assert not dialog.isVisible()
    page.way_out.show_list()
    listed: SubmittedDialog = _shown(page, SubmittedDialog)
    assert "Кому" in _words(listed)
    listed.open_report(kept)
    _idle(qtbot, page)
    _shown(listed, GridDialog).reject()
    target = tmp_path / "again.xlsx"
    monkeypatch.setattr("mediadesk.ui.report_submitted.workbook_path", lambda *_args: target)
    listed.ask_save(kept)
    _idle(qtbot, page)
    assert target.is_file()
    listed.compare(kept)
    _idle(qtbot, page)
    same: ChangesDialog = _shown(listed, ChangesDialog)
    assert "✓" in _words(same)
    same.reject()


def test_changes_since_are_told_with_their_cases(
    qtbot: QtBot, page: ReportsPage, filled: Desk, went: Went
) -> None:
    sent = filled.prepare_report("ministry", "2026", "ru")
    id_ = filled.submit_report(sent).result().id
    row = next(r for r in sent.full.rows if filled.case_file(r.id).case.is_editable)
    case = filled.case_file(row.id).case
    other = next(k for k in DisputeKind if k not in (case.kind, DisputeKind.CRIMINAL))
    filled.execute(c.EditCase(case=replace(case, kind=other))).result()
    page.way_out.show_list()
    listed: SubmittedDialog = _shown(page, SubmittedDialog)
    listed.compare(next(r for r in filled.submitted_reports() if r.id == id_))
    _idle(qtbot, page)
    dialog: ChangesDialog = _shown(listed, ChangesDialog)
    links = [b for b in dialog.findChildren(QPushButton) if b.property("role") == "link"]
    assert links
    links[0].click()
    assert went[-1] == ("cases", {"ids": (row.id,), "title": went[-1][1]["title"]})
    assert not listed.isVisible()
