"""Facts of signatures written and read, signers found in a case, marks of scans judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain.model import (
    Case,
    Mediator,
    Office,
    Organisation,
    Party,
    Person,
    SignatureRecord,
)
from mediadesk.domain.page_marks import Mark
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.rules_signing import signing_findings
from mediadesk.domain.scans import judge_scan
from mediadesk.domain.signatures import (
    CertificateVerdict,
    FileVerdict,
    MathVerdict,
    RevocationVerdict,
    SignatureFacts,
    Signer,
    SigningWay,
    facts_from_json,
    facts_to_json,
    shown_moment,
    who_signed,
)
from mediadesk.domain.types import CaseId, OfficeId, PartySide
from tests.personas import ABDRAKHMANOVA, CENTRE, QASYMOV, SUPPLIER


def case_file() -> CaseFile:
    first = PartyFile(
        party=Party(
            side=PartySide.FIRST,
            representative_name=ABDRAKHMANOVA.full_name,
            representative_iin=ABDRAKHMANOVA.iin,
        ),
        person=Person(name_ru=QASYMOV.full_name, iin=QASYMOV.iin),
    )
    body = Organisation(
        name_ru=SUPPLIER.name_ru, bin=SUPPLIER.bin, head_name="Жоқов Ескендір Жоқұлы"
    )
    second = PartyFile(party=Party(side=PartySide.SECOND), organisation=body)
    return CaseFile(
        case=Case(id=CaseId(1), office_id=OfficeId(1), received_on=date(2026, 11, 2)),
        office=Office(name_ru=CENTRE.name_ru, name_kk=CENTRE.name_kk, bin=CENTRE.bin, region="27"),
        parties=(first, second),
        mediator=Mediator(name_ru="Медиатор Несуществующий", iin="991231500024"),
    )


@pytest.mark.parametrize(
    ("signer", "roles"),
    [
        (Signer(iin=QASYMOV.iin), ["First party"]),
        (Signer(iin=ABDRAKHMANOVA.iin), ["Representative of the first party"]),
        (Signer(bin=SUPPLIER.bin, name="ЖОҚОВ ЕСКЕНДІР ЖОҚҰЛЫ"), ["Head of the second party"]),
        (Signer(bin=SUPPLIER.bin, name="БАСҚА АДАМ"), ["Signs for the second party by its BIN"]),
        (Signer(bin=CENTRE.bin), ["The centre itself"]),
        (Signer(iin="991231500024"), ["Mediator"]),
        (Signer(iin="000101500019"), []),
        (Signer(), []),
    ],
)
def test_a_signer_is_found_among_the_participants(signer: Signer, roles: list[str]) -> None:
    assert [each.role for each in who_signed(signer, case_file())] == roles


def test_facts_are_read_as_they_were_written() -> None:
    facts = SignatureFacts(is_pdf=True, signers=(Signer(name="Ә", file=FileVerdict.CHANGED),))
    assert facts_from_json(facts_to_json(facts)) == facts


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"signers":[{}]}', '{"signers":[1]}'])
def test_damaged_facts_are_none(text: str) -> None:
    assert facts_from_json(text) is None


def test_moments_are_shown_in_the_time_of_kazakhstan() -> None:
    assert shown_moment("2026-11-20T20:30:00+00:00") == "21.11.2026 01:30:00 (UTC+5)"
    assert shown_moment("") == ""


def test_no_verdict_of_revocation_looks_like_a_good_one() -> None:
    assert Signer.tone(RevocationVerdict.NOT_CHECKED) == "muted"
    assert Signer.tone(MathVerdict.VALID) == "ok"
    assert Signer.tone(CertificateVerdict.ROOT_UNKNOWN) == "warn"
    assert Signer.tone(FileVerdict.OTHER) == "danger"


def rules() -> Rules:
    from mediadesk.usecases.law import load_law

    return load_law().rules(date(2026, 11, 21))


def test_a_certificate_that_cannot_be_relied_on_is_told() -> None:
    signer = Signer(
        name="X",
        iin=QASYMOV.iin,
        file=FileVerdict.MATCHES,
        math=MathVerdict.VALID,
        certificate=CertificateVerdict.NOT_IN_TERM,
    )
    record = SignatureRecord(
        way=SigningWay.EDS, facts=facts_to_json(SignatureFacts(signers=(signer,)))
    )
    found = list(signing_findings(record, case_file(), rules()))
    assert [f.code for f in found] == ["signature_certificate"]
    assert found[0].params == {"name": "X"}


def test_a_paper_without_its_place_only_informs() -> None:
    record = SignatureRecord(signed_on=date(2026, 11, 4))
    found = list(signing_findings(record, case_file(), rules()))
    assert [(f.code, f.severity.value) for f in found] == [("signing_place_missing", "info")]


def mark(**facts: object) -> Mark:
    made = Mark("2026/0001", date(2026, 11, 4), "0" * 12, 1, 1, 1, "a" * 12)
    return replace(made, **facts)


def test_pages_of_a_draft_are_told() -> None:
    report = judge_scan([mark(version=0)])
    assert [f.code for f in report.findings] == ["scan_draft"]
    assert not report.is_whole


def test_a_paper_without_a_date_is_told_all_the_same() -> None:
    report = judge_scan([mark(), mark(), mark(number="2026/0002", day=None)])
    assert "scan_other_paper" in {f.code for f in report.findings}
