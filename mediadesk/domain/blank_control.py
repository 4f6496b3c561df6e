"""Control sums of a filled blank: its cells beside a fresh count, its parts beside their totals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_report import told_figure
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, address, column_of
from mediadesk.domain.report_build_blocks import Figures, adds_up
from mediadesk.domain.report_build_control import ControlLine
from mediadesk.domain.report_model import Cell, Check
from mediadesk.domain.statistics import Filter

__all__ = ["blank_lines", "place_formula"]

_SUM: Final = re.compile(r"=SUM\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)", re.IGNORECASE)
_MOST: Final = 30  # more make a formula too long
_NAMED_AT_MOST: Final = 20
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
    """Check the sums the blank makes itself of figures put in; what they leave out is named."""
    by_place = {each.place: each for each, cell in values.items() if _is_plain(cell)}
    word = figures.word("blank_own_sum", " / ")
    for sheet in book.sheets:
        for seen in sheet.cells.values():
            area = _area(seen)
            parts = [by_place[p] for r, c in area if (p := (sheet.name, r, c)) in by_place]
            if not area or len(parts) != len(area) or not all(each.indicator for each in parts):
                continue
            total = sum(_number(values[each]) for each in parts)
            formula = "+".join(f"({values[each].formula[1:]})" for each in parts)
            place = place_formula(sheet.name, seen.row, seen.column)
            told = f"{sheet.name} {address(seen.row, seen.column)}"
            style = values[parts[0]].style
            yield Check(f"{word}: {told}", total, total), place, formula, style
            for name, base in _bases(parts, figures):
                whole = figures.cell(figures.vocabulary.indicators[parts[0].indicator], base)
                side = (place, f"{told} – ", whole.formula[1:], _number(whole))
                yield _closed(parts, name, base, total, side, figures)


def _area(seen: BlankCell) -> list[tuple[int, int]]:
    """Give the rows and columns a cell adds up, two at least; nothing for another formula."""
    said = _SUM.fullmatch(seen.text.replace(" ", "")) if seen.is_formula else None
    if said is None:
        return []
    left, right = sorted((column_of(said[1]), column_of(said[3])))
    top, bottom = sorted((int(said[2]) - 1, int(said[4]) - 1))
    many = (right - left + 1) * (bottom - top + 1)
    if not 1 < many <= _MOST:
        return []
    return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _bases(parts: list[Target], figures: Figures) -> Iterator[tuple[str, Filter]]:
    """Find what figures part: a dimension in which they alone differ, and the filter they share."""
    first = parts[0]
    indicator = figures.vocabulary.indicators[first.indicator]
    if any(each.indicator != first.indicator for each in parts) or not adds_up(indicator):
        return
    for name, _codes in first.where.parts:
        bases = {_plain(p for p in each.where.parts if p[0] != name) for each in parts}
        codes = [code for each in parts for code in dict(each.where.parts).get(name, ())]
        is_named = all(name in dict(each.where.parts) for each in parts)
        if is_named and len(bases) == 1 and len(codes) == len(set(codes)):
            yield name, Filter(bases.pop())


def _closed(
    parts: list[Target],
    name: str,
    base: Filter,
    total: float,
    side: tuple[str, str, str, float],
    figures: Figures,
) -> ControlLine:
    """Check that parts and what they leave out are the whole; cases left out are named.

    `side` is the formula of the parts, where they stand, the formula of the whole and its value.
    """
    place, told, whole, value = side
    named = {code for each in parts for code in dict(each.where.parts)[name]}
    listed = (*figures.vocabulary.codes.get(name, {}), *figures.tally.codes(name))
    others = tuple(dict.fromkeys(code for code in listed if code not in named))
    indicator = figures.vocabulary.indicators[parts[0].indicator]
    rest = figures.cell(indicator, Filter((*base.parts, (name, others))))
    numbers = rest.cases.numbers[:_NAMED_AT_MOST] if rest.cases is not None else ()
    title = figures.said(figures.vocabulary.titles[name], " / ")
    text = f"{figures.word('blank_parts', ' / ')}: {told}{title}"
    left = f"{place}+{rest.formula[1:]}" if others else place
    return Check(text, total + _number(rest), value, numbers), left, whole, rest.style


def _totals(values: _Values, figures: Figures) -> Iterator[ControlLine]:
    """Check that parts along a row or column add up to a total that is put in, too."""
    for total, name, parts in _groups(values, figures):
        places = ",".join(place_formula(*each.place) for each in parts)
        whole = values[total]
        side = (
            f"SUM({places})",
            f"{_where(total)} – ",
            place_formula(*total.place),
            _number(whole),
        )
        added = sum(_number(values[each]) for each in parts)
        yield _closed(parts, name, total.where, added, side, figures)


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
