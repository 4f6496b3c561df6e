"""Terms of the law by edition, named after their articles, and laws that hold for every term."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.deadlines import (
    STEP_TEXTS,
    StepCode,
    Term,
    add_working_days,
    calendar_from_toml,
    is_working_day,
    law_terms_from_toml,
    mediation_term,
    rule_term,
)
from mediadesk.domain.types import DisputeKind, Stage

RESOURCES = Path(__file__).parents[2] / "resources"
YEARS = {
    int(path.stem): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((RESOURCES / "calendar").glob("*.toml"))
}
TABLE = tomllib.loads((RESOURCES / "law" / "terms.toml").read_text(encoding="utf-8"))
CALENDAR = calendar_from_toml(*YEARS.values())
LAW = law_terms_from_toml(TABLE)
DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
CODES = st.sampled_from(sorted(LAW.editions))


def edition(code: str = "made_up", **facts: object) -> dict[str, object]:
    """Make one edition of a made-up rule."""
    made = {
        "code": code,
        "article_ru": "ст. 1",
        "article_kk": "1-бап",
        "source": "Выдуманный закон",
        "edition": "2020-01-01",
        "base_days": 10,
    }
    return {**made, **facts}


def law(*rows: dict[str, object]):
    """Give the terms of a made-up law."""
    return law_terms_from_toml({"counting": TABLE["counting"], "rule": list(rows)})


def texts(term: Term, lang: str = "ru") -> list[str]:
    """Say the steps of a term, untranslated."""
    return [STEP_TEXTS[step.code] % step.values(lang) for step in term.steps]


# ---------------------------------------------------------------- editions


TWO = law(
    edition(base_days=20, in_force_from=date(2026, 7, 1), edition="2026-06-15"),
    edition(base_days=10, in_force_from=date(2020, 1, 1), in_force_to=date(2026, 6, 30)),
)


@pytest.mark.parametrize(
    ("start", "days", "written"),
    [
        (date(2026, 6, 30), 10, date(2020, 1, 1)),
        (date(2026, 7, 1), 20, date(2026, 6, 15)),
        (date(2030, 1, 1), 20, date(2026, 6, 15)),
    ],
)
def test_the_edition_in_force_on_the_first_day_counts(
    start: date, days: int, written: date
) -> None:
    term = rule_term("made_up", start, CALENDAR, TWO)
    assert term.days == days
    assert term.steps[0].params["edition"] == written
    assert StepCode.EDITION not in [step.code for step in term.steps]


def test_a_day_before_every_edition_is_counted_by_the_oldest_and_says_so() -> None:
    term = rule_term("made_up", date(2019, 12, 31), CALENDAR, TWO)
    assert term.days == 10
    assert term.steps[1].code is StepCode.EDITION
    assert term.steps[1].params == {"day": date(2019, 12, 31)}


def test_a_gap_between_editions_is_counted_by_the_one_before_it() -> None:
    gap = law(
        edition(in_force_to=date(2025, 1, 31)),
        edition(base_days=20, in_force_from=date(2025, 3, 1)),
    )
    term = rule_term("made_up", date(2025, 2, 10), CALENDAR, gap)
    assert (term.days, term.steps[1].code) == (10, StepCode.EDITION)
    assert gap.rule("made_up").base_days == 20


def test_two_editions_of_one_day_are_a_mistake_in_the_data() -> None:
    with pytest.raises(ValueError, match="made_up"):
        law(edition(), edition(in_force_from=date(2026, 1, 1)))


def test_an_edition_that_is_no_date_is_a_mistake_in_the_data() -> None:
    with pytest.raises(ValueError, match="soon"):
        law(edition(edition="soon"))


def test_a_rule_that_is_not_there_cannot_be_applied() -> None:
    table = {
        "counting": TABLE["counting"],
        "rule": [edition()],
        "applies": [{"rule": "other"}],
    }
    with pytest.raises(KeyError):
        law_terms_from_toml(table)


# ---------------------------------------------------------------- which rule


@pytest.mark.parametrize(
    ("kind", "stage", "rule", "article"),
    [
        (DisputeKind.OTHER, Stage.PRE_COURT, "mediation_outside", "п. 9 ст. 20"),
        (DisputeKind.CIVIL, Stage.PRE_COURT, "mediation", "п. 1 ст. 23"),
        (DisputeKind.LABOUR, Stage.PRE_COURT, "mediation", "п. 1 ст. 23"),
        (DisputeKind.FAMILY, Stage.COURT, "mediation_in_court", "п. 2 ст. 23"),
        (DisputeKind.ADMINISTRATIVE, Stage.CASSATION, "mediation_in_court", "п. 2 ст. 23"),
        (DisputeKind.CRIMINAL, Stage.PRE_TRIAL, "mediation_in_process", "п. 4 ст. 24"),
        (DisputeKind.CRIMINAL, Stage.COURT, "mediation_in_process", "п. 4 ст. 24"),
        (DisputeKind.OFFENCE, Stage.PRE_COURT, "mediation_in_process", "п. 4 ст. 24"),
        (DisputeKind.CIVIL, Stage.ENFORCEMENT, "mediation", "п. 1 ст. 23"),
    ],
)
def test_articles_20_9_23_and_24_4_by_kind_and_stage(
    kind: DisputeKind, stage: Stage, rule: str, article: str
) -> None:
    assert LAW.mediation_rule(kind, stage) == rule
    assert LAW.rule(rule).article.ru.startswith(article)


def test_article_23_2_asks_for_a_joint_notice_of_the_extension() -> None:
    assert "совместно письменно" in LAW.rule("mediation_in_court").duty.ru
    assert LAW.rule("mediation").limit_days == LAW.rule("mediation_in_court").limit_days == 60


def test_article_24_4_has_no_limit_of_its_own_and_suspends_nothing() -> None:
    term = mediation_term(date(2026, 9, 1), 90, 0, CALENDAR, LAW, "mediation_in_process")
    assert not term.over_limit
    assert StepCode.PROCESS in [step.code for step in term.steps]
    civil = mediation_term(date(2026, 9, 1), 30, 0, CALENDAR, LAW)
    assert StepCode.PROCESS not in [step.code for step in civil.steps]


# ---------------------------------------------------------------- the single rules


def test_procedure_code_179_5_a_month_of_suspension() -> None:
    by_rule = rule_term("court_suspension", date(2026, 11, 20), CALENDAR, LAW)
    assert (by_rule.raw_end, by_rule.end_on) == (date(2026, 12, 20), date(2026, 12, 21))


def test_procedure_code_179_4_ten_working_days_of_the_judge() -> None:
    term = rule_term("judge_mediation", date(2026, 12, 14), CALENDAR, LAW)
    # 15, 17, 18, 21 to 25, 28, 29: the 16th is Independence Day
    assert term.end_on == term.raw_end == date(2026, 12, 29)
    assert StepCode.WORKING_DAYS in [step.code for step in term.steps]


def test_working_days_over_an_unconfirmed_year_say_so() -> None:
    term = rule_term("judge_mediation", date(2026, 12, 30), CALENDAR, LAW)
    assert not term.calendar_confirmed
    assert StepCode.UNCONFIRMED in [step.code for step in term.steps]


def test_article_25_1_thirty_days_and_no_more() -> None:
    assert rule_term("enforcement", date(2026, 9, 1), CALENDAR, LAW).days == 30
    assert rule_term("enforcement", date(2026, 9, 1), CALENDAR, LAW, 31).over_limit


def test_civil_code_178_three_years() -> None:
    term = rule_term("limitation", date(2024, 2, 29), CALENDAR, LAW)
    assert term.raw_end == date(2027, 2, 28)


def test_civil_code_175_both_days_are_told() -> None:
    term = rule_term("court_suspension", date(2026, 11, 20), CALENDAR, LAW)
    said = texts(term)
    assert any("2026-12-20" in line and "Months: 1" in line for line in said)
    assert any("2026-12-20 is a weekend" in line for line in said)
    assert said[-1] == "Last day of the term: 2026-12-21"


def test_every_rule_counts_in_one_way_and_cites_its_source() -> None:
    for found in LAW.editions.values():
        for rule in found:
            assert sum(map(bool, (rule.base_days, rule.working_days, rule.months))) == 1
            assert rule.source
            for words in (rule.article, rule.title, rule.event):
                assert words.ru
                assert words.kk
                assert words.ru != words.kk


def test_warning_days_come_from_the_data() -> None:
    on = date(2026, 11, 1)
    assert LAW.warn_before("limitation", on) == 30
    assert LAW.warn_before("court_suspension", on) == LAW.warn_before("", on) == 5


# ---------------------------------------------------------------- the calendar


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_a_year_of_holidays_has_source_edition_and_its_transfers(year: int) -> None:
    table = YEARS[year]
    assert "О праздниках" in table["source"]
    assert date.fromisoformat(table["edition"])
    assert table["confirmed"] is (year < 2027)
    kinds = [row["kind"] for row in table["day"]]
    assert kinds.count("holiday") >= 9
    assert "moved" in kinds
    assert any("Курбан" in row["name_ru"] for row in table["day"])


@given(st.integers(0, 364), CODES)
def test_a_term_that_ends_in_an_unconfirmed_year_is_marked(back: int, code: str) -> None:
    start = date(2026, 12, 31) - timedelta(days=back)
    term = rule_term(code, start, CALENDAR, LAW)
    marked = StepCode.UNCONFIRMED in [step.code for step in term.steps]
    assert marked == (term.end_on.year > 2026)


# ---------------------------------------------------------------- laws


@given(DAYS, CODES)
def test_the_last_step_of_every_term_names_its_end(start: date, code: str) -> None:
    term = rule_term(code, start, CALENDAR, LAW)
    assert term.steps[0].code is StepCode.EVENT
    assert term.steps[0].params["day"] == start
    assert term.steps[-1].code is StepCode.END
    assert term.steps[-1].params == {"day": term.end_on}
    assert start < term.raw_end <= term.end_on
    assert is_working_day(term.end_on, CALENDAR)
    assert all(texts(term, lang) for lang in ("ru", "kk"))


@given(DAYS, DAYS, CODES)
def test_a_later_start_never_ends_earlier(one: date, other: date, code: str) -> None:
    first, last = sorted((one, other))
    early, late = (rule_term(code, start, CALENDAR, LAW) for start in (first, last))
    assert early.end_on <= late.end_on
    assert early.raw_end <= late.raw_end


@given(DAYS, st.integers(0, 40))
def test_working_days_are_counted_one_by_one(start: date, days: int) -> None:
    end = add_working_days(start, days, CALENDAR)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day, CALENDAR) for day in between) == days
