"""Asks how a document is printed: for whom, which pages, on which printer, on one side or both."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.document_copies import Receiver
from mediadesk.domain.page_ranges import pages_told
from mediadesk.errors import InputProblem
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, label, row

__all__ = ["PrintChoice", "PrintDialog"]

_MARGIN = 8
_MOST_COPIES = 30
_DUPLEX = (
    ("none", N_("On one side")),
    ("long", N_("On both sides, turned over the long edge")),
    ("short", N_("On both sides, turned over the short edge")),
)


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What was chosen; `whom` has a name for each numbered copy ("" for a further one)."""

    printer: str
    duplex: str
    pages: tuple[int, ...]
    whom: tuple[str, ...]


class PrintDialog(QDialog):
    """The window before printing; printer and sides are remembered for the kind of document."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        *,
        title: str,
        kept: str,
        pages: int,
        receivers: Sequence[Receiver] = (),
    ) -> None:
        """Show the choices; without receivers only the number of copies is asked."""
        super().__init__(parent)
        self.ctx, self._kept, self._total = ctx, f"print.{kept}", pages
        tr = ctx.tr
        self.setModal(True)
        self.setWindowTitle(tr.text(N_("Print")))
        self.setMinimumWidth(480)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(title, "heading", wrap=True))
        self.ticks = [(self._tick(each), each) for each in receivers]
        if self.ticks:
            outer.addWidget(label(tr.text(N_("For whom"))))
            for tick, _each in self.ticks:
                outer.addWidget(tick)
        outer.addLayout(self._form())
        self.told = label("", "muted", wrap=True)
        outer.addWidget(self.told)
        self.print_button = button(tr.text(N_("Print")), self.accept, role="primary", icon="print")
        outer.addStretch(1)
        outer.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), self.print_button))
        self.print_button.setDefault(True)
        self._restore()
        self._count()

    def _form(self) -> QFormLayout:
        tr = self.ctx.tr
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.more = QSpinBox()
        self.more.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        self.more.setRange(0 if self.ticks else 1, _MOST_COPIES)
        self.more.valueChanged.connect(lambda _n: self._count())
        form.addRow(
            tr.text(N_("Further copies") if self.ticks else N_("Number of copies")), self.more
        )
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(tr.text(N_("All; or such as 1-3, 5")))
        form.addRow(tr.text(N_("Pages")), self.pages)
        self.printers = QComboBox()
        self.printers.addItems(QPrinterInfo.availablePrinterNames())
        form.addRow(tr.text(N_("Printer")), self.printers)
        self.sides = QComboBox()
        for code, words in _DUPLEX:
            self.sides.addItem(tr.text(words), code)
        form.addRow(tr.text(N_("Sides")), self.sides)
        return form

    def _tick(self, each: Receiver) -> QCheckBox:
        tick = QCheckBox(self.ctx.tr.text(each.kind.label) + self._named(each))
        tick.setChecked(each.is_usual)
        tick.toggled.connect(lambda _on: self._count())
        return tick

    def _named(self, each: Receiver) -> str:
        name = each.name.of("kk" if self.ctx.tr.language == "kk" else "ru") or each.name.ru
        return f": {name}".replace("&", "&&") if name else ""

    def _whom(self) -> tuple[str, ...]:
        chosen = [
            each.name.ru or each.name.kk or self.ctx.tr.text(each.kind.label)
            for tick, each in self.ticks
            if tick.isChecked()
        ]
        return (*chosen, *[""] * self.more.value())

    def _count(self) -> None:
        """Say how many copies there will be; none can be printed."""
        tr, many = self.ctx.tr, len(self._whom())
        words = tr.plural("%(n)s copy", "%(n)s copies", many)
        if self.ticks and many > 1:
            words += ". " + tr.text(N_("Each copy says its number in the foot."))
        if not self.printers.count():
            words = tr.text(N_("No printer was found on this computer. Save as PDF instead."))
        self.told.setText(words)
        self.print_button.setEnabled(bool(many) and bool(self.printers.count()))

    def _restore(self) -> None:
        kept = self.ctx.settings.table(self._kept)
        usual = QPrinterInfo.defaultPrinterName()
        self.printers.setCurrentText(usual)
        self.printers.setCurrentText(str(kept.get("printer", usual)))
        self.sides.setCurrentIndex(max(self.sides.findData(kept.get("duplex", "none")), 0))

    def choice(self) -> PrintChoice:
        """Give what was chosen; InputProblem for pages that are none."""
        return PrintChoice(
            self.printers.currentText(),
            str(self.sides.currentData()),
            pages_told(self.pages.text(), self._total),
            self._whom(),
        )

    def accept(self) -> None:
        """Take the choice and remember printer and sides."""
        try:
            now = self.choice()
        except InputProblem as error:
            self.told.setText(self.ctx.tr.error(error))
            self.pages.setFocus()
            return
        self.ctx.settings.remember(self._kept, {"printer": now.printer, "duplex": now.duplex})
        super().accept()
