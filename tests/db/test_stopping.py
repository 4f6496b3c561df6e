"""Long work of the database hears a wish to stop, wherever it is, and leaves nothing behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from mediadesk.db import DATABASE, backup, keys, stopping
from mediadesk.db.connection import Connection, open_connection, rows
from mediadesk.db.stopping import Part, parts_of, stoppable
from mediadesk.errors import Cancelled, Code, WorldTrouble
from tests.db.test_every_released_schema import PASSPHRASE, old
from tests.desks import SetClock

NOW = SetClock()
SCHEMA = "m0010_bodies"


class Counting:
    """Counts how often it is asked, and says no from a certain time on."""

    def __init__(self, most: int = 10**9) -> None:
        self.heard, self.most = 0, most
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        self.heard += 1
        self.told.append((done, total))
        if self.heard > self.most:
            raise Cancelled


def _opened(tmp_path: Path) -> tuple[Path, bytes]:
    folder = old(SCHEMA, tmp_path)
    return folder, keys.read(folder).unlock(PASSPHRASE, "passphrase")


def test_a_backup_is_stopped_wherever_it_is(tmp_path: Path) -> None:
    folder, key = _opened(tmp_path)
    whole = Counting()
    made = backup.copy_files(folder, key, NOW.now(), "", progress=whole).path
    made.unlink()
    parts = [done / total for done, total in whole.told]
    assert parts == sorted(parts)
    assert parts[0] == 0
    assert parts[-1] == 1
    database = (folder / DATABASE).read_bytes()
    for most in range(0, whole.heard, max(1, whole.heard // 12)):
        with pytest.raises(Cancelled):
            backup.copy_files(folder, key, NOW.now(), "", progress=Counting(most))
        assert list((folder / backup.FOLDER).iterdir()) == [], most
    assert (folder / DATABASE).read_bytes() == database


def test_a_copy_in_slices_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    folder, key = _opened(tmp_path)
    with closing(open_connection(folder / DATABASE, key)) as writer:
        wide = "x" * 2_000
        for number in range(5_000):  # some 10 MB: more than one slice
            writer.execute("INSERT INTO draft VALUES (?, '2026', ?)", (f"k{number}", wide))
        before = rows(writer, "SELECT count(*) FROM draft")[0][0]

        class Writes(Counting):
            def step(self, done: int, total: int, what: str = "") -> None:
                super().step(done, total, what)
                writer.execute(
                    "INSERT INTO draft VALUES (?, '2026', ?)", (f"new{self.heard}", wide)
                )

        heard = Writes()
        facts = backup.copy_files(folder, key, NOW.now(), "", progress=heard)
        assert heard.heard > 10
    assert dict(facts.figures.rows)["draft"] == before
    assert backup.verify(facts.path, key).figures == facts.figures


def test_a_long_statement_hears_a_wish_to_stop(tmp_path: Path) -> None:
    folder, key = _opened(tmp_path)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with closing(open_connection(folder / DATABASE, key)) as conn:
        with pytest.raises(Cancelled), stoppable(conn, Part(Counting(3))):
            rows(conn, slow)  # it would never end
        assert rows(conn, "SELECT count(*) FROM cases")[0][0] == 4


def _checked(conn: Connection, sql: str) -> None:
    """Answer as what checks an index of words does: cut short, it says that it is damaged."""
    try:
        rows(conn, sql)
    except WorldTrouble:
        raise WorldTrouble(Code.BACKUP_BAD) from None


def test_a_check_that_was_cut_short_is_no_damage(tmp_path: Path) -> None:
    folder, key = _opened(tmp_path)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with (
        closing(open_connection(folder / DATABASE, key)) as conn,
        pytest.raises(Cancelled),
        stoppable(conn, Part(Counting(3))),
    ):
        _checked(conn, slow)


def test_ctrl_c_within_a_statement_is_a_wish_to_stop(tmp_path: Path) -> None:
    folder, key = _opened(tmp_path)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    class Interrupted(Counting):
        def step(self, done: int, total: int, what: str = "") -> None:
            super().step(done, total, what)
            if self.heard == 3:
                raise KeyboardInterrupt

    with (
        closing(open_connection(folder / DATABASE, key)) as conn,
        pytest.raises(Cancelled),
        stoppable(conn, Part(Interrupted())),
    ):
        rows(conn, slow)


def test_parts_of_a_work_go_on_from_one_to_the_next() -> None:
    heard = Counting()
    for part in parts_of(heard, 1, 3):
        assert part is not None
        for done in range(3):
            part.step(done, 2)
            part.again()
    shares = [done / total for done, total in heard.told]
    assert shares == sorted(shares)
    assert (shares[0], shares[5], shares[6], shares[-1]) == (0, 0.25, 0.25, 1)


def test_copying_is_heard_at_every_slice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, key = _opened(tmp_path)
    monkeypatch.setattr(stopping, "_PAGES", 10)
    whole, stopped = Counting(), Counting(most=3)
    backup.copy_database(folder / DATABASE, tmp_path / "whole.db", key, Part(whole))
    assert len({done for done, _total in whole.told}) > 3
    with pytest.raises(Cancelled):
        backup.copy_database(folder / DATABASE, tmp_path / "part.db", key, Part(stopped))
