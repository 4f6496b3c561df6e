"""Files of signatures that are damaged, cut, endless or made to mislead: a sentence, never a fall."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediadesk.domain.signatures import FileVerdict, MathVerdict, Note
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.export.ber import BerProblem, der, read
from mediadesk.export.cms import certificates_in
from mediadesk.export.pdf_signed import check_pdf
from mediadesk.export.signature_check import Trust, check_cms
from mediadesk.usecases.practice_files import page
from tests.signing import (
    NOW,
    Wish,
    cms,
    opened_lengths,
    person,
    root,
    signed_pdf,
    update_pdf,
)

DOCUMENT = b"Paper of nobody. " * 20
GOOD = cms(DOCUMENT, person())
ATTACHED = cms(DOCUMENT, person(), wish=Wish(attached=True))
TEXT = b"BT /F1 18 Tf 70 760 Td (Practice receipt: 900 000 tenge) Tj ET"
OTHER_PAGE = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT)


GOST = cms(DOCUMENT, person(kind="gost"))
OPENED = opened_lengths(GOOD)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "set", "cut", "add", "copy"]),
        st.integers(0, 5_000),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=5,
)


def changed(data: bytes, changes: list[tuple[str, int, int]]) -> bytes:
    """Damage bytes here and there."""
    bad = bytearray(data)
    for how, told, value in changes:
        place = told % len(bad)
        if how == "flip":
            bad[place] ^= value or 1
        elif how == "set":
            bad[place] = value
        elif how == "cut":
            del bad[place : place + value % 20]
        elif how == "add":
            bad[place:place] = bytes([value]) * (value % 9)
        else:
            bad[place : place + 20] = bad[value : value + 20]
        bad = bad or bytearray(b"0")
    return bytes(bad)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([GOOD, ATTACHED, GOST, OPENED]), CHANGES)
@example(GOOD, [("set", GOOD.index(bytes.fromhex("0603551d25")) - 1, 0)])
def test_changed_bytes_raise_nothing_but_ours_and_never_prove_another_document(
    data: bytes, changes: list[tuple[str, int, int]]
) -> None:
    with suppress(WorldTrouble):
        for signer in check_cms(changed(data, changes), b"another document", Trust(), NOW):
            assert not signer.holds


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2_000))
def test_garbage_and_what_is_cut_off_is_said_to_be_so(junk: bytes, cut: int) -> None:
    for data in (junk, b"\x30" + junk, GOOD[: cut % len(GOOD)], GOOD[:40] + junk):
        with pytest.raises(WorldTrouble) as error:
            check_cms(data, DOCUMENT, Trust(), NOW)
        assert error.value.code is Code.SIGNATURE_UNREADABLE


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2_000), st.integers(1, 255))
def test_a_damaged_certificate_is_told(place: int, flip: int) -> None:
    bad = bytearray(root().certificate)
    bad[place % len(bad)] ^= flip
    with suppress(MediaDeskError):
        certificates_in(bytes(bad))


def test_parts_within_parts_without_end_are_not_followed() -> None:
    deep = b""
    for _ in range(5_000):
        deep = der(0x30, deep)
    for data in (deep, b"\x30\x80" * 50_000, b"\x30\x84\xff\xff\xff\xff"):
        with pytest.raises(WorldTrouble):
            check_cms(data, None, Trust(), NOW)
    with pytest.raises(BerProblem):
        read(b"\x30\x80" * 50)


def test_a_file_out_of_measure_is_refused() -> None:
    with pytest.raises(WorldTrouble) as error:
        check_cms(bytes(33 * 2**20), None, Trust(), NOW)
    assert error.value.code is Code.SIGNATURE_TOO_BIG


PDF = page()
SIGNED = signed_pdf(PDF, person())


def test_a_signed_pdf_belongs_to_the_document_it_was_made_of() -> None:
    found = check_pdf(SIGNED, PDF, Trust(), NOW)
    assert [(s.file, s.math, s.later) for s in found] == [
        (FileVerdict.MATCHES, MathVerdict.VALID, 0)
    ]


def test_two_signatures_of_a_pdf_cover_what_lay_before_them() -> None:
    both = signed_pdf(SIGNED, person("991231500016", serial=9), 9_001)
    first, second = check_pdf(both, PDF, Trust(), NOW)
    assert (first.holds, second.holds) == (True, True)
    assert first.notes == (Note.ADDED_LATER,)
    assert first.later == len(both) - len(SIGNED)
    assert second.later == 0


def test_a_page_changed_after_signing_is_told() -> None:
    bad = update_pdf(SIGNED, 4, OTHER_PAGE)
    (found,) = check_pdf(bad, PDF, Trust(), NOW)
    assert found.file is FileVerdict.CHANGED
    assert Note.PAGES_CHANGED in found.notes


def test_a_page_changed_before_signing_is_another_document() -> None:
    bad = signed_pdf(update_pdf(PDF, 4, OTHER_PAGE), person())
    (found,) = check_pdf(bad, PDF, Trust(), NOW)
    assert (found.file, found.math) == (FileVerdict.OTHER, MathVerdict.VALID)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(PDF) - 1), st.integers(1, 255))
def test_a_byte_changed_under_the_signature_never_holds(place: int, flip: int) -> None:
    bad = SIGNED[:place] + bytes([SIGNED[place] ^ flip]) + SIGNED[place + 1 :]
    with suppress(WorldTrouble):
        assert not any(s.holds for s in check_pdf(bad, PDF, Trust(), NOW))


def test_a_pdf_without_signatures_and_ranges_that_lie_are_told() -> None:
    with pytest.raises(WorldTrouble) as error:
        check_pdf(PDF, PDF, Trust(), NOW)
    assert error.value.code is Code.SIGNATURE_MISSING
    hole = SIGNED.index(b"/ByteRange [0 ") + 14
    for told in (b"0000000001", b"9999999999"):
        bad = SIGNED[:hole] + told + SIGNED[hole + 10 :]
        with pytest.raises(WorldTrouble) as error:
            check_pdf(bad, PDF, Trust(), NOW)
        assert error.value.code is Code.SIGNATURE_UNREADABLE
