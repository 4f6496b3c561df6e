"""Invented centres of any size, written in bulk: nobody in them exists.

Rows go straight into the tables through the store's one writer, lists and search are made by the
program's own code, so the file is what the program itself would have made of the same cases; only
the journal has one line for all of them.
"""

import random
import secrets
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from mediadesk.db import search_index
from mediadesk.db.codecs import TABLES, to_row
from mediadesk.db.store import Store
from mediadesk.db.unit import Unit
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Entity,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
)
from mediadesk.domain.types import (
    AgreementId,
    CaseId,
    CaseState,
    ContractId,
    DisputeKind,
    MediatorId,
    ObligationId,
    OfficeId,
    OrganisationId,
    Outcome,
    PartyId,
    PartySide,
    PersonId,
    Source,
    Stage,
    Tiyn,
    Uid,
)

__all__ = ["OPENED_BY", "SUBJECTS", "FixedClock", "NewIds", "centre", "fill", "person_name"]

OPENED_BY = "benchmark-2026"
_KAZAKHSTAN = timezone(timedelta(hours=5))


def _words(text: str) -> list[str]:
    return text.split()


_FIRST_HALVES = _words(
    "Нұр Бек Қай Ай Жан Дәу Ер Бай Сұл Мұқа Тоқ Есен Аман Құл Тас Ораз Темір Жұма Сейіт Әлі Мырза"
    " Қас Өте Үсен Ғаби Һаки Шәрі Көше Дүйсе Тілеу Сәт Дос Бөке Жақсы Қоныс Ыбыр Исма Рахым"
)
_SECOND_HALVES = _words(
    "бай бек хан ғали мұрат тай берген бол жан болат ғазы мұхамед кен сын дос мағамбет қожа шора"
    " келді тұр бақыт нәзір"
)
_STEMS = [first + second for first in _FIRST_HALVES for second in _SECOND_HALVES]
_RUSSIAN = [
    stem + end
    for stem in _words(
        "Иван Петр Сидор Кузнец Смирн Поп Волк Сокол Лебед Козл Новик Мороз Павл Семён Голуб"
        " Виноград Богдан Вороб Фёдор Щербак Мельник Юсуп Хасан Исай Мамед Шульг Гончар Ткач Коваль"
        " Бондар Зайц Орл Рыб Черныш Полян Степан Тарас Яким Лукьян Ефим"
    )
    for end in ("ов", "ев", "ин", "енко", "ский", "ук", "ченко", "цев", "ников", "яков")
]
_MEN = _words(
    "Ерлан Бауыржан Нұрлан Қайрат Асқар Дәурен Әділет Ғалымжан Мұрат Өмірбек Тимур Сергей Андрей"
    " Алексей Виктор Дмитрий Руслан Олег Данияр Жәнібек Санжар Еркебұлан Игорь Максим Арман"
)
_WOMEN = _words(
    "Гүлнәр Айгүл Әсел Жанар Қарлығаш Ләззат Меруерт Сәуле Ұлжан Динара Анна Елена Ольга Наталья"
    " Светлана Марина Татьяна Ирина Камила Әйгерім Балнұр Роза Зарина Мәдина Юлия"
)
SUBJECTS = (
    ("Взыскание долга по расписке", "Қолхат бойынша қарызды өндіріп алу"),
    ("Раздел совместного имущества супругов", "Ерлі-зайыптылардың ортақ мүлкін бөлу"),
    ("Порядок общения с ребёнком", "Баламен қарым-қатынас жасау тәртібі"),
    ("Взыскание заработной платы", "Жалақыны өндіріп алу"),
    ("Возмещение ущерба от затопления квартиры", "Пәтерді су басудан келген залалды өтеу"),
    ("Спор о границах земельного участка", "Жер учаскесінің шекарасы туралы дау"),
    ("Задолженность по договору поставки", "Жеткізу шарты бойынша берешек"),
    ("Возмещение вреда после дорожного происшествия", "Жол оқиғасынан кейінгі зиянды өтеу"),
    ("Взыскание алиментов", "Алименттерді өндіріп алу"),
    ("Защита прав потребителя", "Тұтынушының құқығын қорғау"),
    ("Неустойка по договору подряда", "Мердігерлік шарты бойынша тұрақсыздық айыбы"),
    ("Восстановление на работе", "Жұмысқа қайта орналастыру"),
)
_ROWS_AT_ONCE = 20_000


