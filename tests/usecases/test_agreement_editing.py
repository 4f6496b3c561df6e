"""Own clauses, versions, waivers, and a further agreement after one that settled a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.clauses import ClauseSection
from mediadesk.domain.model import Agreement, AgreementClause, Waiver
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import DocumentKind, Languages, Outcome, PartySide, Performance, Tiyn
from mediadesk.domain.word_diff import Mark
from mediadesk.errors import InputProblem, RuleBroken
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, do, drafted, in_mediation, obligation, rev_of


def clause(key: str = "c1", ru: str = "Текст", kk: str = "Мәтін", **facts: object):
    made = AgreementClause(key=key, section=ClauseSection.SPECIAL, text_ru=ru, text_kk=kk)
    return replace(made, **facts)


def write(desk: Desk, case_id: int, *clauses: AgreementClause) -> None:
    file = desk.case_file(case_id)
    cmd = c.SaveAgreement(agreement=file.agreement, obligations=file.obligations, clauses=clauses)
    do(desk, cmd)


def found(desk: Desk, case_id: int) -> dict[str, str]:
    findings = desk.findings(case_id, DocumentKind.AGREEMENT)
    return {f.code: f.place for f in findings}


def sign(desk: Desk, case_id: int) -> None:
    rev = desk.case_file(case_id).agreement.rev
    do(desk, c.SignAgreement(case_id=case_id, agreement_rev=rev, signed_on=TODAY))


def test_clauses_are_saved_in_order_and_undone_as_a_whole(desk: Desk) -> None:
    case_id = drafted(desk)
    write(desk, case_id, clause("c1", "раз"), clause("c2", "два"))
    first, second = desk.case_file(case_id).clauses
    assert [(first.ord, first.text_ru), (second.ord, second.text_ru)] == [(1, "раз"), (2, "два")]
    write(desk, case_id, second, replace(first, text_ru="один"))
    assert [each.text_ru for each in desk.case_file(case_id).clauses] == ["два", "один"]
    desk.undo().result()
    assert desk.case_file(case_id).clauses == (
        replace(first, rev=first.rev + 2),
        replace(second, rev=second.rev + 2),
    )
    write(desk, case_id)
    assert desk.case_file(case_id).clauses == ()


def test_a_save_that_says_nothing_of_clauses_leaves_them(desk: Desk) -> None:
    case_id = drafted(desk)
    write(desk, case_id, clause())
    file = desk.case_file(case_id)
    do(desk, c.SaveAgreement(agreement=file.agreement, obligations=file.obligations))
    assert len(desk.case_file(case_id).clauses) == 1


def test_two_clauses_of_one_name_are_refused(desk: Desk) -> None:
    case_id = drafted(desk)
    with pytest.raises(InputProblem):
        write(desk, case_id, clause("c1"), clause("c1"))


def test_own_clauses_are_printed_with_their_fields_and_numbers(desk: Desk) -> None:
    case_id = drafted(desk)
    write(
        desk,
        case_id,
        clause("c1", "Срок – {date:2027-03-01}, сумма – {sum:120000}.",
               "Мерзімі – {date:2027-03-01}, сомасы – {sum:120000}."),
        clause("c2", "См. пункт {clause:c1} и {clause:obligation.1}.",
               "{clause:c1} және {clause:obligation.1} тармақтарын қараңыз."),
    )  # fmt: skip
    file = desk.case_file(case_id)
    live = desk.live_text(file, file.agreement, file.obligations, file.clauses)
    first, second = (row for row in live.rows if row.key)
    assert "1\u00a0марта\u00a02027\u00a0года" in first.ru
    assert "2027\u00a0жылғы\u00a01\u00a0наурыз" in first.kk
    assert "120\u00a0000 (бір жүз жиырма мың) теңге" in first.kk
    duty = next(row for row in live.rows if row.id == "obligation")
    assert second.ru == f"См. пункт {first.number[:-1]} и {duty.number[:-1]}."
    printed = desk.document(case_id, DocumentKind.AGREEMENT, Languages.BOTH)
    assert "doc_clause_reference" not in {f.code for f in printed.findings}
    assert '"c2"' in printed.facts


def test_a_reference_to_a_removed_clause_and_an_unknown_field_block(desk: Desk) -> None:
    case_id = drafted(desk)
    write(desk, case_id, clause("c2", "По пункту {clause:c1}.", "{clause:c1} тармағы бойынша."))
    assert found(desk, case_id)["doc_clause_reference"] == "clause.c2"
    write(desk, case_id, clause("c3", "{party.9.name}", "{party.9.name}"))
    assert found(desk, case_id)["doc_clause_field"] == "clause.c3"
    assert desk.document(case_id, DocumentKind.AGREEMENT, Languages.BOTH).is_draft


def test_columns_that_disagree_make_a_draft(desk: Desk) -> None:
    case_id = drafted(desk)
    write(desk, case_id, clause("c1", "Платёж 100 000 тенге", "Төлем 100 001 теңге"))
    assert found(desk, case_id)["doc_columns_number"] == "clause.c1"
    assert desk.document(case_id, DocumentKind.AGREEMENT, Languages.BOTH).is_draft
    write(desk, case_id, clause("c1", "Платёж 100 000 тенге", "Төлем 100 000 теңге"))
    assert "doc_columns_number" not in found(desk, case_id)


def test_the_whole_library_is_known_and_agrees(desk: Desk) -> None:
    from mediadesk.domain.clause_library import taken

    case_id = drafted(desk)
    library = desk.clause_library()
    assert len(library) >= 40
    assert len({each.code for each in library}) == len(library)
    file = desk.case_file(case_id)
    clauses = tuple(taken(each, f"c{n}") for n, each in enumerate(library, 1))
    live = desk.live_text(file, file.agreement, file.obligations, clauses)
    codes = {f.code for f in live.findings if f.place.startswith("clause.")}
    assert codes <= {"doc_clause_blank", "doc_third_rights"}


def test_every_save_is_a_version_and_two_are_compared_word_by_word(desk: Desk) -> None:
    case_id = drafted(desk)
    write(desk, case_id, clause("c1", "Вернуть книгу завтра", "Кітапты ертең қайтару"))
    (kept,) = desk.case_file(case_id).clauses
    write(desk, case_id, replace(kept, text_ru="Вернуть тетрадь завтра"))
    write(desk, case_id)
    agreement = desk.case_file(case_id).agreement
    versions = desk.agreement_versions(agreement.id)
    assert versions.said.sides[PartySide.FIRST].kk == "Бірінші тарап"
    texts = [[each.text_ru for each in version.clauses] for version in versions.found]
    assert texts == [[], ["Вернуть тетрадь завтра"], ["Вернуть книгу завтра"], []]
    assert [len(version.obligations) for version in versions.found] == [1, 1, 1, 1]
    found = {line.name: line for line in versions.compare(2, 1)}
    pieces = [(p.mark, p.text) for p in found["clause.c1"].ru]
    assert pieces == [
        (Mark.SAME, "Вернуть "),
        (Mark.OLD, "книгу"),
        (Mark.NEW, "тетрадь"),
        (Mark.SAME, " завтра"),
    ]
    assert all(p.mark is Mark.SAME for p in found["clause.c1"].kk)


def test_a_warning_is_waived_with_a_reason_and_taken_back(desk: Desk) -> None:
    case_id = drafted(desk)
    kind = DocumentKind.AGREEMENT
    warning = next(f for f in desk.findings(case_id, kind) if f.code == "doc_obligation_way")
    desk.waive(case_id, kind, warning, "Стороны договорились устно").result()
    again = next(f for f in desk.findings(case_id, kind) if f.code == "doc_obligation_way")
    assert again.waived == "Стороны договорились устно"
    (waiver,) = desk.case_file(case_id).all(Waiver)
    assert waiver.waived_on == TODAY
    assert desk.case_history(case_id)[0].command == "SaveWaiver"
    desk.stand_again(case_id, kind, again).result()
    assert not next(
        f for f in desk.findings(case_id, kind) if f.code == "doc_obligation_way"
    ).waived
    with pytest.raises(InputProblem):
        desk.stand_again(case_id, kind, again).result()


def test_what_blocks_cannot_be_waived_and_a_reason_is_demanded(desk: Desk) -> None:
    case_id = drafted(desk)
    kind = DocumentKind.AGREEMENT
    findings = desk.findings(case_id, kind)
    blocking = next(f for f in findings if f.severity.value == "blocks")
    with pytest.raises(RuleBroken):
        desk.waive(case_id, kind, blocking, "так надо").result()
    warning = next(f for f in findings if f.severity.value == "warns")
    with pytest.raises(InputProblem):
        desk.waive(case_id, kind, warning, "  ").result()


def test_a_waiver_is_for_what_it_told_and_nothing_else(desk: Desk) -> None:
    case_id = drafted(desk)
    kind = DocumentKind.AGREEMENT
    write(desk, case_id, clause("c1", "Вызвать Сидорова", "Шақыру керек"))
    warning = next(f for f in desk.findings(case_id, kind) if f.code == "doc_columns_name")
    desk.waive(case_id, kind, warning, "верно").result()
    (kept,) = desk.case_file(case_id).clauses
    write(desk, case_id, replace(kept, text_ru="Вызвать Петрова"))
    warning = next(f for f in desk.findings(case_id, kind) if f.code == "doc_columns_name")
    assert not warning.waived


def partial(desk: Desk) -> int:
    case_id = in_mediation(desk)
    first = Agreement(case_id=case_id, is_partial=True, settled_tiyn=Tiyn(100_00))
    do(desk, c.SaveAgreement(agreement=first, obligations=(obligation(what_ru="первое"),)))
    sign(desk, case_id)
    return case_id


def test_a_further_agreement_follows_a_partial_one(desk: Desk) -> None:
    case_id = partial(desk)
    more = Agreement(case_id=case_id, settled_tiyn=Tiyn(50_00))
    do(desk, c.SaveAgreement(agreement=more, obligations=(obligation(what_ru="второе"),)))
    file = desk.case_file(case_id)
    assert [each.is_signed for each in file.agreements] == [True, False]
    assert file.agreement == file.agreements[1]
    assert [o.what_ru for o in file.obligations] == ["второе"]
    assert [o.what_ru for o in file.signed_obligations] == ["первое"]
    sign(desk, case_id)
    file = desk.case_file(case_id)
    assert file.is_settled
    assert [i.obligation.what_ru for i in desk.schedule(file)] == ["первое", "второе"]
    assert desk.cases(CaseQuery(), 0, 5)[0].settled_tiyn == 150_00
    with pytest.raises(RuleBroken):
        do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id)))
    first, second = file.signed_obligations
    for duty in (first, second):
        do(
            desk,
            c.RecordPerformance(obligation_id=duty.id, performance=Performance.PERFORMED),
        )
    do(
        desk,
        c.CloseCase(
            case_id=case_id,
            case_rev=rev_of(desk, case_id),
            outcome=Outcome.AGREEMENT,
            ended_on=TODAY,
        ),
    )
    with desk.store.reader() as reader:
        (row,) = reader.stat_rows(date(2026, 1, 1), date(2026, 12, 31))
    assert (row.settled_tiyn, row.is_partial) == (150_00, False)
    assert row.kept.value == "kept"


def test_a_draft_beside_a_signed_part_does_not_hide_it(desk: Desk) -> None:
    case_id = partial(desk)
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(obligation(),)))
    duty = desk.case_file(case_id).signed_obligations[0]
    done = c.RecordPerformance(obligation_id=duty.id, performance=Performance.PERFORMED)
    do(desk, done)
    unsigned = desk.case_file(case_id).obligations[0]
    with pytest.raises(RuleBroken):
        do(desk, replace(done, obligation_id=unsigned.id))
    do(
        desk,
        c.CloseCase(
            case_id=case_id,
            case_rev=rev_of(desk, case_id),
            outcome=Outcome.AGREEMENT,
            ended_on=TODAY,
        ),
    )
    file = desk.case_file(case_id)
    assert file.agreement.is_signed
    with desk.store.reader() as reader:
        (row,) = reader.stat_rows(date(2026, 1, 1), date(2026, 12, 31))
    assert (row.settled_tiyn, row.is_partial) == (100_00, True)
    do(
        desk,
        c.ReopenCase(case_id=case_id, case_rev=rev_of(desk, case_id), reason="ошибка в сумме"),
    )
    assert [a.is_signed for a in desk.case_file(case_id).agreements] == [False, False]


def test_a_waiver_of_one_agreement_is_not_one_of_another(desk: Desk) -> None:
    case_id = partial(desk)
    kind = DocumentKind.AGREEMENT
    first = desk.case_file(case_id).agreement
    warning = next(f for f in desk.findings(case_id, kind) if f.code == "doc_obligation_way")
    desk.waive(case_id, kind, warning, "устно", first.id).result()
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(obligation(),)))
    second = desk.case_file(case_id).agreement
    told = {
        paper.id: [
            f.waived
            for f in desk.findings(case_id, kind, Languages.BOTH, paper.id)
            if f.code == "doc_obligation_way"
        ]
        for paper in (first, second)
    }
    assert told == {first.id: ["устно"], second.id: [""]}


def test_each_of_several_agreements_is_printed_with_its_own_obligations(desk: Desk) -> None:
    case_id = partial(desk)
    duty = obligation(what_ru="второе", what_kk="екінші нәрсе")
    do(desk, c.SaveAgreement(agreement=Agreement(case_id=case_id), obligations=(duty,)))
    first, second = (each.id for each in desk.document_abouts(case_id, DocumentKind.AGREEMENT))
    papers = [
        desk.document(case_id, DocumentKind.AGREEMENT, Languages.RU, False, about)
        for about in (first, second, 0)
    ]
    assert ["первое" in each.facts for each in papers] == [True, False, False]
    assert ["второе" in each.facts for each in papers] == [False, True, True]
    assert [each.about for each in papers] == [first, second, second]
