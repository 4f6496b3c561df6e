"""Whether a folder lies in one that a cloud program copies, by names and marks that are data."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

__all__ = ["Cloud", "cloud_of", "clouds_from_toml"]


@dataclass(frozen=True, slots=True)
class Cloud:
    """A program that copies a folder to the internet, and how its folder is recognised."""

    name: str
    parts: tuple[str, ...]
    marks: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


def clouds_from_toml(table: Mapping[str, Any]) -> tuple[Cloud, ...]:
    """Read the table of such programs; KeyError where it makes no sense."""
    return tuple(
        Cloud(
            str(row["name"]),
            tuple(str(each).casefold() for each in row["parts"]),
            tuple(row.get("marks", ())),
            tuple(row.get("variables", ())),
        )
        for row in table["cloud"]
    )


def cloud_of(
    parts: Sequence[str],
    clouds: Iterable[Cloud],
    *,
    has_mark: Callable[[int, str], bool],
    named_by: Callable[[str], Sequence[str]],
) -> str:
    """Name the program in whose folder a path lies; '' for none.

    `parts` are the names of the path from its root. `has_mark(n, mark)` tells whether the folder
    of the first `n` parts holds a mark, `named_by(variable)` gives the parts of the path that an
    environment variable names (none for no path).
    """
    folded = [part.casefold() for part in parts]
    for cloud in clouds:
        if any(fnmatchcase(part, each) for part in folded for each in cloud.parts):
            return cloud.name
        for variable in cloud.variables:
            named = [part.casefold() for part in named_by(variable)]
            if named and folded[: len(named)] == named:
                return cloud.name
        if any(has_mark(n, mark) for n in range(2, len(parts) + 1) for mark in cloud.marks):
            return cloud.name
    return ""
