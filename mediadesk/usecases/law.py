"""The law as the program knows it: calendar, terms, weight of findings, items of documents.

All of it is data under `resources/`; a centre's own edition in `custom/` wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mediadesk import assets
from mediadesk.domain.changes import Severity
from mediadesk.domain.deadlines import LawTerms, law_terms_from_toml
from mediadesk.domain.powers import PeopleLaw, people_law_from_toml
from mediadesk.domain.rules import Rules
from mediadesk.domain.workdays import Calendar, calendar_from_toml
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Law", "load_law"]


@dataclass(frozen=True, slots=True)
class Law:
    """The editions of the law that are in force in this centre."""

    calendar: Calendar
    terms: LawTerms
    people: PeopleLaw
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def rules(self, today: date) -> Rules:
        """Give the rules to judge by on a day."""
        return Rules(today, self.calendar, self.terms, self.severities)


def load_law(centre: Path | None = None) -> Law:
    """Read the law's data; WorldTrouble(RESOURCE_BAD) names a damaged file."""
    years = [assets.load_toml(name, centre) for name in assets.names("calendar", centre)]
    return Law(
        calendar=_made("calendar", lambda: calendar_from_toml(*years)),
        terms=_made(
            "law/terms.toml",
            lambda: law_terms_from_toml(assets.load_toml("law/terms.toml", centre)),
        ),
        people=_made(
            "law/people.toml",
            lambda: people_law_from_toml(assets.load_toml("law/people.toml", centre)),
        ),
        severities=_made(
            "law/rules.toml",
            lambda: {
                code: Severity(weight)
                for code, weight in assets.load_toml("law/rules.toml", centre)["severity"].items()
            },
        ),
    )


def _made(name: str, make: Any) -> Any:
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error
