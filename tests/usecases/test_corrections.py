"""A correction of any record of a case goes to its office and is applied there as by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.commands_remarks import AnswerRemark, SaveRemark, TakeInRemarks
from mediadesk.domain.model import (
    AgreementClause,
    Invitation,
    Notice,
    Payment,
    ReceivedPackage,
    Session,
)
from mediadesk.domain.packages import MergeChoices
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.remark_records import Remark, RemarkKind, RemarkState
from mediadesk.domain.remark_targets import Held, address, held, records_of
from mediadesk.domain.remarks import stored_form
from mediadesk.domain.schedule import Part
from mediadesk.domain.types import CaseId, Outcome, Tiyn, Uid
from mediadesk.errors import Code, InputProblem, NeedsConfirmation, RuleBroken, WorldTrouble
from mediadesk.export import package_box
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.remark_words import RemarkWords
from tests.desks import TODAY, appeal, close, do, drafted, full, in_mediation, opened
from tests.offices import office_desk

OTHER = "07" * 16


def record(desk: Desk, case_id: CaseId, table: str, nth: int = 0) -> Held:
    """Give the nth record of a kind of a case."""
    return [each for each in records_of(desk.case_file(case_id)) if each.table == table][nth]


def received(
    desk: Desk, case_id: CaseId, table: str, name: str, wanted: str, nth: int = 0
) -> Remark:
    """Take in a correction that a coordinator wrote on a record of an own case."""
    found = record(desk, case_id, table, nth)
    number = len(desk.remarks()) + 1
    made = Remark(
        uid=Uid(bytes([9] * 15 + [number])),
        office_uid=OTHER,
        is_ours=False,
        case_uid=desk.case_file(case_id).case.uid.hex(),
        kind=RemarkKind.CORRECTION,
        field=address(table, found.uid, name),
        was=stored_form(getattr(found.record, name)),
        wanted=wanted,
        text="Так в журнале",
        state=RemarkState.WAITING,
    )
    package = ReceivedPackage(package_uid=f"{number:032x}", office_uid=OTHER, number=number)
    do(desk, TakeInRemarks(package=package, rows=(made,)))
    return desk.remarks()[0]


def apply(desk: Desk, remark: Remark, *codes: str) -> Any:
    """Apply a correction, whatever was done to it before."""
    stored = next(each for each in desk.remarks() if each.id == remark.id)
    cmd = AnswerRemark(
        remark_id=stored.id, rev=stored.rev, state=RemarkState.APPLIED, acknowledged=codes
    )
    return do(desk, cmd)


def now(desk: Desk, remark: Remark) -> str:
    """Give the stored form of what stands where a correction points."""
    found = held(desk.case_file(CaseId(desk.case_of_remark(remark))), remark.field)
    assert found is not None
    return stored_form(getattr(found.record, remark.field.rsplit(":", 1)[-1]))


def state(desk: Desk, remark: Remark) -> RemarkState:
    """Tell where a remark stands."""
    return next(each.state for each in desk.remarks() if each.id == remark.id)


def rich(desk: Desk) -> CaseId:
    """Make a running case with a draft and some of everything."""
    case_id = drafted(desk)
    file = desk.case_file(case_id)
    assert file.agreement is not None
    clause = AgreementClause(text_ru="Стороны молчат", text_kk="Тараптар үндемейді")
    draft = c.SaveAgreement(
        agreement=file.agreement, obligations=file.obligations, clauses=(clause,)
    )
    do(desk, draft)
    records = (
        Payment(case_id=case_id, paid_on=TODAY, amount_tiyn=Tiyn(100)),
        Invitation(case_id=case_id, sent_on=TODAY, party_id=file.parties[1].party.id),
        Notice(case_id=case_id, sent_on=TODAY, addressee="Суд"),
    )
    do(desk, c.RecordSession(session=Session(case_id=case_id, held_on=date(2026, 11, 9))))
    for each in records:
        do(desk, c.SaveRecord(record=each))
    return case_id


CORRECTIONS = (
    ("cases", "journal_number", "А-15"),
    ("party", "status", "claimant"),
    ("party", "representative_name", "Петров Пётр"),
    ("person", "name_ru", "Касымов Ерлан"),
    ("person", "born_on", "1985-03-01"),
    ("contract", "place_ru", "Алматы"),
    ("session", "minutes", "95"),
    ("session", "starts_at", "09:30"),
    ("agreement", "terms_ru", "Первая строка\nВторая строка"),
    ("obligation", "what_ru", "Вернуть долг"),
    ("obligation", "amount_tiyn", "5000000"),
    ("agreement_clause", "text_ru", "Стороны не разглашают"),
    ("payment", "amount_tiyn", "250000"),
    ("payment", "is_return", "1"),
    ("invitation", "proof", "Письмо № 4"),
    ("notice", "number", "17"),
)


def test_a_correction_of_any_record_is_applied_and_undone(desk: Desk) -> None:
    case_id = rich(desk)
    for table, name, wanted in CORRECTIONS:
        fix = received(desk, case_id, table, name, wanted)
        done = apply(desk, fix)
        assert (now(desk, fix), state(desk, fix)) == (wanted, RemarkState.APPLIED), name
        assert done.message == "The correction is applied to case %(number)s"
        desk.undo().result()
        assert (now(desk, fix), state(desk, fix)) == (fix.was, RemarkState.WAITING), name
        apply(desk, fix)
        assert now(desk, fix) == wanted, name


def test_an_organisation_is_corrected_too(desk: Desk) -> None:
    from mediadesk.domain.model import Case
    from tests.desks import body_entry, entry

    both = (entry(), body_entry())
    made = do(desk, c.RegisterAppeal(case=Case(received_on=date(2026, 11, 2)), parties=both))
    fix = received(desk, CaseId(made.id), "organisation", "head_name", "Иванова Анна")
    side = received(desk, CaseId(made.id), "party", "status", "defendant", nth=1)
    apply(desk, fix)
    apply(desk, side)
    assert (now(desk, fix), now(desk, side)) == ("Иванова Анна", "defendant")
    wrong = replace(fix, field=fix.field.replace("organisation", "person").replace("head_", ""))
    assert held(desk.case_file(CaseId(made.id)), wrong.field.replace(":name", ":iin")) is None


def test_what_the_law_warns_of_is_confirmed_first(desk: Desk) -> None:
    fix = received(desk, in_mediation(desk), "contract", "concluded_on", "2026-12-30")
    with pytest.raises(NeedsConfirmation) as told:
        apply(desk, fix)
    assert (now(desk, fix), state(desk, fix)) == (fix.was, RemarkState.WAITING)
    apply(desk, fix, *(each.code for each in told.value.findings))
    assert now(desk, fix) == fix.wanted


def test_performance_is_recorded_but_that_of_a_divided_obligation_by_its_parts(desk: Desk) -> None:
    case_id = full(desk)
    fix = received(desk, case_id, "obligation", "performance", "performed")
    apply(desk, fix)
    assert now(desk, fix) == "performed"
    desk.undo().result()
    (duty,) = desk.case_file(case_id).signed_obligations
    days = (date(2026, 12, 1), date(2026, 12, 20))
    half = tuple(Part(n, day, Tiyn(50_000_00)) for n, day in enumerate(days, 1))
    do(desk, c.DivideObligation(obligation_id=duty.id, obligation_rev=duty.rev, parts=half))
    with pytest.raises(RuleBroken) as told:
        apply(desk, fix)
    assert told.value.code is Code.REMARK_BY_HAND
    part = received(desk, case_id, "instalment", "performance", "performed", nth=1)
    apply(desk, part)
    assert (now(desk, part), now(desk, fix)) == ("performed", "pending")


@pytest.mark.parametrize(
    ("table", "name", "wanted"),
    [("obligation", "performed_on", "2026-11-10"), ("agreement", "terms_ru", "Иные условия")],
)
def test_what_the_record_would_not_hold_is_not_called_applied(
    desk: Desk, table: str, name: str, wanted: str
) -> None:
    """A day of what nobody performed; a text of what was signed."""
    fix = received(desk, full(desk), table, name, wanted)
    with pytest.raises(RuleBroken) as told:
        apply(desk, fix)
    assert told.value.code is Code.REMARK_BY_HAND
    assert (now(desk, fix), state(desk, fix)) == ("", RemarkState.WAITING)


def test_how_a_case_ended_is_corrected_by_closing_it_otherwise(desk: Desk) -> None:
    case_id = in_mediation(desk)
    close(desk, case_id, Outcome.REFUSAL, note="Отказ ответчика")
    fix = received(desk, case_id, "cases", "end_note", "Отказ истца, письмо от 15.11.2026")
    try:
        apply(desk, fix)
    except NeedsConfirmation as asked:
        apply(desk, fix, *(each.code for each in asked.findings))
    case = desk.case_file(case_id).case
    assert (case.outcome, case.end_note, case.state.value) == (
        Outcome.REFUSAL,
        fix.wanted,
        "closed",
    )
    desk.undo().result()
    assert desk.case_file(case_id).case.end_note == "Отказ ответчика"


@pytest.mark.parametrize("make", [opened, full])
def test_a_running_case_and_a_signed_one_are_not_ended_by_a_correction(
    desk: Desk, make: Callable[[Desk], CaseId]
) -> None:
    fix = received(desk, make(desk), "cases", "outcome", "refusal")
    with pytest.raises(RuleBroken) as told:
        apply(desk, fix)
    assert told.value.code is Code.REMARK_BY_HAND


def test_a_record_that_went_since_is_not_corrected(desk: Desk) -> None:
    case_id = rich(desk)
    fix = received(desk, case_id, "payment", "note", "Возврат")
    assert RemarkWords(desk, desk.translator("ru")).note(fix) == ""
    do(desk, c.RemoveRecord(record=record(desk, case_id, "payment").record))
    assert "записи здесь нет" in RemarkWords(desk, desk.translator("ru")).note(fix)
    with pytest.raises(InputProblem) as told:
        apply(desk, fix)
    assert told.value.code is Code.NOT_FOUND


def test_a_record_of_another_case_is_none_of_this_one(desk: Desk) -> None:
    case_id = rich(desk)
    uid = desk.case_file(appeal(desk)).case.uid.hex()
    fix = received(desk, case_id, "payment", "note", "Возврат")

    def moved(unit: Any) -> None:
        unit.save(replace(fix, case_uid=uid))

    desk.store.submit(moved, command="Test", params={}, undoable=False).result()
    with pytest.raises(InputProblem) as told:
        apply(desk, fix)
    assert told.value.code is Code.NOT_FOUND


def test_an_equal_value_is_applied_without_a_change(desk: Desk) -> None:
    case_id = rich(desk)
    fix = received(desk, case_id, "payment", "note", "Возврат")
    payment = record(desk, case_id, "payment").record
    do(desk, c.SaveRecord(record=replace(payment, note="Возврат")))
    apply(desk, fix)
    after = record(desk, case_id, "payment").record
    assert (after.note, after.rev) == ("Возврат", payment.rev + 1)


def test_words_name_the_record_the_values_and_what_changed_since(desk: Desk) -> None:
    case_id = rich(desk)
    fix = received(desk, case_id, "payment", "amount_tiyn", "250000")
    line = RemarkWords(desk, desk.translator("ru")).line(fix).replace("\u00a0", " ")
    assert line == f"Оплата – {TODAY:%d.%m.%Y} · Сумма: 1 ₸ → 2 500 ₸"
    payment = record(desk, case_id, "payment").record
    do(desk, c.SaveRecord(record=replace(payment, amount_tiyn=Tiyn(300))))
    fresh = RemarkWords(desk, desk.translator("ru"))
    assert "3\u00a0₸" in fresh.note(fix)
    question = Remark(text="Почему?", state=RemarkState.WAITING)
    assert (fresh.line(question), fresh.note(question)) == ("Почему?", "")
    assert fresh.note(replace(fix, state=RemarkState.APPLIED)) == ""
    strange = replace(fix, field="future:1:x", was="", wanted="2")
    assert fresh.line(strange) == "future:1:x: – → 2"
    assert "записи здесь нет" in fresh.note(strange)
    elsewhere = RemarkWords(desk, desk.translator("ru")).line(replace(fix, case_uid="ee" * 16))
    assert elsewhere.startswith("Оплата · Сумма")


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("claim_cents", "12345", "123,45"),
        ("rate_e4", "4801500", "480,15"),
        ("topic", "", "–"),
        ("topic", "no-such-topic", "no-such-topic"),
        ("kind", "family", "Семейный"),
        ("claim_tiyn", "", "–"),
        ("session:" + "00" * 16 + ":starts_at", "09:30", "09:30"),
        ("party:" + "00" * 16 + ":may_settle", "1", "Да"),
        ("kind", "no-such-kind", "no-such-kind"),
    ],
)
def test_values_are_shown_as_people_read_them(
    desk: Desk, field: str, text: str, shown: str
) -> None:
    assert RemarkWords(desk, desk.translator("ru")).value(field, text) == shown


def test_long_texts_are_cut_where_they_name_a_record(desk: Desk) -> None:
    case_id = drafted(desk)
    file = desk.case_file(case_id)
    duty = replace(file.obligations[0], what_ru="долг " * 40)
    found = held(replace(file, all_obligations=(duty,)), address("obligation", duty.uid, "what_ru"))
    assert found is not None
    assert len(RemarkWords(desk, desk.translator("ru")).record(found)) < 100


class Sides:
    """An office and the coordinator who merged its case; packages go by keys, not passphrases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office, self.centre = office_desk(folder / "o", 1), office_desk(folder / "c", 2)
        self.office.know_office(self.centre.office_card()).result()
        self.centre.know_office(self.office.office_card()).result()
        rich(self.office)
        self.send()

    def send(self) -> None:
        """Let the coordinator merge what changed at the office."""
        path = self.folder / f"p{len(list(self.folder.glob('p*')))}.mdpack"
        self.office.make_package(path, receivers=self.office.known_offices())
        self.centre.merge_packages(self.centre.preview_packages([path]), MergeChoices()).result()

    @property
    def there(self) -> CaseId:
        """The case at the coordinator's."""
        return self.centre.cases(CaseQuery(), 0, 9)[0].id

    def write(self, table: str, name: str, wanted: str) -> Remark:
        """Let the coordinator write a correction."""
        found = record(self.centre, self.there, table)
        remark = Remark(
            case_uid=self.centre.case_file(self.there).case.uid.hex(),
            kind=RemarkKind.CORRECTION,
            field=address(table, found.uid, name),
            wanted=wanted,
        )
        do(self.centre, SaveRemark(remark=remark))
        return self.centre.remarks()[0]

    def carry(self) -> Path:
        """Send what was written to the office, which takes it in."""
        path = self.folder / f"reply{len(list(self.folder.glob('reply*')))}.mdpack"
        self.centre.make_reply(self.centre.known_offices()[0], path)
        self.office.take_in_reply(self.office.preview_reply(path)).result()
        return path


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[Sides]:
    made = Sides(tmp_path)
    yield made
    made.office.close()
    made.centre.close()


