"""A report on its way out: prepared for sending, and a submitted one beside the present data."""

from dataclasses import dataclass
from typing import Any

from mediadesk.domain.doubts import Doubt
from mediadesk.domain.report_compare import ChangedFigure
from mediadesk.domain.report_frozen import Frozen
from mediadesk.domain.report_model import Report
from mediadesk.domain.report_outside import Hidden
from mediadesk.domain.submitted import SubmittedReport

__all__ = ["Compared", "Prepared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A report before it is sent: as it goes out, the whole one, what is hidden, what is doubtful.

    `pack` is its form as data; `threshold` is 0 where nothing is hidden.
    """

    sent: Report
    full: Report
    pack: dict[str, Any]
    is_outside: bool = False
    threshold: int = 0
    hidden: tuple[Hidden, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A submitted report beside the present data; `is_by_form` tells that its form could be used.

    Where the submitted form cannot be read any more, the present one of the same name was taken.
    """

    report: SubmittedReport
    frozen: Frozen
    changes: tuple[ChangedFigure, ...] = ()
    is_by_form: bool = True
