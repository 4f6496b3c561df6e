"""Questions and corrections on a case: their values, and their form in a package."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from mediadesk.domain.fields import Spec, specs
from mediadesk.domain.remark_records import Remark, RemarkKind, RemarkState
from mediadesk.domain.remark_targets import target
from mediadesk.domain.types import Tiyn, Uid
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = [
    "DECIDED",
    "MOST",
    "Answer",
    "answer_from_data",
    "answer_to_data",
    "corrected",
    "fit",
    "from_data",
    "stored_form",
    "to_data",
    "value_of",
]

E = TypeVar("E", bound="DataclassInstance")

DECIDED: Final = frozenset({RemarkState.APPLIED, RemarkState.DECLINED, RemarkState.ANSWERED})
"""Where a remark ends."""

MOST: Final = 500
"""Most remarks, and most answers, of one package."""

_UID: Final = 32


def stored_form(value: object) -> str:
    """Write a value of a record as a remark keeps it; '' for none."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(field: str, text: str) -> Any:
    """Read a value back for what a remark names; InputProblem(BAD_VALUE) where it is none of it."""
    spec = target(field).spec
    problem = InputProblem(Code.BAD_VALUE, field="wanted", label=spec.field.label)
    if not text and spec.optional:
        return None
    try:
        return _read(spec, text)
    except ValueError as error:
        raise problem from error


def _read(spec: Spec, text: str) -> Any:
    reader = _READERS.get(spec.type)
    if reader is not None:
        return reader(text)
    if issubclass(spec.type, StrEnum):
        return spec.type(text)
    if len(text) > spec.field.max_len or (spec.field.required and not text):
        raise ValueError(spec.name)
    return text


def _whole(text: str) -> int:
    found = int(text)
    if not 0 <= found < 2**53 or str(found) != text:
        raise ValueError(text)
    return found


def _minutes(text: str) -> time:
    found = time.fromisoformat(text)
    if stored_form(found) != text:
        raise ValueError(text)
    return found


def _yes(text: str) -> bool:
    return ("0", "1").index(text) == 1


_READERS: Final[Mapping[Any, Callable[[str], Any]]] = {
    date: date.fromisoformat,
    time: _minutes,
    bool: _yes,
    int: _whole,
    Tiyn: lambda text: Tiyn(_whole(text)),
}


def corrected(record: E, remark: Remark) -> E:
    """Give a record as a correction wants it; InputProblem(BAD_VALUE) where it cannot be so."""
    changed: dict[str, Any] = {
        target(remark.field).spec.name: value_of(remark.field, remark.wanted)
    }
    return replace(record, **changed)


def fit(remark: Remark) -> Remark:
    """Make sure that a remark says something; InputProblem(REQUIRED, BAD_VALUE).

    A question has words; a correction names a field and another value than the one until now.
    """
    if remark.kind is RemarkKind.QUESTION:
        if not remark.text.strip():
            raise InputProblem(Code.REQUIRED, field="text", label=N_("Question or reason"))
        return replace(remark, field="", was="", wanted="")
    value_of(remark.field, remark.wanted)
    if remark.wanted == remark.was:
        raise InputProblem(Code.BAD_VALUE, field="wanted", label=N_("Right value"))
    return remark


_SENT: Final = ("case_uid", "case_number", "field", "was", "wanted", "text")


def to_data(remark: Remark) -> dict[str, str]:
    """Give a remark as it travels."""
    told = {name: getattr(remark, name) for name in _SENT}
    return {
        **told,
        "uid": remark.uid.hex(),
        "kind": remark.kind.value,
        "written_on": stored_form(remark.written_on),
    }


def from_data(told: Any, office_uid: str) -> Remark:
    """Read a remark another office wrote; ValueError where it is none."""
    values = _texts(told, {*_SENT, "uid", "kind", "written_on"})
    limits = {each.name: each.field.max_len for each in specs(Remark)}
    for name in _SENT[1:]:
        if len(values[name]) > limits[name]:
            raise ValueError(name)
    _hexadecimal(values["case_uid"])
    said: dict[str, Any] = {name: values[name] for name in _SENT}
    made = Remark(
        uid=Uid(_hexadecimal(values["uid"])),
        office_uid=office_uid,
        is_ours=False,
        kind=RemarkKind(values["kind"]),
        written_on=_day(values["written_on"]),
        state=RemarkState.WAITING,
        **said,
    )
    try:
        return fit(made)
    except InputProblem as error:
        raise ValueError(error.field) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an office decided on a remark."""

    uid: Uid
    state: RemarkState
    answer: str
    answered_on: date | None


def answer_to_data(remark: Remark) -> dict[str, str]:
    """Give the answer to a remark as it travels with the next package."""
    return {
        "uid": remark.uid.hex(),
        "state": remark.state.value,
        "answer": remark.answer,
        "answered_on": stored_form(remark.answered_on),
    }


def answer_from_data(told: Any) -> Answer:
    """Read an answer; ValueError where it is none."""
    values = _texts(told, {"uid", "state", "answer", "answered_on"})
    state = RemarkState(values["state"])
    limit = next(each.field.max_len for each in specs(Remark) if each.name == "answer")
    if state not in DECIDED or len(values["answer"]) > limit:
        raise ValueError(state)
    return Answer(
        uid=Uid(_hexadecimal(values["uid"])),
        state=state,
        answer=values["answer"],
        answered_on=_day(values["answered_on"]),
    )


def _texts(told: Any, names: set[str]) -> Mapping[str, str]:
    if not isinstance(told, dict) or set(told) != names:
        raise ValueError(type(told))
    if not all(isinstance(value, str) and "\0" not in value for value in told.values()):
        raise ValueError(sorted(names))
    return told


def _hexadecimal(text: str) -> bytes:
    if len(text) != _UID or text != text.lower():
        raise ValueError(text)
    return bytes.fromhex(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
