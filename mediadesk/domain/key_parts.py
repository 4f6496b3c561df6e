"""A secret in three parts of which any two give it back (Shamir's sharing over GF(256)).

Each byte of the secret is the value at 0 of a line over the field of 256 elements (polynomial 0x11B);
part n holds the values at n. One part alone tells nothing: every secret fits it. A part is written
with its number, the mark of its set and a check, in letters without look-alikes.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

from mediadesk.errors import Code, InputProblem

__all__ = ["NEEDED", "PARTS", "join", "split"]

PARTS: Final = 3
NEEDED: Final = 2
_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUP: Final = 4
_CHECK: Final = 2
_FIELD: Final = 0x11B


def _times(a: int, b: int) -> int:
    """Multiply in the field."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= _FIELD
        b >>= 1
    return product


def _inverse(a: int) -> int:
    """Give the element whose product with `a` is 1: the power 254."""
    found = 1
    for _ in range(254):
        found = _times(found, a)
    return found


def split(secret: bytes, random: Callable[[int], bytes]) -> tuple[str, ...]:
    """Give three parts of a secret; `random` gives so many random bytes."""
    slopes, mark = random(len(secret)), random(1)
    return tuple(
        _written(
            bytes([number]) + mark
            + bytes(s ^ _times(k, number) for s, k in zip(secret, slopes, strict=True))
        )
        for number in range(1, PARTS + 1)
    )  # fmt: skip


def join(parts: Iterable[str]) -> bytes:
    """Give the secret of two different parts; InputProblem(KEY_PART_BAD) where they are none.

    Parts of two sets are refused by the mark of the set, a misread letter by the check.
    """
    read = [_read(part) for part in parts]
    if len(read) != NEEDED or read[0][0] == read[1][0] or read[0][1] != read[1][1]:
        raise InputProblem(Code.KEY_PART_BAD)
    (x, _, *first), (y, _, *second) = read
    if len(first) != len(second):
        raise InputProblem(Code.KEY_PART_BAD)
    scale = _inverse(x ^ y)
    return bytes(
        _times(_times(a, y) ^ _times(b, x), scale) for a, b in zip(first, second, strict=True)
    )


def _written(raw: bytes) -> str:
    whole = raw + hashlib.sha256(raw).digest()[:_CHECK]
    number = int.from_bytes(b"\x01" + whole, "big")
    letters = ""
    while number:
        number, digit = divmod(number, len(_ALPHABET))
        letters = _ALPHABET[digit] + letters
    groups = (letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
    return "-".join(groups)


def _read(part: str) -> bytes:
    number = 0
    for letter in part.upper():
        if letter in _ALPHABET:
            number = number * len(_ALPHABET) + _ALPHABET.index(letter)
        elif letter.isalnum():
            raise InputProblem(Code.KEY_PART_BAD)
    whole = number.to_bytes(number.bit_length() // 8 + 1, "big").lstrip(b"\0")
    raw, check = whole[1:-_CHECK], whole[-_CHECK:]
    is_right = hashlib.sha256(raw).digest()[:_CHECK] == check and whole[:1] == b"\x01"
    if not is_right or len(raw) <= _CHECK or raw[0] > PARTS:
        raise InputProblem(Code.KEY_PART_BAD)
    return raw
