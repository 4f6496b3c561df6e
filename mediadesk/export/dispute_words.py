"""Words of papers for kinds of disputes, languages and ways of a mediation, in both languages."""

from typing import Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import DisputeKind, ProcessLanguage, Way

__all__ = ["DISPUTES", "LANGUAGES", "WAYS"]

DISPUTES: Final = {
    DisputeKind.CIVIL: Words("гражданские", "азаматтық"),
    DisputeKind.BUSINESS: Words("гражданские, предпринимательские", "азаматтық, кәсіпкерлік"),
    DisputeKind.LABOUR: Words("трудовые", "еңбек"),
    DisputeKind.FAMILY: Words("семейные", "отбасылық"),
    DisputeKind.ADMINISTRATIVE: Words("административные", "әкімшілік"),
    DisputeKind.OFFENCE: Words(
        "дело об административном правонарушении", "әкімшілік құқық бұзушылық туралы іс"
    ),
    DisputeKind.CRIMINAL: Words("уголовное судопроизводство", "қылмыстық сот ісін жүргізу"),
    DisputeKind.ENFORCEMENT: Words("исполнительное производство", "атқарушылық іс жүргізу"),
    DisputeKind.OTHER: Words("иные общественные отношения", "өзге де қоғамдық қатынастар"),
}
LANGUAGES: Final = {
    ProcessLanguage.KAZAKH: Words("казахский", "қазақ тілі"),
    ProcessLanguage.RUSSIAN: Words("русский", "орыс тілі"),
    ProcessLanguage.BOTH: Words("казахский и русский", "қазақ және орыс тілдері"),
    ProcessLanguage.OTHER: Words("иной, по выбору Сторон", "Тараптардың таңдауы бойынша өзге тіл"),
}
WAYS: Final = {
    Way.MEETING: Words("личные встречи", "жеке кездесулер"),
    Way.PHONE: Words("телефонная связь", "телефон байланысы"),
    Way.VIDEO: Words("видеоконференцсвязь", "бейне-конференц-байланыс"),
    Way.MESSAGES: Words("обмен электронными сообщениями", "электрондық хабарлармен алмасу"),
    Way.OTHER: Words("иной способ, согласованный Сторонами", "Тараптар келіскен өзге тәсіл"),
}
