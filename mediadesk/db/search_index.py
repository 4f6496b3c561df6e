"""Keeps the lists and the search in step with the rows they are made of.

For every case there is one line in `case_index` (what the register shows and sorts by), one in
`search_words` (folded names and words) and some in `search_key` (numbers, identifiers, telephones).
"""

from __future__ import annotations

import json
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mediadesk.db.connection import Connection, rows
from mediadesk.db.stopping import parts_of
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Assignment,
    Case,
    Contract,
    DrawnIn,
    Entity,
    Mediator,
    Obligation,
    Organisation,
    Party,
    Person,
)
from mediadesk.domain.text import fold, fold_variants, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mediadesk.domain.ports import Progress

__all__ = ["READS", "cases_of", "complete", "empty", "folded", "forget", "is_shown", "refresh"]

_Row = list[Any]
_Key = tuple[str, int, str]

_AMONG = "(SELECT value FROM json_each(:cases))"
_PARTY_SQL = (
    "SELECT p.case_id, p.side, coalesce(n.name_ru, o.name_ru, ''),"
    " coalesce(n.name_kk, o.name_kk, ''), coalesce(n.iin, o.bin, ''),"
    " coalesce(n.phone, o.phone, ''), coalesce(o.head_name, ''),"
    " p.representative_name, p.representative_iin, p.representative_phone"
    " FROM party p LEFT JOIN person n ON n.id = p.person_id"
    f" LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.case_id IN {_AMONG}"
    " ORDER BY p.case_id, p.ord, p.id"
)
_SHOWN: dict[type, frozenset[str]] = {
    Case: frozenset(
        (
            "year", "seq", "subject_ru", "subject_kk", "body_name", "body_name_kk",
            "body_case_number", "journal_number", "mediator_id", "trashed_on",
        )
    ),
    Party: frozenset(
        (
            "case_id", "ord", "side", "person_id", "organisation_id", "representative_name",
            "representative_iin", "representative_phone",
        )
    ),
    Contract: frozenset(("case_id", "concluded_on", "term_days", "extended_days")),
    Agreement: frozenset(("case_id", "settled_tiyn", "terms_ru", "terms_kk", "is_signed")),
    AgreementClause: frozenset(("agreement_id", "text_ru", "text_kk")),
    Obligation: frozenset(("agreement_id", "what_ru", "what_kk")),
    Person: frozenset(("name_ru", "name_kk", "iin", "phone")),
    Organisation: frozenset(("name_ru", "name_kk", "bin", "phone", "head_name")),
    Mediator: frozenset(("name_ru", "name_kk")),
    Assignment: frozenset(("case_id", "mediator_id")),
    DrawnIn: frozenset(("case_id", "name", "contacts")),
}  # fmt: skip
"""What of each entity stands in a case's line or is searched; other changes leave the line alone."""

_CASE_SQL = (
    "SELECT c.id, c.year, c.seq, c.subject_ru, c.subject_kk, c.body_case_number,"
    " coalesce(m.name_ru, ''), coalesce(m.name_kk, ''), t.concluded_on,"
    " t.term_days + t.extended_days, a.settled, coalesce(a.terms_ru, ''),"
    " coalesce(a.terms_kk, ''), c.body_name, c.body_name_kk, c.journal_number"
    " FROM cases c LEFT JOIN mediator m ON m.id = c.mediator_id"
    " LEFT JOIN contract t ON t.case_id = c.id LEFT JOIN (SELECT case_id,"
    " coalesce(sum(CASE WHEN is_signed THEN settled_tiyn END), max(settled_tiyn)) AS settled,"
    " group_concat(terms_ru, ' ') AS terms_ru, group_concat(terms_kk, ' ') AS terms_kk"
    f" FROM agreement WHERE case_id IN {_AMONG} GROUP BY case_id) a ON a.case_id = c.id"
    f" WHERE c.id IN {_AMONG} AND c.trashed_on IS NULL"
)
"""What the lines of cases show; only the agreements of these cases are read for them."""
_LED = (
    "SELECT id FROM cases WHERE mediator_id = :key"
    " UNION SELECT case_id FROM assignment WHERE mediator_id = :key"
)
_BESIDE = (
    f"SELECT case_id, name, '', contacts FROM drawn_in WHERE case_id IN {_AMONG}"
    " UNION ALL SELECT a.case_id, m.name_ru, m.name_kk, '' FROM assignment a"
    f" JOIN mediator m ON m.id = a.mediator_id WHERE a.case_id IN {_AMONG}"
)
_DUTIES = " UNION ALL ".join(
    f"SELECT a.case_id, o.{text}_ru, o.{text}_kk FROM agreement a"
    f" JOIN {table} o ON o.agreement_id = a.id WHERE a.case_id IN {_AMONG}"
    for table, text in (("obligation", "what"), ("agreement_clause", "text"))
)


