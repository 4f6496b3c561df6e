"""Signing in a practice centre: one paper signed by hand, one by e-mail, one electronically."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mediadesk import __version__
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import SignatureRecord
from mediadesk.domain.signatures import (
    CertificateVerdict,
    FileVerdict,
    MathVerdict,
    SignatureFacts,
    Signer,
    SigningWay,
    TimeSource,
    facts_to_json,
)
from mediadesk.domain.types import CaseId, DocumentKind
from mediadesk.usecases.handling import gather
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords
from mediadesk.usecases.records import save_record

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show_signing"]

_ALL = (
    *("signing_undated", "signing_in_future", "exchange_unproven", "signer_not_in_case"),
    *("signature_fails", "signature_certificate"),
)


def show_signing(unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId, on: date) -> None:
    """Record how the contract of `on` was signed: the copies by e-mail, one on paper, one by EDS."""
    file = gather(unit, case_id)
    blank = SignatureRecord(case_id=case_id, kind=DocumentKind.CONTRACT)
    paper = replace(blank, signed_on=on, place=words.one("shelf"))
    mail = replace(
        blank,
        way=SigningWay.EMAIL,
        with_whom="practice@example.org",
        sent_on=on,
        received_on=on + timedelta(days=1),
        originals_wanted=True,
    )
    people = [each.person for each in file.parties if each.person is not None]
    bodies = [each.organisation for each in file.parties if each.organisation is not None]
    signers = tuple(_signer(words, who.name_ru, who.iin, on) for who in people)
    signers += tuple(
        replace(
            _signer(words, body.head_name, "", on),
            organisation=body.name_ru,
            bin=body.bin,
            is_entity=True,
        )
        for body in bodies
    )
    records = [paper, mail]
    if signers:
        facts = SignatureFacts(
            checked_at=f"{on.isoformat()}T12:00:00+05:00",
            program=f"MediaDesk {__version__}",
            signers=signers,
        )
        records.append(replace(blank, way=SigningWay.EDS, signed_on=on, facts=facts_to_json(facts)))
    for record in records:
        save_record(SaveRecord(record=record, acknowledged=_ALL), unit, law)


def _signer(words: PracticeWords, name: str, iin: str, on: date) -> Signer:
    """Invent what a signature would say; there is no file behind it."""
    return Signer(
        name=name.upper(),
        iin=iin,
        is_entity=False,
        issuer=words.one("authority"),
        serial="0",
        begins=f"{on.replace(month=1, day=1).isoformat()}T00:00:00+00:00",
        ends=f"{on.replace(month=12, day=31).isoformat()}T00:00:00+00:00",
        algorithm="GOST 34.10-2015 (512), GOST 34.11-2015 (512)",
        signed_at=f"{on.isoformat()}T06:30:00+00:00",
        time_source=TimeSource.SIGNER,
        file=FileVerdict.MATCHES,
        math=MathVerdict.VALID,
        certificate=CertificateVerdict.ROOT_UNKNOWN,
    )
