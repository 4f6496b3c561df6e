"""One case comes back from a backup: looked at first, then brought back as one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.usecases.safe_copies import SafeCopies

if TYPE_CHECKING:
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from pathlib import Path

    from mediadesk.db.case_copies import OpenedBackup
    from mediadesk.domain.case_copies import CaseLook
    from mediadesk.domain.changes import Outcome

__all__ = ["BringingBack"]


class BringingBack(SafeCopies):
    """Looks at a case in a backup and brings it back."""

    def _opened(self, path: Path, passphrase: str) -> AbstractContextManager[OpenedBackup]:
        from mediadesk.db import backup, case_copies

        place = self.centre / backup.FOLDER
        return case_copies.opened(path, self.store.key, passphrase, place)

    def case_in_backup(self, path: Path, number: str, passphrase: str = "") -> CaseLook:
        """Tell what bringing a case back would change, field by field; nothing is changed.

        `passphrase` is that of the backup's time where the centre has had a new key since.
        InputProblem(NOT_FOUND), RuleBroken(CASE_DESTROYED),
        WorldTrouble(WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING).
        """
        with self._opened(path, passphrase) as box:
            copy = box.case(number)
        from mediadesk.usecases.bringing_case import look_at

        with self.store.reader(snapshot=True) as reader:
            return look_at(copy, reader)

    def bring_case_back(self, path: Path, look: CaseLook, passphrase: str = "") -> Future[Outcome]:
        """Bring back the case that was looked at, after a backup of what is there now.

        Conflict(STALE) if the case was changed since, InputProblem(NUMBER_TAKEN). Undo takes it
        back wholly.
        """
        from mediadesk.domain.commands_backups import BringCaseBack

        self._back_up("case")
        with self._opened(path, passphrase) as box:
            done = self.execute(
                BringCaseBack(
                    number=look.number,
                    made_at=look.made_at,
                    case_rev=look.case_rev,
                    parts=box.case(look.number),
                    content=box.content,
                )
            )
            done.exception()  # the backup stays open until it is over
            return done
