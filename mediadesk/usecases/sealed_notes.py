"""Private notes of mediators: opened by their phrase, added, read, locked again.

Only their destruction is a command with an entry in the journal (`DestroyNotes`); nothing else
about them leaves a trace outside the three sealed tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.connection import Connection
    from mediadesk.db.store import Store
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.session_notes import PrivateNote, SealedCount
    from mediadesk.domain.types import CaseId, MediatorId, SessionId
    from mediadesk.usecases.law import Law

__all__ = ["MOST_LETTERS", "SealedNotes"]

MOST_LETTERS = 10_000
"""Most characters of a private note."""


class SealedNotes(Base):
    """Keeps the keys of the notes that are open, in memory only, until they are locked."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Begin with everything locked."""
        super().__init__(store, clock=clock, ids=ids, centre=centre, law=law)
        self._note_keys: dict[MediatorId, bytes] = {}

    def has_note_phrase(self, mediator_id: MediatorId) -> bool:
        """Tell whether a mediator has set a phrase for private notes."""
        from mediadesk.db import sealed

        with self.store.reader() as reader:
            return reader.apart(lambda conn: sealed.has_phrase(conn, mediator_id))

    def set_note_phrase(self, mediator_id: MediatorId, phrase: str) -> None:
        """Set the phrase, first or after the old notes were destroyed, and open the notes.

        InputProblem(PASSPHRASE_SHORT, NOTES_SEALED).
        """
        from mediadesk.db import sealed

        def work(conn: Connection) -> bytes:
            return sealed.set_phrase(conn, mediator_id, phrase)

        self._note_keys[mediator_id] = self.store.apart(work).result()

    def change_note_phrase(self, mediator_id: MediatorId, old: str, new: str) -> None:
        """Change the phrase; the notes stay. WorldTrouble(WRONG_NOTE_PHRASE)."""
        from mediadesk.db import sealed

        def work(conn: Connection) -> bytes:
            return sealed.change_phrase(conn, mediator_id, old, new)

        self._note_keys[mediator_id] = self.store.apart(work).result()

    def open_notes(self, mediator_id: MediatorId, phrase: str) -> None:
        """Open a mediator's notes; WorldTrouble(WRONG_NOTE_PHRASE) if the phrase does not fit."""
        from mediadesk.db import sealed

        with self.store.reader() as reader:
            key = reader.apart(lambda conn: sealed.key_of(conn, mediator_id, phrase))
        self._note_keys[mediator_id] = key

    def lock_notes(self) -> None:
        """Forget every key."""
        self._note_keys.clear()

    def notes_open(self, mediator_id: MediatorId) -> bool:
        """Tell whether a mediator's notes are open."""
        return mediator_id in self._note_keys

    def private_notes(self, case_id: CaseId, mediator_id: MediatorId) -> tuple[PrivateNote, ...]:
        """Read the notes of a case, the oldest first; InputProblem(NOTES_LOCKED) if not open."""
        from mediadesk.db import sealed

        key = self._note_key(mediator_id)
        with self.store.reader() as reader:
            return reader.apart(lambda conn: sealed.notes(conn, key, (case_id, mediator_id)))

    def add_note(
        self,
        case_id: CaseId,
        mediator_id: MediatorId,
        text: str,
        session_id: SessionId | None = None,
    ) -> None:
        """Seal one more note; InputProblem(NOTES_LOCKED, REQUIRED, TOO_LONG)."""
        from mediadesk.db import sealed

        key = self._note_key(mediator_id)
        body = text.strip()
        if not body:
            raise InputProblem(Code.REQUIRED, field="note", label=N_("Private notes"))
        if len(body) > MOST_LETTERS:
            label = N_("Private notes")
            raise InputProblem(Code.TOO_LONG, field="note", label=label, limit=MOST_LETTERS)
        self.case_file(case_id)
        at = self.clock.now().isoformat(timespec="minutes")
        owner = (case_id, mediator_id)
        self.store.apart(lambda conn: sealed.add(conn, key, owner, body, at, session_id)).result()

    def sealed_counts(self, case_id: CaseId) -> tuple[SealedCount, ...]:
        """Count the sealed notes of a case by mediator; needs no phrase."""
        from mediadesk.db import sealed

        with self.store.reader() as reader:
            return reader.apart(lambda conn: sealed.counts(conn, case_id))

    def _note_key(self, mediator_id: MediatorId) -> bytes:
        if mediator_id not in self._note_keys:
            raise InputProblem(Code.NOTES_LOCKED)
        return self._note_keys[mediator_id]
