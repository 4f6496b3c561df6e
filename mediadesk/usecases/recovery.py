"""Leading a person out of damage: what is wrong, what can be had back, and putting it in place.

Before there is a desk: the centre does not open. Nothing is changed until a way was chosen, and the
damaged file is kept then under a new name in the folder of the centre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mediadesk.errors import Code

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.ports import Clock
    from mediadesk.domain.recovery import Rung, Survey, Way

__all__ = ["DAMAGED", "Recovered", "Rescue"]

DAMAGED = frozenset(
    {Code.FILE_DAMAGED, Code.KEY_FILE_DAMAGED, Code.FILE_FOREIGN, Code.CENTRE_MISSING}
)
"""Errors of opening a centre after which a person is led to a rescue."""


class Recovered(NamedTuple):
    """What was put in place, and the name under which the damaged file is kept."""

    way: Way
    kept: str


class Rescue:
    """The rescue of one damaged centre; holds its lock until it is closed."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        """Begin. WorldTrouble: FILE_IN_USE, CENTRE_MISSING, READ_ONLY, DISK_FULL."""
        from mediadesk.db.recovery import Recovery

        self._folder = folder
        self._recovery = Recovery(folder, clock)

    def __enter__(self) -> Rescue:
        """Give itself."""
        return self

    def __exit__(self, *_told: object) -> None:
        """Remove the copies and give the lock back."""
        self.close()

    def survey(self, passphrase: str, recovery_key: str = "", user: str = "") -> Survey:
        """Look what is wrong and try every way out; the damaged file is only read.

        WorldTrouble: WRONG_PASSPHRASE, WRONG_RECOVERY_KEY, DISK_FULL. It takes a while.
        """
        from mediadesk.usecases.opening import mark_at_door, recovery_secret

        if recovery_key:
            return self._recovery.survey(recovery_secret(recovery_key), "recovery")
        return self._recovery.survey(passphrase, "passphrase", mark_at_door(self._folder, user))

    def use(self, rung: Rung, operator: str = "") -> Recovered:
        """Put a way that was offered in place; the damaged file is kept beside it.

        Whoever's passphrase it is must have the right to restore: InputProblem(NOT_ALLOWED).
        WorldTrouble for the disk; nothing was changed then.
        """
        from mediadesk.usecases.opening import may_restore

        return Recovered(*self._recovery.use(rung, operator, may_restore))

    def close(self) -> None:
        """Remove the copies and give the lock back."""
        self._recovery.close()
