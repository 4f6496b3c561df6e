"""A secret in three parts: any two give it back, one tells nothing, a misread one is refused."""

import secrets
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.key_parts import _inverse, _times, join, split
from mediadesk.errors import InputProblem

ELEMENTS = st.integers(min_value=0, max_value=255)


@given(ELEMENTS, ELEMENTS, ELEMENTS)
def test_the_field_is_a_field(a: int, b: int, c: int) -> None:
    assert _times(a, b) == _times(b, a) < 256
    assert _times(a, _times(b, c)) == _times(_times(a, b), c)
    assert _times(a, b ^ c) == _times(a, b) ^ _times(a, c)
    assert _times(a, 1) == a
    if a:
        assert _times(a, _inverse(a)) == 1


def test_the_published_products_of_the_field() -> None:
    assert _times(0x57, 0x83) == 0xC1  # FIPS 197, 4.2
    assert _times(0x57, 0x13) == 0xFE
    assert _inverse(0x53) == 0xCA


@given(st.binary(min_size=2, max_size=40))
def test_any_two_parts_give_the_secret(secret: bytes) -> None:
    parts = split(secret, secrets.token_bytes)
    assert len(set(parts)) == 3
    for two in permutations(parts, 2):
        assert join(each.lower().replace("-", " ") for each in two) == secret


@given(st.binary(min_size=8, max_size=20), st.binary(min_size=8, max_size=20))
def test_a_part_alone_fits_every_secret(one: bytes, other: bytes) -> None:
    """For the part of a secret there is a slope that makes the same part of any other secret."""
    size = min(len(one), len(other))
    slopes = secrets.token_bytes(size)
    wanted = bytes(a ^ b ^ k for a, b, k in zip(one, other, slopes, strict=False))
    mine = split(one[:size], lambda n: slopes if n == size else b"\1")
    theirs = split(other[:size], lambda n: wanted if n == size else b"\1")
    assert mine[0] == theirs[0]


@given(st.binary(min_size=16, max_size=20), st.integers(min_value=0, max_value=200))
def test_a_misread_letter_is_refused(secret: bytes, place: int) -> None:
    first, second, _third = split(secret, secrets.token_bytes)
    at = place % len(first)
    other = "B" if first[at] != "B" else "C"
    if first[at] == "-":
        return
    with pytest.raises(InputProblem):
        join([first[:at] + other + first[at + 1 :], second])


def test_what_is_no_pair_of_parts_is_refused() -> None:
    mine = split(b"x" * 20, secrets.token_bytes)
    theirs = split(b"x" * 20, lambda n: bytes([7]) * n)
    longer = split(b"x" * 21, lambda n: bytes([7]) * n)
    for parts in (
        *((each,) for each in mine),
        mine,
        (mine[0], mine[0]),
        (theirs[0], longer[1]),
        ("", mine[0]),
        ("1-0", mine[0]),
        ("Ж", mine[0]),
        *combinations((mine[0], theirs[1] if theirs[1] != mine[1] else longer[1]), 2),
    ):
        try:
            found = join(parts)
        except InputProblem:
            continue
        assert found != b"x" * 20 or parts[0][:4] == parts[1][:4]
