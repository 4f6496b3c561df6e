"""Words of the search index that are spelled nearly like a typed one.

Only words that can be near are looked at: those with the same first letter, and those with the same
second letter whose first one is easily taken for it. So a keystroke stays within a frame.
"""

from itertools import pairwise

from mediadesk.db.connection import Connection, rows

__all__ = ["MOST_MISTAKES", "NEAR_FROM", "near_words"]

NEAR_FROM = 4
"""Shorter words have too many neighbours."""

MOST_MISTAKES = 2
_TWO_FROM = 6
_MOST_WORDS = 40
_ALIKE = ("кгх", "бп", "вф", "дт", "зсц", "жшчщ", "аоя", "оу", "иею", "уюв", "йи")


def near_words(conn: Connection, word: str) -> list[tuple[str, int]]:
    """Give indexed words whose beginning differs from a folded word by one or two letters.

    Nearest first, each with the number of its mistakes: one in a word of up to five letters, two
    in a longer one. A letter too many, one missing and a wrong one all count as one mistake.
    """
    if len(word) < NEAR_FROM:
        return []
    most = 2 if len(word) >= _TWO_FROM else 1
    pieces = _pieces(word, most)
    found = []
    for term in _candidates(conn, word):
        beginning = term[: len(word) + most]
        # With so few mistakes one of the pieces must stand somewhere in the other word.
        if any(beginning.find(piece, first, last) >= 0 for piece, first, last in pieces):
            far = _distance(word, beginning, most)
            if far <= most:
                found.append((term, far))
    found.sort(key=lambda each: (each[1], each[0]))
    return found[:_MOST_WORDS]


def _pieces(word: str, most: int) -> list[tuple[str, int, int]]:
    """Cut a word into one piece more than it may have mistakes; each with where it may stand."""
    cuts = [len(word) * i // (most + 1) for i in range(most + 2)]
    return [(word[a:b], max(0, a - most), b + most) for a, b in pairwise(cuts)]


def _candidates(conn: Connection, word: str) -> list[str]:
    """Give the words of the index that are worth comparing."""
    _know_vocabulary(conn)
    alike = {c for group in _ALIKE if word[0] in group for c in group} - {word[0]}
    starts = [word[0], *(c + word[1] for c in alike), word[1] + word[0]]
    sql = "SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term < ?"
    found: list[str] = []
    for start in starts:
        found += [t for (t,) in rows(conn, sql, (start, start[:-1] + chr(ord(start[-1]) + 1)))]
    return found


def _know_vocabulary(conn: Connection) -> None:
    """Let this connection read the words of the search index."""
    sql = "SELECT count(*) FROM temp.sqlite_master WHERE name = 'search_vocabulary'"
    if rows(conn, sql)[0][0]:
        return
    was = rows(conn, "PRAGMA query_only")[0][0]
    rows(conn, "PRAGMA query_only = OFF")
    try:
        rows(
            conn,
            "CREATE VIRTUAL TABLE temp.search_vocabulary USING fts5vocab(main, search_words, row)",
        )
    finally:
        rows(conn, f"PRAGMA query_only = {was}")


def _distance(word: str, other: str, most: int) -> int:
    """Count the mistakes between a word and the nearest beginning of another; `most + 1` if more."""
    line = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, line[0] = line[0], i
        for j, its in enumerate(other, 1):
            step = above if letter == its else 1 + min(above, line[j], line[j - 1])
            above, line[j] = line[j], step
        if min(line) > most:
            return most + 1
    return min(line)
