"""Reads entities by conditions: the one place that makes SELECT statements of declared fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.db.codecs import TABLES, from_values, names
from mediadesk.domain.model import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mediadesk.db.connection import Connection

__all__ = ["equal", "fetch", "fetch_all", "select_of"]

E = TypeVar("E", bound=Entity)


def fetch_all(conn: Connection, cls: type[E], where: str, params: Sequence[Any]) -> tuple[E, ...]:
    """Read the entities of a class that fulfil a condition; `where` is SQL of our own."""
    found = conn.execute(f"{select_of(cls)} {where}", params).fetchall()
    return tuple(from_values(cls, row) for row in found)


_selects: dict[type[Any], str] = {}


def select_of(cls: type[Any]) -> str:
    """Give the words that read all columns of a class."""
    if cls not in _selects:
        _selects[cls] = f"SELECT {', '.join(names(cls))} FROM {TABLES[cls]}"
    return _selects[cls]


def fetch(conn: Connection, cls: type[E], id_: int) -> E | None:
    """Read one entity by its local key."""
    found = fetch_all(conn, cls, "WHERE id = ?", (id_,))
    return found[0] if found else None


def equal(cls: type[Any], equals: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """Make the condition that fields equal values; KeyError for a field the class has not."""
    known = names(cls)
    parts, params = [], []
    for name, value in equals.items():
        if name not in known:
            raise KeyError(name)
        parts.append(f"{name} IS ?")
        params.append(value)
    return ("WHERE " + " AND ".join(parts) if parts else "") + " ORDER BY id", tuple(params)
