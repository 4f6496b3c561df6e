"""Questions about what comes after the signature: the schedule, open steps, tasks, the share kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.domain.keeping import ItemState
from mediadesk.domain.model import Approval, Instalment
from mediadesk.domain.types import ObligationKind, Tiyn
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from datetime import date

    from mediadesk.domain.bilingual import Words
    from mediadesk.domain.keeping import Item
    from mediadesk.domain.model import Obligation
    from mediadesk.domain.performance_steps import OpenStep
    from mediadesk.domain.rows import CaseFile, TaskRow
    from mediadesk.domain.schedule import Every, Part
    from mediadesk.domain.types import PartySide

__all__ = ["Following"]

_BAD = (ItemState.LATE, ItemState.BROKEN)


class Following(Base):
    """What the window asks of agreements that are to be kept, and of tasks."""

    def schedule(self, file: CaseFile) -> tuple[Item, ...]:
        """Give the schedule of the agreement of a case as it stands today, by date."""
        from mediadesk.domain.keeping import items

        today, calendar = self.clock.today(), self.law.calendar
        return items(file.signed_obligations, file.all(Instalment), today, calendar)

    def divided(
        self,
        duty: Obligation,
        count: int,
        first_on: date,
        every: Every,
        days: int,
        rest: Tiyn | None,
    ) -> tuple[Part, ...]:
        """Divide what is left of an obligation (`rest`, in tiyn); InputProblem names a bad field."""
        from mediadesk.domain.schedule import divide

        total = rest if duty.kind is ObligationKind.PAYMENT else None
        return divide(total, count, first_on, every, days=days, calendar=self.law.calendar)

    def steps_of_side(self, file: CaseFile, debtor: PartySide) -> tuple[OpenStep, ...]:
        """Judge the steps open against a side for what it did not perform; () if it did all in time."""
        from mediadesk.domain.performance_steps import is_legal_entity, open_steps

        bad = [
            item
            for item in self.schedule(file)
            if item.obligation.debtor is debtor and item.state in _BAD
        ]
        if not bad:
            return ()
        owed = sum(item.amount_tiyn or 0 for item in bad)
        kinds = [
            p.organisation.kind if p.organisation else None
            for p in file.parties
            if p.party.side is debtor
        ]
        return open_steps(
            self.law.guidance,
            Tiyn(owed) if owed else None,
            is_entity=is_legal_entity(kinds),
            approvals=file.all(Approval),
            today=self.clock.today(),
        )

    def guidance_words(self) -> tuple[Words, Words, str]:
        """Give the warning of the guidance, its source and its edition."""
        guidance = self.law.guidance
        return guidance.warning, guidance.source, guidance.edition

    def tasks(self, *, is_done: bool = False, limit: int = 5000) -> tuple[TaskRow, ...]:
        """List open tasks by their day, or done ones, the newest first."""
        from mediadesk.db.reads_kept import task_rows

        with self.store.reader() as reader:
            return reader.apart(
                lambda conn: task_rows(conn, is_done=is_done, limit=limit, names_in=self.names_in)
            )
