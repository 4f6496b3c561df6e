"""Upkeep: the passphrase and the check of the file; backups are in `safe_copies`."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk.usecases.safe_copies import SafeCopies

if TYPE_CHECKING:
    from mediadesk.db.keys import KeyFile
    from mediadesk.db.unit import Unit
    from mediadesk.domain.changes import ChangeSet, Finding

__all__ = ["Upkeep"]


class Upkeep(SafeCopies):
    """Keeps the file safe."""

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

    def is_damage(self, found: tuple[Finding, ...]) -> bool:
        """Tell whether a check found what another file can mend, see `usecases.recovery`."""
        from mediadesk.db.check import DAMAGE

        return any(each.code in DAMAGE for each in found)

    def left_by(self) -> str:
        """Tell who left the centre without closing it last time; '' if it was closed."""
        return self.store.left_by

    def check(self) -> tuple[Finding, ...]:
        """Check file, journal, numbers and index; give what was found, () for nothing."""
        from mediadesk.db import check

        return tuple(check.run(self.store))
