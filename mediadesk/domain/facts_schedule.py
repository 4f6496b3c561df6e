"""What a document says of an obligation that is performed in parts: its schedule."""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.following import Instalment
from mediadesk.domain.papers import Obligation
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import Tiyn

__all__ = ["InstalmentFacts", "last_day", "schedule_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentFacts:
    """One line of a schedule; without a sum where the obligation is no payment."""

    number: int
    due_on: date
    amount_tiyn: Tiyn | None = None


def schedule_of(file: CaseFile, duty: Obligation) -> tuple[InstalmentFacts, ...]:
    """Give the parts of an obligation by their days, numbered anew; none for one that is not divided."""
    own = [each for each in file.all(Instalment) if duty.id and each.obligation_id == duty.id]
    own.sort(key=lambda each: (each.due_on, each.ord, each.id))
    return tuple(
        InstalmentFacts(number=number, due_on=each.due_on, amount_tiyn=each.amount_tiyn)
        for number, each in enumerate(own, 1)
    )


def last_day(duty: Obligation, parts: tuple[InstalmentFacts, ...]) -> date | None:
    """Give the day until which an obligation is performed: its own, or that of its last part."""
    return duty.due_on or (parts[-1].due_on if parts else None)
