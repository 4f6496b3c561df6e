"""How papers were signed: records, signatures from outside, letters, scans, sheets of evidence."""

from __future__ import annotations

import email
import email.policy
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from mediadesk.domain import commands as c
from mediadesk.domain.commands_signing import FileSignature
from mediadesk.domain.model import Attachment, Person, SignatureRecord, TrustedRoot
from mediadesk.domain.signatures import (
    CertificateVerdict,
    FileVerdict,
    MathVerdict,
    Signer,
    SigningWay,
    facts_from_json,
    facts_to_json,
    who_signed,
)
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Code, InputProblem, NeedsConfirmation, WorldTrouble
from mediadesk.export.qr import draw_mark
from mediadesk.usecases.attaching import BytesContent
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, do, in_mediation
from tests.personas import ABDRAKHMANOVA, QASYMOV
from tests.signing import cms, person, root, signed_pdf


def with_copy(desk: Desk) -> tuple[CaseId, int]:
    """Bring a case to a registered copy of its contract."""
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Спор о меже", subject_kk="Шекара дауы")))
    printed = desk.document(case_id, DocumentKind.CONTRACT)
    return case_id, desk.register_copy(case_id, printed).result().id


def paper(case_id: CaseId, **facts: object) -> SignatureRecord:
    made = SignatureRecord(case_id=case_id, signed_on=date(2026, 11, 4), place="Папка 3")
    return replace(made, **facts)


def records(desk: Desk, case_id: CaseId) -> tuple[SignatureRecord, ...]:
    return desk.case_file(case_id).all(SignatureRecord)


def codes(error: pytest.ExceptionInfo[NeedsConfirmation]) -> set[str]:
    return {f.code for f in error.value.findings}


def test_a_signing_on_paper_is_recorded_with_its_scan_and_undone(desk: Desk) -> None:
    case_id, copy = with_copy(desk)
    record = paper(case_id, copy_id=copy)
    scan = BytesContent(desk.reprint(copy))
    done = do(desk, FileSignature(record=record, name="скан.pdf", content=scan))
    (kept,) = records(desk, case_id)
    (file,) = desk.case_file(case_id).all(Attachment)
    assert kept.file_sha256 == file.sha256
    assert (kept.copy_id, kept.kind, kept.place) == (copy, DocumentKind.CONTRACT, "Папка 3")
    do(desk, c.Undo(seq=done.changes.seq))
    assert records(desk, case_id) == ()
    assert desk.case_file(case_id).all(Attachment) == ()


