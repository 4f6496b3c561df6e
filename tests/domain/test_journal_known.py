"""Journals: lines corrected since, columns told by their values, mappings, laws of reading."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.domain.journal_headings import folded
from mediadesk.domain.journal_keys import KnownKeys
from mediadesk.domain.journal_rows import CellTrouble, RowResult
from mediadesk.domain.journals import JournalMapping, JournalRead, read_journal
from mediadesk.domain.text import fold
from mediadesk.errors import Code, InputProblem, MediaDeskError, WorldTrouble
from tests.journal_grids import DAY, GOOD_IIN, HEAD, WORDS, Book, Sheet, codes, line, read


def keys_of(*rows: list[object]) -> frozenset[str]:
    """Return the keys of lines that were taken in."""
    return frozenset(row.key for row in read(HEAD, *rows).rows)


def test_the_same_line_is_the_same_however_it_is_written() -> None:
    """Dates, spaces, case and letters of another keyboard make no other line."""
    known = keys_of(line())
    other = line(
        received=datetime(2025, 2, 5, tzinfo=UTC),
        party2="КИМ  O.В.",
        claim=150_000.0,
        id1=int(GOOD_IIN),
    )
    (row,) = read(HEAD, other, known=known).rows
    assert (row.result, row.reasons) == (RowResult.SAME, ())


@pytest.mark.parametrize(
    "change",
    [
        {"claim": "160 000"},
        {"id1": "850505400011"},
        {"id1": None},
        {"kind": "трудовой"},
        {"outcome": "соглашение", "settled": "1"},
        {"contract": None},
    ],
)
def test_a_corrected_line_is_not_there_twice(change: dict[str, object]) -> None:
    """Number, day and names are known, something else differs: it is held back and says so."""
    (row,) = read(HEAD, line(**change), known=keys_of(line())).rows
    assert row.result is RowResult.DOUBTFUL
    assert row.is_held_back
    assert codes(row)[0] == "taken_before"


@pytest.mark.parametrize(
    "change", [{"number": "2"}, {"received": "04.02.2025"}, {"party2": "Цой О."}]
)
def test_another_line_is_new(change: dict[str, object]) -> None:
    """Another number, day or name is another line."""
    (row,) = read(HEAD, line(**change), known=keys_of(line())).rows
    assert (row.result, row.is_held_back) == (RowResult.NEW, False)


def test_a_name_may_be_spelled_anew() -> None:
    """The identifier tells who it is: a corrected name makes no other line."""
    (row,) = read(HEAD, line(party1="Ахметова Гульнара"), known=keys_of(line())).rows
    assert row.result is RowResult.SAME


def test_doubles_inside_a_journal_are_kept() -> None:
    """Two equal lines are two rows; a third one later is held back."""
    first = read(HEAD, line(), line())
    assert [r.result for r in first.rows] == [RowResult.NEW, RowResult.NEW]
    known = frozenset(r.key for r in first.rows)
    assert len(known) == 2
    again = read(HEAD, line(), line(), line(), known=known).rows
    assert [r.result for r in again] == ["same", "same", "doubtful"]
    assert again[2].is_held_back


def test_rejected_lines_stay_rejected() -> None:
    """A line that cannot be taken in says why, known or not."""
    (row,) = read(HEAD, line(claim="-1"), known=keys_of(line())).rows
    assert row.result is RowResult.REJECTED


def test_keys_of_other_makes() -> None:
    """A key without halves is compared as a whole."""
    known = KnownKeys({"k1", ""})
    assert known.is_same("k1")
    assert not known.is_same("k2")
    assert not known.is_changed("k2")
    assert not known.is_same("")


def guessing(count: int, *, head: list[object] | None = None) -> JournalRead:
    """Read lines whose columns are told by their values alone."""
    rows: list[list[object]] = [
        [
            i + 1,
            f"{i % 27 + 1:02}.03.2025",
            f"Ахметова Гүлнара {chr(1040 + i)}.",
            int(GOOD_IIN),
            f"ТОО «Сәуле {chr(1040 + i)}»",
            "семейный" if i % 2 else "трудовой",
            "Ким О.В." if i % 2 else "Бек А.С.",
            150_000 + i,
            "отказ" if i % 3 else "келісім",
            True,
        ]
        for i in range(count)
    ]
    return read(*([head] if head else []), *rows)


EXPECTED = {
    "number": 0,
    "received_on": 1,
    "party1": 2,
    "party1_id": 3,
    "party2": 4,
    "kind": 5,
    "mediator": 6,
    "claim": 7,
    "outcome": 8,
}


def test_columns_without_headings_are_guessed() -> None:
    """Values alone tell what the columns hold, and every one is marked as a guess."""
    result = guessing(12)
    assert result.mapping.sheets["a"] == EXPECTED
    assert result.sheets[0].guessed == tuple(sorted(EXPECTED))
    assert result.count(RowResult.NEW) == 12
    assert result.mapping.headings["a"] == (0, 0)
    saved = JournalMapping.from_json(result.mapping.to_json())
    assert saved == result.mapping


def test_saved_guesses_read_the_same_rows() -> None:
    """A mapping of guesses is as good as headings."""
    first = guessing(12)
    book = Book([Sheet([["1", "01.03.2025", "Ахметова Г.", GOOD_IIN, "Ким О.", "семейный"]])])
    again = read_journal(book, WORDS, first.mapping, today=DAY)
    assert [r.result for r in again.rows] == [RowResult.NEW]


def test_odd_headings_stand_above_the_first_line() -> None:
    """Headings that say nothing are shown, and not taken for a line."""
    names: list[object] = ["А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", None]
    result = guessing(12, head=names)
    assert len(result.rows) == 12
    assert result.sheets[0].headings == ("А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "")


def test_missing_headings_among_known_ones() -> None:
    """What headings say stands; only the columns without one are guessed."""
    head = ["Дата обращения", "Сторона 1", None, "Сторона 2", "???", "Итог", None, "Телефон"]
    rows: list[list[object]] = [
        ["05.02.2025", "Ахметова Г.", GOOD_IIN, "Ким О.", "сот", "отказ", "06.02.2025", GOOD_IIN],
        ["07.02.2025", "Бекова Г.", GOOD_IIN, "Цой О.", "суд", "отказ", "08.02.2025", GOOD_IIN],
    ]
    result = read(head, *rows)
    assert result.sheets[0].guessed == ("contract_on", "party1_id", "stage")
    assert [r.stage for r in result.rows] == ["court", "court"]
    assert result.rows[0].contract_on == date(2025, 2, 6)


def test_odd_headings_are_not_overruled_lightly() -> None:
    """Dates and sums under a heading of their own are not taken for others."""
    head = ["Дата обращения", "Стороны", "Итог", "Явка", "Пошлина", "Свидетель"]
    row = ["05.02.2025", "Ахметова Г. / Ким О.", "отказ", "07.02.2025", 150_000, "Цой Анна Р."]
    assert read(head, row, row).sheets[0].guessed == ()


def test_essential_columns_are_guessed_under_any_heading() -> None:
    """Without the day of the appeal a journal cannot be read: a column of days will do."""
    head = ["Явка", "Сторона 1", "Сторона 2", "Итог"]
    row = ["05.02.2025", "Ахметова Г.", "Ким О.", "отказ"]
    result = read(head, row, row)
    assert result.sheets[0].guessed == ("received_on",)
    assert result.count(RowResult.NEW) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [["Иван Иванов", "05.02.1990"], ["Анна Цой", "06.02.1991"]],
        [[1, 2, 3], [4, 5, 6]],
        [["семейный", 5], ["трудовой", 6]],
        [["итого", None]],
        [],
    ],
)
def test_lists_that_are_no_journals(rows: list[list[object]]) -> None:
    """Birthdays, figures and summaries are no journals; the file is named."""
    with pytest.raises(WorldTrouble) as caught:
        read(*rows)
    assert caught.value.code is Code.HEADINGS_NOT_FOUND
    assert caught.value.params == {"name": "journal.xlsx"}


def test_a_sheet_that_is_no_journal_is_passed_over() -> None:
    """Of several sheets those are read that are journals."""
    sheets = [Sheet([["Справочник"]], "b"), Sheet([HEAD, line()], "c")]
    result = read_journal(Book(sheets), WORDS, today=DAY)
    assert [(s.name, s.data_rows) for s in result.sheets] == [("b", 0), ("c", 1)]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"sheets": []},
        {"sheets": {"a": {}}},
        {"sheets": {"a": {"header": [0], "columns": {}}}},
        {"sheets": {"a": {"header": [0, 1], "columns": {"claim": "x"}}}},
        {"sheets": {"a": {"header": [0, 1], "columns": {"claim": -1}}}},
        {"sheets": {"a": {"header": [-5, 1], "columns": {}}}},
        {"sheets": {"a": {"header": [0, float("inf")], "columns": {}}}},
        {"sheets": {}, "words": 5},
    ],
)
def test_broken_mappings_are_refused(data: object) -> None:
    """What is no mapping is a problem of the input, not a crash."""
    with pytest.raises(InputProblem) as caught:
        JournalMapping.from_json(data)
    assert caught.value.code is Code.RESOURCE_BAD


def test_words_can_only_mean_codes_there_are() -> None:
    """A taught word with an unknown code is refused."""
    mapping = JournalMapping.from_json({"sheets": {}, "words": {"kind": {"соседи": "neighbours"}}})
    with pytest.raises(InputProblem):
        read(HEAD, mapping=mapping)


def test_a_mapping_rules_over_the_headings() -> None:
    """Columns told by hand are taken as told, even beyond the sheet."""
    data = {
        "sheets": {"a": {"header": [9, 1], "columns": {"received_on": 0}}},
        "words": {"kind": {"соседи": "civil"}},
    }
    mapping = JournalMapping.from_json(data)
    assert read(["x"], mapping=mapping).rows == ()
    data["sheets"] = {
        "a": {"header": [0, 1], "columns": {"received_on": 1, "party1": 0, "kind": 2, "claim": 9}}
    }
    (row,) = read(
        ["x", "y"], ["А", "05.02.2025", "Соседи"], mapping=JournalMapping.from_json(data)
    ).rows
    assert (row.kind, row.parties[0].name, row.claim_tiyn) == ("civil", "А", None)


@given(text=st.text(max_size=30))
def test_folding_word_by_word_is_folding(text: str) -> None:
    """The quick way gives what the slow one gives."""
    assert folded(text) == fold(text)


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(
        [*HEAD, "05.02.2025", GOOD_IIN, "отказ", "Ким О.В.", *CellTrouble, "Итого", 1, 2]
    ),
)


GRID = st.lists(st.lists(CELL, max_size=9), max_size=8)


@settings(max_examples=150, deadline=None)
@given(rows=GRID)
def test_any_grid_gives_rows_or_our_errors(rows: list[list[object]]) -> None:
    """Nothing but our own errors; every row below the headings has one result or one reason."""
    try:
        result = read(*rows)
    except MediaDeskError:
        return
    facts = result.sheets[0]
    first, height = result.mapping.headings["a"]
    assert facts.data_rows + len(facts.skipped) == len(rows) - first - height
    assert len({row.key for row in result.rows}) == len(result.rows)
    assert sum(result.count(r) for r in RowResult) == len(result.rows)


@settings(max_examples=80, deadline=None)
@given(rows=GRID)
def test_what_was_read_is_the_same_the_second_time(rows: list[list[object]]) -> None:
    """Whatever was taken in is known when the journal is read again."""
    first = read(HEAD, *rows)
    known = frozenset(r.key for r in first.rows if r.result is not RowResult.REJECTED)
    again = read(HEAD, *rows, known=known)
    assert {r.result for r in again.rows} <= {RowResult.SAME, RowResult.REJECTED}
    assert [replace(r, result=RowResult.SAME, reasons=()) for r in again.rows] == [
        replace(r, result=RowResult.SAME, reasons=()) for r in first.rows
    ]
