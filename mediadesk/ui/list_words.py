"""Words of filters: how a chip names its value, and which values can be chosen or typed."""

from collections.abc import Iterator

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.text import fold
from mediadesk.domain.views import FILTERS, MOST_DAYS, RELATIVE, SPANS, YES, typed_period
from mediadesk.ui.context import Ctx

__all__ = ["FilterWords"]

_YEARS_BACK = 5
_DAYS = (7, 14, 30)
_FLAGS = ("late", "unsigned")


class FilterWords:
    """Names filters in the language of the window."""

    def __init__(self, ctx: Ctx) -> None:
        """Keep the context; names of mediators and topics are read when they are needed."""
        self.ctx = ctx
        self.tr = ctx.tr
        self._mediators: dict[str, str] = {}
        self._topics: dict[str, str] = {}

    def refresh(self) -> None:
        """Read the names of mediators and topics anew."""
        desk, language = self.ctx.desk, self.tr.language
        self._mediators = {str(m.id): name_of(m, language) for m in desk.mediators()}
        self._topics = desk.topics_in_use(language)

    def topic(self, code: str) -> str:
        """Name a topic; its code if it has no words."""
        return self._topics.get(code, code)

    def kind(self, name: str) -> str:
        """Name a kind of filter."""
        return self.tr.text(FILTERS[name].label)

    def value(self, name: str, value: str) -> str:
        """Name a value of a filter."""
        kind, tr = FILTERS[name], self.tr
        if kind.codes is not None:
            return tr.text(kind.codes(value).label)
        if name == "mediator":
            return self._mediators.get(value, value)
        if name == "topic":
            return self.topic(value)
        if name == "ending":
            return tr.plural("%(n)s day", "%(n)s days", int(value))
        words = {**RELATIVE, **SPANS}.get(value)
        return tr.text(words) if words else value

    def chip(self, name: str, value: str) -> str:
        """Give the words of a chip."""
        if name in _FLAGS:
            return self.kind(name)
        if name == "text":
            return f"«{value}»"
        return f"{self.kind(name)}: {self.value(name, value)}"

    def choices(self) -> Iterator[tuple[str, str]]:
        """Give every filter that can be chosen without typing, kind by kind."""
        year = self.ctx.clock.today().year
        values: dict[str, list[str]] = {
            "mediator": list(self._mediators),
            "topic": sorted(self._topics, key=self.topic),
            "received": [*RELATIVE, *(str(year - n) for n in range(2, _YEARS_BACK))],
            "todo": list(SPANS),
            "late": [YES],
            "unsigned": [YES],
            "ending": [str(n) for n in _DAYS],
        }
        book = self.ctx.desk.code_book()
        for name, kind in FILTERS.items():
            codes = [code.value for code in book.every(kind.codes)] if kind.codes else []
            for value in codes or values.get(name, []):
                yield name, value

    def typed(self, text: str) -> Iterator[tuple[str, str]]:
        """Give the filters that a typed text means: a period, a number of days, words to look for."""
        text = text.strip()
        if period := typed_period(text):
            yield "received", period
        if text.isdecimal() and 0 < int(text[:9]) <= MOST_DAYS:
            yield "ending", str(int(text))
        if text:
            yield "text", text

    def fitting(self, text: str) -> list[tuple[str, str]]:
        """Give the filters whose words hold every word that was typed; all of them for ''."""
        wanted = fold(text).split()
        listed = [
            (name, value)
            for name, value in self.choices()
            if all(word in fold(self.chip(name, value)) for word in wanted)
        ]
        return [*listed, *self.typed(text)] if text.strip() else listed
