"""Search over cases and people: by name in any spelling, by words, number, identifier, telephone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mediadesk.db.connection import Connection, rows
from mediadesk.db.near_words import MOST_MISTAKES, NEAR_FROM, near_words
from mediadesk.db.spelling import spelt_in_line
from mediadesk.domain.rows import Hit
from mediadesk.domain.text import fold, fold_variants, other_layout
from mediadesk.domain.types import CaseId

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["matching_cases", "named_cases", "search"]

_TOP = "\U0010ffff"
_PHONE = 11
_NUMBER = re.compile(r"^\s*(?:№\s*)?(\d{4})\s*/\s*(\d{1,6})\s*$")
_TITLE = (
    "SELECT c.id, c.year, c.seq, i.first_party, i.second_party, i.mediator"
    " FROM cases c JOIN case_index i ON i.case_id = c.id AND c.trashed_on IS NULL"
)


def _terms(spelling: str, column: str) -> str:
    return " AND ".join(f'{column}"{word}" *' for word in spelling.replace('"', " ").split())


def _words_query(text: str, column: str = "") -> str:
    """Make the FTS query: every word by its beginning, in the typed or in its second spelling."""
    parts = []
    for raw in text.split():
        spellings = dict.fromkeys((fold(raw), *fold_variants(raw)))
        choices = [made for spelling in spellings if (made := _terms(spelling, column))]
        if choices:
            parts.append("(" + " OR ".join(choices) + ")")
    return " AND ".join(parts)


def _by_words(conn: Connection, text: str, limit: int) -> list[tuple[int, str]]:
    query = _words_query(text)
    if not query:
        return []
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = [i for (i,) in rows(conn, sql, (query, limit))]
    if not found:
        return []
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH ? AND rowid >= ?"
    named = {i for (i,) in rows(conn, sql, (_words_query(text, "names: "), found[-1]))}
    return [(i, "name" if i in named else "words") for i in found]


def _by_key(conn: Connection, text: str, limit: int) -> list[tuple[int, str]]:
    """Find by number, identifier, telephone or the number of a court, by their beginning."""
    keys: list[str] = []
    number = _NUMBER.match(text)
    if number:
        keys.append(f"{number[1]}/{int(number[2]):04d}")
    digits = re.sub(r"[\s()+-]", "", text)
    if digits.isdigit():
        keys.append(digits)
        if len(digits) == _PHONE and digits[0] == "8":
            keys.append(digits[1:])
        if len(digits) <= 4:
            keys += [f"{int(digits):04d}/", f"{digits}/"]
    else:
        keys.append(fold(text).replace(" ", ""))
    found: dict[int, str] = {}
    exact: set[int] = set()
    sql = (
        "SELECT case_id, place FROM search_key WHERE key >= ? AND key < ?"
        " ORDER BY key DESC, case_id DESC LIMIT ?"
    )  # by the key, for a few digits may be the beginning of every telephone
    for key in keys:
        if key:
            for case_id, place in rows(conn, sql, (key, key + _TOP, limit)):
                found.setdefault(case_id, place)
                if "/" in key:
                    exact.add(case_id)
    # A number typed in full stands before what only begins like it: years, telephones, identifiers.
    ranked = sorted(found, key=lambda case_id: (case_id in exact, case_id), reverse=True)
    return [(case_id, found[case_id]) for case_id in ranked[:limit]]


def _matches(conn: Connection, text: str, limit: int) -> dict[int, str]:
    found: dict[int, str] = {}
    if any(c.isdigit() for c in text):
        found.update(_by_key(conn, text, limit))
    for case_id, place in _by_words(conn, text, limit):
        found.setdefault(case_id, place)
    return found


def named_cases(conn: Connection, name: str, limit: int, *, but_led_by: int = 0) -> list[int]:
    """Name the cases in which somebody's names begin with the words of this one, newest first.

    `but_led_by` leaves out the cases of a mediator: in each of them the mediator's own name stands.
    """
    query = _words_query(name, "names: ") if len(fold(name)) >= NEAR_FROM else ""
    if not query:
        return []
    sql = (
        "SELECT rowid FROM search_words WHERE search_words MATCH ?"
        " AND rowid NOT IN (SELECT id FROM cases WHERE mediator_id = ?"
        " UNION SELECT case_id FROM assignment WHERE mediator_id = ?)"
        " ORDER BY rowid DESC LIMIT ?"
    )
    return [case_id for (case_id,) in rows(conn, sql, (query, but_led_by, but_led_by, limit))]


def matching_cases(conn: Connection, text: str, limit: int) -> list[int]:
    """Name the cases a text is found in, the other keyboard layout being tried second."""
    for typed in (text, other_layout(text)):
        found = _matches(conn, typed.strip(), limit)
        if found:
            return list(found)
    return []


def _similar(conn: Connection, text: str, limit: int) -> list[int]:
    """Second try: cases in which somebody's name is spelled nearly so; the nearest spelling counts."""
    words = fold(text).split()
    if any(c.isdigit() for c in text) or max(map(len, words), default=0) < NEAR_FROM:
        return []
    near = {word: near_words(conn, word) for word in words if len(word) >= NEAR_FROM}
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC LIMIT ?"
    for most in range(1, MOST_MISTAKES + 1):
        parts = []
        for word in words:
            choices = [f'"{word}" *']
            choices += [f'"{term}"' for term, far in near.get(word, ()) if far <= most]
            parts.append("(" + " OR ".join(choices) + ")")
        found = [i for (i,) in rows(conn, sql, (f"names : ({' AND '.join(parts)})", limit))]
        if found:
            return found
    return []


def search(conn: Connection, text: str, limit: int, names_in: str = "ru") -> tuple[Hit, ...]:
    """Find cases; newest first. Nothing found: the other layout, then similar names, marked so.

    `names_in` is the spelling of the people in what is found, 'ru' or 'kk'.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    found = _matches(conn, wanted, limit) or _matches(conn, other_layout(wanted).strip(), limit)
    similar = not found
    if similar:
        found = dict.fromkeys(_similar(conn, wanted, limit), "name")
    title = spelt_in_line(_TITLE, names_in)
    return tuple(_hits(conn, title, list(found.items())[:limit], is_similar=similar))


def _hits(
    conn: Connection, title: str, found: list[tuple[int, str]], *, is_similar: bool
) -> Iterator[Hit]:
    ids = ", ".join(str(int(case_id)) for case_id, _place in found)
    lines = {line[0]: line for line in rows(conn, f"{title} WHERE c.id IN ({ids})")}
    for case_id, place in found:
        if case_id in lines:
            _id, year, seq, first, second, mediator = lines[case_id]
            yield Hit(
                kind="case",
                case_id=CaseId(case_id),
                number=f"{year}/{seq:04d}",
                title=" – ".join(p for p in (first, second) if p),
                where=place,
                detail=mediator,
                is_similar=is_similar,
            )
