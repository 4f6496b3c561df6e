"""Versions of an agreement, read from the journal: from what stands now back, entry by entry."""

from collections.abc import Iterable
from typing import Any, Final

from mediadesk.db import journal
from mediadesk.db.codecs import TABLES, from_json, to_json
from mediadesk.db.connection import Connection, rows
from mediadesk.db.fetching import equal, fetch, fetch_all
from mediadesk.domain.agreement_versions import Version
from mediadesk.domain.changes import Change
from mediadesk.domain.model import Agreement, AgreementClause, Obligation

__all__ = ["MOST", "versions"]

MOST: Final = 200
"""So many versions are looked for at most."""
_PAPER: Final = TABLES[Agreement]
_PARTS: Final = {TABLES[cls]: cls for cls in (Obligation, AgreementClause)}

_State = dict[tuple[str, int], dict[str, Any]]


def versions(conn: Connection, agreement_id: int) -> tuple[Version, ...]:
    """Give the versions of an agreement, the newest first; `index` of the history has run before.

    Entries whose rows the journal no longer holds end the list.
    """
    stored = fetch(conn, Agreement, agreement_id)
    if stored is None:
        return ()
    state: _State = {(_PAPER, agreement_id): to_json(stored)}
    for table, cls in _PARTS.items():
        for each in fetch_all(conn, cls, *equal(cls, {"agreement_id": agreement_id})):
            state[table, each.id] = to_json(each)
    found: list[Version] = []
    for seq in _entries(conn, stored.case_id):
        entry = journal.entry(conn, seq)
        changes = entry.change_list() if entry is not None else ()
        mine = [change for change in changes if _is_mine(change, state, agreement_id)]
        if entry is None or not mine:
            continue
        found.append(_version(entry, state, agreement_id))
        for change in reversed(mine):
            _revert(change, state)
        if (_PAPER, agreement_id) not in state or len(found) == MOST:
            break
    return tuple(found)


def _entries(conn: Connection, case_id: int) -> Iterable[int]:
    sql = "SELECT seq FROM journal_touch WHERE entity = '@case' AND row_id = ? ORDER BY seq DESC"
    return [seq for (seq,) in rows(conn, sql, (case_id,))]


def _is_mine(change: Change, state: _State, agreement_id: int) -> bool:
    """Say whether a change belongs to the agreement."""
    if change.entity == _PAPER:
        return change.id == agreement_id
    if change.entity not in _PARTS:
        return False
    if change.after is None:
        return bool(change.before) and (change.before or {}).get("agreement_id") == agreement_id
    return (change.entity, change.id) in state


def _revert(change: Change, state: _State) -> None:
    key = (change.entity, change.id)
    if change.before is None:
        state.pop(key, None)
    elif change.after is None:
        state[key] = dict(change.before)
    else:
        state[key].update(change.before)


def _version(entry: journal.Entry, state: _State, agreement_id: int) -> Version:
    parts: dict[str, list[Any]] = {table: [] for table in _PARTS}
    for (table, _id), row in state.items():
        if table in _PARTS:
            parts[table].append(from_json(_PARTS[table], row))
    for each in parts.values():
        each.sort(key=lambda part: (part.ord, part.id))
    return Version(
        entry.seq,
        entry.at,
        entry.operator,
        entry.command,
        from_json(Agreement, state[_PAPER, agreement_id]),
        tuple(parts[TABLES[Obligation]]),
        tuple(parts[TABLES[AgreementClause]]),
    )