def test_a_file_that_is_refused_leaves_no_record(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    with pytest.raises(InputProblem) as error:
        do(desk, FileSignature(record=paper(case_id), name="a.pdf", content=BytesContent(b"")))
    assert error.value.code is Code.FILE_EMPTY
    assert records(desk, case_id) == ()


def test_the_history_of_the_case_names_the_signing(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    do(desk, c.SaveRecord(record=paper(case_id)))
    newest = desk.case_history(case_id)[0]
    assert newest.command == "SaveSignatureRecord"
    assert [row.entity for row in newest.rows] == [SignatureRecord]


def test_a_day_that_is_missing_or_to_come_is_asked(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.SaveRecord(record=paper(case_id, signed_on=None)))
    assert codes(error) == {"signing_undated"}
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.SaveRecord(record=paper(case_id, signed_on=date(2027, 1, 1))))
    assert codes(error) == {"signing_in_future"}


def test_art_21_copies_by_email_want_proof_and_originals_where_asked(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    mail = SignatureRecord(
        case_id=case_id,
        way=SigningWay.EMAIL,
        sent_on=date(2026, 11, 5),
        received_on=date(2026, 11, 4),
        originals_wanted=True,
    )
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.SaveRecord(record=mail))
    assert codes(error) == {"exchange_backwards", "exchange_unproven"}
    right = replace(mail, received_on=date(2026, 11, 6))
    letter = BytesContent(b"From: a@example.org\n\nSigned.")
    done = do(desk, FileSignature(record=right, name="letter.eml", content=letter))
    assert {f.code for f in done.findings} == {"originals_to_follow"}


def test_art_27_an_agreement_by_email_needs_no_originals(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    mail = SignatureRecord(
        case_id=case_id, way=SigningWay.EMAIL, kind=DocumentKind.AGREEMENT, originals_wanted=True
    )
    assert do(desk, c.SaveRecord(record=mail)).findings == ()


def test_a_copy_of_another_case_is_refused(desk: Desk) -> None:
    _case_id, copy = with_copy(desk)
    other = in_mediation(desk)
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveRecord(record=paper(other, copy_id=copy)))
    assert error.value.code is Code.NOT_FOUND


def test_a_detached_signature_of_a_registered_copy_is_kept_unchanged(desk: Desk) -> None:
    case_id, copy = with_copy(desk)
    data = cms(desk.reprint(copy), person(QASYMOV.iin))
    facts = desk.check_signatures_of(copy, data)
    (signer,) = facts.signers
    assert signer.holds
    assert [w.role for w in who_signed(signer, desk.case_file(case_id))] == ["First party"]
    record = SignatureRecord(
        case_id=case_id,
        way=SigningWay.EDS,
        copy_id=copy,
        facts=facts_to_json(facts),
        document_sha256=facts.document_sha256,
    )
    done = do(desk, FileSignature(record=record, name="a.cms", content=BytesContent(data)))
    (file,) = desk.case_file(case_id).all(Attachment)
    assert desk.attachment_bytes(file.id) == data
    assert facts_from_json(records(desk, case_id)[0].facts) == facts
    assert desk.recheck(done.id).signers == facts.signers


def test_a_signed_pdf_of_a_registered_copy_holds(desk: Desk) -> None:
    _case_id, copy = with_copy(desk)
    facts = desk.check_signatures_of(copy, signed_pdf(desk.reprint(copy), person(QASYMOV.iin)))
    assert facts.is_pdf
    assert [(s.file, s.math) for s in facts.signers] == [(FileVerdict.MATCHES, MathVerdict.VALID)]


def test_art_18_a_signature_that_proves_nothing_is_kept_only_when_confirmed(desk: Desk) -> None:
    case_id, copy = with_copy(desk)
    data = cms(b"another paper", person("000101500019"))
    facts = desk.check_signatures_of(copy, data)
    record = SignatureRecord(
        case_id=case_id, way=SigningWay.EDS, copy_id=copy, facts=facts_to_json(facts)
    )
    cmd = FileSignature(record=record, name="a.cms", content=BytesContent(data))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, cmd)
    assert codes(error) == {"signature_fails", "signer_not_in_case"}
    do(desk, replace(cmd, acknowledged=tuple(codes(error))))
    assert len(records(desk, case_id)) == 1


def test_what_a_signature_said_is_never_rewritten(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    facts = facts_to_json(desk.check_signatures(cms(b"x", person(QASYMOV.iin)), b"x"))
    record = SignatureRecord(case_id=case_id, way=SigningWay.EDS, facts=facts)
    do(desk, c.SaveRecord(record=record))
    kept = records(desk, case_id)[0]
    do(desk, c.SaveRecord(record=replace(kept, facts="", way=SigningWay.PAPER, note="проверено")))
    changed = records(desk, case_id)[0]
    assert (changed.facts, changed.way, changed.note) == (facts, SigningWay.EDS, "проверено")


def test_a_trusted_authority_makes_its_certificates_trusted(desk: Desk) -> None:
    data = cms(b"x", person())
    assert desk.check_signatures(data, b"x").signers[0].certificate is (
        CertificateVerdict.ROOT_UNKNOWN
    )
    (found,) = desk.roots_in(root().certificate)
    assert found.sha256 == root().sha256
    do(desk, c.SaveRecord(record=found))
    assert desk.check_signatures(data, b"x").signers[0].certificate is CertificateVerdict.TRUSTED
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveRecord(record=found))
    assert error.value.code is Code.REFERENCE_EXISTS
    do(desk, c.RemoveRecord(record=desk.trusted_roots()[0]))
    assert desk.check_signatures(data, b"x").signers[0].certificate is (
        CertificateVerdict.ROOT_UNKNOWN
    )


