"""Loads a gettext catalogue: compiled where there is one, else straight from its source."""

import ast
import gettext
import re
from pathlib import Path
from typing import Final

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


_STRINGS: Final = r'((?:".*"\n)+)'
_ENTRY: Final = re.compile(
    rf"^(?:msgctxt {_STRINGS})?msgid {_STRINGS}(?:msgid_plural {_STRINGS})?"
    rf"((?:msgstr(?:\[\d\])? {_STRINGS})+)",
    re.MULTILINE,
)
_FORM: Final = re.compile(rf"^msgstr(?:\[\d\])? {_STRINGS}", re.MULTILINE)


def _joined(strings: str) -> str:
    """Read quoted strings, one on a line; few have escapes, and the first window waits for this."""
    if "\\" not in strings:
        return strings[1:-2].replace('"\n"', "")
    return "".join(str(ast.literal_eval(line)) for line in strings.splitlines())


def _from_source(path: Path) -> Messages:
    entries: dict[Key, tuple[str, ...]] = {}
    if not path.is_file():
        return Messages({}, "n != 1")
    text = path.read_text(encoding="utf-8") + "\n"
    for context, message, _many, forms, _last in _ENTRY.findall(text):
        key = (_joined(context) if context else "", _joined(message))
        entries[key] = tuple(_joined(form) for form in _FORM.findall(forms))
    return Messages(entries, _rule(entries.get(("", ""), ("",))[0]))
