"""Pairs of texts that say the same in Russian and Kazakh, and ways to spoil one of them."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mediadesk.domain.bilingual import Words
from mediadesk.domain.column_names import Vocabulary, vocabulary_from_toml
from mediadesk.domain.two_columns import Columns
from mediadesk.export import wording

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (
    Words("Ахметов Ерлан Серикович", "Ахметов Ерлан Серікұлы"),
    Words("Абдрахманова Айгуль", "Әбдірахманова Айгүл"),
    Words("Петренко Наталья Игоревна", "Петренко Наталья Игоревна"),
    Words("ТОО «Болашак»", "«Болашақ» ЖШС"),
)
# nominative, dative, genitive in each language
FORMS = (
    (("Ахметов", "Ахметову", "Ахметова"), ("Ахметов", "Ахметовке", "Ахметовтің")),
    (
        ("Абдрахманова", "Абдрахмановой", "Абдрахмановой"),
        ("Әбдірахманова", "Әбдірахмановаға", "Әбдірахманованың"),
    ),
    (("Жумабаев", "Жумабаеву", "Жумабаева"), ("Жұмабаев", "Жұмабаевқа", "Жұмабаевтың")),
    (("Сейткали", "Сейткали", "Сейткали"), ("Сейітқали", "Сейітқалиға", "Сейітқалидің")),
    (("Ермекова", "Ермековой", "Ермековой"), ("Ермекова", "Ермековаға", "Ермекованың")),
    (("Байжанов", "Байжанову", "Байжанова"), ("Байжанов", "Байжановқа", "Байжановтың")),
)


@cache
def vocabulary() -> Vocabulary:
    """Read the supplied words."""
    return vocabulary_from_toml(
        tomllib.loads((ROOT / "resources/two-columns.toml").read_text("utf-8"))
    )


@cache
def columns() -> Columns:
    """Give a checker that knows the people."""
    return Columns(vocabulary(), PEOPLE)


def resource_pairs() -> Iterator[tuple[str, str]]:
    """Give every pair of texts of the library and of the wordings."""
    library = tomllib.loads((ROOT / "resources/clauses.toml").read_text("utf-8"))
    for row in library["clause"]:
        yield row["ru"], row["kk"]
        yield row["title_ru"], row["title_kk"]
    for path in sorted((ROOT / "resources/templates").glob("*/*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for section in table.get("section", ()):
            for row in (section, *section["clause"]):
                for part in (row, *row.get("part", ())):
                    if part.get("ru") and part.get("kk"):
                        yield part["ru"], part["kk"]


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _sums(number: int) -> Iterator[tuple[str, str]]:
    tiyn = number * 100
    yield wording.amount(tiyn, "ru"), wording.amount(tiyn, "kk")
    yield f"{_spaced(number)} тенге", f"{number} теңгені"
    ru, kk = wording.number_words(number, "ru"), wording.number_words(number, "kk")
    yield f"{number} ({ru}) тенге", f"{_spaced(number)} ({kk}) теңге"
    yield f"{ru} тенге", f"{kk} теңге"


def _dates(day: date) -> Iterator[tuple[str, str]]:
    long_ru, long_kk = wording.long_date(day, "ru"), wording.long_date(day, "kk")
    yield f"до {long_ru}", f"{long_kk}ға дейін" if long_kk[-1] in "аоұы" else f"{long_kk} дейін"
    yield f"{day:%d.%m.%Y}", long_kk
    yield wording.form_date(day, "ru"), wording.form_date(day, "kk")
    yield f"{day:%d.%m.%Y} г.", f"{day:%d.%m.%Y} ж."


def invented(seed: int = 7, count: int = 400) -> Iterator[tuple[str, str]]:
    """Give invented pairs that say the same."""
    dice = random.Random(seed)  # texts, not secrets
    for _ in range(count):
        number = dice.choice((20, 500, 1_200, 15_000, 120_000, 3_450_000)) + dice.randint(11, 9_999)
        day = date(2026, 1, 1) + timedelta(dice.randint(0, 900))
        sum_ru, sum_kk = dice.choice(list(_sums(number)))
        day_ru, day_kk = dice.choice(list(_dates(day)))
        (who, _, of), (kk_who, _, kk_of) = dice.choice(FORMS)
        other, kk_other = dice.choice([f for f in FORMS if f[0][0] != who])
        days, iin = dice.randint(2, 90), f"{dice.randint(10**11, 10**12 - 1)}"
        phone = f"{dice.randint(10**6, 10**7 - 1)}"
        iban = f"KZ{dice.randint(10, 99)}125KZT{dice.randint(10**9, 10**10 - 1)}"
        yield dice.choice(
            (
                (
                    f"{who} обязуется выплатить {other[1]} {sum_ru} {day_ru}.",
                    f"{kk_who} {kk_other[1]} {day_kk} {sum_kk} төлеуге міндеттенеді.",
                ),
                (
                    f"Долг {of} по расписке от {day_ru} составляет {sum_ru}.",
                    f"{day_kk} қолхат бойынша {kk_of} қарызы {sum_kk} құрайды.",
                ),
                (
                    f"Деньги перечисляются на счёт {iban}, ИИН {iin}, тел. +7 701 {phone[:3]} "
                    f"{phone[3:5]} {phone[5:]}.",
                    f"Ақша {iban} шотына аударылады, ЖСН {iin}, тел. 8 (701) {phone[:3]}-"
                    f"{phone[3:5]}-{phone[5:]}.",
                ),
                (
                    f"В течение {days} календарных дней {who} передаёт документы № {number}/{days}.",
                    f"{kk_who} күнтізбелік {days} күн ішінде № {number}/{days} құжаттарды береді.",
                ),
                (
                    f"Первая сторона платит {days} % суммы, Вторая сторона – остальное {day_ru}.",
                    f"Бірінші тарап соманың {days} пайызын, Екінші тарап қалғанын {day_kk} төлейді.",
                ),
                (
                    f"Вещи {of} возвращаются {other[1]} {day_ru} в городе Уральске.",
                    f"{kk_of} заттары {kk_other[1]} Орал қаласында {day_kk} қайтарылады.",
                ),
            )
        )


_DIGIT = re.compile(r"\d")
_NAME = re.compile("|".join(sorted({f[0][0][:5] for f in FORMS} | {f[1][0][:5] for f in FORMS})))
_WRONG = "Тлеубердиев"
_LETTERS = "бвгдзклмнпрстфхц"


def spoil_digit(text: str, dice: random.Random) -> str | None:
    """Change one digit; None if there is none."""
    places = [found.start() for found in _DIGIT.finditer(text)]
    if not places:
        return None
    at = dice.choice(places)
    other = dice.choice([d for d in "123456789" if d != text[at]])
    return f"{text[:at]}{other}{text[at + 1 :]}"


def spoil_name(text: str, dice: random.Random) -> str | None:
    """Put another name in the place of one, or change a letter inside it."""
    found = list(_NAME.finditer(text))
    if not found:
        return None
    chosen = dice.choice(found)
    end = chosen.end()
    while end < len(text) and text[end].isalpha():
        end += 1
    if dice.random() < 0.5:
        return f"{text[: chosen.start()]}{_WRONG}{text[end:]}"
    at = chosen.start() + dice.randint(1, 3)
    letter = dice.choice([c for c in _LETTERS if c != text[at].casefold()])
    return f"{text[:at]}{letter}{text[at + 1 :]}"


_MONTHS = {
    lang: [wording.long_date(date(2026, n, 1), lang).split("\u00a0")[at] for n in range(1, 13)]
    for lang, at in (("ru", 1), ("kk", 3))
}


def spoil_month(text: str, lang: str, dice: random.Random) -> str | None:
    """Put another month in the place of one written in words."""
    found = [month for month in _MONTHS[lang] if month in text]
    if not found:
        return None
    month = dice.choice(found)
    return text.replace(month, dice.choice([m for m in _MONTHS[lang] if m != month]), 1)


def spoil_word(text: str, lang: str, dice: random.Random) -> str | None:
    """Put another number word in the place of one: two hundred for three hundred."""
    words = {
        "ru": ("двести", "триста", "четыреста", "двадцать", "тридцать", "сорок", "шестьдесят"),
        "kk": ("жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен"),
    }[lang]
    found = [word for word in words if f" {word} " in f" {text} " or f"({word} " in text]
    if not found:
        return None
    word = dice.choice(found)
    same = words[:3] if lang == "ru" and word in words[:3] else words[3:] if lang == "ru" else words
    return re.sub(
        rf"(?<!\w){word}(?!\w)", dice.choice([w for w in same if w != word]), text, count=1
    )
