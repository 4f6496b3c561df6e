"""Shape of an entity: what must be filled, how long texts may be, which numbers make sense.

Forms ask on each keystroke, handlers ask again before they save. Everything comes from the
declared fields; only the bounds of numbers stand here.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.text import clean
from mediadesk.errors import Code, InputProblem

__all__ = ["EARLIEST", "LATEST", "Problem", "check", "cleaned", "demand"]

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

E = TypeVar("E", bound="DataclassInstance")

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)
_MOST_TIYN: Final = (
    10**17
)  # a thousand million million tenge; also safely inside the file's integers

_LEAST: Final[dict[str, int]] = {
    "term_days": 1,
    "answer_days": 1,
    "extended_days": 0,
    "minutes": 0,
    "ord": 1,
}
_MOST: Final[dict[str, int]] = {
    "term_days": 3650,
    "answer_days": 365,
    "extended_days": 3650,
    "minutes": 24 * 60,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be saved: the field's name, the code of `errors.TEXTS`, its parameters.

    The parameter `field` is the declared `Field`, which a Translator shows by its label.
    """

    field: str
    code: Code
    params: dict[str, object] = dataclasses.field(default_factory=dict)


def cleaned(entity: E) -> E:
    """Give the entity with clean texts: no control characters or direction marks, trimmed.

    A field of several lines keeps its lines; empty lines at its ends go.
    """
    found: dict[str, str] = {}
    for each in specs(type(entity)):
        value = getattr(entity, each.name)
        if type(value) is str and not each.field.verbatim:
            better = _lines(value) if each.field.multiline else clean(value)
            if better != value:
                found[each.name] = better
    return dataclasses.replace(entity, **found) if found else entity


def _lines(value: str) -> str:
    return "\n".join(clean(line) for line in value.splitlines()).strip("\n")


def check(entity: "DataclassInstance") -> tuple[Problem, ...]:
    """List what is wrong with an entity's fields; () when it can be saved."""
    found = (_problem(each, getattr(entity, each.name)) for each in specs(type(entity)))
    return tuple(problem for problem in found if problem is not None)


def demand(entity: E) -> E:
    """Give the entity cleaned; InputProblem for the first field that cannot be saved."""
    good = cleaned(entity)
    for problem in check(good):
        limit = problem.params.get("limit", 0)
        label = problem.params["field"]
        raise InputProblem(problem.code, field=problem.field, label=label, limit=limit)
    return good


def _problem(each: Spec, value: object) -> Problem | None:
    label = each.field
    if value is None or value == "" or (isinstance(value, str) and not clean(value)):
        required = each.field.required and not (each.optional and value is None)
        return Problem(each.name, Code.REQUIRED, {"field": label}) if required else None
    if type(value) is str:
        if len(value) > each.field.max_len:
            return Problem(each.name, Code.TOO_LONG, {"field": label, "limit": each.field.max_len})
        return None
    good = True
    if isinstance(value, bool):
        good = True
    elif isinstance(value, int):
        good = _is_number_good(each, value)
    elif isinstance(value, date):
        good = EARLIEST <= value <= LATEST
    return None if good else Problem(each.name, Code.BAD_VALUE, {"field": label})


def _is_number_good(each: Spec, value: int) -> bool:
    if each.name.endswith("_tiyn"):
        return 0 <= value <= _MOST_TIYN
    return _LEAST.get(each.name, 0) <= value <= _MOST.get(each.name, 2**53)
