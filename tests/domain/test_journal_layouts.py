"""Rows, cells and sheets of odd layouts: what is told of all rows, parted, passed over, remembered."""

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain.journal_context import dated, month_in, person_in, sheet_context, year_in
from mediadesk.domain.journal_headings import Headings, columns_at
from mediadesk.domain.journal_mapping import (
    JournalMapping,
    SheetShape,
    shape_print,
    shared_of,
)
from mediadesk.domain.journal_rows import RowResult
from mediadesk.domain.journal_split import tick
from mediadesk.domain.journals import read_journal
from mediadesk.errors import Code, InputProblem
from tests.journal_grids import DAY, GOOD_IIN, HEAD, WORDS, Book, Sheet, codes, line, one, read

USUAL = ["Дата обращения", "Сторона 1", "Сторона 2", "Результат"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ким О.В.", "Ким О.В."),
        ("Медиатор: Ким О. В.", "Ким О. В."),
        ("Байжанов Нұрлан", "Байжанов Нұрлан"),
        ("Сейітқали Жанар медиатор", "Сейітқали Жанар"),
        ("Сейітқали Жанар", ""),
        ("Журнал Иванова", ""),
        ("Январь", ""),
        ("Лист1", ""),
        ("медиатор", ""),
    ],
)
def test_the_name_of_a_sheet_may_be_a_mediator(text: str, name: str) -> None:
    """Initials, a surname or the word for mediator make a name; months and lists do not."""
    assert person_in(text) == name


def test_years_and_months_of_titles() -> None:
    """One year is the year; two are none. A month counts in any language."""
    assert year_in("Журнал за 2024 год") == 2024
    assert year_in("2023-2024") is None
    assert month_in("наурыз айы") == 3
    assert month_in("январь-март") is None
    assert dated("5.", 2024, 2) == date(2024, 2, 5)
    assert dated(31, 2024, 2) is None
    assert dated(5, None, 2) is None
    assert dated(5.5, 2024, 2) is None


def test_units_of_sums_are_told_by_headings() -> None:
    """Thousands and millions in a heading count for all its sums."""
    for heading, unit in (("Сумма, млн тг", "1000000"), ("Сома, мың тг", "1000"), ("Сумма", None)):
        heads = Headings(0, 1, {"claim": 0}, (heading,))
        assert sheet_context(("a", "b"), [[heading]], heads).get("unit") == unit
    assert shared_of({"unit": "7", "year": "24", "month": "13"}) == shared_of({})


def test_dates_without_a_year() -> None:
    """The year of the title, of the other dates, or this one with a doubt."""
    rows = [["05.02", "А А.", "Б Б.", "отказ"]]
    (row,) = read(["Журнал за 2023 год"], USUAL, *rows).rows
    assert (row.received_on, codes(row)) == (date(2023, 2, 5), [])
    (row,) = read(USUAL, *rows).rows
    assert (row.received_on, codes(row)) == (date(2025, 2, 5), ["no_year"])
    other = ["06.02.2022", "В В.", "Г Г.", "отказ"]
    assert [r.received_on for r in read(USUAL, *rows, other).rows] == [
        date(2022, 2, 5),
        date(2022, 2, 6),
    ]
    (row,) = read(["2023 год"], USUAL, ["31.02", "А А.", "Б Б.", "отказ"]).rows
    assert codes(row) == ["bad_date"]


@pytest.mark.parametrize(
    ("told", "number"),
    [("05.02.2025 № 15/2", "15/2"), ("№ 15/2 от 05.02.2025 г.", "15/2"), ("№ 15/2", "")],
)
def test_numbers_in_the_column_of_dates(told: str, number: str) -> None:
    """A number beside the date is taken out of it; without a date it is no date."""
    (row,) = read(USUAL, [told, "А А.", "Б Б.", "отказ"]).rows
    assert row.number == number
    assert (row.received_on == date(2025, 2, 5)) == bool(number)


def test_what_has_its_own_cell_stays() -> None:
    """A date or a sum beside the outcome counts only where it has no cell of its own."""
    head = [*HEAD[:10], "Дата окончания", "Результат", "Период медиации"]
    row = [
        *line()[:9],
        "5000",
        "07.02.2025",
        "соглашение от 08.02.2025 на сумму 9 000 тенге",
        "30 дней",
    ]
    found = read(head, row).rows[0]
    assert (found.ended_on, found.settled_tiyn) == (date(2025, 2, 7), 500_000)
    assert found.outcome == "agreement"
    assert one(number="№ 7 от 01.02.2025").received_on == date(2025, 2, 5)
    beside = read(["№", *USUAL], ["8", "05.02.2025 № 15", "А А.", "Б Б.", "отказ"]).rows[0]
    assert beside.number == "8"
    span = [*line()[:10], "", "соглашение", "с 01.02.2025 по 09.02.2025"]
    found = read(head, span).rows[0]
    assert (found.contract_on, found.ended_on) == (date(2025, 2, 6), date(2025, 2, 9))
    in_contract = one(contract="06.02.2025 - 09.02.2025")
    assert (in_contract.contract_on, in_contract.ended_on) == (date(2025, 2, 6), date(2025, 2, 9))
    head[-1] = "Период медиации"
    twice = [*line()[:2], "06.02.2025-07.02.2025", *line()[3:10], "08.02.2025", "отказ", ""]
    assert read(head, twice).rows[0].ended_on == date(2025, 2, 8)


