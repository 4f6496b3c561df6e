"""Both catalogues say everything, with the right forms, places and words of the glossary."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from mediadesk.i18n import LANGUAGES, Translator
from tests.arch.tree import ROOT

FOLDER = ROOT / "translations"
PLACE = re.compile(r"%\((\w+)\)s")
WORD = re.compile(r"[^\W\d_]{2,}")

# Which form a number takes: index into the forms of the catalogue, by grammar, not by its header.
RUSSIAN_FORMS = {0: 2, 1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 101: 0}

# A Russian term, as it may be inflected, and the stem of the one Kazakh term that renders it.
TERMS = {
    r"договор\w* о медиации": "медиация туралы шарт",
    r"соглашени\w+ об урегулировании": "реттеу туралы келісім",
    r"предмет\w* спора": "даудың нысана",
    r"сторон\w*": "тарап",
    r"представител\w+": "өкіл",
    r"доверенност\w+": "сенімхат",
    r"полномочи\w+": "өкілетті",
    r"вознаграждени\w+": "сыйақы",
    r"профессиональн\w+ медиатор\w*": "кәсіпқой медиатор",
    r"общественн\w+ медиатор\w*": "қоғамдық медиатор",
    r"судь\w+ в отставке": "отставкадағы судья",
    r"юридическ\w+ лиц\w+": "заңды тұлға",
    r"физическ\w+ лиц\w+": "жеке тұлға",
    r"обращени\w+": "өтініш",
    r"дел(о|а|у|е|ом|ам|ами|ах)?": "іс",
    r"встреч\w+": "кездесу",
    r"обязательств\w*": "міндеттеме",
    r"исполнен(о|ие|ием)": "орында",
    r"неисполнени\w+": "орындама",
    r"срок\w*": "мерзім",
    r"приглашени\w+": "шақыру",
    r"отч[её]т\w*": "есеп",
    r"персональн\w+ данн\w+": "дербес дерек",
    r"резервн\w+ копи\w+": "сақтық көшірме",
    r"парольн\w+ фраз\w+": "құпия сөз тіркес",
    r"ключ\w* восстановления": "қалпына келтіру кілт",
    r"журнал\w*": "журнал",
    r"ИИН": "жсн",
    r"БИН": "бсн",
}


@cache
def catalogue(language: str) -> Catalog:
    """Read one language's catalogue."""
    with (FOLDER / language / "LC_MESSAGES" / "mediadesk.po").open("rb") as stream:
        return read_po(stream, locale=language)


@cache
def template() -> Catalog:
    """Read the list of all messages."""
    with (FOLDER / "mediadesk.pot").open("rb") as stream:
        return read_po(stream)


def messages(source: Catalog) -> list[Message]:
    """Give the messages without the head."""
    return [each for each in source if each.id]


def forms(value: Any) -> tuple[str, ...]:
    """Give the one text, or the plural forms, of an id or a translation."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def key(message: Message) -> tuple[str, str]:
    """Name a message by context and English text."""
    return message.context or "", forms(message.id)[0]


def pairs() -> Iterator[tuple[str, str, str]]:
    """Give (name, Russian, Kazakh) of every message and of every wording of the reports."""
    kazakh = {key(each): each for each in messages(catalogue("kk"))}
    for each in messages(catalogue("ru")):
        other = forms(kazakh[key(each)].string)
        for text in forms(each.string):
            yield key(each)[1], text, other[0]
    for path in [ROOT / "resources/indicators.toml", *(ROOT / "resources/forms").glob("*.toml")]:
        yield from wordings(path.name, tomllib.loads(path.read_text(encoding="utf-8")))


def wordings(name: str, data: Any) -> Iterator[tuple[str, str, str]]:
    """Find the texts in two languages in a data file."""
    if isinstance(data, dict) and isinstance(data.get("ru"), str):
        yield name, data["ru"], data["kk"]
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from wordings(name, each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    there = {key(each): each for each in messages(catalogue(language))}
    wanted = {key(each) for each in messages(template())}
    assert there.keys() == wanted
    assert len(wanted) > 300
    empty = [
        name
        for name, each in there.items()
        if each.fuzzy or not forms(each.string) or not all(map(str.strip, forms(each.string)))
    ]
    assert not empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for each in messages(catalogue(language)):
        wanted = set(PLACE.findall(forms(each.id)[-1]))
        for text in forms(each.string):
            assert set(PLACE.findall(text)) == wanted, text
            assert "%" not in PLACE.sub("", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_message_does(language: str) -> None:
    for each in messages(catalogue(language)):
        if each.id in {"No.", "days"}:  # abbreviated in one of the languages
            continue
        ends = {text[-1] if text[-1] in ".?!:…" else "" for text in forms(each.id)}
        for text in forms(each.string):
            assert (text[-1] if text[-1] in ".?!:…" else "") in ends, text
            assert text == text.strip()


def plural_messages(language: str) -> list[Message]:
    """Give the messages that count something."""
    return [each for each in messages(catalogue(language)) if len(forms(each.id)) == 2]


@pytest.mark.parametrize("number", RUSSIAN_FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_is_said_in_the_right_form(language: str, number: int) -> None:
    tr = Translator(language)
    assert plural_messages(language)
    for each in plural_messages(language):
        one, many = forms(each.id)
        params = {name: "…" for name in PLACE.findall(many) if name != "n"}
        said = tr.plural(one, many, number, **params)
        form = RUSSIAN_FORMS[number] if language == "ru" else 0
        assert said == forms(each.string)[form] % {"n": str(number), **params}
        assert str(number) in said
        assert "%(" not in said


def test_russian_has_three_forms_and_kazakh_leaves_the_noun_alone() -> None:
    for each in plural_messages("ru"):
        assert len(forms(each.string)) == 3
        assert len(set(forms(each.string))) > 1, key(each)
    for each in plural_messages("kk"):
        assert len(set(forms(each.string))) == 1, key(each)


def test_kazakh_is_not_a_copy_of_russian() -> None:
    copied = [
        name
        for name, russian, kazakh in pairs()
        if russian == kazakh and len(WORD.findall(PLACE.sub("", russian))) > 1
    ]
    # Proper names and their signs are the same in both languages.
    assert set(copied) <= {"indicators.toml", "The journal: xlsx, xls, ods or csv"}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_always_rendered_by_the_word_of_the_glossary(term: str) -> None:
    looked_for = re.compile(rf"(?<!\w)(?:{term})(?!\w)", re.IGNORECASE)
    found = [each for each in pairs() if looked_for.search(each[1])]
    assert found, f"no message uses {term}"
    wrong = [(name, kk) for name, _, kk in found if TERMS[term] not in kk.lower()]
    assert not wrong


def test_the_glossary_holds_the_terms_that_are_checked() -> None:
    with (FOLDER / "glossary.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader((x for x in stream if not x.startswith("#")), delimiter="\t"))
    assert rows[0] == ["ru", "kk", "source"]
    assert all(len(row) == 3 and all(row) for row in rows)
    kazakh = re.sub(r" \([^)]*\)", "", "; ".join(row[1].lower() for row in rows))
    missing = [stem for stem in TERMS.values() if stem not in kazakh]
    assert not missing
