"""Terms of a case at the desk: counted, moved and told; the start page; the list on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.changes import Outcome, Severity
from mediadesk.domain.codes import SessionState
from mediadesk.domain.model import CaseTerm, Session
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, DisputeKind, Stage
from mediadesk.domain.workdays import calendar_from_toml
from mediadesk.errors import Code, InputProblem, NeedsConfirmation
from mediadesk.i18n import Translator
from mediadesk.ui.wording import DUE_KINDS
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.term_lists import explained
from tests.desks import TODAY, SetClock, contract, do, in_mediation, opened, signed
from tests.personas import QASYMOV

MONTH = date(2026, 11, 20)  # a month from here is Sunday, 20 December


def codes(done: Outcome) -> set[str]:
    """Name the findings of an outcome."""
    return {each.code for each in done.findings}


def save(desk: Desk, case_id: CaseId, **facts: Any) -> Outcome:
    """Enter a term of a case."""
    return do(desk, c.SaveRecord(record=CaseTerm(case_id=case_id, **facts)))


def terms(desk: Desk, case_id: CaseId) -> tuple[CaseTerm, ...]:
    """Read the terms of a case."""
    return desk.case_file(case_id).all(CaseTerm)


def change(desk: Desk, case_id: CaseId, **facts: Any) -> Outcome:
    """Change the facts of a case."""
    return do(desk, c.EditCase(case=replace(desk.case_file(case_id).case, **facts)))


# ---------------------------------------------------------------- counted or typed


def test_a_term_by_rule_keeps_the_plain_end_and_shows_the_moved_one(desk: Desk) -> None:
    case_id = in_mediation(desk)
    save(desk, case_id, rule="court_suspension", starts_on=MONTH)
    (kept,) = terms(desk, case_id)
    assert kept.ends_on == date(2026, 12, 20)
    counted = desk.case_term(kept)
    assert counted is not None
    assert counted.end_on == date(2026, 12, 21)
    assert desk.term_title(kept.rule, "", "ru") == "Приостановление дела судом"
    assert desk.term_title(kept.rule, "Месяц суда", "ru") == "Месяц суда"


def test_a_term_typed_in_is_not_moved(desk: Desk) -> None:
    case_id = in_mediation(desk)
    done = save(desk, case_id, title="Срок следствия", ends_on=date(2026, 11, 29))
    assert codes(done) == {"case_term_day_off"}
    (kept,) = terms(desk, case_id)
    assert desk.case_term(kept) is None
    (row,) = [r for r in desk.start_page().soon if r.kind is DueKind.CASE_TERM]
    assert (row.on, row.detail, row.rule) == (date(2026, 11, 29), "Срок следствия", "")


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"ends_on": MONTH}, "title", Code.REQUIRED),
        ({"title": "Срок"}, "ends_on", Code.REQUIRED),
        ({"rule": "court_suspension"}, "starts_on", Code.REQUIRED),
        ({"rule": "nonsense", "starts_on": MONTH}, "rule", Code.BAD_VALUE),
    ],
)
def test_a_term_says_what_it_lacks(
    desk: Desk, facts: dict[str, Any], field: str, code: Code
) -> None:
    with pytest.raises(InputProblem) as error:
        save(desk, in_mediation(desk), **facts)
    assert (error.value.field, error.value.code) == (field, code)


def test_article_25_1_more_than_thirty_days_are_asked_about(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(NeedsConfirmation) as error:
        save(desk, case_id, rule="enforcement", starts_on=MONTH, days=31)
    assert [each.code for each in error.value.findings] == ["case_term_too_long"]


def test_a_term_that_ends_before_it_starts_is_asked_about(desk: Desk) -> None:
    case_id = in_mediation(desk)
    with pytest.raises(NeedsConfirmation) as error:
        save(desk, case_id, title="Срок", starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 24))
    assert [each.code for each in error.value.findings] == ["case_term_backwards"]


def test_every_offered_rule_can_be_entered(desk: Desk) -> None:
    case_id = in_mediation(desk)
    offered = [rule.code for rule in desk.term_rules()]
    assert {"court_suspension", "enforcement", "judge_mediation"} <= set(offered)
    assert "mediation" not in offered
    for code in offered:
        save(desk, case_id, rule=code, starts_on=MONTH)
    assert all(each.ends_on for each in terms(desk, case_id))


# ---------------------------------------------------------------- the start moves


def test_a_term_whose_start_moves_says_so(desk: Desk) -> None:
    case_id = in_mediation(desk)
    save(desk, case_id, rule="court_suspension", starts_on=MONTH)
    (kept,) = terms(desk, case_id)
    done = do(desk, c.SaveRecord(record=replace(kept, starts_on=date(2026, 11, 25))))
    (told,) = done.findings
    assert (told.code, told.severity) == ("case_term_moved", Severity.INFO)
    assert told.params == {
        "before": date(2026, 12, 21),
        "after": date(2026, 12, 25),
        "start": date(2026, 11, 25),
    }
    assert terms(desk, case_id)[0].ends_on == date(2026, 12, 25)
    (again,) = terms(desk, case_id)
    assert codes(do(desk, c.SaveRecord(record=replace(again, note="Позвонить")))) == set()


def test_the_mediation_term_says_was_and_now(desk: Desk) -> None:
    case_id = in_mediation(desk)
    stored = desk.case_file(case_id).contract
    moved = replace(stored, concluded_on=date(2026, 11, 10))
    done = do(desk, c.ConcludeContract(contract=moved))
    (told,) = [each for each in done.findings if each.code == "mediation_term_moved"]
    assert told.params["before"] == date(2026, 12, 4)
    assert told.params["after"] == date(2026, 12, 10)
    assert told.params["start"] == date(2026, 11, 10)
    same = replace(desk.case_file(case_id).contract, place_ru="Алматы")
    assert "mediation_term_moved" not in codes(do(desk, c.ConcludeContract(contract=same)))


def test_a_first_contract_has_nothing_to_compare(desk: Desk) -> None:
    case_id = opened(desk)
    done = do(desk, c.ConcludeContract(contract=contract(case_id)))
    assert "mediation_term_moved" not in codes(done)


# ---------------------------------------------------------------- the mediation's own rule


def test_article_23_2_an_extension_in_court_wants_a_joint_notice(desk: Desk) -> None:
    case_id = in_mediation(desk)
    change(desk, case_id, stage=Stage.COURT)
    longer = replace(
        desk.case_file(case_id).contract, extended_days=30, extended_on=date(2026, 11, 20)
    )
    done = do(desk, c.ConcludeContract(contract=longer))
    assert {"extension_notice", "extension_without_ground"} <= codes(done)
    term = desk.term(desk.case_file(case_id))
    assert term is not None
    assert term.rule == "mediation_in_court"
    assert desk.mediation_rule(desk.case_file(case_id)).article.ru.startswith("п. 2 ст. 23")
    again = replace(desk.case_file(case_id).contract, place_ru="Астана")
    assert "extension_notice" not in codes(do(desk, c.ConcludeContract(contract=again)))


def test_article_23_1_an_extension_after_the_end_is_asked_about(
    desk: Desk, clock: SetClock
) -> None:
    case_id = in_mediation(desk)
    clock.day = date(2026, 12, 20)
    late = replace(
        desk.case_file(case_id).contract, extended_days=30, extended_on=date(2026, 12, 7)
    )
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.ConcludeContract(contract=late))
    assert [each.code for each in error.value.findings] == ["extension_late"]


def test_article_24_4_the_term_of_the_proceedings_is_asked_for(desk: Desk) -> None:
    case_id = opened(desk)
    change(desk, case_id, kind=DisputeKind.CRIMINAL, stage=Stage.PRE_TRIAL)
    done = do(desk, c.ConcludeContract(contract=contract(case_id, term_days=90)))
    assert "process_term_missing" in codes(done)
    assert "term_too_long" not in codes(done)
    save(desk, case_id, title="Срок следствия", ends_on=date(2026, 11, 30))
    stored = desk.case_file(case_id).contract
    done = do(desk, c.ConcludeContract(contract=replace(stored, place_ru="Астана")))
    (told,) = [each for each in done.findings if each.code.startswith("process_term")]
    assert (told.code, told.params) == ("process_term_earlier", {"day": date(2026, 11, 30)})


# ---------------------------------------------------------------- the start page


def test_a_term_is_announced_earlier_than_two_weeks_if_its_rule_says_so(
    desk: Desk, clock: SetClock
) -> None:
    case_id = in_mediation(desk)
    save(desk, case_id, rule="limitation", starts_on=date(2023, 12, 21))  # ends 21 December 2026

    def near() -> list[bool]:
        return [r.is_near for r in desk.start_page().soon if r.rule == "limitation"]

    clock.day = date(2026, 11, 20)
    assert near() == []
    clock.day = date(2026, 11, 21)
    assert near() == [True]


def test_a_term_is_late_today_or_done(desk: Desk, clock: SetClock) -> None:
    case_id = in_mediation(desk)
    save(desk, case_id, rule="court_suspension", starts_on=MONTH)

    def where() -> list[str]:
        page = desk.start_page()
        return [
            name
            for name in ("today", "overdue", "soon")
            if any(r.kind is DueKind.CASE_TERM for r in getattr(page, name))
        ]

    for day, place in (
        (date(2026, 12, 8), ["soon"]),
        (date(2026, 12, 20), ["soon"]),
        (date(2026, 12, 21), ["today"]),
        (date(2026, 12, 22), ["overdue"]),
    ):
        clock.day = day
        assert where() == place
    (kept,) = terms(desk, case_id)
    do(desk, c.SaveRecord(record=replace(kept, is_done=True)))
    assert where() == []


def test_a_corrected_calendar_moves_a_term_that_is_kept(desk: Desk) -> None:
    save(desk, in_mediation(desk), rule="court_suspension", starts_on=date(2026, 11, 5))
    off = {"date": date(2026, 12, 7), "kind": "day_off", "name_ru": "День", "name_kk": "Күн"}
    table = {"year": 2026, "confirmed": True, "day": [off]}
    made = sheet(desk, date(2026, 12, 7), date(2026, 12, 8))
    assert [line.on for line in made.lines] == [date(2026, 12, 7)]
    desk.law = replace(desk.law, calendar=calendar_from_toml(table))
    made = sheet(desk, date(2026, 12, 7), date(2026, 12, 8))
    assert [line.on for line in made.lines] == [date(2026, 12, 8)]


# ---------------------------------------------------------------- the list on paper


def sheet(desk: Desk, first: date, last: date, **how: Any):
    """Make the list of a span in Russian."""
    return desk.terms_sheet(first, last, language="ru", words=DUE_KINDS, **how)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Give a desk with a mediation that ends on 4 December and a court's month to 21 December."""
    case_id = in_mediation(desk)
    save(desk, case_id, rule="court_suspension", starts_on=MONTH)
    save(desk, case_id, title="Срок следствия", ends_on=date(2026, 12, 6))
    return desk


