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


NOTE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> /Annots [ << /Type /Annot /Subtype /Square"
    b" /Rect [60 740 560 790] /C [1 0 0] /IC [1 0 0] /F 4 >> ] >>"
)


def test_what_is_drawn_over_the_pages_before_signing_is_noted() -> None:
    over = update_pdf(PDF, 7_000, b"<< /Length 0 >>\nstream\n\nendstream")
    plain = check_pdf(signed_pdf(over, person()), PDF, Trust(), NOW)[0]
    assert (plain.file, plain.notes) == (FileVerdict.MATCHES, ())
    (stamped,) = check_pdf(signed_pdf(update_pdf(PDF, 3, NOTE), person()), PDF, Trust(), NOW)
    assert (stamped.file, stamped.notes) == (FileVerdict.MATCHES, (Note.DRAWN_OVER,))


def test_a_file_written_anew_with_the_same_pages_is_called_so() -> None:
    other = PDF.replace(b"%PDF-1.4\n", b"%PDF-1.5\n")
    (found,) = check_pdf(signed_pdf(other, person()), PDF, Trust(), NOW)
    assert (found.file, found.holds) == (FileVerdict.LOOKS_SAME, True)


def test_a_signed_pdf_without_the_document_is_not_said_to_be_it() -> None:
    (found,) = check_pdf(SIGNED, None, Trust(), NOW)
    assert (found.file, found.notes) == (FileVerdict.UNKNOWN, (Note.NO_DOCUMENT,))


def test_a_document_that_cannot_be_drawn_is_not_the_same() -> None:
    (found,) = check_pdf(SIGNED, b"%PDF-1.4 nothing", Trust(), NOW)
    assert found.file is FileVerdict.OTHER


def test_the_old_form_of_signatures_and_stamps_alone_are_not_judged() -> None:
    old = Wish(attached=True)
    (found,) = check_pdf(signed_pdf(PDF, person(), wish=old), PDF, Trust(), NOW)
    assert (found.file, found.math) == (FileVerdict.UNKNOWN, MathVerdict.UNSUPPORTED)
    stamp = Wish(attached=True, content_type="1.2.840.113549.1.9.16.1.4")
    with pytest.raises(WorldTrouble) as error:
        check_pdf(signed_pdf(PDF, person(), wish=stamp), PDF, Trust(), NOW)
    assert error.value.code is Code.SIGNATURE_MISSING


def test_a_pdf_out_of_measure_is_refused() -> None:
    with pytest.raises(WorldTrouble) as error:
        check_pdf(b"%PDF-" + bytes(33 * 2**20), None, Trust(), NOW)
    assert error.value.code is Code.SIGNATURE_TOO_BIG
    with pytest.raises(WorldTrouble):
        check_pdf(SIGNED.replace(b"00>", b"0 >"), PDF, Trust(), NOW)


def test_too_many_signatures_are_not_followed() -> None:
    many = SIGNED
    start = SIGNED.index(b"/ByteRange")
    told = SIGNED[start : SIGNED.index(b"]", start) + 1]
    with pytest.raises(WorldTrouble):
        check_pdf(many + told * 60, PDF, Trust(), NOW)


def test_certificates_of_a_file_are_read_in_every_form() -> None:
    import base64

    pem = b"-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n"
    one, two = (pem % base64.encodebytes(each.certificate) for each in (root(), person()))
    assert len(certificates_in(one + two)) == 2
    assert len(certificates_in(GOOD)) == 1
    for bad in (b"", b"\x30" + bytes(2**20), one[:80], cms(DOCUMENT, person(), wish=NONE)):
        with pytest.raises(WorldTrouble) as error:
            certificates_in(bad)
        assert error.value.code is Code.CERTIFICATE_UNREADABLE


NONE = Wish(with_certificates=False)