def test_a_sum_in_another_currency_is_doubted() -> None:
    """Dollars are not taken for tenge."""
    row = one(claim="500 $")
    assert (row.claim_tiyn, codes(row), row.note) == (None, ["bad_amount"], "500 $")


def test_shortened_words_are_guessed_with_a_doubt() -> None:
    """«гражд.» can only be civil; what could be several, or is no word, is not guessed."""
    row = one(kind="гражд.")
    assert (row.kind, codes(row)) == ("civil", ["unknown_word"])
    assert one(kind="т.").kind is None
    assert one(outcome="отк.").note == "отк."


def test_denied_words_are_not_guessed() -> None:
    """«Соглашение не подписано сторонами» is no agreement; nobody guesses what it is."""
    row = one(outcome="соглашение не подписано сторонами")
    assert row.outcome != "agreement"
    assert "unknown_word" in codes(row)
    assert "вариант 2" in one(outcome="вариант 2").note


def test_details_behind_a_name_go_to_the_note() -> None:
    """Address, telephone and birth stand in the note, not in the name."""
    row = one(party1="Ахметова Г., 01.02.1990 г.р., г. Орал, тел. 8 701 000 00 00", id1=None)
    assert row.parties[0].name == "Ахметова Г."
    assert "8 701 000 00 00" in row.note


def test_several_names_of_one_side() -> None:
    """Numbered names and names on lines of their own are parties each; an identifier of all is kept."""
    row = one(party1="1) Ахметова Гүлнара 2) Оспанов Ерлан", id1=GOOD_IIN)
    assert [p.name for p in row.parties] == ["Ахметова Гүлнара", "Оспанов Ерлан", "Ким О.В."]
    assert [p.is_first for p in row.parties] == [True, True, False]
    assert GOOD_IIN in row.note
    lines = one(party1=f"Ахметова Гүлнара\nОспанов Ерлан, {GOOD_IIN}", id1=None)
    assert [p.identifier for p in lines.parties] == ["", GOOD_IIN, ""]
    assert [p.name for p in one(party1="ТОО «Дом\nи сад»", id1=None).parties][1:] == ["Ким О.В."]
    assert one(party1="-", id1=None).parties[0].name == "Ким О.В."


def test_rows_that_are_no_lines() -> None:
    """Totals without a word, signatures, titles; other headings are taken over below them."""
    head = ["Дата обращения", "Истец", "Ответчик", "Сумма спора", "Итог"]
    first = ["05.02.2025", "А А.", "Б Б.", "100", "отказ"]
    other = ["Дата обращения", "Заявитель", "Оппонент", "Исход", "Примечание"]
    second = ["06.02.2025", "В В.", "Г Г.", "келісім", "x"]
    result = read(
        head, first, [None, None, None, 100], ["Руководитель", None, "_____", "Ким О."], ["Май 2025"],
        ["Примечание"], other, second, ["Стороны", "не", "пришли"], ["дата и", "другие", "слова"],
        [*head[:3], "Сумма", "Итог дела"],
    )  # fmt: skip
    assert [r.parties[0].name for r in result.rows if r.result is not RowResult.REJECTED] == [
        "А А.",
        "В В.",
    ]
    assert result.rows[1].outcome == "agreement"
    assert result.rows[1].note == "x"
    why = dict(result.sheets[0].skipped)
    assert [why.get(n) for n in (3, 4, 5, 6, 7)] == [
        "total", "signature", "section", "section", "heading",
    ]  # fmt: skip
    assert why[11] == "heading"
    again = read_journal(
        Book([Sheet([head, first, other, second])]), WORDS, result.mapping, today=DAY
    )
    assert again.rows[1].outcome != "agreement"


def test_merged_cells_speak_for_the_rows_below() -> None:
    """A merged outcome holds for each line, a merged date with an outcome joins the lines."""
    rows = [
        ["05.02.2025", "А А.", "Б Б.", "отказ"],
        [None, None, "В В.", None],
        ["07.02.2025", "Г Г.", "Д Д.", None],
        ["08.02.2025", "Е Е.", "Ё Ё.", "келісім"],
    ]
    joined = ((1, 0, 2, 0), (1, 3, 3, 3), (4, 2, 4, 3))
    book = Book([Sheet([USUAL, *rows], merges=joined)])
    found = read_journal(book, WORDS, today=DAY).rows
    assert [len(r.parties) for r in found] == [3, 2, 2]
    assert [str(r.outcome) for r in found] == ["refusal", "refusal", "agreement"]
    days = Book(
        [Sheet([USUAL, rows[0], [None, "Ж Ж.", "З З.", "келісім"]], merges=((1, 0, 2, 0),))]
    )
    assert [r.received_on for r in read_journal(days, WORDS, today=DAY).rows] == [
        date(2025, 2, 5),
        date(2025, 2, 5),
    ]


