"""An obligation in parts: divided in the draft, printed as a schedule, judged before printing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.document_facts import facts_of
from mediadesk.domain.document_rules_schedule import SCHEDULE_TEXTS, check_schedule
from mediadesk.domain.facts_schedule import InstalmentFacts
from mediadesk.domain.model import Instalment
from mediadesk.domain.schedule import Every
from mediadesk.domain.types import (
    CaseId,
    DocumentKind,
    Languages,
    ObligationKind,
    Outcome,
    Performance,
    Tiyn,
)
from mediadesk.errors import Code, RuleBroken
from mediadesk.export import paper_packs, papers
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, close, do, drafted

AGREEMENT = DocumentKind.AGREEMENT
FIRST = date(2026, 12, 1)


def divided(desk: Desk, case_id: CaseId, count: int = 3) -> tuple[Instalment, ...]:
    duty = desk.case_file(case_id).obligations[0]
    parts = desk.divided(duty, count, FIRST, Every.WEEK, 0, duty.amount_tiyn)
    do(
        desk,
        c.DivideObligation(
            obligation_id=duty.id,
            obligation_rev=duty.rev,
            parts=parts,
            acknowledged=("part_too_late", "part_too_early"),
        ),
    )
    return desk.case_file(case_id).all(Instalment)


def test_the_draft_is_divided_and_the_schedule_is_printed_in_both_columns(desk: Desk) -> None:
    case_id = drafted(desk)
    parts = divided(desk, case_id)
    facts = facts_of(desk.case_file(case_id), AGREEMENT, term=None, today=TODAY)
    template = paper_packs.load(paper_packs.latest(AGREEMENT))
    made = papers.build(facts, template, Languages.BOTH)
    blocks = {block.id: block for block in made.blocks}
    grid = blocks["schedule"].grid
    assert grid is not None
    rows = [["".join(s.text for s in cell["ru"]) for cell in row] for row in grid.rows]
    clause = blocks["obligation"].number.rstrip(".")
    assert [row[:2] for row in rows] == [[clause, str(n)] for n in (1, 2, 3)]
    assert rows[0][2] == "1 декабря 2026 года".replace(" ", "\u00a0")
    kazakh = "".join(s.text for s in grid.rows[0][2]["kk"])
    assert "желтоқсан" in kazakh
    assert [c.title.kk for c in grid.columns] == ["Тармақ", "№", "Соңғы күні", "Сомасы, теңге"]
    assert len(rows) == len(parts)
    assert not [place for place in made.missing if "instalment" in place]
    printed = desk.document(case_id, AGREEMENT, Languages.BOTH)
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "График исполнения по частям" in text
    assert "Бөліп орындау кестесі" in text


def test_the_schedule_is_seen_while_the_agreement_is_written(desk: Desk) -> None:
    case_id = drafted(desk)
    divided(desk, case_id)
    file = desk.case_file(case_id)
    assert file.agreement is not None
    live = desk.live_text(file, file.agreement, file.obligations, ())
    (row,) = (each for each in live.rows if each.id == "schedule")
    assert row.ru.count("\n") == row.kk.count("\n") == 2
    assert "декабря" in row.ru
    assert "желтоқсан" in row.kk


def test_an_agreement_without_parts_has_no_schedule(desk: Desk) -> None:
    case_id = drafted(desk)
    facts = facts_of(desk.case_file(case_id), AGREEMENT, term=None, today=TODAY)
    template = paper_packs.load(paper_packs.latest(AGREEMENT))
    made = papers.build(facts, template, Languages.BOTH)
    assert not {"schedule", "schedule_title"} & {block.id for block in made.blocks}


def test_the_linter_adds_the_parts_up_art_27(desk: Desk) -> None:
    case_id = drafted(desk)
    divided(desk, case_id)
    file = desk.case_file(case_id)
    assert file.agreement is not None
    duty = file.obligations[0]
    more = replace(duty, amount_tiyn=Tiyn((duty.amount_tiyn or 0) + 100))
    codes = tuple(f.code for f in desk.law.rules(TODAY).draft(file, file.agreement, (more,)))
    do(
        desk,
        c.SaveAgreement(
            agreement=file.agreement, obligations=(more, *file.obligations[1:]), acknowledged=codes
        ),
    )
    found = {f.code: f for f in desk.document(case_id, AGREEMENT).findings}
    assert found["doc_parts_sum"].place == "obligation.1.parts"
    assert found["doc_parts_sum"].severity.value == "blocks"
    assert len(desk.case_file(case_id).all(Instalment)) == 3


def part(day: date, amount: int | None = 50) -> InstalmentFacts:
    return InstalmentFacts(
        number=1, due_on=day, amount_tiyn=None if amount is None else Tiyn(amount)
    )


def test_what_is_wrong_with_a_schedule_is_told_art_27(desk: Desk) -> None:
    case_id = drafted(desk)
    facts = facts_of(desk.case_file(case_id), AGREEMENT, term=None, today=TODAY)
    assert facts.agreement is not None
    duty = replace(
        facts.agreement.obligations[0], amount_tiyn=Tiyn(100), due_on=date(2026, 12, 20),
        kind=ObligationKind.PAYMENT,
    )  # fmt: skip
    signed_on = date(2026, 11, 30)
    good = (part(FIRST), part(date(2026, 12, 20)))

    def told(parts: tuple[InstalmentFacts, ...], **more: object) -> set[str]:
        changed = replace(duty, parts=parts, **more)
        return {code for code, _place, _params in check_schedule(changed, signed_on)}

    assert told(()) == set()
    assert told(good) == set()
    assert told(good, amount_tiyn=None, due_on=None) == set()
    assert told((part(FIRST),)) == {"doc_parts_sum"}
    assert told((part(FIRST, None), part(FIRST, 100))) == {"doc_part_sum"}
    assert told((part(FIRST), part(date(2026, 12, 21)))) == {"doc_parts_late"}
    assert told((part(date(2026, 11, 29)), part(FIRST))) == {"doc_parts_early"}
    assert told((part(FIRST, None),), kind=ObligationKind.ACTION) == set()
    assert set(SCHEDULE_TEXTS) == {
        "doc_parts_sum", "doc_part_sum", "doc_parts_late", "doc_parts_early",
    }  # fmt: skip


def test_the_day_of_an_obligation_without_one_is_that_of_its_last_part(desk: Desk) -> None:
    case_id = drafted(desk)
    parts = divided(desk, case_id)
    file = desk.case_file(case_id)
    open_ = replace(file, obligations=(replace(file.obligations[0], due_on=None),))
    facts = facts_of(open_, AGREEMENT, term=None, today=TODAY)
    assert facts.agreement is not None
    assert facts.agreement.obligations[0].due_on == max(p.due_on for p in parts)
    bare = replace(open_, records={})
    facts = facts_of(bare, AGREEMENT, term=None, today=TODAY)
    assert facts.agreement is not None
    assert facts.agreement.obligations[0].due_on is None


def test_parts_of_a_draft_are_performed_only_after_the_signature(desk: Desk) -> None:
    case_id = drafted(desk)
    (first, *_rest) = divided(desk, case_id)
    with pytest.raises(RuleBroken) as caught:
        do(desk, c.SaveRecord(record=replace(first, performance=Performance.PERFORMED)))
    assert caught.value.code is Code.WRONG_STATE
    assert desk.case_file(case_id).obligations[0].performance is Performance.PENDING


def test_a_draft_of_a_closed_case_is_not_divided(desk: Desk) -> None:
    case_id = drafted(desk)
    close(desk, case_id, Outcome.REFUSAL)
    with pytest.raises(RuleBroken) as caught:
        divided(desk, case_id)
    assert caught.value.code is Code.WRONG_STATE
