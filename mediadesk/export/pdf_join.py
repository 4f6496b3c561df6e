"""Several PDF files of ours as one, to be printed or sent in one go."""

from collections.abc import Iterable
from io import BytesIO

from mediadesk import pdfium

__all__ = ["joined"]


def joined(files: Iterable[bytes]) -> bytes:
    """Put the pages of all files into one, in order."""
    import pypdfium2

    first, *others = files
    target = BytesIO()
    with pdfium.opened(first) as whole:
        for each in others:
            source = pypdfium2.PdfDocument(each)
            try:
                whole.import_pages(source)
            finally:
                source.close()
        whole.save(target)
    return target.getvalue()
