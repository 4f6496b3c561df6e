"""Terms and notices in the window: the section of the card, its windows, the list for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.codes import ApprovalDecision, ExtensionGround, NoticeKind
from mediadesk.domain.model import Agreement, Approval, CaseTerm, Notice
from mediadesk.domain.types import CaseId, CaseState, Outcome, Stage
from mediadesk.ui import ending_dialogs, term_dialogs
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.start import StartPage
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.terms_list import TermsDialog, span_of
from mediadesk.usecases.desk import Desk
from tests.desks import close, do, in_mediation, obligation, rev_of, signed

TODAY = date(2026, 11, 20)
Show = Callable[[CaseId], QWidget]


def texts(widget: QWidget) -> list[str]:
    """Read all labels of a widget that are seen once the window has come to rest."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def buttons(widget: QWidget, text: str) -> list[QPushButton]:
    """Find the buttons of these words."""
    return [each for each in widget.findChildren(QPushButton) if each.text() == text]


def save(desk: Desk, record: object) -> None:
    """Save a record of a case."""
    do(desk, c.SaveRecord(record=record))


def in_court(desk: Desk) -> CaseId:
    """Bring a case of the court into mediation."""
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, stage=Stage.COURT, body_name="Учебный суд")))
    return case_id


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """Give a window that dialogs belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Show:
    """Show the section of a case."""

    def go(case_id: CaseId) -> QWidget:
        window.navigate("case_card", case_id=case_id, section="terms")
        return window._pages["case_card"]

    return go


def dialog(qtbot: QtBot) -> FormDialog:
    """Wait for the window that was opened."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


# ---------------------------------------------------------------- the section


def test_the_term_of_the_mediation_names_its_article_and_duty(
    window: MainWindow, show: Show
) -> None:
    said = texts(show(in_court(window.ctx.desk)))
    assert any("п. 2 ст. 23" in line for line in said)
    assert any("совместно письменно" in line for line in said)


def test_a_term_shows_both_days_and_its_reasons_on_a_click(window: MainWindow, show: Show) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    save(desk, CaseTerm(case_id=case_id, rule="court_suspension", starts_on=TODAY))
    page = show(case_id)
    assert "Until 21.12.2026, Monday; moved from 20.12.2026, a day off" in texts(page)
    assert "31 days left" in texts(page)
    count = len(texts(page))
    buttons(page, "How it is counted")[-1].click()
    shown = texts(page)
    assert len(shown) == count + 1
    assert any(line.endswith("Last day of the term: 21.12.2026") for line in shown)


def test_a_late_a_done_and_a_doubtful_term_say_so(window: MainWindow, show: Show) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    save(desk, CaseTerm(case_id=case_id, title="Поздний", ends_on=date(2026, 11, 18)))
    save(desk, CaseTerm(case_id=case_id, title="Сделан", ends_on=TODAY, is_done=True))
    save(desk, CaseTerm(case_id=case_id, rule="limitation", starts_on=date(2024, 3, 1)))
    said = texts(show(case_id))
    assert "2 days late" in said
    assert "Done" in said
    assert any("the calendar is not confirmed" in line for line in said)
    assert any("the end was entered by hand" in line for line in said)


def test_a_missing_notice_is_recorded_from_its_line(
    window: MainWindow, show: Show, qtbot: QtBot
) -> None:
    desk = window.ctx.desk
    case_id = in_court(desk)
    page = show(case_id)
    assert "Not recorded as sent" in texts(page)
    buttons(page, "Record the notice")[0].click()
    there = dialog(qtbot)
    assert there.forms[0]["addressee"].value() == "Учебный суд"
    assert there.forms[0]["kind"].value() is NoticeKind.CONTRACT_TO_COURT
    with qtbot.waitSignal(window.jobs.changed):
        there.submit()
    assert "Not recorded as sent" not in texts(page)
    assert "✓ Sent on 20.11.2026" in texts(page)
    (kept,) = desk.case_file(case_id).all(Notice)
    assert kept.sent_on == TODAY


def test_the_end_shows_its_ground_and_circumstances(window: MainWindow, show: Show) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    close(desk, case_id, Outcome.ONE_REFUSED, TODAY, note="Вторая сторона, по почте")
    said = texts(show(case_id))
    assert "Вторая сторона, по почте" in said
    assert any("пп. 4) п. 1 ст. 26" in line for line in said)
    assert any("art. 26(2)" in line for line in said)


def test_the_reason_of_opening_again_is_shown(window: MainWindow, show: Show) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    close(desk, case_id, Outcome.REFUSAL, TODAY)
    rev = rev_of(desk, case_id)
    do(desk, c.ReopenCase(case_id=case_id, case_rev=rev, reason="Стороны передумали"))
    said = texts(show(case_id))
    assert "Opened again on 20.11.2026" in said
    assert "Стороны передумали" in said


