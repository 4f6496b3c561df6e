"""Wordings into a file for another office, and from one: looked through before anything is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.wordings import TEXTS_SUFFIX
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.saving import ask_path, tell_saved
from mediadesk.ui.texts_differences import ChangeList
from mediadesk.ui.texts_field import problem_words
from mediadesk.ui.texts_own_parts import OwnParts, has_letterhead
from mediadesk.ui.widgets import button, label, row, scrolled
from mediadesk.usecases.offered_texts import OfferedText, OfferedTexts

if TYPE_CHECKING:
    from mediadesk.domain.types import DocumentKind

__all__ = ["ExportDialog", "OfferDialog", "export_texts", "open_texts"]

_FILTER = "MediaDesk (*.mdtexts)"


def export_texts(ctx: Ctx, parent: QWidget) -> "ExportDialog":
    """Ask for the kinds, then for the file."""
    dialog = ExportDialog(ctx, parent)
    dialog.open()
    return dialog


def open_texts(ctx: Ctx, parent: QWidget, done: Callable[[], object]) -> None:
    """Ask for the file and show what it offers."""
    told, _kind = QFileDialog.getOpenFileName(
        parent, ctx.tr.text(N_("Take in from a file")), "", _FILTER
    )
    if told:
        look_at(ctx, parent, Path(told), done)


def look_at(
    ctx: Ctx, parent: QWidget, path: Path, done: Callable[[], object]
) -> "OfferDialog | None":
    """Show what a file offers; a bad file is told."""
    try:
        offered = ctx.desk.look_at_texts(path)
    except MediaDeskError as error:
        ctx.messages.error(error)
        return None
    dialog = OfferDialog(ctx, parent, offered, done)
    dialog.open()
    return dialog


def _day(ctx: Ctx, told: str) -> str:
    """Show a date of the manifest; what is none, as it stands."""
    try:
        return ctx.tr.date(date.fromisoformat(told))
    except ValueError:
        return told


class ExportDialog(QDialog):
    """A tick for every kind; those the centre changed are ticked."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """List the kinds."""
        super().__init__(parent)
        self.ctx = ctx
        self.ticks: dict[DocumentKind, QCheckBox] = {}
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Write into a file")))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setSpacing(6)
        for each in ctx.desk.wording_sets():
            tick = QCheckBox(f"{tr.text(each.kind.label)} · {each.edition}")
            tick.setChecked(each.state != "supplied")
            self.ticks[each.kind] = tick
            box.addWidget(tick)
        self.head = QCheckBox(tr.text(N_("Letterhead")))
        self.head.setVisible(has_letterhead(ctx.desk.letterhead()))
        self.templates = {
            each.name: QCheckBox(f"{each.name} (.docx)") for each in ctx.desk.own_templates()
        }
        if self.templates or not self.head.isHidden():
            box.addWidget(label(tr.text(N_("Of the centre alone")), "subheading"))
        box.addWidget(self.head)
        for tick in self.templates.values():
            tick.setChecked(True)
            box.addWidget(tick)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Write into a file")), "heading"))
        words = N_(
            "The file holds no cases and no people. The letterhead goes only if it is ticked"
        )
        outer.addWidget(label(tr.text(words), "muted", wrap=True))
        outer.addWidget(scrolled(inside), 1)
        go = button(tr.text(N_("Write")), self.write, role="primary", icon="export")
        outer.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), go))
        self.resize(560, 480)

    def write(self) -> None:
        """Ask for the name and write."""
        path = ask_path(self.ctx, self, N_("Write into a file"), f"texts{TEXTS_SUFFIX}", _FILTER)
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Write the ticked kinds."""
        kinds = [kind for kind, tick in self.ticks.items() if tick.isChecked()]
        templates = [name for name, tick in self.templates.items() if tick.isChecked()]
        if not kinds and not templates and not self.head.isChecked():
            return
        try:
            self.ctx.desk.write_texts(
                path, kinds, with_letterhead=self.head.isChecked(), templates=templates
            )
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        tell_saved(self.ctx, path)
        self.accept()


class OfferDialog(QDialog):
    """A tab for every kind of a file: what is new, other or gone, each can be left out."""

    def __init__(
        self, ctx: Ctx, parent: QWidget, offered: OfferedTexts, done: Callable[[], object]
    ) -> None:
        """Show a file that was looked through."""
        super().__init__(parent)
        self.ctx = ctx
        self.offered = offered
        self._done = done
        self.lists: dict[DocumentKind, ChangeList] = {}
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Take in from a file")))
        tabs = QTabWidget()
        for each in offered.texts:
            tabs.addTab(self._page(each), self._name(each))
        self.own = OwnParts(ctx, offered)
        self.own.ticked.connect(self._tell)
        if not self.own.is_empty:
            tabs.addTab(scrolled(self.own), tr.text(N_("Letterhead and Word templates")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Take in from a file")), "heading"))
        last = 0 if self.own.is_empty else len(offered.texts)
        first = next((n for n, each in enumerate(offered.texts) if each.changes), last)
        tabs.setCurrentIndex(first)
        office = offered.office.of(tr.language)
        told = tr.text(
            N_("From: %(office)s, %(day)s, program %(version)s"),
            office=office, day=_day(ctx, offered.made_on), version=offered.program,
        )  # fmt: skip
        outer.addWidget(label(told, "muted", wrap=True))
        outer.addWidget(tabs, 1)
        self.go = button(
            tr.text(N_("Take in what is ticked")), self.take, role="primary", icon="import"
        )
        outer.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), self.go))
        room = self.screen().availableGeometry()
        self.resize(min(940, room.width() - 32), min(640, room.height() - 64))
        self._tell()

    def _name(self, each: OfferedText) -> str:
        name = self.ctx.tr.text(each.kind.label)
        return f"{name} ({len(each.changes)})"

    def _page(self, each: OfferedText) -> QWidget:
        tr = self.ctx.tr
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(8)
        for problem in each.problems[:8]:
            tone = "warn" if problem.is_warning else "danger"
            place = " · ".join(part for part in (problem.clause, problem.lang) if part)
            said = problem_words(self.ctx, problem)
            box.addWidget(label(f"{place}: {said}" if place else said, wrap=True, tone=tone))
        if not each.is_usable:
            words = N_("This wording cannot be taken in")
            box.addWidget(label(tr.text(words), tone="danger"))
        elif each.draft is not None:
            same = len(each.differences) - len(each.changes)
            told = tr.text(N_("Clauses that are the same: %(n)s"), n=same)
            box.addWidget(label(told, "small"))
            ours = self.ctx.desk.wording(each.kind)
            shown = ChangeList(self.ctx, each.changes, ours, each.draft, is_on=True)
            shown.ticked.connect(self._tell)
            self.lists[each.kind] = shown
            box.addWidget(scrolled(shown), 1)
        box.addStretch(0 if each.is_usable else 1)
        return inside

    def _tell(self) -> None:
        chosen = any(each.chosen() for each in self.lists.values())
        self.go.setEnabled(chosen or self.own.is_chosen)

    def take(self) -> None:
        """Put what is ticked in force, in one step."""
        chosen = {kind: each.chosen() for kind, each in self.lists.items()}
        try:
            future = self.ctx.desk.take_in_texts(
                self.offered,
                chosen,
                with_letterhead=self.own.with_letterhead,
                templates=self.own.chosen(),
            )
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return

        def done(_outcome: object) -> None:
            self._done()
            self.accept()

        self.ctx.jobs.run(future, done, owner=self)