def test_the_hash_of_a_trusted_certificate_is_its_own(desk: Desk) -> None:
    (found,) = desk.roots_in(root().certificate)
    do(desk, c.SaveRecord(record=replace(found, sha256="0" * 64)))
    assert desk.trusted_roots()[0].sha256 == root().sha256
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=replace(found, certificate="не base64")))
    with pytest.raises(WorldTrouble):
        do(desk, c.SaveRecord(record=replace(found, certificate="AAAA")))
    with pytest.raises(InputProblem):
        desk.roots_in(person().certificate)
    assert len(desk.trusted_roots()) == 1
    assert isinstance(desk.trusted_roots()[0], TrustedRoot)


def test_signers_are_found_by_iin_and_bin_whatever_their_names(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    file = desk.case_file(case_id)
    second = Signer(iin=ABDRAKHMANOVA.iin, name=ABDRAKHMANOVA.full_name.upper())
    assert [w.role for w in who_signed(second, file)] == ["Second party"]
    assert who_signed(second, file)[0].is_alike
    stranger = replace(second, name="ЖОҚОВ ЖОҚ")
    assert not who_signed(stranger, file)[0].is_alike
    assert who_signed(Signer(iin="", bin="", name=QASYMOV.full_name), file) == ()


def test_the_letter_names_the_case_alone_and_carries_the_copy(desk: Desk) -> None:
    case_id, copy = with_copy(desk)
    who = desk.case_file(case_id).parties[0].person
    assert isinstance(who, Person)
    do(desk, c.SavePerson(person=replace(who, email="first@example.org")))
    name, data = desk.exchange_letter(copy, Languages.BOTH)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert name == "2026-0001-contract-both.eml"
    assert message["X-Unsent"] == "1"
    assert message["To"] == "first@example.org"
    assert (
        message["Subject"]
        == "№ 2026/0001 іс: қол қоюға арналған құжат / Дело № 2026/0001: документ на подпись"
    )
    (attached,) = message.iter_attachments()
    assert attached.get_content() == desk.reprint(copy)
    assert attached.get_filename() == "2026-0001-contract-both.pdf"
    body = message.get_body().get_content()
    assert "түпнұсқалар тараптың" in body
    assert "{" not in body
    for secret in (*QASYMOV.secrets, *ABDRAKHMANOVA.secrets):
        assert secret not in body + str(message["Subject"]) + name


def test_the_letter_asks_for_originals_where_they_are_wanted(desk: Desk) -> None:
    _case_id, copy = with_copy(desk)
    _name, data = desk.exchange_letter(copy, Languages.RU, originals=True)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert "подписанные оригиналы" in message.get_body().get_content()


@pytest.mark.parametrize("languages", [Languages.RU, Languages.KK, Languages.BOTH])
def test_the_sheet_of_evidence_says_everything(desk: Desk, languages: Languages) -> None:
    case_id, copy = with_copy(desk)
    facts = desk.check_signatures_of(copy, cms(desk.reprint(copy), person(QASYMOV.iin)))
    record = SignatureRecord(
        case_id=case_id, way=SigningWay.EDS, copy_id=copy, facts=facts_to_json(facts)
    )
    done = do(desk, c.SaveRecord(record=record))
    pdf = desk.evidence_sheet(done.id, languages)
    text = _text(pdf)
    signer = facts.signers[0]
    for told in (facts.document_sha256, signer.certificate_sha256, signer.iin, "MediaDesk"):
        assert told in text
    portal = {"ru": "портал Национального", "kk": "куәландырушы орталығының порталы"}
    for lang, words in portal.items():
        assert (words.replace(" ", "") in text) == (languages.value in (lang, "both"))
    assert desk.evidence_sheet(done.id, languages) == pdf


def test_there_is_no_sheet_without_facts(desk: Desk) -> None:
    case_id, _copy = with_copy(desk)
    done = do(desk, c.SaveRecord(record=paper(case_id)))
    for id_ in (done.id, done.id + 1):
        with pytest.raises(InputProblem):
            desk.evidence_sheet(id_)


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split()).replace("\ufffe", "")


