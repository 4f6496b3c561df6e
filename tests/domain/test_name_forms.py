"""Forms of names: a gold list read by people, and laws that hold for any name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.model import Organisation, Person
from mediadesk.domain.name_forms import FORMS, stale_forms, suggested
from mediadesk.domain.name_forms_kk import decline_kk
from mediadesk.domain.name_forms_ru import decline_ru, sex_of_name
from mediadesk.domain.types import OrganisationKind, Sex

M, F = Sex.MALE, Sex.FEMALE

GOLD_RU = [
    ("Ахметов Нурлан Серикович", M, "Ахметова Нурлана Сериковича", "Ахметову Нурлану Сериковичу"),
    ("Ахметова Айгуль Сериковна", F, "Ахметовой Айгули Сериковны", "Ахметовой Айгули Сериковне"),
    ("Қасымов Ерлан Сабырұлы", M, "Қасымова Ерлана Сабырұлы", "Қасымову Ерлану Сабырұлы"),
    ("Сәрсенбаева Гүлназ Маратқызы", F, "Сәрсенбаевой Гүлназ Маратқызы", "Сәрсенбаевой Гүлназ Маратқызы"),
    ("Оспан Данияр Болатұлы", M, "Оспана Данияра Болатұлы", "Оспану Данияру Болатұлы"),
    ("Оспан Динара Болатқызы", F, "Оспан Динары Болатқызы", "Оспан Динаре Болатқызы"),
    ("Ким Виктор Петрович", M, "Кима Виктора Петровича", "Киму Виктору Петровичу"),
    ("Ким Ольга Петровна", F, "Ким Ольги Петровны", "Ким Ольге Петровне"),
    ("Цой Игорь Львович", M, "Цоя Игоря Львовича", "Цою Игорю Львовичу"),
    ("Ли Мария Ивановна", F, "Ли Марии Ивановны", "Ли Марии Ивановне"),
    ("Ли Сергей Иванович", M, "Ли Сергея Ивановича", "Ли Сергею Ивановичу"),
    ("Шевченко Андрей Ильич", M, "Шевченко Андрея Ильича", "Шевченко Андрею Ильичу"),
    ("Шевченко Наталья Ильинична", F, "Шевченко Натальи Ильиничны", "Шевченко Наталье Ильиничне"),
    ("Черных Павел Фёдорович", M, "Черных Павла Фёдоровича", "Черных Павлу Фёдоровичу"),
    ("Достоевский Фёдор Михайлович", M, "Достоевского Фёдора Михайловича", "Достоевскому Фёдору Михайловичу"),
    ("Ковалевская Софья Васильевна", F, "Ковалевской Софьи Васильевны", "Ковалевской Софье Васильевне"),
    ("Толстой Лев Николаевич", M, "Толстого Льва Николаевича", "Толстому Льву Николаевичу"),
    ("Толстая Анна Львовна", F, "Толстой Анны Львовны", "Толстой Анне Львовне"),
    ("Белый Пётр Ильич", M, "Белого Петра Ильича", "Белому Петру Ильичу"),
    ("Токаев Касым-Жомарт Кемелевич", M, "Токаева Касым-Жомарта Кемелевича", "Токаеву Касым-Жомарту Кемелевичу"),
    ("Салтыков-Щедрин Михаил Иванович", M, "Салтыкова-Щедрина Михаила Ивановича", "Салтыкову-Щедрину Михаилу Ивановичу"),
    ("Муса Абай Ерланұлы", M, "Мусы Абая Ерланұлы", "Мусе Абаю Ерланұлы"),
    ("Кожа Алия Ерланқызы", F, "Кожи Алии Ерланқызы", "Коже Алии Ерланқызы"),
    ("Бектурсын Асхат Маратұлы", M, "Бектурсына Асхата Маратұлы", "Бектурсыну Асхату Маратұлы"),
    ("Асель", F, "Асели", "Асели"),
    ("Илья", M, "Ильи", "Илье"),
    ("Никитин Никита", M, "Никитина Никиты", "Никитину Никите"),
    ("Пушкина Айша", F, "Пушкиной Айши", "Пушкиной Айше"),
    ("Бородин Дмитрий Юрьевич", M, "Бородина Дмитрия Юрьевича", "Бородину Дмитрию Юрьевичу"),
    ("Лебедева Любовь Олеговна", F, "Лебедевой Любови Олеговны", "Лебедевой Любови Олеговне"),
    ("Зайцев Кузьма Фомич", M, "Зайцева Кузьмы Фомича", "Зайцеву Кузьме Фомичу"),
    ("Әлімхан Мирас", M, "Әлімхана Мираса", "Әлімхану Мирасу"),
]  # fmt: skip

GOLD_KK = [
    ("Мұратов Дәурен Ерланұлы", "ның", "на"), ("Ахметова Айгүл Серікқызы", "ның", "на"),
    ("Айгүл Сәрсенбаева", "ның", "ға"), ("Мұхтар Әуезов", "тің", "ке"),
    ("Серік Мұратов", "тың", "қа"), ("Нұрлан Ахметов", "тің", "ке"),
    ("Виктор Ким", "нің", "ге"), ("Ольга Цой", "дың", "ға"), ("Олег Шевченко", "ның", "ға"),
    ("Абай", "дың", "ға"), ("Ержан", "ның", "ға"), ("Айдос", "тың", "қа"), ("Нұрбек", "тің", "ке"),
    ("Әсел", "дің", "ге"), ("Асель", "дің", "ге"), ("Гүлнұр", "дың", "ға"), ("Айгүл", "дің", "ге"),
    ("Марат", "тың", "қа"), ("Қайрат", "тың", "қа"), ("Ермек", "тің", "ке"), ("Роза", "ның", "ға"),
    ("Ғалия", "ның", "ға"), ("Сәуле", "нің", "ге"), ("Сергей", "дің", "ге"), ("Дмитрий", "дің", "ге"),
    ("Игорь", "дің", "ге"), ("Пётр", "дің", "ге"), ("Лев", "тің", "ке"), ("Әли", "дің", "ге"),
    ("Александр Пушкин", "нің", "ге"), ("Иван Иванов", "тың", "қа"), ("Иван Петрович", "тің", "ке"),
    ("Зүлфия", "ның", "ға"), ("Бауыржан", "ның", "ға"), ("Жанар", "дың", "ға"), ("Күләш", "тің", "ке"),
    ("Сәбит", "тің", "ке"), ("Рашид", "тың", "қа"), ("Тілеген", "нің", "ге"), ("Ілияс", "тың", "қа"),
    ("Гүлназ", "дың", "ға"), ("Мейрам", "ның", "ға"), ("Бекзат", "тың", "қа"), ("Дінмұхамед", "тің", "ке"),
    ("Алмаз", "дың", "ға"), ("Әлем", "нің", "ге"), ("Қуаныш", "тың", "қа"), ("Сәкен", "нің", "ге"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sex", "genitive", "dative"), GOLD_RU)
def test_russian_forms_of_the_gold_list(name: str, sex: Sex, genitive: str, dative: str) -> None:
    assert decline_ru(name, sex) == (genitive, dative)


@pytest.mark.parametrize(("name", "genitive", "dative"), GOLD_KK)
def test_kazakh_endings_of_the_gold_list(name: str, genitive: str, dative: str) -> None:
    assert decline_kk(name) == (name + genitive, name + dative)


@pytest.mark.parametrize("name", ["Оспан Нур", "Ахметов Н. С.", "ТОО «Нур»", "", "Ахметов 2"])
def test_what_cannot_be_told_is_not_suggested(name: str) -> None:
    assert decline_ru(name) is None


def test_the_sex_is_told_by_patronymic_before_surname() -> None:
    assert sex_of_name("Ким Ольга Петровна") is F
    assert sex_of_name("Мұрат Ерлан Серікұлы") is M
    assert sex_of_name("Иванова Асель") is F
    assert sex_of_name("Нур Асыл") is None


def test_a_person_and_an_organisation_get_what_is_known_of_them() -> None:
    person = Person(name_ru="Ким Вера", iin="991231400014")
    assert suggested(person)["name_ru_dat"] == "Ким Вере"
    firm = Organisation(name_ru="ТОО «Нур»", name_kk="«Нұр» ЖШС")
    assert suggested(firm) == {"name_ru_gen": "ТОО «Нур»", "name_ru_dat": "ТОО «Нур»"}
    full = Organisation(
        name_ru="Товарищество с ограниченной ответственностью «Нур»",
        name_kk="«Нұр» жауапкершілігі шектеулі серіктестігі",
    )
    assert suggested(full)["name_ru_gen"].startswith("Товарищества с ограниченной")
    assert suggested(full)["name_kk_dat"].endswith("серіктестігіне")
    trader = Organisation(
        name_ru="Индивидуальный предприниматель Ахметов Нурлан Серикович",
        kind=OrganisationKind.SOLE_TRADER,
    )
    told = "Индивидуальному предпринимателю Ахметову Нурлану Сериковичу"
    assert suggested(trader)["name_ru_dat"] == told
    assert "name_ru_dat" not in suggested(replace(trader, name_ru=f"{trader.name_ru[:30]} Н. С."))


@pytest.mark.parametrize(("name", "sex", "_genitive", "_dative"), GOLD_RU)
def test_suggested_forms_fit_their_name_and_no_other(
    name: str, sex: Sex, _genitive: str, _dative: str
) -> None:
    person = Person(name_ru=name, sex=sex)
    formed = replace(person, **suggested(person))
    assert stale_forms(formed) == ()
    renamed = replace(formed, name_ru="Юсупова Ярослава Эдуардовна")
    assert set(stale_forms(renamed)) == {form for form in FORMS if getattr(formed, form)}


@pytest.mark.parametrize(
    "name", ["Салтыков-", "-Щедрин Иван", "Аа--Бб", "Aa-", "ßß-", "-", "Ким -"]
)
def test_a_name_cut_at_its_dash_is_left_alone(name: str) -> None:
    for sex in (None, M, F):
        assert decline_ru(name, sex) is None
    if not name.endswith("Иван"):
        assert decline_kk(name) is None


_LETTERS = "абвеёийклмнорстуүұцшъыьэюяәқһі АБКС-—'’.«»\u00a0\u2028\x1c\x85İßǰŉ"


@given(st.text(max_size=40) | st.text(_LETTERS, max_size=30), st.sampled_from([None, M, F]))
def test_any_text_is_declined_or_left_alone(text: str, sex: Sex | None) -> None:
    formed = decline_ru(text, sex)
    if formed is not None:
        assert all(len(form.split()) == len(text.split()) for form in formed)
    kazakh = decline_kk(text)
    if kazakh is not None:
        assert all(form.startswith(text.strip()) for form in kazakh)
