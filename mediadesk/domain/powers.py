"""Powers of attorney: until which day one is valid, and why (Civil Code, art. 168).

At most three years; where no term is named one year from its date; without a date it is void. The
numbers are data (`resources/law/people.toml`). The last day is not moved off days off: a power that
is taken for shorter than it is does no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk.domain.codes import RepresentativeKind
from mediadesk.domain.model import Party
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = ["POWER_TEXTS", "PeopleLaw", "Power", "PowerBasis", "people_law_from_toml", "power_of"]


@dataclass(frozen=True, slots=True)
class PeopleLaw:
    """Ages and terms of the law, in full years."""

    adult_years: int
    most_years: int
    default_years: int


def people_law_from_toml(data: Mapping[str, Any]) -> PeopleLaw:
    """Read `law/people.toml`; KeyError or ValueError if it is not as it must be."""
    power = data["power_of_attorney"]
    law = PeopleLaw(
        int(data["minor"]["adult_years"]), int(power["most_years"]), int(power["default_years"])
    )
    if min(law.adult_years, law.most_years, law.default_years) < 1:
        raise ValueError(law)
    return law


class PowerBasis(Labelled):
    """Why a power of attorney ends on its last day."""

    NAMED = "named", N_("The term is named in the power of attorney")
    NO_TERM = "no_term", N_("No term is named")
    TOO_LONG = "too_long", N_("The term named is longer than the law allows")
    UNDATED = "undated", N_("Without a date")


POWER_TEXTS: Final[dict[PowerBasis, str]] = {
    PowerBasis.NAMED: N_("Valid until %(day)s, as the power of attorney says"),
    PowerBasis.NO_TERM: N_(
        "Valid until %(day)s: no term is named, so %(years)s year from its date"
    ),
    PowerBasis.TOO_LONG: N_("Valid until %(day)s: not longer than %(years)s years from its date"),
    PowerBasis.UNDATED: N_("A power of attorney without a date is void"),
}
"""What to say of each basis; places: day and years."""


@dataclass(frozen=True, slots=True)
class Power:
    """The power of a representative: its last day, None where it has no date, and the reason."""

    last_day: date | None
    basis: PowerBasis
    years: int = 0

    def is_valid(self, on: date) -> bool:
        """Tell whether the power holds on a day."""
        return self.last_day is not None and on <= self.last_day


def years_later(day: date, years: int) -> date:
    """Give the same day some years later; the last day of the month where there is none (art. 174)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def power_of(party: Party, law: PeopleLaw) -> Power | None:
    """Give the power of attorney of a party's representative; None where there is none to count.

    Only a representative by power of attorney has one, or one whose paper has a date or an end.
    """
    is_attorney = party.representative_kind is RepresentativeKind.ATTORNEY
    is_dated = party.authority_on is not None or party.authority_until is not None
    if not party.representative_name:
        return None
    if not is_attorney and (party.representative_kind is not None or not is_dated):
        return None
    if party.authority_on is None:
        return Power(None, PowerBasis.UNDATED)
    if party.authority_until is None:
        years = law.default_years
        return Power(years_later(party.authority_on, years), PowerBasis.NO_TERM, years)
    limit = years_later(party.authority_on, law.most_years)
    if party.authority_until > limit:
        return Power(limit, PowerBasis.TOO_LONG, law.most_years)
    return Power(party.authority_until, PowerBasis.NAMED)
