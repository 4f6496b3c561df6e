"""The coordinator's table of offices and the list of those who have not sent, as lines."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.doubts import Doubt
from mediadesk.domain.fields import Field
from mediadesk.domain.packages import Standing
from mediadesk.marks import N_

__all__ = ["OfficeLine", "ReminderLine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """One office: how its packages stand, the months that are overdue, what is doubtful.

    `months` are first days; `doubts` are those of the year of its newest cases.
    """

    standing: Standing
    months: tuple[date, ...]
    due_on: date | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def doubtful(self) -> int:
        """Count the cases with something doubtful, each once."""
        return len({case for doubt in self.doubts for case in doubt.cases})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderLine:
    """An office that has not sent: the list that is copied and printed."""

    office: Annotated[str, Field(N_("Sending office"))]
    region: Annotated[str, Field(N_("Region"))]
    months: Annotated[str, Field(N_("Months not sent"))]
    due_on: Annotated[date | None, Field(N_("Due on"))]
    last: Annotated[str, Field(N_("Last package"))]
    email: Annotated[str, Field(N_("E-mail"))]
