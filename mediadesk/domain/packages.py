"""Packages between offices: what one holds, what would become of it here, what somebody decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_

__all__ = [
    "CARD_SUFFIX",
    "FORMAT",
    "PACKAGE_SUFFIX",
    "USUAL_FORMAT",
    "MergeChoices",
    "MergeItem",
    "MergePreview",
    "Obstacle",
    "ObstacleKind",
    "OfficeCard",
    "PackageFacts",
    "PackagePreview",
    "PackageState",
    "Person",
    "Sender",
    "SendingPlan",
    "Standing",
    "Twin",
    "Verdict",
    "missing_numbers",
]

PACKAGE_SUFFIX: Final = ".mdpack"
CARD_SUFFIX: Final = ".mdcard"
FORMAT: Final = 3
"""The newest this program writes; older ones are read, newer ones refused by name. See ADR 25, 34, 38.

2: names of courts and bodies in Kazakh, the number in the office's own journal.
3: a reply that corrects more than the first fields of a case.
"""

USUAL_FORMAT: Final = 2
"""What is written unless something of the third is in it, so that earlier programs read it."""


class Sender(Labelled):
    """What is known of the office that signed a package."""

    KNOWN = "known", N_("The key is known")
    UNKNOWN = "unknown", N_("The key is not known yet: compare the fingerprint")
    OTHER_KEY = "other_key", N_("Signed with another key than the known one")
    OWN = "own", N_("Made by this office")


class PackageState(Labelled):
    """Whether a package can be merged now."""

    READY = "ready", N_("Can be merged")
    ALREADY = "already", N_("Received already")
    NUMBER_TWICE = "number_twice", N_("Another package has the same number")
    OWN = "own", N_("Made by this office")
    FORGED = "forged", N_("Not signed by the office it names")
    NOT_CASES = "not_cases", N_("A reply, not cases of an office")


class Verdict(Labelled):
    """What would become of one case of a package."""

    NEW = "new", N_("New")
    CHANGED = "changed", N_("Changed")
    SAME = "same", N_("Same")
    CONFLICT = "conflict", N_("Changed here too")
    GONE = "gone", N_("Gone")
    OLDER = "older", N_("Older than what is here")
    FOREIGN = "foreign", N_("Belongs to another office")


class ObstacleKind(Labelled):
    """What stands against taking a package out again."""

    EDITED = "edited", N_("Changed here since it was merged")
    IN_USE = "in_use", N_("Something entered here hangs on it")
    NUMBER = "number", N_("Its number in the register is taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCard:
    """The public keys of an office and who it is; the fingerprint is compared by reading it aloud."""

    office_uid: str
    name_ru: str
    name_kk: str
    region: str
    sign_key: str
    box_key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """What a package says of itself; the signature over it was checked with the key it names."""

    package_uid: str
    kind: PackageKind
    number: int
    made_at: str
    since_on: date | None
    until_on: date | None
    is_full: bool
    card: OfficeCard
    sender: Sender
    program: str
    format: int
    cases: int
    gone: int
    files: int
    size: int
    name: str
    is_by_passphrase: bool
    """Opened with a passphrase that both offices know, not with the key of this office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeItem:
    """One case of a package and what would become of it; `parcel` holds it, packed."""

    uid: str
    number: str
    title: str
    verdict: Verdict
    parcel: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may be one with somebody else: enough for a person to decide."""

    uid: str
    name_ru: str
    name_kk: str
    identifier: str
    born_on: str
    is_organisation: bool
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A person of a package who may be one of ours; `is_by_number`: the IIN or BIN is the same."""

    theirs: Person
    ours: Person
    is_by_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePreview:
    """One package: whether it can be merged, how many cases of what kind, which deserve a look.

    `items` names the changed, conflicting, gone and foreign ones; of new and same ones only the
    count is kept. `missing` are numbers that should have come before this one.
    """

    facts: PackageFacts
    state: PackageState
    counts: Mapping[Verdict, int]
    items: tuple[MergeItem, ...] = ()
    missing: tuple[int, ...] = ()
    box: Any = field(default=None, repr=False)

    def count(self, verdict: Verdict) -> int:
        """Count the cases with this verdict."""
        return self.counts.get(verdict, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What would become of several packages, in the order of merging; nothing is written yet."""

    packages: tuple[PackagePreview, ...]
    twins: tuple[Twin, ...] = ()

    @property
    def ready(self) -> tuple[PackagePreview, ...]:
        """Give the packages that can be merged."""
        return tuple(each for each in self.packages if each.state is PackageState.READY)

    @property
    def conflicts(self) -> tuple[MergeItem, ...]:
        """Give the cases somebody should decide."""
        found = (item for each in self.ready for item in each.items)
        return tuple(item for item in found if item.verdict is Verdict.CONFLICT)

    @property
    def unknown(self) -> tuple[OfficeCard, ...]:
        """Give the offices whose key is not known yet, each once."""
        cards = [each.facts.card for each in self.ready if each.facts.sender is Sender.UNKNOWN]
        return tuple(dict.fromkeys(cards))


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeChoices:
    """What somebody decided before merging; without a decision the owner's version counts.

    `keep`: uids of conflicting cases that stay as they are here. `same`: uid of a person in a
    package to the uid of the one here. `trusted`: identities of offices whose fingerprint was
    compared; packages of others that are not known are refused.
    """

    keep: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    trusted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingPlan:
    """What the next package would hold; `since_on` None: nothing was sent yet."""

    number: int
    since_on: date | None
    until_on: date
    is_full: bool
    changed: int
    gone: int
    files: int
    file_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a package cannot be taken out: the case it is about, '' for a person or a mediator."""

    kind: ObstacleKind
    case_id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One office as its packages tell it: numbers that are here and those that should be."""

    office_uid: str
    name_ru: str
    name_kk: str
    region: str
    is_expected: bool
    is_known: bool
    office_id: int
    last_number: int
    last_until: date | None
    last_merged_at: str
    missing: tuple[int, ...]
    cases: int


def missing_numbers(numbers: Mapping[int, bool], *, until: int | None = None) -> tuple[int, ...]:
    """Name the numbers that are not there: from 1, or from the last full package, to the highest.

    `numbers` tells of each that is there whether it holds all cases; such a one makes up for all
    before it. `until` asks only for what should have come before that number.
    """
    known = [number for number in numbers if until is None or number <= until]
    if not known:
        return ()
    full = [number for number in known if numbers[number]]
    first = max(full) if full else 1
    return tuple(n for n in range(first, max(known) + 1) if n not in numbers)