class FixedClock:
    """A clock that stands still, so that runs are alike."""

    def now(self) -> datetime:
        """Give the moment."""
        return datetime(2026, 3, 2, 10, 0, tzinfo=_KAZAKHSTAN)

    def today(self) -> date:
        """Give the date."""
        return date(2026, 3, 2)


class NewIds:
    """Random identities."""

    def uid(self) -> Uid:
        """Give a new identity of 16 bytes."""
        return Uid(secrets.token_bytes(16))


def person_name(chance: random.Random) -> str:
    """Invent a name: two thirds Kazakh, one third Russian, as documents write them."""
    is_woman = chance.random() < 0.5
    given = chance.choice(_WOMEN if is_woman else _MEN)
    father = chance.choice(_STEMS)
    if chance.random() < 0.67:
        surname = (
            chance.choice(_STEMS) + chance.choice(("ов", "ұлы", "")) + ("а" if is_woman else "")
        )
        return f"{surname} {given} {father}{'қызы' if is_woman else 'ұлы'}"
    surname = chance.choice(_RUSSIAN)
    if is_woman and surname.endswith(("в", "ин")):
        surname += "а"
    return f"{surname} {given} {chance.choice(_MEN)}{'овна' if is_woman else 'ович'}"


def identifier(chance: random.Random) -> str:
    """Invent an IIN of somebody who is not born yet."""
    year, month, day = chance.randint(60, 99), chance.randint(1, 12), chance.randint(1, 28)
    return f"{year}{month:02d}{day:02d}{chance.choice('56')}{chance.randint(0, 99_999):05d}"


def _people(chance: random.Random, count: int) -> Iterator[Person]:
    for number in range(1, count + 1):
        yield Person(
            id=PersonId(number),
            name_ru=person_name(chance),
            iin=identifier(chance),
            phone=f"+7700{chance.randint(0, 9_999_999):07d}",
        )


def _bodies(chance: random.Random, count: int) -> Iterator[Organisation]:
    for number in range(1, count + 1):
        word = f"{chance.choice(_STEMS)}{chance.choice(('строй', 'сервис', ' Трейд', ' и К'))}"
        yield Organisation(
            id=OrganisationId(number),
            name_ru=f"ТОО «{word}»",
            name_kk=f"«{word}» ЖШС",
            bin=f"5912{chance.randint(0, 99_999_999):08d}",
            head_name=person_name(chance),
        )


