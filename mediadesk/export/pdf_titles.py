"""Titles in even lines: no word alone on the last one, no short word left at the end of a line."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

__all__ = ["balanced"]

_SHORT: Final = 3  # letters of a word that stays with the next one


def balanced(text: str, font: str, size: float, width: float) -> str:
    """Give a title with breaks where its lines become most even; as few lines as `width` points need.

    Breaks that are in it stay. A line that needs more than the width is left for the paragraph.
    """
    return "\n".join("\n".join(_even(line, font, size, width)) for line in text.split("\n"))


def _even(line: str, font: str, size: float, width: float) -> Sequence[str]:
    words = re.split(r" +", line)
    fewest = len(_lines(words, font, size, width))
    if fewest < 2:
        return [line]
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(_lines(words, font, size, middle)) > fewest:
            low = middle
        else:
            high = middle
    found = [*map(list, _lines(words, font, size, high))]
    for one, other in pairwise(found):
        while len(one) > 1 and len(one[-1]) <= _SHORT and one[-1].isalpha():
            longer = " ".join((one[-1], *other))
            if stringWidth(longer, font, size) > width:
                break
            other.insert(0, one.pop())
    return [" ".join(each) for each in found]


def _lines(words: Sequence[str], font: str, size: float, width: float) -> Sequence[Sequence[str]]:
    """Fill lines of a width one after the other."""
    found: list[list[str]] = [[]]
    for word in words:
        if found[-1] and stringWidth(" ".join((*found[-1], word)), font, size) > width:
            found.append([])
        found[-1].append(word)
    return found
