"""Upkeep: backups and the check of the file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.backup import BackupFacts
    from mediadesk.domain.changes import Finding

__all__ = ["Upkeep"]


class Upkeep(Base):
    """Keeps the file safe."""

    def backup(self, target: Path | None = None) -> Path:
        """Make a backup in the centre's folder or at a place told; give its path.

        In the centre's folder the older ones are thinned out (`db.backup.thin`); elsewhere none.
        """
        from mediadesk.db import backup

        made = backup.make(self.store, target)
        if target is None:
            gone = backup.thin((path.name for path in self.backups()), self.clock.now())
            for path in self.backups():
                if path.name in gone:
                    with suppress(OSError):  # it goes the next time
                        path.unlink()
        return made

    def backups(self) -> tuple[Path, ...]:
        """List the backups of the centre's folder, the newest first."""
        from mediadesk.db import backup

        return backup.listing(self.centre)

    def verify_backup(self, path: Path) -> BackupFacts:
        """Open a backup, check it wholly and give its facts; WorldTrouble(BACKUP_BAD)."""
        from mediadesk.db import backup

        return backup.verify(path, self.store.key)

    def check(self) -> tuple[Finding, ...]:
        """Check file, journal, numbers and index; give what was found, () for nothing."""
        from mediadesk.db import check

        return tuple(check.run(self.store))
