"""Packages between offices: made, looked at, merged, taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediadesk.domain.packages import PackageState, Verdict
from mediadesk.usecases.desk import Desk
from tests.desks import appeal, in_mediation, signed
from tests.offices import SECRET, changed_subject, contents, merged, office_desk, sent, trusting


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of an office with three cases."""
    desk = office_desk(tmp_path / "first", 1)
    appeal(desk)
    in_mediation(desk)
    signed(desk)
    yield desk
    desk.close()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Desk]:
    """Give the desk of the coordinator with a case of its own."""
    desk = office_desk(tmp_path / "coordinator", 2)
    appeal(desk)
    yield desk
    desk.close()


def test_a_package_is_looked_at_merged_and_taken_out_exactly(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    before = contents(centre)
    path = sent(first, tmp_path)
    preview = centre.preview_packages([path], SECRET)
    (found,) = preview.packages
    assert (found.state, found.count(Verdict.NEW)) == (PackageState.READY, 3)
    assert contents(centre) == before
    centre.merge_packages(preview, trusting(preview)).result()
    assert len(centre.cases()) == 4
    assert [each for each in centre.check() if each] == []
    (received,) = centre.packages_received()
    assert centre.package_obstacles(received.id) == ()
    centre.take_out_package(received.id).result()
    assert contents(centre) == before
    assert [each for each in centre.check() if each] == []


def test_what_changed_since_is_sent_and_found_changed(
    first: Desk, centre: Desk, tmp_path: Path
) -> None:
    merged(centre, sent(first, tmp_path))
    case_id = next(row.id for row in first.cases())
    changed_subject(first, case_id, "Иначе")
    path = sent(first, tmp_path)
    (found,) = centre.preview_packages([path], SECRET).packages
    assert dict(found.counts) == {Verdict.CHANGED: 1}
    (change,) = centre.differences(found.items[0])
    assert [(f.old, f.new) for f in change.fields if f.new == "Иначе"] == [("", "Иначе")]
    merged(centre, path)
    assert (tmp_path / "coordinator").exists()
    again = centre.preview_packages([path], SECRET)
    assert [each.state for each in again.packages] == [PackageState.ALREADY]
