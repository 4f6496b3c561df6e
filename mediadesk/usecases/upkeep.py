"""Upkeep: backups, the passphrase and the check of the file."""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk import files
from mediadesk.errors import MediaDeskError
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts as BackupFacts  # the window names it too
    from mediadesk.db.keys import KeyFile
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

        WorldTrouble(WRONG_PASSPHRASE, TOO_MANY_TRIES), InputProblem(PASSPHRASE_SHORT) come out of
        the future.
        """
        mark, now = self.user.mark, self.clock.now()

        def edit(unit: Unit, key_file: KeyFile) -> KeyFile:
            from mediadesk.db import tries

            tries.begin(self.centre, mark, now)
            key_file.unlock(old, "passphrase", mark)
            tries.forget(self.centre, mark)
            return self._renewed(unit, key_file, new)

        return self.store.change_keys(edit, command="ChangePassphrase", params={})

    def renew_passphrase(self, new: str) -> Future[tuple[None, ChangeSet]]:
        """Take a new passphrase in place of a forgotten or a first one."""
        return self.store.change_keys(
            lambda unit, key_file: self._renewed(unit, key_file, new),
            command="ChangePassphrase",
            params={},
        )

    def _renewed(self, unit: Unit, key_file: KeyFile, new: str) -> KeyFile:
        from mediadesk.domain.model import User

        stored = unit.get(User, self.user.id) if self.user.id else None
        if stored is not None and stored.must_change:
            self.user = unit.save(replace(stored, must_change=False))
        return key_file.with_passphrase(self.store.key, new, self.user.mark)

    def was_cut_short(self) -> bool:
        """Tell whether the sitting before this one did not end as usual."""
        return self.store.was_cut_short

    def is_damage(self, found: tuple[Finding, ...]) -> bool:
        """Tell whether a check found what another file can mend, see `usecases.recovery`."""
        from mediadesk.db.check import DAMAGE

        return any(each.code in DAMAGE for each in found)

    def check(self) -> tuple[Finding, ...]:
        """Check file, journal, numbers and index; give what was found, () for nothing."""
        from mediadesk.db import check

        return tuple(check.run(self.store))
