"""QR marks: module for module those of reportlab's own, slower encoder."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.barcode import qrencoder

from mediadesk.export import qr


def by_reportlab(text: str) -> tuple[int, bytes]:
    library: Any = qrencoder
    mark = library.QRCode(None, library.QRErrorCorrectLevel.M)
    mark.addData(library.QR8bitByte(text))
    mark.version = mark.calculate_version()
    mark.makeImpl(False, 0)  # noqa: FBT003  # its own signature
    return mark.moduleCount, bytes(b"01"[bool(dark)] for row in mark.modules for dark in row)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=150))
def test_marks_are_those_of_a_known_encoder(text: str) -> None:
    assert qr.modules(text) == by_reportlab(text)


@pytest.mark.parametrize("length", [1, 14, 15, 62, 63, 84, 85, 122, 180, 213, 214, 300, 600])
def test_every_length_around_the_next_size(length: int) -> None:
    assert qr.modules("x" * length) == by_reportlab("x" * length)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="qr"):
        qr.modules("x" * 700)
