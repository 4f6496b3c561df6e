"""The size ratchet: small modules, functions and classes, with no list of exceptions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.arch.tree import files, modules, parsed, short

LINES_OF_MODULE = 400
LINES_OF_FUNCTION = 50
METHODS_OF_CLASS = 25

SCRIPTS = [path for path in files() if path.suffix == ".py" and path not in modules()]


@pytest.mark.parametrize("path", [*modules(), *SCRIPTS], ids=short)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_OF_MODULE, f"{short(path)} has {lines} lines: split it"


@pytest.mark.parametrize("path", modules(), ids=short)
def test_functions_and_classes_are_short(path: Path) -> None:
    long: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LINES_OF_FUNCTION:
                long.append(f"{node.name} (line {node.lineno}): {lines} lines")
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(each, ast.FunctionDef) for each in node.body)
            if methods > METHODS_OF_CLASS:
                long.append(f"{node.name} (line {node.lineno}): {methods} methods")
    assert not long, f"{short(path)}: {'; '.join(long)}"
