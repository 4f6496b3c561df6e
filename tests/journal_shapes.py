"""Journals of one invented office in the many shapes in which offices keep them."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from tests.journal_pages import (
    HEAD,
    KK_MONTHS,
    NAMES,
    ROMAN,
    RU_MONTHS,
    Page,
    Row,
    Shape,
    short,
    usual,
    write,
)
from tests.journal_truth import MEDIATORS, TRUTH, WORDS, YEAR, Matter

__all__ = ["SHAPES", "Page", "write"]


def quarters() -> list[Page]:
    """Quarters with titles, headings again, blank rows and totals."""
    rows: list[Row] = [["ЖУРНАЛ УЧЁТА ОБРАЩЕНИЙ К МЕДИАТОРУ за 2024 год"], []]
    merges = ["A1:O1"]
    for quarter in range(4):
        rows += [[f"{ROMAN[quarter]} КВАРТАЛ {YEAR} г."], HEAD, [i + 1 for i in range(len(HEAD))]]
        merges.append(f"A{len(rows) - 2}:O{len(rows) - 2}")
        mine = [m for m in TRUTH if (m.received.month - 1) // 3 == quarter]
        for m in mine:
            rows += [usual(m), []]
        sums: Row = [None] * 12 + [sum(m.claim for m in mine), sum(m.settled or 0 for m in mine)]
        rows.append([f"Итого за {ROMAN[quarter]} квартал: {len(mine)}", *sums[1:]])
    rows.append(["ВСЕГО ЗА ГОД", *[None] * 11, sum(m.claim for m in TRUTH)])
    rows.append([None] * 12 + [sum(m.claim for m in TRUTH)])
    rows.append(["Медиатор", None, None, "____________", "Ким О.В."])
    return [Page("2024", rows, merges)]


def one_cell() -> list[Page]:
    """Both parties in one cell, by other marks each time."""
    marks = (" – ", " / ", "\n", " против ", " vs ")
    rows: list[Row] = [
        ["Дата обращения", "Стороны спора (ФИО, ИИН/БИН)", "Вид спора", "Цена иска", "Исход"]
    ]
    for m in TRUTH:
        first = f"{m.first}, ИИН {m.first_id}" if m.number % 2 else m.first
        both = f"{first}{marks[m.number % len(marks)]}{m.second}"
        if m.number % 7 == 0:
            both = f"Истец: {m.first}; Ответчик: {m.second}"
        rows.append([short(m.received), both, WORDS["ru"][m.kind], m.claim, WORDS["ru"][m.outcome]])
    return [Page("Журнал", rows)]


def two_rows() -> list[Page]:
    """Two rows of headings in Kazakh, groups merged, dates in words."""
    top: Row = ["Р/с №", "Күні", None, None, "Тараптар", None, None, None, "Дау санаты", "Сатысы"]
    top += ["Кім жіберді", "Медиатор", "Сомасы, теңге", None, "Нәтижесі"]
    low: Row = [None, "жүгінген", "шарт", "аяқталған", "1-тарап", "ЖСН", "2-тарап", "ЖСН/БСН"]
    low += [None, None, None, None, "дау", "келісім", None]

    def worded(day: date | None) -> str:
        return f"{day.year} жылғы {day.day} {KK_MONTHS[day.month - 1]}" if day else ""

    rows: list[Row] = [["Медиация журналы"], top, low]
    for m in TRUTH:
        row = usual(m, "kk")
        row[1:4] = map(worded, (m.received, m.contract, m.ended))
        rows.append(row)
    merges = ["A1:O1", "B2:D2", "E2:H2", "M2:N2", *(f"{c}2:{c}3" for c in "AIJKLO")]
    return [Page("Журнал", rows, merges)]


def dates() -> list[Page]:
    """A date in every way people write it."""
    ways: list[Callable[[date], object]] = [
        lambda d: f"{d:%d.%m.%y} г.",
        lambda d: (d - date(1899, 12, 30)).days,
        lambda d: f"{d.day} {KK_MONTHS[d.month - 1]} {d.year} ж.",
        lambda d: f"{d.day} {RU_MONTHS[d.month - 1]} {d.year} года",
        lambda d: f"{d:%Y-%m-%d}",
        lambda d: d,
        lambda d: f" {d:%d/%m/%Y} ",
        lambda d: f"{d:%d.%m.%Y}г",
        lambda d: f"{d.day}.{d.month}.{d.year} ж",
        lambda d: f"{d:%d,%m,%Y}",
    ]
    rows = [HEAD]
    for m in TRUTH:
        row = usual(m)
        for at, day in ((1, m.received), (2, m.contract), (3, m.ended)):
            row[at] = ways[(m.number + at) % len(ways)](day) if day else "-"
        rows.append(row)
    return [Page("Журнал", rows)]


def amounts() -> list[Page]:
    """A sum in every way people write it; identifiers that Excel made numbers of."""
    ways: list[Callable[[int], object]] = [
        lambda s: f"{s:,}".replace(",", " ") + " тг",
        lambda s: f"{s // 1000} тыс.",
        lambda s: f"{s / 1_000_000:g} млн".replace(".", ","),
        lambda s: f"₸ {s}",
        lambda s: f"KZT {s:,}.00",
        lambda s: f"{s:,}".replace(",", "\u00a0") + ",00",
        lambda s: f"{s}=00",
        lambda s: float(s),
        lambda s: f"{s} теңге",
        lambda s: f"{s // 1000} мың теңге",
    ]
    rows = [HEAD]
    for m in TRUTH:
        row = usual(m)
        row[5] = int(m.first_id)
        row[7] = float(m.second_id) if m.second_id else None
        row[12] = ways[m.number % len(ways)](m.claim)
        row[13] = (
            ways[(m.number + 3) % len(ways)](m.settled)
            if m.settled
            else ("-", "нет", 0)[m.number % 3]
        )
        rows.append(row)
    return [Page("Журнал", rows)]


def thousands() -> list[Page]:
    """Sums in thousands, as the heading says."""
    rows: list[Row] = [
        [*HEAD[:12], "Сумма иска, тыс. тенге", "Сумма соглашения (тыс. тг)", "Результат"]
    ]
    for m in TRUTH:
        row = usual(m)
        row[12], row[13] = m.claim / 1000, str(m.settled // 1000) if m.settled else None
        rows.append(row)
    return [Page("Журнал", rows)]


def capitals() -> list[Page]:
    """Everything in capitals, some letters Latin, blanks at the ends."""
    latin = str.maketrans("АВЕКМНОРСТХасеорх", "ABEKMHOPCTXaceopx")
    rows: list[Row] = [[f"  {str(h).upper().translate(latin)} " for h in HEAD]]
    for m in TRUTH:
        row = [f" {c.upper()}\u00a0 " if isinstance(c, str) and c else c for c in usual(m)]
        row[8], row[14] = (str(row[at]).translate(latin) for at in (8, 14))
        row[11] = f"{m.mediator}  "
        rows.append(row)
    return [Page("ЖУРНАЛ ", rows)]


def two_in_one() -> list[Page]:
    """Number and date in one cell, the span of mediation, result with its day and sum."""
    rows: list[Row] = [
        ["Рег. № и дата", "Заявитель", "Другая сторона", "Период медиации", "Итог медиации"]
    ]
    for m in TRUTH:
        span = f"с {short(m.contract)} по {short(m.ended)}" if m.contract else ""
        result = WORDS["ru"][m.outcome].capitalize()
        if m.settled:
            result += f" от {short(m.ended)} на сумму {m.settled:,} тенге".replace(",", " ")
        elif m.number % 2:
            result += f", {m.ended:%d.%m.%y} г."
        rows.append(
            [f"№ {m.number}/{YEAR} от {short(m.received)} г.", m.first, m.second, span, result]
        )
    return [Page("Журнал", rows)]


def months() -> list[Page]:
    """A sheet for a month, dates without the year; a sum for the year and a hidden list beside."""
    pages = []
    for month, name in enumerate(NAMES, 1):
        rows: list[Row] = [[f"Журнал обращений, {name.lower()} {YEAR} г."], HEAD]
        for m in TRUTH:
            if m.received.month == month:
                row = usual(m)
                row[1] = m.received.day if month % 2 else f"{m.received:%d.%m}"
                rows.append(row)
        rows.append(["Итого", len(rows) - 2])
        pages.append(Page(name, rows, ["A1:O1"]))
    pages.append(Page("Свод", [["Месяц", "Обращений", "Соглашений"], ["Январь", 2, 1]]))
    pages.append(Page("Список", [["Виды"], ["гражданский"], ["семейный"]], is_hidden=True))
    return pages


def by_mediator() -> list[Page]:
    """A sheet for a mediator, none of them in a column; the whole year once more, and hidden."""
    head = [h for h in HEAD if h != "Медиатор"]

    def row(m: Matter) -> Row:
        return [c for h, c in zip(HEAD, usual(m), strict=True) if h != "Медиатор"]

    pages = [
        Page(name, [head, *(row(m) for m in TRUTH if m.mediator == name)]) for name in MEDIATORS
    ]
    return [*pages, Page("старый", [HEAD, *map(usual, TRUTH)], is_hidden=True)]


def year_again() -> list[Page]:
    """Halves of the year and the whole year on a third sheet."""
    halves = [[usual(m) for m in TRUTH if (m.received.month > 6) is late] for late in (False, True)]
    return [
        Page("1 полугодие", [HEAD, *halves[0]]),
        Page("2 полугодие", [HEAD, *halves[1]]),
        Page("Год", [HEAD, *halves[0], *halves[1]], hidden_rows=[3, 4, 5]),
    ]


def merged_down() -> list[Page]:
    """Mediator and source merged over several lines; some rows hidden by a filter."""
    rows = [HEAD]
    merges = []
    matters = sorted(TRUTH, key=lambda m: (m.mediator, m.source, m.number))
    last = None
    for m in matters:
        row = usual(m)
        if last and (last.mediator, last.source) == (m.mediator, m.source):
            row[10] = row[11] = None
        rows.append(row)
        last = m
    starts = [i for i, r in enumerate(rows, 1) if i > 1 and r[11]] + [len(rows) + 1]
    for start, after in pairwise(starts):
        merges += [f"{c}{start}:{c}{after - 1}" for c in "KL" if after - 1 > start]
    return [Page("Журнал", rows, merges, hidden_rows=list(range(5, 12)))]


def other_words() -> list[Page]:
    """None of the usual headings, and other words in the cells."""
    head: Row = [
        "Вх. №", "Когда зарегистрировано", "Инициатор", "Оппонент", "Сфера правоотношений", "Откуда поступило",
        "На какой стадии", "Кто ведёт дело", "Размер требований", "Чем закончилось", "Урегулировано на сумму",
        "Когда завершено", "Пояснения",
    ]  # fmt: skip
    say = WORDS["ru"] | {
        "agreement": "Достигнуто соглашение",
        "refusal": "Соглашение не достигнуто",
        "consultation": "Дана консультация",
        "stopped": "Прекращена",
        "self": "самообращение",
        "court": "судом",
        "pre_court": "до суда",
        "civil": "гражданские правоотношения",
        "labour": "трудовые",
        "family": "семейные отношения",
    }
    rows: list[Row] = [head]
    rows.extend(
        [
            f"М-{m.number}", m.received, m.first, m.second, say[m.kind], say[m.source],
            "суд" if m.stage == "court" else "до суда", m.mediator, m.claim, say[m.outcome], m.settled, m.ended, "",
        ]
        for m in TRUTH
    )  # fmt: skip
    return [Page("Лист1", rows)]


def ticks() -> list[Page]:
    """Kinds and outcomes as columns to tick."""
    kinds = ("civil", "family", "labour", "business")
    ends = ("agreement", "refusal", "consultation", "stopped")
    top: Row = [
        "№",
        "Дата обращения",
        "Заявитель",
        "Вторая сторона",
        "Категория спора",
        *[None] * 3,
    ]
    top += ["Результат", *[None] * 3, "Сумма соглашения"]
    say = WORDS["ru"]
    rows: list[Row] = [top, [None] * 4 + [say[k] for k in (*kinds, *ends)] + [None]]
    for m in TRUTH:
        marks = [("+" if m.kind == k else None) for k in kinds]
        marks += [(1 if m.outcome == e else 0) for e in ends]
        rows.append([m.number, m.received, m.first, m.second, *marks, m.settled])
    sums: Row = ["Итого", None, None, None, *[6] * 8]
    return [Page("Журнал", [*rows, sums], ["E1:H1", "I1:L1"])]


def sections() -> list[Page]:
    """Mediators and months as titles between the lines, the year in the title alone."""
    head: Row = ["Дата", "Стороны", "Вид спора", "Сумма", "Результат"]
    rows: list[Row] = [[f"Реестр за {YEAR} год"], head]
    for name in MEDIATORS:
        rows.append([f"Медиатор {name}"])
        month = 0
        for m in TRUTH:
            if m.mediator != name:
                continue
            if m.received.month != month:
                month = m.received.month
                rows.append([NAMES[month - 1].upper()])
            day = f"{m.received.day} {RU_MONTHS[month - 1]}" if month % 2 else f"{m.received:%d.%m}"
            rows.append(
                [
                    day,
                    f"{m.first} и {m.second}",
                    WORDS["ru"][m.kind],
                    m.claim,
                    WORDS["ru"][m.outcome],
                ]
            )
        rows.append([f"Всего по медиатору: {12}"])
    return [Page("Реестр", rows)]


def several_lines() -> list[Page]:
    """A further party on a line of its own, the line's number merged over both."""
    rows = [HEAD]
    merges = []
    for m in TRUTH:
        rows.append(usual(m))
        if m.number % 6 == 0:
            more: Row = [None] * len(HEAD)
            more[6] = f"Соответчик Иванов {m.number}"
            rows.append(more)
            if m.number % 12 == 0:
                merges += [f"{c}{len(rows) - 1}:{c}{len(rows)}" for c in "ABCDEMNO"]
    return [Page("Журнал", rows, merges)]


SHAPES = {
    "quarters": Shape(quarters),
    "one_cell": Shape(one_cell, ("stage", "source", "mediator", "settled")),
    "two_rows": Shape(two_rows),
    "dates": Shape(dates),
    "amounts": Shape(amounts),
    "thousands": Shape(thousands),
    "capitals": Shape(capitals),
    "two_in_one": Shape(two_in_one, ("kind", "stage", "source", "mediator", "claim")),
    "months": Shape(months),
    "by_mediator": Shape(by_mediator),
    "year_again": Shape(year_again),
    "merged_down": Shape(merged_down),
    "other_words": Shape(other_words),
    "ticks": Shape(ticks, ("stage", "source", "mediator", "claim")),
    "sections": Shape(sections, ("stage", "source", "settled")),
    "several_lines": Shape(several_lines),
}
