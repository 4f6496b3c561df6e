"""Python values to SQLite and back; entities to rows and back, by what the entities declare.

Tolerant on reading: unknown columns are ignored, missing ones take the entity's default.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Entity,
    ImportBatch,
    Mediator,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    PrintedCopy,
    Session,
)

__all__ = [
    "CLASSES",
    "TABLES",
    "columns",
    "from_json",
    "from_row",
    "python_type",
    "to_json",
    "to_row",
]

E = TypeVar("E", bound=Entity)

TABLES: dict[type, str] = {
    Office: "office",
    Person: "person",
    Organisation: "organisation",
    Mediator: "mediator",
    Case: "cases",
    Party: "party",
    Contract: "contract",
    Session: "session",
    Agreement: "agreement",
    Obligation: "obligation",
    ImportBatch: "import_batch",
    PrintedCopy: "printed_copy",
}
CLASSES: dict[str, Any] = {name: cls for cls, name in TABLES.items()}

_Read = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


_READERS: dict[type, _Read] = {
    str: _same,
    int: _same,
    bytes: _same,
    bool: bool,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


def python_type(hint: Any) -> type:
    """Give the bare Python type behind an annotation: no Annotated, no `| None`, no NewType."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    found: type = hint
    return found


_columns: dict[type[Any], tuple[tuple[str, _Read], ...]] = {}


def columns(cls: type[Any]) -> tuple[tuple[str, _Read], ...]:
    """Name the stored fields of an entity, each with the function that reads its value back."""
    if cls not in _columns:
        _columns[cls] = _read_columns(cls)
    return _columns[cls]


def _read_columns(cls: type[Any]) -> tuple[tuple[str, _Read], ...]:
    hints = get_type_hints(cls, include_extras=True)
    found = []
    for each in fields(cls):
        kind = python_type(hints[each.name])
        reader: _Read = kind if issubclass(kind, StrEnum) else _READERS[kind]
        found.append((each.name, reader))
    return tuple(found)


def _stored(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value


def to_row(entity: Entity) -> dict[str, Any]:
    """Give the stored form of an entity, by column."""
    return {name: _stored(getattr(entity, name)) for name, _ in columns(type(entity))}


def from_row(cls: type[E], row: Mapping[str, Any]) -> E:
    """Make an entity from its stored form."""
    values: dict[str, Any] = {
        name: None if row[name] is None else read(row[name])
        for name, read in columns(cls)
        if name in row
    }
    make: Any = cls
    made: E = make(**values)
    return made


def to_json(entity: Entity) -> dict[str, Any]:
    """Give the stored form with identities as hexadecimal text, for the journal."""
    row = to_row(entity)
    row["uid"] = row["uid"].hex()
    return row


def from_json(cls: type[E], data: Mapping[str, Any]) -> E:
    """Make an entity from its form in the journal."""
    return from_row(cls, {**data, "uid": bytes.fromhex(data["uid"])})