def scan(*codes_: str | None) -> bytes:
    """Draw pages, some with a mark."""
    target = io.BytesIO()
    canvas = Canvas(target)
    for code in codes_:
        canvas.drawString(100, 700, "page")
        if code:
            draw_mark(canvas, code, 480, 40, 68)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_a_scan_of_our_pages_names_its_registered_copy(desk: Desk) -> None:
    case_id, copy = with_copy(desk)
    pdf = desk.reprint(copy)
    report = desk.check_scan(pdf)
    assert (report.copy_id, report.case_id) == (copy, case_id)
    assert report.mark is not None
    assert report.mark.number == "2026/0001"


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ((1, 2, 3), set()),
        ((1, 3), {"scan_missing"}),
        ((1, 2, 2, 3), {"scan_doubled"}),
        ((2, 1, 3), {"scan_order"}),
        ((1, None, 2, 3), {"scan_unmarked"}),
        ((1, "v2", 3), {"scan_other_version", "scan_missing"}),
        ((1, 2, 3, "case"), {"scan_other_paper"}),
        ((1, 2, 3, "kind"), {"scan_other_paper"}),
        ((1, 2, "text"), {"scan_other_text"}),
        ((None, None), {"scan_unknown"}),
    ],
)
def test_pages_of_a_scan_that_do_not_fit_are_told(
    desk: Desk, pages: tuple[int | str | None, ...], found: set[str]
) -> None:
    known = "MD2|2026/0007|contract|2026-11-04|0123456789ab|v1|p%s/3|aaaaaaaaaaaa"
    others = {
        "v2": known.replace("v1", "v2") % 2,
        "kind": known.replace("contract", "consent") % 1,
        "case": known.replace("0007", "0008") % 1,
        "text": known.replace("aaaaaaaaaaaa", "bbbbbbbbbbbb") % 3,
    }
    told = [others.get(str(p), known % p) if p is not None else None for p in pages]
    report = desk.check_scan(scan(*told))
    assert {f.code for f in report.findings} == found
    assert report.is_whole == (found <= {"scan_order"})


def test_a_scan_that_lies_on_its_side_is_read(desk: Desk) -> None:
    pdf = scan("MD1|2026/0007|2026-11-04|0123456789ab|v1|p1/1|aaaaaaaaaaaa")
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    target = io.BytesIO()
    picture.rotate(91, expand=True, fillcolor=255).save(target, "JPEG", quality=50)
    report = desk.check_scan(target.getvalue())
    assert report.is_whole
    assert (report.copy_id, report.case_id) == (0, 0)


@pytest.mark.parametrize("junk", [b"", b"text", b"%PDF-1.7 junk", b"\x89PNG\r\n\x1a\n1234"])
def test_what_is_no_scan_is_said_to_be_none(desk: Desk, junk: bytes) -> None:
    with pytest.raises(WorldTrouble) as error:
        desk.check_scan(junk)
    assert error.value.code is Code.SCAN_UNREADABLE


def test_a_file_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as error:
        desk.read_file(tmp_path / "nothing.cms")
    assert error.value.code is Code.FILE_MISSING


def test_the_day_of_signing_is_that_of_kazakhstan(desk: Desk) -> None:
    assert desk.day_of("2026-11-20T20:30:00+00:00") == date(2026, 11, 21)
    assert desk.day_of("") is None
    assert desk.day_of(f"{TODAY.year + 1}-01-01T00:00:00+00:00") is None
