"""One file of several offices, as a coordinator has: regions side by side, on paper and at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.db.unit import Unit
from mediadesk.domain.model import Case, Office
from mediadesk.domain.types import OfficeId
from mediadesk.export import report_csv
from mediadesk.usecases.desk import Desk
from tests.desks import appeal

REGIONS = ("43", "71", "71")


@pytest.fixture
def country(desk: Desk) -> Desk:
    """A centre with two more offices, and two appeals to each of them."""
    first = desk.case_file(appeal(desk)).case
    for _ in range(2):
        appeal(desk)

    def merge(unit: Unit) -> None:
        for number, region in enumerate(REGIONS, 2):
            office = unit.add(
                Office(
                    name_ru=f"Офис {number}",
                    name_kk=f"Кеңсе {number}",
                    region=region,
                    city_ru=f"Г{number}",
                    city_kk=f"Қ{number}",
                )
            )
            for seq in (1, 2):
                facts = {"office_id": OfficeId(office.id), "year": first.year, "seq": seq}
                unit.add(Case(received_on=first.received_on, **facts))

    desk.store.submit(merge, command="ImportJournal", params={}, undoable=False).result()
    return desk


def test_regions_stand_side_by_side_and_add_up_to_the_country(country: Desk) -> None:
    own = country.office()
    assert own is not None
    made = country.report("regions", "2026", "ru")
    assert made.is_sound
    table = made.sheets[0]
    counts = {row.cells[0].value: row.cells[1] for row in table.rows if len(row.cells) > 3}
    assert sorted(c.value for c in counts.values() if isinstance(c.value, int)) == [2, 3, 4, 9]
    total = counts["Всего"]
    parts = [cell for label, cell in counts.items() if cell.cases and label != "Всего"]
    assert {id_ for cell in parts for id_ in cell.case_ids} == set(total.case_ids)
    assert any(check.text.endswith("Регион") and check.left == 9 for check in made.checks)
    assert table.charts


def test_offices_of_one_region_stand_apart_by_their_towns(country: Desk) -> None:
    made = country.report("regions", "2026", "ru")
    towns = {row.cells[0].value for row in made.sheets[2].rows if row.cells}
    assert {"Г2", "Г3", "Г4"} <= towns
    kazakh = country.report("regions", "2026", "kk")
    assert {"Қ2", "Қ3", "Қ4"} <= {row.cells[0].value for row in kazakh.sheets[2].rows if row.cells}
    assert kazakh.is_sound


def test_a_glance_shows_the_regions_and_opens_their_cases(country: Desk) -> None:
    marks = country.glance("2026").panel("region").marks
    assert sorted(mark.value for mark in marks) == [2, 3, 4]
    assert all(len(mark.cases.ids) == mark.value for mark in marks)


def test_the_same_figures_stand_in_the_table_of_words(country: Desk, tmp_path: Path) -> None:
    made = country.report("regions", "2026", "ru")
    report_csv.write(made, tmp_path / "r.csv")
    assert "Всего" in (tmp_path / "r.csv").read_text("utf-8-sig")
