"""Electronic signatures checked off line: verdicts apart from each other, facts, chains, times."""

from __future__ import annotations

import base64
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mediadesk.domain.signatures import (
    CertificateVerdict,
    FileVerdict,
    MathVerdict,
    Note,
    RevocationVerdict,
    Signer,
    TimeSource,
)
from mediadesk.errors import WorldTrouble
from mediadesk.export.cms import certificates_in, read_cms
from mediadesk.export.signature_check import Trust, check_cms
from tests import signing
from tests.signing import NOW, SIGNED, Scheme, Wish, certificate, cms, name_of, person, root

DOCUMENT = b"What the parties agreed on. " * 40


def trust(kind: str = "rsa") -> Trust:
    known = certificates_in(root(kind).certificate)
    return Trust(known, frozenset(each.sha256 for each in known))


def first(data: bytes, document: bytes | None = DOCUMENT, kind: str = "rsa") -> Signer:
    return check_cms(data, document, trust(kind), NOW)[0]


SCHEMES = {
    "RSA, SHA-256": lambda: signing.rsa_scheme(2),
    "RSA, SHA-512": lambda: signing.rsa_scheme(3, sha=512),
    "RSA-PSS, SHA-256": lambda: signing.rsa_scheme(4, pss=True),
    "ECDSA, SHA-256": signing.ec_scheme,
    "GOST 34.10-2015 (512), GOST 34.11-2015 (512)": lambda: signing.gost_scheme(512, 2),
    "GOST 34.10-2015 (256), GOST 34.11-2015 (256)": lambda: signing.gost_scheme(256, 2),
}


def holder_of(scheme: Scheme) -> signing.Holder:
    subject = name_of(**signing.PERSON, serial="IIN991231500016")
    return certificate(scheme, subject, root(), serial=0x77)


@pytest.mark.parametrize("words", SCHEMES)
def test_a_signature_of_every_known_algorithm_holds(words: str) -> None:
    found = first(cms(DOCUMENT, holder_of(SCHEMES[words]())))
    assert (found.file, found.math) == (FileVerdict.MATCHES, MathVerdict.VALID)
    assert found.certificate is CertificateVerdict.TRUSTED
    assert found.revocation is RevocationVerdict.NOT_CHECKED
    assert found.algorithm == words
    assert found.holds


@pytest.mark.parametrize("words", SCHEMES)
def test_a_bit_changed_in_the_document_is_another_file(words: str) -> None:
    other = bytes([DOCUMENT[0] ^ 1]) + DOCUMENT[1:]
    found = first(cms(DOCUMENT, holder_of(SCHEMES[words]())), other)
    assert found.file is FileVerdict.OTHER
    assert not found.holds