_SHUT = (
    "SELECT p.case_id FROM party p JOIN blocked_person b ON b.person_id = p.person_id"
    f" WHERE p.case_id IN {_AMONG}"
)
READS = (_CASE_SQL, _PARTY_SQL, _BESIDE, _DUTIES, _SHUT)
"""What is asked about some cases (`:cases`, a list of their numbers) to write their lines."""
_AT_ONCE = 200
_KEYS_AT_ONCE = 200_000
_MANY = 10_000
_LISTS = ("case_index", "search_key", "search_words")
_NAMED = ("first", "second", "mediator")
_COLUMNS = (
    "case_id", "first_party", "first_party_kk", "second_party", "second_party_kk", "mediator",
    "mediator_kk", *(f"{name}_sort{ending}" for name in _NAMED for ending in ("", "_kk")),
    "contract_on", "due_on", "settled_tiyn",
)  # fmt: skip
_LINE = f"INSERT INTO case_index ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def cases_of(conn: Connection, entity: Entity) -> set[int]:
    """Name the cases whose line shows something of this entity."""
    if isinstance(entity, Case):
        return {entity.id}
    if isinstance(entity, Party | Contract | Agreement | Assignment | DrawnIn):
        return {entity.case_id}
    if isinstance(entity, Obligation | AgreementClause):
        sql, key = "SELECT case_id FROM agreement WHERE id = :key", int(entity.agreement_id)
    elif isinstance(entity, Person):
        sql, key = "SELECT case_id FROM party WHERE person_id = :key", int(entity.id)
    elif isinstance(entity, Organisation):
        sql, key = "SELECT case_id FROM party WHERE organisation_id = :key", int(entity.id)
    elif isinstance(entity, Mediator):
        sql, key = _LED, int(entity.id)
    else:
        return set()
    return {case_id for (case_id,) in rows(conn, sql, {"key": key})}


def is_shown(cls: type, changed: Iterable[str]) -> bool:
    """Tell whether a change of these fields changes the line of a case."""
    return not _SHOWN.get(cls, frozenset()).isdisjoint(changed)


def forget(conn: Connection, case_id: int) -> None:
    """Take a case out of lists and search."""
    conn.execute("DELETE FROM case_index WHERE case_id = ?", (case_id,))
    conn.execute("DELETE FROM search_key WHERE case_id = ?", (case_id,))
    conn.execute("DELETE FROM search_words WHERE rowid = ?", (case_id,))


def refresh(conn: Connection, case_ids: Iterable[int], progress: Progress | None = None) -> None:
    """Write the lines of these cases anew; cases that are gone or in the trash are forgotten."""
    wanted = sorted(case_ids)
    keys: list[_Key] = []
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        among = {"cases": json.dumps(some)}
        listed = f"SELECT case_id FROM case_index WHERE case_id IN {_AMONG}"
        for (case_id,) in rows(conn, listed, among):
            forget(conn, case_id)  # it makes the index write out what it holds: only where it must
        keys += _write(conn, among)
        if len(keys) > _KEYS_AT_ONCE:
            _write_keys(conn, keys)
        if progress is not None:
            progress.step(begin + len(some), len(wanted))
    _write_keys(conn, keys)


