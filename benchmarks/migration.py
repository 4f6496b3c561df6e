"""A large file of the second released schema brought up to today's: how long, how silent, how it stops.

The progress is the window's own (`ui.jobs.JobProgress`). While the file is brought up once, every
look whether somebody wants to stop is noted, and every change of what the window says. Then it is
stopped at moments spread evenly over that time, and at the beginning of the longest stretches
between two looks; the wish always comes right after a look, which is the worst moment for it. After
each stop the folder must be what it was, to the byte; in the end the file is brought up after all.
"""

import hashlib
import resource
import shutil
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks import data, old_file
from benchmarks.harness import Result
from mediadesk.db import DATABASE
from mediadesk.db.connection import open_connection, rows
from mediadesk.errors import Cancelled
from mediadesk.ui.jobs import JobProgress
from mediadesk.usecases.opening import open_or_view

__all__ = ["measured", "run"]

_GOAL_S = 2.0
_SILENCE_S = 10.0
_LONGEST = 6
_TRIES = "centre.tries"


class _Watched(JobProgress):
    """The object behind the window's button; it notes the looks, and may press the button itself."""

    def __init__(self, press_at: int = 0) -> None:
        """Press the button right after so many looks; 0 never presses it."""
        super().__init__()
        self.looks: list[tuple[float, str]] = []
        self.shown: list[tuple[float, tuple[str, int]]] = []
        self.pressed_at = 0.0
        self._press_at = press_at
        self.stepped.connect(self._show)

    def _show(self, done: int, total: int, what: str) -> None:
        """Note what the window says, when it says something else."""
        says = (what, 100 * done // max(total, 1))
        if not self.shown or self.shown[-1][1] != says:
            self.shown.append((time.perf_counter(), says))

    def step(self, done: int, total: int, what: str = "") -> None:
        """Take a look, as the window's does."""
        share = f"{what} {100 * done // max(total, 1)} %"
        self.looks.append((time.perf_counter(), share))
        super().step(done, total, what)
        if len(self.looks) == self._press_at:
            self.pressed_at = time.perf_counter()
            self.cancel()


@dataclass(frozen=True, slots=True)
class Whole:
    """What bringing the file up once told; seconds, but for what is named otherwise."""

    wall: float
    processor: float
    peak_mib: float
    reports: int
    silence: float
    silent_at: str
    gaps: tuple[tuple[float, int, str], ...]
    """Between two looks: how long, after how many looks, where; the last one ends with the desk."""
    looks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: where, how long after the wish, and whether all was as before."""

    where: str
    seconds: float
    is_as_before: bool


def _open(folder: Path, progress: JobProgress) -> None:
    open_or_view(
        folder,
        old_file.PASSPHRASE,
        clock=data.FixedClock(),
        ids=data.NewIds(),
        progress=progress,
    ).close()


def _peak_mib() -> float:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _whole(folder: Path) -> Whole:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    progress = _Watched()
    begin, worked = time.perf_counter(), time.process_time()
    _open(folder, progress)
    end, worked = time.perf_counter(), time.process_time() - worked
    moments = [*(at for at, _where in progress.looks), end]
    gaps = [(moments[i + 1] - at, i + 1, where) for i, (at, where) in enumerate(progress.looks)]
    said = [*progress.shown, (end, ("", 0))]
    silence, silent_at = max(
        (after[0] - at, f"{what} {share} %") for (at, (what, share)), after in pairwise(said)
    )
    return Whole(
        end - begin, worked, _peak_mib(), len(progress.shown), silence, silent_at, tuple(gaps),
        tuple(at - begin for at in moments),
    )  # fmt: skip


def _picture(folder: Path) -> dict[str, tuple[int, str]]:
    """Give every file of a folder with its size and hash; the count of tries is not the file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((_TRIES, "centre.lock")):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[str(path.relative_to(folder))] = (path.stat().st_size, digest)
    return found


def _stopped(folder: Path, press_at: int, before: dict[str, tuple[int, str]]) -> Stop | None:
    """Stop right after a look; None where the work was done before it was heard."""
    progress = _Watched(press_at)
    try:
        _open(folder, progress)
    except Cancelled:
        took = time.perf_counter() - progress.pressed_at
        return Stop(progress.looks[press_at - 1][1], took, _picture(folder) == before)
    return None


def _moments(told: Whole, spread: int) -> list[int]:
    """Choose looks spread evenly over the time, and those before the longest stretches without one."""
    *stoppable, _end = told.gaps
    found = {after for _took, after, _where in sorted(stoppable)[-_LONGEST:]}
    begin, end = told.looks[0], told.looks[-2]
    for number in range(spread):
        wanted = begin + (end - begin) * (number + 0.5) / spread
        found.add(max(1, sum(at <= wanted for at in told.looks)))
    return sorted(each for each in found if each < len(told.gaps))


def measured(folder: Path, spread: int) -> tuple[Whole, list[Stop], bool]:
    """Bring a copy of the file up, stop the file at its moments, and bring it up in the end."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        told = _whole(shutil.copytree(folder, Path(name) / "centre"))
    before = _picture(folder)
    stops = [each for at in _moments(told, spread) if (each := _stopped(folder, at, before))]
    counted = _cases(folder)
    _open(folder, JobProgress())
    return told, stops, _cases(folder) == counted > 0


def _cases(folder: Path) -> int:
    with closing(
        open_connection(folder / DATABASE, old_file.key_of(folder), read_only=True)
    ) as conn:
        return int(rows(conn, "SELECT count(*) FROM cases")[0][0])


def run(*, fast: bool, cases: int = 0) -> list[Result]:
    """Measure a file of `cases` cases (100,000 if none are told)."""
    cases, spread = cases or (400 if fast else 100_000), 4 if fast else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "centre"
        old_file.make(folder, cases)
        size = (folder / DATABASE).stat().st_size / 2**20
        told, stops, is_whole = measured(folder, spread)
    *gaps, (last, *_rest) = told.gaps
    longest = max(gaps)
    waits = [each.seconds for each in stops]
    where = max(stops, key=lambda each: each.seconds).where
    return [
        Result(
            "migration: from the wish to stop to the end, the longest", max(waits), _GOAL_S, "s",
            f"half of them {median(waits):.2f} s; {len(stops)} stops; the longest at: {where}",
            {
                "the folder is as before, to the byte": all(each.is_as_before for each in stops),
                "brought up in the end": is_whole,
            },
        ),
        Result(
            "migration: the longest without a look whether to stop", longest[0], _GOAL_S, "s",
            f"at: {longest[2]}; {len(told.gaps)} looks; after the last one {last:.2f} s to the desk",
        ),
        Result(
            "migration: the longest the window says the same", told.silence, _SILENCE_S, "s",
            f"at: {told.silent_at}; {told.reports} reports; {cases} cases in {size:.0f} MiB brought up"
            f" in {told.wall:.0f} s, {told.processor:.0f} s of the processor, most memory"
            f" {told.peak_mib:.0f} MiB",
        ),
    ]  # fmt: skip
