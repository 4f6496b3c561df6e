"""Blocks the data of a person: what the row held is put away, and the row says nothing of the person.

Lists, search, papers and exports read the row, so none of them can show what is put away. The
journal notes only that the row has another revision. What the texts, files and papers of the cases
may tell is kept from everybody else by the judge of the desk, see `shut_cases`.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from mediadesk.db.codecs import as_json, from_row, names, to_row
from mediadesk.db.connection import Connection, rows
from mediadesk.domain.bilingual import Words
from mediadesk.domain.changes import Change
from mediadesk.domain.model import Person
from mediadesk.domain.types import PersonId

__all__ = ["blocked", "blocked_records", "held", "hold", "release", "shut_cases"]

_KEPT: Final = ("id", "uid", "rev")


def blocked(conn: Connection) -> frozenset[int]:
    """Name the persons whose data are blocked."""
    return frozenset(id_ for (id_,) in rows(conn, "SELECT person_id FROM blocked_person"))


def blocked_records(conn: Connection) -> frozenset[int]:
    """Name the persons whose data are blocked, with all records that were joined to theirs."""
    found = set(blocked(conn))
    sql = "SELECT params, changes FROM journal WHERE command = 'JoinPeople' ORDER BY seq DESC"
    for params, changes in rows(conn, sql) if found else ():
        told = json.loads(params)
        is_person = any(each["entity"] == "person" for each in json.loads(changes))
        if is_person and told.get("record") in found and told.get("drop"):
            found.add(told["drop"])
    return frozenset(found)


def shut_cases(conn: Connection) -> frozenset[int]:
    """Name the cases in which a person is a party whose data are blocked.

    Their texts, files and papers may tell of the person, whatever the row of the person says.
    """
    sql = (
        "SELECT DISTINCT p.case_id FROM blocked_person b JOIN party p ON p.person_id = b.person_id"
    )
    return frozenset(case_id for (case_id,) in rows(conn, sql))


def held(conn: Connection, person_id: PersonId) -> Person | None:
    """Give a blocked person's data as they were; None for one who is not blocked."""
    found = rows(conn, "SELECT held FROM blocked_person WHERE person_id = ?", (person_id,))
    if not found:
        return None
    return from_row(Person, {**_row(conn, person_id), **json.loads(found[0][0])})


def hold(conn: Connection, person_id: PersonId, words: Words) -> Change:
    """Put a person's data away and leave words in their place; gives the change to be noted."""
    row = _row(conn, person_id)
    away = {name: value for name, value in row.items() if name not in _KEPT}
    empty = to_row(Person(name_ru=f"{words.ru} № {person_id}", name_kk=f"{words.kk} № {person_id}"))
    kept = json.dumps(away, ensure_ascii=False)
    conn.execute("PRAGMA secure_delete = ON")
    conn.execute("INSERT INTO blocked_person VALUES (?,?)", (person_id, kept))
    return _write(conn, {**empty, **{name: row[name] for name in _KEPT}})


def release(conn: Connection, person_id: PersonId) -> Change | None:
    """Bring a person's data back; None for one who is not blocked."""
    was = held(conn, person_id)
    if was is None:
        return None
    conn.execute("DELETE FROM blocked_person WHERE person_id = ?", (person_id,))
    return _write(conn, to_row(was))


def _row(conn: Connection, person_id: int) -> dict[str, Any]:
    columns = names(Person)
    sql = f"SELECT {', '.join(columns)} FROM person WHERE id = ?"
    return dict(zip(columns, rows(conn, sql, (person_id,))[0], strict=True))


def _write(conn: Connection, row: dict[str, Any]) -> Change:
    """Write a row; its change tells the revision and nothing else."""
    now = {**row, "rev": row["rev"] + 1}
    columns = [name for name in now if name not in ("id", "uid")]
    sql = f"UPDATE person SET {_sets(columns)} WHERE id = ?"
    conn.execute(sql, (*(now[name] for name in columns), row["id"]))
    changed = tuple(name for name in columns if now[name] != row[name])
    return Change("person", row["id"], as_json(row), as_json(now), changed=changed)


def _sets(columns: Iterable[str]) -> str:
    return ", ".join(f"{name} = ?" for name in columns)
