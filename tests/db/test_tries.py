"""Wrong passphrases are slowed down, through a restart too; the right one is never shut out for long."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.db import tries
from mediadesk.db.store import Store
from mediadesk.errors import Code, WorldTrouble
from tests.worlds import PASSPHRASE, CountingIds, FixedClock


def attempt(folder: Path, clock: FixedClock, passphrase: str) -> Code | None:
    try:
        Store.open(folder, passphrase, clock=clock, ids=CountingIds(), immediate=True).close()
    except WorldTrouble as trouble:
        return trouble.code
    return None


def test_after_some_wrong_ones_even_the_right_one_waits(folder: Path) -> None:
    clock = FixedClock()
    for _ in range(tries.FREE):
        assert attempt(folder, clock, "wrong and wrong") is Code.WRONG_PASSPHRASE
    assert attempt(folder, clock, PASSPHRASE) is Code.TOO_MANY_TRIES
    clock.moment += timedelta(seconds=tries.wait_after(tries.FREE))
    assert attempt(folder, clock, "wrong and wrong") is Code.WRONG_PASSPHRASE
    assert attempt(folder, clock, PASSPHRASE) is Code.TOO_MANY_TRIES
    clock.moment += timedelta(seconds=tries.LONGEST)
    assert attempt(folder, clock, PASSPHRASE) is None
    assert not (folder / tries.TRIES_FILE).exists()
    assert attempt(folder, clock, "wrong and wrong") is Code.WRONG_PASSPHRASE


@given(st.integers(min_value=0, max_value=10_000))
def test_the_wait_grows_and_has_an_end(wrong: int) -> None:
    assert 0 <= tries.wait_after(wrong) <= tries.wait_after(wrong + 1) <= tries.LONGEST


def test_a_clock_put_back_costs_one_wait(tmp_path: Path) -> None:
    now = FixedClock().now()
    for _ in range(tries.FREE):
        tries.begin(tmp_path, "", now)
    earlier = now - timedelta(days=400)
    with pytest.raises(WorldTrouble) as caught:
        tries.begin(tmp_path, "", earlier)
    assert caught.value.params["seconds"] <= tries.LONGEST + 1
    assert tries.begin(tmp_path, "", earlier + timedelta(seconds=tries.LONGEST)) == tries.FREE


def test_each_person_waits_alone_and_a_damaged_count_counts_nothing(tmp_path: Path) -> None:
    now = FixedClock().now()
    for _ in range(tries.FREE):
        tries.begin(tmp_path, "a", now)
    assert tries.begin(tmp_path, "b", now) == 0
    tries.forget(tmp_path, "b")
    tries.forget(tmp_path, "never there")
    with pytest.raises(WorldTrouble):
        tries.begin(tmp_path, "a", now)
    for damage in ('{"a": [Infinity, "2026-01-01"]}', "{", "[]", '{"a": 3}', '{"a": [3, "noon"]}'):
        (tmp_path / tries.TRIES_FILE).write_text(damage)
        assert tries.begin(tmp_path, "a", now) == 0
