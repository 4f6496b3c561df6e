"""Whatever the domain can hold comes back from the file as it went in."""

import datetime as dt
import json
from dataclasses import replace
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.db.codecs import (
    CLASSES,
    TABLES,
    columns,
    from_json,
    from_row,
    python_type,
    revised,
    to_json,
    to_row,
)
from mediadesk.db.connection import rows
from mediadesk.db.journal import canonical
from mediadesk.db.store import Store
from mediadesk.domain import model as m
from mediadesk.domain.fields import specs
from mediadesk.domain.model import ENTITIES
from mediadesk.domain.types import Uid

BY_TYPE: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
    int: st.integers(0, 2**53),
    bool: st.booleans(),
    dt.date: st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    dt.time: st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    bytes: st.binary(min_size=16, max_size=16),
}


def is_optional(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


def entities(cls: type) -> st.SearchStrategy[Any]:
    """Any entity of a class; identities are its own."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        kind = python_type(hint)
        made = st.sampled_from(list(kind)) if issubclass(kind, StrEnum) else BY_TYPE[kind]
        fields[name] = st.none() | made if is_optional(hint) else made
    return st.builds(cls, **fields)


@pytest.mark.parametrize("cls", ENTITIES)
@given(data=st.data())
def test_every_entity_survives_the_journal(cls: type, data: st.DataObject) -> None:
    entity = data.draw(entities(cls))
    assert from_json(cls, to_json(entity)) == entity


@pytest.mark.parametrize("cls", ENTITIES)
@settings(max_examples=15)
@given(data=st.data())
def test_what_differs_of_an_edited_entity_is_all_that_is_to_be_written(
    cls: type, data: st.DataObject
) -> None:
    stored = data.draw(entities(cls))
    drawn = data.draw(entities(cls))
    names = data.draw(st.sets(st.sampled_from([name for name, _read in columns(cls)])))
    edited = replace(stored, **{n: getattr(drawn, n) for n in names - {"rev"}})
    row = to_row(stored)
    made, differing = revised(edited, stored, row)
    after = {**to_row(edited), "rev": stored.rev + 1}
    assert {**row, **differing, "rev": stored.rev + 1} == after
    assert all(row[name] != value for name, value in differing.items())
    assert made == from_row(cls, after)
    assert hash(made) == hash(from_row(cls, after))


def test_seconds_that_are_not_kept_are_no_difference() -> None:
    stored = m.Session(id=1, uid=Uid(b"1" * 16), rev=1, case_id=1, held_on=dt.date(2026, 2, 3),
                       starts_at=dt.time(10, 0))  # fmt: skip
    edited = replace(stored, starts_at=dt.time(10, 0, 30))
    made, differing = revised(edited, stored, to_row(stored))
    assert differing == {}
    assert made == replace(stored, rev=2)


_TEXTS = st.text(max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
)


@given(_VALUES)
def test_the_journal_writes_json_in_its_one_form(value: Any) -> None:
    form = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == form


@pytest.mark.parametrize("cls", ENTITIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(data=st.data())
def test_every_entity_survives_the_file(store: Store, cls: type, data: st.DataObject) -> None:
    entity = data.draw(entities(cls))

    class Undone(Exception):
        pass

    def work(unit: Any) -> None:
        unit._conn.execute("PRAGMA defer_foreign_keys = ON")
        changed = {"uid": Uid(b"")}
        if TABLES[cls] == "party":
            changed |= {"person_id": 1, "organisation_id": None}
        made = unit.add(replace(entity, **changed))
        assert unit.get(cls, made.id) == made
        assert replace(
            made,
            id=entity.id,
            uid=entity.uid,
            rev=entity.rev,
            **{k: v for k, v in changed.items() if k != "uid"},
        ) == replace(entity, **{k: v for k, v in changed.items() if k != "uid"})
        raise Undone

    with pytest.raises(Undone):
        store.submit(work, command="X", params={}, undoable=False).result()


@pytest.mark.parametrize("cls", ENTITIES)
def test_the_schema_is_what_the_entities_declare(store: Store, cls: type) -> None:
    with store.reader() as reader:
        info = rows(reader._conn, f"PRAGMA table_info({TABLES[cls]})")
    stored = {name: (kind, bool(not_null)) for _i, name, kind, not_null, _d, _pk in info}
    hints = get_type_hints(cls, include_extras=True)
    expected = {}
    for name, _reader in columns(cls):
        kind = python_type(hints[name])
        sql = "BLOB" if kind is bytes else "INTEGER" if issubclass(kind, int) else "TEXT"
        expected[name] = (sql, not is_optional(hints[name]) and name != "id")
    assert stored == expected
    assert {s.name for s in specs(cls)} <= set(expected)


def test_every_table_is_strict_and_no_table_is_unknown(store: Store) -> None:
    with store.reader() as reader:
        tables = rows(reader._conn, "PRAGMA table_list")
    ours = {name: strict for _s, name, kind, _n, _w, strict in tables if kind == "table"}
    machinery = {"case_index", "search_key", "journal", "draft"}
    assert set(CLASSES) | machinery <= set(ours)
    assert all(ours[name] for name in set(CLASSES) | machinery)


SMALL = {"blocked_person", "sealed_key", "sealed_case", "desk_user"}
"""Tables of a row for each mediator: looking through them costs nothing."""


def test_a_row_that_goes_is_looked_for_only_where_an_index_leads(store: Store) -> None:
    """Without an index of a reference, each row taken out would be looked for in the whole table."""
    bare = []
    with store.reader() as reader:
        conn = reader._conn
        tables = [
            name for (name,) in rows(conn, "SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in set(tables) - SMALL:
            indexes = [row[1] for row in rows(conn, f"PRAGMA index_list({table})")]
            led = {rows(conn, f"PRAGMA index_info({index})")[0][2] for index in indexes}
            wanted = {row[3] for row in rows(conn, f"PRAGMA foreign_key_list({table})")}
            bare += [(table, column) for column in wanted - led]
    assert bare == []
