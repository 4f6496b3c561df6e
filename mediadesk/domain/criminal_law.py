"""What the law says of mediation in criminal cases, as dated data (Criminal Code, arts. 68, 71)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mediadesk.domain.codes import Gravity, ReleasePart

__all__ = ["CriminalLaw", "criminal_law_from_toml"]


@dataclass(frozen=True, slots=True)
class CriminalLaw:
    """What article 68 and article 71 say: years of limitation, gravities excluded and by part."""

    limitation_years: Mapping[Gravity, int] = field(default_factory=dict)
    excluded: frozenset[Gravity] = frozenset()
    parts: Mapping[ReleasePart, frozenset[Gravity]] = field(default_factory=dict)


def criminal_law_from_toml(table: Mapping[str, Any]) -> CriminalLaw:
    """Read the parsed `resources/law/criminal.toml`; KeyError or ValueError for a mistake in it."""
    return CriminalLaw(
        {Gravity(code): int(years) for code, years in table["limitation_years"].items()},
        frozenset(Gravity(code) for code in table["excluded"]["gravities"]),
        {
            ReleasePart(part): frozenset(Gravity(code) for code in codes)
            for part, codes in table["parts"].items()
        },
    )
