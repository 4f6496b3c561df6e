"""The calendar of sessions: what the window shows and what goes into a calendar file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from mediadesk.domain.agenda import Slot
    from mediadesk.domain.session_notes import Stage
    from mediadesk.domain.types import MediatorId

__all__ = ["Agenda"]


class Agenda(Base):
    """Questions of the calendar; nothing here changes the file."""

    def agenda(
        self, first: date, last: date, mediator_id: MediatorId | None = None
    ) -> tuple[Slot, ...]:
        """Give the sessions of some days, of one mediator if told; names are surname and initials."""
        from mediadesk.export.wording import initials

        def short(words: Words) -> Words:
            return Words(initials(words.ru), initials(words.kk))

        with self.store.reader() as reader:
            found = reader.agenda(first, last)
        return tuple(
            replace(
                slot,
                parties=tuple(map(short, slot.parties)),
                mediators={id_: short(name) for id_, name in slot.mediators.items()},
            )
            for slot in found
            if mediator_id is None or mediator_id in slot.mediators
        )

    def short_name(self, name: str) -> str:
        """Give surname and initials of a person; other names come back as they are."""
        from mediadesk.export.wording import initials

        return initials(name)

    def write_ics(
        self,
        first: date,
        last: date,
        path: Path,
        language: str,
        mediator_id: MediatorId | None = None,
    ) -> int:
        """Write the sessions of some days as a calendar file without a name; give their number.

        Whole or not at all; WorldTrouble where the file cannot be written.
        """
        from mediadesk.export import ics
        from mediadesk.files import replacing
        from mediadesk.i18n import Translator

        slots = self.agenda(first, last, mediator_id)
        text = ics.calendar(slots, Translator(language), self.clock.now())
        with replacing(path) as part:
            part.write_bytes(text.encode("utf-8"))
        return len(slots)

    def session_stages(self) -> tuple[Stage, ...]:
        """Give the stages of a session with what to mind in each (`law/session-stages.toml`)."""
        from mediadesk.domain.session_notes import Stage

        rows = assets.load_toml("law/session-stages.toml", self.shelf)["stage"]
        return tuple(
            Stage(
                row["code"],
                Words(row["title_ru"], row["title_kk"]),
                Words(row["hint_ru"], row["hint_kk"]),
            )
            for row in rows
        )