def test_ticks() -> None:
    """What counts as ticked."""
    assert [tick(v) for v in ("+", 1, "V", True, "да")] == [True] * 5
    assert [tick(v) for v in (None, "", 0.0, "-", "нет", 0)] == [False] * 6


def mapped() -> JournalMapping:
    return read(HEAD, line()).mapping


def test_a_mapping_is_changed_step_by_step() -> None:
    """Each change gives another mapping, and what was told is read so."""
    told = mapped().meaning("kind", "биржа", "labour").meaning("kind", "Биржа ", "family")
    assert told.words == {"kind": {"Биржа ": "family"}}
    assert read(HEAD, line(kind="биржа"), mapping=told).rows[0].kind == "family"
    assert told.meaning("kind", "биржа", "").words == {"kind": {}}
    nothing = mapped().meaning("kind", "", "labour")
    assert read(HEAD, line(kind=None), mapping=nothing).rows[0].kind == "labour"
    off = mapped().switched("a", is_on=False)
    assert read(HEAD, line(), mapping=off).rows == ()
    assert read(HEAD, line(), mapping=off.switched("a", is_on=True)).rows != ()
    shared = mapped().sharing("a", "unit", "1000").sharing("a", "year", "")
    assert read(HEAD, line(), mapping=shared).rows[0].claim_tiyn == 15_000_000_000
    moved = off.headed("a", 1, 1, {"received_on": 1})
    assert (moved.headings["a"], moved.off) == ((1, 1), frozenset())
    assert JournalMapping.from_json(shared.to_json()) == shared


def test_columns_at_a_row_that_is_told() -> None:
    """Headings are understood where the user says they are; a height of 0 says nothing."""
    assert columns_at(WORDS, [["x"], USUAL], 1, 1).columns["received_on"] == 0
    assert columns_at(WORDS, [USUAL], 0, 0).columns == {}
    assert columns_at(WORDS, [USUAL], 9, 1).names == ()


def test_headings_are_remembered_with_what_was_told() -> None:
    """The same headings in another file, elsewhere and in capitals are read as they were."""
    odd = ["Число", "Кто", "С кем", "Чем", "Сколько, тг"]
    row = ["05.02.2025", "А А.", "Б Б.", "ничья", "5"]
    columns = {"received_on": 0, "party1": 1, "party2": 2, "outcome": 3, "claim": 4}
    mapping = (
        JournalMapping()
        .headed("a", 0, 1, columns)
        .meaning("outcome", "ничья", "refusal")
        .sharing("a", "unit", "1000")
    )
    first = read(odd, row, mapping=mapping)
    ((print_, (name, shape)),) = first.shapes().items()
    assert name == ", ".join(odd)
    assert SheetShape.from_text(shape.to_text()) == shape
    shapes = {print_: shape}
    sheet = Sheet([["Отчёт"], [h.upper() for h in odd], row], "b")
    again = read_journal(Book([sheet]), WORDS, today=DAY, shapes=shapes)
    assert again.rows[0].outcome == "refusal"
    assert again.rows[0].claim_tiyn == 500_000
    assert again.sheets[0].is_remembered
    assert again.mapping.words == mapping.words
    plain = replace(shape, unit="", words={})
    for mapping in (None, JournalMapping()):
        told = read_journal(Book([sheet]), WORDS, mapping, today=DAY, shapes={print_: plain})
        assert told.rows[0].claim_tiyn == 500
    other = Book([Sheet([["Отчёт"], HEAD, line()], "b")])
    assert not read_journal(other, WORDS, today=DAY, shapes=shapes).sheets[0].is_remembered
    assert shape_print(("", " ")) == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"height": 1, "columns": {"a": -1}, "unit": "", "words": {}}']
)
def test_broken_memories_are_refused(text: str) -> None:
    """What is no shape is a problem of the input."""
    with pytest.raises(InputProblem) as caught:
        SheetShape.from_text(text)
    assert caught.value.code is Code.RESOURCE_BAD


def test_off_sheets_and_sheets_without_headings_are_not_remembered() -> None:
    """Only headings that were read are worth remembering."""
    assert read(HEAD, line(), mapping=mapped().switched("a", is_on=False)).shapes() == {}
    rows = [
        ["05.02.2025", "Ахметова Гүлнара", GOOD_IIN, "отказ"],
        ["06.02.2025", "Ким Ольга", GOOD_IIN, "отказ"],
    ]
    assert read(*rows).shapes() == {}
