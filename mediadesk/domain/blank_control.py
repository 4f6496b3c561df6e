"""Control sums of a filled blank: its cells beside a fresh count, its parts beside their totals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_report import told_figure
from mediadesk.domain.blank_sheet import BlankBook, address, column_of
from mediadesk.domain.report_build_blocks import Figures, adds_up
from mediadesk.domain.report_build_control import ControlLine
from mediadesk.domain.report_model import Cell, Check
from mediadesk.domain.statistics import Filter

__all__ = ["blank_lines", "place_formula"]

_SUM: Final = re.compile(r"=SUM\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)", re.IGNORECASE)
_MOST: Final = 30  # more make a formula too long
_Values = Mapping[Target, Cell]


def place_formula(sheet: str, row: int, column: int) -> str:
    """Write a cell of a sheet as a formula does."""
    name = sheet.replace("'", "''")
    return f"'{name}'!{address(row, column)}"


def blank_lines(book: BlankBook, values: _Values, figures: Figures) -> list[ControlLine]:
    """Give the lines of the control sheet: cells, the blank's own sums, totals of parts."""
    found = [*_cells(values, figures), *_own_sums(book, values, figures)]
    return [*found, *_totals(values, figures)]


def _cells(values: _Values, figures: Figures) -> Iterator[ControlLine]:
    """Check every figure put in against the sheet of cases."""
    word = figures.word("blank_recount", " / ")
    for target, cell in values.items():
        if target.indicator and not cell.is_array and isinstance(cell.value, int | float):
            text = f"{word}: {_where(target)} – {told_figure(target, figures)}"
            check = Check(text, cell.value, cell.value)
            yield check, place_formula(*target.place), cell.formula[1:], cell.style


def _own_sums(book: BlankBook, values: _Values, figures: Figures) -> Iterator[ControlLine]:
    """Check the sums the blank makes itself of figures put in."""
    by_place = {each.place: cell for each, cell in values.items() if each.indicator}
    word = figures.word("blank_own_sum", " / ")
    for sheet in book.sheets:
        for seen in sheet.cells.values():
            said = _SUM.fullmatch(seen.text.replace(" ", "")) if seen.is_formula else None
            if said is None:
                continue
            left, right = sorted((column_of(said[1]), column_of(said[3])))
            top, bottom = sorted((int(said[2]) - 1, int(said[4]) - 1))
            if (right - left + 1) * (bottom - top + 1) > _MOST:
                continue
            area = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
            parts = [by_place.get((sheet.name, r, c)) for r, c in area]
            known = [cell for cell in parts if cell is not None and _is_plain(cell)]
            if len(known) == len(parts) > 1:
                total = sum(_number(cell) for cell in known)
                formula = "+".join(f"({cell.formula[1:]})" for cell in known)
                place = place_formula(sheet.name, seen.row, seen.column)
                text = f"{word}: {sheet.name} {address(seen.row, seen.column)}"
                yield Check(text, total, total), place, formula, known[0].style


def _totals(values: _Values, figures: Figures) -> Iterator[ControlLine]:
    """Check that parts along a row or column add up to a total that is put in, too."""
    word = figures.word("blank_parts", " / ")
    for total, dimension, parts in _groups(values, figures):
        named = {code for each in parts for code in dict(each.where.parts)[dimension]}
        listed = (*figures.vocabulary.codes.get(dimension, {}), *figures.tally.codes(dimension))
        others = tuple(dict.fromkeys(code for code in listed if code not in named))
        indicator = figures.vocabulary.indicators[total.indicator]
        rest = figures.cell(indicator, Filter((*total.where.parts, (dimension, others))))
        left = sum(_number(values[each]) for each in parts) + _number(rest)
        places = ",".join(place_formula(*each.place) for each in parts)
        formula = f"SUM({places})" + (f"+{rest.formula[1:]}" if others else "")
        title = figures.said(figures.vocabulary.titles[dimension], " / ")
        check = Check(f"{word}: {_where(total)} – {title}", left, _number(values[total]))
        yield check, formula, place_formula(*total.place), values[total].style


_Parts = tuple[tuple[str, tuple[str, ...]], ...]


def _groups(values: _Values, figures: Figures) -> Iterator[tuple[Target, str, list[Target]]]:
    """Find totals with their parts: the same filter, and one dimension more, along one line."""
    meant = [
        each
        for each, cell in values.items()
        if each.indicator
        and adds_up(figures.vocabulary.indicators[each.indicator])
        and _is_plain(cell)
    ]
    found: dict[tuple[str, str, str, int, _Parts], dict[str, list[Target]]] = defaultdict(dict)
    for each in meant:
        for name, _codes in each.where.parts:
            base = _plain(part for part in each.where.parts if part[0] != name)
            for way, line in (("row", each.row), ("column", each.column)):
                key = (each.sheet, each.indicator, way, line, base)
                found[key].setdefault(name, []).append(each)
    for total in meant:
        base = _plain(total.where.parts)
        for way, line in (("row", total.row), ("column", total.column)):
            groups = found.get((total.sheet, total.indicator, way, line, base), {})
            for name, parts in groups.items():
                codes = [code for each in parts for code in dict(each.where.parts)[name]]
                if 1 < len(parts) <= _MOST and len(codes) == len(set(codes)):
                    yield total, name, parts


def _plain(parts: Iterable[tuple[str, tuple[str, ...]]]) -> _Parts:
    """Give the parts of a filter in one order."""
    return tuple(sorted((name, tuple(sorted(codes))) for name, codes in parts))


def _is_plain(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not cell.is_array


def _number(cell: Cell) -> float:
    return cell.value if isinstance(cell.value, int | float) else 0


def _where(target: Target) -> str:
    return f"{target.sheet} {address(target.row, target.column)}"
