"""Named SQL of the law on personal data: storage that is over, people and their consents."""

from collections.abc import Sequence
from datetime import date

from mediadesk.db.connection import Connection, rows
from mediadesk.db.spelling import spelt
from mediadesk.domain.powers import years_later
from mediadesk.domain.retention import Keep, Kept
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, DisputeKind

__all__ = ["DUE_OF_PEOPLE", "people_of_cases", "stored_cases", "trashed_cases"]

_SIGNED = "SELECT 1 FROM agreement a WHERE a.case_id = c.id AND a.is_signed = 1"
_LAST_DUE = (
    "SELECT max(max(coalesce(o.due_on, ''), coalesce((SELECT max(n.due_on) FROM instalment n"
    " WHERE n.obligation_id = o.id), ''))) FROM agreement a JOIN obligation o"
    " ON o.agreement_id = a.id WHERE a.case_id = c.id AND a.is_signed = 1"
)
_STORED = (
    "SELECT c.id, c.year, c.seq, c.ended_on, c.kind,"
    " EXISTS (SELECT 1 FROM contract t WHERE t.case_id = c.id) AS has_contract,"
    f" EXISTS ({_SIGNED}) AS has_agreement, coalesce(({_LAST_DUE}), '') AS last_due"
    " FROM cases c INDEXED BY ix_cases_received_on"
    " WHERE c.received_on < :latest AND c.ended_on < :latest AND c.state = 'closed'"
    " AND c.destroyed_on IS NULL AND c.office_id = (SELECT min(id) FROM office)"
)
"""Closed cases old enough for the shortest term; who was received first is told first."""
_TRASHED = (
    "SELECT id, year, seq, kind, trashed_on FROM cases WHERE trashed_on IS NOT NULL"
    " AND ended_on IS NULL AND destroyed_on IS NULL AND office_id = (SELECT min(id) FROM office)"
    " ORDER BY trashed_on, id"
)
_PEOPLE = (
    "SELECT n.id, n.name_ru, count(DISTINCT c.id), max(c.received_on) FROM person n"
    " JOIN party p ON p.person_id = n.id JOIN cases c ON c.id = p.case_id"
    " WHERE c.trashed_on IS NULL AND c.destroyed_on IS NULL"
    " AND c.office_id = (SELECT min(id) FROM office) GROUP BY n.id ORDER BY max(c.received_on) DESC"
)

_NO_CASE = "NULL AS in_case, NULL, NULL, '', '', ''"
_IN_FORCE = "k.withdrawn_on IS NULL AND (k.until IS NULL OR k.until >= :first)"

DUE_OF_PEOPLE: tuple[tuple[DueKind, str], ...] = (
    (
        DueKind.PERSON_REQUEST,
        f"SELECT r.due_on, r.kind || char(10) || n.name_ru, {_NO_CASE} FROM person_request r"
        " JOIN person n ON n.id = r.person_id WHERE r.decision = 'waiting' AND r.due_on <= :last",
    ),
    (
        DueKind.BREACH,
        f"SELECT b.due_on, '', {_NO_CASE} FROM breach b"
        " WHERE b.body_told_on IS NULL AND b.due_on <= :last",
    ),
    (
        DueKind.BLOCK,
        f"SELECT b.until, n.name_ru, {_NO_CASE} FROM person_block b"
        " JOIN person n ON n.id = b.person_id WHERE b.lifted_on IS NULL AND b.until <= :last",
    ),
    (
        DueKind.CONSENT_ENDS,
        f"SELECT max(k.until), n.name_ru, {_NO_CASE} FROM consent k JOIN person n"
        f" ON n.id = k.person_id WHERE {_IN_FORCE} GROUP BY n.id"
        " HAVING sum(k.until IS NULL) = 0 AND max(k.until) <= :last",
    ),
    (
        DueKind.NO_CONSENT,
        f"SELECT NULL, found, {_NO_CASE} FROM (SELECT count(DISTINCT p.person_id) AS found"
        " FROM party p JOIN cases c ON c.id = p.case_id WHERE c.trashed_on IS NULL"
        " AND c.state <> 'closed' AND c.office_id = (SELECT min(id) FROM office)"
        " AND p.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent k"
        f" WHERE k.person_id = p.person_id AND {_IN_FORCE})) WHERE found > 0",
    ),
)
"""What the law on personal data has the start page tell; of those without a consent how many they are."""


def stored_cases(
    conn: Connection, keeps: Sequence[Keep], today: date, limit: int = -1
) -> tuple[tuple[CaseId, str, Kept], ...]:
    """Give the closed cases of this office whose term of storage is over, the oldest first.

    `keeps` are the rows of `domain.retention`, which counts the very day; id, number, what tells it.
    """
    latest = years_later(today, -min(each.years for each in keeps)).isoformat()
    terms = " ".join(f"WHEN {_fits(each)} THEN {_until(each)}" for each in keeps)
    sql = (
        f"SELECT * FROM ({_STORED} ORDER BY c.received_on, c.id)"
        f" WHERE CASE {terms} END < :today LIMIT :limit"
    )
    told = {"latest": latest, "today": today.isoformat(), "limit": limit}
    return tuple(
        (
            CaseId(id_),
            f"{year}/{seq:04d}",
            Kept(
                kind=DisputeKind(kind),
                ended_on=date.fromisoformat(ended_on),
                has_contract=bool(has_contract),
                has_agreement=bool(has_agreement),
                last_due=date.fromisoformat(last_due) if last_due else None,
            ),
        )
        for id_, year, seq, ended_on, kind, has_contract, has_agreement, last_due in rows(
            conn, sql, told
        )
    )


def trashed_cases(conn: Connection) -> tuple[tuple[CaseId, str, Kept], ...]:
    """Give the cases of this office in the trash that never ended: id, number, what tells the term."""
    return tuple(
        (
            CaseId(id_),
            f"{year}/{seq:04d}",
            Kept(kind=DisputeKind(kind), ended_on=None, trashed_on=date.fromisoformat(trashed_on)),
        )
        for id_, year, seq, kind, trashed_on in rows(conn, _TRASHED)
    )


def _fits(keep: Keep) -> str:
    """Say in SQL which cases a row is for."""
    told = ["1"]
    if keep.kinds:
        kinds = ", ".join(f"'{kind.value}'" for kind in sorted(keep.kinds))
        told.append(f"kind IN ({kinds})")
    if keep.contract is not None:
        told.append(f"has_contract = {int(keep.contract)}")
    if keep.agreement is not None:
        told.append(f"has_agreement = {int(keep.agreement)}")
    if keep.since is not None:
        told.append(f"ended_on >= '{keep.since.isoformat()}'")
    return " AND ".join(told)


def _until(keep: Keep) -> str:
    """Say in SQL until when the files of such cases are kept."""
    start = "max(ended_on, last_due)" if keep.after_performance else "ended_on"
    return f"date({start}, '+{keep.years} years')"


def people_of_cases(conn: Connection, names_in: str) -> tuple[tuple[int, str, int], ...]:
    """Give the persons who are a party in cases of this office, the newest case first: id, name, cases."""
    found = rows(conn, spelt(_PEOPLE, names_in))
    return tuple((id_, name, count) for id_, name, count, _newest in found)
