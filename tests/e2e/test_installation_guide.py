"""The guide comes out as two pages in each language and speaks of what the window really shows."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mediadesk import __version__
from mediadesk.i18n import LANGUAGES, Translator
from tests.arch.test_manual import labels
from tests.e2e.conftest import ROOT

GUIDE = ROOT / "docs" / "install" / "guide.toml"
OF_OTHERS = {
    "Далее", "Подробнее", "Выполнить в любом случае", "Пуск", "Тату",
    "Әрі қарай", "Толығырақ", "Бәрібір орындау", "Бастау",
}  # fmt: skip
"""Words of Windows and of its installer."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    command = [sys.executable, str(ROOT / "scripts" / "installation-guide"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_pages_with_pictures(made: Path, language: str) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(made / f"MediaDesk-install-{language}.pdf") as document:
        assert len(document) == 2
        texts = [page.get_textpage().get_text_bounded() for page in document]
        pictures = [len([o for o in page.get_objects() if o.type == 3]) for page in document]
    assert pictures == [1, 3]
    assert f"MediaDesk-{__version__}-setup.exe" in texts[0]
    assert ("қалпына" in " ".join(texts).lower()) == (language == "kk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_quoted_words_are_those_of_the_window(language: str) -> None:
    tr = Translator(language)
    known = {tr.text(words) for words in labels()} | OF_OTHERS
    guide = tomllib.loads(GUIDE.read_text("utf-8"))[language]
    lines = [line for part in guide["part"] for line in part["lines"]]
    quoted = re.findall(r"«([^»]+)»", " ".join(lines))
    assert len(quoted) > 10
    assert [words for words in quoted if words not in known] == []


def test_both_languages_have_the_same_parts() -> None:
    book = tomllib.loads(GUIDE.read_text("utf-8"))
    shapes = [
        [(part.get("picture"), part.get("commands"), len(part["lines"])) for part in guide["part"]]
        for guide in (book[language] for language in LANGUAGES)
    ]
    assert shapes[0] == shapes[1]
