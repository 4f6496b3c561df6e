"""A centre that is being made goes again when its making is stopped; what lay there before stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.db.keys import KEY_FILE
from mediadesk.db.lock import TRACES, CentreLock
from mediadesk.db.store import DATABASE
from mediadesk.usecases.unfinished import unfinished_goes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "centre"
    place.mkdir()
    return place


def begin(folder: Path) -> None:
    """Be stopped in the moment in which the lock is taken and the file begun."""
    with unfinished_goes(folder):
        for name in (*TRACES, DATABASE, KEY_FILE):
            (folder / name).touch()
        raise KeyboardInterrupt


def stop_with(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        begin(folder)


def test_nothing_is_left_of_what_was_begun(folder: Path) -> None:
    stop_with(folder)
    assert not folder.exists()


def test_what_is_somebodys_stays(folder: Path) -> None:
    (folder / "letter.pdf").touch()
    stop_with(folder)
    assert [path.name for path in folder.iterdir()] == ["letter.pdf"]


def test_a_centre_that_was_there_stays(folder: Path) -> None:
    (folder / KEY_FILE).touch()
    stop_with(folder)
    assert (folder / KEY_FILE).exists()
    assert (folder / DATABASE).exists()


def test_these_are_the_traces_of_an_open_centre(folder: Path) -> None:
    taken = CentreLock(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(TRACES)
    taken.release()
