"""The section of signing: on paper with its scan, by e-mail, by electronic signatures."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain import commands as c
from mediadesk.domain.model import Attachment, PrintedCopy, SignatureRecord
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

D = TypeVar("D", bound=QWidget)


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    """Bring a case to a registered copy of its contract."""
    desk = window.ctx.desk
    made = in_mediation(desk, place_ru="город Уральск", place_kk="Орал қаласы")
    case = desk.case_file(made).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Спор о меже", subject_kk="Шекара дауы")))
    desk.register_copy(made, desk.document(made, DocumentKind.CONTRACT)).result()
    return made


class Bench:
    """The window over the case, and what a hand does there."""

    def __init__(self, qtbot: QtBot, window: MainWindow, case_id: CaseId) -> None:
        self.qtbot, self.window, self.case_id = qtbot, window, case_id
        self.ctx, self.desk = window.ctx, window.ctx.desk

    @property
    def file(self) -> CaseFile:
        return self.desk.case_file(self.case_id)

    @property
    def copy(self) -> PrintedCopy:
        (found,) = self.file.copies
        return found

    @property
    def records(self) -> tuple[SignatureRecord, ...]:
        return self.file.all(SignatureRecord)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def idle(self) -> None:
        self.until(lambda: self.ctx.jobs.is_idle)

    def shown(self) -> CaseCardPage:
        self.window.navigate("case_card", case_id=self.case_id, section="signing")
        found = self.window.findChild(CaseCardPage)
        assert isinstance(found, CaseCardPage)
        self.until(lambda: "To be signed" in words(found))
        return found

    def work(self) -> SigningWork:
        return SigningWork(CaseActions(self.ctx, self.shown(), self.file))

    def top(self, kind: type[D]) -> D:
        self.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def signature(self, path: Path, data: bytes, iin: str = QASYMOV.iin) -> SignatureDialog:
        """Check a signature over some bytes for the copy."""
        path.write_bytes(cms(data, person(iin)))
        self.work().check(path, self.copy)
        return self.top(SignatureDialog)


@pytest.fixture
def bench(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> Bench:
    return Bench(qtbot, window, case_id)


def words(widget: QWidget) -> str:
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def test_a_signing_on_paper_is_entered_with_its_scan(bench: Bench, tmp_path: Path) -> None:
    scan = tmp_path / "скан.pdf"
    copy = bench.copy
    scan.write_bytes(bench.desk.reprint(copy.id))
    work = bench.work()
    work.on_paper()
    dialog = bench.top(FormDialog)
    pick = dialog.findChild(ScanPick)
    assert isinstance(pick, ScanPick)
    pick.take(scan)
    bench.idle()
    number = bench.file.case.number
    bench.until(lambda: f"Mediation contract. Recognised: case {number}" in words(dialog))
    form = dialog.forms[0]
    assert form["copy_id"].value() == copy.id
    form["signed_on"].set_value(TODAY)
    form["place"].set_value("Папка 3")
    dialog.submit()
    bench.until(lambda: bool(bench.records))
    (record,) = bench.records
    (kept,) = bench.file.all(Attachment)
    assert (record.copy_id, record.file_sha256, record.place) == (copy.id, kept.sha256, "Папка 3")
    bench.idle()
    section = bench.shown()
    bench.until(lambda: "Original: Папка 3" in words(section))


def test_a_scan_without_marks_is_told_and_can_be_kept(bench: Bench, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(page())
    pick = ScanPick(bench.ctx, bench.file, SigningWay.PAPER)
    bench.qtbot.addWidget(pick)
    pick.show()
    pick.take(scan)
    bench.idle()
    bench.until(lambda: "the scan is not recognised" in words(pick))
    junk = tmp_path / "junk.pdf"
    junk.write_bytes(b"%PDF-1.7 nothing")
    pick.take(junk)
    bench.idle()
    bench.until(lambda: "neither a PDF nor a picture" in words(pick))


def test_an_exchange_by_email_begins_with_a_letter(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letter.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    work = bench.work()
    copy = bench.copy
    work.save_letter(copy)
    dialog = bench.top(FormDialog)
    message = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    form = dialog.forms[0]
    assert (form["sent_on"].value(), form["copy_id"].value()) == (TODAY, copy.id)
    form["originals_wanted"].set_value(True)
    dialog.submit()
    bench.until(lambda: bool(bench.records))
    assert bench.records[0].way is SigningWay.EMAIL
    bench.idle()
    section = bench.shown()
    bench.until(lambda: "Originals are to follow" in words(section))


def test_the_pdf_goes_out_byte_for_byte(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    work = bench.work()
    copy = bench.copy
    work.save_pdf(copy)
    bench.idle()
    assert target.read_bytes() == bench.desk.reprint(copy.id)


def test_a_signature_is_shown_with_four_verdicts_and_kept(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = bench.copy
    path = tmp_path / "подпись.cms"
    path.write_bytes(cms(bench.desk.reprint(copy.id), person(QASYMOV.iin)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    work = bench.work()
    work.attach(copy)
    dialog = bench.top(SignatureDialog)
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
    bench.until(lambda: bool(bench.records))
    bench.idle()
    section = bench.shown()
    bench.until(lambda: "Signed electronically" in words(section))
    (record,) = bench.records
    assert record.way is SigningWay.EDS
    work.again(record)
    again = bench.top(SignatureDialog)
    assert not again.keep_button.isVisible()


def test_a_signature_that_proves_nothing_is_asked_about(bench: Bench, tmp_path: Path) -> None:
    dialog = bench.signature(tmp_path / "other.cms", b"another paper", "000101500019")
    said = words(dialog)
    assert "Belongs to another file" in said
    assert "No participant of the case has this number" in said
    bench.window.messages.answer = False
    dialog.keep()
    bench.idle()
    assert bench.records == ()
    bench.window.messages.answer = True
    dialog.keep()
    bench.until(lambda: bool(bench.records))
    assert bench.window.messages.asked


def test_an_authority_is_trusted_after_its_hash_was_shown(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cer = tmp_path / "root.cer"
    cer.write_bytes(root().certificate)
    dialog = bench.signature(tmp_path / "a.cms", bench.desk.reprint(bench.copy.id))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(cer), ""))
    dialog.trust()
    bench.until(
        lambda: (
            "Issued under a known root" in words(QApplication.activeModalWidget() or bench.window)
        )
    )
    assert [each.sha256 for each in bench.desk.trusted_roots()] == [root().sha256]
    bench.idle()
    section = bench.shown()
    bench.until(lambda: "Trusted authorities" in words(section))
    assert root().sha256[:16] in words(section)


def test_a_file_that_is_no_signature_is_told(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "junk.cms"
    path.write_bytes(b"junk")
    bench.work().check(path, None)
    bench.idle()
    assert bench.window.messages.said[-1] == "signature_unreadable"


def test_the_sheet_of_evidence_is_shown_and_saved(bench: Bench, tmp_path: Path) -> None:
    dialog = bench.signature(tmp_path / "a.cms", bench.desk.reprint(bench.copy.id))
    dialog.keep()
    bench.until(lambda: bool(bench.records))
    bench.idle()
    bench.work().evidence(bench.records[0])
    sheet = bench.top(EvidenceDialog)
    bench.until(lambda: bool(sheet.pdf))
    sheet.write(tmp_path / sheet.file_name)
    assert (tmp_path / sheet.file_name).read_bytes().startswith(b"%PDF")
    assert QASYMOV.surname not in sheet.file_name


def test_a_record_is_changed_and_its_file_stays(bench: Bench) -> None:
    desk = bench.desk
    do(
        desk,
        c.SaveRecord(record=SignatureRecord(case_id=bench.case_id, signed_on=TODAY, place="1")),
    )
    (record,) = bench.records
    owner = bench.shown()
    dialog = record_signing(bench.ctx, owner, bench.file, record)
    dialog.forms[0]["place"].set_value("Папка 9")
    dialog.submit()
    bench.until(lambda: bench.records[0].place == "Папка 9")


def test_the_copy_to_be_signed_is_chosen_by_its_words(bench: Bench) -> None:
    desk = bench.desk
    case = bench.file.case
    do(desk, c.EditCase(case=replace(case, subject_ru="Другой спор", subject_kk="Басқа дау")))
    desk.register_copy(bench.case_id, desk.document(bench.case_id, DocumentKind.CONTRACT)).result()
    bench.idle()
    section = bench.shown()
    first, second = bench.file.copies
    (part,) = section.findChildren(CopiesToSign)
    assert part.chosen.id == second.id
    part.choice.set_value(first.id)
    assert part.chosen.id == first.id
    part.choice.combo.setEditText("nothing that is offered")
    assert part.chosen.id == second.id
