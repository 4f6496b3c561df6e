"""What the headings of blanks are taken to mean."""

from __future__ import annotations

from datetime import date

import pytest

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.blank_guess import guess, language_of, parse_blank_words
from mediadesk.domain.blank_plan import Facts, Target, dump_plan, fill_plan, parse_plan
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet, address
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_formulas import Coder
from mediadesk.domain.report_model import Cell
from mediadesk.domain.statistics import Filter, Tally
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export.blank_reader import read_blank
from tests.blanks import BLANKS
from tests.reporting import stat_rows, vocabulary

WORDS = parse_blank_words(assets.load_toml("blank-words.toml"), vocabulary())


def guessed(name: str) -> dict[str, Target]:
    found = guess(read_blank(BLANKS[name]()), WORDS)
    return {address(each.row, each.column): each for each in found}


@pytest.mark.parametrize(
    ("name", "cell", "indicator", "where"),
    [
        ("table", "B7", "appeals", {"kind": "civil"}),
        ("table", "C8", "agreements", {"kind": "business"}),
        ("table", "D9", "appeals", {"kind": "labour", "outcome": "refusal"}),
        ("table", "G10", "agreement_share", {"kind": "family"}),
        ("labels", "C8", "appeals", {}),
        ("labels", "C9", "contracts", {}),
        ("labels", "C12", "court_referrals", {}),
        ("labels", "C15", "agreements", {"kind": "business"}),
        ("labels", "C16", "mean_days", {}),
        ("labels", "C17", "claimed", {}),
        ("matrix", "B5", "agreements", {"kind": "civil"}),
        ("matrix", "E8", "appeals", {"kind": "family", "outcome": "one_refused"}),
        ("matrix", "H10", "appeals", {"kind": "criminal", "outcome": "declined"}),
    ],
)
def test_headings_name_indicator_and_filters(
    name: str, cell: str, indicator: str, where: dict[str, str]
) -> None:
    target = guessed(name)[cell]
    assert target.indicator == indicator
    assert dict(target.where.parts) == {key: (code,) for key, code in where.items()}


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("table", "B2", "centre"),
        ("table", "B3", "period"),
        ("table", "B15", "head"),
        ("table", "B16", "made_on"),
        ("labels", "C3", "centre"),
        ("labels", "C5", "recipient"),
        ("labels", "C45", "head"),
    ],
)
def test_labels_name_texts(name: str, cell: str, said: str) -> None:
    assert guessed(name)[cell].said == said


def test_formulas_notes_and_hidden_sheets_are_left_alone() -> None:
    assert "B13" not in guessed("table")
    assert "D8" not in guessed("labels")
    assert {each.sheet for each in guessed("matrix").values()} == {"Матрица"}


def test_the_language_of_a_blank_is_seen() -> None:
    said = {name: language_of(read_blank(make())) for name, make in BLANKS.items()}
    assert said == {"table": "ru", "labels": "kk", "matrix": "both"}


def test_a_plan_comes_back_as_it_was_written() -> None:
    plan = tuple(sorted(guessed("matrix").values(), key=lambda each: each.place))
    words = Target("Лист", 0, 0, words="=1")
    narrow = Target("Лист", 0, 1, "appeals", Filter.of(kind=["civil", "family"], stage="court"))
    every = tuple(sorted((*plan, words, narrow), key=lambda each: each.place))
    assert parse_plan(dump_plan(reversed(every)), vocabulary()) == every


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "5",
        '[{"sheet":"a"}]',
        '[{"sheet":"a","row":0,"column":0,"said":"secret"}]',
        '[{"sheet":"a","row":0,"column":0}]',
        '[{"sheet":"a","row":0,"column":0,"said":"centre","words":"b"}]',
        '[{"sheet":"a","row":-1,"column":0,"words":"b"}]',
        '[{"sheet":"a","row":"1","column":0,"words":"b"}]',
        '[{"sheet":"a","row":0,"column":0,"indicator":"appeals","where":{"moon":["x"]}}]',
        '[{"sheet":"a","row":0,"column":0,"indicator":"appeals","where":{"kind":"civil"}}]',
        '[{"sheet":"a","row":0,"column":0,"words":"b"},{"sheet":"a","row":0,"column":0,"words":"c"}]',
    ],
)
def test_a_bad_plan_is_refused(text: str) -> None:
    with pytest.raises(InputProblem) as caught:
        parse_plan(text, vocabulary())
    assert caught.value.code is Code.BLANK_PACK_BAD


def test_words_for_codes_that_there_are_not_are_refused() -> None:
    raw = dict(assets.load_toml("blank-words.toml"))
    with pytest.raises(WorldTrouble):
        parse_blank_words({**raw, "indicators": {"none": ["x"]}}, vocabulary())


def drawn(*rows: tuple[str, ...]) -> BlankBook:
    """Make a blank of one table that fills its sheet from the first row on."""
    cells = {
        (y, x): BlankCell(y, x, text, lines="ltrb")
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    }
    return BlankBook((BlankSheet("Лист", len(rows), len(rows[0]), cells),))


def test_a_table_at_the_very_top_of_its_sheet_is_read() -> None:
    (found,) = guess(drawn(("Вид", "Обращения"), ("Семейные", "")), WORDS)
    assert (found.indicator, found.where) == ("appeals", Filter.of(kind=["family"]))


def test_a_value_whose_label_says_nothing_known_stays_empty() -> None:
    assert guess(drawn(("Показатель", "Значение"), ("Погода", "")), WORDS) == ()


def test_a_label_alone_is_read_as_an_indicator_or_not_at_all() -> None:
    (found,) = guess(drawn(("Семейные споры", "")), WORDS)
    assert (found.indicator, found.where) == ("appeals", Filter.of(kind=["family"]))
    (found,) = guess(drawn(("Заключено соглашений", "")), WORDS)
    assert (found.indicator, found.where) == ("agreements", Filter())
    assert guess(drawn(("Погода", "")), WORDS) == ()


def filled(*targets: Target, is_percent: bool = False) -> list[Cell]:
    """Fill cells of a small blank from invented appeals."""
    cells = {(0, x): BlankCell(0, x, is_percent=is_percent) for x in range(4)}
    book = BlankBook((BlankSheet("Лист", 1, 4, cells),))
    tally = Tally(stat_rows(90))
    figures = Figures(tally, vocabulary(), "ru", Coder(tally))
    none = Words("", "")
    facts = Facts(
        centre=none, recipient=none, period=parse_period("2025"), made_on=date(2026, 1, 15)
    )
    return [cell for _, cell in fill_plan(targets, book, figures, facts)]


def test_a_share_follows_the_look_of_its_cell_and_days_have_one_decimal() -> None:
    share = Target("Лист", 0, 0, indicator="agreement_share")
    (part,), (shown,) = filled(share, is_percent=True), filled(share)
    assert isinstance(part.value, float)
    assert 0 < part.value < 1
    assert shown.value == round(part.value * 100, 1)
    (days,) = filled(Target("Лист", 0, 1, indicator="mean_days"))
    assert isinstance(days.value, float)
    assert days.value == round(days.value, 1)
    (words,) = filled(Target("Лист", 0, 2, words="нет"))
    assert words.value == "нет"


def test_a_place_outside_the_blank_is_refused() -> None:
    with pytest.raises(InputProblem) as caught:
        filled(Target("Лист", 5, 5, words="нет"))
    assert caught.value.code is Code.BLANK_CELL
