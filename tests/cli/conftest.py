"""Commands as a person or a script gives them, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mediadesk.app import main
from tests.desks import PASSPHRASE
from tests.personas import CENTRE

REGISTERS = Path(__file__).parent.parent / "data" / "registers"


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


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the centre of this test."""
    monkeypatch.setenv("MEDIADESK_PASSPHRASE", PASSPHRASE)

    def do(*words: object, lang: str = "en") -> Said:
        capsys.readouterr()
        told = ["--centre", str(tmp_path / "c"), "--lang", lang, *map(str, words)]
        status = main(told)
        return Said(status, *capsys.readouterr())

    return do


class Offices:
    """Runs commands on several centres."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, office: str, *words: object) -> Said:
        """Run a command on the centre of an office."""
        self._capsys.readouterr()
        told = ["--centre", str(self.folder / office), "--lang", "en", "package", *map(str, words)]
        status = main(told)
        return Said(status, *self._capsys.readouterr())

    def data(self, office: str, *words: object) -> dict[str, Any]:
        """Run a command that gives JSON."""
        return self.run(office, *words, "--json").data


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run a command in a process of its own; `blocks` of 512 bytes is the most a file may hold."""

    def do(*words: object, passphrase: str = PASSPHRASE, blocks: int = 0) -> Said:
        limit = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"] if blocks else []
        told = [*limit, sys.executable, "-m", "mediadesk", "--centre", str(tmp_path / "c")]
        around = {**os.environ, "MEDIADESK_PASSPHRASE": passphrase}
        if not passphrase:
            del around["MEDIADESK_PASSPHRASE"]
        done = subprocess.run(
            [*told, *map(str, words)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            env=around,
            timeout=120,
            check=False,
            cwd=Path(__file__).parent.parent.parent,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return do


INIT = (
    *("init", "--name-ru", CENTRE.name_ru, "--name-kk", CENTRE.name_kk),
    *("--bin", CENTRE.bin, "--region", "27"),
)


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one practice centre for the session; its folder is `c`."""
    folder = tmp_path_factory.mktemp("practice")
    before = os.environ.get("MEDIADESK_PASSPHRASE")
    os.environ["MEDIADESK_PASSPHRASE"] = PASSPHRASE
    try:
        words = ["--centre", str(folder / "c"), "demo", "--cases", "40"]
        assert main([*words, "--out", str(folder / "out")]) == 0
    finally:
        if before is None:
            del os.environ["MEDIADESK_PASSPHRASE"]
    return folder


@pytest.fixture
def centre(practice: Path, tmp_path: Path) -> Path:
    """Copy the practice centre to where `run` looks."""
    shutil.copytree(practice / "c", tmp_path / "c")
    return tmp_path / "c"
