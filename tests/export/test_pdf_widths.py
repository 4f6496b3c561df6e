"""What our fonts measure and write quickly is what the library would have measured and written."""

from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mediadesk.export import pdf_fonts
from mediadesk.export.pdf_widths import Lines

_KAZAKH = "Қасымова Әйгерім, № 12 «өтініш» (100 000 ₸)\u00a0\\"
_MANY = "".join(chr(sign) for sign in (*range(0x41, 0x250), *range(0x386, 0x52F)))
"""More signs than one subset of a font holds."""
_TEXTS = st.text(st.sampled_from(_KAZAKH), max_size=30) | st.text(
    st.sampled_from(_MANY + "\u00a0(\\\n\U0001f600\u4e2d"), max_size=60
)


def _begun(of: type[PDFTextObject]) -> PDFTextObject:
    """Begin lines in a PDF of their own."""
    pdf_fonts.prepare()
    return of(Canvas(BytesIO(), invariant=1), 20, 700)


def _shown(lines: Any, runs: list[tuple[str, bool]]) -> str:
    for text, bold in runs:
        lines.setFont(pdf_fonts.BOLD if bold else pdf_fonts.REGULAR, 10.5, 12.25)
        lines.textOut(text)
        lines.textOut(text[::-1])
    return str(lines.getCode())


@given(st.lists(st.tuples(_TEXTS, st.booleans()), max_size=12))
def test_lines_are_written_as_the_library_writes_them(runs: list[tuple[str, bool]]) -> None:
    assert _shown(_begun(Lines), runs) == _shown(_begun(PDFTextObject), runs)


def test_a_file_with_more_signs_than_a_subset_holds_is_written_as_well() -> None:
    runs = [(_KAZAKH, False), (_MANY, False), (_KAZAKH, True), (_MANY[::-1], False)]
    ours = _shown(_begun(Lines), runs)
    assert ours == _shown(_begun(PDFTextObject), runs)
    assert ours.count(" Tf ") > len(runs)


def test_bytes_and_fonts_that_are_not_ours_are_left_to_the_library() -> None:
    def shown(of: type[PDFTextObject]) -> str:
        lines: Any = _begun(of)
        lines.setFont("Helvetica", 10)
        lines.textOut("Plain")
        lines.setFont(pdf_fonts.REGULAR, 10)
        lines.textOut("Қазақ".encode())
        return str(lines.getCode())

    assert shown(Lines) == shown(PDFTextObject)


@given(_TEXTS)
def test_a_text_is_as_wide_as_the_library_says(text: str) -> None:
    pdf_fonts.prepare()
    ours: Any = pdfmetrics.getFont(pdf_fonts.REGULAR)
    assert abs(ours.stringWidth(text, 11) - TTFont.stringWidth(ours, text, 11)) < 1e-9
