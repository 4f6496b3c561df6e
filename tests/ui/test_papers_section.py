"""Documents of a case in the window: groups, what is missing, copies, the whole file, many cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import EditCase
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.case_sections import build
from mediadesk.ui.case_sections.papers import write_whole
from mediadesk.ui.copy_parts import ComparisonDialog, CopyWork
from mediadesk.ui.finding_places import go_to
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.paper_batch import BatchDialog
from mediadesk.ui.preview import PreviewDialog
from mediadesk.ui.submitting import FormDialog
from tests.desks import do, in_mediation
from tests.ui.conftest import Recorder


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    desk = window.ctx.desk
    found = in_mediation(desk)
    case = desk.case_file(found).case
    do(desk, EditCase(case=replace(case, subject_ru="Долг", subject_kk="Борыш")))
    return found


def texts(parts: object) -> str:
    return " | ".join(label.text() for part in parts for label in (*part.findChildren(QLabel),))


def actions(window: MainWindow, case_id: CaseId) -> CaseActions:
    return CaseActions(window.ctx, window, window.ctx.desk.case_file(case_id))


def test_the_section_offers_every_kind_and_the_next_paper_first(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    act = actions(window, case_id)
    left, right = build("papers", act)
    for part in (*left, *right):
        qtbot.addWidget(part)
    tr = window.ctx.tr
    links = [link.whole for part in left for link in part.findChildren(NameLink)]
    shown = texts(left)
    for kind in DocumentKind:
        name = tr.text(kind.label)
        assert name in shown or any(link.startswith(name) for link in links)
    assert tr.text("The next document") in texts(left[:1])
    assert tr.text(DocumentKind.CONTRACT.label) in texts(left[:1])
    assert tr.text("What is printed or saved from the preview is kept here, to the byte.") in texts(
        right
    )
    left[0].findChildren(QPushButton)[0].click()
    preview = next(each for each in window.findChildren(PreviewDialog))
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)


def test_what_was_registered_is_listed_and_compared(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    desk = window.ctx.desk
    for languages in (Languages.BOTH, Languages.RU):
        printed = desk.document(case_id, DocumentKind.CONTRACT, languages, False)
        assert not printed.is_draft
        desk.register_copy(case_id, printed, for_whom="Касымов").result()
    left, right = build("papers", actions(window, case_id))
    for part in (*left, *right):
        qtbot.addWidget(part)
    assert texts(right).count("Касымов") == 2
    found = desk.compare_copies(desk.copies(case_id)[0].id, desk.copies(case_id)[1].id)
    dialog = ComparisonDialog(window.ctx, window, "x", found)
    qtbot.addWidget(dialog)
    assert window.ctx.tr.text("The words are the same.") in dialog.text.toPlainText()
    work = CopyWork(window.ctx, window)
    work.look(desk.copies(case_id)[0])
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle, timeout=20_000)


def test_the_whole_case_file_is_written_beside_the_work(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    write_whole(actions(window, case_id), Languages.BOTH, tmp_path / "case.pdf")
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle, timeout=30_000)
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("place", ["contract.costs", "party.1.address", "case.subject"])
def test_a_finding_leads_to_its_place(window: MainWindow, case_id: CaseId, place: str) -> None:
    go_to(window.ctx, window, window.ctx.desk.case_file(case_id), place)
    assert window.findChildren(FormDialog)


def test_documents_of_chosen_cases_report_what_was_left_out(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    dialog = BatchDialog(window.ctx, window, [case_id])
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    for tick, kind in dialog.ticks:
        tick.setChecked(kind in (DocumentKind.CONTRACT, DocumentKind.INVITATION))
    assert dialog.go.isEnabled()
    dialog.registers.setChecked(False)  # the file of a test is written to by one thread only
    dialog.make("folder", tmp_path / "papers")
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle, timeout=30_000)
    recorder = window.ctx.messages
    assert isinstance(recorder, Recorder)
    left = window.ctx.tr.text("Left out: %(n)s", n=1)
    assert any(left in said for said in recorder.said)
