"""What holds for every test: no window on a screen, no user's folders, clean logs, no lost thread."""

from __future__ import annotations

import gc
import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.personas import SECRETS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Words, dates and settings of the machine that runs the tests must not decide their outcome.
os.environ.pop("MEDIADESK_PASSPHRASE", None)
os.environ.pop("MEDIADESK_PACKAGE_PASSPHRASE", None)
os.environ.pop("MEDIADESK_USER", None)

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# scripts/break-promises wants to know whether a test fails, not by which smallest example.
settings.register_profile(
    "first",
    max_examples=50,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


_HOMES = count()
_MANY_OBJECTS = 100_000


@pytest.fixture(scope="session", autouse=True)
def _garbage_stays_in_this_thread() -> Iterator[None]:
    """Let no worker thread collect: it would destroy widgets, which only this thread may do."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _garbage_is_collected() -> Iterator[None]:
    """Collect between tests what Python would have collected by itself."""
    yield
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give temporary files a folder of their own, so that one can see what is left in it."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


class _Records(logging.Handler):
    """Keep every record of one test, formatted with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[tuple[int, str]] = []
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Format now: the arguments may change later."""
        self.lines.append((record.levelno, self.format(record)))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own, made only when something asks for it."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(autouse=True)
def clean_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a persona reaches the log, or a warning that the test does not expect.

    A test that provokes a warning on purpose asks for `caplog` and looks at it.
    """
    records = _Records()
    logger = logging.getLogger("mediadesk")
    level = logger.level
    logger.addHandler(records)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(records)
        logger.setLevel(level)
    shown = [line for _, line in records.lines if any(secret in line for secret in SECRETS)]
    assert not shown, f"personal data in the log: {len(shown)} records, first {shown[0]!r}"
    if "caplog" not in request.fixturenames:
        warned = [line for number, line in records.lines if number >= logging.WARNING]
        assert not warned, f"unexpected in the log: {warned}"


@pytest.fixture(autouse=True)
def no_lost_threads() -> Iterator[None]:
    """Fail when a test leaves a thread of ours running: a store or a job not closed."""
    before = set(threading.enumerate())
    yield
    lost = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in lost:
        thread.join(timeout=3)
    still = [thread.name for thread in lost if thread.is_alive()]
    assert not still, f"threads left running: {still}"


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the top folder of the source tree."""
    return Path(__file__).resolve().parent.parent
