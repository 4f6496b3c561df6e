"""Commands of backups: a case is brought back from one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mediadesk.domain.case_copies import CaseCopy

__all__ = ["BringCaseBack"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BringCaseBack:
    """Bring one case back as it was in a backup, all of it or nothing; it can be undone.

    `case_rev` is the revision of the case as the caller saw it, 0 where it is gone: then nothing is
    replaced. `content` gives the bytes of an attached file by its hash.
    """

    number: str
    made_at: str
    case_rev: int
    parts: CaseCopy = field(repr=False)
    content: Callable[[str], Iterator[bytes]] = field(repr=False)
