"""The checker of two columns: silent on true pairs, never silent on a changed digit, date or name."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.bilingual import Words
from mediadesk.domain.column_names import vocabulary_from_toml
from mediadesk.domain.column_tokens import TokenKind, tokens
from mediadesk.domain.spoken_numbers import spoken
from mediadesk.domain.two_columns import Columns
from mediadesk.export import wording
from tests.domain import column_pairs as pairs

SUMS = (1, 2, 5, 10, 11, 19, 21, 40, 90, 100, 105, 1000, 2001, 12_345, 120_000, 1_000_000)


def kinds(ru: str, kk: str) -> set[TokenKind]:
    return {found.kind for found in pairs.columns().differences(ru, kk)}


def test_every_text_of_the_program_agrees_with_itself() -> None:
    found = list(pairs.resource_pairs())
    assert len(found) > 200
    wrong = [(ru, pairs.columns().differences(ru, kk)) for ru, kk in found]
    assert [each for each in wrong if each[1]] == []


def test_invented_true_pairs_give_no_alarm() -> None:
    wrong = [(ru, kk, pairs.columns().differences(ru, kk)) for ru, kk in pairs.invented(count=1000)]
    assert [each for each in wrong if each[2]] == []


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_thousands_of_changes_in_one_column_are_caught(lang: str) -> None:
    dice = random.Random(11)  # texts, not secrets
    missed, tried = [], 0
    for ru, kk in pairs.invented(seed=3, count=1500):
        text = ru if lang == "ru" else kk
        for spoilt in (
            pairs.spoil_digit(text, dice),
            pairs.spoil_name(text, dice),
            pairs.spoil_month(text, lang, dice),
            pairs.spoil_word(text, lang, dice),
        ):
            if spoilt is None or spoilt == text:
                continue
            tried += 1
            both = (spoilt, kk) if lang == "ru" else (ru, spoilt)
            if not pairs.columns().differences(*both):
                missed.append(both)
    assert tried > 3000
    assert missed == []


@given(number=st.integers(min_value=2, max_value=10**9))
def test_a_number_in_words_is_read_in_both_languages(number: int) -> None:
    for lang in ("ru", "kk"):
        words = wording.number_words(number, lang)
        assert [each.value for each in spoken(f"({words})", lang)] == [number], words


@given(tiyn=st.integers(min_value=0, max_value=10**13))
def test_a_sum_as_documents_say_it_is_one_number(tiyn: int) -> None:
    found = [tokens(wording.amount(tiyn, lang), lang)[0] for lang in ("ru", "kk")]
    assert [len(each) for each in found] == [1, 1]
    assert found[0][0].value == found[1][0].value


@given(day=st.dates())
def test_a_date_as_documents_say_it_is_one_date(day) -> None:
    if day.year < 1000:
        return
    shapes = [
        (wording.long_date(day, "ru"), "ru"), (wording.long_date(day, "kk"), "kk"),
        (wording.form_date(day, "ru"), "ru"), (wording.form_date(day, "kk"), "kk"),
        (f"{day.day:02}.{day.month:02}.{day.year}", "ru"), (day.isoformat(), "kk"),
    ]  # fmt: skip
    for text, lang in shapes:
        assert [each.value for each in tokens(text, lang)[0]] == [day.isoformat()], text


@pytest.mark.parametrize(
    ("ru", "kk"),
    [
        ("5 тыс. тенге", "5 мың теңге"),
        ("1 млн 200 тысяч тенге", "1 200 000 теңгені"),
        ("5 млн. 3 млн тенге", "5 млн 3 млн теңге"),
        ("в пунктах 2.1.3 и 5.00", "2.1.3 және 5 тармақтарда"),
        ("120 000,50 тенге", "120 000 (жүз жиырма мың) теңге 50 тиын"),
        ("с 1 по 15 ноября 2026 года", "2026 жылғы 1 қарашадан 15 қарашаға дейін"),
        ("21-го числа каждого месяца", "әр айдың 21-інде"),
        ("в двухмесячный срок", "екі ай мерзімде"),
        ("в течение десяти рабочих дней", "он жұмыс күні ішінде"),
        ("в ноябре и декабре", "қараша мен желтоқсанда"),
        ("Иванову И. П. в городе Уральске", "Орал қаласында Иванов И. П.-ға"),
        ("счёт KZ86125KZT5004100100", "KZ86 125K ZT50 0410 0100 шоты"),
        ("почта a.b@mail.kz", "пошта A.B@mail.kz"),
        ("другая Сторона согласна", "екінші Тарап келіседі"),
        ("обе стороны согласны один раз", "екі тарап бір рет келіседі"),
        ("ТОО «Болашак» платит", "«Болашақ» ЖШС төлейді"),
        ("сдать в каждый квартал", "әр тоқсан сайын тапсыру"),
        ("10 рабочих дней и 5 %", "10 жұмыс күні және 5 пайыз"),
        ("10 дней", "күнтізбелік 10 күн"),
        ("2 года и 2 месяца", "2 ай және 2 жыл"),
        ("дом 12А, II этаж", "12А үй, ІІ қабат"),
        ("24 часа, 3 недели, 15 минут", "24 сағат, 3 апта, 15 минут"),
        ("100 $ и 100 евро", "100 еуро және 100 доллар"),
        ("5 экземпляров", "5 күн"),
        ("", "бір нәрсе"),
    ],
)
def test_the_same_said_otherwise_is_the_same(ru: str, kk: str) -> None:
    assert pairs.columns().differences(ru, kk) == ()


@pytest.mark.parametrize(
    ("ru", "kk", "kind"),
    [
        ("120 000 тенге", "120 001 теңге", TokenKind.NUMBER),
        ("в течение 5 дней", "5 ай ішінде", TokenKind.UNIT),
        ("100 000 (сто тысяч) тенге", "100 000 (жүз мың) доллар", TokenKind.UNIT),
        ("100 тенге 50 тиын", "100,50 доллар", TokenKind.UNIT),
        ("10 рабочих дней", "күнтізбелік 10 күн", TokenKind.UNIT),
        ("10 календарных дней", "10 жұмыс күні", TokenKind.UNIT),
        ("5 % суммы", "5 теңге", TokenKind.UNIT),
        ("договор № 12-А", "№ 12-Б шарт", TokenKind.UNIT),
        ("за I квартал", "ІІ тоқсан үшін", TokenKind.UNIT),
        ("сто тысяч тенге", "екі жүз мың теңге", TokenKind.NUMBER),
        ("100 (сто) и 100 (двести)", "100 (жүз) және 100 (жүз)", TokenKind.NUMBER),
        ("до 21 ноября", "22 қарашаға дейін", TokenKind.DATE),
        ("с 1 по 15 ноября 2026", "2026 жылғы 1 қарашадан 16 қарашаға дейін", TokenKind.DATE),
        ("01.02.2026 и 03.04.2026", "01.04.2026 және 03.02.2026", TokenKind.DATE),
        ("в мае", "маусымда", TokenKind.MONTH),
        ("Первая сторона платит", "Екінші тарап төлейді", TokenKind.SIDE),
        (
            "Первая сторона платит Второй стороне",
            "Екінші тарап Бірінші тарапқа төлейді",
            TokenKind.ORDER,
        ),
        ("Ахметов платит", "Әбдірахманова төлейді", TokenKind.NAME),
        ("Ахметов Е. платит", "Ахметов С. төлейді", TokenKind.INITIAL),
        ("{sum:100}", "{sum:200}", TokenKind.FIELD),
        ("a@mail.kz", "b@mail.kz", TokenKind.MAIL),
        ("счёт KZ86125KZT5004100100", "KZ86125KZT5004100101 шоты", TokenKind.CODE),
        ("8 701 123 45 67", "8 701 123 45 68", TokenKind.PHONE),
    ],
)
def test_what_differs_is_named_by_its_kind(ru: str, kk: str, kind: TokenKind) -> None:
    assert kind in kinds(ru, kk)


def test_a_difference_tells_what_stands_in_which_column() -> None:
    (found,) = pairs.columns().differences("Платёж 100 000 тенге", "Төлем 100 001 теңге")
    assert (found.ru, found.kk) == ("100 000", "100 001")


def test_names_nobody_knows_are_less_certain() -> None:
    nobody = Columns(pairs.vocabulary(), (Words("Ахметов", "Ахметов"),))
    (found,) = nobody.differences("и Сидоров платит", "және Кузнецов төлейді")
    assert not found.is_certain
    assert nobody.differences("и Сидоров платит", "және Сидоровқа") == ()


def test_addresses_are_compared_by_their_numbers_only() -> None:
    checker = pairs.columns()
    assert checker.differences("улица Абая, 5", "Абай көшесі, 5-үй", names=False) == ()
    assert checker.differences("улица Абая, 5", "Абай көшесі, 6-үй", names=False)


def test_words_that_are_wrong_are_refused() -> None:
    with pytest.raises(KeyError):
        vocabulary_from_toml({"common": []})


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("(тысяча миллион)", [1000, 10**6]),
        ("(двадцать тридцать)", [20, 30]),
        ("(сто двадцать один)", [121]),
    ],
)
def test_words_that_cannot_be_one_number_are_several(words: str, numbers: list[int]) -> None:
    assert [each.value for each in spoken(words, "ru")] == numbers


def test_a_letter_that_begins_no_name_is_no_initial() -> None:
    assert pairs.columns().differences("Ахметов Ь. платит", "Ахметов төлейді") == ()
