"""The section Intake: invitations, the window of the screening, answers shown on request only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.codes import (
    Answer,
    AppealPlace,
    InvitationAnswer,
    NoticeKind,
    ScreeningResult,
)
from mediadesk.domain.commands import (
    EditCase,
    PartyEntry,
    RemoveRecord,
    SaveParty,
    SaveRecord,
)
from mediadesk.domain.commands_intake import SaveScreening
from mediadesk.domain.model import Invitation, Notice, Party, Person, Screening, ScreeningAnswer
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, DisputeKind, Outcome, PartySide, Source
from mediadesk.ui.ending_dialogs import close_case
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.appeal import AppealPage
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.pages.start import StartPage
from mediadesk.ui.screening_dialog import ScreeningDialog
from mediadesk.ui.submitting import FormDialog
from tests.ui.conftest import TODAY, Recorder

CASE = CaseId(1)
SECRET = "Сосед слышал крики"


class Section:
    """The section as a person sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = window.ctx.desk

    @property
    def file(self) -> CaseFile:
        return self.desk.case_file(CASE)

    def do(self, cmd: Any) -> None:
        self.desk.execute(cmd).result()

    def show(self) -> CaseCardPage:
        self.window.navigate("case_card", case_id=CASE, section="intake")
        page = self.window.stack.currentWidget()
        assert isinstance(page, CaseCardPage)
        self.qtbot.waitUntil(lambda: bool(self.seen(page, "Change")))
        return page

    def words(self) -> str:
        parts = self.show().findChildren(QLabel)
        return "\n".join(part.text() for part in parts if part.isVisible())

    def button(self, words: str, inside: QWidget | None = None) -> QPushButton:
        where = inside or self.window.stack.currentWidget()
        self.qtbot.waitUntil(lambda: bool(self.seen(where, words)))
        return self.seen(where, words)[0]

    def seen(self, where: QWidget, words: str) -> list[QPushButton]:
        """Give the buttons with these words that can be seen now."""
        found = where.findChildren(QPushButton)
        return [each for each in found if each.text() == words and each.isVisible()]

    def dialog(self) -> FormDialog:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, FormDialog)
        return found

    def save(self, dialog: FormDialog) -> None:
        with self.qtbot.waitSignal(dialog.saved):
            dialog.submit()


@pytest.fixture
def section(qtbot: QtBot, window: MainWindow) -> Section:
    """Give the section of an appeal with a second party, in a family dispute."""
    made = Section(qtbot, window)
    person = Person(name_ru="Учебная Вторая Сторона")
    entry = PartyEntry(party=Party(side=PartySide.SECOND), person=person)
    made.do(SaveParty(case_id=CASE, entry=entry))
    case = made.file.case
    made.do(EditCase(case=type(case)(**{**_fields(case), "kind": DisputeKind.FAMILY})))
    return made


def _fields(case: Any) -> dict[str, Any]:
    return {name: getattr(case, name) for name in case.__dataclass_fields__}


def screened(section: Section, **answers: Answer) -> Screening:
    rows = tuple(
        ScreeningAnswer(question=code, answer=answer, note=SECRET)
        for code, answer in answers.items()
    )
    made = Screening(case_id=CASE, decided_on=TODAY, safeguards="Только раздельные встречи")
    section.do(SaveScreening(screening=made, answers=rows))
    return section.file.all(Screening)[-1]


# ---------------------------------------------------------------- invitations


def test_an_invitation_is_offered_to_the_other_side_for_ten_days(section: Section) -> None:
    assert "Nobody was invited yet" in section.words()
    section.button("Record an invitation").click()
    section.save(section.dialog())
    (saved,) = section.file.all(Invitation)
    second = next(p for p in section.file.parties if p.party.side is PartySide.SECOND)
    assert (saved.party_id, saved.sent_on, saved.answer_days) == (second.party.id, TODAY, 10)
    words = section.words()
    assert "Учебная Вторая Сторона" in " ".join(
        b.accessibleName() for b in section.show().findChildren(QPushButton)
    )
    assert "answer until 30.11.2026, Monday" in words


def test_the_end_of_the_term_explains_itself(section: Section) -> None:
    record = Invitation(case_id=CASE, sent_on=TODAY - timedelta(days=6))
    section.do(SaveRecord(record=record, acknowledged=("invitation_before_appeal",)))
    assert "weekend" not in section.words()
    section.button("How it is counted").click()
    assert "Calendar days: 10" in "\n".join(
        part.text() for part in section.window.findChildren(QLabel) if part.isVisible()
    )


