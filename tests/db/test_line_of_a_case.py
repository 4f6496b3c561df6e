"""The line of a case is made from what belongs to it, however many cases a centre has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediadesk.db import search_index
from mediadesk.db.store import Store
from mediadesk.domain.model import Case

_LISTED = "SCAN json_each VIRTUAL TABLE INDEX 1:"
"""The numbers of the cases that are asked for."""


@pytest.mark.parametrize("statement", search_index.READS)
def test_no_table_is_read_through_for_one_case(store: Store, statement: str) -> None:
    with store.reader() as reader:
        plan = reader.apart(
            lambda conn: conn.execute(
                f"EXPLAIN QUERY PLAN {statement}", {"cases": "[1]"}
            ).fetchall()
        )
    steps = [step[3] for step in plan]
    assert any(step.startswith("SEARCH") for step in steps)
    assert [
        step for step in steps if step.startswith("SCAN") and step not in ("SCAN a", _LISTED)
    ] == []


def test_a_number_like_its_year_is_one_key(store: Store, case: Case) -> None:
    same = replace(case, seq=case.year)
    store.submit(lambda unit: unit.save(same), command="A", params={}, undoable=True).result()
    with store.reader() as reader:
        keys = reader.apart(
            lambda conn: conn.execute(
                "SELECT key FROM search_key WHERE case_id = ? AND place = 'number'", (case.id,)
            ).fetchall()
        )
    assert keys == [(f"{case.year}/{case.year}",)]
