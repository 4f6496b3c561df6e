"""Search over cases and people: by name in any spelling, by words, number, identifier, telephone."""

import re
from difflib import SequenceMatcher

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.rows import Hit
from mediadesk.domain.text import fold, fold_variants, other_layout
from mediadesk.domain.types import CaseId

__all__ = ["matching_cases", "search"]

_TOP = "\U0010ffff"
_SIMILAR = 0.75
_CANDIDATES = 4000
_PHONE = 11
_NUMBER = re.compile(r"^\s*(?:№\s*)?(\d{4})\s*/\s*(\d{1,6})\s*$")
_TITLE = (
    "SELECT c.id, c.year, c.seq, i.first_party, i.second_party, i.mediator"
    " FROM cases c JOIN case_index i ON i.case_id = c.id WHERE c.id = ?"
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
    named = {i for (i,) in rows(conn, sql, (_words_query(text, "names: "), limit))}
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
            keys.append(f"{int(digits):04d}/")
    else:
        keys.append(fold(text).replace(" ", ""))
    found: dict[int, str] = {}
    exact: set[int] = set()
    sql = (
        "SELECT case_id, place FROM search_key WHERE key >= ? AND key < ?"
        " ORDER BY case_id DESC LIMIT ?"
    )
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


def matching_cases(conn: Connection, text: str, limit: int) -> list[int]:
    """Name the cases a text is found in, the other keyboard layout being tried second."""
    for typed in (text, other_layout(text)):
        found = _matches(conn, typed.strip(), limit)
        if found:
            return list(found)
    return []


def _similar(conn: Connection, text: str, limit: int) -> list[int]:
    """Second try: cases whose party's name is spelled nearly so."""
    wanted = fold(text)
    if len(wanted) < 4 or any(c.isdigit() for c in wanted):
        return []
    sql = (
        "SELECT case_id, first_party || ' ' || second_party FROM case_index"
        " ORDER BY case_id DESC LIMIT ?"
    )
    matcher = SequenceMatcher()
    matcher.set_seq2(wanted)
    scored: list[tuple[float, int]] = []
    for case_id, names in rows(conn, sql, (_CANDIDATES,)):
        best = 0.0
        for word in fold(names).split():
            matcher.set_seq1(word)
            if matcher.real_quick_ratio() > _SIMILAR and matcher.quick_ratio() > _SIMILAR:
                best = max(best, matcher.ratio())
        if best >= _SIMILAR:
            scored.append((best, case_id))
    scored.sort(reverse=True)
    return [case_id for _score, case_id in scored[:limit]]


def search(conn: Connection, text: str, limit: int) -> tuple[Hit, ...]:
    """Find cases; newest first. Nothing found: the other layout, then similar names, marked so."""
    wanted = text.strip()
    if not wanted:
        return ()
    found = _matches(conn, wanted, limit) or _matches(conn, other_layout(wanted).strip(), limit)
    similar = not found
    if similar:
        found = dict.fromkeys(_similar(conn, wanted, limit), "name")
    hits = []
    for case_id, place in list(found.items())[:limit]:
        line = rows(conn, _TITLE, (case_id,))
        if line:
            _id, year, seq, first, second, mediator = line[0]
            hits.append(
                Hit(
                    kind="case",
                    case_id=CaseId(case_id),
                    number=f"{year}/{seq:04d}",
                    title=" – ".join(p for p in (first, second) if p),
                    where=place,
                    detail=mediator,
                    is_similar=similar,
                )
            )
    return tuple(hits)
