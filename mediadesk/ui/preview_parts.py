"""Parts of the preview: the pages, what is missing, for what it is printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.document_about import About
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["AboutBox", "Gaps", "Pages", "about_words"]

_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "warn", Severity.INFO: "muted"}


class Pages(QScrollArea):
    """The pages, one under the other."""

    def __init__(self) -> None:
        """Start with no page."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setSpacing(16)
        self.setWidget(inside)

    def show_images(self, images: list[QImage], name: Callable[[int], str]) -> None:
        """Show drawn pages; `name` tells a page to those who cannot see it."""
        clear(self._box)
        ratio = self.devicePixelRatioF()
        for i, image in enumerate(images, 1):
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setAccessibleName(name(i))
            sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(sheet)
        self._box.addStretch(1)


class Gaps(QVBoxLayout):
    """What the document lacks: each finding with its source and the way to its place."""

    def __init__(self, ctx: Ctx, way: Callable[[str], Callable[[], object] | None]) -> None:
        """Start empty; `way` gives what opens the place of a finding."""
        super().__init__()
        self.setSpacing(8)
        self._ctx = ctx
        self._way = way

    def say(self, text: str) -> None:
        """Say instead why there is no document."""
        clear(self)
        self.addWidget(label(text, wrap=True, tone="danger"))

    def show_findings(self, findings: tuple[Finding, ...], *, is_draft: bool) -> None:
        """Show what was found; nothing found is said too."""
        clear(self)
        tr = self._ctx.tr
        if is_draft:
            words = N_("Printed as a draft until this is mended")
            self.addWidget(label(tr.text(words), wrap=True, tone="danger"))
        for finding in findings:
            text = label(tr.finding(finding), wrap=True, tone=_TONES[finding.severity])
            self.addWidget(text)
            source = label(tr.text(finding.source), "small", wrap=True)
            way = self._way(finding.place)
            if way is not None:
                mend = button(tr.text(N_("Mend")), way, role="link", icon="edit")
                mend.setAccessibleName(f"{tr.text(N_('Mend'))}: {text.text()}")
                line = row(source, mend)
                line.setStretch(0, 1)
                self.addLayout(line)
            elif finding.source:
                self.addWidget(source)
        if not findings:
            words = N_("Everything the law asks for is there")
            self.addWidget(label(tr.text(words), wrap=True, tone="ok"))


def about_words(tr: Translator, about: About, number: int) -> str:
    """Tell a record that a document is printed for: its day and its party, or its number."""
    name = about.name.of("kk" if tr.language == "kk" else "ru") or about.name.ru
    told = " · ".join(part for part in (tr.date(about.on), name) if part)
    return told or tr.text(N_("No. %(n)s"), n=number)


class AboutBox(QComboBox):
    """For which session, invitation, party or notice a document is printed."""

    def __init__(self, ctx: Ctx, abouts: tuple[About, ...], chosen: int) -> None:
        """Show the newest record first; hidden where there is nothing to choose."""
        super().__init__()
        self.setAccessibleName(ctx.tr.text(N_("For what it is printed")))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        for number, each in reversed(list(enumerate(abouts, 1))):
            self.addItem(about_words(ctx.tr, each, number), each.id)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.setVisible(len(abouts) > 1)
