"""Centres of the journeys and the commands given to them, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.personas import CENTRE

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "tests" / "data" / "registers"
PASSPHRASE = "только для проверки, ничья"
JOURNALS = {"uralsk-2023": "2023", "kyzylorda-2025": "2025"}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """Read the JSON object."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Centre:
    """A centre's folder and the commands given to it."""

    folder: Path
    history: list[Said] = field(default_factory=list)

    def say(self, *words: object, passphrase: str | None = PASSPHRASE) -> Said:
        """Give a command to a new process."""
        around = {k: v for k, v in os.environ.items() if k != "MEDIADESK_PASSPHRASE"}
        if passphrase is not None:
            around["MEDIADESK_PASSPHRASE"] = passphrase
        done = subprocess.run(
            [sys.executable, "-m", "mediadesk", "--centre", self.folder, *map(str, words)],
            cwd=ROOT,
            env=around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        self.history.append(Said(done.returncode, done.stdout, done.stderr))
        return self.history[-1]

    def do(self, *words: object) -> Said:
        """Give a command that must succeed without a word on standard error."""
        said = self.say(*words)
        assert (said.status, said.err) == (0, ""), said
        return said

    def init(self) -> Said:
        """Make the centre."""
        names = ("--name-ru", CENTRE.name_ru, "--name-kk", CENTRE.name_kk)
        return self.do("init", *names, "--bin", CENTRE.bin, "--region", "27")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """Make a centre and take both journals in, once for all tests that only look."""
    centre = Centre(tmp_path_factory.mktemp("office") / "centre")
    centre.init()
    for name in JOURNALS:
        centre.do("import", REGISTERS / f"{name}.xlsx", "--json")
    return centre


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """Make a practice centre, once for all tests that only look."""
    folder = tmp_path_factory.mktemp("practice")
    centre = Centre(folder / "centre")
    centre.do("demo", "--cases", 30, "--seed", 1, "--year", 2025, "--out", folder / "out")
    return centre


@pytest.fixture
def own(office: Centre, tmp_path: Path) -> Centre:
    """Copy the office, for a test that changes it."""
    shutil.copytree(office.folder, tmp_path / "own")
    return Centre(tmp_path / "own")


def totals(name: str) -> dict[str, Any]:
    """Read the figures beside a journal."""
    return json.loads((REGISTERS / f"{name}.totals.json").read_text(encoding="utf-8"))
