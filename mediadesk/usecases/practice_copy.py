"""A practice copy of a real centre: the same figures, nobody's names, numbers or words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk.usecases.code_lists import CodeLists

if TYPE_CHECKING:
    from mediadesk.domain.ports import Progress

__all__ = ["PracticeCopies", "PracticeCopy"]

_COMMAND: Final = "MakePracticeCopy"


@dataclass(frozen=True, slots=True)
class PracticeCopy:
    """What was made: the folder, the recovery key (told only now), cases and people."""

    folder: Path
    recovery: str
    cases: int
    people: int


class PracticeCopies(CodeLists):
    """Makes practice copies; the centre itself is only read."""

    def make_practice_copy(
        self,
        folder: Path,
        passphrase: str,
        progress: Progress | None = None,
        seed: int | None = None,
    ) -> PracticeCopy:
        """Write a new centre with invented people and words and the figures of this one.

        Without attached files, registered papers, private notes, screening, users, packages and the
        journal. It is searched for every name, number and text of this centre before it is given;
        WorldTrouble(COPY_LEAKS) then, and the folder goes again. WorldTrouble(CENTRE_EXISTS) and what
        the disk answers; InputProblem(PASSPHRASE_SHORT). `seed` is for tests: else by chance.
        """
        import secrets
        from random import Random

        from mediadesk.db.store import Store
        from mediadesk.usecases.practice_masking import PracticeMaker
        from mediadesk.usecases.unfinished import unfinished_goes

        chance = Random(secrets.randbits(128) if seed is None else seed)  # noqa: S311
        with self.store.reader(snapshot=True) as reader:
            maker = PracticeMaker(reader, chance, self.clock.today())
            with unfinished_goes(folder):
                store, recovery = Store.create(
                    folder, passphrase, clock=self.clock, ids=self.ids, immediate=True
                )
                try:
                    made = store.submit(maker.write, command=_COMMAND, params={}, undoable=False)
                    cases, people = made.result()[0]
                    if progress is not None:
                        progress.step(1, 1)
                    with store.reader() as copy:
                        maker.prove(copy)
                finally:
                    store.close()
        return PracticeCopy(folder, recovery, cases, people)
