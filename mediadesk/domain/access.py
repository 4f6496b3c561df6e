"""What people of the centre did that changed nothing: looked, printed, exported, came in."""

from dataclasses import dataclass

from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = ["AccessEntry", "AccessKind"]


class AccessKind(Labelled):
    """Kinds of entries in the record of who looked."""

    LOOKED = "looked", N_("Looked at the case")
    SCREENING = "screening", N_("Looked at the answers of the screening")
    PRINTED = "printed", N_("Printed or saved a document")
    EXPORTED = "exported", N_("Exported data")
    CAME_IN = "came_in", N_("Opened the centre")
    WRONG = "wrong", N_("Wrong passphrases before it was opened")
    LOST = "lost", N_("An entry that could not be read from a damaged file")
    RECOVERED = "recovered", N_("Opened the centre with the recovery key")


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One entry; `detail` names a form or kind of document, never a person."""

    seq: int
    at: str
    who: str
    kind: str
    case_id: int | None
    detail: str
    number: str = ""
