"""The window does its whole work on the centre given, in this process; run by the tests of leaks."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from mediadesk import private
from mediadesk.app import SystemClock, SystemIds
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.ui import quiet, theme
from mediadesk.ui.one_window import Listener, socket_name
from mediadesk.ui.page_images import draw_pages, page_images
from mediadesk.ui.pages import PAGES
from mediadesk.ui.start import Program, door_to


def settle(window: object) -> None:
    """Let the jobs of the window end."""
    end = time.monotonic() + 30
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if getattr(window, "jobs").is_idle or time.monotonic() > end:  # noqa: B009
            return


def main() -> int:
    """Open, look at every page, draw and print a document, write files, close."""
    private.be_private()
    quiet.install()
    centre, out = Path(sys.argv[1]), Path(sys.argv[2])
    app: QApplication = theme.application()
    app.setApplicationName("MediaDesk")
    clock = SystemClock()
    door = door_to(centre, clock=clock, ids=SystemIds())
    program = Program(app, centre, "ru", door=door, clock=clock)
    server = Listener(socket_name(centre), program).server
    program.show_gate()
    program._enter(door.open(os.environ["MEDIADESK_PASSPHRASE"], ""))
    window = program.window
    desk = program.desk
    assert window is not None
    assert desk is not None
    case = next(r for r in desk.cases(CaseQuery(), 0, 50) if desk.case_file(r.id).contract)
    titles = set()
    for page in PAGES:
        args = {"case_id": case.id} if page in ("case_card", "agreement") else {}
        window.navigate(page, **args)
        settle(window)
        titles |= {each.windowTitle() for each in app.topLevelWidgets()}
    dialog = QFileDialog(window, "x", str(out))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    dialog.accept()
    dialog.deleteLater()
    pdf = desk.document(case.id, DocumentKind.CONTRACT, Languages.BOTH).pdf
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out / "printed.pdf"))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    draw_pages(printer, page_images(pdf, 60))
    (out / "contract.docx").write_bytes(
        desk.working_copy(desk.document(case.id, DocumentKind.CONTRACT, Languages.BOTH))
    )
    blank = desk.open_blank(Path(sys.argv[3]))
    desk.write_blank(blank, blank.targets, str(clock.today().year), out / "blank.xlsx")
    window.navigate("cases")
    window._pages["cases"].table.selectAll()
    window._pages["cases"].table.copy(headings=True)
    settle(window)
    server.close()
    window.close()
    settle(window)
    print("\n".join(sorted(titles)))
    assert not app.clipboard().text()
    return 0


if __name__ == "__main__":
    sys.exit(main())
