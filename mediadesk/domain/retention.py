"""How long case files are kept, by the kind of case: rows of `resources/law/keeping.toml`.

The law names no term for the files of mediators, so the rows are the centre's: each with the kinds of
cases it is for, the years, and the day they are counted from. The first row that fits a case counts.
What lies in a case file, and the consents and requests of its people, are kept as long as the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import Instalment
from mediadesk.domain.powers import years_later
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind

__all__ = ["FILE", "Keep", "Kept", "Retention", "kept_of", "retention_from_toml"]

FILE: Final = "law/keeping.toml"
_FROM: Final = {"end": False, "performance": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What tells how long a case file is kept; `last_due` is the last day of a signed agreement."""

    kind: DisputeKind
    ended_on: date | None
    has_contract: bool = False
    has_agreement: bool = False
    last_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """A row: which cases it is for, and for how many years after what day their files are kept.

    Without `kinds` it is for every kind of dispute; `contract` and `agreement` say whether there must
    be one, None that it does not matter; `since` is for cases that ended on that day or later.
    """

    code: str
    words: Words
    years: int
    kinds: frozenset[DisputeKind] = frozenset()
    contract: bool | None = None
    agreement: bool | None = None
    since: date | None = None
    after_performance: bool = False

    def fits(self, kept: Kept) -> bool:
        """Say whether the row is for a case."""
        return (
            (not self.kinds or kept.kind in self.kinds)
            and self.contract in (None, kept.has_contract)
            and self.agreement in (None, kept.has_agreement)
            and (self.since is None or kept.ended_on is None or kept.ended_on >= self.since)
        )

    @property
    def is_for_all(self) -> bool:
        """Say whether no case is left over."""
        return (self.kinds, self.contract, self.agreement, self.since) == (frozenset(), *[None] * 3)


@dataclass(frozen=True, slots=True)
class Retention:
    """The rows in their order; the last one fits every case."""

    keeps: tuple[Keep, ...]
    source: Words = Words("", "")
    edition: str = ""

    def of(self, kept: Kept) -> Keep:
        """Give the row for a case."""
        return next(each for each in self.keeps if each.fits(kept))

    def until(self, kept: Kept) -> date | None:
        """Give the last day on which a case file is kept; None while the case has not ended."""
        if kept.ended_on is None:
            return None
        keep, start = self.of(kept), kept.ended_on
        if keep.after_performance and kept.last_due is not None:
            start = max(start, kept.last_due)
        return years_later(start, keep.years)

    def longest(self, kind: DisputeKind) -> int:
        """Give the most years that the file of such a dispute may be kept, whatever comes of it."""
        return max(each.years for each in self.keeps if not each.kinds or kind in each.kinds)


def kept_of(file: CaseFile) -> Kept:
    """Take from a case what tells how long its file is kept."""
    duties = {each.id: each.due_on for each in file.signed_obligations}
    parts = (each.due_on for each in file.all(Instalment) if each.obligation_id in duties)
    days = [day for day in (*duties.values(), *parts) if day is not None]
    return Kept(
        kind=file.case.kind,
        ended_on=file.case.ended_on,
        has_contract=file.contract is not None,
        has_agreement=bool(file.signed),
        last_due=max(days, default=None),
    )


def retention_from_toml(table: Mapping[str, Any]) -> Retention:
    """Read the rows; KeyError, TypeError or ValueError where they make no sense.

    A file of an earlier edition has one term for every case (`storage.keep_years`).
    """
    keeps = tuple(_keep(row) for row in table.get("keep", ()))
    if "keep" not in table:
        keeps = (Keep(code="all", words=_ALL, years=int(table["storage"]["keep_years"])),)
    if not keeps or not keeps[-1].is_for_all or any(each.years < 1 for each in keeps):
        raise ValueError([each.code for each in keeps])
    source = str(table.get("source", ""))
    told = Words(source, str(table.get("source_kk", source)))
    return Retention(keeps, told, str(table.get("edition", "")))


_ALL: Final = Words("Все дела", "Барлық істер", "All cases")


def _keep(row: Mapping[str, Any]) -> Keep:
    since = row.get("since")
    return Keep(
        code=str(row["code"]),
        words=Words(row["ru"], row["kk"], row.get("en", row["ru"])),
        years=int(row["years"]),
        kinds=frozenset(map(DisputeKind, row.get("kinds", ()))),
        contract=row.get("contract"),
        agreement=row.get("agreement"),
        since=None if since is None else date.fromisoformat(str(since)),
        after_performance=_FROM[row.get("from", "end")],
    )
