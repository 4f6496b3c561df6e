"""Commands in a centre of several people: who gives them is told, and what the role forbids is not done."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.cli.status import Status
from mediadesk.domain.model import User
from mediadesk.usecases.opening import open_desk
from tests.cli.conftest import INIT, Run
from tests.desks import PASSPHRASE, CountedIds, SetClock


@pytest.fixture
def two(run: Run, tmp_path: Path) -> Path:
    """A centre of a head and an observer, both with the passphrase of the tests."""
    assert run(*INIT).status == Status.DONE
    desk = open_desk(tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(500))
    desk.add_person(User(login="Виктор", role="viewer"), PASSPHRASE, "Ким").result()
    desk.close()
    return tmp_path


def test_who_gives_a_command_is_told_by_option_or_environment(
    two: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = run("check")
    assert unknown.status == Status.MISTAKE
    assert "Ким, Виктор" in unknown.err
    assert run("check", "--user", "Никто").status == Status.MISTAKE
    assert run("check", "--user", "ким").status == Status.DONE
    monkeypatch.setenv("MEDIADESK_USER", "Виктор")
    assert run("check").status == Status.DONE


def test_a_role_holds_for_commands_too(two: Path, run: Run) -> None:
    out = two / "list.xlsx"
    refused = run("cases", "--format", "xlsx", "--out", out, "--user", "Виктор")
    assert refused.status == Status.MISTAKE
    assert "Viewer" in refused.err
    assert not out.exists()
    assert run("cases", "--format", "xlsx", "--out", out, "--user", "Ким").status == Status.DONE


def test_the_journal_is_checked_and_written(two: Path, run: Run) -> None:
    out = two / "journal.csv"
    said = run("journal", "--format", "csv", "--out", out, "--user", "Виктор", "--json")
    assert said.status == Status.DONE
    assert said.data["whole"] is True
    assert said.data["lines"] >= 3
    assert "Ким" in out.read_text(encoding="utf-8-sig")
    told = run("journal", "--user", "Ким")
    assert "whole" in told.out
