"""What a release says of itself: version, checksums, a file for each platform, what is new."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = [
    "ABOUT",
    "SIGNATURE",
    "SUMS",
    "Platform",
    "Release",
    "Standing",
    "news_of",
    "release_from_toml",
    "schema_number",
    "standing",
    "sums_from",
    "version_key",
]

SUMS: Final = "SHA256SUMS"
SIGNATURE: Final = "SHA256SUMS.minisig"
ABOUT: Final = "release.toml"
_LANGUAGES: Final = ("ru", "kk", "en")
_MOST_FILES: Final = 200
_MOST_LINES, _LONGEST_LINE = 60, 1000
_VERSION: Final = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,119}")
_SUM: Final = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")
_SCHEMA: Final = re.compile(r"m(\d{4})_")


class Platform(Labelled):
    """For what a file of a release is made."""

    LINUX_DEB = "linux-deb", N_("Package of Debian or Ubuntu")
    LINUX_RUN = "linux-run", N_("Linux, for one user")
    LINUX_TAR = "linux-tar", N_("Portable folder for Linux")
    WINDOWS = "windows-setup", N_("Windows")


class Standing(Labelled):
    """How a version stands to the one in use."""

    NEWER = "newer", N_("newer than this one")
    SAME = "same", N_("the same as this one")
    OLDER = "older", N_("older than this one")


@dataclass(frozen=True, slots=True)
class Release:
    """A release; `schema` is the number of the newest migration its program knows."""

    version: str
    day: str
    schema: int
    artefacts: Mapping[Platform, str] = field(default_factory=dict)
    news: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, a line for each thing that is new."""


def version_key(version: str) -> tuple[int, ...]:
    """Give a version in a form that can be compared; ValueError for something else."""
    if not _VERSION.fullmatch(version):
        raise ValueError(version)
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def standing(theirs: str, ours: str) -> Standing:
    """Tell how a version stands to ours; ValueError where one is no version."""
    one, other = version_key(theirs), version_key(ours)
    if one == other:
        return Standing.SAME
    return Standing.NEWER if one > other else Standing.OLDER


def schema_number(migration: str) -> int:
    """Give the number in the name of a migration; 0 where there is none."""
    found = _SCHEMA.match(migration)
    return int(found[1]) if found else 0


def sums_from(text: str) -> dict[str, str]:
    """Read the list of checksums: name to SHA-256; ValueError for anything that is not plain.

    A name is a bare file name of letters, digits and `. _ + ~ -`: no folder, no drive, nothing hidden.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = _SUM.fullmatch(line)
        if match is None or not _NAME.fullmatch(match[2]) or match[2] in found:
            raise ValueError(line[:80])
        found[match[2]] = match[1].lower()
    if not 0 < len(found) <= _MOST_FILES:
        raise ValueError(len(found))
    return found


def release_from_toml(table: Mapping[str, Any]) -> Release:
    """Read what a release says of itself; ValueError where it makes no sense.

    Files for platforms that this program does not know are left out.
    """
    version, schema, files = table.get("version"), table.get("schema"), table.get("artefacts")
    if not isinstance(version, str) or type(schema) is not int or not isinstance(files, dict):
        raise ValueError(sorted(table))
    version_key(version)
    known = {each.value for each in Platform}
    artefacts = {Platform(name): file for name, file in files.items() if name in known}
    if not all(isinstance(file, str) and _NAME.fullmatch(file) for file in artefacts.values()):
        raise ValueError(sorted(files))
    return Release(version, str(table.get("date", "")), schema, artefacts, news_of(table))


def news_of(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give what is new by language, from the table `news`: a line or a list of lines in each."""
    told = table.get("news", {})
    found = {}
    for language in _LANGUAGES:
        lines = told.get(language, ()) if isinstance(told, dict) else ()
        lines = lines.splitlines() if isinstance(lines, str) else lines
        plain = [str(line).strip()[:_LONGEST_LINE] for line in lines if str(line).strip()]
        found[language] = tuple(plain[:_MOST_LINES])
    return found
