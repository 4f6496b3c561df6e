"""Makes hostile inputs out of good ones: the same number gives the same input for ever.

Bytes are flipped, cut, doubled and set to bad words; what has a shape (a ZIP, a JSON or TOML tree) is
changed inside as well, so that the damage gets past the first look.
"""

from __future__ import annotations

import io
import json
import random
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from mediadesk import zips

__all__ = ["Shape", "mutant"]

Shape = str
"""How an input is built: bytes, text, zip, json, toml or words (arguments of a command)."""

NUMBERS = (0, 1, -1, 2, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32, 2**63, 2**64, -(2**63))
_ODD_TEXTS = (
    "", " ", "\0", "x", "-", "0", "NaN", "1e999", "9" * 40, "2026-13-40", "0000-00-00", "9999-12-31",
    "../../x", "C:\\x", "/no/such/place", "%(name)s", "%s%n", "{0.__class__}", "{{ x }}", "{{#party}}",
    "=1+1", "@SUM(A1)", "<b>x", "&l9;", "]]>", "'; DROP TABLE cases; --", "\ud800", "\u202e", "\ufeff",
    "ә" * 50, "İ", "ß", "é", "🜨", "a" * 3000, "true", "null", "[", "{", "١٢٣", "²",
)  # fmt: skip
_WORDS = (
    *(t.encode("utf-8", "surrogatepass") for t in _ODD_TEXTS),
    b"\xff" * 4, b"\x00" * 8, b"\x80\x80", b"\x30\x80", b"PK\x03\x04", b"PK\x05\x06", b"<!DOCTYPE x>",
    b"<!ENTITY a 'b'>", b"&a;", b"\xff\xfe", b"\xef\xbb\xbf", b"A1048576", b"XFD1", b"1048576",
    b"%PDF-1.4", b"endobj", b"stream", b"/Length 9999999999", b"[[[[[[[[", b"{}", b"\r\n\r\n",
)  # fmt: skip


def mutant(seeds: Sequence[bytes], shape: Shape, number: int, salt: str) -> bytes:
    """Give the input of a number; every tenth is junk, the others are changed seeds."""
    rng = random.Random(f"{salt}:{number}")
    if not seeds or rng.random() < 0.04:
        return rng.randbytes(rng.choice((0, 1, 3, 40, 700)))
    seed = rng.choice(seeds)
    made = _SHAPES[shape](rng, seed) if rng.random() < 0.75 else None
    return _bytes(rng, seed, seeds) if made is None else made


def _bytes(rng: random.Random, seed: bytes, seeds: Sequence[bytes] = ()) -> bytes:
    data = bytearray(seed)
    for _turn in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(data) + 1)
        if rng.random() < 0.4 and data:
            _set(rng, data, min(at, len(data) - 1))
        else:
            _move(rng, data, at, seeds)
    return bytes(data)


def _set(rng: random.Random, data: bytearray, at: int) -> None:
    """Change bytes where they are."""
    how = rng.randrange(4)
    if how == 0:
        data[at] ^= 1 << rng.randrange(8)
    elif how == 1:
        data[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    elif how == 2:
        word = rng.choice(_WORDS)
        data[at : at + len(word)] = word
    else:
        number = rng.choice(NUMBERS) & 0xFFFFFFFF
        data[at : at + 4] = number.to_bytes(4, "little" if rng.random() < 0.5 else "big")


def _move(rng: random.Random, data: bytearray, at: int, seeds: Sequence[bytes]) -> None:
    """Take bytes out, put some in, double them, or go on with another input."""
    how = rng.randrange(5)
    if how == 0:
        del data[at : at + rng.choice((1, 2, 4, 30, 500))]
    elif how == 1:
        data[at:at] = rng.choice(_WORDS)
    elif how == 2:
        data[at:at] = data[at : at + rng.choice((1, 8, 60, 2000))] * rng.choice((1, 2, 30))
    elif how == 3:
        del data[at:]
    elif seeds:
        other = rng.choice(seeds)
        data[at:] = other[rng.randrange(len(other) + 1) :]


def _text(rng: random.Random, seed: bytes) -> bytes | None:
    """Change letters, not bytes, so that the text stays a text."""
    letters = list(seed.decode("utf-8", "replace"))
    for _turn in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(letters) + 1)
        how = rng.randrange(5)
        if how == 0:
            letters[at : at + 1] = rng.choice(_ODD_TEXTS)
        elif how == 1:
            letters[at:at] = rng.choice(_ODD_TEXTS)
        elif how == 2:
            del letters[at : at + rng.choice((1, 3, 20))]
        elif how == 3:
            letters[at:at] = letters[at : at + 20] * rng.choice((1, 50))
        else:
            letters[at : at + 1] = chr(rng.choice((0, 9, 10, 0x2028, 0xE9, 0x4E9, 0x1F728, 0x661)))
    return "".join(letters).encode("utf-8", "surrogatepass")


