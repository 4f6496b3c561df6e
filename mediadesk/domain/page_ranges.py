"""Pages told by a person, such as "1-3, 5"."""

import re
from typing import Final

from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["pages_told"]

_RANGE: Final = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
_LABEL: Final = N_("Pages")


def pages_told(text: str, total: int) -> tuple[int, ...]:
    """Give the numbers of the pages in order; nothing told means all.

    InputProblem(BAD_VALUE) for what is no range, or names no page there is.
    """
    if not text.strip():
        return tuple(range(1, total + 1))
    found: set[int] = set()
    for part in re.split(r"[,;]", text):
        told = _RANGE.fullmatch(part.strip())
        if told is None:
            raise InputProblem(Code.BAD_VALUE, field="pages", label=_LABEL)
        first = int(told[1])
        last = int(told[2] or first)
        if first > last or first < 1:
            raise InputProblem(Code.BAD_VALUE, field="pages", label=_LABEL)
        found.update(range(first, min(last, total) + 1))
    if not found:
        raise InputProblem(Code.BAD_VALUE, field="pages", label=_LABEL)
    return tuple(sorted(found))
