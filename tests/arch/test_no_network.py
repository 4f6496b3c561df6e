"""No module of the program can speak to a network: what could is named nowhere but in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, short

SPEAK = frozenset(
    {
        *("socket", "socketserver", "ssl", "http", "urllib", "urllib3", "requests", "httpx"),
        *("ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc", "asyncio"),
        *(
            "asyncore",
            "asynchat",
            "webbrowser",
            "aiohttp",
            "multiprocessing",
            "select",
            "selectors",
        ),
    }
)
LOCAL = {"mediadesk/ui/one_window.py": {"QLocalServer", "QLocalSocket"}}
"""The network part of Qt may be used for sockets of this computer, by this module only."""
MODULES = sorted((ROOT / "mediadesk").rglob("*.py"))


def imported(path: Path) -> list[tuple[str, str]]:
    """Name every module that is imported anywhere, and what is taken from it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(each.name, "") for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.module or "", each.name) for each in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_imports_nothing_that_speaks(path: Path) -> None:
    for module, name in imported(path):
        assert module.split(".")[0] not in SPEAK, module
        if "QtNetwork" in module or name == "QtNetwork" or "QtWeb" in module:
            assert name in LOCAL.get(short(path), set()), (module, name)


def test_files_are_opened_by_the_system_never_addresses() -> None:
    """`openUrl` is given paths of this computer."""
    for path in MODULES:
        text = path.read_text("utf-8")
        for line in text.splitlines():
            if "openUrl(" in line:
                assert "fromLocalFile" in line, (short(path), line)