def test_a_refused_approval_offers_to_open_the_case_again(
    window: MainWindow, show: Show, qtbot: QtBot
) -> None:
    desk = window.ctx.desk
    case_id = signed(desk)
    close(desk, case_id, Outcome.AGREEMENT, TODAY)
    refused = Approval(
        case_id=case_id, submitted_on=TODAY, decision=ApprovalDecision.REFUSED,
        decided_on=TODAY, reason="Против закона",
    )  # fmt: skip
    save(desk, refused)
    page = show(case_id)
    assert "Approval refused" in texts(page)
    inside = [each for each in buttons(page, "Reopen the case") if not each.isHidden()]
    inside[-1].click()
    there = dialog(qtbot)
    there.forms[0]["reason"].set_value("Отказ суда")
    with qtbot.waitSignal(window.jobs.changed):
        there.submit()
    assert desk.case_file(case_id).case.state is CaseState.MEDIATION


def test_a_partial_agreement_says_what_may_be_done(window: MainWindow, show: Show) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    draft = Agreement(case_id=case_id, is_partial=True)
    do(desk, c.SaveAgreement(agreement=draft, obligations=(obligation(),)))
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=TODAY))
    assert any("The mediation of the rest may go on" in line for line in texts(show(case_id)))
    close(desk, case_id, Outcome.AGREEMENT, TODAY)
    assert "Only a part of the dispute is settled" in texts(show(case_id))


def test_an_appeal_has_a_section_too(window: MainWindow, show: Show) -> None:
    case_id = CaseId(window.ctx.desk.cases()[0].id)
    assert "Terms of the case" in texts(show(case_id))


# ---------------------------------------------------------------- windows


