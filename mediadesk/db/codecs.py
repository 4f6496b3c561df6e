"""Python values to SQLite and back; entities to rows and back, by what the entities declare.

Tolerant on reading: unknown columns are ignored, missing ones take the entity's default.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from enum import StrEnum
from itertools import compress
from operator import attrgetter, itemgetter, ne
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Approval,
    Assignment,
    Attachment,
    Breach,
    Case,
    CaseTerm,
    Consent,
    Contract,
    CriminalFacts,
    DataCopy,
    Destruction,
    Disclosure,
    DrawnIn,
    Entity,
    FollowUp,
    FormBlank,
    ImportBatch,
    Instalment,
    Invitation,
    KnownHeadings,
    Mediator,
    Notice,
    Obligation,
    Office,
    Organisation,
    OwnTemplate,
    Partner,
    Party,
    Payment,
    Person,
    PersonBlock,
    PersonRequest,
    PrintedCopy,
    ReceivedPackage,
    ReferenceText,
    Remark,
    SavedView,
    Screening,
    ScreeningAnswer,
    SentPackage,
    Session,
    SignatureRecord,
    SubmittedReport,
    Task,
    Training,
    TrustedRoot,
    User,
    Waiver,
)

__all__ = [
    "CLASSES",
    "TABLES",
    "as_json",
    "columns",
    "from_json",
    "from_row",
    "from_values",
    "names",
    "python_type",
    "revised",
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
    Invitation: "invitation",
    Screening: "screening",
    ScreeningAnswer: "screening_answer",
    Training: "training",
    Assignment: "assignment",
    CriminalFacts: "criminal_facts",
    CaseTerm: "case_term",
    Notice: "notice",
    Approval: "approval",
    Instalment: "instalment",
    FollowUp: "follow_up",
    Task: "task",
    Attachment: "attachment",
    Disclosure: "disclosure",
    DrawnIn: "drawn_in",
    Payment: "payment",
    SavedView: "saved_view",
    ReferenceText: "reference_text",
    SignatureRecord: "signature",
    TrustedRoot: "trusted_root",
    AgreementClause: "agreement_clause",
    Waiver: "waiver",
    SubmittedReport: "submitted_report",
    FormBlank: "form_blank",
    OwnTemplate: "own_template",
    KnownHeadings: "known_headings",
    Partner: "partner",
    SentPackage: "sent_package",
    ReceivedPackage: "received_package",
    User: "desk_user",
    Remark: "remark",
    Consent: "consent",
    PersonRequest: "person_request",
    PersonBlock: "person_block",
    Breach: "breach",
    Destruction: "destruction",
    DataCopy: "data_copy",
}
CLASSES: dict[str, Any] = {name: cls for cls, name in TABLES.items()}

_Read = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


_PLAIN = frozenset({str, int, bytes})
_READERS: dict[type, _Read] = {
    str: _same,
    int: _same,
    bytes: _same,
    bool: bool,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


def _minutes(value: time) -> str:
    return value.isoformat("minutes")


_WRITERS: dict[type, _Read] = {bool: int, date: date.isoformat, time: _minutes}


def _reader(kind: type) -> _Read:
    """Choose how a stored value is read; a member of an enumeration is looked up by its value."""
    if not issubclass(kind, StrEnum):
        return _READERS[kind]
    members = {member.value: member for member in kind}
    return members.__getitem__


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


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one class of entities is read and written; worked out once from its annotations."""

    columns: tuple[tuple[str, _Read], ...]
    names: tuple[str, ...]
    known: frozenset[str]
    values: Callable[[Any], tuple[Any, ...]]
    picked: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    readers: tuple[tuple[int, _Read], ...]
    writers: dict[str, _Read]
    range: range
    rev: int
    slots: tuple[Callable[[Any, Any], None], ...]
    """What puts a value into the place of each field; a constructor of so many takes twice as long."""


