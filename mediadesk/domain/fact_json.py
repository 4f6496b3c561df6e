"""The facts of a document as JSON: kept with a registered copy, and what its mark is counted from."""

import hashlib
import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from mediadesk.domain.document_facts import DocumentFacts

__all__ = ["fact_hash", "fields_of", "from_json", "to_json"]

_YOUNGER: Final = frozenset(
    {"body_name_kk", "body_officer_kk", "addressee_kk", "consent_record", "outside"}
)


def to_json(facts: DocumentFacts) -> str:
    """Write the facts as JSON, always in the same order."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: Any) -> object:
    return value.isoformat() if isinstance(value, date | time) else _told(fields_of(value))


def _told(row: dict[str, object]) -> dict[str, object]:
    """Leave out what younger programs added and nobody entered: marks of older copies stay true."""
    return {
        n: value for n, value in row.items() if value not in ("", None, ()) or n not in _YOUNGER
    }


def fields_of(value: Any) -> dict[str, object]:
    """Give the fields of a data class, as they are; TypeError for anything else."""
    return {each.name: getattr(value, each.name) for each in fields(value)}


def fact_hash(facts: DocumentFacts) -> str:
    """Give the SHA-256 of the facts in hexadecimal digits."""
    return hashlib.sha256(to_json(facts).encode("utf-8")).hexdigest()


def from_json(text: str) -> DocumentFacts:
    """Read facts written by `to_json`; KeyError, TypeError or ValueError if they are something else."""
    facts: DocumentFacts = _read(DocumentFacts, json.loads(text))
    return facts


@cache
def _hints(cls: type) -> dict[str, Any]:
    """Give the types of the fields of a class of facts."""
    return get_type_hints(cls)


def _is_needed(field: Field[Any]) -> bool:
    """Say whether a field has no default; facts of an older program lack the younger fields."""
    return field.default is MISSING and field.default_factory is MISSING


def _read(hint: Any, value: Any) -> Any:
    """Turn a value of JSON back into the type of its field."""
    if get_origin(hint) in (Union, types.UnionType):
        bare = next(part for part in get_args(hint) if part is not type(None))
        return None if value is None else _read(bare, value)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in value)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        known = [each for each in fields(hint) if each.name in value or _is_needed(each)]
        return hint(**{each.name: _read(hints[each.name], value[each.name]) for each in known})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint in (date, time):
        return hint.fromisoformat(value)
    return value
