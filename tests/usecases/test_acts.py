"""Who did what and who looked: noted once an hour, chained, checked, written for an inspector."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mediadesk.db import check
from mediadesk.domain.access import AccessKind
from mediadesk.domain.periods import parse_period
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, in_mediation
from tests.personas import QASYMOV

YEAR = parse_period("2026")


def kinds(desk: Desk) -> list[tuple[str, str]]:
    """Give kind and number of what was noted, the oldest first."""
    return [(each.kind, each.number) for each in reversed(desk.looks())]


def test_a_look_is_noted_once_an_hour_and_is_no_step(desk: Desk, clock: SetClock) -> None:
    case_id = appeal(desk)
    before = len(desk.journal())
    for _ in range(3):
        desk.case_file(case_id)
    assert kinds(desk) == [("came_in", ""), ("looked", "2026/0001")]
    desk._noted.clear()  # as another opening in the same hour
    desk.case_file(case_id)
    assert len(desk.looks()) == 2
    clock.day = date(2026, 11, 22)
    desk.case_file(case_id)
    assert [each.kind for each in desk.looks(case_id=case_id)] == ["looked", "looked"]
    assert len(desk.journal()) == before
    assert desk.undo_label() == "RegisterAppeal"
    assert check.run(desk.store) == ()


def test_exports_and_screening_answers_are_noted(desk: Desk, tmp_path: Path) -> None:
    case_id = in_mediation(desk)
    desk.write_report("ministry", "2026", "ru", "csv", tmp_path / "a.csv")
    desk.write_case_file(case_id, tmp_path / "b.pdf")
    noted = [(each.kind, each.detail, each.number) for each in reversed(desk.looks())]
    assert noted[1:] == [
        ("looked", "", "2026/0001"),
        ("exported", "ministry", ""),
        ("exported", "write_case_file", "2026/0001"),
    ]


def test_wrong_passphrases_before_are_noted(desk: Desk) -> None:
    folder = desk.centre
    desk.close()
    for _ in range(2):
        with pytest.raises(Exception, match="wrong_passphrase"):
            open_desk(folder, "not this one", clock=SetClock(), ids=CountedIds(5_000))
    again = open_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(5_000))
    assert (again.looks(1)[0].kind, again.looks(1)[0].detail) == (AccessKind.WRONG, "2")
    again.close()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE access_entry SET who = 'x' WHERE seq = 2", (2,)),
        ("DELETE FROM access_entry WHERE seq = 2", (3,)),
        ("DELETE FROM access_entry WHERE seq = 3", ()),
    ],
)
def test_altering_and_cutting_is_told(desk: Desk, sql: str, told: tuple[int, ...]) -> None:
    for _ in range(2):
        desk.case_file(appeal(desk))
    assert desk.journal_state().is_whole
    conn = desk.store._writer()
    with pytest.raises(Exception, match="append-only"):
        conn.execute(sql)
    conn.execute("DROP TRIGGER access_is_final")
    conn.execute("DROP TRIGGER access_stays")
    conn.execute(sql)
    state = desk.journal_state()
    assert not state.is_whole
    assert state.looks_altered == told
    assert state.missing == (0 if told else 1)
    assert {finding.code for finding in check.run(desk.store)} == {"access"}


@pytest.mark.parametrize("form", ["xlsx", "pdf", "csv"])
def test_the_extract_names_no_party(desk: Desk, tmp_path: Path, form: str) -> None:
    case_id = appeal(desk)
    desk.case_file(case_id)
    path = tmp_path / f"extract.{form}"
    desk.prepare_journal()
    count = desk.write_journal(path, form, YEAR, "ru", lambda name: name)
    assert count == len(desk.journal()) + 2
    if form == "csv":
        text = path.read_text(encoding="utf-8-sig")
        assert "RegisterAppeal" in text
        assert "2026/0001" in text
        assert "Цепочка цела" in text
        assert QASYMOV.full_name not in text
    assert path.stat().st_size > 300
    assert desk.write_journal(path, form, parse_period("2024"), "kk", lambda name: name) == 0


def test_a_broken_chain_is_told_in_the_extract(desk: Desk, tmp_path: Path) -> None:
    appeal(desk)
    conn = desk.store._writer()
    conn.execute("DROP TRIGGER journal_stays")
    conn.execute("UPDATE journal SET operator = 'x' WHERE seq = 1")
    path = tmp_path / "a.csv"
    desk.write_journal(path, "csv", YEAR, "ru", lambda name: name)
    assert "Цепочка записей нарушена" in path.read_text(encoding="utf-8-sig")
