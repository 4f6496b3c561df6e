"""The project speaks of itself alone: no machine's folders, no addresses of registries, no leftovers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, files, short

# Written with a class of one letter so that this file does not hold what it looks for.
BANNED = {
    "a folder of one machine": re.compile(
        r"(?<![\w.$}])/(?:wor[k]|far[m]|roo[t]|hom[e]/\w+|opt/ven[v]|opt/wheel[s])(?:/|\b)"
    ),
    "a package registry": re.compile(
        r"\b(?:pypi\.or[g]|pythonhosted\.or[g]|registry\.npmj[s]|deb\.debian\.or[g]"
        r"|proxy\.golan[g])\b"
    ),
    "a promise instead of work": re.compile(
        r"\b(?:TOD[O]|FIXM[E]|XX[X])\b|raise NotImplementedErro[r]"
    ),
    "a conflict mark": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".lock",
    ".txt",
    ".sh",
    ".qss",
    ".po",
    ".pot",
    ".yaml",
    ".tsv",
    ".svg",
}


def texts() -> list[Path]:
    """Give the files that people or tools read as text."""
    return [
        path
        for path in files()
        if path.suffix in TEXT or path.parent.name in {"scripts", ".ci"} or not path.suffix
    ]


@pytest.mark.parametrize("what", BANNED)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{short(path)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if BANNED[what].search(line)
    ]
    assert not found, f"{what}: {', '.join(found)}"


LOCKS = sorted([*(ROOT / "requirements").glob("*.lock"), *(ROOT / "packaging/pins").glob("*.lock")])


@pytest.mark.parametrize("path", LOCKS, ids=short)
def test_a_lock_holds_hashes_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", text.strip())
    assert pins
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_what_builds_are_made_of_has_no_address() -> None:
    pins = [path for path in files() if path.is_relative_to(ROOT / "packaging") and path.suffix
            in (".toml", ".lock", ".txt")]  # fmt: skip
    assert pins
    assert [short(path) for path in pins if "://" in path.read_text("utf-8")] == []


def test_the_locks_agree_with_each_other() -> None:
    pinned: dict[str, set[str]] = {}
    for path in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text("utf-8"), re.M):
            pinned.setdefault(name, set()).add(version)
    assert {name: found for name, found in pinned.items() if len(found) > 1} == {}


def test_no_numpy_comes_in() -> None:
    """It makes the start 2.9 times as slow, through whoever imports it (docs/adr/0013)."""
    text = (ROOT / "requirements" / "dev.lock").read_text("utf-8")
    assert not re.search(r"^(numpy|pandas)==", text, re.MULTILINE)


def test_nothing_compiled_is_kept() -> None:
    assert [short(path) for path in files() if path.suffix in {".mo", ".pyc", ".qm", ".so"}] == []
