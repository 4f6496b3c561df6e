"""The way out of damage that loses least is offered first."""

from __future__ import annotations

from mediadesk.domain.recovery import Rung, Survey, Way, best

BACKUP = Way(Rung.BACKUP, steps=40, cases=8)
ROWS = Way(Rung.ROWS, steps=50, cases=9, missing={"person": 2, "party": 1})
INDEX = Way(Rung.INDEX, steps=50, cases=10)
KEY = Way(Rung.KEY, steps=50, cases=10)
FRESH = Way(Rung.FRESH)


def test_most_work_then_fewest_missing_then_the_first_rung() -> None:
    assert best((FRESH, BACKUP, ROWS)) is ROWS
    assert best((FRESH, ROWS, INDEX)) is INDEX
    assert best((INDEX, KEY)) is KEY
    assert best((FRESH, BACKUP)) is BACKUP
    assert best(()) is None


def test_what_a_way_lacks_is_counted_against_all_that_is_known() -> None:
    found = Survey(("cipher",), (BACKUP, ROWS, FRESH))
    assert (found.steps, found.cases) == (50, 9)
    assert (found.lost_steps(BACKUP), found.lost_cases(BACKUP)) == (10, 1)
    assert (ROWS.lost, BACKUP.lost) == (3, 0)
    assert Survey(()).steps == Survey(()).cases == 0
