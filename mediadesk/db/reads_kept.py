"""Named SQL of what comes after the signature: how far agreements are kept, tasks with their cases."""

import json
from collections.abc import Sequence

from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import fetch_all
from mediadesk.db.spelling import spelt
from mediadesk.domain.codes import Kept
from mediadesk.domain.keeping import Keeping, state_of_counts
from mediadesk.domain.model import Task
from mediadesk.domain.rows import TaskRow
from mediadesk.domain.types import CaseId

__all__ = ["kept_states", "task_rows"]

_COUNTS = (
    "SELECT a.case_id, count(o.id),"
    " coalesce(sum(coalesce(n.performance, o.performance) = 'performed'), 0),"
    " coalesce(sum(coalesce(n.performance, o.performance) = 'not_performed'), 0)"
    " FROM cases c CROSS JOIN agreement a ON a.case_id = c.id"
    " LEFT JOIN obligation o ON o.agreement_id = a.id"
    " LEFT JOIN instalment n ON n.obligation_id = o.id"
    " WHERE a.is_signed = 1 AND {where} GROUP BY a.case_id"
)
_TOLD = (
    "SELECT f.case_id, f.kept FROM cases c CROSS JOIN follow_up f ON f.case_id = c.id"
    " WHERE f.done_on IS NOT NULL AND f.kept IN ('kept', 'partly', 'broken')"
    " AND {where} ORDER BY f.done_on, f.id"
)


def kept_states(conn: Connection, where: str, span: tuple[str, ...]) -> dict[CaseId, Keeping]:
    """Tell of every signed agreement of some appeals how far it is kept.

    `where` is a condition over the cases `c`, `span` what stands in its places.
    """
    told = {case_id: Kept(kept) for case_id, kept in rows(conn, _TOLD.format(where=where), span)}
    return {
        CaseId(case_id): state_of_counts(total, performed, broken, told.get(case_id))
        for case_id, total, performed, broken in rows(conn, _COUNTS.format(where=where), span)
    }


_PARTY = (
    "SELECT p.id, coalesce(h.name_ru, b.name_ru, '') FROM party p"
    " LEFT JOIN person h ON h.id = p.person_id"
    " LEFT JOIN organisation b ON b.id = p.organisation_id"
    " WHERE p.id IN (SELECT value FROM json_each(?))"
)
_CASE = "SELECT id, year, seq FROM cases WHERE id IN (SELECT value FROM json_each(?))"
_THERE = " AND (case_id IS NULL OR case_id IN (SELECT id FROM cases WHERE trashed_on IS NULL))"
_OPEN = f"WHERE done_on IS NULL{_THERE} ORDER BY due_on IS NULL, due_on, id LIMIT ?"
_DONE = f"WHERE done_on IS NOT NULL{_THERE} ORDER BY done_on DESC, id DESC LIMIT ?"


def task_rows(
    conn: Connection, *, is_done: bool, limit: int, names_in: str = "ru"
) -> tuple[TaskRow, ...]:
    """List tasks: open ones by their day, those without one last; done ones, the newest first."""
    found = fetch_all(conn, Task, _DONE if is_done else _OPEN, (limit,))
    cases = _ids([task.case_id for task in found])
    parties = _ids([task.party_id for task in found])
    numbers = {id_: f"{year}/{seq:04d}" for id_, year, seq in rows(conn, _CASE, (cases,))}
    names: dict[int, str] = dict(rows(conn, spelt(_PARTY, names_in), (parties,)))
    return tuple(
        TaskRow(
            task=task,
            title=task.title,
            due_on=task.due_on,
            number=numbers.get(task.case_id or 0, ""),
            concerns=names.get(task.party_id or 0, ""),
            assignee=task.assignee,
            done_on=task.done_on,
        )
        for task in found
    )


def _ids(found: Sequence[int | None]) -> str:
    return json.dumps(sorted({each for each in found if each}))
