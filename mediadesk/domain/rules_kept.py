"""What good sense and the law say to the parts of an obligation and to follow-ups."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Protocol

from mediadesk.domain.changes import Finding
from mediadesk.domain.following import Instalment
from mediadesk.domain.papers import Agreement, Obligation
from mediadesk.domain.types import Performance
from mediadesk.marks import N_

__all__ = ["TEXTS", "Judge", "division", "instalment", "tenge"]


class Judge(Protocol):
    """What is needed of `rules.Rules`, which holds the texts of this module."""

    def found(self, code: str, place: str = "", **params: object) -> Finding:
        """Make the finding of a rule."""
        ...

    def performance(self, agreement: Agreement, on: date | None) -> Iterator[Finding]:
        """Judge the day of a performance."""
        ...


TEXTS: Final[dict[str, tuple[str, str]]] = {
    "parts_differ": (
        N_("The parts add up to %(sum)s KZT, the obligation is %(total)s KZT"),
        N_("Law on mediation, art. 27(2)"),
    ),
    "part_too_late": (
        N_("The last part is due on %(day)s, later than the agreement says: %(agreed)s"),
        N_("Law on mediation, art. 27(2)"),
    ),
    "part_too_early": (
        N_("A part is due before the agreement"),
        N_("Law on mediation, art. 27(8)"),
    ),
}
"""Text and article of each rule here, by code."""


def division(
    rules: Judge, agreement: Agreement, duty: Obligation, parts: Iterable[Instalment]
) -> Iterator[Finding]:
    """Judge all the parts of an obligation: do they close, and do they keep within its day."""
    known = tuple(parts)
    if not known:
        return
    total = sum(each.amount_tiyn or 0 for each in known)
    if duty.amount_tiyn is not None and total != duty.amount_tiyn:
        yield rules.found(
            "parts_differ",
            "instalment.amount_tiyn",
            sum=tenge(total),
            total=tenge(duty.amount_tiyn),
        )
    last = max(each.due_on for each in known)
    if duty.due_on is not None and last > duty.due_on:
        yield rules.found("part_too_late", "instalment.due_on", day=last, agreed=duty.due_on)
    if agreement.signed_on and min(each.due_on for each in known) < agreement.signed_on:
        yield rules.found("part_too_early", "instalment.due_on")


def instalment(
    rules: Judge,
    agreement: Agreement,
    duty: Obligation,
    parts: Iterable[Instalment],
    stored: Instalment | None,
    new: Instalment,
) -> Iterator[Finding]:
    """Judge one part as it will be; its sum and day only where they change."""
    if new.performance is Performance.PERFORMED:
        yield from rules.performance(agreement, new.performed_on)
    same = stored is not None and (stored.amount_tiyn, stored.due_on) == (
        new.amount_tiyn,
        new.due_on,
    )
    if not same:
        others = tuple(each for each in parts if each.id != new.id)
        yield from division(rules, agreement, duty, (*others, new))


def tenge(tiyn: int) -> str:
    """Say a sum in tenge for a finding, with tiyn only where there are any."""
    whole, rest = divmod(tiyn, 100)
    return f"{whole:,}".replace(",", "\u00a0") + (f",{rest:02d}" if rest else "")