def test_a_term_is_counted_while_it_is_typed(
    ctx: Ctx, parent: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    case_id = in_mediation(desk)
    there = term_dialogs.edit_case_term(ctx, parent, CaseTerm(case_id=case_id))
    form = there.forms[0]
    told = form.told
    assert told.isHidden()
    assert not form.fields["ends_on"].isHidden()
    form["rule"].set_value("judge_mediation")
    assert form.fields["ends_on"].isHidden()
    assert not form.fields["days"].isHidden()
    form["starts_on"].set_value(date(2026, 12, 14))
    assert told.text().endswith("Last day of the term: 29.12.2026")
    form["rule"].set_value("court_suspension")
    assert form.fields["days"].isHidden()
    with qtbot.waitSignal(there.saved):
        there.submit()
    (kept,) = desk.case_file(case_id).all(CaseTerm)
    assert (kept.rule, kept.ends_on) == ("court_suspension", date(2027, 1, 14))


def test_a_term_of_a_rule_that_is_gone_can_still_be_opened(
    ctx: Ctx, parent: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    old = CaseTerm(case_id=in_mediation(desk), rule="repealed", starts_on=TODAY)
    there = term_dialogs.edit_case_term(ctx, parent, old)
    assert there.forms[0]["rule"].value() == "repealed"


def test_the_term_is_extended_with_its_ground(
    ctx: Ctx, parent: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    case_id = in_mediation(desk)
    file = desk.case_file(case_id)
    there = term_dialogs.extend_term(ctx, parent, file, file.contract)
    form = there.forms[0]
    assert (form["extended_days"].value(), form["extended_on"].value()) == (30, TODAY)
    form["extension_ground"].set_value(ExtensionGround.COMPLEXITY)
    with qtbot.waitSignal(there.saved):
        there.submit()
    kept = desk.case_file(case_id).contract
    assert (kept.extended_days, kept.extension_ground) == (30, ExtensionGround.COMPLEXITY)


def test_a_moved_term_is_told_with_what_was_saved(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.ctx.desk
    contract = desk.case_file(in_mediation(desk)).contract
    moved = replace(contract, concluded_on=date(2026, 11, 10))
    with qtbot.waitSignal(window.jobs.told):
        window.jobs.execute(desk, c.ConcludeContract(contract=moved))
    said = window.messages.said[-1]
    assert "was until 04.12.2026, now it is until 10.12.2026" in said
    assert "it is counted from 10.11.2026, days: 30 + 0" in said


def test_the_end_proposes_the_day_of_its_ground(
    ctx: Ctx, parent: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    file = desk.case_file(in_mediation(desk))
    there = ending_dialogs.close_case(ctx, parent, file)
    form = there.forms[0]
    told = form.told
    assert told.isHidden()
    form["outcome"].set_value(Outcome.EXPIRED)
    assert form["ended_on"].value() == date(2026, 12, 4)
    assert "пп. 5) п. 1 ст. 26" in told.text()
    form["outcome"].set_value(Outcome.REFUSAL)
    assert form["ended_on"].value() == TODAY
    form["ended_on"].set_value(date(2026, 11, 18))
    form["outcome"].set_value(Outcome.EXPIRED)
    assert form["ended_on"].value() == date(2026, 11, 18)


def test_the_end_wants_its_circumstances(
    ctx: Ctx, parent: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    case_id = in_mediation(desk)
    there = ending_dialogs.close_case(ctx, parent, desk.case_file(case_id))
    form = there.forms[0]
    form["outcome"].set_value(Outcome.STOPPED)
    there.submit()
    assert form.fields["note"].note.text() == "Please fill in"
    assert desk.case_file(case_id).case.state is CaseState.MEDIATION
    form["note"].set_value("Предмет спора заложен")
    with qtbot.waitSignal(there.saved):
        there.submit()
    assert desk.case_file(case_id).case.end_note == "Предмет спора заложен"


def test_after_the_end_the_card_shows_what_must_be_sent(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.ctx.desk
    case_id = in_court(desk)
    window.navigate("case_card", case_id=case_id)
    page = window._pages["case_card"]
    there = ending_dialogs.close_case(window.ctx, page, desk.case_file(case_id))
    there.forms[0]["outcome"].set_value(Outcome.REFUSAL)
    with qtbot.waitSignal(window.jobs.changed):
        there.submit()
    assert page.section == "terms"
    assert texts(page).count("Not recorded as sent") == 2


# ---------------------------------------------------------------- the list


def test_spans_begin_and_end_where_people_expect() -> None:
    assert span_of("day", TODAY) == (TODAY, TODAY)
    assert span_of("week", TODAY) == (date(2026, 11, 16), date(2026, 11, 22))
    assert span_of("month", date(2028, 2, 10)) == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Give a desk with a mediation that ends on 4 December."""
    in_mediation(desk)
    return desk


def test_the_list_steps_through_days_weeks_and_months(
    ctx: Ctx, parent: QWidget, busy: Desk, qtbot: QtBot
) -> None:
    there = TermsDialog(ctx, parent)
    assert there.heading.text() == "Terms: 16.11.2026 – 22.11.2026"
    assert there.table.isHidden()
    there.step(1)
    there.step(1)
    assert there.heading.text() == "Terms: 30.11.2026 – 06.12.2026"
    assert there.model.rowCount() == 1
    there.choose("month")
    there.step(-1)
    assert there.heading.text() == "Terms: 01.10.2026 – 31.10.2026"
    there.go_today()
    there.choose("day")
    assert there.heading.text() == "Terms: 20.11.2026"


def test_names_are_shown_only_when_the_tick_is_taken_away(
    ctx: Ctx, parent: QWidget, busy: Desk, qtbot: QtBot
) -> None:
    there = TermsDialog(ctx, parent)
    there.day = date(2026, 12, 4)
    there.reload()
    column = [spec.name for spec in there.model.columns].index("parties")
    assert there.table.isColumnHidden(column)
    there.without.setChecked(False)
    assert not there.table.isColumnHidden(column)
    assert there.model.row(0).parties


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_list_is_saved_under_a_name_without_people(
    ctx: Ctx, parent: QWidget, busy: Desk, qtbot: QtBot, tmp_path: Path, kind: str, begins: bytes
) -> None:
    there = TermsDialog(ctx, parent)
    name = there.file_name(kind)
    assert name == f"Terms 2026-11-16..2026-11-22.{kind}"
    there.write(tmp_path / name, kind)
    assert (tmp_path / name).read_bytes().startswith(begins)
    there.write(tmp_path / "none" / name, kind)
    assert len(ctx.messages.said) == 2


def test_the_start_page_opens_the_list_and_names_a_near_term(
    window: MainWindow, qtbot: QtBot
) -> None:
    desk = window.ctx.desk
    case_id = in_mediation(desk)
    save(desk, CaseTerm(case_id=case_id, title="Срок следствия", ends_on=date(2026, 11, 23)))
    window.navigate("start")
    page = window._pages["start"]
    assert isinstance(page, StartPage)
    page.show_list("soon")
    lines = [page.model.row(n).what for n in range(page.model.rowCount())]
    assert "Срок следствия: 3 days left" in lines
    page.open_terms()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), TermsDialog))
    there = QApplication.activeModalWidget()
    assert isinstance(there, TermsDialog)
    there.kind = "month"
    there.reload()
    line = there.model.row(0)
    with qtbot.waitSignal(there.finished):
        there.table.opened.emit(line)
    assert window.here == ("case_card", {"case_id": case_id, "section": "terms"})
