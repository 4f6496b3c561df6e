"""One case with everything that belongs to it, as it was at another time; what brings it back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from mediadesk.domain.case_parts import LINKS, PARTS, PEOPLE, UP
from mediadesk.domain.document_about import ABOUT
from mediadesk.domain.history import RowChange
from mediadesk.domain.model import Agreement, Case, PrintedCopy, Waiver

__all__ = ["CaseCopy", "CaseLook", "collected", "people_of", "relinked"]

_ABOUT: Final = "about"

Places = Mapping[tuple[type, int], int]
"""Where a record of another time stands now: its kind and number then, its number now."""


@dataclass(frozen=True, slots=True)
class CaseCopy:
    """A case at one time: `records` in the order of `PARTS`, and the people they name."""

    made_at: str
    records: tuple[Any, ...]
    people: tuple[Any, ...]

    @property
    def case(self) -> Case:
        """Give the case itself."""
        found: Case = self.records[0]
        return found


@dataclass(frozen=True, slots=True)
class CaseLook:
    """What bringing a case back would do: of each record, `old` is now and `new` is then."""

    number: str
    made_at: str
    is_here: bool
    case_rev: int
    changes: tuple[RowChange, ...] = ()


def collected(find: Callable[..., tuple[Any, ...]], case: Case) -> tuple[Any, ...]:
    """Gather what belongs to a case by `find(cls, **equals)`, in the order of `PARTS`."""
    found: dict[type, tuple[Any, ...]] = {Case: (case,)}
    for cls in PARTS[1:]:
        key = UP.get(cls)
        if key is None:
            found[cls] = find(cls, case_id=case.id)
        else:
            found[cls] = tuple(
                each for above in found[LINKS[key]] for each in find(cls, **{key: above.id})
            )
    return tuple(each for cls in PARTS for each in found[cls])


def _links(record: Any) -> Iterator[tuple[str, type, int | None]]:
    for each in fields(record):
        if each.name in LINKS:
            yield each.name, LINKS[each.name], getattr(record, each.name)
        elif each.name == _ABOUT and isinstance(record, PrintedCopy | Waiver):
            yield each.name, ABOUT.get(record.kind, Agreement), record.about


def people_of(records: tuple[Any, ...]) -> tuple[tuple[type, int], ...]:
    """Name the people, mediators and the office that the records of a case name, each once."""
    named = {
        (cls, id_)
        for record in records
        for _name, cls, id_ in _links(record)
        if cls in PEOPLE and id_
    }
    return tuple(sorted(named, key=lambda each: (PEOPLE.index(each[0]), each[1])))


def relinked(record: Any, places: Places) -> Any:
    """Let a record name the records of now; what is nowhere any more is named no more."""
    told: dict[str, Any] = {}
    for name, cls, id_ in _links(record):
        if id_:
            told[name] = places.get((cls, id_), 0 if name == _ABOUT else None)
    return replace(record, **told) if told else record
