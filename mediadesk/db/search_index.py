"""Keeps the lists and the search in step with the rows they are made of.

For every case there is one line in `case_index` (what the register shows and sorts by), one in
`search_words` (folded names and words) and some in `search_key` (numbers, identifiers, telephones).
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk.db.connection import Connection, rows
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

__all__ = ["CASE_SQL", "cases_of", "complete", "folded", "forget", "is_shown", "refresh"]

_PARTY_SQL = (
    "SELECT p.side, coalesce(n.name_ru, o.name_ru, ''), coalesce(n.name_kk, o.name_kk, ''),"
    " coalesce(n.iin, o.bin, ''), coalesce(n.phone, o.phone, ''), coalesce(o.head_name, ''),"
    " p.representative_name, p.representative_iin, p.representative_phone"
    " FROM party p LEFT JOIN person n ON n.id = p.person_id"
    " LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.case_id = ? ORDER BY p.ord, p.id"
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

CASE_SQL = (
    "SELECT c.year, c.seq, c.subject_ru, c.subject_kk, c.body_case_number,"
    " coalesce(m.name_ru, ''), coalesce(m.name_kk, ''), t.concluded_on,"
    " t.term_days + t.extended_days, a.settled, coalesce(a.terms_ru, ''),"
    " coalesce(a.terms_kk, ''), c.body_name, c.body_name_kk, c.journal_number"
    " FROM cases c LEFT JOIN mediator m ON m.id = c.mediator_id"
    " LEFT JOIN contract t ON t.case_id = c.id JOIN (SELECT"
    " coalesce(sum(CASE WHEN is_signed THEN settled_tiyn END), max(settled_tiyn)) AS settled,"
    " group_concat(terms_ru, ' ') AS terms_ru, group_concat(terms_kk, ' ') AS terms_kk"
    " FROM agreement WHERE case_id = ?1) a"
    " WHERE c.id = ?1 AND c.trashed_on IS NULL"
)
"""What the line of a case shows; only the agreements of this case are read for it."""
_LED = (
    "SELECT id FROM cases WHERE mediator_id = :key"
    " UNION SELECT case_id FROM assignment WHERE mediator_id = :key"
)
_BESIDE = (
    "SELECT name, '', contacts FROM drawn_in WHERE case_id = :case"
    " UNION ALL SELECT m.name_ru, m.name_kk, '' FROM assignment a"
    " JOIN mediator m ON m.id = a.mediator_id WHERE a.case_id = :case"
)


_TELL_EVERY = 200
_NAMED = ("first", "second", "mediator")
_COLUMNS = (
    "case_id", "first_party", "first_party_kk", "second_party", "second_party_kk", "mediator",
    "mediator_kk", *(f"{name}_sort{ending}" for name in _NAMED for ending in ("", "_kk")),
    "contract_on", "due_on", "settled_tiyn",
)  # fmt: skip
_LINE = f"INSERT INTO case_index ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


_DUTIES_SQL = (
    "SELECT o.what_ru, o.what_kk FROM obligation o JOIN agreement a ON a.id = o.agreement_id"
    " WHERE a.case_id = ?1 UNION ALL SELECT o.text_ru, o.text_kk FROM agreement_clause o"
    " JOIN agreement a ON a.id = o.agreement_id WHERE a.case_id = ?1"
)
_SHUT_SQL = (
    "SELECT 1 FROM blocked_person b JOIN party p ON p.person_id = b.person_id WHERE p.case_id = ?"
)
_WORDS = "INSERT INTO search_words (rowid, names, words) VALUES (?,?,?)"
_KEY = "INSERT INTO search_key VALUES (?,?,?)"
_AMONG = "(SELECT value FROM json_each(?))"


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
    if not wanted:
        return
    listed = f"SELECT case_id FROM case_index WHERE case_id IN {_AMONG}"
    for (case_id,) in rows(conn, listed, (json.dumps(wanted),)):
        forget(conn, case_id)  # it makes the index write out what it holds: only where it must
    for done, case_id in enumerate(wanted, 1):
        if progress is not None and (done % _TELL_EVERY == 0 or done == len(wanted)):
            progress.step(done, len(wanted))
        found = conn.execute(CASE_SQL, (case_id,)).fetchone()
        if found is not None:
            _write(conn, case_id, found)


def complete(conn: Connection, progress: Progress | None = None) -> None:
    """Write the lines that are missing: after a migration took them away because more is kept."""
    found = rows(
        conn,
        "SELECT id FROM cases WHERE trashed_on IS NULL"
        " AND id NOT IN (SELECT case_id FROM case_index)",
    )
    refresh(conn, (case_id for (case_id,) in found), progress)


def _write(conn: Connection, case_id: int, found: tuple[object, ...]) -> None:
    from mediadesk.domain.conflicts import phone_in

    year, seq, subject_ru, subject_kk, body_number, med_ru, med_kk = found[:7]
    concluded_on, days, settled, terms_ru, terms_kk, body_ru, body_kk, own = found[7:]
    parties = conn.execute(_PARTY_SQL, (case_id,)).fetchall()
    first, second = _named(parties, "first"), _named(parties, "second")
    due = (
        date.fromisoformat(str(concluded_on)) + timedelta(int(str(days))) if concluded_on else None
    )
    conn.execute(
        _LINE,
        (
            case_id, *first, *second, str(med_ru), str(med_kk or med_ru),
            *map(_sorting, (*first, *second, str(med_ru), str(med_kk or med_ru))),
            concluded_on, due.isoformat() if due else None, settled,
        ),
    )  # fmt: skip
    if conn.execute(_SHUT_SQL, (case_id,)).fetchone() is not None:
        _write_number(conn, case_id, year, seq)
        conn.execute(_WORDS, (case_id, folded(text for p in parties for text in p[1:3]), ""))
        return
    duties = conn.execute(_DUTIES_SQL, (case_id,)).fetchall()
    beside = conn.execute(_BESIDE, {"case": case_id}).fetchall()
    names = [text for p in parties for text in (p[1], p[2], p[5], p[6])]
    names += [str(med_ru), str(med_kk), *(text for each in beside for text in each[:2])]
    words = [
        subject_ru,
        subject_kk,
        terms_ru,
        terms_kk,
        body_ru,
        body_kk,
        *(text for duty in duties for text in duty),
    ]
    told = " ".join(_folded_text(str(w)) for w in words if w)
    conn.execute(_WORDS, (case_id, folded(names), told))
    keys = set(_keys(parties, str(body_number), str(own)))
    keys |= {(key, "phone") for each in beside for key in _spoken(phone_in(each[2]))}
    _write_number(conn, case_id, year, seq)
    conn.executemany(_KEY, [(key, case_id, place) for key, place in keys])


def _write_number(conn: Connection, case_id: int, year: object, seq: object) -> None:
    """Let a case be found by its number."""
    spelt = (f"{year}/{seq:04d}", f"{seq:04d}/{year}")
    conn.executemany(_KEY, [(key, case_id, "number") for key in spelt])


def _named(parties: Iterable[tuple[str, ...]], side: str) -> tuple[str, str]:
    """Name a side in Russian and in Kazakh; who has no Kazakh name stands there in Russian."""
    there = [p for p in parties if p[0] == side]
    return "; ".join(p[1] for p in there), "; ".join(p[2] or p[1] for p in there)


def _spoken(number: str) -> tuple[str, ...]:
    """Give a telephone in digits, with and without the country's 7 or the trunk 8."""
    digits = "".join(c for c in number if c.isdigit())
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


def _keys(
    parties: Iterable[tuple[str, ...]], body_number: str, own: str
) -> Iterator[tuple[str, str]]:
    for _side, _ru, _kk, identifier, phone, _head, _rep, rep_iin, rep_phone in parties:
        for key in (identifier, rep_iin):
            if key:
                yield key, "identifier"
        for number in (phone, rep_phone):
            for key in _spoken(number):
                yield key, "phone"
    if body_number:
        yield fold(body_number).replace(" ", ""), "body"
    if own:
        yield fold(own).replace(" ", ""), "journal"
