"""The manual is whole in both languages and speaks of the program that is here."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from mediadesk.cli.parser import build
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import TEXTS, Code
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.ui.pages import PAGES
from mediadesk.ui.shell_parts import SECTIONS
from tests.arch.tree import ROOT

UI = ROOT / "mediadesk" / "ui"
STROKE = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9+=-]|[A-Z][a-z]+)|F\d{1,2}|PgUp|PgDown|Home|End"
)
SAME_KEY = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


@cache
def manual(language: str) -> str:
    """Read the manual of a language."""
    return (ROOT / "docs" / "manual" / f"{language}.md").read_text(encoding="utf-8")


def section(text: str, anchor: str) -> str:
    """Cut out what stands under an anchor, up to the next heading of its height."""
    return re.split(r"^## ", text.split(f'<a id="{anchor}"></a>\n## ', 1)[1], flags=re.M)[0]


def shape(text: str) -> list[tuple[str, str]]:
    """Name heights and anchors of the headings in their order; a code is its own anchor."""
    found = re.findall(r'(?:<a id="([\w-]+)"></a>\n)?^(#+) (.*)$', text, re.M)
    return [
        (height, anchor or (words if height == "###" else "")) for anchor, height, words in found
    ]


def strings(tree: ast.AST) -> Iterator[str]:
    """Give the plain strings of a module, `Ctrl+{number}` written out for every section."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr) and ast.unparse(node) == "f'Ctrl+{number}'":
            yield from (f"Ctrl+{n}" for n in range(1, len(SECTIONS) + 1))
        elif isinstance(node, ast.Attribute) and re.fullmatch(r"Key_F\d+", node.attr):
            yield node.attr.removeprefix("Key_")


def keystrokes() -> set[str]:
    """Collect the shortcuts that the window's code sets, as a person writes them."""
    found = set()
    for path in UI.rglob("*.py"):
        found |= set(filter(STROKE.fullmatch, strings(ast.parse(path.read_text("utf-8")))))
    assert {"Ctrl+K", "Ctrl+9", "F4"} <= found
    return {"+".join(SAME_KEY.get(key, key) for key in re.split(r"\+(?!$)", s)) for s in found}


def commands(parser: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk through the parser: every command that does something, with its parser."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield words, parser
    for action in below:
        for name, child in action.choices.items():
            yield from commands(child, (*words, name))


def test_both_languages_have_the_same_headings() -> None:
    russian, kazakh = (shape(manual(language)) for language in LANGUAGES)
    assert len(russian) > len(Code)
    assert russian == kazakh


@pytest.mark.parametrize("language", LANGUAGES)
class TestManual:
    """What each language must hold."""

    def test_every_error_has_its_section_with_its_sentence(self, language: str) -> None:
        tr = Translator(language)
        parts = re.split(r"^### ", section(manual(language), "errors"), flags=re.M)[1:]
        told = {head: body for head, _, body in (part.partition("\n") for part in parts)}
        assert list(told) == [code.value for code in Code]
        for code, body in told.items():
            said = re.sub(r"%\(\w+\)s", "…", tr.text(TEXTS[Code(code)]))
            quote, _, advice = body.strip().partition("\n\n")
            assert quote == f"> {said}", code
            assert len(advice) > 30, code

    def test_every_page_has_its_section(self, language: str) -> None:
        missing = [n for n in PAGES if f'<a id="page-{n}"></a>\n## ' not in manual(language)]
        assert missing == []

    def test_every_shortcut_stands_in_the_table(self, language: str) -> None:
        told = set(re.findall(r"`([^`]+)`", section(manual(language), "shortcuts")))
        assert keystrokes() - told == set()
        assert {"Enter", "Esc", "Ctrl+C"} <= told

    def test_every_command_and_option_has_its_example(self, language: str) -> None:
        told = section(manual(language), "commands")
        for words, parser in commands(build(Translator("en"))):
            assert f"`mediadesk {' '.join(words)}" in told, words
            options = {o for a in parser._actions for o in a.option_strings if o.startswith("--")}
            assert {o for o in options if o not in told} == set(), words

    def test_examples_are_understood(self, language: str) -> None:
        parser = build(Translator("en"))
        examples = re.findall(r"`mediadesk ([a-z][^`|]*)`", section(manual(language), "commands"))
        assert len(examples) > 12
        for example in examples:
            words = re.findall(r'"([^"]*)"|(\S+)', example)
            parser.parse_args([quoted or bare for quoted, bare in words])

    def test_links_inside_lead_to_an_anchor(self, language: str) -> None:
        text = manual(language)
        anchors = set(re.findall(r'<a id="([\w-]+)">', text)) | {code.value for code in Code}
        assert set(re.findall(r"\]\(#([\w-]+)\)", text)) - anchors == set()
        parts = set(re.findall(r'<a id="([\w-]+)"></a>\n## ', text))
        assert parts == set(re.findall(r"^- \[[^]]+\]\(#([\w-]+)\)$", text, re.M))

    def test_bold_words_are_words_of_the_window(self, language: str) -> None:
        tr = Translator(language)
        known = {tr.text(words) for words in labels()}
        bold = re.findall(r"\*\*(.+?)\*\*", manual(language), re.DOTALL)
        assert len(bold) > 30
        assert {" ".join(words.split()) for words in bold} - known == set()

    def test_files_of_a_centre_that_are_named_exist(self, language: str) -> None:
        resources = ROOT / "resources"
        named = re.findall(r"`([a-z]+/[\w-]+\.toml|[a-z]+\.toml)`", manual(language))
        assert named
        assert [name for name in named if not (resources / name).is_file()] == []
        forms = {path.stem for path in (resources / "forms").glob("*.toml")}
        told = set(re.findall(r"`([a-z-]+)`", section(manual(language), "page-reports")))
        assert forms <= told
        kinds = [kind.value for kind in DocumentKind]
        assert any(f"mediadesk document {kind} " in manual(language) for kind in kinds)


@cache
def labels() -> frozenset[str]:
    """Collect the message ids that the code marks with N_."""
    found = set()
    for path in (ROOT / "mediadesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_mark = isinstance(node, ast.Call) and ast.unparse(node.func) == "N_"
            if is_mark and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    assert len(found) > 300
    return frozenset(found)
