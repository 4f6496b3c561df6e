"""What becomes of one record of a package: facts in, verdict out, the same for preview and merge.

A record of another office stands here in the version of the highest package number that brought
it. So the file depends on which packages were merged, never on the order in which they came.
"""

from dataclasses import dataclass, replace
from typing import Final

from mediadesk.domain.packages import Verdict

__all__ = ["GONE", "NOTHING", "Judged", "Local", "judge"]

GONE: Final = b""
"""The digest of a record that its office says is gone."""


@dataclass(frozen=True, slots=True)
class Local:
    """How a record stands here: `top` is the highest number that brought it, 0 for none.

    `noted` is what that package brought or what was kept instead, `live` what stands in the tables
    now (None: nothing). `owner` is the office whose it is, 0 where nobody's, -1 where our own.
    """

    top: int = 0
    noted: bytes | None = None
    live: bytes | None = None
    owner: int = 0

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed it here since it came."""
        return self.top > 0 and self.live != (self.noted or None)


NOTHING: Final = Local()


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict, and how the record stands afterwards."""

    verdict: Verdict
    after: Local
    is_kept: bool = False


def judge(here: Local, office: int, number: int, digest: bytes, *, keep: bool = False) -> Judged:
    """Judge a version that a package of `office` with this number brings; GONE says it is gone.

    `keep` is the decision for a conflict: what stands here stays and hides what came.
    """
    if here.owner not in (0, office) or (here.owner == 0 and here.live is not None):
        return Judged(Verdict.FOREIGN, here)
    came = digest or None
    if number <= here.top:
        return Judged(Verdict.OLDER, here)
    after = Local(number, digest, came, office)
    if here.live == came:
        return Judged(Verdict.SAME, after)
    if here.is_edited:
        if keep:
            return Judged(
                Verdict.CONFLICT,
                replace(after, noted=here.live or GONE, live=here.live),
                is_kept=True,
            )
        return Judged(Verdict.CONFLICT, after)
    if came is None:
        return Judged(Verdict.GONE, after)
    return Judged(Verdict.NEW if here.live is None else Verdict.CHANGED, after)