def test_a_run_out_term_suggests_unanswered_with_the_article(section: Section) -> None:
    old = TODAY - timedelta(days=20)
    record = Invitation(case_id=CASE, sent_on=old)
    section.do(SaveRecord(record=record, acknowledged=("invitation_before_appeal",)))
    words = section.words()
    assert "The term is over" in words
    assert "п. 6 ст. 20" in words
    with section.qtbot.waitSignal(section.window.ctx.jobs.changed):
        section.button("Unanswered").click()
    (saved,) = section.file.all(Invitation)
    assert saved.answer is InvitationAnswer.UNANSWERED
    assert saved.answered_on == old + timedelta(days=10)


def test_an_answer_is_recorded_with_its_day(section: Section) -> None:
    section.do(SaveRecord(record=Invitation(case_id=CASE, sent_on=TODAY)))
    section.show()
    section.button("Declined").click()
    section.save(section.dialog())
    (saved,) = section.file.all(Invitation)
    assert (saved.answer, saved.answered_on) == (InvitationAnswer.DECLINED, TODAY)
    section.do(RemoveRecord(record=saved))
    assert "Nobody was invited yet" in section.words()


def test_the_closing_window_offers_what_the_facts_say(section: Section) -> None:
    section.do(
        SaveRecord(
            record=Invitation(
                case_id=CASE,
                sent_on=TODAY,
                answer=InvitationAnswer.DECLINED,
                answered_on=TODAY,
            )
        )
    )
    page = section.show()
    dialog = close_case(section.window.ctx, page, section.file)
    assert dialog.forms[0]["outcome"].value() is Outcome.DECLINED
    dialog.reject()


# ---------------------------------------------------------------- the window of the screening


def opened(section: Section, words: str = "Screen the appeal") -> ScreeningDialog:
    section.show()
    section.button(words).click()
    found = section.dialog()
    assert isinstance(found, ScreeningDialog)
    return found


def press(dialog: ScreeningDialog, code: str, answer: Answer) -> None:
    dialog.questions.rows[code].buttons[answer].click()


def test_only_questions_of_this_kind_are_asked(section: Section) -> None:
    dialog = opened(section)
    rows = dialog.questions.rows
    assert rows["child_danger"].isVisibleTo(dialog)
    assert not rows["crime_torture"].isVisibleTo(dialog)
    dialog.reject()


def test_the_result_grows_with_the_answers(section: Section) -> None:
    dialog = opened(section)
    assert dialog.outcome.text() == "Mediation is possible"
    press(dialog, "violence", Answer.YES)
    assert dialog.outcome.text() == "Possible with safeguards"
    shown = "\n".join(part.text() for part in dialog.findChildren(QLabel))
    assert "Кризисный центр" in shown
    press(dialog, "trafficking", Answer.YES)
    assert dialog.outcome.text() == "Refer elsewhere"
    press(dialog, "trafficking", Answer.NO)
    press(dialog, "violence", Answer.YES)  # the same answer again takes it back
    assert dialog.outcome.text() == "Mediation is possible"
    dialog.reject()


def test_answers_are_saved_with_who_gave_them(section: Section) -> None:
    dialog = opened(section)
    dialog.sitting["asked_of"].set_raw("Заявитель")
    press(dialog, "violence", Answer.YES)
    press(dialog, "imbalance", Answer.NO)
    row = dialog.questions.rows["violence"]
    row.note.setText(SECRET)
    row.asked.setText("Соседка")
    section.button("Take the advice into the text", dialog).click()
    section.save(dialog)
    (saved,) = section.file.all(Screening)
    assert saved.result is ScreeningResult.SAFEGUARDS
    assert "раздельные встречи" in saved.safeguards
    told = {a.question: a for a in section.desk.screening_answers(saved)}
    assert set(told) == {"violence", "imbalance"}
    assert (told["violence"].note, told["violence"].answered_by) == (SECRET, "Соседка")
    assert told["imbalance"].answered_by == "Заявитель"
    assert {each.answered_on for each in told.values()} == {TODAY}
    assert section.desk.drafts() == ()


def test_a_stored_screening_is_changed(section: Section) -> None:
    first = screened(section, violence=Answer.YES, incapable=Answer.NO)
    section.show()
    buttons = section.window.stack.currentWidget().findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Change" and b.isVisible()).click()
    dialog = section.dialog()
    assert isinstance(dialog, ScreeningDialog)
    assert not dialog.is_changed()
    press(dialog, "violence", Answer.NO)
    section.save(dialog)
    (saved,) = section.file.all(Screening)
    assert (saved.id, saved.result) == (first.id, ScreeningResult.GO)


def test_a_second_screening_stands_beside_the_first(section: Section) -> None:
    screened(section, violence=Answer.YES)
    dialog = opened(section, "Screen again")
    press(dialog, "other_laws", Answer.YES)
    section.save(dialog)
    first, second = section.file.all(Screening)
    assert second.result is ScreeningResult.REFER
    assert len(section.desk.screening_answers(first)) == 1
    assert len(section.desk.screening_answers(second)) == 2
    assert "Earlier screening of" in section.words()


