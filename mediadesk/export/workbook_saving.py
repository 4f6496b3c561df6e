"""Saves an openpyxl workbook in memory: by itself it writes every sheet into a temporary file first.

Such a file would hold the names of a journal in the open, outside the centre's folder, and what is
deleted from a disk can be read from it for long.
"""

import io
from typing import IO, Any

__all__ = ["save_in_memory"]


def save_in_memory(book: Any, target: IO[bytes]) -> None:
    """Write a workbook into an open file; raises what openpyxl raises."""
    import zipfile
    from datetime import UTC, datetime

    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):
        """Writes the sheets as `ExcelWriter` does, but for the way through a file."""

        def write_worksheet(self, ws: Any) -> None:
            """Write one sheet into the package."""
            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts = ws._charts
            ws._drawing.images = ws._images
            out = io.BytesIO()
            package: Any = self
            writer: Any = WorksheetWriter(ws, out)
            writer.write()
            ws._rels = writer._rels
            package._archive.writestr(ws.path[1:], out.getvalue())
            package.manifest.append(ws)

    book.properties.modified = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        Writer(book, archive).save()
