"""Notes of a session: private ones of a mediator, and quick ones with speaker and kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mediadesk.domain.bilingual import Words
from mediadesk.domain.types import Labelled, MediatorId, SessionId
from mediadesk.marks import N_

__all__ = ["NoteKind", "PrivateNote", "QuickNote", "SealedCount", "Stage", "Watch", "minutes_text"]

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """A private note of a mediator, opened; `made_at` is an ISO moment."""

    id: int
    made_at: str
    text: str = field(repr=False)
    session_id: SessionId | None = None


@dataclass(frozen=True, slots=True)
class SealedCount:
    """How many sealed notes a mediator has in a case."""

    mediator_id: MediatorId
    notes: int


class NoteKind(Labelled):
    """What a quick note is."""

    SAID = "said", N_("Statement")
    INTEREST = "interest", N_("Interest")
    OFFER = "offer", N_("Offer")
    AGREED = "agreed", N_("Agreed")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the session with what to mind in it."""

    code: str
    title: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class QuickNote:
    """A line of the minutes: when, who, what kind, what."""

    at: str
    speaker: str
    kind: NoteKind
    text: str

    def line(self, words: str) -> str:
        """Write the note as one line; `words` name its kind."""
        who = ", ".join(part for part in (self.speaker, words) if part)
        return f"{self.at} {who}: {self.text}"


@dataclass(frozen=True, slots=True)
class Watch:
    """The time of a session: seconds counted so far, and since when it runs (None: it stands)."""

    counted: int = 0
    since: datetime | None = None

    def seconds(self, now: datetime) -> int:
        """Give the seconds up to now; a clock set back takes nothing away."""
        running = int((now - self.since).total_seconds()) if self.since else 0
        return self.counted + max(running, 0)

    def minutes(self, now: datetime) -> int:
        """Give the time in whole minutes, upwards; a session that began has at least one."""
        return -(-self.seconds(now) // _MINUTE)

    def switched(self, now: datetime) -> "Watch":
        """Start it, or let it stand."""
        return Watch(self.seconds(now), None if self.since else now)

    def kept(self) -> dict[str, object]:
        """Give its state as plain data, for a draft."""
        return {"counted": self.counted, "since": self.since.isoformat() if self.since else ""}

    @classmethod
    def from_kept(cls, data: Mapping[str, object]) -> "Watch":
        """Make the watch that `kept` described; a new one if the data make no sense."""
        try:
            since = str(data.get("since") or "")
            counted = max(int(str(data.get("counted") or 0)), 0)
            return cls(counted, datetime.fromisoformat(since) if since else None)
        except ValueError:
            return cls()


def minutes_text(before: str, lines: Iterable[str], limit: int) -> str:
    """Put the lines of a session under what was written before, within the limit of the field."""
    return "\n".join(part for part in (before.strip(), *lines) if part)[:limit]
