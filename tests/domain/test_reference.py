"""Reference data is edited as tables and comes back as the same tree."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.reference import BlockKind, Reference, differences, flat, tree

NAMES = st.from_regex(r"[a-z][a-z_]{0,7}", fullmatch=True).filter(lambda n: n != "code")
SCALARS = st.integers() | st.booleans() | st.text(max_size=10) | st.dates()
ROWS = st.dictionaries(NAMES, SCALARS | st.dictionaries(NAMES, SCALARS, min_size=1), min_size=1)
TABLES = st.dictionaries(
    NAMES,
    SCALARS
    | st.lists(ROWS, min_size=1, max_size=4)
    | st.dictionaries(NAMES, SCALARS | st.lists(st.text(max_size=4)), min_size=1, max_size=4)
    | st.dictionaries(NAMES, ROWS, min_size=1, max_size=3),
    max_size=5,
)


@given(TABLES)
def test_a_flattened_file_comes_back_the_same(table: dict[str, Any]) -> None:
    assert tree(flat(table)) == table
    assert differences(flat(table), flat(table)) == ()


@pytest.mark.parametrize(
    "path",
    sorted(p for p in assets.root("resources").rglob("*.toml")),
    ids=lambda p: f"{p.parent.name}/{p.stem}",
)
def test_every_data_file_comes_back_the_same(path: Any) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tree(flat(table)) == table


def test_the_three_shapes_of_a_block() -> None:
    found = flat(
        {
            "edition": "2026",
            "day": [{"date": date(2026, 1, 1), "name": {"ru": "а", "kk": "ә"}}],
            "severity": {"a": "warns"},
            "group": {"x": {"n": 1}},
        }
    )
    assert found.head == {"edition": "2026"}
    assert [b.kind for b in found.blocks] == [BlockKind.ROWS, BlockKind.PAIRS, BlockKind.NAMED]
    assert found.blocks[0].columns == ("date", "name.ru", "name.kk")
    assert found.blocks[2].rows == ({"code": "x", "n": 1},)


def rows(*codes: str) -> Reference:
    return flat({"topic": [{"code": code, "name": code.upper()} for code in codes]})


def test_what_differs_between_two_editions() -> None:
    ours, theirs = rows("a", "own"), rows("a", "new")
    found = differences(ours, theirs)
    assert [(d.key, d.ours is None, d.theirs is None) for d in found] == [
        ("own", False, True),
        ("new", True, False),
    ]
    changed = flat({"topic": [{"code": "a", "name": "other"}]})
    (only,) = differences(changed, rows("a"))
    assert only.ours == {"code": "a", "name": "other"}
    assert only.theirs == {"code": "a", "name": "A"}


def test_rows_without_a_name_are_counted() -> None:
    found = differences(flat({"x": [{"n": 1}, {"n": 2}]}), flat({"x": [{"n": 1}, {"n": 3}]}))
    assert [d.key for d in found] == ["2"]
