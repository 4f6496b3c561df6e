"""Every button of the window is pressed by Enter, and by no Enter that is meant for something else."""

from __future__ import annotations

import ast

from tests.arch.tree import PACKAGE, modules, parsed, short


def test_buttons_are_made_of_ours() -> None:
    found = [
        f"{short(path)}:{node.lineno}"
        for path in modules()
        if path != PACKAGE / "ui" / "widgets.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Name) and node.id == "QPushButton"
    ]
    assert not found
