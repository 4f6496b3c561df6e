"""Storage of case files by the kind of case: start page, list, act and destruction say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediadesk.domain.commands_personal import DestroyCases
from mediadesk.domain.model import User
from mediadesk.domain.powers import years_later
from mediadesk.domain.reference import Reference
from mediadesk.domain.retention import RecordKind
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import CaseId, Outcome, UserId
from mediadesk.errors import Code, InputProblem, NeedsConfirmation
from mediadesk.usecases import questions
from mediadesk.usecases.desk import Desk
from tests.desks import SetClock, appeal, close, do, in_mediation, signed


def ended(desk: Desk, case_id: CaseId, outcome: Outcome, *codes: str) -> date:
    close(desk, case_id, outcome, acknowledged=codes)
    until = desk.case_file(case_id).case.ended_on
    assert until is not None
    return until


def said(desk: Desk) -> list[str]:
    return [row.detail for row in desk.start_page().waiting if row.kind is DueKind.STORAGE_OVER]


@pytest.fixture
def three(desk: Desk) -> dict[str, CaseId]:
    """Give an appeal, a mediation and an agreement, all ended today."""
    found = {"appeal": appeal(desk), "mediation": in_mediation(desk), "agreement": signed(desk)}
    ended(desk, found["appeal"], Outcome.CONSULTATION)
    ended(desk, found["mediation"], Outcome.REFUSAL)
    ended(desk, found["agreement"], Outcome.AGREEMENT, "end_not_signing_day")
    return found


def last_day(desk: Desk, case_id: CaseId, years: int) -> date:
    file = desk.case_file(case_id)
    days = [each.due_on for each in file.signed_obligations if each.due_on]
    assert file.case.ended_on is not None
    return years_later(max([file.case.ended_on, *days]), years)


def test_each_kind_has_its_own_term(desk: Desk, clock: SetClock, three: dict[str, CaseId]) -> None:
    over = {
        "appeal": last_day(desk, three["appeal"], 3),
        "mediation": last_day(desk, three["mediation"], 5),
        "agreement": last_day(desk, three["agreement"], 5),
    }
    assert over["agreement"] > over["mediation"] > over["appeal"]
    seen: list[CaseId] = []
    for kind in ("appeal", "mediation", "agreement"):
        clock.day = over[kind]
        assert [each.id for each in desk.storage_over()] == seen
        assert said(desk) == ([str(len(seen))] if seen else [])
        early = desk.destruction_act([three[kind]])
        assert {each.code for each in early.findings} == {"doc_kept_longer"}
        command = DestroyCases(case_ids=(three[kind],), reason="Срок")
        with pytest.raises(NeedsConfirmation):
            do(desk, command)
        clock.day = over[kind] + timedelta(days=1)
        seen.append(three[kind])
        newest = desk.storage_over()[-1]
        assert (newest.id, newest.keep_until) == (three[kind], over[kind])
        keep = next(each for each in desk.retention().keeps if each.code == kind)
        assert newest.why == keep.words
        assert desk.destruction_act([three[kind]]).findings == ()
        assert said(desk) == [str(len(seen))]
    assert do(desk, command).id
    assert [each.id for each in desk.storage_over()] == seen[:-1]


def test_only_who_may_destroy_is_told_and_the_many_are_not_counted_out(
    desk: Desk, clock: SetClock, three: dict[str, CaseId], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.day = date(2040, 1, 1)
    monkeypatch.setattr(questions, "_MOST_STORED", 2)
    assert said(desk) == ["2+"]
    desk.user = User(id=UserId(7), login="Кто-то", role="secretary")
    assert said(desk) == []
    assert three


def test_a_row_of_the_centre_counts_for_its_kinds_and_from_its_day(
    desk: Desk, clock: SetClock, three: dict[str, CaseId]
) -> None:
    own = desk.centre / "custom" / "law" / "keeping.toml"
    own.parent.mkdir(parents=True)
    row = '[[keep]]\ncode = "{}"\nru = "{}"\nkk = "{}"\nyears = {}\n'
    own.write_text(
        row.format("family", "а", "а", 1)
        + 'kinds = ["family", "civil"]\ncontract = false\nsince = "2026-01-01"\n'
        + row.format("late", "б", "б", 2) + 'since = "2030-01-01"\n'
        + row.format("all", "в", "в", 10), "utf-8",
    )  # fmt: skip
    kind = desk.case_file(three["appeal"]).case.kind
    clock.day = date(2027, 11, 22)
    expected = [three["appeal"]] if kind in ("civil", "family") else []
    assert [each.id for each in desk.storage_over()] == expected
    clock.day = date(2036, 11, 22)
    assert len(desk.storage_over()) == 3


def test_terms_are_changed_in_the_settings_and_no_senseless_ones_are_taken(desk: Desk) -> None:
    data = desk.reference("law/keeping.toml")
    block = next(each for each in data.blocks if each.name == "record")

    def with_first(**facts: object) -> Reference:
        rows = ({**block.rows[0], **facts}, *block.rows[1:])
        changed = (replace(b, rows=rows) if b.name == "record" else b for b in data.blocks)
        return replace(data, blocks=tuple(changed))

    for facts in ({"code": "calls"}, {"years": 0}):
        with pytest.raises(InputProblem) as caught:
            desk.save_reference("law/keeping.toml", with_first(**facts))
        assert caught.value.code is Code.REFERENCE_BAD
    desk.save_reference("law/keeping.toml", with_first(years=9)).result()
    assert desk.retention().records[RecordKind.BREACH].years == 9
