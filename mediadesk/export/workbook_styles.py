"""Looks of cells in workbooks: fonts, colours, borders, number formats.

Sums stand in groups of three with a space whatever the language of the computer, and carry the sign
of the tenge; a zero is a dash.
"""

from typing import Any

from mediadesk.domain.report_model import Style

__all__ = ["Styles", "look_of"]

_GROUPS = r'[=0]"–";[<1000000]#\ ##0{t};#\ ###\ ###\ ###\ ##0{t}'
_MONEY = _GROUPS.format(t=r"\ \₸")
_MONEY2 = _GROUPS.format(t=r".00\ \₸")
_COUNT = r'[=0]"–";[<1000000]#\ ##0;#\ ###\ ###\ ##0'
_INK, _ACCENT, _PALE, _GREY = "#1F2937", "#1F4E79", "#E8EEF5", "#6B7280"
_LINE = {"border": 1, "border_color": "#B8C2CC"}
_FIGURE = {**_LINE, "align": "right", "valign": "vcenter", "indent": 1}
_DOLLARS = _GROUPS.format(t=r"\ \$")
_LOOKS: dict[Style, dict[str, Any]] = {
    Style.TITLE: {"bold": True, "font_size": 14, "font_color": _ACCENT, "valign": "vcenter"},
    Style.SUBTITLE: {"font_color": _GREY, "valign": "top", "text_wrap": True},
    Style.FACT: {"valign": "top", "text_wrap": True},
    Style.CAPTION: {"bold": True, "font_size": 11, "font_color": _ACCENT, "valign": "vcenter"},
    Style.HEAD: {
        **_LINE, "bold": True, "bg_color": _PALE, "text_wrap": True, "align": "center",
        "valign": "vcenter",
    },
    Style.LABEL: {**_LINE, "text_wrap": True, "valign": "vcenter", "indent": 1},
    Style.TEXT: {**_LINE, "valign": "vcenter", "text_wrap": True},
    Style.COUNT: {**_FIGURE, "num_format": _COUNT},
    Style.NUMBER: {**_FIGURE, "num_format": _COUNT},
    Style.MONEY: {**_FIGURE, "num_format": _MONEY},
    Style.MONEY2: {**_FIGURE, "num_format": _MONEY2},
    Style.SHARE: {**_FIGURE, "num_format": "0.0%"},
    Style.DAYS: {**_FIGURE, "num_format": "0.0"},
    Style.DOLLARS: {**_FIGURE, "num_format": _DOLLARS},
    Style.GROWTH: {**_FIGURE, "num_format": "+0.0%;-0.0%;0.0%"},
    Style.DATE: {**_LINE, "num_format": "dd.mm.yyyy", "align": "center", "valign": "vcenter"},
    Style.SIGN: {"font_size": 8, "font_color": _GREY, "align": "center", "valign": "top"},
    Style.LINE: {"bottom": 1, "bottom_color": _INK},
    Style.LINK: {"font_color": "#1D5FA8", "underline": 1},
    Style.GOOD: {**_LINE, "align": "center", "valign": "vcenter", "font_color": "#1B7F3B"},
    Style.BAD: {
        **_LINE, "align": "center", "valign": "vcenter", "bold": True, "font_color": "#B42318",
        "bg_color": "#FDECEA",
    },
}  # fmt: skip


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        """Remember the workbook that owns the formats."""
        self._book = book
        self._made: dict[tuple[Style, bool, bool, bool], Any] = {}

    def look(
        self, style: Style, *, is_total: bool = False, is_line: bool = False, is_high: bool = False
    ) -> Any:
        """Give the format of a style; `is_total` sets it off, `is_line` is one of a long list.

        Words of a line shrink into their column, unless the line is high enough to wrap them.
        """
        key = (style, is_total, is_line, is_high)
        if key not in self._made:
            facts = look_of(style, is_total=is_total, is_line=is_line, is_high=is_high)
            self._made[key] = self._book.add_format(facts)
        return self._made[key]


def look_of(
    style: Style, *, is_total: bool = False, is_line: bool = False, is_high: bool = False
) -> dict[str, Any]:
    """Give what a style says, in the words of XlsxWriter."""
    facts = {"font_name": "Arial", "font_size": 9 if is_line else 10, "font_color": _INK}
    facts |= _LOOKS[style]
    if is_total:
        facts |= {"bold": True, "bg_color": "#F3F6F9", "top": 2, "top_color": _ACCENT}
    if is_line:
        facts.pop("indent", None)
        facts |= {"valign": "top", "text_wrap": is_high, "shrink": not is_high}
        if style is Style.DAYS:
            facts["num_format"] = "0"
    return facts