def empty(conn: Connection, progress: Progress | None = None) -> None:
    """Take every case out of lists and search; `progress` hears of each table and index."""
    indexes = [index for table in _LISTS[:2] for index in _indexes(conn, table)]
    work = [f"DROP INDEX {name}" for name, _made in indexes]
    work += [
        f"DELETE FROM {table} WHERE true" for table in _LISTS[:2]
    ]  # or it could not be stopped
    work.append("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    work += [made for _name, made in indexes]
    _told(conn, work, progress)


def _told(conn: Connection, work: list[str], progress: Progress | None) -> None:
    """Run statements one after the other; each may take seconds in which nobody is heard."""
    for number, sql in enumerate(work, 1):
        conn.execute(sql)
        if progress is not None:
            progress.step(number, len(work))


def complete(conn: Connection, progress: Progress | None = None) -> None:
    """Write the lines that are missing: after a migration took them away because more is kept."""
    lines, ending = parts_of(progress, 3, 1)
    found = rows(
        conn,
        "SELECT id FROM cases WHERE trashed_on IS NULL"
        " AND id NOT IN (SELECT case_id FROM case_index)",
    )
    with _indexes_at_the_end(conn, ending) if len(found) > _MANY else nullcontext():
        refresh(conn, (case_id for (case_id,) in found), lines)


def _indexes(conn: Connection, table: str) -> list[tuple[str, str]]:
    """Name the indexes of a table with what makes them."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name = ?"
    return rows(conn, sql, (table,))


@contextmanager
def _indexes_at_the_end(conn: Connection, progress: Progress | None) -> Iterator[None]:
    """Let many lines be written without their indexes, which are made of all of them in one go.

    Not so the keys: they come by case, as their index has them, and there are many times as many,
    which would be sorted in memory, deaf to a wish to stop.
    """
    indexes = _indexes(conn, _LISTS[0])
    for name, _made in indexes:
        conn.execute(f"DROP INDEX {name}")
    yield
    _told(conn, [made for _name, made in indexes], progress)


def _by_case(conn: Connection, sql: str, among: dict[str, str]) -> dict[int, list[_Row]]:
    """Read what belongs to some cases, by case."""
    found: dict[int, list[_Row]] = {}
    for case_id, *row in conn.execute(sql, among):
        found.setdefault(case_id, []).append(row)
    return found


def _write(conn: Connection, among: dict[str, str]) -> list[_Key]:
    """Write the lines and the words of some cases; gives their keys."""
    parties, beside, duties = (_by_case(conn, sql, among) for sql in (_PARTY_SQL, _BESIDE, _DUTIES))
    shut = {case_id for (case_id,) in conn.execute(_SHUT, among)}
    lines: list[tuple[object, ...]] = []
    words: list[tuple[int, str, str]] = []
    keys: list[_Key] = []
    for case_id, *case in conn.execute(_CASE_SQL, among).fetchall():
        people = parties.get(case_id, [])
        lines.append((case_id, *_line(case, people)))
        keys += {(key, case_id, "number") for key in _numbers(case)}
        if case_id in shut:  # found by its number and the names of its parties alone
            bare = folded(name for p in people for name in p[1:3])
            words.append((case_id, bare, ""))
            continue
        others = beside.get(case_id, [])
        words.append((case_id, *_words(case, people, others, duties.get(case_id, []))))
        keys += {(key, case_id, place) for key, place in _keys(case, people, others)}
    conn.executemany(_LINE, lines)
    conn.executemany("INSERT INTO search_words (rowid, names, words) VALUES (?,?,?)", words)
    return keys


def _write_keys(conn: Connection, keys: list[_Key]) -> None:
    """Write keys in their order, so that pages that lie together are written together."""
    keys.sort()
    conn.executemany("INSERT INTO search_key VALUES (?,?,?)", keys)
    keys.clear()


def _line(case: _Row, parties: list[_Row]) -> tuple[object, ...]:
    med_ru, med_kk, concluded_on, days, settled = case[5:10]
    names = (*_named(parties, "first"), *_named(parties, "second"), med_ru, med_kk or med_ru)
    due = (date.fromisoformat(concluded_on) + timedelta(days)).isoformat() if concluded_on else None
    return (*names, *map(_sorting, names), concluded_on, due, settled)


def _words(
    case: _Row, parties: list[_Row], beside: list[_Row], duties: list[_Row]
) -> tuple[str, str]:
    """Fold the names and the words a case is found by."""
    names = [text for p in parties for text in (p[1], p[2], p[5], p[6])]
    names += [*case[5:7], *(text for each in beside for text in each[:2])]
    words = [*case[2:4], *case[10:14], *(text for duty in duties for text in duty)]
    return folded(names), " ".join(_folded_text(each) for each in words if each)


def _named(parties: list[_Row], side: str) -> tuple[str, str]:
    """Name a side in Russian and in Kazakh; who has no Kazakh name stands there in Russian."""
    there = [p for p in parties if p[0] == side]
    return "; ".join(p[1] for p in there), "; ".join(p[2] or p[1] for p in there)


def _spoken(number: str) -> tuple[str, ...]:
    """Give a telephone in digits, with and without the country's 7 or the trunk 8."""
    digits = number.removeprefix("+")
    if not digits.isdigit():
        digits = "".join(c for c in digits if c.isdigit())
    return (digits, digits[1:]) if digits else ()


@lru_cache(maxsize=20_000)
def _sorting(name: str) -> str:
    return sort_key(name)


def folded(names: Iterable[str]) -> str:
    """Fold names for the index, with their second spellings as passports have them."""
    parts: dict[str, None] = {}
    for name in names:
        for word in name.split():
            parts.update(dict.fromkeys(_spellings(word)))
    return " ".join(parts)


@lru_cache(maxsize=20_000)
def _spellings(word: str) -> tuple[str, ...]:
    """Fold one word; names and words repeat themselves from case to case."""
    return (fold(word), *fold_variants(word))


@lru_cache(maxsize=20_000)
def _folded_text(text: str) -> str:
    return fold(text)


def _numbers(case: _Row) -> tuple[str, str]:
    """Give both spellings of a case's number."""
    year, seq = case[:2]
    return f"{year}/{seq:04d}", f"{seq:04d}/{year}"


def _keys(case: _Row, parties: list[_Row], beside: list[_Row]) -> Iterator[tuple[str, str]]:
    from mediadesk.domain.conflicts import phone_in

    body_number, own = case[4], case[14]
    for _side, _ru, _kk, identifier, phone, _head, _rep, rep_iin, rep_phone in parties:
        for key in (identifier, rep_iin):
            if key:
                yield key, "identifier"
        for number in (phone, rep_phone):
            for key in _spoken(number):
                yield key, "phone"
    for each in beside:
        for key in _spoken(phone_in(each[2])):
            yield key, "phone"
    if body_number:
        yield fold(body_number).replace(" ", ""), "body"
    if own:
        yield fold(own).replace(" ", ""), "journal"
