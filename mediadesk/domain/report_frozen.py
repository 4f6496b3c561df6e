"""A report as bytes that give the same grid again, and back: the snapshot of a submitted report.

What is written follows from the declarations of the grid: fields at their usual value are left out,
unknown ones are passed over on reading, so that later programs read older snapshots. The cases of
a figure are kept as bits over the counted appeals.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from mediadesk.domain.report_model import Report
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import CaseSet
from mediadesk.errors import Code, WorldTrouble

__all__ = ["Frozen", "freeze", "thaw", "whole"]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a snapshot holds: the grid as sent, and the whole one (the same where nothing is hidden)."""

    sent: Report
    full: Report


def freeze(frozen: Frozen) -> tuple[str, str]:
    """Give the text to store and the SHA-256 of what it holds; the same report gives the same text."""
    held: dict[str, Any] = {"format": _FORMAT, "full": _Writer().report(frozen.full)}
    if frozen.sent != frozen.full:
        held["sent"] = _Writer().report(frozen.sent)
    data = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    packed = base64.b85encode(zlib.compress(data, 9)).decode("ascii")
    return packed, hashlib.sha256(data).hexdigest()


def thaw(text: str, sha256: str) -> Frozen:
    """Give the grids of a snapshot; WorldTrouble(FILE_DAMAGED) if it is not the one of the hash."""
    held = json.loads(whole(text, sha256))
    full = _Reader().report(held["full"])
    return Frozen(_Reader().report(held["sent"]) if "sent" in held else full, full)


def whole(text: str, sha256: str) -> bytes:
    """Give the bytes a snapshot holds; WorldTrouble(FILE_DAMAGED) if they are not of the hash."""
    try:
        data = zlib.decompress(base64.b85decode(text))
    except (ValueError, zlib.error) as error:
        raise WorldTrouble(Code.FILE_DAMAGED) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise WorldTrouble(Code.FILE_DAMAGED)
    return data


@dataclass(slots=True)
class _Writer:
    """Writes a report; rows that several figures share are written once."""

    tables: list[tuple[StatRow, ...]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def report(self, report: Report) -> dict[str, Any]:
        """Give the report as plain data."""
        self._place(report.rows)
        grid = self.plain(report)
        grid.pop("rows", None)
        return {"grid": grid, "tables": [[self.plain(row) for row in t] for t in self.tables]}

    def _place(self, rows: tuple[StatRow, ...]) -> int:
        found = self.places.get(id(rows))
        if found is None:
            found = next((n for n, table in enumerate(self.tables) if table == rows), None)
            if found is None:
                found = len(self.tables)
                self.tables.append(rows)
            self.places[id(rows)] = found
        return found

    def plain(self, value: Any) -> Any:
        """Give a value as JSON knows it."""
        if isinstance(value, CaseSet):
            return [self._place(value.rows), f"{value.bits:x}"]
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):
            return {"date": value.isoformat()}
        if isinstance(value, tuple):
            return [self.plain(each) for each in value]
        if isinstance(value, Mapping):
            return {str(key): self.plain(each) for key, each in value.items()}
        if is_dataclass(value):
            return {
                each.name: self.plain(mine)
                for each in fields(value)
                if not _is_usual(each, mine := getattr(value, each.name))
            }
        return value


def _is_usual(declared: Any, value: Any) -> bool:
    """Tell whether a field holds what it holds anyway; 1 and True are not the same."""
    if declared.default is not MISSING:
        return bool(declared.default == value) and type(declared.default) is type(value)
    return declared.default_factory is not MISSING and bool(declared.default_factory() == value)


_hints: dict[type, dict[str, Any]] = {}


@dataclass(slots=True)
class _Reader:
    """Reads a report by what the grid declares."""

    tables: list[tuple[StatRow, ...]] = field(default_factory=list)

    def report(self, held: Mapping[str, Any]) -> Report:
        """Give the report."""
        self.tables = [tuple(self.value(StatRow, row) for row in table) for table in held["tables"]]
        made: Report = self._made(Report, {**held["grid"]}, rows=self.tables[0])
        return made

    def value(self, hint: Any, data: Any) -> Any:
        """Give a value of the declared type."""
        hint = _bare(hint, data)
        if data is None or hint in (Any, str, int, float, bool, NoneType):
            return date.fromisoformat(data["date"]) if isinstance(data, dict) else data
        return next(read for fits, read in self._ways() if fits(hint))(hint, data)

    def _ways(self) -> tuple[tuple[Callable[[Any], bool], Callable[[Any, Any], Any]], ...]:
        return (
            (lambda h: h is date, lambda _h, d: date.fromisoformat(d["date"])),
            (lambda h: h is CaseSet, lambda _h, d: CaseSet(self.tables[d[0]], int(d[1], 16))),
            (lambda h: get_origin(h) is tuple, self._tuple),
            (lambda h: get_origin(h) in (dict, Mapping), self._mapping),
            (lambda h: isinstance(h, type) and issubclass(h, Enum), lambda h, d: h(d)),
            (is_dataclass, self._made),
        )

    def _tuple(self, hint: Any, data: Any) -> tuple[Any, ...]:
        kinds = get_args(hint)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(self.value(kinds[0], each) for each in data)
        return tuple(self.value(kind, each) for kind, each in zip(kinds, data, strict=True))

    def _mapping(self, hint: Any, data: Any) -> dict[str, Any]:
        kind = get_args(hint)[1]
        return {key: self.value(kind, each) for key, each in data.items()}

    def _made(self, cls: Any, data: Any, **given: Any) -> Any:
        if cls not in _hints:
            _hints[cls] = get_type_hints(cls, include_extras=True)
        hints = _hints[cls]
        known = {each.name for each in fields(cls)}
        read = {name: self.value(hints[name], each) for name, each in data.items() if name in known}
        return cls(**{**read, **given})


def _bare(hint: Any, data: Any) -> Any:
    """Strip what says nothing about the shape: names, notes, None, the choice between plain values."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        hint = kinds[0] if len(kinds) == 1 else _chosen(kinds, data)
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _chosen(kinds: list[Any], data: Any) -> Any:
    """Choose between plain values by what is written."""
    return date if date in kinds and isinstance(data, dict) else Any
