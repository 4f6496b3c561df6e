"""The charts of a report on paper: lying bars with the figure at the end of each."""

from dataclasses import dataclass
from typing import Any, Final

from mediadesk.domain.report_model import Chart, Sheet
from mediadesk.export.report_text import shown

__all__ = ["PaperChart", "chart_of"]

_SHADES: Final = (0.25, 0.62, 0.85)
_LINE: Final = 10.0
_GAP: Final = 3.0
_SIZE: Final = 7.5


@dataclass(frozen=True, slots=True)
class PaperChart:
    """A chart: its title, names of series and of groups, values and their words."""

    title: str
    series: tuple[str, ...]
    groups: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    words: tuple[tuple[str, ...], ...]

    @property
    def signs(self) -> frozenset[str]:
        """Give the signs it is written with."""
        return frozenset("".join((self.title, *self.series, *self.groups)))

    def height(self, most: float) -> float:
        """Give the height in points, not above `most`: lines get thinner where there are many."""
        return min(self._wanted(), most)

    def _wanted(self) -> float:
        return 3 * _LINE + len(self.groups) * (len(self.series) * _LINE + _GAP)

    def draw(self, paper: Any, left: float, top: float, wide: float, high: float) -> None:
        """Draw it into a place of the page; each series has its shade and its order."""
        from mediadesk.export.pdf_fonts import BOLD, REGULAR

        paper.setFillGray(0)
        paper.setFont(BOLD, _SIZE + 1)
        paper.drawString(left, top - _LINE, self.title)
        paper.setFont(REGULAR, _SIZE)
        at = left
        for number, name in enumerate(self.series):
            paper.setFillGray(_SHADES[number % len(_SHADES)])
            paper.rect(at, top - 2.2 * _LINE, 7, 6, stroke=0, fill=1)
            paper.setFillGray(0)
            paper.drawString(at + 10, top - 2.2 * _LINE, name)
            at += 26 + paper.stringWidth(name, REGULAR, _SIZE)
        self._bars(paper, left, top - 3 * _LINE, wide, (high - 3 * _LINE) / self._rest())

    def _rest(self) -> float:
        return max(self._wanted() - 3 * _LINE, 1)

    def _name(
        self, paper: Any, name: str, place: tuple[float, float, float, float], size: float
    ) -> None:
        """Write the name of a group at the left of its bars, in two lines or smaller where it is long."""
        from mediadesk.export.pdf_fonts import REGULAR

        right, top, wide, high = place
        lines = name.split(" / ") if paper.stringWidth(name, REGULAR, size) > wide else [name]
        longest = max(paper.stringWidth(line, REGULAR, size) for line in lines)
        size *= min(1.0, wide / longest if longest else 1.0, high / (len(lines) * size * 1.1))
        paper.setFillGray(0)
        paper.setFont(REGULAR, size)
        base = top - high / 2 + size * (len(lines) * 1.1 / 2 - 0.85)
        for number, line in enumerate(lines):
            paper.drawRightString(right, base - number * size * 1.1, line)

    def _bars(self, paper: Any, left: float, top: float, wide: float, scale: float) -> None:
        from mediadesk.export.pdf_fonts import REGULAR

        thin, size = _LINE * scale, min(_SIZE, _SIZE * scale)
        most = max((v for line in self.values for v in line), default=0) or 1
        names = left + wide * 0.3
        room = wide * 0.7 - 70
        y = top
        for group, values, words in zip(self.groups, self.values, self.words, strict=True):
            self._name(paper, group, (names - 6, y, wide * 0.3 - 6, thin * len(values)), size)
            paper.setFont(REGULAR, size)
            for number, (value, word) in enumerate(zip(values, words, strict=True)):
                below = y - (number + 1) * thin
                paper.setFillGray(_SHADES[number % len(_SHADES)])
                length = max(room * value / most, 0.5)
                paper.rect(names, below + 1, length, thin - 2 * scale, stroke=0, fill=1)
                paper.setFillGray(0)
                paper.drawString(names + length + 4, below + (thin - size * 0.7) / 2, word)
            y -= thin * len(values) + _GAP * scale


def chart_of(sheet: Sheet, plan: Chart) -> PaperChart:
    """Read the figures of a chart out of its sheet."""
    lines = [row.cells for row in sheet.rows[plan.first_row : plan.last_row + 1]]
    head = sheet.rows[plan.head_row].cells
    cells = [[line[column] for column in plan.value_columns] for line in lines]
    return PaperChart(
        _flat(plan.title),
        tuple(_flat(head[c].value if c < len(head) else "") for c in plan.value_columns),
        tuple(_flat(line[plan.label_column].value) for line in lines),
        tuple(
            tuple(float(c.value) if isinstance(c.value, int | float) else 0.0 for c in line)
            for line in cells
        ),
        tuple(tuple(shown(cell) for cell in line) for line in cells),
    )


def _flat(text: object) -> str:
    return str(text or "").replace("\n", " / ")
