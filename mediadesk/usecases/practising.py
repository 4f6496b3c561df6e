"""Practice of restoring: on this computer or another one, noted in the journal, certified by the year."""

from __future__ import annotations

import platform
from datetime import date
from typing import TYPE_CHECKING, Final

from mediadesk import assets
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mediadesk.db.unit import Unit
    from mediadesk.domain.ports import Clock
    from mediadesk.domain.rehearsals import Rehearsal

__all__ = ["Practising", "practise_here"]

_TIMES: Final = "backups.toml"


def practise_here(path: Path, passphrase: str, clock: Clock) -> tuple[Rehearsal, Path | None]:
    """Practise on a computer without the centre: the result, and the file written beside the backup.

    The file is to be carried back to the centre's computer, which notes it in its journal; None
    where nothing can be written. WorldTrouble as `rehearsing.rehearse`.
    """
    from mediadesk.db import rehearsing
    from mediadesk.errors import MediaDeskError

    told, key = rehearsing.rehearse(
        path,
        passphrase,
        checked_at=clock.now().isoformat(timespec="seconds"),
        computer=platform.node(),
        is_elsewhere=True,
    )
    try:
        return told, rehearsing.write_proof(path, told, key)
    except MediaDeskError:  # a medium that cannot be written to is as good to restore from
        return told, None


class Practising(Base):
    """What the desk knows of practices."""

    def practise_restoring(self, path: Path, passphrase: str) -> Rehearsal:
        """Practise restoring a backup on this computer; the journal notes the result.

        WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING, DISK_FULL.
        """
        from mediadesk.db import rehearsing

        told, _key = rehearsing.rehearse(
            path,
            passphrase,
            checked_at=self.clock.now().isoformat(timespec="seconds"),
            computer=platform.node(),
            is_elsewhere=False,
        )
        self._note_practice(told)
        return told

    def _note_practice(self, told: Rehearsal) -> None:
        from mediadesk.db import rehearsing

        def work(unit: Unit) -> None:
            unit.is_noted = True

        params = told.data()
        self.store.submit(work, command=rehearsing.COMMAND, params=params, undoable=False).result()

    def take_in_practices(self, folders: Iterable[Path]) -> tuple[Rehearsal, ...]:
        """Note the practices whose results lie in folders, such as on the stick that came back.

        Only those signed with this centre's key count, each once.
        """
        from mediadesk.db import rehearsing

        known = set(self.practices())
        taken = []
        for folder in folders:
            for path in rehearsing.proofs(folder):
                told = rehearsing.read_proof(path, self.store.key)
                if told is not None and told not in known:
                    self._note_practice(told)
                    known.add(told)
                    taken.append(told)
        return tuple(taken)

    def practices(self) -> tuple[Rehearsal, ...]:
        """Give the practices of restoring that the journal knows, the newest first."""
        from mediadesk.db import rehearsing

        with self.store.reader() as reader:
            return reader.apart(rehearsing.noted)

    def is_practice_due(self) -> bool:
        """Tell whether nobody practised restoring in this year, in a centre that is not new."""
        from mediadesk.db import rehearsing
        from mediadesk.domain.rehearsals import is_reminded

        days = int(assets.load_toml(_TIMES, self.shelf)["practice"]["remind_after_days"])
        with self.store.reader() as reader:
            begun = reader.apart(rehearsing.begun_on)
        first = date.fromisoformat(begun[:10]) if begun else None
        today = self.clock.today()
        if not is_reminded(None, first, today, days):
            return False
        sound = [each.checked_at for each in self.practices() if each.is_sound]
        last = date.fromisoformat(max(sound)[:10]) if sound else None
        return is_reminded(last, first, today, days)

    def write_certificate(
        self, path: Path, year: int, languages: Languages = Languages.BOTH
    ) -> Rehearsal:
        """Write the certificate of a year as PDF: what was restored, when, by whom, the figures.

        InputProblem(NOT_FOUND) where nobody practised with success in that year.
        """
        from mediadesk.domain.model import Office, User
        from mediadesk.domain.rehearsals import of_year
        from mediadesk.export.certificate_pdf import write_certificate

        told = of_year(self.practices(), year)
        if told is None:
            raise InputProblem(Code.NOT_FOUND, what=str(year))
        with self.store.reader() as reader:
            office = next(iter(reader.find(Office)), None)
            people = {each.uid.hex(): each.shown for each in reader.find(User)}
        words = assets.load_toml("certificate.toml", self.shelf)
        write_certificate(
            path, told, year, office, people.get(told.by, ""), languages, words, self.clock.today()
        )
        return told
