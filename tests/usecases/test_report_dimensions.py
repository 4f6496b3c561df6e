"""What reports know of real cases: every dimension from the file, carried cases, recipients, rates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediadesk import assets
from mediadesk.domain import commands as c
from mediadesk.domain.codes import FundedBy, Kept, Means, NoticeKind
from mediadesk.domain.model import Case, DrawnIn, FollowUp, Notice
from mediadesk.domain.report_cross import cross_code
from mediadesk.domain.rows import StatRow
from mediadesk.domain.signing_records import SignatureRecord, SigningWay
from mediadesk.domain.statistics import DIMENSIONS
from mediadesk.domain.types import CaseId, DocumentKind, Tiyn, Way
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.desk import Desk
from tests.desks import SIGNED, TODAY, appeal, body_entry, close, do, entry, in_mediation, signed

NEXT_YEAR = "2027"


def row(desk: Desk, case_id: CaseId) -> StatRow:
    (found,) = [r for r in desk.report("summary", "2026").rows if r.id == case_id]
    return found


def codes(desk: Desk, case_id: CaseId) -> dict[str, str]:
    found = row(desk, case_id)
    return {name: read(found) for name, read in DIMENSIONS.items()}


def test_the_sides_and_the_way_come_from_the_file(desk: Desk) -> None:
    case_id = in_mediation(desk, way=Way.VIDEO, fee_tiyn=Tiyn(5_000_00))
    bodies = (entry(), body_entry())
    other = do(desk, c.RegisterAppeal(case=Case(received_on=TODAY), parties=bodies)).id
    alone = appeal(desk, parties=1)
    assert codes(desk, CaseId(other))["sides"] == "business_individual"
    assert codes(desk, alone)["sides"] == "unknown"
    found = codes(desk, case_id)
    assert found["sides"] == "individual_individual"
    assert found["way"] == "video"
    assert found["city"] == (desk.office().city_ru or "unknown")
    assert row(desk, case_id).fee_tiyn == 5_000_00
    assert (found["drawn_in"], found["child_report"], found["signing"]) == ("no", "no", "unknown")


def test_persons_drawn_in_and_reports_on_children_are_counted(desk: Desk) -> None:
    case_id = in_mediation(desk)
    for name in ("Ана Тілші", "Бақыт Маман"):
        do(desk, c.SaveRecord(record=DrawnIn(case_id=case_id, name=name)))
    day = desk.clock.today()
    do(desk, c.SaveRecord(record=Notice(
        case_id=case_id, kind=NoticeKind.CHILD_PROTECTION, addressee="Орган опеки", sent_on=day,
    )))  # fmt: skip
    found = row(desk, case_id)
    assert (found.drawn_in, found.is_reported) == (2, True)
    made = desk.report(cross_code("drawn_in", "child_report", "persons"), "2026", "ru")
    total = [r.cells for r in made.sheets[0].rows if r.cells and r.cells[0].is_total]
    assert total[0][-1].value == 2


@pytest.mark.parametrize(
    ("kept", "means", "code"),
    [
        (Kept.KEPT, None, "voluntary"),
        (Kept.KEPT, Means.WRIT, "writ"),
        (Kept.KEPT, Means.INSCRIPTION, "inscription"),
        (Kept.BROKEN, None, "not_performed"),
        (Kept.UNKNOWN, None, "unknown"),
    ],
)
def test_a_follow_up_tells_how_an_agreement_was_performed(
    desk: Desk, kept: Kept, means: Means | None, code: str
) -> None:
    case_id = signed(desk)
    do(desk, c.SaveRecord(record=FollowUp(
        case_id=case_id, due_on=SIGNED, done_on=desk.clock.today(), kept=kept, means=means,
    )))  # fmt: skip
    assert codes(desk, case_id)["performance"] == code


def test_the_form_of_signature_joins_contract_and_agreement(desk: Desk) -> None:
    case_id = signed(desk)
    for way, kind in (
        (SigningWay.PAPER, DocumentKind.CONTRACT),
        (SigningWay.EDS, DocumentKind.AGREEMENT),
    ):
        with_store(desk, SignatureRecord(case_id=case_id, way=way, kind=kind))
    assert codes(desk, case_id)["signing"] == "mixed"


def with_store(desk: Desk, record: SignatureRecord) -> None:
    desk.store.submit(
        lambda unit: unit.add(record), command="X", params={}, undoable=False
    ).result()


def test_cases_that_are_not_over_are_carried_into_the_next_year(desk: Desk) -> None:
    open_one = in_mediation(desk)
    close(desk, appeal(desk))
    made = desk.report("quarterly", NEXT_YEAR, "ru")
    (sheet,) = [s for s in made.sheets if s.code == "carried"]
    assert len(sheet.body) == 1
    assert sheet.body[0][0] == row(desk, open_one).number
    assert made.rows == ()
    assert made.is_sound


def test_who_pays_is_a_dimension(desk: Desk) -> None:
    case_id = in_mediation(desk)
    file = desk.case_file(case_id)
    with_case(desk, replace(file.case, funded_by=FundedBy.GRANT))
    assert codes(desk, case_id)["funded_by"] == "grant"


def with_case(desk: Desk, case: object) -> None:
    desk.store.submit(lambda unit: unit.save(case), command="X", params={}, undoable=False).result()


def test_a_renamed_recipient_is_printed(desk: Desk) -> None:
    data = desk.reference("recipients.toml")
    (block,) = data.blocks
    rows = tuple(
        {**each, "name_ru": "Министерство диалога"} if each["code"] == "ministry" else each
        for each in block.rows
    )
    desk.save_reference(
        "recipients.toml", replace(data, blocks=(replace(block, rows=rows),))
    ).result()
    words = [x.value for r in desk.report("ministry", "2026", "ru").sheets[0].rows for x in r.cells]
    assert "Министерство диалога" in words


def test_a_rate_of_the_centre_is_used_and_stated(desk: Desk) -> None:
    in_mediation(desk)
    data = desk.reference("rates.toml")
    (block,) = data.blocks
    rows = (*block.rows, {"year": 2026, "rate": 500.0})
    desk.save_reference("rates.toml", replace(data, blocks=(replace(block, rows=rows),))).result()
    words = [x.value for r in desk.report("years", "2026", "ru").sheets[0].rows for x in r.cells]
    assert any("2026 – 500,00 ₸" in str(each) for each in words)


def test_a_copy_of_an_earlier_edition_of_the_words_still_makes_reports(desk: Desk) -> None:
    supplied = (assets.root("resources") / "indicators.toml").read_text(encoding="utf-8")
    own = [line for line in supplied.splitlines() if not line.startswith(("figures_", "month_"))]
    total = 'total = { ru = "Всего", kk = "Барлығы" }'
    folder = desk.centre / "custom"
    folder.mkdir()
    text = "\n".join(own).replace(total, total.replace("Всего", "ИТОГО"))
    (folder / "indicators.toml").write_text(text, encoding="utf-8")
    in_mediation(desk)
    made = desk.report("summary", "2026", "ru")
    words = [x.value for sheet in made.sheets for r in sheet.rows for x in r.cells]
    assert "ИТОГО" in words
    assert "Всего" not in words
    assert made.words["figures_sheet"] == "Расшифровка"
    assert any(str(each).endswith(" 2026") for each in words)


def test_a_table_of_nothing_known_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem) as caught:
        desk.report("cross.kind.kind.appeals", "2026")
    assert caught.value.code is Code.UNKNOWN_REPORT
    dimensions, indicators = desk.cross_choices("kk")
    assert ("kind", "Даудың түрі") in dimensions
    assert "growth" not in dict(indicators)
