"""Loads a gettext catalogue: compiled where there is one, else straight from its source."""

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path

from mediadesk import assets

__all__ = ["Messages", "load"]

Key = tuple[str, str]
"""Context ('' for none) and message id."""


class Messages:
    """Messages of one language: look up by context and id, plural forms by number."""

    def __init__(self, entries: dict[Key, tuple[str, ...]], plural: str) -> None:
        """Take translations by key, and the plural rule in the form gettext headers use."""
        self._entries = entries
        self._plural = gettext.c2py(plural)

    def text(self, message: str, context: str = "") -> str:
        """Translate a message; untranslated ones come back as they are."""
        forms = self._entries.get((context, message))
        return forms[0] if forms and forms[0] else message

    def plural(self, one: str, many: str, n: int) -> str:
        """Translate a message with the plural form for `n`."""
        forms = self._entries.get(("", one))
        if not forms:
            return one if n == 1 else many
        return forms[min(self._plural(n), len(forms) - 1)] or (one if n == 1 else many)


def load(language: str) -> Messages:
    """Load the catalogue of a language; English has none and translates to itself."""
    if language == "en":
        return Messages({}, "n != 1")
    folder = assets.root("translations") / language / "LC_MESSAGES"
    compiled = folder / "mediadesk.mo"
    if compiled.is_file():
        return _from_compiled(compiled)
    return _from_source(folder / "mediadesk.po")


def _rule(header: str) -> str:
    for line in header.splitlines():
        if line.lower().startswith("plural-forms:"):
            return line.split("plural=", 1)[1].strip().rstrip(";")
    return "n != 1"


def _from_compiled(path: Path) -> Messages:
    with path.open("rb") as file:
        raw: dict[str | tuple[str, int], str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # noqa: SLF001
    entries: dict[Key, tuple[str, ...]] = {}
    plurals: dict[Key, dict[int, str]] = {}
    for key, value in raw.items():
        text, index = key if isinstance(key, tuple) else (key, -1)
        context, _, message = text.rpartition("\x04")
        if index < 0:
            entries[context, message] = (value,)
        else:
            plurals.setdefault((context, message), {})[index] = value
    for name, forms in plurals.items():
        entries[name] = tuple(forms[i] for i in sorted(forms))
    return Messages(entries, _rule(entries.get(("", ""), ("",))[0]))


def _unquoted(text: str) -> str:
    """Read one quoted string; only few have escapes, and the start of the program waits for this."""
    plain = len(text) > 1 and text[0] == text[-1] == '"' and "\\" not in text
    return text[1:-1] if plain and '"' not in text[1:-1] else str(ast.literal_eval(text))


def _blocks(path: Path) -> Iterator[dict[str, str]]:
    """Give each entry of a .po file as its keywords with their joined strings."""
    entry: dict[str, str] = {}
    keyword = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if entry:
                yield entry
            entry = {}
        elif line.startswith('"'):
            entry[keyword] += _unquoted(line)
        else:
            keyword, _, quoted = line.partition(" ")
            entry[keyword] = _unquoted(quoted)


def _from_source(path: Path) -> Messages:
    entries: dict[Key, tuple[str, ...]] = {}
    if not path.is_file():
        return Messages({}, "n != 1")
    for block in _blocks(path):
        forms = tuple(v for k, v in sorted(block.items()) if k.startswith("msgstr"))
        entries[block.get("msgctxt", ""), block.get("msgid", "")] = forms
    return Messages(entries, _rule(entries.get(("", ""), ("",))[0]))
