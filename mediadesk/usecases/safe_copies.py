"""Backups that are proven, kept here and on a second medium, and what the status line says of them."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets, files
from mediadesk.domain.backups import BackupState, Proof, Schedule, moment_of, thin
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.usecases import second_medium
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts as BackupFacts  # the window names it too
    from mediadesk.domain.ports import Progress

__all__ = ["SafeCopies"]

_LOG = logging.getLogger(__name__)
_NOTE: Final = "proven.json"
_FILE: Final = "backups.toml"


class SafeCopies(Base):
    """Makes backups and remembers which were proven."""

    _second: Path | None = None
    _second_mark = ""
    _is_second_there = False

    def use_second(self, folder: Path | None, mark: str = "") -> None:
        """Take the second medium of the settings: its folder and its mark; None for none."""
        self._second, self._second_mark = folder, mark
        self._is_second_there = False

    def take_second(self, folder: Path) -> str:
        """Make a folder the place of second copies; give the mark for the settings. WorldTrouble."""
        mark = second_medium.adopt(folder)
        self.use_second(folder, mark)
        self._is_second_there = True
        return mark

    def backup(
        self,
        target: Path | None = None,
        reason: str = "",
        second: Path | None = None,
        progress: Progress | None = None,
    ) -> Path:
        """Make a backup in the centre's folder or at a place told, prove it; give its path.

        In the centre's folder the older ones are thinned out; at a place told none. One made for a
        `reason` ("import", "merge", "restore" …) is never thinned. It is copied to the second
        medium too (or to the folder `second`) when that is there; a copy that fails is no failure
        of the backup.
        """
        from mediadesk.db import backup

        if self.store.is_view:
            raise WorldTrouble(Code.VIEW_ONLY)
        made = backup.make(self.store, target, reason, progress)
        if target is None:
            self._thin_out(self.centre / backup.FOLDER)
        self._note_proven("here", made.name)
        if second is not None:
            self._copy_second(made, second if second.is_dir() else None)
        elif self._second is not None:
            self._copy_second(made, self._find_second())
        return made

    def _back_up(self, reason: str) -> None:
        self.backup(None, reason)

    def _find_second(self) -> Path | None:
        found = (
            second_medium.find(self._second, self._second_mark)
            if self._second is not None
            else None
        )
        self._is_second_there = found is not None
        return found

    def _copy_second(self, made: Path, second: Path | None) -> bool:
        """Copy a backup to the second medium, whole or not at all; one that is away waits."""
        if second is None:
            return False
        try:
            second_medium.copy_proven(made, second)
        except MediaDeskError as error:  # the first copy is safe
            _LOG.warning("no second copy: %s", error.code)
            return False
        self._note_proven("second", made.name)
        if self._second_mark:  # the folder is for this centre alone
            self._thin_out(second)
        return True

    def _thin_out(self, folder: Path) -> None:
        with suppress(OSError):
            names = [path.name for path in folder.iterdir()]
            for name in thin(names, self.clock.now()):
                (folder / name).unlink()

    def bring_second(self) -> bool:
        """See whether the second medium is there, and copy to it the newest backup it has not got.

        Tells whether something was copied.
        """
        if self.store.is_view:
            return False
        found = self._find_second()
        newest = next(iter(self.backups()), None)
        if found is None or newest is None:
            return False
        with suppress(OSError):
            return not (found / newest.name).exists() and self._copy_second(newest, found)
        return False

    def backups(self) -> tuple[Path, ...]:
        """List the backups of the centre's folder, the newest first."""
        from mediadesk.db import backup

        return backup.listing(self.centre)

    def backup_schedule(self) -> Schedule:
        """Give the schedule of backups by the clock, with nothing waiting yet."""
        times = self._backup_times()
        return Schedule(
            every=timedelta(minutes=times["every_minutes"]),
            again=timedelta(minutes=times["again_minutes"]),
        )

    def _backup_times(self) -> dict[str, Any]:
        found: dict[str, Any] = assets.load_toml(_FILE, self.shelf)["times"]
        return found

    def backup_state(self) -> BackupState:
        """Tell when the last proven backup was made and where; asks small files only."""
        noted = self._proven_note()
        newest = next(iter(self.backups()), None)
        here = _proof(noted.get("here")) or _of_name(newest, self.clock.now())
        second, has_second = _proof(noted.get("second")), self._second is not None
        days = 0
        if has_second:
            since = second.at if second else _moment(noted.get("since"))
            if since is None and not self.store.is_view:
                self._write_note({**noted, "since": self.clock.now().isoformat(timespec="minutes")})
            elif since is not None:
                days = max(0, (self.clock.now() - since).days)
        return BackupState(
            here=here,
            second=second if has_second else None,
            has_second=has_second,
            is_there=self._is_second_there,
            absent_days=days,
            is_overdue=has_second and days >= int(self._backup_times()["absent_days"]),
        )

    def _proven_note(self) -> dict[str, Any]:
        from mediadesk.db import backup

        with suppress(OSError, ValueError):
            path = self.centre / backup.FOLDER / _NOTE
            found = json.loads(path.read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}

    def _note_proven(self, where: str, name: str) -> None:
        at = self.clock.now().isoformat(timespec="seconds")
        self._write_note({**self._proven_note(), where: {"name": name, "at": at}})

    def _write_note(self, noted: dict[str, Any]) -> None:
        from mediadesk.db import backup

        try:
            folder = files.private_folder(self.centre / backup.FOLDER)
            with files.replacing(folder / _NOTE) as part:
                part.write_text(json.dumps(noted, indent=1), encoding="utf-8")
        except MediaDeskError as error:  # it is told as of the name of the newest file then
            _LOG.warning("backup not noted: %s", error.code)

    def verify_backup(self, path: Path) -> BackupFacts:
        """Open a backup, check it wholly and give its facts; WorldTrouble(BACKUP_BAD)."""
        from mediadesk.db import backup

        return backup.verify(path, self.store.key)

    def prove_backup(self, path: Path, passphrase: str) -> BackupFacts:
        """Open a backup with the passphrase of its time and check it, as restoring it would.

        WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING. Nothing is changed.
        """
        from mediadesk.db import backup

        return backup.prove(path, passphrase, self.centre)


def _proof(told: Any) -> Proof | None:
    if not isinstance(told, dict):
        return None
    at = _moment(told.get("at"))
    return Proof(str(told.get("name", "")), at) if at is not None else None


def _moment(told: Any) -> datetime | None:
    """Read a moment with its offset; None for anything else."""
    try:
        found = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else None


def _of_name(path: Path | None, now: datetime) -> Proof | None:
    """Take a backup of an earlier program at its name: it was proven before it got it."""
    at = moment_of(path.name) if path is not None else None
    if path is None or at is None:
        return None
    return Proof(path.name, at.replace(tzinfo=now.tzinfo))