@pytest.mark.parametrize("words", SCHEMES)
def test_a_bit_changed_in_signature_or_signed_attributes_is_never_valid(words: str) -> None:
    data = cms(DOCUMENT, holder_of(SCHEMES[words]()))
    part = read_cms(data).signers[0]
    for piece in (part.signature, part.signed[8:]):
        start = data.index(piece)
        for place in range(start, start + len(piece), max(len(piece) // 12, 1)):
            bad = data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
            with suppress(WorldTrouble):
                assert not first(bad).holds


def test_der_pem_base64_and_open_lengths_say_the_same() -> None:
    data = cms(DOCUMENT, person())
    text = base64.encodebytes(data)
    pem = b"-----BEGIN CMS-----\n" + text + b"-----END CMS-----\n"
    forms = (data, text, pem, base64.b64encode(data), signing.opened_lengths(data))
    assert len({first(each) for each in forms}) == 1
    assert first(data).holds


def test_an_attached_document_is_compared_with_the_one_at_hand() -> None:
    data = cms(DOCUMENT, person(), wish=Wish(attached=True))
    assert first(data).file is FileVerdict.MATCHES
    assert first(data, b"another document").file is FileVerdict.OTHER
    alone = first(data, None)
    assert (alone.file, alone.notes) == (FileVerdict.UNKNOWN, (Note.NO_DOCUMENT,))


def test_without_signed_attributes_the_content_itself_is_signed() -> None:
    data = cms(DOCUMENT, person(), wish=Wish(attributes=False))
    assert first(data).holds
    found = first(data, b"another")
    assert (found.file, found.math) == (FileVerdict.UNKNOWN, MathVerdict.INVALID)


def test_a_detached_signature_without_a_document_says_so() -> None:
    found = first(cms(DOCUMENT, person()), None)
    assert (found.file, found.math) == (FileVerdict.UNKNOWN, MathVerdict.VALID)
    assert found.notes == (Note.NO_DOCUMENT,)


def test_every_signer_has_verdicts_of_his_own() -> None:
    two = (person(), holder_of(signing.gost_scheme(512, 2)))
    found = check_cms(cms(DOCUMENT, *two), DOCUMENT, trust(), NOW)
    assert [each.holds for each in found] == [True, True]
    assert {each.iin for each in found} == {"900101300017", "991231500016"}


def test_facts_of_an_individual_stand_in_their_natural_order() -> None:
    found = first(cms(DOCUMENT, person("991231500016")))
    assert found.name == "ҚАСЫМОВ ЕРЛАН МАРАТҰЛЫ"
    assert (found.iin, found.bin, found.is_entity) == ("991231500016", "", False)
    assert found.issuer == "СЫНАҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ"
    assert (found.signed_at, found.time_source) == (SIGNED.isoformat(), TimeSource.SIGNER)


def test_facts_of_an_organisation_name_it_and_its_bin() -> None:
    subject = name_of(
        **signing.PERSON, serial="IIN991231500016", o="ТОО «Несуществующее»", ou="BIN591240000015"
    )
    purposes = (signing.EMAIL, signing.ENTITY, f"{signing.ENTITY}.1")
    who = certificate(signing.rsa_scheme(1), subject, root(), purposes=purposes)
    found = first(cms(DOCUMENT, who))
    assert (found.organisation, found.bin, found.is_entity) == (
        "ТОО «Несуществующее»",
        "591240000015",
        True,
    )


def test_an_unknown_root_is_told_and_no_trust_is_made_up() -> None:
    data = cms(DOCUMENT, person(), wish=Wish(further=(root().certificate,)))
    found = check_cms(data, DOCUMENT, Trust(), NOW)[0]
    assert found.certificate is CertificateVerdict.ROOT_UNKNOWN
    pinned = Trust((), frozenset({root().sha256}))
    assert check_cms(data, DOCUMENT, pinned, NOW)[0].certificate is CertificateVerdict.TRUSTED


def test_a_certificate_that_its_issuer_did_not_sign_is_broken() -> None:
    liar = replace(root(), scheme=signing.rsa_scheme(7))
    who = certificate(signing.rsa_scheme(1), name_of(**signing.PERSON), liar)
    assert first(cms(DOCUMENT, who)).certificate is CertificateVerdict.BROKEN


def test_a_certificate_of_no_authority_issues_nothing() -> None:
    middle = person()
    who = certificate(signing.rsa_scheme(5), name_of(cn="ЖОҚ АДАМ"), middle)
    data = cms(DOCUMENT, who, wish=Wish(further=(middle.certificate,)))
    assert first(data).certificate is CertificateVerdict.ROOT_UNKNOWN


def test_a_chain_over_an_issuing_authority_reaches_the_root() -> None:
    middle = certificate(
        signing.rsa_scheme(6), name_of(cn="ҰЛТТЫҚ СЫНАҚ"), root(), authority=True, serial=2
    )
    who = certificate(signing.rsa_scheme(1), name_of(**signing.PERSON), middle)
    data = cms(DOCUMENT, who, wish=Wish(further=(middle.certificate,)))
    assert first(data).certificate is CertificateVerdict.TRUSTED
    assert first(cms(DOCUMENT, who)).certificate is CertificateVerdict.ROOT_UNKNOWN


@pytest.mark.parametrize("shift", [-400, 400])
def test_a_certificate_out_of_its_term_at_signing_is_told(shift: int) -> None:
    by = timedelta(days=shift)
    who = person(begins=signing.BEGINS + by, ends=signing.ENDS + by)
    assert first(cms(DOCUMENT, who)).certificate is CertificateVerdict.NOT_IN_TERM


def test_a_key_for_entering_sites_must_not_sign() -> None:
    who = person(purposes=(signing.ENTER, signing.INDIVIDUAL))
    found = first(cms(DOCUMENT, who))
    assert found.certificate is CertificateVerdict.NOT_FOR_SIGNING
    both = person(purposes=(signing.ENTER, signing.EMAIL))
    assert first(cms(DOCUMENT, both)).certificate is CertificateVerdict.TRUSTED


def test_without_the_certificate_nothing_is_judged_of_the_key() -> None:
    found = first(cms(DOCUMENT, person(), wish=Wish(with_certificates=False)))
    assert found.certificate is CertificateVerdict.MISSING
    assert found.math is MathVerdict.UNSUPPORTED
    assert found.file is FileVerdict.MATCHES


def test_the_old_hash_is_not_checked_and_not_called_wrong() -> None:
    old = replace(signing.rsa_scheme(1), digest_oid="1.2.398.3.10.1.3.1")
    found = first(cms(DOCUMENT, holder_of(old)))
    assert (found.file, found.math) == (FileVerdict.UNKNOWN, MathVerdict.UNSUPPORTED)
    assert Note.OLD_DIGEST in found.notes


def test_sha_1_proves_nothing() -> None:
    weak = replace(signing.rsa_scheme(1), digest_oid="1.3.14.3.2.26")
    found = first(cms(DOCUMENT, holder_of(weak)))
    assert found.math is MathVerdict.UNSUPPORTED
    assert Note.WEAK_DIGEST in found.notes


STAMPED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def stamping(**facts: Any) -> signing.Holder:
    purposes = ("1.3.6.1.5.5.7.3.8",)
    return certificate(
        signing.rsa_scheme(8), name_of(cn="TSA"), root(), purposes=purposes, serial=9, **facts
    )


def test_a_time_stamp_states_the_time() -> None:
    wish = Wish(unsigned=signing.time_stamp(stamping(), STAMPED))
    found = first(cms(DOCUMENT, person(), wish=wish))
    assert (found.signed_at, found.time_source) == (STAMPED.isoformat(), TimeSource.AUTHORITY)
    assert found.notes == ()
    unknown = check_cms(cms(DOCUMENT, person(), wish=wish), DOCUMENT, Trust(), NOW)[0]
    assert unknown.notes == (Note.STAMP_ROOT_UNKNOWN,)


def test_a_time_stamp_of_something_else_states_nothing() -> None:
    wish = Wish(unsigned=signing.time_stamp(stamping(), STAMPED, of=b"another signature"))
    found = first(cms(DOCUMENT, person(), wish=wish))
    assert found.time_source is TimeSource.SIGNER
    assert found.notes == (Note.STAMP_WRONG,)


def test_whoever_is_no_stamping_authority_stamps_nothing() -> None:
    wish = Wish(unsigned=signing.time_stamp(person(), STAMPED))
    found = first(cms(DOCUMENT, person(), wish=wish))
    assert (found.time_source, found.notes) == (TimeSource.SIGNER, (Note.STAMP_UNCHECKED,))


def test_without_a_stated_time_the_certificate_is_judged_today() -> None:
    data = cms(DOCUMENT, person(), wish=Wish(signing_time=False))
    assert first(data).time_source is TimeSource.NONE
    late = check_cms(data, DOCUMENT, trust(), NOW + timedelta(days=400))[0]
    assert late.certificate is CertificateVerdict.NOT_IN_TERM


def names_certificate(holder: signing.Holder) -> bytes:
    """Give the signed attribute that names a certificate by its hash (RFC 5035)."""
    hashed = signing.octets(bytes.fromhex(holder.sha256))
    inside = signing.seq(signing.seq(signing.seq(hashed)))
    name = signing.oid("1.2.840.113549.1.9.16.2.47")
    return signing.seq(name, signing.der(0x31, inside))


def test_a_signature_that_names_its_certificate_holds_for_no_other() -> None:
    who = person()
    assert first(cms(DOCUMENT, who, wish=Wish(signed=(names_certificate(who),)))).holds
    other = first(cms(DOCUMENT, who, wish=Wish(signed=(names_certificate(root()),))))
    assert other.math is MathVerdict.INVALID
    assert Note.OTHER_CERTIFICATE in other.notes


def test_a_signer_may_be_named_by_the_identifier_of_the_key() -> None:
    who = person(key_id=b"key of nobody")
    assert first(cms(DOCUMENT, who, wish=Wish(key_id=b"key of nobody"))).holds
    lost = first(cms(DOCUMENT, who, wish=Wish(key_id=b"another key")))
    assert lost.certificate is CertificateVerdict.MISSING


def test_the_same_attribute_twice_is_refused() -> None:
    twice = names_certificate(person())
    with pytest.raises(WorldTrouble):
        first(cms(DOCUMENT, person(), wish=Wish(signed=(twice, twice))))


def test_a_hash_that_contradicts_the_signature_is_wrong() -> None:
    scheme = signing.rsa_scheme(2)
    mixed = replace(scheme, digest_oid="2.16.840.1.101.3.4.2.3")
    assert first(cms(DOCUMENT, holder_of(mixed))).math is MathVerdict.INVALID


@pytest.mark.parametrize("name", ["1.2.643.7.1.1.3.3", "1.2.840.113549.1.1.10"])
def test_an_algorithm_that_is_not_known_is_said_to_be_so(name: str) -> None:
    strange = replace(signing.rsa_scheme(2), signature=signing.seq(signing.oid(name)))
    assert first(cms(DOCUMENT, holder_of(strange))).math is MathVerdict.UNSUPPORTED


def test_a_key_of_another_kind_than_the_signature_proves_nothing() -> None:
    strange = replace(signing.rsa_scheme(2), signature=signing.ec_scheme().signature)
    assert first(cms(DOCUMENT, holder_of(strange))).math is MathVerdict.UNSUPPORTED
    broken = replace(
        signing.rsa_scheme(2),
        key=signing.seq(signing.seq(signing.oid("1.2.840.113549.1.1.1")), signing.bits(b"no key")),
    )
    assert first(cms(DOCUMENT, holder_of(broken))).math is MathVerdict.UNSUPPORTED


def test_an_issuer_out_of_its_term_issues_nothing() -> None:
    late = timedelta(days=900)
    old = certificate(
        signing.rsa_scheme(6), name_of(cn="ЕСКІ"), root(), authority=True, serial=2,
        begins=signing.BEGINS - late, ends=signing.ENDS - late,
    )  # fmt: skip
    who = certificate(signing.rsa_scheme(1), name_of(**signing.PERSON), old)
    data = cms(DOCUMENT, who, wish=Wish(further=(old.certificate,)))
    assert first(data).certificate is CertificateVerdict.NOT_IN_TERM


def test_a_stamp_that_is_no_signature_is_not_followed() -> None:
    wish = Wish(unsigned=lambda _s: signing.seq(
        signing.oid("1.2.840.113549.1.9.16.2.14"), signing.der(0x31, signing.seq())
    ))  # fmt: skip
    found = first(cms(DOCUMENT, person(), wish=wish))
    assert found.notes == (Note.STAMP_UNCHECKED,)
