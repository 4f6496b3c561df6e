"""A centre on a real encrypted file, with a clock that tests can set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk, open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, office


@pytest.fixture(scope="session")
def empty_centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one centre for the session; each test gets a copy of it."""
    folder = tmp_path_factory.mktemp("centre") / "empty"
    desk, _recovery = create_desk(
        folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
    )
    desk.close()
    return folder


@pytest.fixture
def clock() -> SetClock:
    """Give a clock that stands still until it is set."""
    return SetClock()


@pytest.fixture
def desk(empty_centre: Path, tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    """Give a desk whose commands are done at once."""
    folder = tmp_path / "centre"
    shutil.copytree(empty_centre, folder)
    opened = open_desk(folder, PASSPHRASE, clock=clock, ids=CountedIds(1_000))
    yield opened
    opened.close()
