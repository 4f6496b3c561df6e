"""Wording is data: letters of Russian and Kazakh stand in code only where the code is about letters."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, modules, parsed, short

CYRILLIC = re.compile(r"[\u0400-\u04ff]")

LETTERS = {
    # how words are spelled, spoken and declined
    "db/near_words.py", "domain/bodies.py", "domain/name_forms.py", "domain/name_forms_kk.py",
    "domain/name_forms_ru.py", "domain/spoken_numbers.py", "domain/text.py", "export/dated.py",
    "export/wording.py",
    # what is recognised in what others wrote
    "domain/blank_guess.py", "domain/blank_pack.py", "domain/column_names.py",
    "domain/column_tokens.py", "domain/column_units.py", "domain/document_lint.py",
    "domain/identifiers.py", "domain/journal_context.py", "domain/journal_headings.py",
    "domain/journal_parties.py", "domain/journal_split.py", "domain/journal_values.py",
    "domain/journal_walk.py", "domain/parsing.py", "domain/quick_task.py", "export/pdf_text.py",
    "export/text_table.py", "export/values_end.py",
    # languages by their own names, keys of a keyboard, letters a font must have, a file of the past
    "i18n.py", "ui/clause_field_menu.py", "ui/leaving.py",
    "ui/shell_parts.py", "ui/theme.py",
}  # fmt: skip
"""Modules that hold such letters, below `mediadesk/`."""


def told(tree: ast.Module) -> list[tuple[int, str]]:
    """Give the literals with such letters and their lines; what only describes is left out."""
    described = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in described
        and CYRILLIC.search(node.value)
    ]


def place(path: Path) -> str:
    return short(path).removeprefix("mediadesk/")


@pytest.mark.parametrize("path", modules(), ids=short)
def test_wording_is_no_code(path: Path) -> None:
    if place(path) not in LETTERS:
        assert told(parsed(path)) == []


def test_the_list_names_only_what_holds_letters() -> None:
    idle = [name for name in LETTERS if not told(parsed(ROOT / "mediadesk" / name))]
    assert idle == []


def test_a_word_is_seen_wherever_it_stands() -> None:
    tree = ast.parse('"""да"""\nx = f"{y} нет"\nz = {"a": ("иә", 1)}\n"""жоқ"""\n')
    assert [words for _line, words in told(tree)] == [" нет", "иә"]
