"""What a schedule of parts in an agreement lacks, or where it does not agree with its obligation."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from mediadesk.domain.document_facts import ObligationFacts
from mediadesk.domain.rules_kept import tenge
from mediadesk.domain.types import ObligationKind
from mediadesk.marks import N_

__all__ = ["SCHEDULE_TEXTS", "check_schedule"]

_AGREEMENT: Final = N_("Law on mediation, art. 27(2)")

SCHEDULE_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "doc_parts_sum": (
        N_(
            "The parts of obligation %(number)s add up to %(sum)s KZT, the obligation is %(total)s KZT"
        ),
        N_("Civil Procedure Code, art. 176"),
    ),
    "doc_part_sum": (N_("A part of obligation %(number)s has no sum"), _AGREEMENT),
    "doc_parts_late": (
        N_("The last part of obligation %(number)s is due after its day: %(day)s"),
        _AGREEMENT,
    ),
    "doc_parts_early": (
        N_("A part of obligation %(number)s is due before the agreement: %(day)s"),
        N_("Law on mediation, art. 27(8)"),
    ),
}
"""Text and article of each rule here, by code."""


def check_schedule(
    each: ObligationFacts, signed_on: date | None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Judge the parts of one obligation; nothing where it is not divided."""
    if not each.parts:
        return
    place, number = f"obligation.{each.number}.parts", {"number": each.number}
    if each.kind is ObligationKind.PAYMENT:
        if any(part.amount_tiyn is None for part in each.parts):
            yield "doc_part_sum", place, dict(number)
        total = sum(part.amount_tiyn or 0 for part in each.parts)
        if each.amount_tiyn is not None and total != each.amount_tiyn:
            yield (
                "doc_parts_sum",
                place,
                {
                    **number,
                    "sum": tenge(total),
                    "total": tenge(each.amount_tiyn),
                },
            )
    first, last = each.parts[0].due_on, each.parts[-1].due_on
    if each.due_on is not None and last > each.due_on:
        yield "doc_parts_late", place, {**number, "day": last}
    if signed_on is not None and first < signed_on:
        yield "doc_parts_early", place, {**number, "day": first}
