"""The centre's own letterhead: lines, contacts and a picture, kept in its encrypted file."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediadesk.assets import Shelf
from mediadesk.domain.bilingual import Words

__all__ = ["LOGO_BYTES", "NAME", "Letterhead", "from_tree", "is_picture", "load", "to_tree"]

NAME: Final = "letterhead.toml"
LOGO_BYTES: Final = 300_000
"""So large may a picture be."""
_SIDE: Final = 6_000
_LANGS: Final = ("ru", "kk", "en")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines and contacts that take the place of the centre's details ("": the details stay)."""

    lines: Words = Words("", "")
    contacts: Words = Words("", "")
    logo: bytes = b""


def load(centre: Path | Shelf | None) -> Letterhead | None:
    """Give the letterhead that the centre keeps; None where it has none of its own."""
    if not isinstance(centre, Shelf) or NAME not in centre.texts:
        return None
    return _parsed(centre.texts[NAME])


@lru_cache(maxsize=4)
def _parsed(text: str) -> Letterhead | None:
    import tomllib

    try:
        return from_tree(tomllib.loads(text))
    except (ValueError, RecursionError):
        return None


def from_tree(table: Mapping[str, Any]) -> Letterhead:
    """Read the tree of a letterhead; ValueError where it is something else."""
    try:
        logo = base64.b64decode(str(table.get("logo", "")), validate=True)
    except binascii.Error as error:
        raise ValueError("logo") from error
    if logo and not is_picture(logo):
        raise ValueError("logo")
    return Letterhead(_words(table, "lines"), _words(table, "contacts"), logo)


def _words(table: Mapping[str, Any], name: str) -> Words:
    found = [table.get(f"{name}_{lang}", "") for lang in _LANGS]
    if not all(isinstance(each, str) and len(each) <= 2_000 for each in found):
        raise ValueError(name)
    return Words(*found)


def to_tree(head: Letterhead) -> dict[str, Any]:
    """Give the tree to be written."""
    table: dict[str, Any] = {
        f"{name}_{lang}": words.of(lang)
        for name, words in (("lines", head.lines), ("contacts", head.contacts))
        for lang in _LANGS
    }
    if head.logo:
        table["logo"] = base64.b64encode(head.logo).decode("ascii")
    return table


def is_picture(data: bytes) -> bool:
    """Tell whether these are the bytes of a PNG or JPEG that can be drawn whole, of a sane size."""
    if len(data) > LOGO_BYTES or not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return False
    import warnings
    from io import BytesIO

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
                if max(picture.size) > _SIDE:
                    return False
                picture.load()
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return False
    return True
