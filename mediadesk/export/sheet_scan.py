"""Counts the rows and columns of a sheet in its XML stream and finds cells without a usable value.

What is counted is what the reader of workbooks would hold: every row and column up to the last cell
with a value. A formula whose value was never reckoned and a cell with an error are remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.domain.journal_rows import CellTrouble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.parsers import expat

__all__ = ["OdsScan", "PartScan", "SheetScan", "XlsxScan"]

_LETTERS = 26
_BEFORE_A = ord("A") - 1
_VALUES = {"office:value", "office:date-value", "office:time-value", "office:boolean-value"}


class SheetScan:
    """Extents of a sheet and its cells of trouble by row and column from 0."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows = 0
        self.columns = 0
        self.troubles: dict[tuple[int, int], CellTrouble] = {}
        self.title = ""

    @property
    def area(self) -> int:
        """Say how many cells the reader would hold."""
        return self.rows * self.columns

    def reach(self, row: int, column: int) -> None:
        """Note a value whose last row and column (from 0) are these."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


class XlsxScan:
    """Reads the elements of an xlsx sheet."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        """Listen to `parser`, which has just met the root."""
        self.parser = parser
        self.sheets = [SheetScan()]
        self._at = [-1, -1]
        self._letters: dict[str, int] = {}
        self._formula = False
        self._type = ""
        parser.StartElementHandler = self._start

    def finish(self) -> None:
        """Settle the last cell."""
        self._settle()

    def _settle(self) -> None:
        """Close a cell; a formula that is still open has no value."""
        if self._formula:
            self._trouble(CellTrouble.NO_VALUE)
            self._formula = False
            self.parser.CharacterDataHandler = None

    def _trouble(self, kind: CellTrouble) -> None:
        row, column = self._at
        self.sheets[0].reach(row, column)
        self.sheets[0].troubles[row, column] = kind

    def _cell(self, attrs: Mapping[str, str]) -> None:
        """Find the place of a cell: as told, or next to the last."""
        self._settle()
        self._type = attrs.get("t", "")
        ref = attrs.get("r")
        if not ref:
            self._at[1] += 1
            return
        letters = ref.rstrip("0123456789")
        column = self._letters.get(letters, -1)
        if column < 0:
            number = 0
            for letter in letters.upper():
                number = number * _LETTERS + ord(letter) - _BEFORE_A
            column = self._letters[letters] = number - 1
        self._at = [int(ref[len(letters) :]) - 1, column]

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        """Follow rows, cells, their formulas and values."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attrs)
        elif name in ("v", "is"):
            self.sheets[0].reach(*self._at)
            if self._type == "e":
                self._trouble(CellTrouble.ERROR)
            if self._formula:
                self.parser.CharacterDataHandler = self._text
        elif name == "f":
            self._formula = self._type != "str"
        elif name == "row":
            self._settle()
            self._at = [int(attrs["r"]) - 1 if "r" in attrs else self._at[0] + 1, -1]

    def _text(self, text: str) -> None:
        """Take the value of a formula."""
        if text.strip():
            self._formula = False
            self.parser.CharacterDataHandler = None


class OdsScan:
    """Reads the elements of an ods document: its tables, repeated rows and columns."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        """Listen to `parser`, which has just met the root."""
        self.sheets: list[SheetScan] = []
        self._row = self._column = 0
        self._tall = self._wide = 0
        parser.StartElementHandler = self._start

    def finish(self) -> None:
        """Nothing stays open."""

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        """Follow tables, rows and cells."""
        if name == "table:table":
            self.sheets.append(SheetScan())
            self.sheets[-1].title = attrs.get("table:name", "")
            self._row = self._tall = 0
        elif not self.sheets:
            return
        elif name == "table:table-row":
            self._row += self._tall
            self._tall = int(attrs.get("table:number-rows-repeated", "1"))
            self._column = self._wide = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._wide
            self._wide = int(attrs.get("table:number-columns-repeated", "1"))
            self._cell(attrs)
        elif name == "text:p":
            self._value()

    def _value(self) -> None:
        """Note that the cell holds something."""
        self.sheets[-1].reach(self._row + self._tall - 1, self._column + self._wide - 1)

    def _cell(self, attrs: Mapping[str, str]) -> None:
        """Look at what the attributes of a cell say."""
        kind = attrs.get("office:value-type")
        if not _VALUES.isdisjoint(attrs) or "table:formula" in attrs or kind:
            self._value()
        if attrs.get("calcext:value-type") == "error":
            self.sheets[-1].troubles[self._row, self._column] = CellTrouble.ERROR
        elif "table:formula" in attrs and kind is None:
            self.sheets[-1].troubles[self._row, self._column] = CellTrouble.NO_VALUE


PartScan = XlsxScan | OdsScan
