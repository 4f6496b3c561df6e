"""Commands of the screening: result and answers are saved, taken out and undone together."""

from dataclasses import dataclass

from mediadesk.domain.model import Screening, ScreeningAnswer

__all__ = ["RemoveScreening", "SaveScreening"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveScreening:
    """Save a screening with all its answers; the result is worked out from them.

    Answers that are not told are taken out. `screening.id` 0 makes a new screening.
    """

    screening: Screening
    answers: tuple[ScreeningAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveScreening:
    """Take a screening out with all its answers, as the caller saw it."""

    screening: Screening
