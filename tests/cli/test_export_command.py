"""The command that gives the whole centre out as open files."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import INIT, Run


def test_folder_is_written_and_counted(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    out = tmp_path / "out"
    said = run("export", "--to", out, "--unprotected", "--json")
    assert said.status == 0
    assert said.data["path"] == str(out)
    assert (said.data["format"], said.data["private_notes_left_out"]) == ("files", 0)
    tables = [json.loads(path.read_text("utf-8")) for path in (out / "json").iterdir()]
    assert said.data["records"] == sum(map(len, tables)) > 1
    assert json.loads((out / "description.json").read_text("utf-8"))["language"] == "en"


def test_sqlite_is_written_and_told_in_words(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    out = tmp_path / "out.sqlite"
    said = run("export", "--to", out, "--format", "sqlite", "--unprotected", lang="ru")
    assert said.status == 0
    assert "Эти файлы может прочесть любой" in said.out
    plain = sqlite3.connect(out)
    assert plain.execute("SELECT count(*) FROM office").fetchone() == (1,)
    plain.close()


def test_it_must_be_said_that_it_is_not_encrypted(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    said = run("export", "--to", tmp_path / "out", lang="ru")
    assert said.status == 2
    assert "--unprotected" in said.err
    assert not (tmp_path / "out").exists()


def test_what_is_there_is_not_written_over(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    said = run(
        "export", "--to", tmp_path / "c" / "centre.db", "--unprotected", "--format", "sqlite"
    )
    assert said.status == 2
    assert "centre.db" in said.err
    assert run("check").status == 0


@pytest.mark.parametrize("kind", ["files", "sqlite"])
def test_full_disk_leaves_nothing(run: Run, process: Run, tmp_path: Path, kind: str) -> None:
    assert run("demo", "--cases", 5, "--seed", 3, "--year", 2025).status == 0
    out = tmp_path / "o"
    out.mkdir()
    said = process("export", "--to", out / "x", "--unprotected", "--format", kind, blocks=40)
    assert said.status == 3, said.err
    assert list(out.iterdir()) == []
