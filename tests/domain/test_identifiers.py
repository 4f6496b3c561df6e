"""IIN, BIN, telephone numbers; every number here is synthetic or a published BIN."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.identifiers import (
    IDENTIFIER_TEXTS,
    BinKind,
    IdentifierProblem,
    check_bin,
    check_iin,
    kazakh_digits,
    looks_like_bin,
    normal_identifier,
    normal_phone,
    show_phone,
)
from mediadesk.domain.types import Sex

PUBLISHED_BINS = [
    "971240001315",
    "940140000385",
    "941240000193",
    "081140000436",
    "010940000162",
    "181240006529",
    "210440021733",
    "950341000052",
]
NOBODY = "991231500016"  # born on 31.12.2099
NOBODY_SECOND_ROUND = "991231500707"


def test_every_code_has_a_text() -> None:
    assert set(IDENTIFIER_TEXTS) == set(IdentifierProblem)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("қәқңңқәұүұңә", "020440298942"),
        ("ҚӘ", "02"),
        ('"ғ,.', "1567"),
        ("қ5.қ3", "05.03"),
        ("ә-ө", "2--"),
        ("бір", "бір"),
        ("12,5", "12,5"),
        ("", ""),
    ],
)
def test_letters_of_the_kazakh_number_row(typed: str, meant: str) -> None:
    assert kazakh_digits(typed) == meant


def test_full_stops_may_stay() -> None:
    assert kazakh_digits("қғ.қі.әқә,", keep_stop=True) == "05.03.2026"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("020 440-298942", "020440298942"),
        ("020440298942", "020440298942"),
        (" ИИН: 020440298942 ", "020440298942"),
        ("БСН 181240006529", "181240006529"),
        (20440298942, "020440298942"),
        (20440298942.0, "020440298942"),
        (Decimal(20440298942), "020440298942"),
        ("20440298942", "020440298942"),
        ("20440298942.0", "020440298942"),
        ("2.0440298942E+10", "020440298942"),
        ("20440298943", "20440298943"),
        ("12345", "12345"),
        (12345, "12345"),
        (1.5, "1.5"),
        (-5, "-5"),
        (float("nan"), ""),
        (float("inf"), ""),
        (None, ""),
        (True, ""),
        ("", ""),
        ("паспорт N 123", "паспорт N 123"),
        ("қәқңңқәұүұңә", "020440298942"),
    ],
    ids=repr,
)
def test_normal_identifier(raw: object, expected: str) -> None:
    assert normal_identifier(raw) == expected


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.decimals(), st.booleans()))
def test_nothing_raises(raw: object) -> None:
    text = normal_identifier(raw)
    assert check_iin(text).kind == "iin"
    assert check_bin(text).kind == "bin"
    looks_like_bin(text)
    show_phone(normal_phone(text))


@pytest.mark.parametrize("digits", PUBLISHED_BINS)
def test_published_bins_are_right(digits: str) -> None:
    facts = check_bin(digits)
    assert facts.is_well_formed
    assert facts.check_digit_ok
    assert facts.bin_kind == BinKind.RESIDENT
    assert facts.problems == ()
    assert looks_like_bin(digits)


@pytest.mark.parametrize("digits", PUBLISHED_BINS)
@given(place=st.integers(0, 11), change=st.integers(1, 9))
def test_one_wrong_digit_is_nearly_always_noticed(digits: str, place: int, change: int) -> None:
    wrong = str((int(digits[place]) + change) % 10)
    facts = check_bin(digits[:place] + wrong + digits[place + 1 :])
    if facts.check_digit_ok:  # only the round with other weights can let one through
        assert place < 11
    else:
        assert IdentifierProblem.CHECK_DIGIT in facts.problems


def test_iin_tells_birth_and_sex() -> None:
    facts = check_iin(NOBODY)
    assert (facts.born_on, facts.sex) == (date(2099, 12, 31), Sex.MALE)
    assert facts.check_digit_ok
    assert facts.problems == ()
    assert check_iin(NOBODY_SECOND_ROUND).check_digit_ok


@pytest.mark.parametrize("digit", "0123456789")
def test_some_numbers_are_never_issued(digit: str) -> None:
    assert not check_iin("99123150077" + digit).check_digit_ok


@pytest.mark.parametrize(
    ("seventh", "year", "sex"),
    [
        ("1", 1890, Sex.MALE),
        ("2", 1890, Sex.FEMALE),
        ("3", 1990, Sex.MALE),
        ("4", 1990, Sex.FEMALE),
        ("5", 2090, Sex.MALE),
        ("6", 2090, Sex.FEMALE),
    ],
)
def test_the_seventh_digit(seventh: str, year: int, sex: Sex) -> None:
    facts = check_iin(f"900229{seventh}00000".replace("0229", "0228"))
    assert facts.born_on == date(year, 2, 28)
    assert facts.sex is sex


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("900230300000", IdentifierProblem.IIN_DATE),
        ("900228000000", IdentifierProblem.IIN_CENTURY),
        ("900228900000", IdentifierProblem.IIN_CENTURY),
        ("181240006529", IdentifierProblem.IIN_IS_BIN),
        ("1234", IdentifierProblem.LENGTH),
        ("иностранец", IdentifierProblem.LENGTH),
    ],
)
def test_odd_iins(digits: str, problem: IdentifierProblem) -> None:
    facts = check_iin(digits)
    assert problem in facts.problems
    if problem is not IdentifierProblem.IIN_DATE:
        assert facts.sex is None
    assert facts.born_on is None


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        ("181240006528", IdentifierProblem.CHECK_DIGIT),
        (NOBODY, IdentifierProblem.BIN_IS_IIN),
        ("181340006529", IdentifierProblem.BIN_MONTH),
        ("180040006529", IdentifierProblem.BIN_MONTH),
        ("1812400065291", IdentifierProblem.LENGTH),
    ],
)
def test_odd_bins(digits: str, problem: IdentifierProblem) -> None:
    assert problem in check_bin(digits).problems
    assert problem is IdentifierProblem.CHECK_DIGIT or not looks_like_bin(digits)


@pytest.mark.parametrize(
    ("fifth", "kind"),
    [("4", BinKind.RESIDENT), ("5", BinKind.NON_RESIDENT), ("6", BinKind.JOINT_TRADER)],
)
def test_kinds_of_bins(fifth: str, kind: BinKind) -> None:
    assert check_bin(f"1812{fifth}0006529").bin_kind == kind


def test_nothing_typed_is_no_problem() -> None:
    for facts in (check_iin(""), check_bin("")):
        assert not facts.is_well_formed
        assert facts.problems == ()


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("8 701 123-45-67", "+77011234567", "+7 (701) 123-45-67"),
        ("+7 (701) 123-45-67", "+77011234567", "+7 (701) 123-45-67"),
        ("87011234567", "+77011234567", "+7 (701) 123-45-67"),
        ("77011234567.0", "+77011234567", "+7 (701) 123-45-67"),
        ("701 123 45 67", "+77011234567", "+7 (701) 123-45-67"),
        ("8 (727) 250-10-20", "+77272501020", "+7 (727) 250-10-20"),
        ("+998 90 123 45 67", "+998901234567", "+998901234567"),
        ("0049 30 901820", "+4930901820", "+4930901820"),
        ("+7", "+7", "+7"),
        ("+7701+123", "+7701+123", "+7701+123"),
        ("55-12-34", "55-12-34", "55-12-34"),
        ("8701 111 22 33, 8702 111", "8701 111 22 33, 8702 111", "8701 111 22 33, 8702 111"),
        ("8 7242 27-00-00 (раб.)", "8 7242 27-00-00 (раб.)", "8 7242 27-00-00 (раб.)"),
        ('ү.қ"ғғғғғғғ', "+77015555555", "+7 (701) 555-55-55"),
        ("", "", ""),
    ],
)
def test_phones(typed: str, stored: str, shown: str) -> None:
    assert normal_phone(typed) == stored
    assert show_phone(stored) == shown


@given(st.from_regex(r"(\+7|8|7)?[67][0-9]{9}", fullmatch=True))
def test_showing_and_reading_a_phone_agree(typed: str) -> None:
    stored = normal_phone(typed)
    assert normal_phone(stored) == stored
    assert normal_phone(show_phone(stored)) == stored
