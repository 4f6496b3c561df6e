"""The head of the page of reports: forms to choose, ways to save, ways to other pages."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import PushButton, button, label, row

__all__ = ["CROSS", "KINDS", "allow_saving", "fit_part", "head", "offer_forms"]

CROSS = "cross"
"""The choice of a table that is crossed here and belongs to no form."""
_YEARS = Qt.ItemDataRole.UserRole + 1  # of a form: how many years it compares
_BEFORE = "before"  # of the parts of a year: what was chosen before such a form
KINDS = {
    "xlsx": (N_("Save as Excel"), "Excel (*.xlsx)"),
    "pdf": (N_("Save as PDF"), "PDF (*.pdf)"),
    "csv": (N_("Save as CSV"), "CSV (*.csv)"),
}


def offer_forms(ctx: Ctx, combo: QComboBox) -> None:
    """Offer the forms there are now; the chosen one stays chosen."""
    chosen = combo.currentData()
    combo.clear()
    for info in ctx.desk.report_forms():
        combo.addItem(info.title_kk if ctx.tr.language == "kk" else info.title_ru, info.code)
        combo.setItemData(combo.count() - 1, info.years, _YEARS)
    combo.addItem(ctx.tr.text(N_("Own table: two features crossed")), CROSS)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))


def fit_part(form: QComboBox, part: QComboBox) -> None:
    """Choose several years for a form that compares years; what was chosen comes back after it."""
    years = form.currentData(_YEARS) or 1
    before = part.property(_BEFORE)
    if years > 1 and not str(part.currentData()).isdigit():
        part.setProperty(_BEFORE, part.currentData())
        part.setCurrentIndex(max(part.findData(str(years)), part.currentIndex()))
    elif years == 1 and before is not None:
        part.setCurrentIndex(max(part.findData(before), 0))
        part.setProperty(_BEFORE, None)


def allow_saving(*buttons: PushButton, is_allowed: bool) -> None:
    """Let the report be saved, or not while there is none."""
    for each in buttons:
        each.setEnabled(is_allowed)


def head(
    ctx: Ctx,
    kind_buttons: Mapping[str, PushButton],
    saving: Sequence[PushButton],
    submitted: PushButton,
    period: Callable[[], str],
) -> tuple[QHBoxLayout, QHBoxLayout]:
    """Lay out the title with the buttons that save and submit, and the ways to other pages.

    `period` tells which period is chosen, `submitted` leads to the submitted reports.
    """
    tr = ctx.tr
    glance = button(
        tr.text(N_("Year at a glance")),
        lambda: ctx.navigate("glance", period=period()),
        role="link",
        icon="reports",
    )
    blanks = button(
        tr.text(N_("Form from an Excel blank")),
        lambda: ctx.navigate("blank"),
        role="link",
        icon="import",
    )
    for kind, made in kind_buttons.items():
        made.setToolTip(tr.text(KINDS[kind][0]))
        made.setAccessibleName(tr.text(KINDS[kind][0]))
    return (
        row(label(tr.text(N_("Reports")), "title"), None, *kind_buttons.values(), *saving),
        row(glance, blanks, submitted, None),
    )
