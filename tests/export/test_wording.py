"""How documents say sums, dates, terms and names."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.export.wording import (
    NBSP,
    SOFT_HYPHEN,
    Lang,
    amount,
    days,
    form_date,
    glue,
    hyphenate,
    initials,
    long_date,
    number_words,
)

DAY = date(2026, 11, 21)
LANGS: tuple[Lang, ...] = ("ru", "kk")


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def broken(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "-")


@pytest.mark.parametrize(
    ("number", "ru", "kk"),
    [
        (0, "ноль", "нөл"),
        (1, "один", "бір"),
        (2, "два", "екі"),
        (5, "пять", "бес"),
        (11, "одиннадцать", "он бір"),
        (21, "двадцать один", "жиырма бір"),
        (40, "сорок", "қырық"),
        (90, "девяносто", "тоқсан"),
        (100, "сто", "бір жүз"),
        (1000, "одна тысяча", "бір мың"),
        (1001, "одна тысяча один", "бір мың бір"),
        (2000, "две тысячи", "екі мың"),
        (12_000, "двенадцать тысяч", "он екі мың"),
        (120_000, "сто двадцать тысяч", "бір жүз жиырма мың"),
        (1_000_000, "один миллион", "бір миллион"),
        (2_000_001, "два миллиона один", "екі миллион бір"),
        (21_000_000, "двадцать один миллион", "жиырма бір миллион"),
        (10**9, "один миллиард", "бір миллиард"),
        (
            987_654_321,
            "девятьсот восемьдесят семь миллионов шестьсот пятьдесят четыре тысячи триста двадцать один",
            "тоғыз жүз сексен жеті миллион алты жүз елу төрт мың үш жүз жиырма бір",
        ),
        (-7, "минус семь", "минус жеті"),
    ],
)
def test_numbers_in_words(number: int, ru: str, kk: str) -> None:
    assert number_words(number, "ru") == ru
    assert number_words(number, "kk") == kk


def test_numbers_beyond_the_tables_are_refused() -> None:
    assert number_words(10**18 - 1, "ru").startswith("девятьсот девяносто девять квадриллионов")
    for lang in LANGS:
        with pytest.raises(ValueError, match="number_words"):
            number_words(10**18, lang)


KK_UNITS = ("бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
KK_TENS = ("он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
KK_VALUES = {
    **{word: value for value, word in enumerate(KK_UNITS, 1)},
    **{word: value * 10 for value, word in enumerate(KK_TENS, 1)},
}
KK_SCALES = {"мың": 10**3, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}


def read_kk(words: str) -> int:
    total = group = 0
    for word in words.split():
        if word in KK_SCALES:
            total, group = total + group * KK_SCALES[word], 0
        elif word == "жүз":
            group *= 100
        else:
            group += KK_VALUES[word]
    return total + group


@given(st.integers(1, 10**15 - 1))
def test_kazakh_words_are_read_back(number: int) -> None:
    assert read_kk(number_words(number, "kk")) == number


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_words_differ_as_numbers_do(one: int, other: int) -> None:
    for lang in LANGS:
        assert (number_words(one, lang) == number_words(other, lang)) == (one == other)


@pytest.mark.parametrize(
    ("tiyn", "ru", "kk"),
    [
        (
            12_000_000,
            "120 000 (сто двадцать тысяч) тенге 00 тиын",
            "120 000 (бір жүз жиырма мың) теңге 00 тиын",
        ),
        (
            12_000_050,
            "120 000 (сто двадцать тысяч) тенге 50 тиын",
            "120 000 (бір жүз жиырма мың) теңге 50 тиын",
        ),
        (1, "0 (ноль) тенге 01 тиын", "0 (нөл) теңге 01 тиын"),
        (10_000, "100 (сто) тенге 00 тиын", "100 (бір жүз) теңге 00 тиын"),
        (2_100, "21 (двадцать один) тенге 00 тиын", "21 (жиырма бір) теңге 00 тиын"),
        (-500, "−5 (минус пять) тенге 00 тиын", "−5 (минус бес) теңге 00 тиын"),
    ],
)
def test_amounts(tiyn: int, ru: str, kk: str) -> None:
    assert spaced(amount(tiyn, "ru")) == ru
    assert spaced(amount(tiyn, "kk")) == kk


def test_the_figures_of_an_amount_do_not_break() -> None:
    assert amount(545_050_000, "ru").startswith(f"5{NBSP}450{NBSP}500 (")
    assert amount(545_050_000, "ru").endswith(f"00{NBSP}тиын")


def test_dates() -> None:
    assert long_date(DAY, "ru") == f"21{NBSP}ноября{NBSP}2026{NBSP}года"
    assert long_date(DAY, "kk") == f"2026{NBSP}жылғы{NBSP}21{NBSP}қараша"
    assert spaced(form_date(date(2026, 3, 5), "ru")) == "«05» марта 2026 года"
    assert spaced(form_date(date(2026, 3, 5), "kk")) == "2026 жылғы «05» наурыз"
    for lang in LANGS:
        assert len({long_date(date(2026, month, 1), lang) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("number", "ru"),
    [
        (1, "1 (один) календарный день"),
        (2, "2 (два) календарных дня"),
        (11, "11 (одиннадцать) календарных дней"),
        (21, "21 (двадцать один) календарный день"),
        (30, "30 (тридцать) календарных дней"),
    ],
)
def test_days(number: int, ru: str) -> None:
    assert spaced(days(number, "ru")) == ru


def test_days_in_kazakh() -> None:
    assert spaced(days(30, "kk")) == "күнтізбелік 30 (отыз) күн"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Сәрсенбаева Айгүл Мақсатқызы", "Сәрсенбаева А. М."),
        ("  Ахметов   Нурлан ", "Ахметов Н."),
        ("Ахметов Н.С.", "Ахметов Н. С."),
        ("Ахметов Н. С.", "Ахметов Н. С."),
        ("Касым", "Касым"),
        ("", ""),
        ("Тестов Касым-Жомарт Кемелевич", "Тестов К.-Ж. К."),
        ("Тестов К.-Ж. К.", "Тестов К.-Ж. К."),
        ("Алиев Мамед Гасан оглы", "Алиев М. Г."),
        ("Мұратов Дәурен Ерлан ұлы", "Мұратов Д. Е."),
        ("Smith John", "Smith J."),
        ("әуезов мұхтар", "әуезов М."),
        ("Тестов - Иван", "Тестов И."),
        ("ТОО «Ромашка»", "ТОО «Ромашка»"),
        ("ЖК Сарсенов Ерлан", "ЖК Сарсенов Ерлан"),
        ("АО Заря Востока", "АО Заря Востока"),
        ("Акционерное общество Заря", "Акционерное общество Заря"),
        ("Қазалы ауданы әкімдігі", "Қазалы ауданы әкімдігі"),
        ("Школьников Иван", "Школьников И."),
        ("Отдел № 5 акимата", "Отдел № 5 акимата"),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert spaced(initials(name)) == short
    if short.endswith("."):
        assert " " not in initials(name)


@given(st.text())
def test_initials_settle(name: str) -> None:
    once = initials(name)
    assert initials(once) == once


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("каб. 5, +7 700 000 10 00, a@b.kz", "каб.~5, +7~700~000~10~00, a@b.kz"),
        ("по п. 1 ст. 23 Закона", "по п.~1 ст.~23 Закона"),
        ("договор № 5, § 2", "договор №~5, §~2"),
        ("г. Кызылорда, ул. Абая, д. 5, кв. 7", "г.~Кызылорда, ул.~Абая, д.~5, кв.~7"),
        ("дом 5, пр-т Абая", "дом~5, пр-т~Абая"),
        ("Ахметов Н. С. и", "Ахметов~Н.~С. и"),
        ("медиатор Н. С. Ахметов", "медиатор Н.~С.~Ахметов"),
        ("Н.С. Ахметов", "Н.С.~Ахметов"),
        ("5 450 500 тенге 00 тиын", "5~450~500~тенге 00~тиын"),
        ("1 200 ₸", "1~200~₸"),
        ("21 ноября 2026 года", "21~ноября~2026~года"),
        ("«21» ноября 2026 г.", "«21»~ноября~2026~г."),
        ("2026 жылғы «21» қараша", "2026~жылғы~«21»~қараша"),
        ("2026 жылғы 21 қараша", "2026~жылғы~21~қараша"),
        ("в 2026 г. Стороны договорились", "в 2026~г. Стороны договорились"),
        ("Стороны вправе. И это всё.", "Стороны вправе. И это всё."),
        ("1\u202f000\u2009тг", "1~000~тг"),
        ("тел. +7 700 000 10 00, кв", "тел. +7~700~000~10~00, кв"),
        ("+7 (700) 000-10-00", "+7~(700)~000-10-00"),
        ("слово и слово", "слово и слово"),
        ("ИИН 990806661047, БСН 590540636720", "ИИН~990806661047, БСН~590540636720"),
        ("часть 1 статьи 68, подпункт 1) пункта 1", "часть~1 статьи~68, подпункт~1) пункта~1"),
        ("прекращается: 1) по; 2) при", "прекращается: 1)~по; 2)~при"),
        ("до 30 календарных дней", "до 30~календарных дней"),
    ],
)
def test_glue(text: str, glued: str) -> None:
    assert glue(text).replace(NBSP, "~") == glued


@given(st.one_of(st.text(), st.text("А.бст пг№5 0«»")))
def test_glue_changes_spaces_only_and_settles(text: str) -> None:
    glued = glue(text)
    assert glue(glued) == glued
    assert re.sub(r"\s", "", glued) == re.sub(r"\s", "", text)
    assert "\u202f" not in glued


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("медиатордың", "ме-диа-тор-дың"),
        ("келісімін", "ке-лі-сі-мін"),
        ("құпиялылықты", "құ-пия-лы-лық-ты"),
        ("жауапкершілік", "жауап-кер-ші-лік"),
        ("міндеттенеді", "мін-дет-те-не-ді"),
        ("тараптар", "та-рап-тар"),
        ("альянстар", "аль-янс-тар"),
        ("дауды", "дауды"),
        ("ауданы", "ауда-ны"),
        ("Қазақстан", "Қазақстан"),
        ("(жанжалды)", "(жан-жал-ды)"),
        ("Тараптардың", "Та-рап-тар-дың"),
        ("Қазақбаев", "Қазақбаев"),
        ("ЖАУАПКЕРШІЛІК", "ЖАУАПКЕРШІЛІК"),
    ],
)
def test_hyphens_in_kazakh(word: str, parts: str) -> None:
    assert broken(hyphenate(word, "kk", ("Тарап",))) == parts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("договор", "до-го-вор"),
        ("ответственность", "от-вет-ствен-ность"),
        ("Республики", "Рес-пуб-ли-ки"),
        ("Стороны", "Сто-ро-ны"),
        ("Сторожев", "Сторожев"),
        ("«Центральный»", "«Центральный»"),
        ("день", "день"),
    ],
)
def test_hyphens_in_russian(word: str, parts: str) -> None:
    assert broken(hyphenate(word, "ru", ("Сторон", "Республик"))) == parts


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_never_hyphenated(lang: Lang) -> None:
    for text in (
        "(сто двадцать тысяч)",
        "(тоғыз жүз сексен жеті миллион)",
        "120000",
        "mediator@example.kz",
        f"дого{SOFT_HYPHEN}воры",
    ):
        assert hyphenate(text, lang) == text
    assert SOFT_HYPHEN in hyphenate(") договоры (сто тысяч) договоры", lang)
    assert SOFT_HYPHEN in hyphenate("спора (конфликта)", lang)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі ().А", max_size=40))
def test_hyphens_add_nothing_else_and_keep_two_letters(text: str) -> None:
    for lang in LANGS:
        result = hyphenate(text, lang)
        assert result.replace(SOFT_HYPHEN, "") == text
        for word in re.findall(rf"[\w{SOFT_HYPHEN}]+", result):
            parts = word.split(SOFT_HYPHEN)
            assert len(parts) == 1 or min(len(parts[0]), len(parts[-1])) >= 2
        assert hyphenate(result, lang) == result


def test_a_kazakh_month_with_its_ending_stays_with_its_day() -> None:
    said = glue("2026 жылғы 21 желтоқсанға дейін, «5» мамырда")
    assert said == f"2026{NBSP}жылғы{NBSP}21{NBSP}желтоқсанға дейін, «5»{NBSP}мамырда"
