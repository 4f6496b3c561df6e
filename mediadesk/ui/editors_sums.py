"""Editors of sums in other currencies and of their rates."""

from typing import Any

from PySide6.QtCore import Qt

from mediadesk.domain.currencies import parse_rate_e4, show_rate
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import LineEditor
from mediadesk.ui.editors_values import MoneyEdit

__all__ = ["ForeignSumEdit", "RateEdit", "foreign_sum"]


def foreign_sum(ctx: Ctx, cents: int | None, currency: str) -> str:
    """Write a sum given in hundredths with the sign of its currency; '' for none."""
    if cents is None:
        return ""
    return f"{ctx.tr.money(cents).removesuffix('₸')}{currency}".strip()


class ForeignSumEdit(MoneyEdit):
    """A sum in a currency that another field names."""

    def __init__(self, ctx: Ctx) -> None:
        """Make a line without the tenge sign."""
        super().__init__(ctx)
        self.say("")

    def hint(self) -> str:
        """Show the whole sum while it is typed in a short way."""
        value = self.value()
        if value is None or self.raw() == self.shown(value):
            return ""
        return self.shown(value)


class RateEdit(LineEditor):
    """How many tenge one unit of a currency is."""

    def __init__(self, ctx: Ctx) -> None:
        """Make a line with the tenge sign beside it."""
        super().__init__(ctx, 14)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.say("₸")

    def value(self) -> Any:
        """Give ten-thousandths of a tenge; None for nothing or what is no rate."""
        return parse_rate_e4(self.raw())

    def set_value(self, value: Any) -> None:
        """Show a rate."""
        self.set_raw("" if value is None else show_rate(value))

    def problem(self) -> str:
        """Say how a rate is written."""
        if self.raw().strip() and self.value() is None:
            return self.ctx.tr.text(N_("A rate is written like 512,34"))
        return ""

    def tidy(self) -> None:
        """Write the rate in its usual form."""
        value = self.value()
        if value is not None:
            self.set_raw(show_rate(value))
