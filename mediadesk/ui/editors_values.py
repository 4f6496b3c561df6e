"""Editors of dates, times, sums, numbers, identifiers and telephones: lines that understand."""

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout

from mediadesk.domain.identifiers import (
    IDENTIFIER_TEXTS,
    IdentifierFacts,
    check_bin,
    check_iin,
    kazakh_digits,
    normal_phone,
    show_phone,
)
from mediadesk.domain.parsing import (
    PARSE_TEXTS,
    ParseProblem,
    parse_amount_tiyn,
    parse_date,
    parse_time,
)
from mediadesk.domain.text import clean
from mediadesk.marks import N_
from mediadesk.ui import icons
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import LineEditor

__all__ = ["DateEdit", "IdentifierEdit", "MoneyEdit", "NumberEdit", "PhoneEdit", "TimeEdit"]

_UNITS = {
    "days": N_("days"),
    "minutes": N_("minutes"),
}


class _Parsed(LineEditor):
    """A line whose text is parsed into a value or a problem."""

    def parse(self) -> Any:
        """Give the value, a ParseProblem, or None."""
        raise TypeError(type(self).__name__)

    def shown(self, value: Any) -> str:
        """Write a value in its usual form."""
        raise TypeError(type(self).__name__)

    def value(self) -> Any:
        """Give the value; None for nothing or a problem."""
        parsed = self.parse()
        return None if isinstance(parsed, ParseProblem) else parsed

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.set_raw("" if value is None else self.shown(value))

    def problem(self) -> str:
        """Say why the text is not understood."""
        parsed = self.parse()
        if isinstance(parsed, ParseProblem):
            return self.ctx.tr.text(PARSE_TEXTS[parsed.code], **parsed.params)
        return ""

    def tidy(self) -> None:
        """Write an understood value in its usual form."""
        value = self.value()
        if value is not None and self.raw() != self.shown(value):
            self.set_raw(self.shown(value))


