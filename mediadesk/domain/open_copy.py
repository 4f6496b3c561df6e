"""What the whole centre as open files holds: tables, fields, what they mean, and what stays behind."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol, get_args, get_type_hints

from mediadesk.domain.fields import Field, specs
from mediadesk.domain.history import ENTITY_NAMES
from mediadesk.domain.types import Tiyn
from mediadesk.marks import N_

__all__ = [
    "CONTENT_TABLE",
    "FILES",
    "JOURNAL",
    "LEFT_OUT",
    "PAPERS_TABLE",
    "FieldKind",
    "OpenField",
    "OpenKind",
    "OpenSource",
    "OpenTable",
    "table_of",
]


class OpenKind(StrEnum):
    """As what the centre is given out."""

    FILES = "files"
    SQLITE = "sqlite"


class FieldKind(StrEnum):
    """What stands in a field, for somebody who reads the files with another program."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    SUM = "sum"
    CODE = "code"
    KEY = "key"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class OpenField:
    """One field: its name in the files, the label and what it holds.

    `label`, `help` and the labels of `codes` are message ids; `refers` names the table a key
    points to, `""` for the record's own.
    """

    name: str
    label: str
    kind: FieldKind
    help: str = ""
    unit: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """One table: its name in the files, what a row of it is (a message id) and its fields."""

    name: str
    label: str
    fields: tuple[OpenField, ...]


class OpenSource(Protocol):
    """The stored rows and contents, of one moment."""

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        ...

    def records(self, table: OpenTable) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a table as they are stored, in order of their keys."""
        ...

    def content(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of an attached file or a registered copy in pieces."""
        ...


CONTENT_TABLE: Final = "attachment"
"""The table of attached files; their bytes are told by `sha256`."""

PAPERS_TABLE: Final = "printed_copy"
"""The table of registered copies; a `size` of 0 has no bytes."""

FILES: Final = N_("Files and papers")
"""What a long work says while it copies contents."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "sealed_note": N_(
        "Private notes of mediators: they are sealed with a phrase that only the mediator knows"
    ),
    "screening": N_("Screening: its answers leave the centre in no export"),
    "screening_answer": N_("Screening: its answers leave the centre in no export"),
    "sealed_key": N_("Keys of the private notes"),
    "sealed_case": N_("Keys of the private notes"),
    "secret": N_("Secret keys of the program"),
    "blocked_person": N_("Data of persons that are blocked"),
    "draft": N_("Forms that were begun and not saved"),
    "case_index": N_("Index of the list of cases; it is made of the cases themselves"),
    "search_key": N_("Index of the search; it is made of the records themselves"),
    "search_words": N_("Index of the search; it is made of the records themselves"),
    "package_version": N_("Versions of records that packages brought; the newest are given out"),
    "package_body": N_("Versions of records that packages brought; the newest are given out"),
    "package_same": N_("Links between records of offices that packages are merged by"),
    "package_link": N_("Links between records of offices that packages are merged by"),
    "package_sent_case": N_("What was sent last of each case"),
    "journal_touch": N_("Index of the journal; it is made of the journal itself"),
    "access_entry": N_("Who looked at which case; the extract of the journal gives it"),
    "key_state": N_("Which file of keys belongs to the centre"),
    "sqlite_sequence": N_("Counters of the database"),
    "_sqlite_migrations": N_("Version of the tables"),
}
"""Tables that are not given out, and what they hold."""

_OWN: Final[Mapping[str, tuple[str, FieldKind]]] = {
    "id": (N_("Number of the record in these files"), FieldKind.KEY),
    "uid": (N_("Identity of the record, the same in every office"), FieldKind.IDENTITY),
    "rev": (N_("How many times the record was saved"), FieldKind.NUMBER),
    "year": (N_("Year of the number in the register"), FieldKind.NUMBER),
    "seq": (N_("Number in the register of the year"), FieldKind.NUMBER),
    "ord": (N_("Place in the order"), FieldKind.NUMBER),
    "size": (N_("Size of the file, bytes"), FieldKind.NUMBER),
}
_INNER: Final = N_("Of the program itself")
_KINDS: Final[Mapping[str, FieldKind]] = {
    "int": FieldKind.NUMBER,
    "bool": FieldKind.YES_NO,
    "date": FieldKind.DATE,
    "time": FieldKind.TIME,
}

JOURNAL: Final = OpenTable(
    "journal",
    N_("Journal"),
    (
        OpenField("seq", N_("Number of the entry"), FieldKind.KEY),
        OpenField("at", N_("When"), FieldKind.TEXT),
        OpenField("operator", N_("Who"), FieldKind.TEXT),
        OpenField("command", N_("What was done"), FieldKind.TEXT),
        OpenField("params", _INNER, FieldKind.TEXT),
        OpenField("changes", N_("What became of the records, as JSON"), FieldKind.TEXT),
        OpenField("undoable", _INNER, FieldKind.YES_NO),
        OpenField("undoes", N_("Number of the entry that was undone"), FieldKind.NUMBER),
        OpenField("prev_hash", _INNER, FieldKind.IDENTITY),
        OpenField("hash", N_("Hash that chains the entries"), FieldKind.IDENTITY),
    ),
)
"""The journal of changes, which is no entity."""


def table_of(cls: type, names: Mapping[type, str]) -> OpenTable:
    """Describe the table of an entity; `names` gives the name of the table of each entity."""
    declared = {each.name: each for each in specs(cls)}
    hints = get_type_hints(cls, include_extras=True)
    keys = {get_type_hints(each)["id"]: each for each in names}
    fields = []
    for each in dataclasses.fields(cls):
        spec = declared.get(each.name)
        kind, field = (spec.type, spec.field) if spec else (_bare(hints[each.name]), None)
        if field is None and each.name in _OWN:
            fields.append(OpenField(each.name, *_OWN[each.name]))
        elif kind in keys:
            label = field.label if field else ENTITY_NAMES[keys[kind]]
            fields.append(OpenField(each.name, label, FieldKind.KEY, refers=names[keys[kind]]))
        else:
            fields.append(_described(each.name, kind, field or Field(_INNER)))
    return OpenTable(names[cls], ENTITY_NAMES[cls], tuple(fields))


def _bare(hint: Any) -> Any:
    parts = [each for each in get_args(hint) if each is not type(None)]
    return parts[0] if parts else hint


def _described(name: str, kind: Any, field: Field) -> OpenField:
    codes: tuple[tuple[str, str], ...] = ()
    what = _KINDS.get(getattr(kind, "__name__", ""), FieldKind.TEXT)
    if kind is Tiyn:
        what = FieldKind.SUM
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        what = FieldKind.CODE
        codes = tuple((each.value, getattr(each, "label", "")) for each in kind)
    return OpenField(name, field.label, what, field.help, field.unit, codes)
