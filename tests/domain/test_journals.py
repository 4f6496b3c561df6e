"""Journals as offices keep them: headings, words, odd rows, lines corrected since."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk.assets import load_toml
from mediadesk.domain.journal_headings import Vocabulary, find_headings, folded
from mediadesk.domain.journal_keys import KnownKeys
from mediadesk.domain.journal_rows import CellTrouble, JournalRow, RowResult
from mediadesk.domain.journals import JournalMapping, JournalRead, read_journal
from mediadesk.domain.text import fold, unmasked
from mediadesk.domain.types import OrganisationKind
from mediadesk.errors import Code, InputProblem, MediaDeskError, WorldTrouble

DAY = date(2025, 12, 31)
WORDS = Vocabulary(load_toml("journals/vocabulary.toml"))
HEAD = ["№", "Дата обращения", "Дата договора", "Сторона 1", "ИИН", "Сторона 2", "ИИН"]
HEAD += ["Категория", "Сумма спора", "Сумма соглашения", "Результат"]
GOOD_IIN = "900101300017"
BAD_IIN = "900101300018"


@dataclass(frozen=True)
class Sheet:
    """A sheet of raw cells."""

    rows: list[list[object]]
    name: str = "a"


@dataclass(frozen=True)
class Book:
    """A workbook of raw cells."""

    sheets: list[Sheet] = field(default_factory=list)
    name: str = "journal.xlsx"


def read(
    *rows: list[Any], known: frozenset[str] = frozenset(), mapping: JournalMapping | None = None
) -> JournalRead:
    """Read a journal of one sheet as of the last day of 2025."""
    return read_journal(Book([Sheet(list(rows))]), WORDS, mapping, known, today=DAY)


def one(**cells: object) -> JournalRow:
    """Read one row under the usual headings, with some cells changed."""
    return read(HEAD, line(**cells)).rows[0]


def line(**cells: object) -> list[object]:
    """Return the usual row with some cells changed."""
    usual: dict[str, object] = {
        "number": "1",
        "received": "05.02.2025",
        "contract": "06.02.2025",
        "party1": "Ахметова Гүлнара",
        "id1": GOOD_IIN,
        "party2": "Ким О.В.",
        "id2": None,
        "kind": "семейный",
        "claim": "150 000",
        "settled": None,
        "outcome": "отказ",
    }
    return list({**usual, **cells}.values())


def codes(row: JournalRow) -> list[str]:
    """Return the codes of the reasons."""
    return [reason.code for reason in row.reasons]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            [
                "Р/с №",
                "Жүгінген күні",
                "Шарт күні",
                "1-тарап",
                "ЖСН",
                "2-тарап",
                "ЖСН/БСН",
                "Дау түрі",
            ],
            [
                "number",
                "received_on",
                "contract_on",
                "party1",
                "party1_id",
                "party2",
                "party2_id",
                "kind",
            ],
        ),
        (
            [
                "№ п/п",
                "ДАТА ПОСТУПЛЕНИЯ",
                "ЗАЯВИТЕЛЬ",
                "ОТВЕТЧИК",
                "ВИД СПОРА",
                "ЦЕНА ИСКА",
                "ИТОГ",
            ],
            ["number", "received_on", "party1", "party2", "kind", "claim", "outcome"],
        ),
        (
            [
                "Дата обращения / Жүгінген күні",
                "Истец / Талапкер",
                "Жауапкер / Ответчик",
                "Нәтиже / Итог",
            ],
            ["received_on", "party1", "party2", "outcome"],
        ),
        (  # Latin a, c, e, o, p, x, T, H, M among and instead of Cyrillic letters
            ["Дaтa oбpaщeния", "Cтopoнa 1", "Cтopoнa 2", "Cуммa cпopa", "Meдиaтop", "Teл."],
            ["received_on", "party1", "party2", "claim", "mediator"],
        ),
        (
            ["Дата заявления", "Стороны спора", "Сумма требований", "Кем направлено", "Примечание"],
            ["received_on", "parties", "claim", "source", "note"],
        ),
        (
            ["Дата обращения", "ФИО, ИИН стороны 1", "Наименование, БИН стороны 2", "Итог"],
            ["received_on", "party1", "party2", "outcome"],
        ),
        (
            [
                "Дата рождения",
                "Дата",
                "Адрес стороны 1",
                "Сторона 1",
                "Телефон стороны 2",
                "Сторона 2",
            ],
            ["", "received_on", "", "party1", "", "party2"],
        ),
        (
            ["Дата обращения", "Истец и ответчик", "Результат"],
            ["received_on", "parties", "outcome"],
        ),
        (
            ["Дата обращения", "ИИН истца", "Истец", "ИИН ответчика", "Ответчик"],
            ["received_on", "party1_id", "party1", "party2_id", "party2"],
        ),
    ],
)
def test_headings_are_known_by_meaning(headings: list[str], fields: list[str]) -> None:
    """Russian, Kazakh, both at once, synonyms, capitals and Latin look-alikes."""
    found = find_headings(WORDS, [["Журнал"], headings])
    assert found is not None
    assert found.first == 1
    assert found.columns == {f: i for i, f in enumerate(fields) if f}


def test_two_row_headings() -> None:
    """Identifiers under the name of their party; the group reaches over empty cells."""
    upper = ["№", "Дата", None, "Сторона 1", None, "Сторона 2", None]
    lower = [None, "обращения", "договора", "ФИО", "ИИН", "ФИО", "ИИН"]
    row = ["1", "05.02.2025", None, "Ахметова Г.", GOOD_IIN, "Ким О.В.", "921231401239"]
    result = read(upper, lower, ["1", "2", "3", "4", "5", "6", "7"], row, upper, lower, row)
    assert [r.row for r in result.rows] == [4, 7]
    assert result.sheets[0].skipped == ((3, "column numbers"), (5, "heading"), (6, "heading"))
    assert [p.identifier for p in result.rows[0].parties] == [GOOD_IIN, "921231401239"]
    assert result.sheets[0].headings[3] == "Сторона 1 ФИО"


def test_titles_totals_and_blanks_are_passed_over() -> None:
    """Rows that are no appeals are passed over, each with a reason."""
    numbers = list(range(1, len(HEAD) + 1))
    empty = [None, "", " ", "\u200b"]
    total = ["ВСЕГО:", None, None, None, None, None, None, None, 150000]
    upper = [*(h.upper() for h in HEAD), None]
    lone = ["2", None, None]
    result = read(["Журнал учёта"], HEAD, numbers, line(), empty, upper, lone, total, line())
    assert len(result.rows) == 2
    why = [reason for _, reason in result.sheets[0].skipped]
    assert why == ["column numbers", "blank", "heading", "no data", "total"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("СЕМЕЙНЫЙ", "family"),
        ("отбасылық", "family"),
        ("тpудовой", "labour"),
        ("Еңбек дауы", "labour"),
    ],
)
def test_code_words(word: str, kind: str) -> None:
    """Words of codes are known in capitals, in Kazakh and with Latin letters inside."""
    row = one(kind=word)
    assert (row.kind, row.result) == (kind, RowResult.NEW)


def test_words_wholly_of_latin_look_alikes() -> None:
    """«COT» and «TOO» typed in Latin are the Kazakh court and a company."""
    assert unmasked("COT, TOO Nur") == "СОТ, ТОО Nur"
    head = ["Дата обращения", "Сторона 1", "Сторона 2", "Стадия"]
    (row,) = read(head, ["05.02.2025", "TOO «Сәуле»", "Ким О.В.", "COT"]).rows
    assert row.stage == "court"
    assert [p.organisation for p in row.parties] == [OrganisationKind.LEGAL_ENTITY, None]


def test_unknown_words_are_kept() -> None:
    """A word inside others still tells the code, with a doubt; another one goes to the note."""
    inside = one(kind="спор семейный о детях")
    assert (inside.kind, inside.result, codes(inside)) == ("family", "doubtful", ["unknown_word"])
    lost = one(kind="чепуха")
    assert (lost.kind, lost.note) == (None, "чепуха")
    assert one(kind="—").kind is None


@pytest.mark.parametrize(
    ("cells", "result", "code"),
    [
        ({"received": "31.02.2025"}, "rejected", "bad_date"),
        ({"received": "вчера утром"}, "rejected", "bad_date"),
        ({"received": None, "contract": None}, "rejected", "no_date"),
        ({"received": "05.02.2026", "contract": None}, "doubtful", "future"),
        ({"received": None}, "doubtful", "no_date"),
        ({"contract": "01.02.2025"}, "doubtful", "contract_before"),
        ({"claim": "-5"}, "rejected", "negative"),
        ({"claim": -5.0}, "rejected", "negative"),
        ({"claim": "много"}, "doubtful", "bad_amount"),
        ({"settled": 200_000}, "doubtful", "settled_more"),
        ({"party1": "А" * 3000}, "rejected", "name_too_long"),
        ({"party1": None}, "rejected", "no_name"),
        ({"party1": None, "id1": None, "party2": None}, "rejected", "no_parties"),
        ({"id1": "12345"}, "doubtful", "bad_identifier"),
        ({"id1": BAD_IIN}, "new", "check_digit"),
        ({"id1": int(BAD_IIN)}, "new", "check_digit"),
        ({"claim": CellTrouble.NO_VALUE}, "rejected", "formula"),
        ({"received": CellTrouble.ERROR}, "rejected", "cell_error"),
        ({"claim": "#ЗНАЧ!"}, "rejected", "cell_error"),
        ({"number": CellTrouble.NO_VALUE}, "doubtful", "formula"),
        ({"outcome": None, "settled": 5}, "new", ""),
        ({"outcome": None, "contract": None, "settled": 5}, "doubtful", "outcome_guessed"),
    ],
)
def test_odd_rows_tell_why(cells: dict[str, object], result: str, code: str) -> None:
    """Each odd row has its result and a reason in words that can be shown."""
    row = one(**cells)
    assert row.result == result
    assert code in (codes(row) or [""])
    for reason in row.reasons:
        assert reason.text % dict(reason.params)


def test_what_is_not_told_of_the_end() -> None:
    """Outcome and end by the dates alone."""
    head = ["Дата обращения", "Дата договора", "Дата окончания", "Сторона 1", "Итог"]
    rows = read(
        head,
        ["05.02.2025", None, None, "А"],
        ["05.02.2025", "06.02.2025", None, "А"],
        ["05.02.2025", "06.02.2025", "07.02.2025", "А"],
        ["05.02.2025", "06.02.2025", "01.02.2025", "А", "отказ"],
    ).rows
    assert [r.outcome for r in rows] == ["waiting", "running", "stopped", "refusal"]
    assert [codes(r) for r in rows] == [[], [], ["outcome_missing"], ["end_before"]]


def test_control_characters_and_marks_of_direction_go() -> None:
    """What cannot be seen is not kept, and does not hide a name."""
    row = one(party1="\u202eАхметова\u200b\x07 \u2066Гүлнара\u2069\ufeff", number="\u200e1\x00")
    assert row.parties[0].name == "Ахметова Гүлнара"
    assert row.number == "1"
    assert row.key == one().key


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ахметова Г. / Ким О.", ["Ахметова Г.", "Ким О."]),
        ("Ахметова Г.\nКим О.", ["Ахметова Г.", "Ким О."]),
        ("Ахметова Г. және Ким О.", ["Ахметова Г.", "Ким О."]),
        ("Ахметова Г. против ТОО «Ким»", ["Ахметова Г.", "ТОО «Ким»"]),
        ("Ахметова Г.", ["Ахметова Г."]),
        (None, []),
    ],
)
def test_two_parties_in_one_cell(cell: str | None, names: list[str]) -> None:
    """Two names in a cell are parted, with a doubt."""
    (row,) = read(["Дата обращения", "Стороны", "Результат"], ["05.02.2025", cell, "отказ"]).rows
    assert [p.name for p in row.parties] == names
    assert ("parties_parted" in codes(row)) == (len(names) == 2)


@pytest.mark.parametrize(
    "cell",
    [
        f"Ахметова Г., ИИН {GOOD_IIN}",
        f"Ахметова Г. ({GOOD_IIN})",
        f"Ахметова Г. ЖСН/БСН: {GOOD_IIN}",
    ],
)
def test_identifier_inside_the_name(cell: str) -> None:
    """An identifier in the cell of the name is taken out of it."""
    head = ["Дата обращения", "ФИО, ИИН стороны 1", "Сторона 2"]
    (row,) = read(head, ["05.02.2025", cell, "Ким О."]).rows
    assert (row.parties[0].name, row.parties[0].identifier) == ("Ахметова Г.", GOOD_IIN)


def test_lost_zeros_and_numbers_of_lines() -> None:
    """Numbers that a spreadsheet made of text become text again."""
    row = one(id1=50101500019.0, number=7.0)
    assert (row.number, row.parties[0].identifier) == ("7", "050101500019")


# ------------------------------------------------------------------ known lines


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


# ------------------------------------------------------------------ guesses


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


# ------------------------------------------------------------------ mappings


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


# ------------------------------------------------------------------ laws


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
