"""QR marks are read by another program, letter for letter."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from mediadesk.export import qr

MARK = "MD2|2026/0118|contract|2026-12-01|0123456789ab|v1|p1/3|fedcba987654"


@pytest.mark.parametrize(
    "text", [MARK, "Ә", "ӨҢ-2026/0118-Ү", "ё" * 20, "Ұ" * 30, "Һ" * 31, "x" * 300]
)
def test_marks_are_read_by_another_program(tmp_path: Path, text: str) -> None:
    count, dots = qr.modules(text)
    mark = Image.frombytes("L", (count, count), dots)
    sheet = Image.new("L", (count + 8, count + 8), 255)
    sheet.paste(mark, (4, 4))
    path = tmp_path / "mark.png"
    sheet.resize((8 * (count + 8),) * 2, Image.Resampling.NEAREST).save(path)
    said = subprocess.run(
        ["zbarimg", "-q", "--raw", "--nodbus", path], capture_output=True, check=True
    )
    assert said.stdout.decode("utf-8") == f"{text}\n"


def test_the_same_text_is_the_same_mark() -> None:
    assert qr.modules(MARK) == qr.modules(MARK)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr.modules("x" * 9000)
