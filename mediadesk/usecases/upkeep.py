"""Upkeep: backups, the passphrase and the check of the file."""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.errors import MediaDeskError
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts as BackupFacts  # the window names it too
    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import ChangeSet, Finding

__all__ = ["Upkeep"]

_LOG = logging.getLogger(__name__)


class Upkeep(Base):
    """Keeps the file safe."""

    def backup(
        self, target: Path | None = None, reason: str = "", second: Path | None = None
    ) -> Path:
        """Make a backup in the centre's folder or at a place told; give its path.

        In the centre's folder the older ones are thinned out (`db.backup.thin`); elsewhere none.
        One made for a `reason` ("import", "restore") is never thinned. It is copied to the folder
        `second` too when that is there; a copy that fails is no failure of the backup.
        """
        from mediadesk.db import backup

        made = backup.make(self.store, target, reason)
        if target is None:
            gone = backup.thin((path.name for path in self.backups()), self.clock.now())
            for path in self.backups():
                if path.name in gone:
                    with suppress(OSError):  # it goes the next time
                        path.unlink()
        if second is not None:
            self._copy(made, second)
        return made

    @staticmethod
    def _copy(made: Path, second: Path) -> None:
        """Copy a backup to a second place, whole or not at all; a stick that is not there waits."""
        if not second.is_dir():
            return
        try:
            with files.replacing(second / made.name) as part:
                shutil.copyfile(made, part)
        except (OSError, MediaDeskError) as error:  # the first copy is safe
            _LOG.warning("no second copy: %s", type(error).__name__)

    def backups(self) -> tuple[Path, ...]:
        """List the backups of the centre's folder, the newest first."""
        from mediadesk.db import backup

        return backup.listing(self.centre)

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

    def change_passphrase(self, new: str, old: str) -> Future[tuple[None, ChangeSet]]:
        """Take a new passphrase after the old one was told; the journal notes that it was changed.

        WorldTrouble(WRONG_PASSPHRASE), InputProblem(PASSPHRASE_SHORT) come out of the future.
        """

        def work(unit: Unit) -> None:
            from mediadesk.db import keys

            keys.read(self.centre).unlock(old, "passphrase")
            self._renew(unit, new)

        return self._noted(work)

    def renew_passphrase(self, new: str) -> Future[tuple[None, ChangeSet]]:
        """Take a new passphrase in place of a forgotten one: the recovery key opened the centre."""
        return self._noted(lambda unit: self._renew(unit, new))

    def _renew(self, unit: Unit, new: str) -> None:
        unit.is_noted = True
        self.store.change_passphrase(new)

    def _noted(self, work: Callable[[Unit], None]) -> Future[tuple[None, ChangeSet]]:
        """Change the key file and note it: both, or the old passphrase stays the right one."""
        from mediadesk.db import keys

        before = keys.read(self.centre)
        noted = self.store.submit(work, command="ChangePassphrase", params={}, undoable=False)
        given: Future[tuple[None, ChangeSet]] = Future()

        def finish(ended: Future[tuple[None, ChangeSet]]) -> None:
            error = ended.exception()
            if error is None:
                given.set_result(ended.result())
                return
            with suppress(MediaDeskError):  # the error that is told is the first one
                if keys.read(self.centre) != before:
                    before.save(self.centre)
            given.set_exception(error)

        noted.add_done_callback(finish)
        return given

    def check(self) -> tuple[Finding, ...]:
        """Check file, journal, numbers and index; give what was found, () for nothing."""
        from mediadesk.db import check

        return tuple(check.run(self.store))
