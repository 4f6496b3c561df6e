"""Reference data as a person edits it: a head of single facts and blocks of rows.

A data file under `resources/` (law, calendars, lists) is a tree; here it is flattened so that it fits
into tables and comes back as the same tree. Only what is edited changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = ["Block", "BlockKind", "Difference", "Reference", "differences", "flat", "tree"]

KEY = "code"
VALUE = "value"


class BlockKind(StrEnum):
    """Shapes of a block: rows under one name, pairs of name and value, rows each under its name."""

    ROWS = "rows"
    PAIRS = "pairs"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of rows; a row leaves out the columns it has no value for."""

    name: str
    kind: BlockKind
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One data file: `head` holds source, edition and the like, `blocks` all else in order."""

    head: Mapping[str, Any]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that differs between two editions; one of the two is None when the row is new or gone."""

    block: str
    key: str
    ours: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None


def flat(table: Mapping[str, Any]) -> Reference:
    """Flatten a parsed file; nested tables of a row become columns joined by dots."""
    head = {name: value for name, value in table.items() if not _is_block(value)}
    blocks = tuple(_block(name, value) for name, value in table.items() if _is_block(value))
    return Reference(head, blocks)


def _is_block(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _block(name: str, value: Any) -> Block:
    if isinstance(value, list):
        return _of(name, BlockKind.ROWS, [_flat_row(row) for row in value])
    if value and all(isinstance(each, Mapping) for each in value.values()):
        rows = [{KEY: key, **_flat_row(row)} for key, row in value.items()]
        return _of(name, BlockKind.NAMED, rows)
    return _of(name, BlockKind.PAIRS, [{KEY: key, VALUE: each} for key, each in value.items()])


def _of(name: str, kind: BlockKind, rows: list[dict[str, Any]]) -> Block:
    columns = dict.fromkeys(column for row in rows for column in row)
    return Block(name, kind, tuple(columns), tuple(rows))


def _flat_row(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and value:
            found.update(_flat_row(value, f"{before}{name}."))
        else:
            found[before + name] = value
    return found


def tree(reference: Reference) -> dict[str, Any]:
    """Give the tree of a file again: `tree(flat(table)) == table`."""
    found: dict[str, Any] = dict(reference.head)
    for block in reference.blocks:
        if block.kind is BlockKind.ROWS:
            found[block.name] = [_deep_row(row) for row in block.rows]
        elif block.kind is BlockKind.NAMED:
            found[block.name] = {
                row[KEY]: _deep_row({n: v for n, v in row.items() if n != KEY})
                for row in block.rows
            }
        else:
            found[block.name] = {row[KEY]: row[VALUE] for row in block.rows}
    return found


def _deep_row(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        *parents, last = name.split(".")
        place = found
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return found


def differences(ours: Reference, theirs: Reference) -> tuple[Difference, ...]:
    """Compare two editions row by row; rows are known by their code, date or place in the block."""
    found: list[Difference] = []
    mine = {block.name: block for block in ours.blocks}
    other = {block.name: block for block in theirs.blocks}
    for name in dict.fromkeys([*mine, *other]):
        left = _by_key(mine[name].rows if name in mine else ())
        right = _by_key(other[name].rows if name in other else ())
        found += [
            Difference(name, key, left.get(key), right.get(key))
            for key in dict.fromkeys([*left, *right])
            if left.get(key) != right.get(key)
        ]
    return tuple(found)


def _by_key(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Name each row by what identifies it; rows of one name are counted."""
    found: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows, 1):
        told = row.get(KEY, row.get("date", number))
        name = told.isoformat() if isinstance(told, date) else str(told)
        while name in found:
            name += "′"
        found[name] = row
    return found