def _case(chance: random.Random, number: int, received: date, seq: int) -> Iterator[Entity]:
    """Make one case with its parties; most go on to a contract, most of those to an agreement."""
    case_id, fate = CaseId(number), chance.random()
    subject_ru, subject_kk = chance.choice(SUBJECTS)
    claim = chance.randint(1, 90_000) * 10_000
    case = Case(
        id=case_id,
        office_id=OfficeId(1),
        year=received.year,
        seq=seq,
        received_on=received,
        source=chance.choice(list(Source)),
        kind=chance.choice(list(DisputeKind)),
        stage=chance.choice(list(Stage)),
        claim_tiyn=Tiyn(claim),
        subject_ru=subject_ru,
        subject_kk=subject_kk,
        mediator_id=MediatorId(chance.randint(1, 12)),
        import_key=f"{number:x}",
    )
    if fate < 0.2:
        yield replace(case, state=CaseState.CLOSED, outcome=Outcome.CONSULTATION, ended_on=received)
        return
    day = received + timedelta(chance.randint(1, 5))
    if fate < 0.9:
        end = day + timedelta(chance.randint(2, 28))
        is_agreed = fate < 0.75
        outcome = Outcome.AGREEMENT if is_agreed else Outcome.REFUSAL
        yield replace(case, state=CaseState.CLOSED, outcome=outcome, opened_on=day, ended_on=end)
        if is_agreed:
            yield from _agreement(number, end, Tiyn(claim * chance.randint(30, 100) // 100))
    else:
        yield replace(case, state=CaseState.MEDIATION, outcome=Outcome.RUNNING, opened_on=day)
    yield Contract(id=ContractId(number), case_id=case_id, concluded_on=day)


def _agreement(number: int, signed: date, settled: Tiyn) -> Iterator[Entity]:
    agreement = AgreementId(number)
    yield Agreement(
        id=agreement,
        case_id=CaseId(number),
        signed_on=signed,
        settled_tiyn=settled,
        is_signed=True,
    )
    yield Obligation(
        id=ObligationId(number),
        agreement_id=agreement,
        ord=1,
        amount_tiyn=settled,
        what_ru="Выплатить долг двумя частями",
        what_kk="Қарызды екі бөлікпен төлеу",
        due_on=signed + timedelta(30),
    )


def _entities(cases: int, years: Sequence[int], chance: random.Random) -> Iterator[Entity]:
    people, bodies = max(10, cases * 3 // 5), max(5, cases // 20)
    yield Office(id=OfficeId(1), name_ru="Центр медиации", name_kk="Медиация орталығы", region="71")
    for number in range(1, 13):
        yield Mediator(id=MediatorId(number), name_ru=person_name(chance))
    yield from _people(chance, people)
    yield from _bodies(chance, bodies)
    share = -(-cases // len(years))
    for number in range(1, cases + 1):
        year, seq = years[(number - 1) // share], (number - 1) % share + 1
        received = date(year, 1, 1) + timedelta((seq - 1) * 365 // share)
        yield from _case(chance, number, received, seq)
        for ord_, side in ((1, PartySide.FIRST), (2, PartySide.SECOND)):
            party_id = PartyId(2 * number + ord_)
            party = Party(id=party_id, case_id=CaseId(number), ord=ord_, side=side)
            if chance.random() < 0.25:
                body = OrganisationId(chance.randint(1, bodies))
                yield replace(party, organisation_id=body)
            else:
                yield replace(party, person_id=PersonId(chance.randint(1, people)))


def fill(store: Store, cases: int, years: Sequence[int], seed: int = 20260302) -> None:
    """Write so many cases, spread evenly over the years and numbered without gaps."""

    def work(unit: Unit) -> None:
        conn = unit._conn  # noqa: SLF001 (a bulk load has no public door)
        waiting: dict[type, list[dict[str, object]]] = {cls: [] for cls in TABLES}
        written: Counter[str] = Counter()

        def write(cls: type) -> None:
            made = waiting[cls]
            if made:
                names = list(made[0])
                sql = (
                    f"INSERT INTO {TABLES[cls]} ({', '.join(names)})"
                    f" VALUES ({', '.join('?' * len(names))})"
                )
                conn.executemany(sql, [tuple(row.values()) for row in made])
                written[TABLES[cls]] += len(made)
                made.clear()

        conn.execute("PRAGMA defer_foreign_keys = ON")
        for entity in _entities(cases, years, random.Random(seed)):
            row = to_row(entity)
            row["uid"], row["rev"] = unit.ids.uid(), 1
            made = waiting[type(entity)]
            made.append(row)
            if len(made) >= _ROWS_AT_ONCE:
                write(type(entity))
        for cls in waiting:
            write(cls)
        search_index.refresh(conn, range(1, cases + 1))
        unit.note_rows(written, ())

    store.submit(work, command="ImportJournal", params={}, undoable=False).result()


@contextmanager
def centre(cases: int, years: Sequence[int] = (2026,)) -> Iterator[tuple[Path, Store]]:
    """Give an open encrypted centre with so many cases; nothing of it stays on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        store, _recovery = Store.create(
            Path(folder) / "centre", OPENED_BY, clock=FixedClock(), ids=NewIds(), immediate=True
        )
        try:
            fill(store, cases, years)
            yield store.folder, store
        finally:
            store.close()
