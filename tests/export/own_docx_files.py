"""Word files for the tests of own templates: sound ones, and ones nobody should open."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx

RELS = "word/_rels/document.xml.rels"


def made(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Make a .docx of paragraphs and one table."""
    document: Any = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Put parts into a .docx, or take them out (None)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            if body is not None:
                new.writestr(name, body)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Give a part of a .docx."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def with_link(data: bytes, kind: str, target: str, mode: str = "External") -> bytes:
    """Add a relation that points outside."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    rels = part(data, RELS).replace(b"</Relationships>", link.encode() + b"</Relationships>")
    return changed(data, {RELS: rels})


def words(data: bytes) -> list[str]:
    """Give all paragraphs of a .docx, those of its tables too, in order."""
    document: Any = docx.Document(BytesIO(data))
    found = []
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            found += [" | ".join(cell.text for cell in row.cells) for row in each.rows]
        else:
            found.append(each.text)
    return found
