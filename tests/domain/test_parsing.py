"""What people type and journals hold: dates, amounts, times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.parsing import (
    PARSE_TEXTS,
    ParseCode,
    ParseProblem,
    parse_amount_tiyn,
    parse_date,
    parse_time,
)

TODAY = date(2026, 11, 21)
MARCH = date(2026, 3, 5)
DAYS = st.dates(date(1906, 1, 8), date(2199, 12, 31))
MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
MONTHS_KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
MONTHS_EN = "January February March April May June July August September October November December"


def code(result: object) -> ParseCode:
    assert isinstance(result, ParseProblem)
    assert set(re.findall(r"%\((\w+)\)s", PARSE_TEXTS[result.code])) == set(result.params)
    return result.code


def test_every_code_has_a_text() -> None:
    assert set(PARSE_TEXTS) == set(ParseCode)


@pytest.mark.parametrize(
    "typed",
    [
        "5.3",
        "05.03",
        "05.03.26",
        "5.3.2026",
        "05/03/2026",
        "05-03-2026",
        "05 03 2026",
        "05,03,2026",
        "05.03.2026.",
        "05.03.2026 г.",
        "05.03.2026г",
        "05.03.2026 ж.",
        "05.03.2026 14:30",
        "2026-03-05",
        "2026.03.05",
        "2026-03-05 00:00:00",
        "2026-03-05T10:15:00.000Z",
        "20260305",
        "05032026",
        "050326",
        "46086",
        "46086.0",
        46086,
        46086.75,
        Decimal(46086),
        date(2026, 3, 5),
        datetime(2026, 3, 5, 10, 15, tzinfo=UTC),
        "5 марта 2026",
        "5 марта",
        "«05» марта 2026 года",
        "5 мар. 26",
        "5-марта-2026",
        "2026 жылғы 5 наурыз",
        "2026 жылғы «05» наурыз",
        "2026 ж. 5 нау",
        "2026 жылдың 5 наурызында",
        "от 5-го марта 2026 года",
        "5 March 2026",
        "March 5, 2026",
        "қғ.қі.әқә,",
    ],
    ids=repr,
)
def test_ways_to_write_a_date(typed: object) -> None:
    assert parse_date(typed, TODAY) == MARCH


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("today", 0),
        ("Сегодня", 0),
        ("бүгін", 0),
        ("бугин", 0),
        ("ctujlyz", 0),
        ("tomorrow", 1),
        ("завтра", 1),
        ("ертең", 1),
        ("вчера", -1),
        ("кеше", -1),
        ("+30", 30),
        ("+ 30", 30),
        ("-7", -7),
        ("−7", -7),
        ("+10 дней", 10),
        ("+10 күн", 10),
        ("+2 нед.", 14),
        ("+1 апта", 7),
        ("+1 мес", 30),
        ("+1 ай", 30),
        ("+3 weeks", 21),
    ],
)
def test_dates_told_from_today(typed: str, days: int) -> None:
    assert parse_date(typed, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("31.02.2026", ParseCode.DATE_IMPOSSIBLE),
        ("29.02.2027", ParseCode.DATE_IMPOSSIBLE),
        ("00.01.2026", ParseCode.DATE_IMPOSSIBLE),
        ("03/25/2026", ParseCode.DATE_IMPOSSIBLE),
        ("31 апреля", ParseCode.DATE_IMPOSSIBLE),
        ("0000-01-01", ParseCode.DATE_IMPOSSIBLE),
        ("5.3.85", ParseCode.DATE_YEAR_SHORT),
        ("5.3.47", ParseCode.DATE_YEAR_SHORT),
        ("5.3.1812", ParseCode.DATE_OUT_OF_RANGE),
        ("+9999 мес", ParseCode.DATE_OUT_OF_RANGE),
        (date(1812, 1, 1), ParseCode.DATE_OUT_OF_RANGE),
        (datetime(2500, 1, 1, tzinfo=UTC), ParseCode.DATE_OUT_OF_RANGE),
        (109_939, ParseCode.DATE_OUT_OF_RANGE),
        ("абв", ParseCode.DATE_UNCLEAR),
        ("март", ParseCode.DATE_UNCLEAR),
        ("5", ParseCode.DATE_UNCLEAR),
        ("2026", ParseCode.DATE_UNCLEAR),
        ("5 5 марта 2026", ParseCode.DATE_UNCLEAR),
        ("5 марта апреля", ParseCode.DATE_UNCLEAR),
        ("123 марта", ParseCode.DATE_UNCLEAR),
        ("5 марта 202", ParseCode.DATE_UNCLEAR),
        ("5 ма 2026", ParseCode.DATE_UNCLEAR),
        ("5 кварта 2026", ParseCode.DATE_UNCLEAR),
        ("+5 лет", ParseCode.DATE_UNCLEAR),
        ("2026-03", ParseCode.DATE_UNCLEAR),
        (5.3, ParseCode.DATE_UNCLEAR),
        (2026, ParseCode.DATE_UNCLEAR),
        (10**9, ParseCode.DATE_UNCLEAR),
        (float("nan"), ParseCode.DATE_UNCLEAR),
        (Decimal("sNaN"), ParseCode.DATE_UNCLEAR),
        (True, ParseCode.DATE_UNCLEAR),
    ],
    ids=repr,
)
def test_what_is_not_a_date(typed: object, expected: ParseCode) -> None:
    assert code(parse_date(typed, TODAY)) is expected


@pytest.mark.parametrize("empty", [None, "", "  ", "-", "—", "нет", "Жоқ"], ids=repr)
def test_nothing_is_none(empty: object) -> None:
    assert parse_date(empty, TODAY) is None
    assert parse_amount_tiyn(empty) is None
    assert parse_time(empty) is None


def test_two_digit_years_are_never_of_the_last_century() -> None:
    assert parse_date("5.3.46", TODAY) == date(2046, 3, 5)
    assert parse_date("5.3.00", TODAY) == date(2000, 3, 5)
    for year in range(100):
        found = parse_date(f"05.03.{year:02d}", TODAY)
        assert isinstance(found, ParseProblem) or found.year == 2000 + year


@given(DAYS)
def test_written_dates_are_read_back(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%d%m%Y}",
        f"{day.day}.{day.month}.{day.year} ж.",
        f"{day.day} {MONTHS_RU.split()[day.month - 1]} {day.year} года",
        f"{day.year} жылғы {day.day} {MONTHS_KK.split()[day.month - 1]}",
        f"{day.day} {MONTHS_EN.split()[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS_EN.split()[day.month - 1][:3]} {day.year}",
        (day - date(1899, 12, 30)).days,
    ]
    assert [parse_date(text, TODAY) for text in written] == [day] * len(written)


@given(st.one_of(st.text(), st.text("0123456789.,-/+ гжмарт"), st.floats(), st.decimals()))
def test_reading_never_raises(raw: object) -> None:
    assert isinstance(parse_date(raw, TODAY), (date, ParseProblem, type(None)))
    assert isinstance(parse_amount_tiyn(raw), (int, ParseProblem, type(None)))
    assert isinstance(parse_time(raw), (time, ParseProblem, type(None)))


@pytest.mark.parametrize(
    ("typed", "tiyn"),
    [
        ("5 450 500", 545_050_000),
        ("5\u00a0450\u202f500", 545_050_000),
        ("5450500,50", 545_050_050),
        ("5450500.5", 545_050_050),
        ("5,450,500.50", 545_050_050),
        ("5.450.500,50", 545_050_050),
        ("5'450'500", 545_050_000),
        ("5.450.500", 545_050_000),
        ("1,200", 120_000),
        ("0,125", 13),
        ("1,250 млн", 125_000_000),
        ("1,2 млн", 120_000_000),
        ("1.5 МЛРД", 150_000_000_000),
        ("300 тыс.", 30_000_000),
        ("300 мың", 30_000_000),
        ("300 тыс. тенге", 30_000_000),
        ("1 млн 200 мың теңге", 120_000_000),
        ("2 тысячи", 200_000),
        ("3 миллиона", 300_000_000),
        ("500k", 50_000_000),
        ("1 млн 200 мың", 120_000_000),
        ("120 000 ₸", 12_000_000),
        ("₸120 000", 12_000_000),
        ("120 000 KZT", 12_000_000),
        ("120 000 тенге", 12_000_000),
        ("120 000 теңге 50 тиын", 12_000_050),
        ("120 000 тг.", 12_000_000),
        ("120 000 (сто двадцать тысяч) тенге 00 тиын", 12_000_000),
        ("120 000-00", 12_000_000),
        ("120 000=50", 12_000_050),
        ("әңқ қққ", 24_000_000),
        ("0", 0),
        ("0,00", 0),
        (0, 0),
        (5_450_500, 545_050_000),
        (120_000.5, 12_000_050),
        (Decimal("99.995"), 10_000),
        (99.995, 10_000),
        (0.01, 1),
        ("1000000000000000", 10**17),
    ],
    ids=repr,
)
def test_amounts(typed: object, tiyn: int) -> None:
    assert parse_amount_tiyn(typed) == tiyn


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-500", ParseCode.AMOUNT_NEGATIVE),
        ("− 500", ParseCode.AMOUNT_NEGATIVE),
        ("(500)", ParseCode.AMOUNT_NEGATIVE),
        ("500-", ParseCode.AMOUNT_NEGATIVE),
        (-1, ParseCode.AMOUNT_NEGATIVE),
        (-0.5, ParseCode.AMOUNT_NEGATIVE),
        ("1000000000000001", ParseCode.AMOUNT_TOO_LARGE),
        ("2000000 млрд", ParseCode.AMOUNT_TOO_LARGE),
        (1e300, ParseCode.AMOUNT_TOO_LARGE),
        (float("nan"), ParseCode.AMOUNT_UNCLEAR),
        (float("inf"), ParseCode.AMOUNT_UNCLEAR),
        (Decimal("sNaN"), ParseCode.AMOUNT_UNCLEAR),
        (True, ParseCode.AMOUNT_UNCLEAR),
        ("сто", ParseCode.AMOUNT_UNCLEAR),
        ("около 500", ParseCode.AMOUNT_UNCLEAR),
        ("500 рублей", ParseCode.AMOUNT_UNCLEAR),
        ("100 тенге 200 тенге", ParseCode.AMOUNT_UNCLEAR),
        ("1,2,3", ParseCode.AMOUNT_UNCLEAR),
        ("12,34,567", ParseCode.AMOUNT_UNCLEAR),
        ("1.200,500.1", ParseCode.AMOUNT_UNCLEAR),
    ],
    ids=repr,
)
def test_what_is_not_an_amount(typed: object, expected: ParseCode) -> None:
    assert code(parse_amount_tiyn(typed)) is expected


@given(st.integers(0, 10**17))
def test_written_amounts_are_read_back(tiyn: int) -> None:
    tenge, rest = divmod(tiyn, 100)
    written = [
        f"{tenge},{rest:02d}",
        f"{tenge:,}.{rest:02d}",
        f"{tenge:,}".replace(",", "\u00a0") + f",{rest:02d} ₸",
        f"{tenge} тенге {rest:02d} тиын",
        Decimal(tiyn) / 100,
    ]
    assert [parse_amount_tiyn(text) for text in written] == [tiyn] * len(written)


@pytest.mark.parametrize(
    "typed",
    ["9:30", "09.30", "9-30", "9 30", "930", "0930", "9 ч 30 мин", "9ч30", "9 сағ 30", "09:30:15"],
)
def test_ways_to_write_a_time(typed: str) -> None:
    assert parse_time(typed) == time(9, 30)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9", time(9)),
        ("9 часов", time(9)),
        ("0", time(0)),
        (0.5, time(12)),
        (0.999999, time(23, 59)),
        (Decimal("0.75"), time(18)),
        (9, time(9)),
        (time(9, 30, 15), time(9, 30)),
        (datetime(2026, 3, 5, 9, 30, 15, tzinfo=UTC), time(9, 30)),
        ("құ:іқ", time(9, 30)),
    ],
    ids=repr,
)
def test_other_times(value: object, expected: time) -> None:
    assert parse_time(value) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("25:00", ParseCode.TIME_IMPOSSIBLE),
        ("9:75", ParseCode.TIME_IMPOSSIBLE),
        ("утром", ParseCode.TIME_UNCLEAR),
        ("12345", ParseCode.TIME_UNCLEAR),
        (1.5, ParseCode.TIME_UNCLEAR),
        (float("nan"), ParseCode.TIME_UNCLEAR),
        (Decimal("sNaN"), ParseCode.TIME_UNCLEAR),
    ],
    ids=repr,
)
def test_what_is_not_a_time(typed: object, expected: ParseCode) -> None:
    assert code(parse_time(typed)) is expected


@given(st.times())
def test_written_times_are_read_back(moment: time) -> None:
    assert parse_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)
