"""The law on personal data at the desk: consents, requests with terms, blocking, answers, notices."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.db.reads_stat import stat_rows
from mediadesk.domain import commands as c
from mediadesk.domain.commands_personal import BlockPerson, LiftBlock
from mediadesk.domain.model import Breach, Consent, PersonBlock, PersonRequest
from mediadesk.domain.personal_data import Decision, RequestKind
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, Conflict, InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, SetClock, appeal, do, full
from tests.personas import ABDRAKHMANOVA, QASYMOV


def first_person(desk: Desk, case_id: int) -> int:
    found = desk.case_file(case_id).parties[0].person
    assert found is not None
    return found.id


def consent(person_id: int, **facts: object) -> Consent:
    made = Consent(
        person_id=person_id,
        given_on=date(2026, 11, 2),
        categories="name,identifier",
        purposes="mediation",
    )
    return replace(made, **facts)


def test_art_8_a_consent_has_a_term_and_a_scope(desk: Desk) -> None:
    person = first_person(desk, appeal(desk))
    standing = {each.id: each for each in desk.persons_standing()}
    assert not standing[person].consent.is_given
    do(desk, c.SaveRecord(record=consent(person, until=date(2026, 12, 1))))
    (mine,) = (each for each in desk.persons_standing() if each.id == person)
    assert (mine.consent.is_given, mine.consent.is_soon) == (True, True)
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=consent(person, categories="no such")))
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=consent(person, until=date(2026, 11, 1))))


def test_art_8_2_a_withdrawn_consent_holds_no_more(desk: Desk, tmp_path: Path) -> None:
    person = first_person(desk, appeal(desk))
    saved = do(desk, c.SaveRecord(record=consent(person)))
    with pytest.raises(InputProblem):
        desk.write_withdrawal(saved.id, tmp_path / "w.pdf")
    (stored,) = desk.consents_of(person)
    do(desk, c.SaveRecord(record=replace(stored, withdrawn_on=TODAY, withdrawal="Заявление")))
    (mine,) = (each for each in desk.persons_standing() if each.id == person)
    assert not mine.consent.is_given
    desk.write_withdrawal(saved.id, tmp_path / "w.pdf")
    assert (tmp_path / "w.pdf").read_bytes().startswith(b"%PDF")


def test_art_25_a_request_has_a_term_in_working_days(desk: Desk, clock: SetClock) -> None:
    person = first_person(desk, appeal(desk))
    request = PersonRequest(person_id=person, received_on=date(2026, 11, 20), what="Что есть?")
    do(desk, c.SaveRecord(record=request))
    (stored,) = desk.requests_of()
    assert stored.due_on == date(2026, 11, 25)
    blocked = replace(request, kind=RequestKind.BLOCKING)
    do(desk, c.SaveRecord(record=blocked))
    assert min(each.due_on for each in desk.requests_of(person)) == date(2026, 11, 23)
    with pytest.raises(InputProblem):
        do(desk, c.SaveRecord(record=replace(stored, decision=Decision.REFUSED)))
    done = replace(stored, decision=Decision.GRANTED, answer="Выдано")
    do(desk, c.SaveRecord(record=done))
    assert desk.requests_of()[-1].answered_on == clock.today()
    again = replace(desk.requests_of()[-1], decision=Decision.WAITING)
    do(desk, c.SaveRecord(record=again))
    assert all(each.answered_on is None for each in desk.requests_of())


def test_the_answer_holds_all_of_the_person_and_nothing_of_others(
    desk: Desk, tmp_path: Path
) -> None:
    case_id = full(desk)
    person = first_person(desk, case_id)
    do(desk, c.SaveRecord(record=consent(person)))
    do(desk, c.SaveRecord(record=PersonRequest(person_id=person, received_on=TODAY)))
    pdf, data = desk.write_person_file(person, tmp_path / "answer.pdf", Languages.BOTH)
    assert pdf.read_bytes().startswith(b"%PDF")
    text = data.read_text(encoding="utf-8")
    assert QASYMOV.full_name in text
    assert QASYMOV.iin in text
    assert ABDRAKHMANOVA.full_name not in text
    titles = [each["title"]["ru"] for each in json.loads(text)["sections"]]
    assert len(titles) == 4
    if hasattr(data.stat(), "st_uid"):
        assert data.stat().st_mode & 0o077 == 0
        assert pdf.stat().st_mode & 0o077 == 0


def test_a_blocked_person_is_shown_and_used_nowhere(desk: Desk, tmp_path: Path) -> None:
    case_id = full(desk)
    person = first_person(desk, case_id)
    with desk.store.reader() as reader:
        figures = reader.apart(
            lambda conn: list(stat_rows(conn, date(2026, 1, 1), date(2026, 12, 31), ""))
        )
    block = PersonBlock(person_id=person, blocked_on=TODAY, reason="Заявление")
    made = do(desk, BlockPerson(block=block))
    name = QASYMOV.full_name
    assert made.due_on == date(2026, 11, 25)
    assert desk.search(name.split()[0]) == ()
    assert desk.search(QASYMOV.iin) == ()
    for told in (desk.all_cases(), desk.people(), desk.case_file(case_id)):
        assert QASYMOV.iin not in repr(told)
    assert name not in repr(desk.all_cases())
    assert name not in repr(desk.people())
    assert name not in repr(desk.case_file(case_id))
    assert name not in repr(desk.case_history(case_id))
    for work in (
        lambda: desk.document(case_id, DocumentKind.COVER),
        lambda: desk.write_case_file(case_id, tmp_path / "file.pdf"),
    ):
        with pytest.raises(RuleBroken) as caught:
            work()
        assert caught.value.code is Code.PERSON_BLOCKED
    with pytest.raises(RuleBroken):
        do(desk, BlockPerson(block=block))
    shown = desk.person_of_data(person)
    with pytest.raises(RuleBroken):
        do(desk, c.SavePerson(person=replace(shown, phone="+7 700 000 00 00")))
    with desk.store.reader() as reader:
        assert (
            reader.apart(
                lambda conn: list(stat_rows(conn, date(2026, 1, 1), date(2026, 12, 31), ""))
            )
            == figures
        )
    assert desk.person_file(person).person.name_ru == name
    assert desk.check() == ()
    (stored,) = desk.blocks_of()
    do(desk, LiftBlock(block_id=stored.id, rev=stored.rev))
    assert desk.person_of_data(person).name_ru == name
    assert desk.search(QASYMOV.iin)
    assert desk.check() == ()
    with pytest.raises(Conflict):
        do(desk, LiftBlock(block_id=stored.id, rev=stored.rev))
    (lifted,) = desk.blocks_of(person)
    with pytest.raises(Conflict):
        do(desk, LiftBlock(block_id=lifted.id, rev=lifted.rev))


def test_a_breach_has_a_term_and_two_notices(desk: Desk, tmp_path: Path) -> None:
    breach = Breach(
        found_on=date(2026, 11, 20),
        what="Украден ноутбук",
        categories="name,contacts",
        people=3,
        measures="Ключ сменён",
    )
    made = do(desk, c.SaveRecord(record=breach))
    (stored,) = desk.breaches()
    assert stored.due_on == date(2026, 11, 23)
    desk.write_breach_notice(made.id, tmp_path / "body.pdf")
    desk.write_breach_notice(made.id, tmp_path / "person.pdf", Languages.KK, to_person=True)
    assert len({path.read_bytes() for path in tmp_path.glob("*.pdf")}) == 2


def test_the_list_of_data_is_printed(desk: Desk, tmp_path: Path) -> None:
    for languages in (Languages.RU, Languages.KK, Languages.BOTH):
        desk.write_data_list(tmp_path / f"{languages}.pdf", languages)
    assert len(list(tmp_path.glob("*.pdf"))) == 3


def test_art_8_the_paper_of_a_consent_is_printed_from_the_record(desk: Desk) -> None:
    case_id = appeal(desk)
    row = desk.case_file(case_id).parties[0]
    person = first_person(desk, case_id)
    usual = desk.document(case_id, DocumentKind.CONSENT, Languages.RU, about=row.party.id)
    assert "doc_consent_none" in {each.code for each in usual.findings}
    do(desk, c.SaveRecord(record=consent(person, until=date(2027, 5, 31))))
    printed = desk.document(case_id, DocumentKind.CONSENT, Languages.RU, about=row.party.id)
    assert printed.pdf != usual.pdf
    told = {each.code for each in printed.findings}
    assert "doc_consent_none" not in told
    assert "doc_consent_scope" in told
    assert '"until": "2027-05-31"' in printed.facts


def test_art_8_2_the_answer_is_of_the_newest_withdrawal(desk: Desk) -> None:
    person = first_person(desk, appeal(desk))
    with pytest.raises(InputProblem):
        desk.withdrawn_consent(person)
    for day in (3, 9):
        do(desk, c.SaveRecord(record=consent(person, withdrawn_on=date(2026, 11, day))))
    newest = max(desk.consents_of(person), key=lambda each: each.withdrawn_on or TODAY)
    assert desk.withdrawn_consent(person) == newest.id
    (mine,) = (each for each in desk.persons_standing() if each.id == person)
    assert mine.withdrawn == newest.id
    do(desk, c.SaveRecord(record=consent(person)))
    (mine,) = (each for each in desk.persons_standing() if each.id == person)
    assert mine.withdrawn == 0


def test_consents_and_requests_go_with_a_joined_person_and_come_back(desk: Desk) -> None:
    first, second = appeal(desk), appeal(desk)
    kept, gone = (desk.case_file(each).parties[0].person for each in (first, second))
    assert kept is not None
    assert gone is not None
    do(desk, c.SaveRecord(record=consent(gone.id)))
    do(desk, c.SaveRecord(record=PersonRequest(person_id=gone.id, received_on=TODAY)))
    do(desk, c.JoinPeople(record=kept, drop=gone))
    entry = desk.journal(1)[0].seq
    assert len(desk.consents_of(kept.id)) == 1
    assert len(desk.requests_of(kept.id)) == 1
    assert desk.check() == ()
    do(desk, c.SplitPeople(seq=entry))
    assert desk.consents_of(kept.id) == ()
    assert len(desk.consents_of(first_person(desk, second))) == 1


def test_art_12_consents_go_with_a_party_that_is_taken_out(desk: Desk) -> None:
    case_id = appeal(desk)
    person, party = first_person(desk, case_id), desk.case_file(case_id).parties[0].party
    do(desk, c.SaveRecord(record=consent(person)))
    do(desk, c.RemoveParty(party_id=party.id))
    assert desk.consents_of(person) == ()
    desk.undo().result()
    assert len(desk.consents_of(person)) == 1
    do(desk, c.SaveRecord(record=PersonRequest(person_id=person, received_on=TODAY)))
    with pytest.raises(Conflict) as caught:
        do(desk, c.RemoveParty(party_id=party.id))
    assert caught.value.code is Code.IN_USE
    assert desk.check() == ()