_shapes: dict[type[Any], _Shape] = {}


def _shape(cls: type[Any]) -> _Shape:
    found = _shapes.get(cls)
    if found is None:
        found = _shapes[cls] = _read_shape(cls)
    return found


def _read_shape(cls: type[Any]) -> _Shape:
    hints = get_type_hints(cls, include_extras=True)
    kinds = {each.name: python_type(hints[each.name]) for each in fields(cls)}
    columns = tuple((name, _reader(kind)) for name, kind in kinds.items())
    return _Shape(
        columns,
        tuple(kinds),
        frozenset(kinds),
        attrgetter(*kinds),
        itemgetter(*kinds),
        tuple((place, read) for place, (_, read) in enumerate(columns) if read is not _same),
        {
            name: _WRITERS.get(kind, str.__str__)
            for name, kind in kinds.items()
            if kind not in _PLAIN
        },
        range(len(kinds)),
        [*kinds].index("rev"),
        tuple(getattr(cls, name).__set__ for name in kinds),
    )


def columns(cls: type[Any]) -> tuple[tuple[str, _Read], ...]:
    """Name the stored fields of an entity, each with the function that reads its value back."""
    return _shape(cls).columns


def names(cls: type[Any]) -> tuple[str, ...]:
    """Name the stored fields of an entity."""
    return _shape(cls).names


def to_row(entity: Entity) -> dict[str, Any]:
    """Give the stored form of an entity, by column."""
    shape = _shape(type(entity))
    row = dict(zip(shape.names, shape.values(entity), strict=True))
    for name, write in shape.writers.items():
        if row[name] is not None:
            row[name] = write(row[name])
    return row


def revised(entity: E, stored: E, row: Mapping[str, Any]) -> tuple[E, dict[str, Any]]:
    """Give an edited entity as it is read back at the next revision, and the columns that differ.

    `row` is the stored form of `stored`; the revision is not among the columns.
    """
    shape = _shape(type(entity))
    new, old = shape.values(entity), shape.values(stored)
    values, told = list(old), dict[str, Any]()
    for place in compress(shape.range, map(ne, new, old)):
        name, read = shape.columns[place]
        value = new[place]
        if read is not _same and value is not None:
            value = shape.writers[name](value)
        if value != row[name]:
            told[name] = value
            values[place] = value if read is _same or value is None else read(value)
    values[shape.rev] = row["rev"] + 1
    return _made(type(entity), shape, values), told


def _made(cls: type[E], shape: _Shape, values: Iterable[Any]) -> E:
    made = cls.__new__(cls)
    for put, value in zip(shape.slots, values, strict=True):
        put(made, value)
    return made


def from_values(cls: type[E], row: Iterable[Any]) -> E:
    """Make an entity from its stored values in the order of `names`."""
    shape = _shape(cls)
    values = list(row)
    for place, read in shape.readers:
        found = values[place]
        if found is not None:
            values[place] = read(found)
    return _made(cls, shape, values)


def from_row(cls: type[E], row: Mapping[str, Any]) -> E:
    """Make an entity from its stored form."""
    shape = _shape(cls)
    if row.keys() >= shape.known:
        return from_values(cls, shape.picked(row))
    values = {name: row[name] for name in shape.names if name in row}
    for place, read in shape.readers:
        found = values.get(shape.names[place])
        if found is not None:
            values[shape.names[place]] = read(found)
    make: Any = cls
    made: E = make(**values)
    return made


def to_json(entity: Entity) -> dict[str, Any]:
    """Give the stored form with identities as hexadecimal text, for the journal."""
    return as_json(to_row(entity))


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row as the journal keeps it."""
    return {**row, "uid": row["uid"].hex()}


def from_json(cls: type[E], data: Mapping[str, Any]) -> E:
    """Make an entity from its form in the journal."""
    return from_row(cls, {**data, "uid": bytes.fromhex(data["uid"])})
