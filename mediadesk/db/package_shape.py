"""What of a record travels in a package, and its one form as data: the same in every file.

A bundle is a record with all that belongs to it, as rows by table. Rows name each other by `uid`
(hexadecimal), never by the keys of a file; fields that hold what an empty record holds are left out,
so that a field a later program adds changes no digest. Private notes, screening, tasks, waived
warnings and the journal are not among the tables: they stay where they are.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from mediadesk.db.codecs import CLASSES, TABLES, python_type
from mediadesk.domain import case_parts
from mediadesk.domain.document_about import ABOUT
from mediadesk.domain.model import Agreement, Case, Office
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, WorldTrouble

__all__ = [
    "CASE_TABLES",
    "KINDS",
    "LINKS",
    "STAYS",
    "Bundle",
    "about_table",
    "checked",
    "digest_of",
    "kind_of",
    "packed",
]

Bundle = dict[str, list[dict[str, Any]]]
"""Rows by table, each with its `uid`."""

STAYS: Final = frozenset(
    {
        *("screening", "screening_answer", "task", "waiver", "import_batch", "saved_view"),
        *("reference_text", "form_blank", "own_template", "submitted_report", "trusted_root"),
        *("partner", "sent_package", "received_package", "remark", "known_headings", "desk_user"),
        *("consent", "person_request", "person_block", "breach", "destruction", "data_copy"),
    }
)
"""What never leaves the office; private notes, the journal and the keys are no records at all."""

CASE_TABLES: Final = tuple(TABLES[cls] for cls in case_parts.PARTS if TABLES[cls] not in STAYS)
"""In an order in which each row comes after those it names."""

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "office": ("office",),
    "mediator": ("mediator", "training"),
    "person": ("person",),
    "organisation": ("organisation",),
    "case": CASE_TABLES,
}

LINKS: Final[Mapping[str, str]] = {
    column: TABLES[cls]
    for column, cls in case_parts.LINKS.items()
    if cls not in (Case, Office) and TABLES[cls] not in STAYS
}
"""Columns that name another row, and its table; the case and its office are what the bundle is of."""

_ABOUT: Final = "about"
"""A registered copy names the record it was printed for; of which table its kind says."""

_LEFT: Final = frozenset(
    {"id", "rev", "case_id", "office_id", "import_id", "import_key", "destroyed_on"}
)
_LEFT_OF: Final[Mapping[str, frozenset[str]]] = {
    "printed_copy": frozenset({"facts"}),
    "training": frozenset({"mediator_id"}),
}
_DIGEST: Final = 20
_UID: Final = re.compile("[0-9a-f]{32}")
_MOST_ROWS: Final = 5_000
_LONGEST: Final = 400_000
_LARGEST_INT: Final = 2**62
_NEEDS: Final = {
    TABLES[cls]: column for cls, column in case_parts.UP.items() if TABLES[cls] not in STAYS
}
_YEARS: Final = range(1900, 2200)
_NUMBERS: Final = range(1, 10_000_000)


@dataclass(frozen=True, slots=True)
class Column:
    """A travelling column: what an empty record holds in it and what values it may have."""

    name: str
    kind: type
    default: Any
    is_optional: bool
    members: frozenset[str] = frozenset()
    link: str = ""


@cache
def shape(table: str) -> tuple[Column, ...]:
    """Give the columns of a table that travel, `uid` apart."""
    cls = CLASSES[table]
    hints = get_type_hints(cls, include_extras=True)
    left = _LEFT | _LEFT_OF.get(table, frozenset())
    found = []
    for each in fields(cls):
        if each.name in left or each.name == "uid":
            continue
        kind = python_type(hints[each.name])
        link = _link(table, each.name)
        default = None if link or each.default is MISSING else each.default
        members = frozenset(m.value for m in kind) if issubclass(kind, StrEnum) else frozenset()
        found.append(
            Column(
                each.name,
                kind,
                _stored(default),
                NoneType in get_args(_bare(hints[each.name])),
                members,
                link,
            )
        )
    return tuple(found)


def _link(table: str, name: str) -> str:
    return _ABOUT if (table, name) == ("printed_copy", _ABOUT) else LINKS.get(name, "")


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return value.value if isinstance(value, StrEnum) else value


def about_table(kind: str) -> str:
    """Name the table of the record a registered copy may be about."""
    cls = ABOUT.get(DocumentKind(kind), Agreement)
    return next(name for name, known in CLASSES.items() if known is cls)


def kind_of(bundle: Mapping[str, Any]) -> str:
    """Tell of what kind a bundle is, by its tables; PACKAGE_BAD if of none."""
    found = [kind for kind, tables in KINDS.items() if tables[0] in bundle]
    if len(found) != 1:
        raise WorldTrouble(Code.PACKAGE_BAD)
    return found[0]


def packed(bundle: Mapping[str, Any]) -> bytes:
    """Write a bundle in the one form its digest is made of: rows by uid, no empty table."""
    told = {
        table: sorted(rows, key=lambda row: str(row["uid"]))
        for table, rows in bundle.items()
        if rows
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(bundle: Mapping[str, Any]) -> bytes:
    """Give the digest of a bundle: equal for equal content in whatever file."""
    return hashlib.blake2b(packed(bundle), digest_size=_DIGEST).digest()


def checked(told: Any) -> tuple[str, str, Bundle]:
    """Check a bundle that came from elsewhere: its kind, the uid of its root, its rows.

    WorldTrouble(PACKAGE_BAD) for tables, columns, types and codes that have no place here, rows
    that are there twice, links that lead nowhere within a case.
    """
    if not isinstance(told, dict) or not told:
        raise WorldTrouble(Code.PACKAGE_BAD)
    kind = kind_of(told)
    tables = KINDS[kind]
    if not set(told) <= set(tables):
        raise WorldTrouble(Code.PACKAGE_BAD)
    bundle: Bundle = {}
    for table in tables:
        rows = told.get(table, [])
        if not isinstance(rows, list) or len(rows) > _MOST_ROWS:
            raise WorldTrouble(Code.PACKAGE_BAD)
        bundle[table] = [_row(table, row) for row in rows]
    root = bundle[tables[0]]
    uids = [row["uid"] for rows in bundle.values() for row in rows]
    if len(root) != 1 or len(set(uids)) != len(uids):
        raise WorldTrouble(Code.PACKAGE_BAD)
    _check_links(bundle)
    return kind, root[0]["uid"], bundle


@cache
def _known(table: str) -> tuple[Mapping[str, Column], tuple[str, ...], tuple[Column, ...]]:
    """Give the columns of a table by name, those that must be there, those that name a row."""
    columns = shape(table)
    needed = [c.name for c in columns if c.default is None and not c.is_optional and not c.link]
    if table in _NEEDS:
        needed.append(_NEEDS[table])
    return {c.name: c for c in columns}, tuple(needed), tuple(c for c in columns if c.link)


def _row(table: str, told: Any) -> dict[str, Any]:
    if not isinstance(told, dict) or not _is_uid(told.get("uid")):
        raise WorldTrouble(Code.PACKAGE_BAD)
    known, needed, _links = _known(table)
    row = {"uid": told["uid"]}
    for name, value in told.items():
        column = known.get(name)
        if column is None:
            if name != "uid":
                raise WorldTrouble(Code.PACKAGE_BAD)
        elif value != column.default or isinstance(value, float):
            if not _fits(column, value):
                raise WorldTrouble(Code.PACKAGE_BAD)
            row[name] = value
    if not all(name in row for name in needed):
        raise WorldTrouble(Code.PACKAGE_BAD)
    if table == "party" and ("person_id" in row) == ("organisation_id" in row):
        raise WorldTrouble(Code.PACKAGE_BAD)
    if table == "cases" and not (row.get("year", 0) in _YEARS and row.get("seq", 0) in _NUMBERS):
        raise WorldTrouble(Code.PACKAGE_BAD)
    return row


def _is_uid(value: Any) -> bool:
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def _fits(column: Column, value: Any) -> bool:
    if column.link:
        return value == column.default or _is_uid(value)
    if value is None:
        return column.is_optional
    if column.kind in (int, bool):
        most = 1 if column.kind is bool else _LARGEST_INT
        return type(value) is int and -most <= value <= most
    if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value:
        return False
    if column.members:
        return value in column.members
    return column.kind is str or _is_day(column.kind, value)


def _is_day(kind: type, value: str) -> bool:
    try:
        if kind is date:
            return date.fromisoformat(value).isoformat() == value
        return time.fromisoformat(value).isoformat("minutes") == value
    except ValueError:
        return False


def _check_links(bundle: Bundle) -> None:
    """Within a case, a row names rows that are there; people and mediators stand elsewhere."""
    uids: dict[str, set[str]] = {}
    for table, rows in bundle.items():
        links = [c for c in _known(table)[2] if c.link in bundle]
        for row in rows if links else ():
            for column in links:
                named = row.get(column.name)
                if named is None:
                    continue
                if column.link not in uids:
                    uids[column.link] = {each["uid"] for each in bundle[column.link]}
                if named not in uids[column.link]:
                    raise WorldTrouble(Code.PACKAGE_BAD)
