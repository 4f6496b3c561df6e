"""Courts and addressees in two languages: one name typed fills the other, nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.model import Case, Notice
from mediadesk.domain.types import CaseId, Stage
from mediadesk.ui import case_dialogs, term_dialogs
from mediadesk.ui.forms import Form
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.submitting import FormDialog
from tests.desks import TODAY, appeal, do

RU, KK = "Алмалинский районный суд", "Алмалы аудандық соты"


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    """Enter a court with both names on one case, and make another case."""
    desk = window.ctx.desk
    first = desk.case_file(appeal(desk)).case
    do(desk, c.EditCase(case=replace(first, body_name=RU, body_name_kk=KK)))
    return appeal(desk)


def opened(window: MainWindow, case_id: CaseId) -> tuple[FormDialog, Form]:
    """Open the window of a case's facts; gives its last form, that of the body."""
    dialog = case_dialogs.edit_case(window.ctx, window, window.ctx.desk.case_file(case_id))
    return dialog, dialog.forms[-1]


def test_the_other_name_follows_while_one_is_typed(window: MainWindow, case_id: CaseId) -> None:
    dialog, form = opened(window, case_id)
    form["body_name"].set_raw(RU)
    assert form["body_name_kk"].raw() == KK
    form["body_name"].set_raw(f"{RU} № 2")
    assert form["body_name_kk"].raw() == ""
    form["body_name_kk"].set_raw(KK.upper())
    form["body_name"].set_raw("")
    assert form["body_name_kk"].raw() == KK.upper()
    form["body_name_kk"].set_raw("")
    form["body_name_kk"].set_raw(KK)
    assert form["body_name"].raw() == RU
    dialog.reject()


def test_a_name_typed_by_hand_is_not_taken_away(window: MainWindow, case_id: CaseId) -> None:
    dialog, form = opened(window, case_id)
    form["body_name_kk"].set_raw("Өз атауы")
    form["body_name"].set_raw(RU)
    assert form["body_name_kk"].raw() == "Өз атауы"
    dialog.reject()


def test_known_names_are_offered_by_any_of_their_words(window: MainWindow, case_id: CaseId) -> None:
    dialog, form = opened(window, case_id)
    completer = form["body_name"].line.completer()
    completer.setCompletionPrefix("районный")
    assert RU in [
        completer.completionModel().index(row, 0).data()
        for row in range(completer.completionCount())
    ]
    dialog.reject()


def test_a_case_that_has_one_name_gets_the_other_when_its_window_opens(
    window: MainWindow, case_id: CaseId, qtbot: QtBot
) -> None:
    desk = window.ctx.desk
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, body_name=RU, stage=Stage.COURT)))
    dialog, form = opened(window, case_id)
    assert form["body_name_kk"].raw() == KK
    assert not form.is_changed()
    with qtbot.waitSignal(window.jobs.changed):
        dialog.submit()
    assert desk.case_file(case_id).case.body_name_kk == KK


def test_a_notice_to_the_court_comes_with_both_names(window: MainWindow, case_id: CaseId) -> None:
    desk = window.ctx.desk
    case: Case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, body_name=RU, body_name_kk=KK)))
    file = desk.case_file(case_id)
    notice = term_dialogs.new_notice(window.ctx, file, NoticeKind.TERMINATION)
    assert (notice.addressee, notice.addressee_kk) == (RU, KK)
    bare = Notice(case_id=case_id, kind=NoticeKind.TO_BAILIFF, addressee="", sent_on=TODAY)
    dialog = term_dialogs.edit_notice(window.ctx, window, file, bare)
    dialog.forms[0]["addressee_kk"].set_raw("Жеке сот орындаушысы")
    assert dialog.forms[0]["addressee"].raw() == "Частный судебный исполнитель"
    dialog.reject()
