"""Every public module, class and function says what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch.tree import modules, parsed, short

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(tree: ast.Module, path: Path) -> Iterator[tuple[str, Documented]]:
    """Give what a reader from outside may use; Qt's own handlers are documented by Qt."""
    yield path.stem, tree
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and named(node):
            yield node.name, node
        elif isinstance(node, ast.ClassDef) and named(node):
            yield node.name, node
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and named(inner) and not overload(inner):
                    yield f"{node.name}.{inner.name}", inner


def named(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not node.name.startswith("_")


def overload(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)


@pytest.mark.parametrize("path", modules(), ids=short)
def test_everything_public_has_a_docstring(path: Path) -> None:
    silent = [
        name
        for name, node in public(parsed(path), path)
        if not (ast.get_docstring(node) or "").strip()
    ]
    assert not silent, f"{short(path)}: no docstring: {', '.join(silent)}"


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in modules()}
    assert [short(each) for each in folders if not (each / "__init__.py").is_file()] == []