class _Calendar(QFrame):
    """The calendar that helps to find a date."""

    picked = Signal(date)

    def __init__(self, day: date) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        box.addWidget(self.calendar)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DateEdit(_Parsed):
    """A date typed in any usual way; the weekday stands beside it, a calendar helps."""

    def __init__(self, ctx: Ctx) -> None:
        """Make the line and the button of the calendar."""
        super().__init__(ctx, 14, ctx.tr.text(N_("day.month.year")))
        self.button = QToolButton()
        self.button.setIcon(icons.icon("calendar"))
        self.button.setToolTip(ctx.tr.text(N_("Calendar (F4)")))
        self.button.setAccessibleName(ctx.tr.text(N_("Calendar")))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.show_calendar)
        self.row.insertWidget(1, self.button)

    def parse(self) -> Any:
        """Understand '5.3', '+30', 'бүгін' and all other usual ways."""
        return parse_date(self.raw(), self.ctx.clock.today())

    def shown(self, value: date) -> str:
        """Write dd.MM.yyyy."""
        return self.ctx.tr.date(value)

    def hint(self) -> str:
        """Name the day; and the whole date while it is typed in a short way."""
        value = self.value()
        if value is None:
            return ""
        day = self.ctx.tr.weekday(value)
        return day if self.raw() == self.shown(value) else f"{self.shown(value)}, {day}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar on F4 or Alt+Down."""
        alt_down = event.key() == Qt.Key.Key_Down and (
            event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.show_calendar()
            return
        super().keyPressEvent(event)

    def show_calendar(self) -> None:
        """Open the calendar under the line."""
        popup = _Calendar(self.value() or self.ctx.clock.today())
        popup.picked.connect(self.set_value)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        popup.show()


class TimeEdit(_Parsed):
    """A time of day such as 14:30, 14.30 or 1430."""

    def __init__(self, ctx: Ctx) -> None:
        """Make a short line."""
        super().__init__(ctx, 8, "14:30")

    def parse(self) -> Any:
        """Understand the usual ways."""
        return parse_time(self.raw())

    def shown(self, value: time) -> str:
        """Write HH:mm."""
        return f"{value:%H:%M}"


class MoneyEdit(_Parsed):
    """A sum in tenge; groups are shown when it is left, words like «1,2 млн» are understood."""

    def __init__(self, ctx: Ctx) -> None:
        """Make a line with the tenge sign beside it."""
        super().__init__(ctx, 20)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.say("₸")

    def parse(self) -> Any:
        """Understand digits, groups, words of size and Kazakh letters above the digits."""
        return parse_amount_tiyn(self.raw())

    def shown(self, value: int) -> str:
        """Write the sum in groups, without its sign."""
        return self.ctx.tr.money(value).removesuffix("\u00a0₸")

    def hint(self) -> str:
        """Show the currency, and the whole sum while it is typed in a short way."""
        value = self.value()
        if value is None or self.raw() == self.shown(value):
            return "₸"
        return self.ctx.tr.money(value)


class NumberEdit(_Parsed):
    """A whole number with its unit beside it."""

    def __init__(self, ctx: Ctx, unit: str = "") -> None:
        """Make a short line; `unit` is days or minutes."""
        self._unit = unit
        super().__init__(ctx, 8)
        self.say(self.hint())

    def parse(self) -> Any:
        """Understand digits only; Kazakh letters of the number row count as digits."""
        return int(self._digits()) if self._digits().isdecimal() else None

    def _digits(self) -> str:
        return kazakh_digits(clean(self.raw())).replace(" ", "")

    def shown(self, value: int) -> str:
        """Write the digits."""
        return str(value)

    def problem(self) -> str:
        """Say that digits are needed."""
        if self._digits() and not self._digits().isdecimal():
            return self.ctx.tr.text(N_("Only digits"))
        return ""

    def hint(self) -> str:
        """Name the unit."""
        return self.ctx.tr.text(_UNITS.get(self._unit, ""))


class IdentifierEdit(LineEditor):
    """An IIN or BIN: 12 digits; what is odd is said, and never stops the work."""

    facts_found = Signal(object)

    def __init__(self, ctx: Ctx, kind: str) -> None:
        """Make the editor of an "iin" or a "bin"."""
        self._kind = kind
        super().__init__(ctx, 17)
        self.line.setMaxLength(40)
        self.changed.connect(self._offer)

    def facts(self) -> IdentifierFacts:
        """Give what the number says of itself."""
        return (check_iin if self._kind == "iin" else check_bin)(self.raw())

    def value(self) -> str:
        """Give the digits without spaces; what is no identifier as cleaned text."""
        return self.facts().digits[:12]

    def hint(self) -> str:
        """Say what is odd; for a good IIN the date of birth."""
        if not clean(self.raw()):
            return ""
        facts = self.facts()
        tr = self.ctx.tr
        if facts.problems:
            return tr.text(IDENTIFIER_TEXTS[facts.problems[0]])
        born = getattr(facts, "born_on", None)
        return f"✓ {tr.date(born)}" if born else "✓"

    def tidy(self) -> None:
        """Drop spaces and hyphens."""
        if self.value() != self.raw():
            self.set_raw(self.value())

    def _offer(self) -> None:
        facts = self.facts()
        bad = bool(facts.problems) and bool(clean(self.raw()))
        self.remark.setProperty("role", "warn" if bad else "small")
        self.remark.style().polish(self.remark)
        if not facts.problems and clean(self.raw()):
            self.facts_found.emit(facts)


class PhoneEdit(LineEditor):
    """A telephone; a Kazakh number is written +7 (701) 123-45-67 when left."""

    def __init__(self, ctx: Ctx) -> None:
        """Make a line wide enough for a number."""
        super().__init__(ctx, 24)

    def value(self) -> str:
        """Give the number in its one form, or cleaned text."""
        return normal_phone(self.raw())

    def set_value(self, value: Any) -> None:
        """Show a number in groups."""
        self.set_raw(show_phone(str(value or "")))

    def tidy(self) -> None:
        """Write the number in groups."""
        shown = show_phone(self.value())
        if shown != self.raw():
            self.set_raw(shown)
