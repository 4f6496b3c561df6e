"""Invented people and organisations for tests; no number here was ever given to anyone.

Identifiers are valid by their check digit and lie in the future: people are born on 31.12.2099,
organisations registered in December 2059. `conftest.py` fails any test in which one of these names
or numbers reaches a log record, so use them wherever a test needs somebody.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A person who does not exist."""

    surname: str
    given: str
    patronymic: str
    iin: str
    phone: str
    address: str

    @property
    def full_name(self) -> str:
        """Give surname, given name and patronymic, as a document writes them."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Give what must never be readable outside the encrypted file."""
        return self.surname, self.iin, self.phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that does not exist."""

    name_ru: str
    name_kk: str
    bin: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """Give what must never be readable outside the encrypted file."""
        return self.name_ru, self.name_kk, self.bin


QASYMOV = Persona(
    surname="Қасымов",
    given="Ерлан",
    patronymic="Сабырұлы",
    iin="991231500016",
    phone="+7 700 000 00 01",
    address="Ақтөбе қаласы, Жоқ көшесі, 1",
)
ABDRAKHMANOVA = Persona(
    surname="Әбдірахманова",
    given="Гүлнәр",
    patronymic="Өмірбекқызы",
    iin="991231600022",
    phone="+7 700 000 00 02",
    address="Алматы қаласы, Жоқ көшесі, 2, 14-пәтер",
)
IVANCHENKO = Persona(
    surname="Иванченко",
    given="Пётр",
    patronymic="Ёлкин",
    iin="991231500076",
    phone="+7 700 000 00 03",
    address="город Павлодар, улица Несуществующая, 3",
)
SHYNGYSOVA = Persona(
    surname="Шыңғысова",
    given="Іңкәр",
    patronymic="",
    iin="991231600131",
    phone="+7 700 000 00 04",
    address="Шымкент қаласы, Жоқ көшесі, 4",
)
NURGHALIULY = Persona(
    surname="Нұрғалиұлы",
    given="Хасен",
    patronymic="",
    iin="991231500214",
    phone="+7 700 000 00 05",
    address="Астана қаласы, Жоқ көшесі, 5",
)
SMIRNOVA_PETRENKO = Persona(
    surname="Смирнова-Петренко",
    given="Анна-Мария",
    patronymic="Викторовна",
    iin="991231600349",
    phone="+7 700 000 00 06",
    address="город Астана, проспект Несуществующий, 6, квартира 60",
)
# Passes only by the second round of weights.
OZBEKOV = Persona(
    surname="Өзбеков",
    given="Уәли",
    patronymic="Ұланұлы",
    iin="991231500707",
    phone="+7 700 000 00 07",
    address="Қарағанды қаласы, Жоқ көшесі, 7",
)
TLEUBEKOVA = Persona(
    surname="Тілеубекова",
    given="Һамида",
    patronymic="Фатихқызы",
    iin="991231600568",
    phone="+7 700 000 00 08",
    address="Қостанай қаласы, Жоқ көшесі, 8",
)

PEOPLE = (
    QASYMOV,
    ABDRAKHMANOVA,
    IVANCHENKO,
    SHYNGYSOVA,
    NURGHALIULY,
    SMIRNOVA_PETRENKO,
    OZBEKOV,
    TLEUBEKOVA,
)

CENTRE = Organisation(
    name_ru="ОФ «Центр медиации Несуществующий»",
    name_kk="«Жоқ медиация орталығы» ҚҚ",
    bin="591240001018",
)
SUPPLIER = Organisation(
    name_ru="ТОО «Небывалый поставщик»",
    name_kk="«Болмаған жеткізуші» ЖШС",
    bin="591240002026",
)
SOLE_TRADER = Organisation(
    name_ru="ИП «Выдуманная лавка»",
    name_kk="«Ойдан шыққан дүкен» ЖК",
    bin="591260003033",
)
AKIMAT = Organisation(
    name_ru="ГУ «Аппарат акима несуществующего района»",
    name_kk="«Жоқ аудан әкімінің аппараты» ММ",
    bin="591240004042",
)

ORGANISATIONS = (CENTRE, SUPPLIER, SOLE_TRADER, AKIMAT)

# Both rounds of weights give 10, so no such number can be issued; and one wrong check digit.
IIN_NEVER_ISSUED = "991231500770"
BIN_WRONG = "591240001017"

SECRETS: tuple[str, ...] = tuple(
    secret for each in (*PEOPLE, *ORGANISATIONS) for secret in each.secrets
)
