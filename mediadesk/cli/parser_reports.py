"""Options of the command of reports for their way out."""

from typing import Any, Final

from mediadesk.marks import N_

__all__ = ["REPORT_OPTIONS"]

_FLAG: Final[dict[str, Any]] = {"action": "store_true"}
_ID: Final[dict[str, Any]] = {"type": int, "metavar": "ID"}
_NAME: Final[dict[str, Any]] = {"metavar": "NAME"}

REPORT_OPTIONS: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("--check", N_("Look for doubtful data before sending"), _FLAG),
    ("--submit", N_("Keep the report as submitted"), _FLAG),
    ("--outside", N_("Hide small figures, as for somebody outside the centre"), _FLAG),
    ("--inside", N_("With --submit: hide nothing"), _FLAG),
    ("--recipient", N_("With --submit: who gets the report"), _NAME),
    ("--submitted", N_("Show the submitted reports"), _FLAG),
    ("--again", N_("Write a submitted report as it was sent"), _ID),
    ("--compare", N_("Show what changed since a submission"), _ID),
    ("--pseudonym", N_("Find the case of a name for outside"), _NAME),
)
"""Name of each option, its help, and what argparse wants to know of it."""
