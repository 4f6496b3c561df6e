"""Papers of the end: each ground and each notice has its own words; nothing of the content leaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain import document_about
from mediadesk.domain import document_facts as df
from mediadesk.domain import document_rules as dr
from mediadesk.domain.changes import Severity
from mediadesk.domain.codes import NoticeKind, ProceduralStatus
from mediadesk.domain.model import Notice
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DisputeKind, DocumentKind, Languages, NoticeId, Outcome, Stage
from mediadesk.export import dated, paper_packs, papers, values_end, wording
from mediadesk.export.document_words import supplied
from tests.export import document_cases as cases
from tests.export.test_clauses_of_kinds import ids, made, of, said

ITEMS = dr.items_from_toml(assets.load_toml("law/document-items.toml"), 18)
GROUNDS = {
    Outcome.AGREEMENT: "agreement",
    Outcome.STOPPED: "stopped",
    Outcome.REFUSAL: "refusal",
    Outcome.ONE_REFUSED: "one_refused",
    Outcome.EXPIRED: "expired",
}


def ended(outcome: Outcome, stage: Stage = Stage.COURT) -> CaseFile:
    file = cases.complete(stage)
    return replace(file, case=replace(file.case, outcome=outcome))


def running() -> CaseFile:
    file = cases.complete()
    case = replace(file.case, outcome=Outcome.RUNNING, ended_on=None)
    return replace(file, case=case, agreement=None)


def found(
    file: CaseFile, kind: DocumentKind, languages: Languages = Languages.RU
) -> dict[str, Severity]:
    facts = df.facts_of(file, kind, term=cases.term(), today=date(2026, 12, 1))
    return {each.code: each.severity for each in dr.check(facts, ITEMS, languages=languages)}


@pytest.mark.parametrize("outcome", GROUNDS)
def test_each_ground_of_article_26_has_its_own_words(outcome: Outcome) -> None:
    """Art. 26(1) and 26(2)."""
    file = ended(outcome)
    assert ids(file, DocumentKind.TERMINATION) & set(GROUNDS.values()) == {GROUNDS[outcome]}
    number = list(GROUNDS).index(outcome) + 1
    assert f"подпункт {number}) пункта 1 статьи 26" in said(file, DocumentKind.TERMINATION, "ru")
    assert f"26-бабы 1-тармағының {number}) тармақшасы" in said(
        file, DocumentKind.TERMINATION, "kk"
    )
    on_demand = outcome in (Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.EXPIRED)
    assert ("demand" in ids(file, DocumentKind.TERMINATION)) is on_demand


@pytest.mark.parametrize("outcome", GROUNDS)
def test_the_certificate_tells_the_result_and_no_content(outcome: Outcome) -> None:
    """Art. 8."""
    file = ended(outcome)
    for lang, subject in (("ru", file.case.subject_ru), ("kk", file.case.subject_kk)):
        text = said(file, DocumentKind.CERTIFICATE, lang)
        assert subject not in text
        assert "20 000" not in text
    assert "Результат: " in said(file, DocumentKind.CERTIFICATE, "ru")


def test_papers_of_the_end_tell_no_content() -> None:
    """Art. 8: neither the subject nor the note of the end nor a sum leaves with a notice."""
    for kind in (
        DocumentKind.TERMINATION,
        DocumentKind.NOTICE_COURT,
        DocumentKind.NOTICE_CHILDREN,
        DocumentKind.CERTIFICATE,
    ):
        file = ended(Outcome.STOPPED)
        file = replace(file, case=replace(file.case, end_note="тайна", note="тайна"))
        text = said(file, kind, "ru")
        assert "тайна" not in text
        assert file.case.subject_ru.strip() not in text


def test_a_running_mediation_has_no_termination_and_a_certificate_that_says_so() -> None:
    assert found(running(), DocumentKind.TERMINATION)["doc_not_ended"] is Severity.BLOCKS
    assert "doc_not_ended" not in found(running(), DocumentKind.CERTIFICATE)
    assert {"running", "end"} & ids(running(), DocumentKind.CERTIFICATE) == {"running"}
    assert {"running", "end"} & ids(cases.complete(), DocumentKind.CERTIFICATE) == {"end"}


def test_a_signed_agreement_is_the_end_before_the_case_is_closed() -> None:
    """Art. 26(1)(1): the mediation ends on the day of signing."""
    file = cases.complete()
    file = replace(file, case=replace(file.case, outcome=Outcome.RUNNING, ended_on=None))
    assert "agreement" in ids(file, DocumentKind.TERMINATION)
    assert "1 декабря 2026 года" in said(file, DocumentKind.TERMINATION, "ru", "agreement")


@pytest.mark.parametrize(
    ("outcome", "contract", "clause"),
    [
        (Outcome.REFUSAL, True, "together"),
        (Outcome.ONE_REFUSED, True, "go_on"),
        (Outcome.RUNNING, True, "go_on"),
        (Outcome.DECLINED, False, "not_begin"),
    ],
)
def test_a_refusal_is_of_both_of_one_or_before_the_contract(
    outcome: Outcome, contract: bool, clause: str
) -> None:
    """Art. 26(1)(3), 26(1)(4), 20(6)."""
    file = running()
    file = replace(file, case=replace(file.case, outcome=outcome))
    file = file if contract else replace(file, contract=None)
    assert ids(file, DocumentKind.REFUSAL) & {"go_on", "together", "not_begin"} == {clause}


def test_a_refusal_is_signed_by_its_party_and_the_mediator() -> None:
    roles = [signer.role.ru for signer in made(cases.complete(), DocumentKind.REFUSAL).signers]
    assert roles == ["Вторая сторона", "Медиатор"]


@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (NoticeKind.CONTRACT_TO_COURT, "contract"),
        (NoticeKind.EXTENSION_TO_COURT, "extension"),
        (NoticeKind.AGREEMENT_SENT, "agreement"),
        (NoticeKind.TERMINATION, "termination"),
    ],
)
@pytest.mark.parametrize("paper", [DocumentKind.NOTICE_COURT, DocumentKind.NOTICE_CRIMINAL])
def test_each_notice_tells_its_own(paper: DocumentKind, kind: NoticeKind, clause: str) -> None:
    """Arts. 23(2) to 23(4), 24(6), 27(5), 27(7)."""
    all_of_them = {"contract", "extension", "agreement", "termination"}
    is_criminal = paper is DocumentKind.NOTICE_CRIMINAL
    file = of(DisputeKind.CRIMINAL if is_criminal else DisputeKind.CIVIL, Stage.COURT)
    notice = Notice(id=NoticeId(5), kind=kind, addressee="Суд", sent_on=date(2026, 12, 1))
    file = replace(file, records={**file.records, Notice: (notice,)})
    if is_criminal and kind is NoticeKind.EXTENSION_TO_COURT:
        assert document_about.record_of(file, paper) is None
        return
    assert ids(file, paper) & all_of_them == {clause}


@pytest.mark.parametrize(
    ("paper", "code", "fits"),
    [
        (DocumentKind.NOTICE_COURT, "doc_not_in_court", [(DisputeKind.CIVIL, Stage.APPEAL)]),
        (
            DocumentKind.NOTICE_CRIMINAL,
            "doc_not_criminal",
            [(DisputeKind.CRIMINAL, Stage.PRE_TRIAL), (DisputeKind.OFFENCE, Stage.COURT)],
        ),
        (DocumentKind.NOTICE_BAILIFF, "doc_not_enforced", [(DisputeKind.CIVIL, Stage.ENFORCEMENT)]),
    ],
)
def test_a_notice_goes_to_the_body_that_has_the_case(
    paper: DocumentKind, code: str, fits: list[tuple[DisputeKind, Stage]]
) -> None:
    """Arts. 23, 24, 25-1."""
    every = [
        *(
            (DisputeKind.CIVIL, stage)
            for stage in (Stage.PRE_COURT, Stage.APPEAL, Stage.ENFORCEMENT)
        ),
        (DisputeKind.CRIMINAL, Stage.PRE_TRIAL),
        (DisputeKind.OFFENCE, Stage.COURT),
    ]
    assert [each for each in every if code not in found(of(*each), paper)] == fits


@pytest.mark.parametrize(
    ("outcome", "clause"), [(Outcome.AGREEMENT, "agreement"), (Outcome.EXPIRED, "termination")]
)
def test_a_notice_can_be_printed_before_it_is_recorded(outcome: Outcome, clause: str) -> None:
    file = replace(ended(outcome), records={})
    assert clause in ids(file, DocumentKind.NOTICE_COURT)
    assert "Учебный суд" in said(file, DocumentKind.NOTICE_COURT, "ru", "addressee")
    not_ended = replace(running(), records={})
    assert "contract" in ids(not_ended, DocumentKind.NOTICE_COURT)
    assert not_ended.contract is not None
    longer = replace(not_ended, contract=replace(not_ended.contract, extended_days=30))
    assert "extension" in ids(longer, DocumentKind.NOTICE_COURT)


def test_a_report_on_a_child_names_no_body_by_itself() -> None:
    """Art. 25: what the case says of the court must not stand in for the child-protection body."""
    file = replace(cases.complete(), records={})
    assert {"notice.addressee", "notice.text"} <= set(
        made(file, DocumentKind.NOTICE_CHILDREN).missing
    )


def test_a_change_is_told_with_both_mediators() -> None:
    """Art. 20(8)."""
    text = said(cases.complete(), DocumentKind.MEDIATOR_CHANGE, "ru", "change")
    assert "Прежний медиатор: Бұрынғы Адам. Медиатор с 25 ноября 2026 года: Өмірбек" in text
    unchanged = replace(cases.complete(), records={})
    assert found(unchanged, DocumentKind.MEDIATOR_CHANGE)["doc_no_change"] is Severity.BLOCKS


def test_the_attestation_says_in_english_what_the_convention_asks() -> None:
    """Singapore Convention, art. 4(1)(b)(iii)."""
    file = cases.fitting(DocumentKind.ATTESTATION)
    text = said_in_english(file)
    for wanted in (
        "Tatulyq Mediation Centre",
        "971240001315",
        "2026/0118",
        "21 November 2026",
        "1 December 2026",
        "Dauren Qasymov",
        "Onir & <Qurylys> LLP",
        "Gulim Omirbek",
        "annexes: 4",
        "the Parties have agreed that the Convention applies",
    ):
        assert wanted in text
    assert not any("а" <= letter.lower() <= "я" or letter in cases.LETTERS for letter in text)
    assert found(file, DocumentKind.ATTESTATION, Languages.EN) == {}


def test_the_certificate_is_there_in_english_as_well() -> None:
    file = cases.fitting(DocumentKind.CERTIFICATE)
    first, second = file.parties
    party = replace(first.party, status=ProceduralStatus.CLAIMANT)
    file = replace(file, parties=(replace(first, party=party), second))
    text = said_in_english(file, DocumentKind.CERTIFICATE)
    for wanted in (
        "Certificate of mediation",
        "First party: Dauren Qasymov, procedural status: claimant.",
        "Second party: Onir & <Qurylys> LLP.",
        "began on 21 November 2026",
        "an agreement settling the dispute was signed",
    ):
        assert wanted in text
    assert not any("а" <= letter.lower() <= "я" or letter in cases.LETTERS for letter in text)


def said_in_english(file: CaseFile, kind: DocumentKind = DocumentKind.ATTESTATION) -> str:
    facts = df.facts_of(file, kind, today=date(2026, 12, 1))
    template = paper_packs.load(paper_packs.latest(kind))
    document = papers.build(facts, template, Languages.EN)
    head = (document.title.en, document.letterhead.en, document.signers[0].name.en)
    spans = [span.text for block in document.blocks for span in block.texts["en"]]
    return "".join([*head, *spans]).replace("\u00a0", " ")


def test_english_needs_names_in_latin_letters() -> None:
    """Singapore Convention, art. 4(1): each name that is missing is told."""
    file = cases.fitting(DocumentKind.ATTESTATION)
    first, second = file.parties
    assert first.person is not None
    nameless = replace(first, person=replace(first.person, name_latin=""))
    file = replace(file, parties=(nameless, second))
    assert set(found(file, DocumentKind.ATTESTATION, Languages.EN)) == {"doc_no_latin"}
    assert found(file, DocumentKind.ATTESTATION, Languages.RU) == {}


@pytest.mark.parametrize(
    ("kind", "stage", "code"),
    [
        (DisputeKind.FAMILY, Stage.PRE_COURT, "doc_singapore_kind"),
        (DisputeKind.LABOUR, Stage.PRE_COURT, "doc_singapore_kind"),
        (DisputeKind.BUSINESS, Stage.COURT, "doc_singapore_court"),
        (DisputeKind.BUSINESS, Stage.ENFORCEMENT, "doc_singapore_court"),
    ],
)
def test_the_convention_is_not_for_every_case(kind: DisputeKind, stage: Stage, code: str) -> None:
    """Singapore Convention, art. 1; reservations of Kazakhstan."""
    assert code in found(of(kind, stage, has_singapore=True), DocumentKind.AGREEMENT)
    assert code not in found(of(kind, stage), DocumentKind.AGREEMENT)
    good = of(DisputeKind.BUSINESS, has_singapore=True)
    assert found(good, DocumentKind.AGREEMENT) == {}


def test_an_attestation_needs_an_agreement_signed_and_opted_in() -> None:
    file = cases.fitting(DocumentKind.ATTESTATION)
    assert file.agreement is not None
    unsigned = replace(file, agreement=replace(file.agreement, is_signed=False))
    assert found(unsigned, DocumentKind.ATTESTATION)["doc_unsigned"] is Severity.BLOCKS
    plain = replace(file, agreement=replace(file.agreement, has_singapore=False))
    assert found(plain, DocumentKind.ATTESTATION) == {"doc_no_optin": Severity.WARNS}
    other = replace(file, case=replace(file.case, outcome=Outcome.EXPIRED))
    assert found(other, DocumentKind.ATTESTATION)["doc_ended_otherwise"] is Severity.BLOCKS


def test_an_agreement_on_children_or_a_crime_wants_them_named() -> None:
    """Art. 25; art. 27(6)."""
    assert "doc_children" in found(of(DisputeKind.FAMILY, has_alimony=True), DocumentKind.AGREEMENT)
    crime = of(DisputeKind.CRIMINAL, Stage.PRE_TRIAL)
    assert "doc_article" in found(crime, DocumentKind.AGREEMENT)


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.TERMINATION,
        DocumentKind.REFUSAL,
        DocumentKind.NOTICE_COURT,
        DocumentKind.NOTICE_CRIMINAL,
        DocumentKind.NOTICE_BAILIFF,
        DocumentKind.NOTICE_CHILDREN,
        DocumentKind.MEDIATOR_CHANGE,
        DocumentKind.CERTIFICATE,
        DocumentKind.ATTESTATION,
    ],
)
def test_a_paper_of_an_empty_case_is_made_with_its_blanks(kind: DocumentKind) -> None:
    document = made(cases.bare(), kind)
    assert document.blocks
    assert document.missing


def test_an_agreement_on_a_part_says_what_becomes_of_the_rest() -> None:
    """Art. 27(2); Civil Procedure Code, arts. 175, 177."""
    part = of(DisputeKind.CIVIL, Stage.COURT, is_partial=True)
    assert {"settled", "settled_part"} & ids(part, DocumentKind.AGREEMENT) == {"settled_part"}
    assert "продолжает рассматривать суд" in said(part, DocumentKind.AGREEMENT, "ru")
    assert "в урегулированной части; " in said(part, DocumentKind.AGREEMENT, "ru", "court_effects")
    assert "civil" not in ids(part, DocumentKind.AGREEMENT)
    out = of(DisputeKind.CIVIL, is_partial=True)
    assert "сохраняют право обратиться" in said(out, DocumentKind.AGREEMENT, "ru", "settled_part")
    assert "части спора" in said(part, DocumentKind.CERTIFICATE, "ru", "end")


@pytest.mark.parametrize("name", ["contract/2026-01", "agreement/2026-01"])
def test_an_older_edition_still_makes_its_document(name: str) -> None:
    """Registered copies name the edition that they were printed in."""
    kind = DocumentKind(name.partition("/")[0])
    assert paper_packs.latest(kind) > name
    facts = df.facts_of(cases.complete(Stage.COURT), kind, term=cases.term())
    document = papers.build(facts, paper_packs.load(name), Languages.BOTH)
    assert document.missing == ()
    assert {"signature_warning", "court_effects", "no_guilt", "minors"}.isdisjoint(
        block.id for block in document.blocks
    )


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_in_a_sentence_follows_the_vowels_of_its_month(day: date) -> None:
    words = dated.day_of(day, "kk")
    month = wording.long_date(day, "kk").split("\u00a0")[-1]
    last_vowel = [letter for letter in month if letter in "аәеиоөуұүыі"][-1]
    consonant = "т" if month[-1] in "кқпст" else "д"
    ending = "егі" if last_vowel in "әеөүі" else "ағы"
    assert words == f"{wording.long_date(day, 'kk')}{consonant}{ending}"
    assert dated.day_of(day, "ru") == dated.day_on(day, "ru")
    assert words.startswith(dated.day_on(day, "kk"))


@pytest.mark.parametrize(
    ("typed", "ru", "kk"),
    [
        ("188 ч. 1", "часть 1 статьи 188", "188-баптың 1-бөлігі"),
        ("108-1", "статья 108-1", "108-1-бап"),
        ("ст. 345, часть 2", "часть 2 статьи 345", "345-баптың 2-бөлігі"),
        ("188-бап, 1-бөлік", "часть 1 статьи 188", "188-баптың 1-бөлігі"),
        ("188, 345", "188, 345", "188, 345"),
    ],
)
def test_an_article_is_worded_in_each_language(typed: str, ru: str, kk: str) -> None:
    assert values_end.article_words(supplied(), typed, "ru").replace("\u00a0", " ") == ru
    assert values_end.article_words(supplied(), typed, "kk") == kk
