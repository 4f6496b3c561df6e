"""Practice of restoring: what was restored, when, where, by whom, and what was found in it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

__all__ = ["Rehearsal", "from_data", "is_reminded", "of_year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """One practice: a backup was put back in a folder of its own, checked, compared, removed.

    `backup` is its file name, `made_at` and `checked_at` are ISO moments, `by` the uid of the
    person whose passphrase opened it ('' in a centre of one), `content` the hash of everything in
    it. `findings` counts what the check of the restored file found; 0 is sound.
    """

    backup: str
    made_at: str
    checked_at: str
    computer: str
    by: str = ""
    cases: int = 0
    rows: int = 0
    files: int = 0
    file_bytes: int = 0
    findings: int = 0
    content: str = ""
    is_elsewhere: bool = False

    @property
    def is_sound(self) -> bool:
        """Tell whether the restored file was whole."""
        return self.findings == 0

    def data(self) -> dict[str, Any]:
        """Give the practice as data for the journal and for the file beside the backup."""
        return asdict(self)


_TYPES: Final = {each.name: each.type for each in fields(Rehearsal)}


def from_data(told: Mapping[str, Any]) -> Rehearsal:
    """Read a practice from data; ValueError where it makes no sense."""
    kept: dict[str, Any] = {}
    for name, kind in _TYPES.items():
        value = told.get(name)
        if type(value) is not kind:
            raise ValueError(name)
        kept[name] = value
    date.fromisoformat(kept["made_at"][:10])
    date.fromisoformat(kept["checked_at"][:10])
    return Rehearsal(**kept)


def of_year(found: Iterable[Rehearsal], year: int) -> Rehearsal | None:
    """Give the practice a year is certified by: the newest sound one, on another computer first."""
    sound = [each for each in found if each.is_sound and each.checked_at[:4] == f"{year:04d}"]
    return max(sound, key=lambda each: (each.is_elsewhere, each.checked_at), default=None)


def is_reminded(last: date | None, begun: date | None, today: date, after_days: int) -> bool:
    """Tell whether somebody is reminded to practise: not yet in this year, in a centre not new.

    `last` is the day of the last sound practice, `begun` when the centre was made.
    """
    is_new = begun is None or (today - begun).days < after_days
    return not is_new and (last is None or last.year < today.year)
