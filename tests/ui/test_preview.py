"""Preview: pages are drawn, languages change, gaps are named, copies are registered and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import (
    ConcludeContract,
    EditCase,
    OpenCase,
    PartyEntry,
    SaveMediator,
    SaveOffice,
    SaveParty,
)
from mediadesk.domain.model import Contract, Mediator, Office, Party, Person
from mediadesk.domain.types import CaseId, DocumentKind, Languages, PartySide
from mediadesk.errors import NeedsConfirmation
from mediadesk.ui.copy_parts import write_file
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.page_images import page_images
from mediadesk.ui.preview import PreviewDialog
from mediadesk.ui.print_dialog import PrintChoice, PrintDialog
from mediadesk.ui.printing import PrintRun, Sheaf
from mediadesk.usecases.desk import Desk
from tests.personas import ABDRAKHMANOVA
from tests.ui.conftest import TODAY


def do(desk: Desk, make: Any) -> None:
    """Execute a command, confirming what it warns of."""
    try:
        desk.execute(make(())).result()
    except NeedsConfirmation as asked:
        findings: Any = asked.findings
        desk.execute(make(tuple(f.code for f in findings))).result()


@pytest.fixture
def case_id(window: MainWindow) -> CaseId:
    desk = window.ctx.desk
    office = desk.office()
    assert isinstance(office, Office)
    mediator = desk.mediators()[0]
    assert isinstance(mediator, Mediator)
    desk.execute(SaveMediator(mediator=mediator)).result()
    desk.execute(SaveOffice(office=office)).result()
    found = desk.cases()[0].id
    entry = PartyEntry(
        party=Party(side=PartySide.SECOND),
        person=Person(name_ru=ABDRAKHMANOVA.full_name, iin=ABDRAKHMANOVA.iin),
    )
    do(desk, lambda _codes: SaveParty(case_id=found, entry=entry))
    rev = desk.case_file(found).case.rev
    do(
        desk,
        lambda codes: OpenCase(
            case_id=found,
            case_rev=rev,
            mediator_id=mediator.id,
            opened_on=TODAY,
            acknowledged=codes,
        ),
    )
    do(
        desk,
        lambda codes: ConcludeContract(
            contract=Contract(case_id=found, concluded_on=TODAY), acknowledged=codes
        ),
    )
    return found


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, case_id: CaseId) -> PreviewDialog:
    made = PreviewDialog(window.ctx, case_id, DocumentKind.CONTRACT, window)
    made.open()
    qtbot.waitUntil(lambda: made.printed is not None, timeout=20_000)
    return made


def test_the_pages_are_drawn(dialog: PreviewDialog) -> None:
    assert dialog.printed is not None
    sheets = [x for x in dialog.pages.findChildren(QLabel) if not x.pixmap().isNull()]
    assert len(sheets) == dialog.printed.pages
    image = sheets[0].pixmap().toImage()
    assert image.width() > 400
    ink = sum(image.pixelColor(x, 100).lightness() < 100 for x in range(image.width()))
    white = image.pixelColor(2, 2).lightness()
    assert white > 240
    assert ink < image.width()


@pytest.mark.parametrize("languages", [Languages.RU, Languages.KK, Languages.BOTH])
def test_languages_change(qtbot: QtBot, dialog: PreviewDialog, languages: Languages) -> None:
    dialog.printed = None
    dialog.choose(languages)
    qtbot.waitUntil(lambda: dialog.printed is not None, timeout=20_000)
    assert dialog.printed is not None
    assert dialog.printed.languages is languages


def test_gaps_are_named_with_their_source(dialog: PreviewDialog) -> None:
    assert dialog.printed is not None
    shown = " ".join(x.text() for x in dialog.side.findChildren(QLabel))
    assert dialog.printed.findings
    for finding in dialog.printed.findings:
        assert dialog.ctx.tr.finding(finding) in shown


def test_zoom_draws_larger_pages(qtbot: QtBot, dialog: PreviewDialog) -> None:
    def width() -> int:
        return max(x.pixmap().width() for x in dialog.pages.findChildren(QLabel))

    before = width()
    dialog.step_zoom(1)
    qtbot.waitUntil(lambda: width() > before, timeout=20_000)


def test_pages_fit_the_width_and_come_back_to_their_size(
    qtbot: QtBot, dialog: PreviewDialog
) -> None:
    def width() -> int:
        shown = [x for x in dialog.pages.findChildren(QLabel) if x.isVisible()]
        return max((x.pixmap().width() for x in shown), default=0)

    qtbot.waitUntil(lambda: width() > 0, timeout=20_000)
    before = width()
    dialog.fit_width()
    room = dialog.pages.viewport().width()
    qtbot.waitUntil(lambda: room - 40 < width() <= room, timeout=20_000)
    dialog.show_whole_size()
    qtbot.waitUntil(lambda: width() == before, timeout=20_000)


def test_page_keys_scroll_the_pages(dialog: PreviewDialog) -> None:
    bar = dialog.pages.verticalScrollBar()
    dialog.pages.grab()
    dialog.turn(1)
    assert bar.value() == min(bar.pageStep(), bar.maximum())
    dialog.turn(-1)
    assert bar.value() == 0


def test_saving_writes_what_is_shown(dialog: PreviewDialog, tmp_path: Path) -> None:
    assert dialog.printed is not None
    write_file(dialog.ctx, tmp_path / "a.pdf", dialog.printed.pdf)
    assert (tmp_path / "a.pdf").read_bytes() == dialog.printed.pdf
    recorder: Any = dialog.ctx.messages
    write_file(dialog.ctx, tmp_path / "no" / "a.pdf", b"x")
    assert "file_missing" in recorder.said


def test_the_proposed_name_holds_no_name_of_a_person(dialog: PreviewDialog) -> None:
    name = dialog.file_name(Languages.BOTH)
    assert name.startswith(f"{TODAY.year}-")
    assert name.endswith("-contract-both.pdf")
    assert ABDRAKHMANOVA.surname not in name


def to_file(path: Path) -> QPrinter:
    """Make a printer that writes a PDF."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_printing_goes_to_the_pages_wanted_beside_the_work(
    qtbot: QtBot, dialog: PreviewDialog, tmp_path: Path
) -> None:
    printed = dialog.printed
    assert printed is not None
    choice = PrintChoice("", "none", (1, 2), ("", "", ""))
    dialog.print_as(printed, choice, to_file(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: dialog.ctx.jobs.findChildren(PrintRun) != [], timeout=20_000)
    qtbot.waitUntil(lambda: dialog.ctx.jobs.findChildren(PrintRun) == [], timeout=60_000)
    assert len(page_images((tmp_path / "out.pdf").read_bytes(), 30)) == 3 * 2


def test_printing_can_be_stopped(qtbot: QtBot, dialog: PreviewDialog, tmp_path: Path) -> None:
    printed = dialog.printed
    assert printed is not None
    ended: list[bool] = []
    sheaves = [Sheaf(printed.pdf, (1,))] * 50
    run = PrintRun(dialog.ctx, to_file(tmp_path / "out.pdf"), sheaves, ended.append)
    run.start()
    run.progress.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    assert ended == [False]


def test_the_window_before_printing_knows_for_whom_and_remembers(
    qtbot: QtBot, dialog: PreviewDialog
) -> None:
    receivers = dialog.ctx.desk.document_receivers(dialog.case_id, DocumentKind.CONTRACT)
    asked = PrintDialog(
        dialog.ctx, dialog, title="x", kept="contract", pages=4, receivers=receivers
    )
    qtbot.addWidget(asked)
    usual = [each for each in receivers if each.is_usual]
    assert len(asked.choice().whom) == len(usual) == 3
    asked.more.setValue(1)
    asked.pages.setText("2-3")
    asked.sides.setCurrentIndex(1)
    choice = asked.choice()
    assert choice.whom[-1] == ""
    assert (choice.pages, choice.duplex, len(choice.whom)) == ((2, 3), "long", 4)
    asked.accept()
    again = PrintDialog(dialog.ctx, dialog, title="x", kept="contract", pages=4)
    qtbot.addWidget(again)
    assert again.choice().duplex == "long"
    assert again.choice().whom == ("",)
    again.pages.setText("9")
    again.accept()
    assert again.result() == 0


def test_a_draft_is_not_registered(
    dialog: PreviewDialog, window: MainWindow, case_id: CaseId
) -> None:
    assert dialog.printed is not None
    assert dialog.printed.is_draft
    assert not dialog.register_button.isEnabled()
    dialog.register()
    assert window.ctx.desk.case_file(case_id).copies == ()


def test_a_registered_copy_is_printed_again_byte_for_byte(
    qtbot: QtBot, window: MainWindow, case_id: CaseId
) -> None:
    dialog = PreviewDialog(window.ctx, case_id, DocumentKind.COVER, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.printed is not None, timeout=20_000)
    printed = dialog.printed
    assert printed is not None
    assert not printed.is_draft
    desk = window.ctx.desk
    dialog.register()
    qtbot.waitUntil(lambda: bool(desk.case_file(case_id).copies))
    case = desk.case_file(case_id).case
    desk.execute(EditCase(case=replace(case, subject_ru="Иной предмет"))).result()
    (copy,) = desk.case_file(case_id).copies
    assert desk.reprint(copy.id) == printed.pdf
