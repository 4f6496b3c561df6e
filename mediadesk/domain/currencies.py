"""Sums in other currencies: the claim as it was made, and the tenge at a rate of a day."""

import re
from dataclasses import replace
from typing import Final

from mediadesk.domain.identifiers import kazakh_digits
from mediadesk.domain.model import Case
from mediadesk.domain.text import clean
from mediadesk.domain.types import Tiyn

__all__ = ["converted_claim", "parse_rate_e4", "show_rate", "with_converted_claim"]

_RATE_PARTS: Final = 10_000
_RATE: Final = re.compile(r"(\d{1,7})(?:[.,](\d{1,4}))?")


def converted_claim(case: Case) -> Tiyn | None:
    """Give the claim in tiyn at the rate entered; None without a sum or a rate.

    `claim_cents` are hundredths of the currency, `rate_e4` ten-thousandths of a tenge for one unit
    of it, so cents times tenge are tiyn; half a tiyn goes up.
    """
    if case.claim_cents is None or not case.rate_e4:
        return None
    return Tiyn((case.claim_cents * case.rate_e4 * 2 + _RATE_PARTS) // (2 * _RATE_PARTS))


def with_converted_claim(case: Case) -> Case:
    """Give the case with its claim in tenge, if only the foreign sum and the rate were entered."""
    converted = converted_claim(case)
    if case.claim_tiyn is not None or converted is None:
        return case
    return replace(case, claim_tiyn=converted)


def parse_rate_e4(text: str) -> int | None:
    """Read a rate such as «512,34» into ten-thousandths of a tenge; None if it is not one."""
    typed = kazakh_digits(clean(text)).replace(" ", "").replace("\u00a0", "")
    found = _RATE.fullmatch(typed)
    if found is None:
        return None
    return int(found[1]) * _RATE_PARTS + int((found[2] or "").ljust(4, "0"))


def show_rate(rate_e4: int) -> str:
    """Write a rate with a comma and at least two digits after it: 512,34."""
    whole, parts = divmod(rate_e4, _RATE_PARTS)
    fraction = f"{parts:04d}"
    return f"{whole},{fraction[:2]}{fraction[2:].rstrip('0')}"
