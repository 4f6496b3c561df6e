"""Loads a gettext catalogue: compiled where there is one, else straight from its source.

The first window waits for this. So a compiled catalogue is only indexed, and a message is decoded
when somebody asks for it; a source is read whole, as only a tree of sources has to.
"""

import gettext
import re
import struct
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from mediadesk import assets

__all__ = ["Messages", "load"]

Key = tuple[str, str]
"""Context ('' for none) and message id."""


class Messages:
    """Messages of one language: look up by context and id, plural forms by number."""

    def __init__(self, find: Callable[[Key], tuple[str, ...] | None]) -> None:
        """Take what finds the translation of a key, in all its plural forms."""
        self._find = find

    @cached_property
    def _plural(self) -> Callable[[int], int]:
        """Number of the form for a count, by the rule that the header of the catalogue states."""
        header = self._find(("", "")) or ("",)
        return gettext.c2py(_rule(header[0]))

    def text(self, message: str, context: str = "") -> str:
        """Translate a message; untranslated ones come back as they are."""
        forms = self._find((context, message))
        return forms[0] if forms and forms[0] else message

    def plural(self, one: str, many: str, n: int) -> str:
        """Translate a message with the plural form for `n`."""
        forms = self._find(("", one))
        if not forms:
            return one if n == 1 else many
        return forms[min(self._plural(n), len(forms) - 1)] or (one if n == 1 else many)


def load(language: str) -> Messages:
    """Load the catalogue of a language; English has none and translates to itself."""
    if language == "en":
        return Messages(lambda _key: None)
    folder = assets.root("translations") / language / "LC_MESSAGES"
    compiled = folder / "mediadesk.mo"
    if compiled.is_file():
        return Messages(_Compiled(compiled.read_bytes()).find)
    return Messages(_from_source(folder / "mediadesk.po").get)


def _rule(header: str) -> str:
    for line in header.splitlines():
        if line.lower().startswith("plural-forms:"):
            return line.split("plural=", 1)[1].strip().rstrip(";")
    return "n != 1"


_MAGIC: Final = 0x950412DE
_HEAD: Final = 20


class _Compiled:
    """A catalogue as msgfmt writes it: two tables of lengths and places, ids and translations."""

    def __init__(self, raw: bytes) -> None:
        """Index the ids; a message of several forms goes by the first, before its zero byte."""
        self._raw = raw
        order = "<" if int.from_bytes(raw[:4], "little") == _MAGIC else ">"
        _magic, _version, count, ids, texts = struct.unpack(f"{order}5I", raw[:_HEAD])
        table = struct.Struct(f"{order}{2 * count}I")
        places = table.unpack_from(raw, ids)
        self._texts = table.unpack_from(raw, texts)
        self._index = {
            raw[place : place + length].partition(b"\0")[0]: at
            for at, (length, place) in enumerate(zip(places[::2], places[1::2], strict=True))
        }
        self._known: dict[Key, tuple[str, ...] | None] = {}

    def find(self, key: Key) -> tuple[str, ...] | None:
        """Give the translation of a key in all its forms; None if there is none."""
        if key not in self._known:
            self._known[key] = self._decoded(*key)
        return self._known[key]

    def _decoded(self, context: str, message: str) -> tuple[str, ...] | None:
        at = self._index.get((f"{context}\x04{message}" if context else message).encode())
        if at is None:
            return None
        length, place = self._texts[2 * at : 2 * at + 2]
        return tuple(self._raw[place : place + length].decode().split("\0"))


_STRINGS: Final = r'((?:".*"\n)+)'
_ENTRY: Final = (
    rf"^(?:msgctxt {_STRINGS})?msgid {_STRINGS}(?:msgid_plural {_STRINGS})?"
    rf"((?:msgstr(?:\[\d\])? {_STRINGS})+)"
)
_FORM: Final = rf"^msgstr(?:\[\d\])? {_STRINGS}"


def _joined(strings: str) -> str:
    """Read quoted strings, one on a line; few have escapes, and the first window waits for this."""
    if "\\" not in strings:
        return strings[1:-2].replace('"\n"', "")
    import ast

    return "".join(str(ast.literal_eval(line)) for line in strings.splitlines())


def _from_source(path: Path) -> Mapping[Key, tuple[str, ...]]:
    if not path.is_file():
        return {}
    entries: dict[Key, tuple[str, ...]] = {}
    text = path.read_text(encoding="utf-8") + "\n"
    forms_of = re.compile(_FORM, re.MULTILINE)
    for context, message, _many, forms, _last in re.findall(_ENTRY, text, re.MULTILINE):
        key = (_joined(context) if context else "", _joined(message))
        entries[key] = tuple(_joined(form) for form in forms_of.findall(forms))
    return entries
