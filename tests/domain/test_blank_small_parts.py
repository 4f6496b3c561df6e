"""Small parts of filled blanks: places, own names of added sheets, wide sums, rounding, bad files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain.bilingual import Words
from mediadesk.domain.blank_control import blank_lines
from mediadesk.domain.blank_pack import from_data, from_pack
from mediadesk.domain.blank_plan import Facts, Target, fill_plan
from mediadesk.domain.blank_report import definitions_sheet, with_own_names
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet, column_of, letters
from mediadesk.domain.dollars import Dollars, dollars_from_toml
from mediadesk.domain.periods import year_period
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_cases import told_rates
from mediadesk.domain.report_build_formulas import Coder
from mediadesk.domain.report_model import Sheet, SheetKind
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import Filter, Tally
from mediadesk.domain.types import CaseId, Outcome
from mediadesk.errors import Code, InputProblem
from tests.reporting import BASE, vocabulary

WORDS = vocabulary()


def figures(rows: tuple[StatRow, ...] = (BASE,)) -> Figures:
    tally = Tally(rows)
    return Figures(tally, WORDS, "ru", Coder(tally))


def book(*formulas: str, rows: int = 40) -> BlankBook:
    cells = {(n, 5): BlankCell(n, 5, text=text, is_formula=True) for n, text in enumerate(formulas)}
    return BlankBook((BlankSheet("A", rows, 6, cells),))


def filled(blank: BlankBook, targets: list[Target], what: Figures) -> dict[Target, object]:
    none = Words("", "")
    facts = Facts(centre=none, recipient=none, period=year_period(2025), made_on=date(2026, 1, 1))
    return dict(fill_plan(targets, blank, what, facts))


@pytest.mark.parametrize("column", [0, 25, 26, 51, 701, 702, 16383])
def test_letters_and_numbers_of_columns_are_one_another(column: int) -> None:
    assert column_of(letters(column)) == column


def test_sheets_put_behind_a_blank_take_no_name_of_its() -> None:
    sheets = [Sheet(code, name, SheetKind.CASES, (), ()) for code, name in (("1", "a"), ("2", "A"))]
    assert [each.name for each in with_own_names(sheets, book())] == ["a 2", "A 3"]


def test_only_short_sums_of_figures_alone_are_counted_again() -> None:
    blank = book(
        "=SUM(A1:A40)", "=SUM(A1:A1)", "=SUM(A1:A2)", "=A1+A2", "=SUM(A1:B1)", "=SUM(D1:D2)"
    )
    plan = [Target("A", n, 0, "appeals") for n in range(40)] + [Target("A", 0, 1, words="x")]
    plan += [Target("A", 0, 3, "appeals"), Target("A", 1, 3, "claimed", Filter.of(kind="civil"))]
    what = figures()
    told = [line[0].text for line in blank_lines(blank, filled(blank, plan, what), what)]
    word = what.word("blank_own_sum", " / ")
    assert [text for text in told if text.startswith(word)] == [f"{word}: A F3", f"{word}: A F6"]


def test_a_figure_without_a_value_is_empty_and_halves_go_up() -> None:
    targets = [Target("A", 0, 0, "mean_days"), Target("A", 1, 0, "agreement_share")]
    assert {c.value for c in filled(book(), targets, figures(())).values()} == {None}
    rows = tuple(
        replace(
            BASE,
            id=CaseId(n),
            outcome=Outcome.AGREEMENT,
            contract_on=date(2025, 3, 1),
            ended_on=date(2025, 3, 12 + (n > 3)),
        )
        for n in range(1, 5)
    )
    made = filled(book(), targets[:1], figures(rows))
    assert [c.value for c in made.values()] == [11.3]


@pytest.mark.parametrize("text", ["{", "[" * 100_000])
def test_a_text_that_is_no_json_is_no_form(text: str) -> None:
    with pytest.raises(InputProblem) as caught:
        from_pack(text, "form.json")
    assert caught.value.code is Code.BLANK_PACK_BAD


def test_data_of_another_kind_is_no_form() -> None:
    with pytest.raises(InputProblem):
        from_data({"kind": "cross"}, "form")


def test_rates_say_their_source_and_whether_they_were_compared() -> None:
    raw = {"source": "Банк", "rate": [{"year": 2024, "rate": 400}, {"year": 2025, "rate": 500}]}
    for confirmed, word in ((True, "rates_confirmed"), (False, "rates_unconfirmed")):
        dollars = dollars_from_toml({**raw, "confirmed": confirmed})
        what = replace(figures(), vocabulary=replace(WORDS, dollars=dollars))
        assert told_rates(what) == ""
        what.coder.sum_of("claim_usd")
        told = told_rates(what)
        assert "2025 – 500,00 ₸" in told
        assert "Источник: Банк" in told
        assert told.endswith(WORDS.word(word, "ru"))
        assert told_rates(replace(what, vocabulary=replace(WORDS, dollars=Dollars()))) == ""


def test_a_year_can_be_compared_alone() -> None:
    rows = [{"year": 2024, "rate": 400, "confirmed": True}, {"year": 2025, "rate": 500}]
    assert dollars_from_toml({"rate": rows}).confirmed == {2024}
    plain = replace(figures(), vocabulary=replace(WORDS, dollars=dollars_from_toml({"rate": rows})))
    plain.coder.sum_of("claim_usd")
    assert "Источник" not in told_rates(plain)


def test_the_rates_that_come_with_the_program_are_not_confirmed() -> None:
    assert WORDS.dollars.rates
    assert not WORDS.dollars.confirmed


def test_a_blank_in_dollars_states_its_rates() -> None:
    what = figures()
    values = filled(book(), [Target("A", 0, 0, "claimed_usd")], what)
    rows = definitions_sheet(book(), values, what).rows
    assert rows[-1].cells[0].value == WORDS.word("rates", "ru", " / ")
    assert "469,44" in str(rows[-1].cells[1].value)
