"""A report as a grid: sheets of rows of cells, each figure with its cases and its formula.

Words are already in the language of the report. The same grid is shown on the screen, written as
a workbook and printed as JSON.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mediadesk.domain.periods import Period
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import CaseSet
from mediadesk.domain.types import CaseId

__all__ = [
    "CASE_STYLES",
    "CHART_ROWS",
    "Cell",
    "Chart",
    "Check",
    "FormInfo",
    "Report",
    "Row",
    "Sheet",
    "SheetKind",
    "Style",
    "Value",
]

Value = str | int | float | date | None
CHART_ROWS = 16
"""How many rows of a sheet are kept free for a chart."""


class Style(StrEnum):
    """How a cell looks; figures also say their number format (`export.workbook_styles`)."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    FACT = "fact"
    CAPTION = "caption"
    HEAD = "head"
    LABEL = "label"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    MONEY2 = "money2"
    SHARE = "share"
    DAYS = "days"
    DOLLARS = "dollars"
    GROWTH = "growth"
    DATE = "date"
    SIGN = "sign"
    LINE = "line"
    LINK = "link"
    GOOD = "good"
    BAD = "bad"


CASE_STYLES = frozenset(
    {
        Style.COUNT,
        Style.NUMBER,
        Style.MONEY,
        Style.MONEY2,
        Style.SHARE,
        Style.DAYS,
        Style.DOLLARS,
        Style.GROWTH,
    }
)


class SheetKind(StrEnum):
    """What a sheet holds."""

    FIGURES = "figures"
    CONTROL = "control"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value (money in tenge, shares as parts of one), look, cases, formula, note.

    `span` counts the columns the cell covers, itself included; `rows` the rows. `is_total` sets it
    off. `formula` gives the same value from the sheet of counted cases; it starts with '='; one with
    `is_array` works over arrays.
    """

    value: Value = None
    style: Style = Style.TEXT
    cases: CaseSet | None = None
    formula: str = ""
    note: str = ""
    span: int = 1
    rows: int = 1
    is_total: bool = False
    is_array: bool = False

    @property
    def case_ids(self) -> tuple[CaseId, ...]:
        """Name the cases the figure counts; nothing for words."""
        return self.cases.ids if self.cases is not None else ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells from the first column on; `height` in lines of text."""

    cells: tuple[Cell, ...] = ()
    height: int = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over cells of its sheet (rows and columns from 0, last ones included)."""

    kind: str
    title: str
    row: int
    label_column: int
    value_columns: tuple[int, ...]
    head_row: int
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `head_rows` (from 0, both included) repeat on each printed page and stay in sight.

    `widths` are in characters. The sheet of cases has a filter over its table and names its columns
    (`names`: name of the column's range -> number of the column) for the formulas of the others;
    its lines stand in `body` as bare values, below `rows`, with one style per column; the columns
    from `hidden_from` on hold codes for the formulas and are folded away; `body_lines` is the
    height of a line in lines of text, `body_heights` those of each where they differ.
    """

    code: str
    name: str
    kind: SheetKind
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    head_rows: tuple[int, int] | None = None
    is_landscape: bool = True
    charts: tuple[Chart, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    hidden_from: int | None = None
    body: tuple[tuple[Value, ...], ...] = ()
    body_styles: tuple[Style, ...] = ()
    body_lines: int = 1
    body_heights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One identity of the control sheet: both sides, and the numbers of cases that break it."""

    text: str
    left: float
    right: float
    numbers: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether both sides are equal (to the tiyn)."""
        return abs(self.left - self.right) < 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished report; `language` is 'ru', 'kk' or 'both', `rows` are the counted appeals."""

    form: str
    title: str
    period: Period
    language: str
    sheets: tuple[Sheet, ...]
    rows: tuple[StatRow, ...] = ()
    checks: tuple[Check, ...] = ()
    made_on: date | None = None
    edition: str = ""
    author: str = ""
    words: dict[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Tell whether every control sum closes."""
        return all(check.holds for check in self.checks)


@dataclass(frozen=True, slots=True)
class FormInfo:
    """What a list of reports shows of a form pack."""

    code: str
    title_ru: str
    title_kk: str
    edition: str
    valid_from: date | None = None
    counts_by: str = "appeal"
    valid_to: date | None = None
    years: int = 1
    """How many years the form is meant for."""
