"""The law on personal data as data: terms, lists, consents; what is emptied and what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.depersonal import NAMELESS, SHELL, emptied, words_of
from mediadesk.domain.masking import FACTORS, CaseMask, Masker, case_mask, days_of, numbered
from mediadesk.domain.model import (
    ENTITIES,
    Breach,
    Case,
    Consent,
    Contract,
    Disclosure,
    DrawnIn,
    Invitation,
    Mediator,
    Obligation,
    Office,
    Party,
    Payment,
    Person,
    PersonBlock,
    PersonRequest,
    PrintedCopy,
    Session,
    SignatureRecord,
)
from mediadesk.domain.papers import Agreement
from mediadesk.domain.person_answer import PersonFile, sections
from mediadesk.domain.personal_data import RequestKind
from mediadesk.domain.personal_law import (
    FILE,
    codes_in,
    consent_state,
    counted,
    personal_law_from_toml,
)
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import (
    AgreementId,
    CaseId,
    ObligationKind,
    PartyId,
    PartySide,
    PersonId,
    Tiyn,
)
from mediadesk.domain.workdays import calendar_from_toml

TODAY = date(2026, 11, 21)
LAW = personal_law_from_toml(assets.load_toml(FILE))
CALENDAR = calendar_from_toml(*(assets.load_toml(n) for n in assets.names("calendar")))
ONE = PersonId(1)


def consent(**facts: object) -> Consent:
    return replace(Consent(person_id=ONE, given_on=date(2026, 1, 1)), **facts)


def test_every_purpose_needs_data_of_the_list() -> None:
    for purpose in LAW.purposes.values():
        assert set(purpose.categories) <= set(LAW.categories)
    assert LAW.usual_categories(["register"]) == ("name", "dispute")


@pytest.mark.parametrize("hurt", ["term", "purpose", "days"])
def test_data_that_make_no_sense_are_refused(hurt: str) -> None:
    table = assets.load_toml(FILE)
    if hurt == "term":
        table = {**table, "term": table["term"][1:]}
    elif hurt == "purpose":
        table = {**table, "purpose": [{**table["purpose"][0], "categories": "no such"}]}
    else:
        table = {**table, "term": [{**row, "working_days": 0} for row in table["term"]]}
    with pytest.raises(ValueError, match=r"\["):
        personal_law_from_toml(table)


def test_art_25_terms_are_working_days() -> None:
    friday = date(2026, 11, 20)
    request = PersonRequest(person_id=ONE, received_on=friday)
    assert counted(request, LAW, CALENDAR) == date(2026, 11, 25)
    correct = replace(request, kind=RequestKind.CORRECTION)
    assert counted(correct, LAW, CALENDAR) == date(2026, 11, 23)
    block = PersonBlock(person_id=ONE, blocked_on=friday)
    assert counted(block, LAW, CALENDAR) == date(2026, 11, 25)
    assert counted(Breach(found_on=friday), LAW, CALENDAR) == date(2026, 11, 23)


def test_the_consent_that_lasts_longest_counts() -> None:
    assert not consent_state([], TODAY, 30).is_given
    assert not consent_state([consent(withdrawn_on=TODAY)], TODAY, 30).is_given
    assert not consent_state([consent(until=date(2026, 11, 20))], TODAY, 30).is_given
    whole = consent_state([consent(), consent(until=TODAY)], TODAY, 30)
    assert (whole.is_given, whole.until, whole.is_soon) == (True, None, False)
    soon = consent_state([consent(until=TODAY), consent(until=date(2026, 12, 1))], TODAY, 30)
    assert (soon.until, soon.is_soon) == (date(2026, 12, 1), True)
    assert not consent_state([consent(until=date(2027, 12, 1))], TODAY, 30).is_soon


def test_codes_are_joined_by_commas() -> None:
    assert codes_in(" name, identifier ,,") == ("name", "identifier")


def test_a_shell_has_no_words_at_all() -> None:
    for cls in SHELL:
        assert words_of(cls) is words_of(cls)
    case = Case(received_on=TODAY, topic="loan", subject_ru="слова", note="слова", import_key="k")
    left = emptied(case)
    assert (left.topic, left.subject_ru, left.note, left.import_key) == ("loan", "", "", "")
    assert left.received_on == TODAY
    assert emptied(DrawnIn(name="Имя", contacts="+7")).name == NAMELESS
    assert emptied(Party(authority_on=TODAY, authority_ru="№ 5")).authority_on is None
    assert emptied(SignatureRecord(signed_on=TODAY)).signed_on == TODAY


def test_every_field_of_text_of_every_entity_is_known_as_words() -> None:
    for cls in ENTITIES:
        for name in words_of(cls):
            assert isinstance(getattr(cls, name, ""), str) or name in cls.__dataclass_fields__


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 3, 1)), max_size=8), st.integers(0, 99))
def test_days_of_a_case_stay_past_and_in_their_year(days: list[date], seed: int) -> None:
    mask = case_mask(days, TODAY, Random(seed))
    assert mask.tenths in FACTORS
    for day in days:
        moved = date.fromordinal(day.toordinal() + mask.days)
        assert (moved <= TODAY) == (day <= TODAY)
        assert day > TODAY or moved.year == day.year


def test_numbers_have_no_gaps_and_follow_the_days() -> None:
    days = (date(2026, 3, 1), date(2026, 1, 1), date(2026, 2, 1))
    cases = [Case(id=CaseId(n), year=2026, seq=n, received_on=day) for n, day in enumerate(days, 1)]
    assert numbered(cases, Random(1)) == {1: 3, 2: 1, 3: 2}


def test_a_masked_case_keeps_figures_and_loses_words() -> None:
    masker = Masker(
        Random(1), lambda _record, name: f"«{name}»", frozenset({"loan"}), {1: CaseMask(-3, 12)}
    )
    case = Case(
        id=CaseId(1), received_on=TODAY, claim_tiyn=Tiyn(1000), claim_cents=50, topic="own thing",
        subject_ru="слова", import_key="key",
    )  # fmt: skip
    made = masker.masked(case, 1)
    assert made.received_on == date(2026, 11, 18)
    assert (made.claim_tiyn, made.claim_cents, made.topic) == (1200, 60, "own-1")
    assert (made.subject_ru, made.note, made.import_key) == ("«subject_ru»", "", "")
    assert masker.topic("own thing") == "own-1"
    assert masker.topic("loan") == "loan"
    assert masker.masked(Contract(concluded_on=TODAY), 9).concluded_on == TODAY
    assert days_of(case) == (TODAY,)


def whole() -> CaseFile:
    """Make a case in which everything is told of the first party and something of the second."""
    first = Party(id=PartyId(1), person_id=ONE, side=PartySide.FIRST, authority_ru="№ 5")
    other = PartyId(2)
    agreement = Agreement(id=AgreementId(1), is_signed=True, signed_on=TODAY)
    duty = Obligation(
        agreement_id=AgreementId(1), kind=ObligationKind.PAYMENT, debtor=PartySide.FIRST,
        amount_tiyn=Tiyn(700), due_on=TODAY, what_ru="тайна другого",
    )  # fmt: skip
    return CaseFile(
        case=Case(year=2026, seq=1, received_on=TODAY, note="тайна другого"),
        office=Office(name_ru="Центр", name_kk="Орталық", region="27"),
        mediator=Mediator(name_ru="Медиатор"),
        contract=Contract(concluded_on=TODAY),
        sessions=(Session(held_on=TODAY), Session(held_on=date(2026, 1, 2), party_id=other)),
        agreements=(agreement,),
        signed_obligations=(duty, replace(duty, debtor=PartySide.SECOND, amount_tiyn=Tiyn(900))),
        copies=(PrintedCopy(for_whom="тайна другого"),),
        records={
            Invitation: (Invitation(sent_on=TODAY, party_id=first.id),),
            Disclosure: (
                Disclosure(given_on=TODAY, party_id=other),
                Disclosure(given_on=TODAY, party_id=first.id),
            ),
            Payment: (Payment(paid_on=TODAY, amount_tiyn=Tiyn(5), party_id=first.id),),
        },
    )


def test_the_answer_tells_of_this_side_only() -> None:
    party = Party(id=PartyId(1), person_id=ONE, side=PartySide.FIRST)
    held = PersonFile(
        person=Person(name_ru="Имя"),
        consents=(consent(categories="name", purposes="mediation"),),
        requests=(PersonRequest(person_id=ONE, received_on=TODAY),),
        blocks=(PersonBlock(person_id=ONE, blocked_on=TODAY),),
        cases=((whole(), party), (replace(whole(), mediator=None, contract=None), party)),
    )
    found = list(sections(held))
    assert [each.of for each in found] == ["", "", "", "", "2026/0001", "2026/0001"]
    values = [line.value for each in found for line in each.lines]
    assert Tiyn(700) in values
    assert Tiyn(900) not in values
    assert date(2026, 1, 2) not in values
    assert "тайна другого" not in values
    assert {line.codes for line in found[1].lines} == {"", "categories", "purposes"}
