"""Writing questions and corrections by command, on any record of a case of another office."""

from __future__ import annotations

import pytest

from mediadesk.cli.context import Status
from tests.cli.test_replies_commands import Offices, offices

__all__ = ["offices"]


def test_the_fields_of_a_case_are_listed_by_names_that_can_be_typed(offices: Offices) -> None:
    found = offices.data("centre", "fields", "2026/1")["fields"]
    names = [each["field"] for each in found]
    assert names[:2] == ["received_on", "source"]
    assert {"party-1.status", "party-2.side", "person-1.iin"} <= set(names)
    value = next(each for each in found if each["field"] == "person-1.name_ru")
    assert value["record"].startswith("Person – ")
    assert value["value"] in value["record"]
    shown = offices.run("centre", "fields", "2026/0001", "--office", "Офис 1").out
    assert "party-1.status" in shown
    assert offices.run("centre", "fields", "2026/0009").status == Status.MISTAKE
    assert offices.run("almaty", "fields", "2026/0001").status == Status.MISTAKE, "its own case"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("person-2.phone", "+77010000001", "+77010000001"),
        ("person-1.born_on", "01.03.1985", "1985-03-01"),
        ("claim_tiyn", "1 500 000", "150000000"),
        ("party-1.may_settle", "1", "1"),
        ("source", "court", "court"),
        ("subject_ru", "", ""),
    ],
)
def test_a_correction_is_written_as_people_type_values(
    offices: Offices, field: str, typed: str, kept: str
) -> None:
    told = ("correct", "2026/1", field, typed, "--text", "По журналу")
    if not typed:
        assert offices.run("centre", *told).status == Status.MISTAKE, "it is empty already"
        return
    assert "→" in offices.run("centre", *told).out
    newest = offices.data("centre", "remarks")["remarks"][0]
    assert (newest["wanted"], newest["text"], newest["state"]) == (kept, "По журналу", "written")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("claim_tiyn", "many"),
        ("person-1.born_on", "31.02.1985"),
        ("source", "nobody"),
        ("person-9.iin", "1"),
        ("state", "closed"),
    ],
)
def test_what_cannot_be_is_a_mistake(offices: Offices, field: str, typed: str) -> None:
    before = offices.data("centre", "remarks")
    assert offices.run("centre", "correct", "2026/1", field, typed).status == Status.MISTAKE
    assert offices.data("centre", "remarks") == before


def test_questions_and_corrections_go_there_and_back(offices: Offices) -> None:
    asked = offices.data("centre", "ask", "2026/1", "--text", "Кто представитель?")
    assert (asked["case"], asked["field"]) == ("2026/0001", "")
    offices.data("centre", "correct", "2026/1", "party-1.status", "claimant")
    path = offices.folder / "reply.mdpack"
    assert offices.data("centre", "reply", "--to", path, "--for", "Офис 1")["remarks"] == 4
    preview = offices.run("almaty", "take-in", path, "--dry-run").out
    assert "Procedural status: – → Claimant" in preview, "field by field, in words"
    offices.data("almaty", "take-in", path)
    fix = next(
        each for each in offices.data("almaty", "remarks")["remarks"] if "status" in each["field"]
    )
    assert fix["line"].endswith("Claimant")
    done = offices.run("almaty", "answer", fix["id"], "--apply", "--confirm", "--text", "Да")
    assert done.status == Status.DONE
    back = offices.folder / "back.mdpack"
    offices.data("almaty", "make", "--to", back)
    offices.data("centre", "merge", back)
    found = offices.data("centre", "fields", "2026/1")["fields"]
    status = next(each for each in found if each["field"] == "party-1.status")
    assert status["value"] == "Claimant"
