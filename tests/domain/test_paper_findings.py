"""What the law misses in the papers beside contract and agreement; each test names its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules
from mediadesk.domain.bilingual import Words
from mediadesk.domain.changes import Severity
from mediadesk.domain.codes import AssignmentRole, SessionKind, SessionState
from mediadesk.domain.document_about import abouts, record_of
from mediadesk.domain.facts_folder import term_facts
from mediadesk.domain.facts_intake import power_facts
from mediadesk.domain.facts_papers import Counted
from mediadesk.domain.model import (
    Assignment,
    Attachment,
    CaseTerm,
    Disclosure,
    DrawnIn,
    Instalment,
    Payment,
    Person,
    Session,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import (
    CaseState,
    DocumentKind,
    FundingKind,
    InstalmentId,
    Languages,
    MediatorId,
    ObligationId,
    PartyId,
    Performance,
    Stage,
    Tiyn,
)
from mediadesk.export import paper_packs, papers, signers_office
from mediadesk.export.document_words import Source
from mediadesk.export.paper_values import GROUPS
from tests.export import document_cases as cases

TODAY = date(2026, 12, 10)
K = DocumentKind


def facts(file: CaseFile, kind: DocumentKind, counted: Counted | None = None) -> df.DocumentFacts:
    counted = cases.counted() if counted is None else counted
    return df.facts_of(file, kind, term=cases.term(), today=TODAY, counted=counted)


def codes(file: CaseFile, kind: DocumentKind, counted: Counted | None = None) -> set[str]:
    given = facts(file, kind, counted)
    return {each.code for each in document_rules.check(given, paper_packs.law_items(), today=TODAY)}


def with_records(file: CaseFile, cls: type, *records: Any) -> CaseFile:
    return replace(file, records={**file.records, cls: records})


@pytest.mark.parametrize(
    "kind",
    [kind for kind in DocumentKind if kind not in document_rules.LAW_PAPERS],
)
def test_a_complete_case_is_blocked_by_nothing(kind: DocumentKind) -> None:
    given = facts(cases.fitting(kind, Stage.COURT), kind)
    found = document_rules.check(given, paper_packs.law_items(), today=TODAY)
    assert {each.code for each in found if each.severity is Severity.BLOCKS} == set()


@pytest.mark.parametrize("kind", [K.EXTENSION, K.EXTENSION_NOTICE])
def test_art_23_an_extension_must_be_there_with_its_ground(kind: DocumentKind) -> None:
    assert "doc_no_extension" in codes(cases.complete(), kind)
    file = cases.fitting(kind, Stage.COURT)
    assert "doc_no_extension" not in codes(file, kind)
    assert file.contract is not None
    bare = replace(file.contract, extension_ground=None, extended_on=None)
    expected = {"doc_extension_ground"}
    expected |= {"doc_extension_date"} if kind is K.EXTENSION else set()
    assert codes(replace(file, contract=bare), kind) == expected


def test_art_23_2_only_a_court_is_notified() -> None:
    file = cases.fitting(K.EXTENSION_NOTICE)
    for stage, found in ((Stage.PRE_COURT, {"doc_not_in_court"}), (Stage.APPEAL, set())):
        at = replace(file, case=replace(file.case, stage=stage))
        assert codes(at, K.EXTENSION_NOTICE) == found


def test_minutes_tell_a_session_that_was_held_in_both_languages() -> None:
    file = cases.complete()
    assert codes(file, K.MINUTES) == set()
    (session,) = file.sessions

    def changed(**changes: Any) -> set[str]:
        return codes(replace(file, sessions=(replace(session, **changes),)), K.MINUTES)

    assert changed(state=SessionState.PLANNED) == {"doc_not_held"}
    assert changed(present="") == {"doc_present"}
    assert changed(result_kk="") == {"doc_session_kazakh"}
    assert changed(documents="") == {"doc_session_russian"}
    assert codes(replace(file, sessions=()), K.MINUTES) == {"doc_no_record"}


def test_art_8_minutes_of_a_separate_meeting_are_signed_by_its_party_alone() -> None:
    file = cases.complete()
    (session,) = file.sessions
    apart = replace(session, kind=SessionKind.SEPARATE, party_id=PartyId(2))
    joint, separate = facts(file, K.MINUTES), facts(replace(file, sessions=(apart,)), K.MINUTES)
    assert signers_office.signing_parties(joint, "attending") == joint.parties
    assert signers_office.signing_parties(separate, "attending") == (separate.parties[1],)
    template = paper_packs.load(paper_packs.latest(K.MINUTES))
    ids = {block.id for block in papers.build(separate, template, Languages.RU).blocks}
    assert "private" in ids - {b.id for b in papers.build(joint, template, Languages.RU).blocks}


def test_art_8_a_permission_has_a_giver_both_languages_and_is_not_withdrawn() -> None:
    file = cases.complete()
    assert codes(file, K.DISCLOSURE) == set()
    (given,) = file.all(Disclosure)

    def changed(**changes: Any) -> set[str]:
        return codes(with_records(file, Disclosure, replace(given, **changes)), K.DISCLOSURE)

    assert changed(withdrawn_on=TODAY) == {"doc_withdrawn"}
    assert changed(party_id=None) == {"doc_giver"}
    assert changed(scope_kk="") == {"doc_scope_kazakh"}
    assert changed(scope="") == {"doc_scope_russian"}
    assert codes(with_records(file, Disclosure), K.DISCLOSURE) == {"doc_no_record"}


def test_art_8_without_a_person_drawn_in_the_parties_undertake_to_keep_silent() -> None:
    drawn = facts(cases.complete(), K.CONFIDENTIALITY)
    alone = facts(with_records(cases.complete(), DrawnIn), K.CONFIDENTIALITY)
    assert signers_office.signing_parties(drawn, "undertaking") == ()
    assert [s.name.ru for s in signers_office.office_signers(Source(drawn), "drawn_in")]
    assert signers_office.signing_parties(alone, "undertaking") == alone.parties
    assert list(signers_office.office_signers(Source(alone), "drawn_in")) == []


def test_art_22_shares_payments_and_what_is_left() -> None:
    file = cases.complete()
    assert codes(file, K.ACT) == set()
    assert codes(file, K.INVOICE) == set()
    assert file.contract is not None
    free = replace(file, contract=replace(file.contract, funding=FundingKind.FREE))
    assert codes(free, K.ACT) == {"doc_nothing_to_pay"}
    assert codes(free, K.INVOICE) == {"doc_nothing_due"}
    whole = Payment(party_id=PartyId(2), paid_on=TODAY, amount_tiyn=Tiyn(2_500_000))
    assert codes(with_records(file, Payment, whole), K.INVOICE) == {"doc_share_paid"}
    nameless = replace(whole, party_id=None)
    assert codes(with_records(file, Payment, nameless), K.ACT) == {"doc_payments_nameless"}


def test_art_27_3_a_receipt_tells_what_was_performed_whole_or_in_parts() -> None:
    file = cases.fitting(K.RECEIPT)
    assert codes(file, K.RECEIPT) == set()
    (duty,) = file.obligations
    pending = replace(duty, performance=Performance.PENDING, performed_on=None)
    waiting = replace(file, obligations=(pending,))
    assert codes(waiting, K.RECEIPT) == {"doc_not_performed"}
    assert codes(replace(file, obligations=()), K.RECEIPT) == {"doc_no_record"}
    parts = tuple(
        Instalment(
            id=InstalmentId(ord_), obligation_id=ObligationId(7), ord=ord_, due_on=day,
            amount_tiyn=Tiyn(1_000_025), performed_on=day if ord_ == 1 else None,
            performance=Performance.PERFORMED if ord_ == 1 else Performance.PENDING,
        )
        for ord_, day in ((1, date(2026, 12, 5)), (2, date(2027, 1, 5)))
    )  # fmt: skip
    divided = with_records(waiting, Instalment, *parts)
    assert codes(divided, K.RECEIPT) == set()
    receipt = facts(divided, K.RECEIPT).paper.receipt
    assert receipt is not None
    assert (receipt.received_tiyn, receipt.left_tiyn) == (1_000_025, 1_000_025)
    assert [part.number for part in receipt.parts] == [1]
    assert receipt.performed_on == date(2026, 12, 5)


def test_civil_code_168_a_power_is_dated_and_runs_and_names_settling() -> None:
    kind = K.AUTHORITY_CHECKLIST
    file = cases.fitting(kind)
    assert codes(file, kind) == set()
    first, second = file.parties

    def changed(counted: Counted | None = None, **changes: Any) -> set[str]:
        agent = replace(second, party=replace(second.party, **changes))
        return codes(replace(file, parties=(first, agent)), kind, counted)

    assert changed(authority_on=None) == {"doc_power_undated"}
    assert changed(may_settle=False) == {"doc_power_to_settle"}
    assert changed(authority_ru="", authority_kk="") == {"doc_authority"}
    assert changed(Counted(powers={2: date(2026, 12, 9)})) == {"doc_power_ended"}
    assert changed(Counted(powers={2: TODAY})) == set()
    assert "doc_no_agent" in changed(representative_name="")


@pytest.mark.parametrize(
    ("born", "found"), [(date(2008, 12, 10), set()), (date(2008, 12, 11), {"doc_consent_minor"})]
)
def test_a_minor_does_not_consent_to_personal_data(born: date, found: set[str]) -> None:
    file = cases.fitting(K.CONSENT)
    second, first = file.parties
    assert first.person is not None
    young: Person = replace(first.person, born_on=born)
    entered = found | {"doc_consent_none"}
    told = codes(replace(file, parties=(second, replace(first, person=young))), K.CONSENT)
    assert told == entered


def test_an_organisation_consents_through_who_acts_for_it() -> None:
    file = cases.complete()
    first, second = file.parties
    consent = facts(file, K.CONSENT).paper.consent
    assert consent is not None
    assert (consent.subject.ru, consent.for_party.ru) == ("Һәкімов Ұлан Үсенұлы", second.name_ru)
    agent = replace(second.party, representative_name="Әбілова Зәуре", representative_iin="1")
    consent = facts(
        replace(file, parties=(first, replace(second, party=agent))), K.CONSENT
    ).paper.consent
    assert consent is not None
    assert (consent.subject.kk, consent.identifier) == ("Әбілова Зәуре", "1")


def test_94_v_18_only_closed_case_files_out_of_their_time_are_destroyed() -> None:
    file = cases.complete()
    kind = K.DESTRUCTION_ACT
    running = replace(file, case=replace(file.case, ended_on=None))
    assert codes(running, kind) == {"doc_not_closed"}

    def ended(on: date) -> CaseFile:
        return replace(file, case=replace(file.case, state=CaseState.CLOSED, ended_on=on))

    assert codes(ended(date(2021, 12, 9)), kind) == set()
    assert codes(ended(date(2021, 12, 10)), kind) == {"doc_kept_longer"}
    others = (ended(date(2026, 1, 1)),)
    counted = replace(cases.counted(), others=others)
    found = facts(ended(date(2021, 12, 9)), kind, counted).paper.stored
    assert [row.order for row in found] == [1, 2]
    assert codes(ended(date(2021, 12, 9)), kind, counted) == {"doc_kept_longer"}


def test_the_file_tells_its_papers_and_terms() -> None:
    file = cases.complete()
    assert codes(file, K.INVENTORY) == set()
    assert codes(with_records(file, Attachment), K.INVENTORY) == {"doc_no_sheets"}
    assert codes(file, K.CASE_TERMS) == set()
    assert codes(file, K.CASE_TERMS, Counted()) == {"doc_no_terms"}


def test_of_a_file_only_its_newest_version_is_listed() -> None:
    old = Attachment(name="a.pdf", series="x", added_at="2026-11-20T10:00:00")
    new = replace(old, version=2, title="Акт", added_at="2026-11-22T10:00:00")
    other = replace(old, series="y", title="Справка", added_at="2026-11-21T10:00:00")
    sheets = facts(with_records(cases.complete(), Attachment, new, old, other), K.INVENTORY)
    told = [(each.number, each.title.ru) for each in sheets.paper.sheets]
    assert told == [(1, "Справка"), (2, "Акт")]


def test_a_later_payment_changes_no_other_paper() -> None:
    file = cases.complete()
    later = with_records(file, Payment, *file.all(Payment), Payment(paid_on=TODAY))
    for kind in (K.CONSENT, K.MINUTES, K.CONTRACT, K.COVER):
        assert facts(file, kind) == facts(later, kind)
    assert facts(file, K.ACT) != facts(later, K.ACT)


def test_those_present_are_told_with_their_part_and_kazakh_name() -> None:
    file = cases.complete()
    session = facts(file, K.MINUTES).paper.session
    assert session is not None
    parts = [(one.side is not None, one.is_mediator) for one in session.present]
    assert parts == [(True, False), (False, True), (False, False)]
    first, second = file.parties
    assert first.person is not None
    named = replace(first, person=replace(first.person, name_kk="Қасымов Ерлан"))
    told = facts(replace(file, parties=(named, second)), K.MINUTES).paper.session
    assert told is not None
    assert told.present[0].name.kk == "Қасымов Ерлан"


def test_art_20_7_every_mediator_present_is_told_as_one() -> None:
    file = cases.complete()
    assert file.mediator is not None
    second = replace(file.mediator, id=MediatorId(77), name_ru="Второй Медиатор", name_kk="Екінші")
    helps = Assignment(
        case_id=file.case.id, mediator_id=second.id, role=AssignmentRole.CO, from_on=TODAY
    )
    (session,) = file.sessions
    held = replace(session, present=f"Екінші; {file.mediator.name_ru}; Никто")
    both = with_records(file, Assignment, *file.all(Assignment), helps)
    both = replace(both, mediators=(*file.mediators, second), sessions=(held,))
    told = facts(both, K.MINUTES).paper.session
    assert told is not None
    assert [each.is_mediator for each in told.present] == [True, True, False]
    assert told.present[0].name.ru == "Второй Медиатор"


def test_sessions_are_counted_by_date() -> None:
    file = cases.complete()
    (session,) = file.sessions
    earlier: Session = replace(session, id=type(session.id)(5), held_on=date(2026, 11, 22))
    told = df.facts_of(replace(file, sessions=(earlier, session)), K.MINUTES).paper.session
    assert told is not None
    assert told.number == 2


def test_a_form_of_a_name_is_printed_only_while_it_fits_the_name() -> None:
    file = cases.complete()
    first, second = file.parties
    assert first.person is not None
    person = replace(first.person, name_ru_gen="Қасымова Ерлана Сабырұлы")
    group = next(each for each in GROUPS if each.name == "party")

    def genitive(one: Person) -> str:
        given = facts(replace(file, parties=(replace(first, person=one), second)), K.CONSENT)
        return group.values(Source(given), given.parties[0], "ru")["party.name_gen"]

    assert genitive(person) == "Қасымова Ерлана Сабырұлы"
    assert genitive(replace(person, name_ru="Оспан Ерлан Сабырұлы")) == ""
    assert genitive(replace(person, name_ru_gen="")) == ""


def test_what_a_paper_can_be_printed_for_is_told_by_its_name() -> None:
    file = cases.fitting(K.RECEIPT)
    assert [each.name.kk for each in abouts(file, K.CONFIDENTIALITY)] == ["Сәлімова Гүлназ Ерқызы"]
    assert [(each.id, each.name.ru, each.on) for each in abouts(file, K.RECEIPT)] == [
        (7, "долг", date(2026, 12, 9))
    ]
    assert [each.name.ru for each in abouts(file, K.CONSENT)] == [p.name_ru for p in file.parties]
    assert [each.on for each in abouts(file, K.MINUTES)] == [date(2026, 11, 25)]
    assert abouts(file, K.AUTHORITY_CHECKLIST) == ()
    assert len(abouts(cases.fitting(K.AUTHORITY_CHECKLIST), K.AUTHORITY_CHECKLIST)) == 1
    assert abouts(file, K.COVER) == ()
    assert record_of(file, K.RECEIPT, 7) is file.obligations[0]
    assert record_of(file, K.RECEIPT, 8) is None


def test_a_term_is_told_as_counted_or_as_typed_in() -> None:
    words = Words("Срок", "Мерзім")
    typed = CaseTerm(title="Срок", ends_on=TODAY, is_done=True)
    told = term_facts(typed, None, words, words)
    assert (told.starts_on, told.raw_end, told.end_on, told.is_done) == (None, TODAY, TODAY, True)
    counted = cases.term(end_on=date(2026, 12, 22))
    told = term_facts(CaseTerm(), counted, words, words)
    assert (told.raw_end, told.end_on) == (date(2026, 12, 21), date(2026, 12, 22))


def test_a_representative_who_was_there_is_told_with_the_side() -> None:
    file = cases.complete()
    first, second = file.parties
    agent = replace(second, party=replace(second.party, representative_name="Әбілова Зәуре"))
    (session,) = file.sessions
    there = replace(session, present="Әбілова Зәуре; Сәлімова Гүлназ Ерқызы")
    told = facts(replace(file, parties=(first, agent), sessions=(there,)), K.MINUTES).paper.session
    assert told is not None
    one, other = told.present
    assert (one.side, one.is_representative, one.role) == (second.party.side, True, None)
    assert (other.role is not None, other.side) == (True, None)
    power = facts(replace(file, parties=(first, second)), K.AUTHORITY_CHECKLIST).paper.power
    assert power is None


def test_the_power_of_a_party_without_representative_is_nothing() -> None:
    assert power_facts(cases.complete().parties[0], None) is None


def test_bank_details_entered_once_are_said_in_both_languages() -> None:
    file = cases.complete()
    office = replace(file.office, bank="ИИК KZ01, в АО «Банк», БИК AAAA, Кбе 18")
    template = paper_packs.load(paper_packs.latest(K.INVOICE))
    made = papers.build(facts(replace(file, office=office), K.INVOICE), template, Languages.BOTH)
    said = {
        lang: "".join(span.text for block in made.blocks for span in block.texts.get(lang, ()))
        for lang in made.langs
    }
    assert "ИИК KZ01, в АО «Банк», БИК AAAA, Кбе 18" in said["ru"]
    assert "ЖСК KZ01, «Банк» АҚ, БСК AAAA, Бек 18" in said["kk"]
