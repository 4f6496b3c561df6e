"""How long case files and records outside of them are kept: rows of `resources/law/keeping.toml`.

The law names no term for the files of mediators, so the rows are the centre's: each with the kinds of
cases it is for, the years, and the day they are counted from. The first row that fits a case counts.
What lies in a case file, and the consents and requests of its people, are kept as long as the file.
What lies outside of case files has a row for each kind of record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import Instalment
from mediadesk.domain.powers import years_later
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind

__all__ = [
    "FILE",
    "Keep",
    "Kept",
    "OutsideRecord",
    "RecordKind",
    "Retention",
    "kept_of",
    "retention_from_toml",
]

FILE: Final = "law/keeping.toml"
_FROM: Final = {"end": False, "performance": True}


class RecordKind(StrEnum):
    """Kinds of records with personal data that lie outside of case files; their words are data."""

    BREACH = "breach"
    REQUEST = "request"
    CONSENT = "consent"
    PERSON = "person"
    TASK = "task"
    REMARK = "remark"
    MEDIATOR = "mediator"
    DRAFT = "draft"
    TRASH = "trash"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class OutsideRecord:
    """A record outside of case files that has come to its end on the day `since`.

    `uids` are the identities of what goes with it, its own first; `what` names it to people.
    """

    kind: RecordKind
    uids: tuple[bytes, ...]
    since: date
    what: str = ""

    @property
    def key(self) -> str:
        """Name it in a command; the identity is random and tells nothing of anybody."""
        return self.uids[0].hex()

    @property
    def mark(self) -> str:
        """Name it on a paper, without anybody's name."""
        return self.key[-8:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What tells how long a case file is kept; `last_due` is the last day of a signed agreement.

    A case that has not ended is kept for ever, unless it lies in the trash.
    """

    kind: DisputeKind
    ended_on: date | None
    trashed_on: date | None = None
    has_contract: bool = False
    has_agreement: bool = False
    last_due: date | None = None

    @property
    def since(self) -> date | None:
        """Give the day from which the case waits for nothing; None while it goes on."""
        return self.ended_on or self.trashed_on


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
    is_own: bool = True
    """No law names the term: the centre has decided."""

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
    records: Mapping[RecordKind, Keep] = field(default_factory=dict)
    """Rows for what lies outside of case files; a kind without a row is kept without a term."""

    def of(self, kept: Kept) -> Keep:
        """Give the row for a case."""
        trash = self.records.get(RecordKind.TRASH)
        if trash is not None and kept.ended_on is None and kept.trashed_on is not None:
            return trash
        return next(each for each in self.keeps if each.fits(kept))

    def until_of(self, record: OutsideRecord) -> date | None:
        """Give the last day on which a record outside of case files is kept; None without a term."""
        keep = self.records.get(record.kind)
        return years_later(record.since, keep.years) if keep else None

    def until(self, kept: Kept) -> date | None:
        """Give the last day on which a case file is kept; None while the case has not ended."""
        if kept.since is None:
            return None
        keep, start = self.of(kept), kept.since
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
        trashed_on=file.case.trashed_on,
        has_contract=file.contract is not None,
        has_agreement=bool(file.signed),
        last_due=max(days, default=None),
    )


def retention_from_toml(
    table: Mapping[str, Any], supplied: Mapping[str, Any] | None = None
) -> Retention:
    """Read the rows; KeyError, TypeError or ValueError where they make no sense.

    A file of an earlier edition has one term for every case (`storage.keep_years`), under its title,
    and no rows for records outside of case files. What it lacks is taken from the supplied one.
    """
    filled = {**(supplied or {}), **table}
    if "keep" in table:
        keeps = tuple(_keep(row) for row in table["keep"])
    else:
        named = {lang: filled.get(f"title_{lang}", "") for lang in ("ru", "kk", "en")}
        keeps = (_keep({**named, "code": "storage", "years": table["storage"]["keep_years"]}),)
    if not keeps or not keeps[-1].is_for_all:
        raise ValueError([each.code for each in keeps])
    rows = [*(supplied or {}).get("record", ()), *table.get("record", ())]
    records = {RecordKind(row["code"]): _keep(row) for row in rows}
    if any(each.years < 1 for each in (*keeps, *records.values())):
        raise ValueError([each.code for each in (*keeps, *records.values())])
    source = str(table.get("source", ""))
    told = Words(source, str(table.get("source_kk", source)))
    return Retention(keeps, told, str(table.get("edition", "")), records)


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
        is_own=bool(row.get("own", True)),
    )
