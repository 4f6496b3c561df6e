"""The section of signing: on paper with its scan, by e-mail, by electronic signatures."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.model import Attachment, SignatureRecord
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.signatures import SigningWay
from mediadesk.domain.types import CaseId, DocumentKind
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_sections.signing import CopiesToSign, SigningWork
from mediadesk.ui.evidence_dialog import EvidenceDialog
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.ui.signing_dialogs import ScanPick, SignatureDialog, record_signing
from mediadesk.ui.submitting import FormDialog
from mediadesk.usecases.practice_files import page
from tests.desks import do, in_mediation
from tests.personas import QASYMOV
from tests.signing import cms, person, root
from tests.ui.conftest import TODAY


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    """Bring a case to a registered copy of its contract."""
    desk = window.ctx.desk
    made = in_mediation(desk, place_ru="город Уральск", place_kk="Орал қаласы")
    case = desk.case_file(made).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Спор о меже", subject_kk="Шекара дауы")))
    desk.register_copy(made, desk.document(made, DocumentKind.CONTRACT)).result()
    return made


def file_of(window: MainWindow, case_id: CaseId) -> CaseFile:
    return window.ctx.desk.case_file(case_id)


def records(window: MainWindow, case_id: CaseId) -> tuple[SignatureRecord, ...]:
    return file_of(window, case_id).all(SignatureRecord)


def shown(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> CaseCardPage:
    window.navigate("case_card", case_id=case_id, section="signing")
    found = window.findChild(CaseCardPage)
    assert isinstance(found, CaseCardPage)
    qtbot.waitUntil(lambda: "To be signed" in words(found))
    return found


def work_of(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> SigningWork:
    owner = shown(qtbot, window, case_id)
    return SigningWork(CaseActions(window.ctx, owner, file_of(window, case_id)))


def words(widget: QWidget) -> str:
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.ctx.jobs.is_idle, timeout=20_000)


def top(qtbot: QtBot, kind: type) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=20_000)
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def test_a_signing_on_paper_is_entered_with_its_scan(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    scan = tmp_path / "скан.pdf"
    (copy,) = file_of(window, case_id).copies
    scan.write_bytes(window.ctx.desk.reprint(copy.id))
    work = work_of(qtbot, window, case_id)
    work.on_paper()
    dialog = top(qtbot, FormDialog)
    assert isinstance(dialog, FormDialog)
    pick = dialog.findChild(ScanPick)
    assert isinstance(pick, ScanPick)
    pick.take(scan)
    idle(qtbot, window)
    number = file_of(window, case_id).case.number
    qtbot.waitUntil(lambda: f"Mediation contract. Recognised: case {number}" in words(dialog))
    form = dialog.forms[0]
    assert form["copy_id"].value() == copy.id
    form["signed_on"].set_value(TODAY)
    form["place"].set_value("Папка 3")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(records(window, case_id)))
    (record,) = records(window, case_id)
    (kept,) = file_of(window, case_id).all(Attachment)
    assert (record.copy_id, record.file_sha256, record.place) == (copy.id, kept.sha256, "Папка 3")
    idle(qtbot, window)
    section = shown(qtbot, window, case_id)
    qtbot.waitUntil(lambda: "Original: Папка 3" in words(section))


def test_a_scan_without_marks_is_told_and_can_be_kept(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(page())
    pick = ScanPick(window.ctx, file_of(window, case_id), SigningWay.PAPER)
    qtbot.addWidget(pick)
    pick.show()
    pick.take(scan)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: "the scan is not recognised" in words(pick))
    junk = tmp_path / "junk.pdf"
    junk.write_bytes(b"%PDF-1.7 nothing")
    pick.take(junk)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: "neither a PDF nor a picture" in words(pick))


def test_an_exchange_by_email_begins_with_a_letter(
    qtbot: QtBot,
    window: MainWindow,
    case_id: CaseId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "letter.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    work = work_of(qtbot, window, case_id)
    (copy,) = file_of(window, case_id).copies
    work.save_letter(copy)
    dialog = top(qtbot, FormDialog)
    message = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert isinstance(dialog, FormDialog)
    form = dialog.forms[0]
    assert (form["sent_on"].value(), form["copy_id"].value()) == (TODAY, copy.id)
    form["originals_wanted"].set_value(True)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(records(window, case_id)))
    assert records(window, case_id)[0].way is SigningWay.EMAIL
    idle(qtbot, window)
    section = shown(qtbot, window, case_id)
    qtbot.waitUntil(lambda: "Originals are to follow" in words(section))


def test_the_pdf_goes_out_byte_for_byte(
    qtbot: QtBot,
    window: MainWindow,
    case_id: CaseId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    work = work_of(qtbot, window, case_id)
    (copy,) = file_of(window, case_id).copies
    work.save_pdf(copy)
    idle(qtbot, window)
    assert target.read_bytes() == window.ctx.desk.reprint(copy.id)


def test_a_signature_is_shown_with_four_verdicts_and_kept(
    qtbot: QtBot,
    window: MainWindow,
    case_id: CaseId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (copy,) = file_of(window, case_id).copies
    path = tmp_path / "подпись.cms"
    path.write_bytes(cms(window.ctx.desk.reprint(copy.id), person(QASYMOV.iin)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    work = work_of(qtbot, window, case_id)
    work.attach(copy)
    dialog = top(qtbot, SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    said = words(dialog)
    for told in (
        "Belongs to this document",
        "Mathematically right",
        "In its term when signed; the root is unknown here",
        "Not checked: no network",
        "Matches: First party",
    ):
        assert told in said
    assert "✓" not in said
    dialog.keep()
    qtbot.waitUntil(lambda: bool(records(window, case_id)))
    idle(qtbot, window)
    section = shown(qtbot, window, case_id)
    qtbot.waitUntil(lambda: "Signed electronically" in words(section))
    (record,) = records(window, case_id)
    assert record.way is SigningWay.EDS
    work.again(record)
    again = top(qtbot, SignatureDialog)
    assert isinstance(again, SignatureDialog)
    assert not again.keep_button.isVisible()


def test_a_signature_that_proves_nothing_is_asked_about(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    (copy,) = file_of(window, case_id).copies
    path = tmp_path / "other.cms"
    path.write_bytes(cms(b"another paper", person("000101500019")))
    work = work_of(qtbot, window, case_id)
    work.check(path, copy)
    dialog = top(qtbot, SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    said = words(dialog)
    assert "Belongs to another file" in said
    assert "No participant of the case has this number" in said
    window.messages.answer = False
    dialog.keep()
    idle(qtbot, window)
    assert records(window, case_id) == ()
    window.messages.answer = True
    dialog.keep()
    qtbot.waitUntil(lambda: bool(records(window, case_id)))
    assert window.messages.asked


def test_an_authority_is_trusted_after_its_hash_was_shown(
    qtbot: QtBot,
    window: MainWindow,
    case_id: CaseId,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (copy,) = file_of(window, case_id).copies
    path, cer = tmp_path / "a.cms", tmp_path / "root.cer"
    path.write_bytes(cms(window.ctx.desk.reprint(copy.id), person(QASYMOV.iin)))
    cer.write_bytes(root().certificate)
    work = work_of(qtbot, window, case_id)
    work.check(path, copy)
    dialog = top(qtbot, SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(cer), ""))
    dialog.trust()
    qtbot.waitUntil(
        lambda: "Issued under a known root" in words(QApplication.activeModalWidget() or window),
        timeout=20_000,
    )
    assert [each.sha256 for each in window.ctx.desk.trusted_roots()] == [root().sha256]
    idle(qtbot, window)
    section = shown(qtbot, window, case_id)
    qtbot.waitUntil(lambda: "Trusted authorities" in words(section))
    assert root().sha256[:16] in words(section)


def test_a_file_that_is_no_signature_is_told(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    path = tmp_path / "junk.cms"
    path.write_bytes(b"junk")
    work_of(qtbot, window, case_id).check(path, None)
    idle(qtbot, window)
    assert window.messages.said[-1] == "signature_unreadable"


def test_the_sheet_of_evidence_is_shown_and_saved(
    qtbot: QtBot, window: MainWindow, case_id: CaseId, tmp_path: Path
) -> None:
    desk = window.ctx.desk
    (copy,) = file_of(window, case_id).copies
    path = tmp_path / "a.cms"
    path.write_bytes(cms(desk.reprint(copy.id), person(QASYMOV.iin)))
    work = work_of(qtbot, window, case_id)
    work.check(path, copy)
    dialog = top(qtbot, SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    dialog.keep()
    qtbot.waitUntil(lambda: bool(records(window, case_id)))
    idle(qtbot, window)
    work.evidence(records(window, case_id)[0])
    sheet = top(qtbot, EvidenceDialog)
    assert isinstance(sheet, EvidenceDialog)
    qtbot.waitUntil(lambda: bool(sheet.pdf), timeout=20_000)
    sheet.write(tmp_path / sheet.file_name)
    assert (tmp_path / sheet.file_name).read_bytes().startswith(b"%PDF")
    assert QASYMOV.surname not in sheet.file_name


def test_a_record_is_changed_and_its_file_stays(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    desk = window.ctx.desk
    do(desk, c.SaveRecord(record=SignatureRecord(case_id=case_id, signed_on=TODAY, place="1")))
    (record,) = records(window, case_id)
    owner = shown(qtbot, window, case_id)
    dialog = record_signing(window.ctx, owner, file_of(window, case_id), record)
    dialog.forms[0]["place"].set_value("Папка 9")
    dialog.submit()
    qtbot.waitUntil(lambda: records(window, case_id)[0].place == "Папка 9")


def test_the_copy_to_be_signed_is_chosen_by_its_words(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    desk = window.ctx.desk
    case = file_of(window, case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Другой спор", subject_kk="Басқа дау")))
    desk.register_copy(case_id, desk.document(case_id, DocumentKind.CONTRACT)).result()
    idle(qtbot, window)
    section = shown(qtbot, window, case_id)
    first, second = file_of(window, case_id).copies
    (part,) = section.findChildren(CopiesToSign)
    assert part.chosen.id == second.id
    part.choice.set_value(first.id)
    assert part.chosen.id == first.id
    part.choice.combo.setEditText("nothing that is offered")
    assert part.chosen.id == second.id