def test_the_list_holds_exactly_what_falls_into_its_days(busy: Desk) -> None:
    def days(first: date, last: date) -> list[date]:
        return [line.on for line in sheet(busy, first, last).lines]

    december = (date(2026, 12, 1), date(2026, 12, 31))
    assert days(*december) == [date(2026, 12, 4), date(2026, 12, 6), date(2026, 12, 21)]
    assert days(date(2026, 12, 21), date(2026, 12, 21)) == [date(2026, 12, 21)]
    assert days(date(2026, 12, 14), date(2026, 12, 20)) == []
    assert days(date(2027, 3, 1), date(2027, 3, 31)) == []


def test_each_line_says_how_it_is_counted(busy: Desk) -> None:
    lines = sheet(busy, date(2026, 12, 1), date(2026, 12, 31)).lines
    mediation, typed, court = lines
    assert mediation.basis.startswith("от 04.11.2026, п. 1 ст. 23")
    assert (typed.what, typed.basis) == ("Срок следствия", "Введено вручную")
    assert court.what == "Приостановление дела судом"
    assert "п. 5 ст. 179" in court.basis
    assert "20.12.2026" in court.basis
    assert court.raw_on == date(2026, 12, 20)
    assert (mediation.raw_on, mediation.weekday) == (None, "пятница")


