"""Sums of reports in US dollars by a stated rate: the case's own, else the mean rate of its year.

Rates of years are data (`resources/rates.toml`); a year without one takes that of the nearest
earlier year, or of the earliest. Each sum is rounded to the cent, so that parts add up to totals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.rows import StatRow

__all__ = ["Dollars", "dollars_from_toml"]

DOLLAR: Final = "USD"
_PARTS: Final = 10_000  # a rate is in ten-thousandths of a tenge


@dataclass(frozen=True, slots=True)
class Dollars:
    """Mean rates by year, in ten-thousandths of a tenge for a dollar, and where they are from."""

    rates: Mapping[int, int] = field(default_factory=dict)
    source: Words = Words("", "")
    confirmed: frozenset[int] = frozenset()
    """Years whose rate somebody has compared with the publication."""

    def year_of(self, year: int) -> int | None:
        """Say which year's rate a year takes; None when no rate is known at all."""
        if not self.rates:
            return None
        return max((known for known in self.rates if known <= year), default=min(self.rates))

    def rate_e4(self, row: StatRow) -> int | None:
        """Give the rate of an appeal: its own rate of the dollar, else that of its year."""
        if row.currency == DOLLAR and row.rate_e4:
            return row.rate_e4
        year = self.year_of(row.received_on.year)
        return self.rates[year] if year is not None else None

    def claim_cents(self, row: StatRow) -> int:
        """Give the sum of the dispute in cents; a claim made in dollars as it was made."""
        if row.currency == DOLLAR and row.claim_cents is not None:
            return row.claim_cents
        return self._cents(row, row.claim_tiyn)

    def settled_cents(self, row: StatRow) -> int:
        """Give the sum of the agreement in cents."""
        return self._cents(row, row.settled_tiyn)

    def _cents(self, row: StatRow, tiyn: int | None) -> int:
        rate = self.rate_e4(row)
        if not tiyn or not rate:
            return 0
        return (2 * tiyn * _PARTS + rate) // (2 * rate)


def dollars_from_toml(raw: Mapping[str, Any]) -> Dollars:
    """Read rates.toml; KeyError, TypeError or ValueError if it makes no sense."""
    rows = tuple(raw.get("rate", ()))
    rates = {int(row["year"]): round(float(row["rate"]) * _PARTS) for row in rows}
    if any(rate <= 0 for rate in rates.values()):
        raise ValueError("rate")
    usual = raw.get("confirmed", False)
    confirmed = frozenset(int(row["year"]) for row in rows if row.get("confirmed", usual) is True)
    source = str(raw.get("source", ""))
    return Dollars(rates, Words(source, str(raw.get("source_kk", source))), confirmed)