def test_a_screening_is_taken_out(section: Section) -> None:
    screened(section, violence=Answer.YES)
    page = section.show()
    bins = [
        b for b in page.findChildren(QPushButton) if b.accessibleName() == "Remove the screening"
    ]
    with section.qtbot.waitSignal(section.window.ctx.jobs.changed):
        bins[0].click()
    assert section.file.all(Screening) == ()
    assert "Ask before the case is opened" in section.words()


def test_leaving_asks_and_a_crash_loses_no_answer(section: Section) -> None:
    dialog = opened(section)
    press(dialog, "violence", Answer.UNKNOWN)
    dialog.keep_draft()
    messages = section.window.messages
    assert isinstance(messages, Recorder)
    messages.answer = False
    dialog.reject()
    assert messages.asked == ["Close without saving?"]
    assert dialog.isVisible()
    again = ScreeningDialog(section.window.ctx, section.window, section.file, dialog.base)
    again.start()
    section.button("Continue it", again).click()
    assert again.questions.answers() == {"violence": Answer.UNKNOWN}
    messages.answer = True
    for each in (again, dialog):
        each.reject()
    assert section.desk.drafts() == ()
    assert section.file.all(Screening) == ()


def test_the_keyboard_answers(section: Section) -> None:
    dialog = opened(section)
    key = dialog.questions.rows["third_parties"].buttons[Answer.YES]
    key.setFocus()
    section.qtbot.keyClick(key, Qt.Key.Key_Space)
    assert dialog.questions.answers() == {"third_parties": Answer.YES}
    dialog.reject()


# ---------------------------------------------------------------- kept apart


def test_answers_are_hidden_until_somebody_asks(section: Section) -> None:
    screened(section, violence=Answer.YES, incapable=Answer.NO)
    words = section.words()
    assert "Possible with safeguards" in words
    assert "The answers are confidential" in words
    for hidden in (SECRET, "Только раздельные встречи", "Есть ли признаки насилия"):
        assert hidden not in words
    section.button("Show the answers").click()
    shown = "\n".join(part.text() for part in section.window.findChildren(QLabel))
    for hidden in (SECRET, "Только раздельные встречи", "Есть ли признаки насилия"):
        assert hidden in shown
    section.button("Hide the answers").click()
    assert SECRET not in section.words()


def test_art_25_danger_to_a_child_reminds_until_it_is_reported(section: Section) -> None:
    screened(section, child_danger=Answer.YES)
    assert "The mediator must turn to the child-protection body" in section.words()
    section.button("Record the report").click()
    section.save(section.dialog())
    (notice,) = section.file.all(Notice)
    assert notice.kind is NoticeKind.CHILD_PROTECTION
    assert notice.sent_on == TODAY
    words = section.words()
    assert "Reported on 20.11.2026" in words
    assert "must turn to" not in words


def test_a_referral_is_recorded_where_the_contacts_stand(section: Section) -> None:
    screened(section, trafficking=Answer.YES)
    assert "Организация, помогающая жертвам" in section.words()
    section.button("Record a referral").click()
    section.save(section.dialog())
    (notice,) = section.file.all(Notice)
    assert notice.kind is NoticeKind.REFERRAL
    assert "Referred on 20.11.2026" in section.words()


def test_the_start_page_leads_to_the_invitation(section: Section) -> None:
    record = Invitation(case_id=CASE, sent_on=TODAY, answer_days=3)
    section.do(SaveRecord(record=record))
    section.window.navigate("start")
    start = section.window.stack.currentWidget()
    assert isinstance(start, StartPage)
    start.show_list("soon")
    start.table.opened.emit(start.model.row(0))
    page = section.window.stack.currentWidget()
    assert isinstance(page, CaseCardPage)
    assert (page.case_id, page.section) == (CASE, "intake")


def test_the_form_of_an_appeal_asks_where_it_was_received(section: Section) -> None:
    section.window.navigate("appeal")
    page = section.window.stack.currentWidget()
    assert isinstance(page, AppealPage)
    page.case["place"].set_value(AppealPlace.SCHOOL)
    page.case["source"].set_value(Source.ASSEMBLY)
    page.first.person["name_ru"].set_raw("Учебный Отец Учебного")
    with section.qtbot.waitSignal(section.window.ctx.jobs.changed):
        page.submitter.submit()
    card = section.window.stack.currentWidget()
    assert isinstance(card, CaseCardPage)
    case = section.desk.case_file(card.case_id).case
    assert (case.place, case.source) == (AppealPlace.SCHOOL, Source.ASSEMBLY)


def test_without_danger_to_a_child_nothing_reminds(section: Section) -> None:
    screened(section, child_danger=Answer.UNKNOWN)
    assert "Duty to report" not in section.words()


def test_a_case_that_was_not_screened_says_what_to_ask(section: Section) -> None:
    assert "Ask before the case is opened" in section.words()
