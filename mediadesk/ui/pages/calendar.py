"""The calendar of sessions: a day, a week or a month, with days off, clashes and planning."""

from datetime import date, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from mediadesk.domain.agenda import Slot, View, clashes, month_of, shift, span, week_of
from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.codes import SessionState
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.rows import CaseFile
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_, NN_
from mediadesk.ui.agenda_grid import AgendaGrid
from mediadesk.ui.agenda_month import AgendaMonth
from mediadesk.ui.agenda_parts import AgendaView, Picture
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.messages import Banner
from mediadesk.ui.page import Page
from mediadesk.ui.period_words import MONTHS
from mediadesk.ui.saving import ask_path
from mediadesk.ui.session_dialogs import choose_case, plan_session
from mediadesk.ui.session_parts import bold_width
from mediadesk.ui.widgets import PushButton, button, clear, label, row, scrolled

__all__ = ["CalendarPage"]

_VIEWS = ((View.DAY, N_("Day")), (View.WEEK, N_("Week")), (View.MONTH, N_("Month")))
_MOST_TOLD = 3


class CalendarPage(Page):
    """Shows the sessions of some days and leads to their cases."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the head and the views; the week of today is shown first."""
        super().__init__(ctx)
        self.view = View.WEEK
        self.day = ctx.clock.today()
        self.picture = Picture()
        self.grid, self.month = AgendaGrid(ctx), AgendaMonth(ctx)
        self._view_buttons: dict[View, PushButton] = {}
        self._period = label("", "title")
        self.outer.addLayout(self._head())
        self.outer.addLayout(self._tools())
        self._notes = QVBoxLayout()
        self._notes.setSpacing(8)
        self.outer.addLayout(self._notes)
        self.stack = QStackedWidget()
        self._areas: dict[AgendaView, QScrollArea] = {}
        for each in (self.grid, self.month):
            self._areas[each] = scrolled(each)
            self.stack.addWidget(self._areas[each])
            each.opened.connect(self._open_slot)
            each.planned.connect(self.plan)
            each.day_chosen.connect(partial(self.show_view, View.DAY))
            each.stepped.connect(self._walked)
            each.menu_asked.connect(self._offer)
            each.moved.connect(partial(self._bring_into_sight, self._areas[each]))
        self._areas[self.grid].verticalScrollBar().valueChanged.connect(self.grid.stick)
        self.outer.addWidget(self.stack, 1)
        for keys, slot in (
            ("PgUp", partial(self.step, -1)),
            ("PgDown", partial(self.step, 1)),
            ("Home", self.show_today),
            ("Alt+1", partial(self.show_view, View.DAY)),
            ("Alt+2", partial(self.show_view, View.WEEK)),
            ("Alt+3", partial(self.show_view, View.MONTH)),
            ("Ctrl+Shift+N", self.plan_somewhere),
            ("Ctrl+S", self.save_file),
            ("Ctrl+Return", self._begin_here),
            ("Ctrl+Enter", self._begin_here),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Calendar"))

    def _head(self) -> QVBoxLayout:
        tr = self.ctx.tr
        back = button("", partial(self.step, -1), icon="back")
        back.setToolTip(f"{tr.text(N_('Back'))} (PgUp)")
        back.setAccessibleName(tr.text(N_("Back")))
        forward = button("", partial(self.step, 1), icon="forward")
        forward.setToolTip(f"{tr.text(N_('Forward'))} (PgDown)")
        forward.setAccessibleName(tr.text(N_("Forward")))
        today = button(tr.text(N_("Today")), self.show_today)
        today.setToolTip("Home")
        plan = button(
            tr.text(N_("Plan a session")), self.plan_somewhere, role="primary", icon="plus"
        )
        plan.setToolTip("Ctrl+Shift+N")
        box = QVBoxLayout()
        box.addLayout(row(self._period, None, back, today, forward, plan))
        return box

    def _tools(self) -> QVBoxLayout:
        tr = self.ctx.tr
        group = QButtonGroup(self)
        for number, (view, words) in enumerate(_VIEWS, 1):
            made = PushButton(tr.text(words))
            made.setProperty("role", "chip")
            made.setCheckable(True)
            made.setMinimumWidth(bold_width(made))
            made.setToolTip(f"{tr.text(words)} (Alt+{number})")
            made.clicked.connect(lambda _=False, view=view: self.show_view(view))
            group.addButton(made)
            self._view_buttons[view] = made
        is_kk = tr.language == "kk"
        options = [(0, tr.text(N_("All mediators")))]
        options += [
            (m.id, (m.name_kk if is_kk else "") or m.name_ru) for m in self.ctx.desk.mediators()
        ]
        self.who = ChoiceEdit(self.ctx, options)
        self.who.set_value(0)
        self.who.combo.setMinimumWidth(180)
        self.who.box().setAccessibleName(tr.text(N_("Mediator")))
        self.who.changed.connect(self._filtered)
        save = button(tr.text(N_("Calendar file (.ics)")), self.save_file, icon="export")
        save.setToolTip(
            tr.text(N_("For a telephone or another program: numbers of cases only, no names"))
        )
        box = QVBoxLayout()
        box.addLayout(row(*self._view_buttons.values(), self.who, None, save))
        return box

    def open(self, on: date | None = None, **_args: object) -> None:
        """Show the days around a day, today at first."""
        self.day = on or self.day
        self.reload()
        self._focus()

    def _focus(self) -> None:
        """Give the keys to the view; a focus alone does not scroll it."""
        bar = self._areas[self.shown].verticalScrollBar()
        before = bar.value()
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        bar.setValue(before)

    @property
    def shown(self) -> AgendaView:
        """Give the view that is seen."""
        return self.month if self.view is View.MONTH else self.grid

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again."""
        self.reload()

    def reload(self) -> None:
        """Read the sessions of the shown days and show them."""
        first, last = span(self.view, self.day)
        slots = self.ctx.desk.agenda(first, last, self.who.value() or None)
        found = clashes(slots)
        if self.view is View.DAY:
            days: tuple[date, ...] = (self.day,)
        elif self.view is View.WEEK:
            days = week_of(self.day)
        else:
            days = tuple(day for week in month_of(self.day) for day in week)
        self.picture = Picture(days, slots, found)
        self.month.month = (self.day.year, self.day.month)
        self.shown.show_picture(self.picture)
        self.stack.setCurrentWidget(self._areas[self.shown])
        self._view_buttons[self.view].setChecked(True)
        self._period.setText(self._period_words(first, last))
        self._tell_notes(first, last)

    def _period_words(self, first: date, last: date) -> str:
        tr = self.ctx.tr
        if self.view is View.DAY:
            name = tr.weekday(first)
            return f"{name[:1].upper()}{name[1:]}, {tr.date(first)}"
        if self.view is View.WEEK:
            return f"{tr.date(first)} – {tr.date(last)}"
        return f"{tr.text(MONTHS[self.day.month - 1])} {self.day.year}"

    def _tell_notes(self, first: date, last: date) -> None:
        """Say what clashes, and which year's days off are not confirmed."""
        clear(self._notes)
        tr = self.ctx.tr
        by_id = {slot.id: slot for slot in self.picture.slots}
        pairs = [
            (by_id[one], by_id[other], why)
            for one, others in self.picture.clashes.items()
            for other, why in others
            if one < other
        ]
        if pairs:
            told = [
                tr.text(
                    N_("%(day)s: %(one)s and %(other)s. %(why)s"),
                    day=one.on, one=one.number, other=other.number, why=why,
                )
                for one, other, why in pairs[:_MOST_TOLD]
            ]  # fmt: skip
            head = tr.plural("%(n)s clash", "%(n)s clashes", len(pairs))
            self._notes.addWidget(Banner("\n".join([head, *told]), "danger"))
        years = {day.year for day in (first, last)}
        missing = sorted(years - self.ctx.desk.law.calendar.confirmed_years)
        if missing:
            words = tr.text(
                N_("The days off of %(year)s are not confirmed yet"),
                year=", ".join(map(str, missing)),
            )
            self._notes.addWidget(Banner(words, "warn"))

    def step(self, steps: int) -> None:
        """Go back or forward by what is shown."""
        self.day = shift(self.view, self.day, steps)
        self.month.spot = self.day
        self.reload()

    def _walked(self, steps: int) -> None:
        """The cursor left the shown days."""
        self.day = self.month.spot if self.view is View.MONTH else shift(self.view, self.day, steps)
        self.reload()

    def show_today(self) -> None:
        """Go to today."""
        self.day = self.month.spot = self.ctx.clock.today()
        self.reload()

    def show_view(self, view: View, day: date | None = None) -> None:
        """Show a day, a week or a month."""
        self.view = view
        self.day = day or self.day
        self.month.spot = self.day
        self.reload()
        self._focus()

    def _bring_into_sight(self, area: QScrollArea, where: QRect) -> None:
        """Scroll so far that the cursor is seen, under the names of the days."""
        bar = area.verticalScrollBar()
        above = where.top() - int(self.grid.head if self.view is not View.MONTH else 0)
        below = where.bottom() - area.viewport().height()
        bar.setValue(min(max(bar.value(), below), above))

    def _filtered(self) -> None:
        if not self.who.problem():
            self.reload()

    def _open_slot(self, slot: Slot) -> None:
        self.ctx.navigate("case_card", case_id=slot.case_id, section="sessions")

    def _offer(self, slot: Slot, at: QPoint) -> None:
        tr = self.ctx.tr
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr.text(N_("Open the case")), partial(self._open_slot, slot))
        if slot.state is SessionState.PLANNED:
            menu.addAction(tr.text(N_("Begin the session")), partial(self.begin, slot))
        menu.popup(at)

    def _begin_here(self) -> None:
        for slot in self.shown.here()[:1]:
            self.begin(slot)

    def begin(self, slot: Slot) -> None:
        """Open the quiet view of a planned session, if its case may have sessions now."""
        from mediadesk.ui.session_view import SessionView

        file = self.ctx.desk.case_file(slot.case_id)
        session = next((each for each in file.sessions if each.id == slot.id), None)
        is_planned = session is not None and session.state is SessionState.PLANNED
        if is_planned and Event.SESSION in possible_events(file):
            SessionView(self.ctx, self, file, session).start()

    def plan_somewhere(self) -> None:
        """Plan a session on the shown day, or the next working one."""
        today = self.ctx.clock.today()
        self.plan(self.day if self.day > today else None, None)

    def plan(self, on: date | None, at: time | None) -> None:
        """Ask for the case, then for the session."""

        def go_on(file: CaseFile) -> None:
            plan_session(self.ctx, self, file, on=on, at=at)

        choose_case(self.ctx, self, go_on)

    def save_file(self) -> None:
        """Save the shown sessions as a calendar file."""
        first, last = span(self.view, self.day)
        name = f"mediadesk-{first:%Y-%m-%d}.ics"
        path = ask_path(self.ctx, self, N_("Save the calendar file"), name, "*.ics")
        if path is not None:
            self.write_file(path, first, last)

    def write_file(self, path: Path, first: date, last: date) -> None:
        """Write the sessions of some days, of the chosen mediator, and say what came of it."""
        tr = self.ctx.tr
        who = self.who.value() or None
        try:
            count = self.ctx.desk.write_ics(first, last, path, tr.language, who)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        one, many = NN_(
            "%(n)s session is saved without names", "%(n)s sessions are saved without names"
        )
        self.ctx.messages.toast(tr.plural(one, many, count))
