"""Backups by their names: when and why each was made, which may go, when the next one is due.

All pure: times come from outside.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

__all__ = [
    "SUFFIX",
    "BackupState",
    "Proof",
    "Schedule",
    "moment_of",
    "name_of",
    "reason_of",
    "thin",
]

SUFFIX: Final = ".mdbackup"
_NAME: Final = re.compile(r"^mediadesk-(\d{8}-\d{6})(?:-([a-z]+))?\.mdbackup$")
_STAMP: Final = "%Y%m%d-%H%M%S"
_KEEP_ALL: Final = timedelta(days=1)
_KEEP_DAYS: Final = timedelta(days=14)
_KEEP_WEEKS: Final = timedelta(days=92)


def name_of(at: datetime, reason: str) -> str:
    """Name a backup made at a moment, for a reason ('' for one made by itself)."""
    return f"mediadesk-{at.strftime(_STAMP)}{'-' + reason if reason else ''}{SUFFIX}"


def moment_of(name: str) -> datetime | None:
    """Read the moment of a backup from its name, without an offset; None for another file."""
    match = _NAME.match(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _STAMP)  # noqa: DTZ007 (the clock of the centre)
    except ValueError:
        return None


def reason_of(name: str) -> str:
    """Tell why a backup was made; '' for one made by itself or another file."""
    match = _NAME.match(name)
    return (match[2] or "") if match is not None else ""


def thin(names: Iterable[str], now: datetime) -> set[str]:
    """Name the backups that may go: all of the last day stay, then one a day for two weeks, one a
    week for a quarter, one a month; backups made for a reason (before an import …) always stay.
    """
    kept: set[tuple[str, ...]] = set()
    gone: set[str] = set()
    for name in sorted(names, reverse=True):
        moment = moment_of(name)
        if moment is None or reason_of(name):
            continue
        at = moment.replace(tzinfo=now.tzinfo)
        age = now - at
        if age <= _KEEP_ALL:
            continue
        if age <= _KEEP_DAYS:
            slot: tuple[str, ...] = ("day", f"{at:%Y%m%d}")
        elif age <= _KEEP_WEEKS:
            slot = ("week", f"{at:%G-%V}")
        else:
            slot = ("month", f"{at:%Y%m}")
        month = ("month", f"{at:%Y%m}")  # a week may begin in one month and end in another
        if {slot, month} <= kept:
            gone.add(name)
        kept |= {slot, month}
    return gone


@dataclass(frozen=True, slots=True)
class Proof:
    """A backup that was opened and compared: its file and when that was done."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BackupState:
    """What the status line tells: the newest proven backup here, and on the second medium."""

    here: Proof | None = None
    second: Proof | None = None
    has_second: bool = False
    """A second medium was chosen in the settings."""
    is_there: bool = False
    """It is there now."""
    absent_days: int = 0
    """So many days no copy went to it."""
    is_overdue: bool = False
    """That is too long."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the next backup is due: so long after the first change that none holds yet.

    `every` after that change at the latest; a failed one is tried again after `again`.
    """

    every: timedelta
    again: timedelta
    changed_at: datetime | None = None
    not_before: datetime | None = None

    def changed(self, now: datetime) -> "Schedule":
        """Note a change; only the first one after a backup counts."""
        return self if self.changed_at is not None else replace(self, changed_at=now)

    @property
    def is_waiting(self) -> bool:
        """Tell whether something was changed that no backup holds."""
        return self.changed_at is not None

    def is_due(self, now: datetime) -> bool:
        """Tell whether a backup is to be made now."""
        if self.changed_at is None:
            return False
        if self.not_before is not None and now < self.not_before:
            return False
        # a clock that was set back must not put it off for ever
        return now - self.changed_at >= self.every or now < self.changed_at

    def begun(self) -> "Schedule":
        """Note that a backup begins: what is changed from now on is for the next one."""
        return replace(self, changed_at=None, not_before=None)

    def failed(self, since: datetime | None, now: datetime) -> "Schedule":
        """Note that it failed: what was changed at `since` still is in none."""
        return replace(self, changed_at=since or self.changed_at, not_before=now + self.again)
