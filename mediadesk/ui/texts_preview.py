"""The page of a wording while it is edited: on the sample or on a case, in each language."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.page_images import page_images
from mediadesk.ui.preview_parts import language_buttons
from mediadesk.ui.widgets import clear, label, row

if TYPE_CHECKING:
    from mediadesk.domain.wordings import Draft

__all__ = ["TextsPreview"]

_WAIT_MS = 500
_A4_INCHES = 210 / 25.4
_EDGE = 44
_MOST_PAGES = 12


class TextsPreview(QWidget):
    """Pages as wide as there is room; made again a moment after the last change."""

    def __init__(self, ctx: Ctx) -> None:
        """Begin with both languages and the sample."""
        super().__init__()
        self.ctx = ctx
        self.languages = Languages.BOTH
        self.kind = DocumentKind.CONTRACT
        self.pages = 0
        self._draft: Draft | None = None
        self._wanted = 0
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.make)
        tr = ctx.tr
        self.case = QLineEdit()
        self.case.setPlaceholderText(tr.text(N_("Number of a case")))
        self.case.setAccessibleName(tr.text(N_("Number of a case")))
        self.case.setToolTip(
            tr.text(N_("Without a number an invented case is shown, every clause"))
        )
        self.case.setMaximumWidth(160)
        self.case.editingFinished.connect(self.make)
        self.state = label("", "small", wrap=True)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.setAccessibleName(tr.text(N_("Preview")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(6)
        self._buttons = language_buttons(ctx, self, Languages, self.languages, self.choose)
        heading = label(tr.text(N_("Preview")), "label")
        outer.addLayout(row(heading, *self._buttons.values(), None, self.case))
        outer.addWidget(self.state)
        outer.addWidget(self._area, 1)

    def choose(self, languages: Languages) -> None:
        """Show other languages."""
        self.languages = languages
        self.make()

    def show_draft(self, kind: DocumentKind, draft: "Draft", *, at_once: bool = False) -> None:
        """Show a wording, a moment later while it is typed."""
        self.kind, self._draft = kind, draft
        self._buttons[Languages.EN].setVisible("en" in draft.langs)
        if at_once:
            self.make()
        else:
            self._timer.start()

    def make(self) -> None:
        """Make the pages in the background."""
        self._timer.stop()
        draft = self._draft
        if draft is None or not self.isVisible():
            return
        self._wanted += 1
        wanted, desk, kind, languages = self._wanted, self.ctx.desk, self.kind, self.languages
        number = self.case.text().strip()
        case_id = desk.case_id(number) if number else 0
        if case_id is None:
            self.state.setText(self.ctx.tr.text(N_("Nothing found: %(what)s"), what=number))
            return
        ratio = self.devicePixelRatioF()
        room = max(self._area.viewport().width() - _EDGE, 200)
        dpi = room / _A4_INCHES * ratio

        def work() -> list[QImage]:
            pdf = desk.wording_page(kind, draft, languages, case_id or 0)
            return page_images(pdf, dpi, most=_MOST_PAGES)

        def done(images: list[QImage]) -> None:
            if wanted == self._wanted:
                self._show(images)

        def failed(error: MediaDeskError) -> None:
            if wanted == self._wanted:
                self.state.setText(self.ctx.tr.error(error))
                self.state.show()

        self.ctx.jobs.run(desk.background(work), done, failed, owner=self)

    def resizeEvent(self, event: Any) -> None:
        """Draw the pages again as wide as there is room now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._timer.start()

    def _show(self, images: list[QImage]) -> None:
        self.state.hide()
        self.pages = len(images)
        place = self._area.verticalScrollBar().value()
        clear(self._box)
        for number, image in enumerate(images, 1):
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setAccessibleName(self.ctx.tr.text(N_("Page %(n)s"), n=number))
            sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(sheet)
        self._box.addStretch(1)
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(place))