def test_sessions_and_obligations_stand_there_too(desk: Desk, tmp_path: Path) -> None:
    case_id = signed(desk)
    other = in_mediation(desk)
    meeting = Session(
        case_id=other,
        held_on=date(2026, 11, 25),
        starts_at=time(10, 30),
        state=SessionState.PLANNED,
    )
    do(desk, c.RecordSession(session=meeting))
    made = sheet(desk, date(2026, 11, 22), date(2026, 12, 31))
    by_case = {line.case_id: line for line in made.lines if line.on != date(2026, 12, 4)}
    assert by_case[other].what == "Встреча, 10:30"
    assert by_case[case_id].what.startswith("Срок обязательства: 100")
    assert by_case[other].basis == by_case[case_id].basis == ""
    desk.write_terms(made, tmp_path / "list.pdf", "pdf")
    assert (tmp_path / "list.pdf").read_bytes() == desk.terms_pdf(made)


def test_two_terms_of_one_rule_keep_their_own_count(desk: Desk) -> None:
    case_id = in_mediation(desk)
    for start in (date(2026, 11, 5), date(2026, 11, 6)):
        save(desk, case_id, rule="court_suspension", starts_on=start)
    made = sheet(desk, date(2026, 12, 5), date(2026, 12, 7))
    assert [line.raw_on for line in made.lines] == [date(2026, 12, 5), date(2026, 12, 6)]
    assert [line.basis[:13] for line in made.lines] == ["от 05.11.2026", "от 06.11.2026"]


