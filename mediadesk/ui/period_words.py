"""Months, quarters and parts of a year in words."""

from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["MONTHS", "PARTS", "QUARTERS", "said_period"]

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
QUARTERS = (N_("1st quarter"), N_("2nd quarter"), N_("3rd quarter"), N_("4th quarter"))
PARTS = (
    ("", N_("Whole year")),
    *((f"-Q{number}", words) for number, words in enumerate(QUARTERS, 1)),
    *((f"-{number:02d}", words) for number, words in enumerate(MONTHS, 1)),
)
"""Parts of a year as a period writes them behind the year, with their words."""


def said_period(tr: Translator, period: str) -> str:
    """Write a period such as '2026-Q1' or '2026-03' in words; any other as it is."""
    year, sign, part = period.partition("-")
    words = dict(PARTS).get(f"-{part}") if sign else None
    return f"{year}, {tr.text(words).lower()}" if words else period
