"""A chart of a report: bars in the colours of the theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mediadesk.domain.report_model import Chart, Sheet
from mediadesk.i18n import Translator
from mediadesk.ui import theme
from mediadesk.ui.report_cells import figure

__all__ = ["BarChart", "Bars", "bars_of"]

_COLOURS = ("accent", "warn", "strong", "muted")
_GAP = 12.0
_NAME_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: names of the groups, of the series, values and their words."""

    title: str
    groups: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    words: tuple[tuple[str, ...], ...]


def bars_of(tr: Translator, sheet: Sheet, chart: Chart) -> Bars:
    """Read the figures of a chart out of its sheet."""
    lines = sheet.rows[chart.first_row : chart.last_row + 1]
    head = sheet.rows[chart.head_row].cells
    cells = [[line.cells[column] for column in chart.value_columns] for line in lines]
    return Bars(
        chart.title.replace("\n", " / "),
        tuple(str(line.cells[chart.label_column].value or "") for line in lines),
        tuple(str(head[c].value or "") if c < len(head) else "" for c in chart.value_columns),
        tuple(
            tuple(float(c.value) if isinstance(c.value, (int, float)) else 0.0 for c in line)
            for line in cells
        ),
        tuple(tuple(figure(tr, cell) for cell in line) for line in cells),
    )


class BarChart(QWidget):
    """Lying bars, one group a line, with the figure at the end of each bar."""

    def __init__(self, bars: Bars) -> None:
        """Show bars; readers of the screen are told every figure."""
        super().__init__()
        self.bars = bars
        told = (
            f"{group}: {', '.join(words)}"
            for group, words in zip(bars.groups, bars.words, strict=True)
        )
        self.setAccessibleName(bars.title)
        self.setAccessibleDescription("; ".join(told))
        lines = len(bars.groups) * (len(bars.series) * self._thin() + _GAP)
        self.setMinimumHeight(int(lines + 4 * self.fontMetrics().lineSpacing()))

    def _thin(self) -> float:
        return max(self.fontMetrics().lineSpacing() * 1.0, 14.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint heading, key and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().lineSpacing()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.current().colour("text"))
        top = QRectF(16, 8, self.width() - 32, line * 1.5)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, self.bars.title)
        font.setBold(False)
        painter.setFont(font)
        self._paint_key(painter, top.bottom())
        self._paint_bars(painter, top.bottom() + line * 2)
        painter.end()

    def _paint_key(self, painter: QPainter, top: float) -> None:
        left = 16.0
        line = self.fontMetrics().lineSpacing()
        for number, name in enumerate(self.bars.series):
            shown = name.replace("\n", " / ")
            colour = theme.current().colour(_COLOURS[number % len(_COLOURS)])
            painter.fillRect(QRectF(left, top + 3, 12, line - 6), colour)
            width = self.fontMetrics().horizontalAdvance(shown) + 24
            painter.setPen(theme.current().colour("muted"))
            area = QRectF(left + 18, top, width, line)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
            left += width + 24

    def _paint_bars(self, painter: QPainter, top: float) -> None:
        thin, line = self._thin(), self.fontMetrics().lineSpacing()
        names = self.width() * _NAME_SHARE
        most = max((v for values in self.bars.values for v in values), default=0.0) or 1.0
        figures = max(map(self._wide, self.bars.words), default=0) + 16
        room = max(self.width() - names - figures - 32, 10.0)
        for group, values, words in zip(
            self.bars.groups, self.bars.values, self.bars.words, strict=True
        ):
            high = max(thin * len(values), line)
            painter.setPen(theme.current().colour("text"))
            name = self.fontMetrics().elidedText(
                group.replace("\n", " / "), Qt.TextElideMode.ElideRight, int(names - 28)
            )
            area = QRectF(16, top, names - 28, high)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name
            )
            for number, (value, word) in enumerate(zip(values, words, strict=True)):
                at = top + number * thin
                wide = max(room * value / most, 1.0)
                colour = theme.current().colour(_COLOURS[number % len(_COLOURS)])
                painter.fillRect(QRectF(names, at + 1, wide, thin - 2), colour)
                beside = QRectF(names + wide + 8, at, figures, thin)
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, word)
            top += high + _GAP

    def _wide(self, words: Sequence[str]) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0)
