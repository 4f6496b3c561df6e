"""Changes of the people and organisations themselves, whatever cases they take part in."""

from dataclasses import dataclass

from mediadesk.domain.model import Organisation, Person

__all__ = ["JoinPeople", "SaveOrganisation", "SavePerson", "SplitPeople"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePerson:
    """Change a person that is entered; it changes in all cases."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveOrganisation:
    """Change an organisation that is entered; it changes in all cases."""

    organisation: Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPeople:
    """Make one record of two: `record` stays, as it shall be; the cases of `drop` move to it.

    Both are of one class and as the caller saw them; `drop` goes. Undoing or `SplitPeople` brings
    every row back.
    """

    record: Person | Organisation
    drop: Person | Organisation
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPeople:
    """Separate two records that a journal entry has joined, as long as they stand as it left them."""

    seq: int
