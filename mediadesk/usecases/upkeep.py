"""Upkeep: backups and the check of the file."""

from __future__ import annotations

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
        """Make a backup in the centre's folder or at a place told; give its path."""
        from mediadesk.db import backup

        return backup.make(self.store, target)

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
