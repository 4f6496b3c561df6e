"""Tables of a Word copy: columns beside each other, grids with lines, places to sign."""

from collections.abc import Sequence
from typing import Any

__all__ = ["add_row", "bordered", "edge", "fresh", "repeat", "whole"]


def fresh(made: Any, widths: Sequence[float], *, lines: bool = False) -> Any:
    """Add a table without rows, of columns as wide as given in millimetres."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = made.add_table(rows=0, cols=len(widths), **({"style": "Table Grid"} if lines else {}))
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 (the library has no margins of its own)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "70" if lines else "120")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def add_row(table: Any, *, may_part: bool = False) -> list[Any]:
    """Add a row and return its cells; it stays on one page unless it may part."""
    row = table.add_row()
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    if not may_part:
        whole(row)
    return list(row.cells)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 (as above)


def whole(row: Any) -> None:
    """Keep a row on one page."""
    _mark(row, "w:cantSplit")


def repeat(row: Any) -> None:
    """Repeat a row at the top of every page of its table."""
    _mark(row, "w:tblHeader")


def _border(side: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
        line.set(qn(f"w:{name}"), value)
    return line


def edge(cell: Any, side: str) -> None:
    """Draw a thin line along one side of a cell."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tcBorders")
    borders.append(_border(side))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 (as above)


def bordered(paragraph: Any) -> None:
    """Draw a thin line below a paragraph."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:pBdr")
    borders.append(_border("bottom"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (as above)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens",
        "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")  # fmt: skip
