"""A blank of a report as its sheets look: words, joined cells, lines, widths, formulas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "BlankBook",
    "BlankCell",
    "BlankSheet",
    "Loss",
    "Place",
    "address",
    "column_of",
    "letters",
]

Place = tuple[str, int, int]
"""Sheet, row and column, both from 0."""

_LETTERS = 26


class Loss(StrEnum):
    """What a blank has that does not come through its filling whole."""

    SHAPES = "shapes"
    CONTROLS = "controls"
    MACROS = "macros"
    LINKS = "links"
    OUTSIDE = "outside"
    OBJECTS = "objects"
    PIVOTS = "pivots"
    CHARTS = "charts"
    PICTURES = "pictures"
    EXTENSIONS = "extensions"
    NOTES = "notes"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class BlankCell:
    """One cell that has something to show; `lines` is which of 'l', 't', 'r', 'b' are drawn.

    `text` is what the cell says, for a formula the formula itself; `span` and `rows` count what a
    joined cell covers. `is_percent` cells show a part of one as per cent.
    """

    row: int
    column: int
    text: str = ""
    span: int = 1
    rows: int = 1
    is_formula: bool = False
    is_percent: bool = False
    is_bold: bool = False
    is_shaded: bool = False
    align: str = ""
    lines: str = ""


@dataclass(frozen=True)
class BlankSheet:
    """One sheet: its cells by (row, column), widths in characters, heights in points."""

    name: str
    rows: int
    columns: int
    cells: Mapping[tuple[int, int], BlankCell]
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    is_hidden: bool = False
    covered: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Where a covered cell's joined cell begins."""

    def at(self, row: int, column: int) -> BlankCell:
        """Give the cell seen at a place: the joined one where it covers it."""
        place = self.covered.get((row, column), (row, column))
        return self.cells.get(place) or BlankCell(*place)


@dataclass(frozen=True, slots=True)
class BlankBook:
    """A blank: its sheets in order, and what filling would lose."""

    sheets: tuple[BlankSheet, ...]
    losses: tuple[Loss, ...] = ()

    def sheet(self, name: str) -> BlankSheet | None:
        """Give a sheet by name."""
        return next((each for each in self.sheets if each.name == name), None)

    def can_take(self, place: Place) -> bool:
        """Tell whether something may be put there: an existing cell, no formula, not covered."""
        sheet = self.sheet(place[0])
        if sheet is None or not (0 <= place[1] < sheet.rows and 0 <= place[2] < sheet.columns):
            return False
        return place[1:] not in sheet.covered and not sheet.at(*place[1:]).is_formula


def letters(column: int) -> str:
    """Name a column (from 0) as a spreadsheet does."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """Give the number (from 0) of a column by its letters."""
    number = 0
    for letter in name.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def address(row: int, column: int) -> str:
    """Write a place as a spreadsheet does: (0, 0) is A1."""
    return f"{letters(column)}{row + 1}"
