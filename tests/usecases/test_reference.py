"""Reference data: the centre's edition wins, survives an update, and is checked before it counts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk import assets
from mediadesk.domain import commands as c
from mediadesk.domain.model import ReferenceText
from mediadesk.domain.reference import Reference
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.reference import ReferenceState
from tests.desks import in_mediation


def with_row(data: Reference, block: str, **row: object) -> Reference:
    blocks = tuple(
        replace(each, rows=(*each.rows, row)) if each.name == block else each
        for each in data.blocks
    )
    return replace(data, blocks=blocks)


def with_cell(data: Reference, block: str, key: str, **cells: object) -> Reference:
    blocks = tuple(
        replace(
            each,
            rows=tuple(
                {**row, **cells} if key in (row.get("code"), str(row.get("date"))) else row
                for row in each.rows
            ),
        )
        if each.name == block
        else each
        for each in data.blocks
    )
    return replace(data, blocks=blocks)


def state(desk: Desk, name: str) -> ReferenceState:
    return next(each.state for each in desk.reference_sets("ru") if each.name == name)


def test_what_may_be_edited_names_its_source(desk: Desk) -> None:
    sets = {each.name: each for each in desk.reference_sets("kk")}
    assert sets["topics.toml"].title == "Даулардың тақырыптары"
    assert "calendar/2027.toml" in sets
    assert "indicators.toml" not in sets
    assert all(each.source and each.edition for each in sets.values())
    assert {each.state for each in sets.values()} == {ReferenceState.SUPPLIED}


def test_a_topic_of_the_centre_is_offered_and_counted(desk: Desk) -> None:
    row = {"code": "pasture", "name_ru": "Пастбища", "name_kk": "Жайылым", "name_en": "Pastures"}
    desk.save_reference(
        "topics.toml", with_row(desk.reference("topics.toml"), "topic", **row)
    ).result()
    assert ("pasture", "Жайылым") in desk.topics("kk")
    assert state(desk, "topics.toml") is ReferenceState.OWN
    assert desk.report("summary", "2026", "ru")
    desk.undo().result()
    assert "pasture" not in dict(desk.topics("ru"))
    assert state(desk, "topics.toml") is ReferenceState.SUPPLIED


def test_a_changed_term_of_the_law_counts_at_once(desk: Desk) -> None:
    case_id = in_mediation(desk)
    before = desk.term(desk.case_file(case_id))
    name = f"calendar/{before.end_on.year}.toml"
    row = {
        "date": before.end_on,
        "kind": "day_off",
        "name_ru": "Перенос",
        "name_kk": "Ауыстыру",
    }
    desk.save_reference(name, with_row(desk.reference(name), "day", **row)).result()
    assert desk.term(desk.case_file(case_id)).end_on > before.end_on
    desk.supplied_again(name).result()
    assert desk.term(desk.case_file(case_id)).end_on == before.end_on


def test_entries_the_program_cannot_work_with_change_nothing(desk: Desk) -> None:
    bad = with_cell(desk.reference("law/rules.toml"), "severity", "iin_doubtful", value="maybe")
    with pytest.raises(InputProblem) as error:
        desk.save_reference("law/rules.toml", bad)
    assert error.value.code is Code.REFERENCE_BAD
    assert state(desk, "law/rules.toml") is ReferenceState.SUPPLIED


@pytest.mark.parametrize("row", [{"code": "land", "name_ru": "x", "name_kk": "x"}, {"code": "own"}])
def test_a_row_without_its_cells_is_named(desk: Desk, row: dict[str, str]) -> None:
    data = with_row(desk.reference("topics.toml"), "topic", **row)
    with pytest.raises(InputProblem) as error:
        desk.save_reference("topics.toml", data)
    assert error.value.code is Code.REFERENCE_CELL
    assert error.value.params["number"] == len(dict(desk.topics("ru"))) + 1


def test_what_is_no_reference_data_cannot_be_edited(desk: Desk) -> None:
    for name in ("indicators.toml", "../secret.toml", "law/none.toml"):
        with pytest.raises(InputProblem):
            desk.reference(name)


def test_the_centres_edition_survives_an_update_that_is_offered(desk: Desk) -> None:
    name = "topics.toml"
    changed = with_cell(desk.reference(name), "topic", "land", name_ru="Земля и вода")
    desk.save_reference(name, changed).result()
    with desk.store.reader() as reader:
        (stored,) = reader.find(ReferenceText)
    older = replace(stored, based_on="an edition supplied before the update")
    desk.execute(c.SaveRecord(record=older)).result()
    assert state(desk, name) is ReferenceState.NEWER
    assert dict(desk.topics("ru"))["land"] == "Земля и вода"
    (difference,) = desk.reference_differences(name)
    assert (difference.block, difference.key) == ("topic", "land")
    desk.leave_newer(name).result()
    assert state(desk, name) is ReferenceState.OWN
    desk.supplied_again(name).result()
    assert dict(desk.topics("ru"))["land"] == "Земля"


def test_a_year_without_a_calendar_gets_one(desk: Desk) -> None:
    desk.new_calendar(2031).result()
    data = desk.reference("calendar/2031.toml")
    assert data.head["confirmed"] is False
    assert data.head["title_kk"] == "Мереке және демалыс күндері, 2031"
    row = {
        "date": date(2031, 1, 1),
        "kind": "holiday",
        "name_ru": "Новый год",
        "name_kk": "Жаңа жыл",
    }
    desk.save_reference("calendar/2031.toml", with_row(data, "day", **row)).result()
    assert date(2031, 1, 1) in desk.law.calendar.days_off
    assert desk.supplied_reference("calendar/2031.toml") is None
    with pytest.raises(InputProblem):
        desk.new_calendar(2031)


def test_a_damaged_file_of_the_folder_is_no_way_around(tmp_path: Path) -> None:
    shelf = assets.Shelf(tmp_path, {"law/own.toml": "a = 1"})
    assert "law/own.toml" in assets.names("law", shelf)
    assert assets.load_toml("law/own.toml", shelf) == {"a": 1}
