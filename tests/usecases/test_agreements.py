"""The settlement agreement: draft, signature, performance, registered copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.model import Agreement
from mediadesk.domain.types import CaseId, DocumentKind, Languages, ObligationKind, Performance
from mediadesk.errors import Code, Conflict, InputProblem, NeedsConfirmation, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, contract, do, drafted, in_mediation, obligation, opened, signed


def codes(error: pytest.ExceptionInfo) -> set[str]:
    return {finding.code for finding in error.value.findings}


def sign(desk: Desk, case_id: int, **facts: object) -> c.SignAgreement:
    agreement = desk.case_file(case_id).agreement
    cmd = c.SignAgreement(
        case_id=case_id, agreement_rev=agreement.rev if agreement else 1, signed_on=TODAY
    )
    return replace(cmd, **facts)


def test_no_agreement_without_a_contract(desk: Desk) -> None:
    case_id = opened(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id)))
    assert error.value.code is Code.WRONG_STATE
    with pytest.raises(RuleBroken):
        do(desk, sign(desk, case_id))


def test_a_draft_keeps_its_obligations_in_order(desk: Desk) -> None:
    first, second = obligation(what_ru="раз"), obligation(what_ru="два", kind=ObligationKind.ACTION)
    case_id = drafted(desk, first, second)
    file = desk.case_file(case_id)
    assert [(o.ord, o.what_ru) for o in file.obligations] == [(1, "раз"), (2, "два")]
    turned = (file.obligations[1], replace(file.obligations[0], what_ru="новое"), obligation())
    do(desk, c.SaveAgreement(agreement=file.agreement, obligations=turned))
    after = desk.case_file(case_id).obligations
    assert [o.what_ru for o in after] == ["два", "новое", "Долг"]
    assert after[0].id == file.obligations[1].id
    do(desk, c.SaveAgreement(agreement=desk.case_file(case_id).agreement, obligations=()))
    assert desk.case_file(case_id).obligations == ()
    desk.undo().result()
    assert [o.what_ru for o in desk.case_file(case_id).obligations] == ["два", "новое", "Долг"]


def test_a_case_has_one_agreement(desk: Desk) -> None:
    case_id = drafted(desk)
    with pytest.raises(RuleBroken):
        do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id)))


def test_obligations_of_another_agreement_are_not_taken(desk: Desk) -> None:
    theirs = desk.case_file(drafted(desk)).obligations[0]
    case_id = in_mediation(desk)
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(theirs,)))
    assert error.value.code is Code.NOT_FOUND


def test_a_form_cannot_sign(desk: Desk) -> None:
    case_id = in_mediation(desk)
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id, is_signed=True)))
    assert not desk.case_file(case_id).agreement.is_signed


def test_negative_sums_are_refused(desk: Desk) -> None:
    case_id = in_mediation(desk)
    bad = obligation(amount_tiyn=-1)
    with pytest.raises(InputProblem) as error:
        do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(bad,)))
    assert error.value.field == "amount_tiyn"
    assert desk.case_file(case_id).agreement is None


def test_an_agreement_is_not_older_than_the_contract(desk: Desk) -> None:
    case_id = drafted(desk)
    with pytest.raises(RuleBroken) as error:
        do(desk, sign(desk, case_id, signed_on=date(2026, 11, 3)))
    assert codes(error) == {"agreement_before_contract"}
    draft = replace(desk.case_file(case_id).agreement, signed_on=date(2026, 11, 3))
    with pytest.raises(RuleBroken):
        do(desk, c.SaveAgreement(agreement=draft))


def test_what_an_agreement_lacks_is_asked(desk: Desk) -> None:
    case_id = drafted(desk, obligation(amount_tiyn=None, due_on=date(2026, 11, 5)))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, sign(desk, case_id))
    assert codes(error) == {"payment_without_sum", "obligation_too_early"}
    agreement = desk.case_file(case_id).agreement
    do(desk, c.SaveAgreement(agreement=agreement))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, sign(desk, case_id))
    assert codes(error) == {"agreement_empty"}
    assert "27(2)" in error.value.findings[0].source
    do(desk, c.SaveAgreement(agreement=replace(agreement, terms_ru="Мировая")))
    do(desk, sign(desk, case_id))
    assert desk.case_file(case_id).agreement.is_signed


def test_a_draft_points_at_early_obligations(desk: Desk) -> None:
    case_id = in_mediation(desk)
    early = obligation(due_on=date(2026, 11, 5))
    dated = Agreement(case_id=case_id, signed_on=date(2026, 11, 6))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, c.SaveAgreement(agreement=dated, obligations=(early,)))
    assert codes(error) == {"obligation_too_early"}


def test_an_agreement_after_the_term_warns(desk: Desk) -> None:
    case_id = in_mediation(desk, term_days=10)
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(obligation(),)))
    with pytest.raises(NeedsConfirmation) as error:
        do(desk, sign(desk, case_id))
    assert codes(error) == {"agreement_after_term"}
    assert error.value.findings[0].params == {"day": date(2026, 11, 16)}


def test_a_signature_is_not_undone_and_not_overwritten(desk: Desk) -> None:
    case_id = signed(desk)
    assert desk.undo_label() is None
    with pytest.raises(Conflict) as error:
        desk.undo()
    assert error.value.code is Code.NOTHING_TO_UNDO
    with pytest.raises(RuleBroken):
        do(desk, c.SaveAgreement(agreement=desk.case_file(case_id).agreement))
    seq = desk.journal()[0].seq
    with pytest.raises(Conflict):
        do(desk, c.Undo(seq=seq))
    with pytest.raises(RuleBroken):
        do(desk, sign(desk, case_id))


def test_an_old_draft_is_not_signed(desk: Desk) -> None:
    case_id = drafted(desk)
    with pytest.raises(Conflict) as error:
        do(desk, sign(desk, case_id, agreement_rev=7))
    assert error.value.code is Code.STALE


def test_performance(desk: Desk) -> None:
    case_id = signed(desk)
    row = desk.case_file(case_id).obligations[0]
    do(desk, c.RecordPerformance(obligation_id=row.id, performance=Performance.PERFORMED))
    done = desk.case_file(case_id).obligations[0]
    assert (done.performance, done.performed_on) == (Performance.PERFORMED, TODAY)
    do(
        desk,
        c.RecordPerformance(
            obligation_id=row.id, performance=Performance.NOT_PERFORMED, performed_on=TODAY
        ),
    )
    assert desk.case_file(case_id).obligations[0].performed_on is None
    desk.undo().result()
    desk.undo().result()
    assert desk.case_file(case_id).obligations[0].performance is Performance.PENDING


def test_performance_before_the_agreement_is_impossible(desk: Desk) -> None:
    case_id = signed(desk)
    row = desk.case_file(case_id).obligations[0]
    with pytest.raises(RuleBroken):
        do(
            desk,
            c.RecordPerformance(
                obligation_id=row.id,
                performance=Performance.PERFORMED,
                performed_on=date(2026, 11, 5),
            ),
        )


def test_a_draft_is_not_performed(desk: Desk) -> None:
    case_id = drafted(desk)
    row = desk.case_file(case_id).obligations[0]
    with pytest.raises(RuleBroken):
        do(desk, c.RecordPerformance(obligation_id=row.id, performance=Performance.PERFORMED))


# ---------------------------------------------------------------- documents


def test_every_document_prints_in_every_language(desk: Desk) -> None:
    case_id = signed(desk)
    for kind in desk.document_kinds():
        for languages in Languages:
            printed = desk.document(case_id, kind, languages)
            assert printed.pdf.startswith(b"%PDF")
            assert printed.pages >= 1
            assert printed.sha256 == desk.document(case_id, kind, languages).sha256


def test_an_incomplete_document_is_a_draft_and_not_registered(desk: Desk) -> None:
    case_id = opened(desk)
    printed = desk.document(case_id, DocumentKind.CONTRACT)
    assert printed.is_draft
    assert "doc_date" in {f.code for f in printed.findings}
    with pytest.raises(RuleBroken):
        desk.register_copy(case_id, printed)


def test_a_registered_copy_is_printed_again_to_the_byte(desk: Desk) -> None:
    case_id = complete_contract(desk)
    printed = desk.document(case_id, DocumentKind.CONTRACT)
    made = desk.register_copy(case_id, printed).result()
    again = desk.register_copy(case_id, printed).result()
    assert made.id == again.id
    assert len(desk.case_file(case_id).copies) == 1
    assert desk.undo_label() is None
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru="другое", subject_kk="басқа")))
    assert desk.reprint(made.id) == printed.pdf


def test_a_copy_without_bytes_is_made_anew_and_a_changed_wording_told(desk: Desk) -> None:
    case_id = complete_contract(desk)
    printed = desk.document(case_id, DocumentKind.CONTRACT)
    older = c.RegisterCopy(
        case_id=CaseId(case_id), kind=printed.kind, languages=printed.languages,
        template=printed.template, facts=printed.facts, sha256=printed.sha256,
    )  # fmt: skip
    made = do(desk, older)
    assert desk.copy(made.id).size == 0
    assert desk.reprint(made.id) == printed.pdf
    changed = do(desk, replace(older, sha256="0" * 64))
    with pytest.raises(Conflict) as error:
        desk.reprint(changed.id)
    assert error.value.code is Code.COPY_DIFFERS
    with pytest.raises(InputProblem):
        desk.reprint(changed.id + 1)


def complete_contract(desk: Desk) -> int:
    """Give a case whose contract lacks nothing that blocks."""
    case_id = opened(desk)
    case = desk.case_file(case_id).case
    words = {"subject_ru": "Долг по договору", "subject_kk": "Шарт бойынша борыш"}
    do(desk, c.EditCase(case=replace(case, **words)))
    where = {"place_ru": "город Уральск", "place_kk": "Орал қаласы"}
    do(desk, c.ConcludeContract(contract=contract(case_id, **where)))
    return case_id
