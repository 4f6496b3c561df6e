"""What must not be broken, and mistakes that break it: the promises of the paper, `breakages.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "docs" / "reliability.md"


@dataclass(frozen=True)
class Promise:
    """One row of the paper: what is promised and the tests named there."""

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Breakage:
    """One mistake in the program, and the tests that must fail for it."""

    promise: str
    mistake: str
    file: str
    text: str
    instead: str
    tests: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Give the file of this tree."""
        return ROOT / self.file

    def breaks(self, promise: Promise) -> bool:
        """Tell whether the row is the one that is meant, by its number or its first words."""
        return promise.words.startswith(
            f"{self.promise}. " if self.promise.isdigit() else self.promise
        )

    def is_about(self, word: str) -> bool:
        """Tell whether somebody who says this word means this breakage."""
        if word.isdigit():
            return word == self.promise
        told = (self.promise, self.mistake, self.file, *self.tests)
        return any(word.casefold() in each.casefold() for each in told)


def promises() -> list[Promise]:
    """Read every row of the paper that names what is promised, or a rung, and its tests."""
    text = PAPER.read_text("utf-8")
    tables = re.findall(r"^\| (?:promise|rung) \|.*\n\| ---.*\n((?:\|.*\n)+)", text, re.M)
    return [
        Promise(words, tuple(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", tests)))
        for table in tables
        for words, tests in re.findall(r"^\| (.+?) \| (.+?) \| .*\|$", table, re.M)
    ]


def breakages() -> list[Breakage]:
    """Read the mistakes, in the order of the paper."""
    told = tomllib.loads((ROOT / "tests" / "breakages.toml").read_text("utf-8"))["breakage"]
    return [Breakage(**{**each, "tests": tuple(each["tests"])}) for each in told]
