"""What must never travel does not: searched in the bytes of a package after they were decrypted."""

from __future__ import annotations

import json
from pathlib import Path

from mediadesk.db.codecs import CLASSES
from mediadesk.db.package_shape import KINDS, STAYS, shape
from mediadesk.domain import commands as c
from mediadesk.domain.codes import Answer
from mediadesk.domain.model import Screening, ScreeningAnswer, Session, Task
from tests.desks import TODAY, do, full
from tests.offices import SECRET, office_desk, sent

PRIVATE = "Тайна"


def test_private_notes_screening_and_tasks_never_travel(tmp_path: Path) -> None:
    desk = office_desk(tmp_path / "first", 1)
    case_id = full(desk)
    mediator = desk.case_file(case_id).mediator
    assert mediator is not None
    desk.set_note_phrase(mediator.id, f"{PRIVATE} фраза")
    desk.add_note(case_id, mediator.id, f"{PRIVATE} заметки")
    answer = ScreeningAnswer(
        question="other_laws", answer=Answer.YES, note=f"{PRIVATE} ответа", answered_by=PRIVATE
    )
    made = Screening(case_id=case_id, decided_on=TODAY, decided_by=PRIVATE)
    do(desk, c.SaveScreening(screening=made, answers=(answer,)))
    do(desk, c.SaveRecord(record=Task(case_id=case_id, title=PRIVATE, note=PRIVATE)))
    path = sent(desk, tmp_path, with_files=True)
    raw = path.read_bytes()
    box = desk.open_package(path, SECRET)
    told = [box.manifest, *(each for each in box.records() if isinstance(each, dict))]
    text = json.dumps(told, ensure_ascii=False)
    desk.close()
    assert PRIVATE not in text
    assert "screening" not in text
    assert "other_laws" not in text
    assert "Несуществующий" in text  # the mediator is there: the search would have found something
    for word in ("Офис", "Несуществующий", "cases"):
        assert word.encode() not in raw


def test_of_every_kind_of_record_it_is_decided_whether_it_travels() -> None:
    travelling = {table for tables in KINDS.values() for table in tables}
    assert travelling | STAYS == set(CLASSES)
    assert travelling & STAYS == set()


def test_a_new_field_wants_a_new_format_of_packages() -> None:
    """A field more is a field an older program refuses: raise FORMAT and tell so in an ADR (25, 35)."""
    told = {table: len(shape(table)) for tables in KINDS.values() for table in tables}
    assert told == FIELDS_OF_FORMAT_2
    names = {column.name for table in told for column in shape(table)}
    assert names & {"id", "rev", "case_id", "import_id", "import_key", "facts"} <= {"facts"}


def test_sessions_travel_without_the_keys_of_this_file() -> None:
    assert {c.name for c in shape("session")} >= {"held_on", "party_id"}
    assert Session.__dataclass_fields__.keys() - {c.name for c in shape("session")} == {
        "id", "uid", "rev", "case_id",
    }  # fmt: skip


FIELDS_OF_FORMAT_2 = {
    "office": 18,
    "mediator": 29,
    "training": 5,
    "person": 15,
    "organisation": 16,
    "cases": 32,
    "party": 15,
    "contract": 15,
    "session": 14,
    "agreement": 22,
    "obligation": 13,
    "agreement_clause": 8,
    "instalment": 7,
    "invitation": 8,
    "assignment": 6,
    "criminal_facts": 18,
    "case_term": 7,
    "notice": 10,
    "approval": 8,
    "follow_up": 7,
    "disclosure": 7,
    "drawn_in": 5,
    "payment": 6,
    "printed_copy": 14,
    "signature": 14,
    "attachment": 9,
}
