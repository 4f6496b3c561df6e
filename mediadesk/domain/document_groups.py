"""Groups of documents as they are offered, and which paper fits next in a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediadesk.domain.document_about import ABOUT, abouts
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseState, DocumentKind, Labelled
from mediadesk.marks import N_

__all__ = ["DocumentGroup", "Groups", "groups_from_toml", "has_record", "next_kind", "point_of"]


class DocumentGroup(Labelled):
    """What documents serve, in the order of a mediation."""

    BEFORE = "before", N_("Before the mediation")
    MEDIATION = "mediation", N_("Mediation")
    AGREEMENT = "agreement", N_("Agreement")
    END = "end", N_("End and notices")
    MONEY = "money", N_("Money")
    FILE = "file", N_("File of the case")


_SIGNED: Final = "signed"


@dataclass(frozen=True, slots=True)
class Groups:
    """The kinds of each group in order, and the papers that come next at each point of a case."""

    kinds: tuple[tuple[DocumentGroup, tuple[DocumentKind, ...]], ...]
    next: Mapping[str, tuple[DocumentKind, ...]]


def groups_from_toml(table: Mapping[str, Any]) -> Groups:
    """Read the parsed `documents.toml`; kinds this program has not are passed over.

    Every kind stands in exactly one group; those not named stand in the last one. KeyError or
    ValueError where the table is wrong.
    """
    known = {kind.value: kind for kind in DocumentKind}
    left = dict(known)
    found: list[tuple[DocumentGroup, tuple[DocumentKind, ...]]] = []
    for row in table["group"]:
        own = tuple(left.pop(name) for name in row["kinds"] if name in left)
        found.append((DocumentGroup(row["name"]), own))
    group, own = found[-1]
    found[-1] = (group, (*own, *left.values()))
    points = {
        point: tuple(known[name] for name in names if name in known)
        for point, names in table["next"].items()
    }
    return Groups(tuple(found), points)


def point_of(file: CaseFile) -> str:
    """Tell the point of a case that decides which paper comes next."""
    if file.case.state is CaseState.CLOSED:
        return CaseState.CLOSED.value
    if file.agreement is not None and file.agreement.is_signed:
        return _SIGNED
    return file.case.state.value


def has_record(file: CaseFile, kind: DocumentKind) -> bool:
    """Say whether the case has what the paper is printed for."""
    return kind not in ABOUT or bool(abouts(file, kind))


def next_kind(groups: Groups, file: CaseFile) -> DocumentKind | None:
    """Give the first paper that fits the point of the case and was not registered yet."""
    printed = {copy.kind for copy in file.copies}
    wanted = groups.next.get(point_of(file), ())
    return next((kind for kind in wanted if kind not in printed and has_record(file, kind)), None)
