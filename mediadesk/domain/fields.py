"""Fields are declared once, in the annotations of the entities; everybody else asks here.

A field says only what the domain knows of it: its label, help, length, unit. No widget, column
width or SQL type stands here; each consumer keeps one table from Python type to handler.
"""

import dataclasses
import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

__all__ = ["Field", "Spec", "specs"]


@dataclass(frozen=True, slots=True)
class Field:
    """Domain facts of one field.

    `label` and `help` are message ids. `max_len` is in characters. `search` puts the text into the
    search index, `personal` keeps it out of logs and statistics, `since` names the migration that
    brought it, `since=""` the first. `required` marks what must be filled before saving. A `verbatim` text is
    kept to the letter: spaces that do not break, among them.
    """

    label: str
    help: str = ""
    max_len: int = 500
    unit: str = ""
    required: bool = False
    search: bool = False
    personal: bool = False
    multiline: bool = False
    verbatim: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of an entity: its name, bare type, whether None is allowed, and its facts."""

    name: str
    type: Any
    optional: bool
    field: Field


def _bare(hint: object) -> tuple[Any, bool]:
    """Split `X | None` into (X, True); any other type is (type, False)."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [part for part in get_args(hint) if part is not type(None)]
        return (rest[0], True) if len(rest) == 1 else (hint, False)
    return hint, False


@cache
def specs(cls: type) -> tuple[Spec, ...]:
    """Give the declared fields of an entity or read model, in order.

    Fields without a `Field` annotation (id, uid, rev and other machinery) are left out.
    """
    hints = get_type_hints(cls, include_extras=True)
    found: list[Spec] = []
    for each in dataclasses.fields(cls):
        hint = hints[each.name]
        if get_origin(hint) is not Annotated:
            continue
        bare, *extras = get_args(hint)
        field = next(e for e in extras if isinstance(e, Field))
        inner, optional = _bare(bare)
        found.append(Spec(each.name, inner, optional, field))
    return tuple(found)