def _zip(rng: random.Random, seed: bytes) -> bytes | None:
    """Change one part of a package, or which parts there are."""
    try:
        with zipfile.ZipFile(io.BytesIO(seed)) as old:
            parts = [(info.filename, old.read(info)) for info in old.infolist()]
    except zips.BROKEN_IN_MEMORY:
        return None
    for _turn in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(parts))
        name, body = parts[at]
        how = rng.randrange(12)
        if how == 0:
            del parts[at]
        elif how == 1:
            parts.append((name, body))
        elif how == 2:
            parts[at] = (rng.choice(("../x", "/x", name.upper(), "xl/vbaProject.bin", "\0")), body)
        elif how == 3:
            parts[at] = (name, rng.choice(parts)[1])
        else:
            parts[at] = (name, _marked(rng, body) if how > 6 else _bytes(rng, body))
        if not parts:
            break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as new:
        for name, body in parts:
            with suppress(UserWarning):
                new.writestr(zipfile.ZipInfo(name or "x"), body)
    return out.getvalue()


def _marked(rng: random.Random, body: bytes) -> bytes:
    """Change a document of marks: a value between quotes or marks, or a whole element."""
    places = [i for i, byte in enumerate(body) if byte in b'<>"']
    if len(places) < 2:
        return _bytes(rng, body)
    at = rng.randrange(len(places) - 1)
    first, last = places[at], places[min(at + rng.choice((1, 1, 1, 2, 6)), len(places) - 1)]
    how = rng.randrange(4)
    word = rng.choice(_WORDS) if rng.random() < 0.5 else str(rng.choice(NUMBERS)).encode()
    if how == 0:
        return body[: first + 1] + word + body[last:]
    if how == 1:
        return body[:first] + body[last:]
    piece = body[first:last]
    return body[:last] + piece * rng.choice((1, 3, 40)) + body[last:]


def _tree(load: Callable[[str], Any], dump: Callable[[Any], str]) -> Callable[..., bytes | None]:
    def change(rng: random.Random, seed: bytes) -> bytes | None:
        try:
            tree = load(seed.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        for _turn in range(rng.choice((1, 1, 2, 4))):
            tree = _changed(rng, tree)
        try:
            return dump(tree).encode("utf-8", "surrogatepass")
        except (ValueError, TypeError, RecursionError):
            return None

    return change


def _places(tree: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    keys = tree if isinstance(tree, dict) else range(len(tree))
    for key in keys:
        found.append((tree, key))
        if isinstance(tree[key], (dict, list)):
            _places(tree[key], found)
    return found


def _changed(rng: random.Random, tree: Any) -> Any:
    if not isinstance(tree, (dict, list)) or not (places := _places(tree, [])):
        return rng.choice([None, [], {}, "", 0, tree])
    where, key = rng.choice(places)
    how = rng.randrange(8)
    if how == 0:
        del where[key]
    elif how == 1 and isinstance(where, dict):
        where[rng.choice(_ODD_TEXTS) if rng.random() < 0.5 else str(key) + "x"] = where[key]
    elif how == 1:
        where.append(where[key])
    elif how == 2:
        other, name = rng.choice(places)
        if name in other if isinstance(other, dict) else name < len(other):
            where[key] = json.loads(json.dumps(other[name], default=str))
    elif how == 3:
        where[key] = rng.choice(([where[key]], {"x": where[key]}, [], {}, [[]], [{}]))
    elif how == 4 and isinstance(where, dict):
        where[key] = where.pop(rng.choice(list(where)))
    else:
        where[key] = rng.choice(_values(where[key]))
    return tree


def _values(old: Any) -> list[Any]:
    odd: list[Any] = [*_ODD_TEXTS, *NUMBERS, 0.5, -0.0, 1e308, True, False, float("inf")]
    if isinstance(old, str):
        odd += [old * 2, old[:-1], old + "x", old.upper(), old[::-1]] * 4
    elif isinstance(old, int):
        odd += [-old, old + 1, str(old), old * 10**9] * 4
    return odd


def _words(rng: random.Random, seed: bytes) -> bytes | None:
    """Change the arguments of a command: one a line."""
    words = seed.decode("utf-8").split("\n")
    for _turn in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(words) + 1)
        how = rng.randrange(4)
        if how == 0 and words:
            del words[at % len(words)]
        elif how == 1:
            words.insert(at, rng.choice(_ODD_TEXTS))
        elif how == 2 and words:
            words[at % len(words)] = rng.choice((*_ODD_TEXTS, *map(str, NUMBERS)))
        elif words:
            words.insert(at, words[rng.randrange(len(words))])
    return "\n".join(words).encode("utf-8", "surrogatepass")


def _toml(tree: Any) -> str:
    import tomli_w

    return tomli_w.dumps(tree)


def _junk(rng: random.Random, seed: bytes) -> bytes | None:
    return None


_SHAPES: dict[Shape, Callable[[random.Random, bytes], bytes | None]] = {
    "bytes": _junk,
    "text": _text,
    "zip": _zip,
    "json": _tree(json.loads, json.dumps),
    "toml": _tree(tomllib.loads, _toml),
    "words": _words,
}
