"""What a correction may name: fields of the case and of the records that travel with it."""

from __future__ import annotations

from datetime import date, time

import pytest

from mediadesk.db.package_shape import CASE_TABLES
from mediadesk.domain.model import (
    Agreement,
    Case,
    Contract,
    Obligation,
    Office,
    Organisation,
    Party,
    Person,
    Session,
)
from mediadesk.domain.remark_targets import (
    CORRECTABLE,
    ENDS,
    RECORDS,
    Held,
    address,
    correctable,
    held,
    of_case,
    records_of,
    target,
)
from mediadesk.domain.remarks import stored_form, value_of
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import Tiyn, Uid
from mediadesk.errors import Code, InputProblem


def uid(number: int) -> Uid:
    return Uid(bytes([0] * 15 + [number]))


DAY = date(2026, 11, 4)
FILE = CaseFile(
    case=Case(uid=uid(1), received_on=DAY),
    office=Office(name_ru="Офис", name_kk="Кеңсе", region="71"),
    parties=(
        PartyFile(
            party=Party(uid=uid(2)), person=Person(uid=uid(3), name_ru="Иванов", name_kk="Ивановты")
        ),
        PartyFile(party=Party(uid=uid(4)), organisation=Organisation(uid=uid(5), name_ru="ТОО")),
    ),
    contract=Contract(uid=uid(6), concluded_on=DAY),
    sessions=(Session(uid=uid(7), held_on=DAY),),
    agreements=(Agreement(uid=uid(8)),),
    all_obligations=(Obligation(uid=uid(9), what_ru="Вернуть", what_kk="Қайтару", due_on=DAY),),
)
EVERY = tuple((table, spec) for table in RECORDS for spec in correctable(table))


def test_every_record_that_travels_can_be_corrected_but_evidence() -> None:
    travels = {*CASE_TABLES, "person", "organisation"}
    assert travels - set(RECORDS) == {"printed_copy", "signature"}
    assert set(RECORDS) <= travels
    assert all(correctable(table) for table in RECORDS)


def test_states_links_and_numbers_are_no_statements_to_correct() -> None:
    names = {spec.name for _table, spec in EVERY}
    assert not {"state", "year", "seq", "is_signed", "sha256", "opened_on"} & {
        spec.name for spec in correctable("cases")
    } | {name for name in names if name.endswith("_id")}
    assert "is_signed" not in {spec.name for spec in correctable("agreement")}
    assert set(CORRECTABLE) | set(ENDS) < {spec.name for spec in correctable("cases")}


@pytest.mark.parametrize(
    ("table", "name"), [(table, spec.name) for table, spec in EVERY], ids=lambda each: each
)
def test_a_field_is_found_by_its_address(table: str, name: str) -> None:
    told = target(address(table, uid(9), name))
    assert (told.cls, told.spec.name) == (RECORDS[table], name)
    assert told.uid == ("" if table == "cases" else uid(9).hex())


@pytest.mark.parametrize(
    "field",
    [
        "",
        "state",
        "cases:" + "00" * 16 + ":source",
        "contract:" + "00" * 16,
        "contract:" + "0G" * 16 + ":fee_tiyn",
        "contract:00:fee_tiyn",
        "contract:" + "00" * 16 + ":case_id",
        "screening:" + "00" * 16 + ":result",
        "a:b:c:d",
    ],
)
def test_what_is_no_field_of_a_correction_is_refused(field: str) -> None:
    with pytest.raises(InputProblem) as told:
        target(field)
    assert told.value.code is Code.BAD_VALUE


def test_only_the_first_fields_are_of_the_earlier_format() -> None:
    assert all(of_case(name) for name in ("", *CORRECTABLE))
    assert not any(of_case(name) for name in ("outcome", address("contract", uid(6), "fee_tiyn")))


def test_the_records_of_a_case_are_listed_in_order_and_found() -> None:
    found = list(records_of(FILE))
    assert [(each.table, each.uid[-1]) for each in found] == [
        ("cases", 1),
        ("party", 2),
        ("person", 2),
        ("party", 4),
        ("organisation", 4),
        ("contract", 6),
        ("session", 7),
        ("agreement", 8),
        ("obligation", 9),
    ]
    assert held(FILE, "source") == found[0]
    assert held(FILE, address("person", uid(2), "iin")) == found[2]
    assert held(FILE, address("person", uid(4), "iin")) is None
    bare = CaseFile(case=FILE.case, office=FILE.office)
    assert [each.table for each in records_of(bare)] == ["cases"]


def test_a_record_is_told_from_its_like() -> None:
    shown = {each.table: each.shown("ru") for each in records_of(FILE)}
    assert shown["person"] == ("Иванов",)
    assert (shown["cases"], shown["contract"], shown["agreement"]) == ((), (), ())
    assert (shown["session"], shown["obligation"]) == ((DAY,), ("Вернуть", DAY))
    in_kazakh = {each.table: each.shown("kk") for each in records_of(FILE)}
    assert (in_kazakh["person"], in_kazakh["obligation"]) == (("Ивановты",), ("Қайтару", DAY))
    assert Held("obligation", uid(9), Obligation(what_ru="Вернуть")).shown("kk") == ("Вернуть",)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("session:" + "00" * 16 + ":starts_at", time(9, 30), "09:30"),
        ("session:" + "00" * 16 + ":minutes", 90, "90"),
        ("party:" + "00" * 16 + ":may_settle", True, "1"),
        ("party:" + "00" * 16 + ":may_settle", False, "0"),
        ("contract:" + "00" * 16 + ":fee_tiyn", Tiyn(500), "500"),
        ("contract:" + "00" * 16 + ":fee_tiyn", None, ""),
        ("person:" + "00" * 16 + ":name_ru", "Иванов", "Иванов"),
    ],
)
def test_values_of_records_are_written_and_read(field: str, value: object, text: str) -> None:
    assert stored_form(value) == text
    assert value_of(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("session:" + "00" * 16 + ":starts_at", "09:30:15"),
        ("session:" + "00" * 16 + ":starts_at", "noon"),
        ("session:" + "00" * 16 + ":minutes", "-1"),
        ("party:" + "00" * 16 + ":may_settle", "yes"),
        ("party:" + "00" * 16 + ":may_settle", ""),
        ("person:" + "00" * 16 + ":name_ru", ""),
    ],
)
def test_values_that_are_none_of_a_record_are_refused(field: str, text: str) -> None:
    with pytest.raises(InputProblem) as told:
        value_of(field, text)
    assert told.value.field == "wanted"
