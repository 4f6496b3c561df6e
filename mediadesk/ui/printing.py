"""Printing without freezing the window: pages are drawn beside it and painted one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from mediadesk.errors import Cancelled
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.page_images import PRINT_DPI, draw_page, page_image

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["PrintRun", "Sheaf", "printer_named"]

_WAITING = 2
_PATIENCE_S = 0.2
_GIVE_UP_AFTER = 300
_LOOK_EVERY_MS = 20


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One copy on its way to the printer: a PDF and the numbers of its pages, from 1."""

    pdf: bytes
    pages: tuple[int, ...]


def printer_named(name: str, duplex: str, title: str) -> QPrinter:
    """Make a printer for A4; `duplex` is none, long or short (the edge it is turned over)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setResolution(PRINT_DPI)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    modes = {
        "long": QPrinter.DuplexMode.DuplexLongSide,
        "short": QPrinter.DuplexMode.DuplexShortSide,
    }
    printer.setDuplex(modes.get(duplex, QPrinter.DuplexMode.DuplexNone))
    return printer


class PrintRun(QObject):
    """Sends sheaves to a printer; `done(True)` is called when every page was given to it."""

    def __init__(
        self, ctx: Ctx, printer: QPrinter, sheaves: Sequence[Sheaf], done: Callable[[bool], object]
    ) -> None:
        """Keep what is printed; the run belongs to the window, not to a dialog that may close."""
        super().__init__(ctx.jobs)
        self._ctx = ctx
        self._printer = printer
        self._sheaves = tuple(sheaves)
        self._done = done
        self._ready: Queue[QImage] = Queue(maxsize=_WAITING)
        self._painter = QPainter()
        self._painted = 0
        self._future: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._take)
        self.progress = JobProgress()
        self.destroyed.connect(self.progress.cancel)

    def start(self) -> None:
        """Begin; a bar with a way to stop is shown."""
        if not self._painter.begin(self._printer):
            words = N_("The printer does not answer. Choose another one, or save as PDF")
            self._ctx.messages.info(self._ctx.tr.text(words))
            self._end(is_whole=False)
            return
        self._future = self._ctx.desk.background(self._draw)
        self._ctx.jobs.run(
            self._future, label=self._ctx.tr.text(N_("Printing")), progress=self.progress
        )
        self._timer.start()

    def _draw(self) -> None:
        """Draw the pages in their thread; no more than a few wait to be painted."""
        total = sum(len(sheaf.pages) for sheaf in self._sheaves)
        done = 0
        for sheaf in self._sheaves:
            for number in sheaf.pages:
                self.progress.step(done, total, N_("Printing"))
                self._give(page_image(sheaf.pdf, number - 1, PRINT_DPI), done, total)
                done += 1
        self.progress.step(total, total, N_("Printing"))

    def _give(self, image: QImage, done: int, total: int) -> None:
        for _turn in range(_GIVE_UP_AFTER):
            try:
                self._ready.put(image, timeout=_PATIENCE_S)
            except Full:
                self.progress.step(done, total, N_("Printing"))
            else:
                return
        raise Cancelled

    def _take(self) -> None:
        """Paint one page, if one is ready; the window goes on in between."""
        try:
            image = self._ready.get_nowait()
        except Empty:
            if self._future is not None and self._future.done() and self._ready.empty():
                self._end(is_whole=self._future.exception() is None)
            return
        if self._painted:
            self._printer.newPage()
        draw_page(self._painter, self._printer, image)
        self._painted += 1

    def _end(self, *, is_whole: bool) -> None:
        self._timer.stop()
        if self._painter.isActive():
            if not is_whole:
                self._printer.abort()
            self._painter.end()
        self.deleteLater()
        self._done(is_whole)
