"""In which spelling queries name people: as Russian documents write them, or as Kazakh ones do."""

import re

__all__ = ["spelt", "spelt_in_line"]

_IN_LINE = re.compile(r"\bi\.(first_party|second_party|mediator|\w+_sort)\b")
_RUSSIAN = re.compile(r"((?:\b[a-z]\.)?)\bname_ru\b")
_KAZAKH = r"coalesce(nullif(\1name_kk, ''), \1name_ru)"


def spelt(sql: str, names_in: str) -> str:
    """Let a query name people in Kazakh spelling, where it is entered, if 'kk' is wanted."""
    return _RUSSIAN.sub(_KAZAKH, sql) if names_in == "kk" else sql


def spelt_in_line(sql: str, names_in: str) -> str:
    """The same for a query of `case_index` (`i`), whose lines have both spellings and sort keys."""
    return _IN_LINE.sub(r"i.\1_kk", sql) if names_in == "kk" else sql
