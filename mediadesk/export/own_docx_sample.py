"""A Word file that shows how a template of the centre is written, and lists its placeholders."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, Final

from mediadesk.export.own_docx_pieces import normal
from mediadesk.marks import N_

__all__ = ["render"]

_FONT: Final = "Times New Roman"
_HOW: Final = (
    N_("This is a template: change the words around the braces, remove what is not needed."),
    N_("A row of a table is repeated for each party or obligation that it speaks of."),
    N_("All that can be filled in is listed below; remove this list at the end."),
)


def render(names: Sequence[tuple[str, str, str, bool]], say: Callable[[str], str]) -> bytes:
    """Give the bytes of the .docx; `names` are group, words, name, whether it is repeated."""
    import docx
    from docx.shared import Mm, Pt

    made: Any = docx.Document()
    made.styles["Normal"].font.name = _FONT
    made.styles["Normal"].font.size = Pt(12)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    core = made.core_properties
    core.author = core.last_modified_by = "MediaDesk"
    core.comments = ""
    for line in _HOW:
        made.add_paragraph(say(line))
    made.add_paragraph("{{ office.name }}")
    made.add_paragraph("№ {{ document.number }}, {{ document.date }}")
    table = made.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, name in zip(
        table.rows[0].cells, ("party.label", "party.name", "party.address"), strict=True
    ):
        cell.text = f"{{{{ {name} }}}}"
    for line in ("{{?contract.there}}", "{{ contract.date }}, {{ contract.term }}", "{{/}}"):
        made.add_paragraph(line)
    made.add_paragraph()
    listed = made.add_table(rows=0, cols=3)
    listed.style = "Table Grid"
    last = ""
    for group, words, name, _is_repeated in names:
        cells = listed.add_row().cells
        cells[0].text = "" if group == last else group
        cells[1].text = normal(words)
        cells[2].text = name
        last = group
    out = BytesIO()
    made.save(out)
    return out.getvalue()
