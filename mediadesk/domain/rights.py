"""What people of a centre may do: rights, and which role has which, from `resources/roles.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Labelled
from mediadesk.domain.users import HEAD
from mediadesk.marks import N_

__all__ = ["ROLES_FILE", "Right", "Role", "RoleBook", "roles_from_toml"]

ROLES_FILE: Final = "roles.toml"


class Right(Labelled):
    """Kinds of actions that a role may or may not do."""

    SEE_CASES = "see_cases", N_("See the register, cases, calendar and tasks")
    SEE_PEOPLE = "see_people", N_("See the list of people and where each appears")
    REGISTER = "register", N_("Enter appeals, parties and facts of a case")
    ASSIGN = "assign", N_("Open cases, assign and change the mediator")
    CONDUCT = "conduct", N_("Conduct mediation: contract, sessions, agreement, terms")
    CLOSE = "close", N_("Close and reopen cases")
    TASKS = "tasks", N_("Keep tasks")
    FILES = "files", N_("Keep files of a case")
    PRINT = "print", N_("Print, save and register documents")
    SCREEN = "screen", N_("Fill in the screening")
    SEE_SCREENING = "see_screening", N_("See the answers of the screening")
    NOTES = "notes", N_("Keep own private notes")
    JOIN = "join", N_("Join records of one person, change many cases at once")
    MEDIATORS = "mediators", N_("Keep the register of mediators")
    TRASH = "trash", N_("Put cases into the trash and take them back")
    TAKE_IN = "take_in", N_("Take in journals and packages")
    EXPORT = "export", N_("Write lists, files of cases and packages for outside")
    REPORTS = "reports", N_("See and write reports")
    SUBMIT = "submit", N_("Submit reports and change their forms")
    REFERENCE = "reference", N_("Change reference data and texts of documents")
    OFFICE = "office", N_("Change details of the office")
    JOURNAL = "journal", N_("See the journal and who looked at what")
    RESTORE = "restore", N_("Put backups back")
    PERSONAL = "personal", N_("Keep consents, requests and blocking of personal data")
    DESTROY = "destroy", N_("Destroy case files for good")
    PEOPLE = "people", N_("Keep people of the centre, roles and keys")


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its names, what it may do, and whether it is bound to own cases."""

    code: str
    words: Words
    rights: frozenset[Right]
    own_cases: bool = False


@dataclass(frozen=True, slots=True)
class RoleBook:
    """All roles of a centre; a role it does not know may do nothing."""

    roles: Mapping[str, Role] = field(default_factory=dict)

    def of(self, code: str) -> Role:
        """Give a role by its code."""
        return self.roles.get(code) or Role(code, Words(code, code, code), frozenset())

    def may(self, code: str, right: Right) -> bool:
        """Tell whether a role has a right; the head has all, whatever the data say."""
        return code == HEAD or right in self.of(code).rights

    def only_own(self, code: str) -> bool:
        """Tell whether a role works with own cases alone; the head never does."""
        return code != HEAD and self.of(code).own_cases


def roles_from_toml(table: Mapping[str, Any]) -> RoleBook:
    """Read the table of roles; ValueError or KeyError where it makes no sense."""
    granted: dict[str, set[Right]] = {row["code"]: set() for row in table["role"]}
    for row in table["right"]:
        right = Right(row["code"])
        for code, rights in granted.items():
            if row.get(code) is True:
                rights.add(right)
    roles = {}
    for row in table["role"]:
        code = row["code"]
        held = frozenset(Right) if code == HEAD else frozenset(granted[code])
        words = Words(row["ru"], row["kk"], row["en"])
        roles[code] = Role(code, words, held, bool(row["own_cases"]))
    if HEAD not in roles or len(roles) != len(table["role"]):
        raise ValueError(HEAD)
    return RoleBook(roles)
