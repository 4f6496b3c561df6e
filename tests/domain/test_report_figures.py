"""The list of the cases behind each figure, and words that a centre's own copy lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.assets import load_toml
from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_build_forms import filled_up
from mediadesk.domain.report_figures import FIGURE_WORDS, figure_list
from mediadesk.domain.report_model import Report
from mediadesk.domain.types import CaseId
from tests.reporting import BASE, pack, stat_rows, vocabulary


def made(form: str = "summary", language: str = "ru", size: int = 80) -> Report:
    return build_report(
        pack(form), stat_rows(size), year_period(2025), language,
        vocabulary=vocabulary(), centre=Words("Центр", "Орталық"),
    )  # fmt: skip


def test_a_figure_of_all_cases_leads_to_the_sheet_of_cases_and_others_to_their_line() -> None:
    report = made()
    sheet, places = figure_list(report)
    assert sheet is not None
    first = next(
        n
        for n, row in enumerate(report.sheets[0].rows)
        if row.cells and row.cells[0].value == "Обращений"
    )
    assert places[0, first, 1] == ("Дела", 0)
    name, row = places[0, first + 1, 1]
    title, line, _, count, numbers = sheet.body[row - len(sheet.rows)]
    assert (name, title, line) == (sheet.name, "1. Общие показатели", "Консультаций")
    meant = [each.number for each in report.rows if each.outcome.value == "consultation"]
    assert (count, numbers) == (len(meant), ", ".join(meant))


def test_many_cases_take_several_lines_that_name_each_once() -> None:
    rows = [replace(BASE, id=CaseId(n), number=f"2025/{n:04d}", received_on=date(2025, 2, 1 + n % 20))
            for n in range(1, 700)]  # fmt: skip
    other = replace(BASE, id=CaseId(9000), number="2025/9000", received_on=date(2025, 5, 1))
    report = build_report(
        pack("summary"), [*rows, other], year_period(2025), "both",
        vocabulary=vocabulary(), centre=Words("Центр", "Орталық"),
    )  # fmt: skip
    sheet, _ = figure_list(report)
    assert sheet is not None
    mine = [line for line in sheet.body if line[1] == "2025 ж. ақпан / февраль 2025"]
    lines = [line for line in mine if str(line[2]).startswith("Өтініштер")]
    assert len(lines) > 1
    named = [number for line in lines for number in str(line[4]).split(", ")]
    assert named == [row.number for row in rows]
    assert {line[3] for line in lines} == {len(rows)}
    assert len(sheet.body_heights) == len(sheet.body)
    assert max(sheet.body_heights) <= 24


def test_a_report_of_an_earlier_edition_leads_to_its_cases_only() -> None:
    report = made()
    older = replace(report, words={k: v for k, v in report.words.items() if k not in FIGURE_WORDS})
    sheet, places = figure_list(older)
    assert sheet is None
    assert set(places.values()) == {("Дела", 0)}
    bare = replace(report, sheets=tuple(s for s in report.sheets if s.code != "cases"))
    assert figure_list(bare) == (None, {})


def test_a_quarter_is_named_in_words_below_each_page() -> None:
    report = build_report(
        pack("quarterly"), stat_rows(20), parse_period("2025-Q2"), "both",
        vocabulary=vocabulary(), centre=Words("Центр", "Орталық"),
    )  # fmt: skip
    assert report.words["period"] == "2025 ж. II тоқсан / II квартал 2025"
    assert made().words["period"] == "2025"


def test_nothing_counted_leads_nowhere() -> None:
    assert figure_list(made(size=0)) == (None, {})


@pytest.mark.parametrize(
    ("dimension", "code", "ru", "kk"),
    [
        ("month", "2025-03", "март 2025", "2025 ж. наурыз"),
        ("quarter", "2025-Q4", "IV квартал 2025", "2025 ж. IV тоқсан"),
        ("month", "2025-13", "2025-13", "2025-13"),
        ("mediator", "Ким О. В.", "Ким О. В.", "Ким О. В."),
    ],
)
def test_months_and_quarters_are_named(dimension: str, code: str, ru: str, kk: str) -> None:
    assert vocabulary().name(dimension, code) == Words(ru, kk)


def test_a_copy_of_an_earlier_edition_gets_what_it_lacks_and_keeps_what_it_says() -> None:
    supplied = load_toml("indicators.toml")
    own = {**supplied, "words": {"total": {"ru": "Итого", "kk": "Жиыны"}}}
    own["indicators"] = {"agreements": {**supplied["indicators"]["agreements"], "where": {}}}
    full = filled_up(own, supplied)
    assert full["words"].keys() == supplied["words"].keys()
    assert full["words"]["total"]["ru"] == "Итого"
    assert next(iter(full["indicators"])) == "agreements"
    assert full["indicators"]["agreements"]["where"] == {}
    assert full["indicators"].keys() == supplied["indicators"].keys()
    assert "words" not in filled_up({"source": "своё"}, supplied)
