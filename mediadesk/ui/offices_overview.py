"""The first tab of the offices: how each stands, who is late, what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from mediadesk.domain.fields import Field
from mediadesk.domain.office_lines import OfficeLine, ReminderLine
from mediadesk.domain.packages import Standing
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import moment
from mediadesk.ui.messages import Banner
from mediadesk.ui.package_parts import DropPackages, choose_packages, named
from mediadesk.ui.report_sending import doubts_part
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, button, clear, label, row, scrolled

__all__ = ["OfficesTab", "Shown", "reminder_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An office in the table, in words."""

    office: Annotated[str, Field(N_("Sending office"))]
    region: Annotated[str, Field(N_("Region"))]
    state: Annotated[str, Field(N_("State"))]
    last: Annotated[str, Field(N_("Last package"))]
    until: Annotated[date | None, Field(N_("Period until"))]
    missing: Annotated[str, Field(N_("Missing numbers"))]
    cases: Annotated[int, Field(N_("Cases"))]
    doubts: Annotated[str, Field(N_("Doubtful data"))]


class OfficesTab(QWidget):
    """Where packages are dropped, a line about those who are late, the table of offices."""

    packages_chosen = Signal(list)
    send_asked = Signal()
    keys_asked = Signal()

    def __init__(self, ctx: Ctx) -> None:
        """Build the parts; `reload` fills them."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        self._lines: tuple[OfficeLine, ...] = ()
        self._asked = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(12)
        self.drop = DropPackages()
        self.drop.dropped.connect(self.packages_chosen)
        words = N_(
            "Drop packages of offices here, up to 50 at once. Nothing is merged before you say so."
        )
        self.choose = button(
            tr.text(N_("Choose packages…")), self._choose, role="primary", icon="folder"
        )
        line = row(self.choose)
        line.insertWidget(0, label(tr.text(words), "muted", wrap=True), 1)
        self.drop.box.addLayout(line)
        box.addWidget(self.drop)
        self._notes = QVBoxLayout()
        box.addLayout(self._notes)
        self.model = PagedTableModel(tr, Shown)
        self.table = Table(
            ctx,
            self.model,
            "offices",
            {"office": 30, "region": 24, "state": 17, "last": 18, "until": 11, "missing": 9},
        )
        self.table.opened.connect(self._open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self._empty())
        box.addWidget(self.stack, 1)
        self.cases_button = button(tr.text(N_("Cases of the office")), self._cases, icon="cases")
        self.doubts_button = button(tr.text(N_("Doubtful data")), self.show_doubts, icon="alert")
        self.report_button = button(
            tr.text(N_("Statistics by office and region")),
            lambda: ctx.navigate("reports", form="regions"),
            icon="reports",
        )
        box.addLayout(row(self.cases_button, self.doubts_button, None, self.report_button))

    def _empty(self) -> EmptyState:
        tr = self.ctx.tr
        words = N_(
            "A coordinator sees here the offices that send packages. An office makes its package "
            "with the button above."
        )
        keys = button(tr.text(N_("Keys and addresses")), self.keys_asked.emit)
        return EmptyState("building", tr.text(N_("No other offices yet")), tr.text(words), keys)

    def _choose(self) -> None:
        if paths := choose_packages(self.ctx, self):
            self.packages_chosen.emit(paths)

    def reload(self) -> None:
        """Read the offices again; what is doubtful comes from the background."""
        desk = self.ctx.desk
        self._show(desk.offices_view())
        self._show_late(desk.reminders(self.ctx.tr.language))
        self._asked += 1
        asked = self._asked
        if not self._lines:
            return

        def done(lines: tuple[OfficeLine, ...]) -> None:
            if asked == self._asked:
                self._show(lines)

        self.ctx.jobs.run(desk.background(desk.with_doubts, self._lines), done=done, owner=self)

    def _show(self, lines: Sequence[OfficeLine]) -> None:
        at = max(0, self.table.currentIndex().row())
        self._lines = tuple(lines)
        self.model.set_rows([self._shown(each) for each in lines])
        self.stack.setCurrentIndex(0 if lines else 1)
        for part in (self.cases_button, self.doubts_button, self.report_button):
            part.setVisible(bool(lines))
        if lines:
            self.table.selectRow(min(at, len(lines) - 1))

    def _shown(self, line: OfficeLine) -> Shown:
        tr, office = self.ctx.tr, line.standing
        return Shown(
            office=named(tr, office),
            region=self.ctx.desk.region_name(office.region, tr.language),
            state=self._state(line),
            last=self._last(office),
            until=office.last_until,
            missing=", ".join(map(str, office.missing)) or "–",
            cases=office.cases,
            doubts=str(line.doubtful) if line.doubtful else "–",
        )

    def _last(self, office: Standing) -> str:
        """Name the last package and the day it was merged."""
        if not office.last_number:
            return "–"
        day = moment(office.last_merged_at).partition(" ")[0]
        return self.ctx.tr.text(N_("No. %(n)s of %(day)s"), n=office.last_number, day=day)

    def _state(self, line: OfficeLine) -> str:
        tr = self.ctx.tr
        if line.due_on is not None:
            days = (self.ctx.clock.today() - line.due_on).days
            return tr.plural("Late by %(n)s day", "Late by %(n)s days", days)
        if line.standing.missing:
            return tr.text(N_("A package is missing"))
        if not line.standing.is_expected:
            return tr.text(N_("Not waited for"))
        return tr.text(N_("In order"))

    def _show_late(self, late: Sequence[ReminderLine]) -> None:
        clear(self._notes)
        if not late:
            return
        tr = self.ctx.tr
        names = "; ".join(f"{each.office} ({each.months})" for each in late[:_FEW])
        more = f" … +{len(late) - _FEW}" if len(late) > _FEW else ""
        head = tr.plural("%(n)s office has not sent:", "%(n)s offices have not sent:", len(late))
        banner = Banner(f"{head} {names}{more}", "warn")
        banner.add(tr.text(N_("Copy the list")), lambda: self.copy(late))
        banner.add(tr.text(N_("Print as PDF…")), self._print)
        self._notes.addWidget(banner)

    def copy(self, late: Sequence[ReminderLine]) -> None:
        """Copy the list of those who have not sent, one office on a line."""
        QGuiApplication.clipboard().setText(reminder_text(self.ctx, late))
        self.ctx.messages.toast(self.ctx.tr.text(N_("The list is copied")))

    def _print(self) -> None:
        tr = self.ctx.tr
        usual = f"{tr.text(N_('Offices that have not sent their package'))}.pdf"
        words = tr.text(N_("Print as PDF…"))
        told, _kind = QFileDialog.getSaveFileName(self, words, usual, "PDF (*.pdf)")
        if told:
            self.print_to(Path(told))

    def print_to(self, path: Path) -> None:
        """Write the list of those who have not sent as a PDF."""
        ctx, tr = self.ctx, self.ctx.tr
        ctx.jobs.run(
            ctx.desk.background(ctx.desk.print_reminders, path, tr.language),
            done=lambda _: ctx.messages.toast(tr.text(N_("Saved: %(name)s"), name=path.name)),
            owner=self,
        )

    def chosen(self) -> OfficeLine | None:
        """Give the office under the cursor."""
        shown = self.table.current_row()
        rows = [self._shown(each) for each in self._lines]
        return self._lines[rows.index(shown)] if shown in rows else None

    def _open(self, _shown: object) -> None:
        self._cases()

    def _cases(self) -> None:
        line = self.chosen()
        if line is None or not line.standing.office_id:
            return
        shown = self._shown(line)
        ids = self.ctx.desk.cases_of_office(line.standing.office_id)
        self.ctx.navigate("cases", ids=ids, title=shown.office)

    def show_doubts(self) -> QDialog | None:
        """List what is doubtful in the cases of the chosen office; each count opens its cases."""
        line, tr = self.chosen(), self.ctx.tr
        if line is None:
            return None
        dialog = QDialog(self)
        dialog.setWindowTitle(tr.text(N_("Doubtful data")))
        dialog.resize(_WIDE, _HIGH)
        box = QVBoxLayout(dialog)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(self._shown(line).office, "heading", wrap=True))
        year = tr.text(N_("Cases of %(year)s"), year=self.ctx.clock.today().year)
        box.addWidget(label(year, "muted"))

        def opened(ids: Sequence[object], words: str) -> None:
            dialog.accept()
            self.ctx.navigate("cases", ids=ids, title=words)

        if line.doubts:
            box.addWidget(scrolled(doubts_part(self.ctx, line.doubts, opened)), 1)
        else:
            box.addWidget(label(tr.text(N_("Nothing doubtful was found.")), "muted"))
            box.addStretch(1)
        box.addLayout(row(None, button(tr.text(N_("Close")), dialog.accept)))
        dialog.open()
        return dialog


_FEW = 3
_WIDE, _HIGH = 640, 460


def reminder_text(ctx: Ctx, late: Sequence[ReminderLine]) -> str:
    """Write the list of those who have not sent for a letter or a messenger."""
    tr = ctx.tr
    lines = [tr.text(N_("Have not sent their package, as of %(day)s:"), day=ctx.clock.today())]
    for each in late:
        words = N_("%(office)s (%(region)s): %(months)s; was due on %(due)s")
        lines.append(
            tr.text(
                words,
                office=each.office,
                region=each.region,
                months=each.months,
                due=each.due_on,
            )
        )
    return "\n".join(lines)
