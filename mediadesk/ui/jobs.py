"""The only bridge between threads: a future becomes calls in the window's thread."""

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.errors import Cancelled, MediaDeskError
from mediadesk.ui.messages import Messages

__all__ = ["JobProgress", "Jobs"]

_SHOW_AFTER_MS = 300
_TELL_EVERY_S = 0.1
_MOST = 2**30


class JobProgress(QObject):
    """Takes news of a long work in its thread and tells the window; `cancel` asks it to stop."""

    stepped = Signal(int, int, str)
    stopped = Signal()

    def __init__(self) -> None:
        """Start with nothing told and nobody asking to stop."""
        super().__init__()
        self._is_cancelled = False
        self._told_at = 0.0
        self._told = (-1, 0, "")

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._is_cancelled = True
        self.stopped.emit()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total`; raises Cancelled when asked to stop."""
        if self._is_cancelled:
            raise Cancelled
        if total > _MOST:  # what a signal carries is 32 bits wide
            done, total = _MOST * done // total, _MOST
        if (done, total, what) == self._told:
            return  # a long step looks often whether it is to stop
        now = time.monotonic()
        if done >= total or now - self._told_at >= _TELL_EVERY_S:
            self._told_at, self._told = now, (done, total, what)
            self.stepped.emit(done, total, what)


@dataclass(slots=True)
class _Job:
    future: "Future[Any]"
    done: Callable[[Any], None] | None
    failed: Callable[[MediaDeskError], None] | None
    owner: QObject | None
    label: str
    progress: JobProgress | None


class Jobs(QObject):
    """Runs futures for the pages and broadcasts what they changed."""

    changed = Signal(object)
    told = Signal(object)
    busy = Signal(str, object)
    idle = Signal()
    _ended = Signal(int)

    def __init__(self, messages: Messages) -> None:
        """Keep the place where unexpected ends are told."""
        super().__init__()
        self._messages = messages
        self._jobs: dict[int, _Job] = {}
        self._last = 0
        self._ended.connect(self._end)

    def run(
        self,
        future: "Future[Any]",
        done: Callable[[Any], None] | None = None,
        failed: Callable[[MediaDeskError], None] | None = None,
        *,
        owner: QObject | None = None,
        label: str = "",
        progress: JobProgress | None = None,
    ) -> None:
        """Call `done(result)` or `failed(error)` in the window's thread when the future ends.

        Nothing is called when `owner` is gone by then. Without `failed` the error is shown. An
        `Outcome` is broadcast through `changed`. With `label` a bar is shown after 300 ms.
        """
        self._last += 1
        number = self._last
        self._jobs[number] = _Job(future, done, failed, owner, label, progress)
        if label and not future.done():
            QTimer.singleShot(_SHOW_AFTER_MS, self, lambda: self._show(number))
        future.add_done_callback(lambda _: self._tell(number))

    def execute(self, desk: Any, command: object, **how: Any) -> None:
        """Execute a command on the desk; the keywords are those of `run`."""
        self.run(desk.execute(command), **how)

    @property
    def is_idle(self) -> bool:
        """Tell whether no job is under way."""
        return not self._jobs

    def _tell(self, number: int) -> None:
        if shiboken6.isValid(self):
            self._ended.emit(number)

    def _show(self, number: int) -> None:
        job = self._jobs.get(number)
        if job is not None:
            self.busy.emit(job.label, job.progress)

    def _end(self, number: int) -> None:
        job = self._jobs.pop(number)
        if not self._jobs:
            self.idle.emit()
        alive = job.owner is None or shiboken6.isValid(job.owner)
        try:
            result = job.future.result()
        except (CancelledError, Cancelled):
            return
        except MediaDeskError as error:
            if job.failed is None:
                self._messages.error(error)
            elif alive:
                job.failed(error)
            return
        except Exception as error:  # noqa: BLE001  (a bug of ours in another thread)
            self._messages.bug(error)
            return
        if job.done is not None and alive:
            job.done(result)
        self._broadcast(result)

    def _broadcast(self, result: object) -> None:
        if isinstance(result, Outcome):
            self.changed.emit(result.changes)
            self.told.emit(result)
        elif isinstance(result, ChangeSet):
            self.changed.emit(result)
