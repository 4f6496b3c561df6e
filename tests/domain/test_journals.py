"""Journals as offices keep them: headings, words, odd rows."""

import pytest

from mediadesk.domain.journal_headings import find_headings
from mediadesk.domain.journal_rows import CellTrouble, RowResult
from mediadesk.domain.text import unmasked
from mediadesk.domain.types import OrganisationKind
from tests.journal_grids import BAD_IIN, GOOD_IIN, HEAD, WORDS, codes, line, one, read


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
        ("алименты", "family"),
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
        ("Ахметова Гүлнара, Ким Ольга", ["Ахметова Гүлнара", "Ким Ольга"]),
        ("ТОО «Дом и сад» - Ким О.", ["ТОО «Дом и сад»", "Ким О."]),
        ("Ахметова Г. к АО «Ақ Жол – Строй»", ["Ахметова Г.", "АО «Ақ Жол – Строй»"]),
        ("Заявитель: Ахметова Г. Ответчик: Ким О.", ["Ахметова Г.", "Ким О."]),
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