def test_every_step_is_said_in_words(desk: Desk) -> None:
    term = desk.term(desk.case_file(in_mediation(desk)))
    assert term is not None
    said = explained(term, Translator("kk"))
    assert said[0].startswith("Мерзім 04.11.2026 күннен есептеледі: «Медиация туралы» ҚР Заңының")
    assert said[-1] == "Мерзімнің соңғы күні: 04.12.2026"


def test_names_stand_there_only_if_wanted(busy: Desk, tmp_path: Path) -> None:
    span = (date(2026, 12, 1), date(2026, 12, 31))
    plain, named = sheet(busy, *span), sheet(busy, *span, has_names=True)
    assert QASYMOV.surname not in repr(plain)
    assert QASYMOV.surname in named.lines[0].parties
    for made, is_there in ((plain, False), (named, True)):
        path = tmp_path / f"{made.has_names}.xlsx"
        busy.write_terms(made, path, "xlsx")
        page = openpyxl.load_workbook(path).active
        cells = [str(cell.value) for row in page.iter_rows() for cell in row]
        assert any(QASYMOV.surname in cell for cell in cells) is is_there
        assert page.max_row == 1 + len(made.lines)


def pdf_text(pdf: bytes) -> list[str]:
    """Read the text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_paper_names_centre_span_pages_and_a_place_to_sign(busy: Desk) -> None:
    made = sheet(busy, date(2026, 12, 1), date(2026, 12, 31), has_names=True)
    pdf = busy.terms_pdf(made)
    assert pdf == busy.terms_pdf(made)
    (text,) = pdf_text(pdf)
    for words in (
        made.centre,
        "Сроки: 01.12.2026 – 31.12.2026",
        "Составлено 21.11.2026",
        "стр. 1 из 1",
        "Проверил",
        QASYMOV.surname,
    ):
        assert words in text


def test_a_long_list_goes_on_over_pages_with_its_heading(desk: Desk) -> None:
    case_id = in_mediation(desk)
    for number in range(60):
        save(desk, case_id, title=f"Срок {number}", ends_on=TODAY + timedelta(days=1))
    pages = pdf_text(desk.terms_pdf(sheet(desk, TODAY, TODAY + timedelta(days=6))))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"стр. {number} из {len(pages)}" in text
        assert "Что нужно сделать" in text or number == len(pages)


def test_an_empty_list_says_so(desk: Desk) -> None:
    made = sheet(desk, TODAY, TODAY)
    assert made.title == "Сроки: 21.11.2026"
    assert made.empty in pdf_text(desk.terms_pdf(made))[0]


def test_the_list_is_made_in_kazakh(busy: Desk) -> None:
    made = busy.terms_sheet(date(2026, 12, 1), date(2026, 12, 31), language="kk", words=DUE_KINDS)
    assert made.lines[2].what == "Сотта істі тоқтата тұру"
    assert made.centre in pdf_text(busy.terms_pdf(made))[0]


def test_nonsense_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as error:
        sheet(desk, TODAY, TODAY - timedelta(days=1))
    assert error.value.code is Code.BAD_PERIOD
    with pytest.raises(InputProblem) as error:
        desk.write_terms(sheet(desk, TODAY, TODAY), tmp_path / "x", "doc")
    assert error.value.code is Code.BAD_VALUE
