"""The line of a case is made from what belongs to it, however many cases a centre has."""

from __future__ import annotations

from mediadesk.db import search_index
from mediadesk.db.store import Store


def test_no_table_is_read_through_for_one_case(store: Store) -> None:
    with store.reader() as reader:
        plan = reader.apart(
            lambda conn: conn.execute(
                f"EXPLAIN QUERY PLAN {search_index.CASE_SQL}", (1,)
            ).fetchall()
        )
    steps = [step[3] for step in plan]
    assert any(step.startswith("SEARCH agreement") for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN a"] == []
