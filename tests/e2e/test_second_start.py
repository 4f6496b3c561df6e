"""A second start of the program brings the first window forward; a dead program is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from mediadesk.ui.one_window import socket_name

WAIT = 30_000


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Keep the programs that a test starts, and end them with it."""
    programs: list[subprocess.Popen[bytes]] = []
    yield programs
    for each in programs:
        each.kill()
        each.wait()


def start(centre: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "mediadesk", "--centre", str(centre)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )


def listens(centre: Path) -> bool:
    """Tell whether a program for this centre can be called to the front."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(centre))
    return bool(socket.waitForConnected(100))


def test_a_second_start_ends_and_leaves_the_first(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], qtbot: QtBot
) -> None:
    first = start(tmp_path)
    started.append(first)
    qtbot.waitUntil(lambda: listens(tmp_path), timeout=WAIT)
    second = start(tmp_path)
    started.append(second)
    assert second.wait(timeout=WAIT / 1000) == 0
    assert first.poll() is None


def test_a_killed_program_does_not_keep_the_next_one_out(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], qtbot: QtBot
) -> None:
    killed = start(tmp_path)
    started.append(killed)
    qtbot.waitUntil(lambda: listens(tmp_path), timeout=WAIT)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    after = start(tmp_path)
    started.append(after)
    qtbot.waitUntil(lambda: listens(tmp_path), timeout=WAIT)
    assert after.poll() is None
