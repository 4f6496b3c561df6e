"""The commands of packages: one was made, some are merged, one is taken out again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mediadesk.domain.package_records import SentPackage
from mediadesk.domain.packages import MergeChoices
from mediadesk.domain.types import PackageId

__all__ = ["MergePackages", "RecordSending", "TakeOutPackage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSending:
    """Note that a package was made; `rows` are the cases it holds and how they stood, by uid."""

    package: SentPackage
    rows: Mapping[bytes, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePackages:
    """Merge packages that were looked at: all of them or none, one entry of the journal.

    `parts` are the opened packages, read once more while they are written.
    """

    packages: tuple[str, ...]
    parts: Any = field(repr=False)
    choices: MergeChoices = field(default_factory=MergeChoices, repr=False)
    progress: Any = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutPackage:
    """Take a merged package out again, as if it had never come."""

    package_id: PackageId
    progress: Any = field(default=None, repr=False)
