"""The command that submits a report: what went out is kept for good."""

from dataclasses import dataclass

from mediadesk.domain.submitted import SubmittedReport

__all__ = ["SubmitReport"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport:
    """Keep a report as it was submitted; its number is given on keeping, the day too if it has none.

    It is final: there is no undoing, a correction is a further submission with the next number.
    """

    report: SubmittedReport
