"""The command of the calendar: a list without names, a file without names."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import INIT, Run


def test_the_sessions_of_a_year_as_a_list_and_as_a_file(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--cases", 20, "--seed", 3, "--year", 2025).status == 0
    listed = run("calendar", "--period", "2025", "--json")
    assert listed.status == 0
    sessions = listed.data["sessions"]
    assert listed.data["count"] == len(sessions) > 5
    assert all(set(each) == {"date", "time", "minutes", "number", "kind", "state", "way"}
               for each in sessions)  # fmt: skip
    path = tmp_path / "year.ics"
    written = run("calendar", "--period", "2025", "--out", path, "--json", lang="ru")
    assert written.data == {"file": str(path), "count": len(sessions)}
    text = path.read_bytes().decode("utf-8").replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == len(sessions)
    names = {
        word
        for row in run("cases", "--json").data["cases"]
        for field in ("first_party", "second_party", "mediator")
        for word in row[field].split()
        if len(word) > 3
    }
    assert len(names) > 20
    assert {name for name in names if name in text} == set()
    words = run("calendar", "--period", "2025", lang="kk").out
    assert {name for name in names if name in words} == set()


def test_a_centre_without_sessions_has_an_empty_calendar(run: Run, tmp_path: Path) -> None:
    assert run(*INIT).status == 0
    said = run("calendar")
    assert (said.status, said.out.strip()) == (0, "Sessions: 0")
    path = tmp_path / "nothing.ics"
    assert run("calendar", "--out", path).status == 0
    assert path.read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_a_period_that_makes_no_sense_is_the_callers_mistake(run: Run) -> None:
    assert run(*INIT).status == 0
    assert run("calendar", "--period", "вчера").status == 2
