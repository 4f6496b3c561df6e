"""Speaks one language: messages, plurals, dates, money; explicit, never process-wide.

Dates and numbers of the screen are written here for Kazakhstan: `dd.MM.yyyy`, groups of three with
a no-break space, the tenge sign behind the sum. Documents have their own wording in `export`.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mediadesk import catalogue
from mediadesk.errors import TEXTS, InputProblem, MediaDeskError
from mediadesk.marks import N_

__all__ = ["LANGUAGES", "NAMES", "Translator"]

LANGUAGES = ("ru", "kk")
"""Languages of the interface that are complete; English is the language of the message ids."""

NAMES = {"ru": "Русский", "kk": "Қазақша", "en": "English"}

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class Translator:
    """Translates for one language; hold one for the interface, make others for documents."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of `ru`, `kk` or `en`."""
        self.language = language
        self._messages = catalogue.load(language)
        self._own: Mapping[str, str] = {}

    def take(self, own: Mapping[str, str]) -> None:
        """Name codes in a centre's own words from now on, by `types.Label.key`."""
        self._own = own

    def text(self, message: str, **params: object) -> str:
        """Translate a message and fill its `%(name)s` places."""
        if not message:
            return ""
        if self._own:
            own = self._own.get(getattr(message, "key", ""))
            if own is not None:
                return own
        translated = self._messages.text(message)
        return translated % self._shown(params) if params else translated

    def context(self, context: str, message: str) -> str:
        """Translate a word that means different things in different places."""
        return self._messages.text(message, context)

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """Translate with the plural form for `n`, which fills `%(n)s`."""
        return self._messages.plural(one, many, n) % {"n": self.number(n), **self._shown(params)}

    def _shown(self, params: Mapping[str, object]) -> dict[str, object]:
        return {name: self.value(value) for name, value in params.items()}

    def value(self, value: Any) -> str:
        """Show any value of the domain: codes by their label, dates, yes and no."""
        if value is None:
            return ""
        if hasattr(value, "label"):
            return self.text(value.label)
        if hasattr(value, "kk"):  # words of a data file
            return str(value.of(self.language) or value.ru)
        if isinstance(value, bool):
            return self.text(N_("Yes")) if value else self.text(N_("No"))
        if isinstance(value, dt.date):
            return self.date(value)
        return str(value)

    def date(self, day: dt.date | None) -> str:
        """Write a date as dd.MM.yyyy; '' for none."""
        return f"{day.day:02d}.{day.month:02d}.{day.year:04d}" if day else ""

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return self.text(_WEEKDAYS[day.weekday()])

    def number(self, value: int) -> str:
        """Write a whole number with groups of three digits."""
        return f"{value:,}".replace(",", "\u00a0")

    def money(self, tiyn: int | None) -> str:
        """Write a sum with the tenge sign; tiyn are shown only when there are any."""
        if tiyn is None:
            return ""
        sign = "−" if tiyn < 0 else ""
        whole, rest = divmod(abs(tiyn), 100)
        fraction = f",{rest:02d}" if rest else ""
        return f"{sign}{self.number(whole)}{fraction}\u00a0₸"

    def error(self, error: MediaDeskError) -> str:
        """Say an error in a sentence."""
        params = dict(error.params)
        if isinstance(error, InputProblem):
            params["field"] = params.get("label", error.field)
        return self.text(TEXTS[error.code], **params) if params else self.text(TEXTS[error.code])

    def finding(self, finding: Any) -> str:
        """Say a finding of a rule (`domain.changes.Finding`) in a sentence, without its source."""
        return self.text(finding.text, **finding.params)
