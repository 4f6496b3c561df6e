"""The law as the program knows it: calendar, terms, weight of findings, items of documents.

All of it is data under `resources/`; a centre's own edition in `custom/` wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mediadesk import assets
from mediadesk.domain.attachments import FileRules, file_rules_from_toml
from mediadesk.domain.changes import Severity
from mediadesk.domain.criminal_law import CriminalLaw, criminal_law_from_toml
from mediadesk.domain.deadlines import LawTerms, law_terms_from_toml
from mediadesk.domain.ends import Ends, ends_from_toml
from mediadesk.domain.mediator_rules import MediatorLaws, mediator_laws_from_toml
from mediadesk.domain.performance_steps import Guidance, guidance_from_toml
from mediadesk.domain.personal_law import FILE as PERSONAL
from mediadesk.domain.personal_law import PersonalLaw, personal_law_from_toml
from mediadesk.domain.powers import PeopleLaw, people_law_from_toml
from mediadesk.domain.retention import FILE as KEEPING
from mediadesk.domain.retention import Retention, retention_from_toml
from mediadesk.domain.rights import ROLES_FILE, RoleBook, roles_from_toml
from mediadesk.domain.rules import Rules
from mediadesk.domain.screening import ScreeningBook, screening_from_toml
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
    criminal: CriminalLaw = field(default_factory=CriminalLaw)
    guidance: Guidance = field(default_factory=Guidance)
    """Steps when an agreement is not performed, and the months of follow-ups."""
    ends: Ends = field(default_factory=lambda: Ends({}))
    mediators: MediatorLaws = field(default_factory=MediatorLaws)
    centre: Path | assets.Shelf | None = None
    files: FileRules = field(default_factory=FileRules)
    roles: RoleBook = field(default_factory=RoleBook)

    def rules(self, today: date) -> Rules:
        """Give the rules to judge by on a day."""
        return Rules(
            today,
            self.calendar,
            self.terms,
            self.severities,
            criminal=self.criminal,
            mediators=self.mediators,
        )

    def personal(self) -> PersonalLaw:
        """Read the data of the law on personal data; WorldTrouble(RESOURCE_BAD) for a damaged file."""
        table = assets.load_toml(PERSONAL, self.centre)
        made: PersonalLaw = _made(PERSONAL, lambda: personal_law_from_toml(table))
        return made

    def retention(self) -> Retention:
        """Read how long case files and other records are kept; WorldTrouble(RESOURCE_BAD) for a damaged file.

        An edition of the centre that is older than the rows for other records is filled up.
        """
        table, supplied = assets.load_toml(KEEPING, self.centre), assets.load_toml(KEEPING, None)
        made: Retention = _made(KEEPING, lambda: retention_from_toml(table, supplied))
        return made

    def screening(self) -> ScreeningBook:
        """Read the questions of the screening; WorldTrouble(RESOURCE_BAD) for a damaged file."""
        name = "law/screening.toml"
        return _screening(name, assets.load_toml(name, self.centre))


def _screening(name: str, table: Mapping[str, Any]) -> ScreeningBook:
    made: ScreeningBook = _made(name, lambda: screening_from_toml(table))
    return made


def load_law(centre: Path | assets.Shelf | None = None) -> Law:
    """Read the law's data; WorldTrouble(RESOURCE_BAD) names a damaged file."""
    years = [assets.load_toml(name, centre) for name in assets.names("calendar", centre)]
    return Law(
        calendar=_made("calendar", lambda: calendar_from_toml(*years)),
        terms=_made(
            "law/terms.toml",
            lambda: law_terms_from_toml(assets.load_toml("law/terms.toml", centre)),
        ),
        mediators=_made(
            "law/mediators.toml",
            lambda: mediator_laws_from_toml(assets.load_toml("law/mediators.toml", centre)),
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
        criminal=_made(
            "law/criminal.toml",
            lambda: criminal_law_from_toml(assets.load_toml("law/criminal.toml", centre)),
        ),
        guidance=_made(
            "law/performance.toml",
            lambda: guidance_from_toml(
                assets.load_toml("law/performance.toml", centre),
                assets.load_toml("law/mci.toml", centre),
            ),
        ),
        ends=_made(
            "law/ends.toml", lambda: ends_from_toml(assets.load_toml("law/ends.toml", centre))
        ),
        files=_made(
            "files.toml", lambda: file_rules_from_toml(assets.load_toml("files.toml", centre))
        ),
        roles=_made(
            ROLES_FILE, lambda: roles_from_toml(assets.load_toml(ROLES_FILE, _sealed(centre)))
        ),
        centre=centre,
    )


def _sealed(centre: Path | assets.Shelf | None) -> assets.Shelf:
    """Leave out the centre's folder: who may do what is told by the encrypted file alone."""
    texts = centre.texts if isinstance(centre, assets.Shelf) else {}
    return assets.Shelf(assets.root("resources"), texts)


def _made(name: str, make: Any) -> Any:
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error
