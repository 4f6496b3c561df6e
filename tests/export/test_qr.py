"""QR marks: module for module those of reportlab's own, slower encoder."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.graphics.barcode import qrencoder

from mediadesk.export import qr


def by_reportlab(text: str) -> tuple[int, bytes]:
    library: Any = qrencoder
    mark = library.QRCode(None, library.QRErrorCorrectLevel.M)
    mark.addData(library.QR8bitByte(text))
    mark.version = mark.calculate_version()
    mark.makeImpl(False, 0)  # its own signature
    return mark.moduleCount, bytes(b"01"[bool(dark)] for row in mark.modules for dark in row)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(max_codepoint=127), min_size=1, max_size=300))
def test_marks_are_those_of_a_known_encoder(text: str) -> None:
    assert qr.modules(text) == by_reportlab(text)


@pytest.mark.parametrize("length", [1, 14, 15, 62, 63, 84, 85, 122, 180, 213, 214, 300, 600])
def test_every_length_around_the_next_size(length: int) -> None:
    assert qr.modules("x" * length) == by_reportlab("x" * length)


@pytest.mark.parametrize("text", ["Ә", "ӨҢ-2026/0118-Ү", "漢字", "ё" * 20, "Ұ" * 30, "Һ" * 31])
def test_letters_of_ours_are_read_by_another_program(tmp_path: Path, text: str) -> None:
    count, digits = qr.modules(text)
    shades = bytes(255 * (digit == ord("0")) for digit in digits)
    mark = Image.frombytes("L", (count, count), shades)
    sheet = Image.new("L", (count + 8, count + 8), 255)
    sheet.paste(mark, (4, 4))
    path = tmp_path / "mark.png"
    sheet.resize((8 * (count + 8),) * 2, Image.Resampling.NEAREST).save(path)
    said = subprocess.run(
        ["zbarimg", "-q", "--raw", "--nodbus", path], capture_output=True, check=True
    )
    assert said.stdout.decode("utf-8") == f"{text}\n"


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="qr"):
        qr.modules("x" * 700)