def test_corrections_go_there_and_their_decisions_back(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier program reads the replies it understands and refuses the others by name."""
    assert sides.write("cases", "source", "court").was == "self"
    plain = sides.carry()
    assert sides.office.inspect_package(plain).format == 2
    file = sides.centre.case_file(sides.there)
    person = file.parties[0].person
    assert person is not None

    def joined(unit: Any) -> None:
        unit._conn.execute("UPDATE person SET uid = ? WHERE id = ?", (b"z" * 16, person.id))

    sides.centre.store.submit(joined, command="Test", params={}, undoable=False).result()
    written = sides.write("person", "phone", "+77010000001")
    assert written.field.split(":")[1] == file.parties[0].party.uid.hex(), "named by the party"
    newer = sides.carry()
    assert sides.office.inspect_package(newer).format == 3
    fix = next(each for each in sides.office.remarks() if each.uid == written.uid)
    apply(sides.office, fix)
    assert now(sides.office, fix) == "+77010000001"
    sides.send()
    states = {each.field: each.state for each in sides.centre.remarks()}
    assert states == {written.field: RemarkState.APPLIED, "source": RemarkState.SENT}
    monkeypatch.setattr(package_box, "FORMAT", 2)
    assert sides.office.preview_reply(plain).new == 0
    with pytest.raises(WorldTrouble) as told:
        sides.office.preview_reply(newer)
    assert told.value.code is Code.PACKAGE_NEWER


def test_cases_of_others_are_found_by_number(sides: Sides) -> None:
    uid = sides.office.office_card().office_uid
    assert sides.centre.foreign_cases("2026/0001") == (sides.there,)
    assert sides.centre.foreign_cases("2026/1", uid) == (sides.there,)
    assert sides.centre.foreign_cases("2026/1", "00" * 16) == ()
    for number in ("", "x", "2026", "2026/99"):
        assert sides.centre.foreign_cases(number) == ()
    assert sides.office.foreign_cases("2026/1") == (), "own cases are changed, not asked about"
