"""Languages: catalogues, plurals, dates and money of the screen."""

import datetime as dt
from pathlib import Path

import pytest

from mediadesk import assets, catalogue
from mediadesk.domain.types import Source, Stage
from mediadesk.errors import Code, WorldTrouble
from mediadesk.i18n import LANGUAGES, Translator

PO = """
# comment
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgctxt "verb"
msgid "Open"
msgstr "Открыть"

msgid "Open"
msgstr "Открыто"

msgid "%(n)s case"
msgid_plural "%(n)s cases"
msgstr[0] "%(n)s дело"
msgstr[1] "%(n)s дела"
msgstr[2] "%(n)s дел"

msgid "From %(source)s on %(day)s"
msgstr ""
"%(day)s, "
"%(source)s"
"""


@pytest.fixture(params=["source", "compiled"])
def russian(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Translator:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "mediadesk.po").write_text(PO, encoding="utf-8")
    if request.param == "compiled":
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with (folder / "mediadesk.po").open("rb") as file:
            book = read_po(file, locale="ru")
        with (folder / "mediadesk.mo").open("wb") as file:
            write_mo(file, book)
        (folder / "mediadesk.po").unlink()
    monkeypatch.setattr(assets, "root", lambda _name: tmp_path)
    return Translator("ru")


def test_source_and_compiled_catalogues_say_the_same(russian: Translator) -> None:
    assert russian.text("Open") == "Открыто"
    assert russian.context("verb", "Open") == "Открыть"
    forms = [russian.plural("%(n)s case", "%(n)s cases", n) for n in (1, 2, 5, 11, 21, 1234)]
    assert forms == ["1 дело", "2 дела", "5 дел", "11 дел", "21 дело", "1\u00a0234 дела"]
    day = dt.date(2026, 3, 5)
    assert russian.text("From %(source)s on %(day)s", source="A", day=day) == "05.03.2026, A"
    assert russian.text("Unknown") == "Unknown"
    assert russian.text("") == ""


def test_english_is_its_own_catalogue() -> None:
    english = Translator("en")
    assert english.plural("%(n)s case", "%(n)s cases", 1) == "1 case"
    assert english.plural("%(n)s case", "%(n)s cases", 5) == "5 cases"


def test_a_missing_catalogue_falls_back_to_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "root", lambda _name: tmp_path)
    assert catalogue.load("ru").text("Open") == "Open"


@pytest.mark.parametrize(
    ("tiyn", "shown"),
    [
        (None, ""),
        (0, "0\u00a0₸"),
        (123456700, "1\u00a0234\u00a0567\u00a0₸"),
        (12050, "120,50\u00a0₸"),
        (-5, "−0,05\u00a0₸"),
    ],
)
def test_money(tiyn: int | None, shown: str) -> None:
    assert Translator("en").money(tiyn) == shown


def test_values_of_the_domain_are_shown() -> None:
    english = Translator("en")
    assert english.value(Source.COURT) != english.value(Stage.COURT)
    assert (english.value(True), english.value(False), english.value(None)) == ("Yes", "No", "")
    assert english.value(dt.date(2026, 1, 2)) == "02.01.2026"
    assert english.value(7) == "7"
    assert english.date(None) == ""
    assert english.weekday(dt.date(2026, 11, 21)) == "Saturday"


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_speak_the_language(language: str) -> None:
    said = Translator(language).error(WorldTrouble(Code.FILE_MISSING, name="x.xlsx"))
    assert "x.xlsx" in said
    assert "%(" not in said
