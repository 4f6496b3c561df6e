"""Cases that are rare in an office and must be right all the same."""

from dataclasses import replace
from datetime import date

import pytest

from mediadesk import assets
from mediadesk.domain import rules_people
from mediadesk.domain.assignments import notice_owed
from mediadesk.domain.attachments import clean_name, file_rules_from_toml
from mediadesk.domain.codes import Gravity, ReleasePart
from mediadesk.domain.conflicts import people_of
from mediadesk.domain.costs import judge_payment
from mediadesk.domain.criminal import judge_criminal
from mediadesk.domain.criminal_law import CriminalLaw
from mediadesk.domain.document_groups import point_of
from mediadesk.domain.facts_staff import change_facts
from mediadesk.domain.model import Assignment, Case, CriminalFacts, Party, Payment, Person
from mediadesk.domain.name_forms import FORMS
from mediadesk.domain.performance_steps import guidance_from_toml
from mediadesk.domain.reference import differences, flat
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.rules_intake import likely_outcome
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    MediatorId,
    Outcome,
    PartyId,
    Stage,
    Tiyn,
)
from mediadesk.usecases.law import load_law
from tests.desks import TODAY, office
from tests.export.document_cases import complete

DAY = date(2026, 11, 2)
RULES = load_law().rules(TODAY)


def file_of(case: Case, **facts: object) -> CaseFile:
    return CaseFile(case=case, office=office(), **facts)


def test_art_20_8_a_closed_case_owes_no_notice_of_a_changed_mediator() -> None:
    leads = tuple(
        Assignment(case_id=CaseId(1), mediator_id=MediatorId(n), from_on=date(2026, 11, n))
        for n in (3, 9)
    )
    case = Case(received_on=DAY, stage=Stage.COURT, state=CaseState.MEDIATION)
    running = file_of(case, records={Assignment: leads})
    assert notice_owed(running)
    assert not notice_owed(replace(running, case=replace(case, state=CaseState.CLOSED)))


def test_a_name_of_a_file_without_an_ending_is_cut() -> None:
    assert clean_name("я" * 400) == "я" * len(clean_name("я" * 400))
    assert len(clean_name("я" * 400)) < 400


def test_limits_of_files_below_one_are_no_limits() -> None:
    data = assets.load_toml("files.toml")
    data["trash"]["keep_days"] = 0
    with pytest.raises(ValueError, match="FileRules"):
        file_rules_from_toml(data)


def test_a_party_of_whom_nothing_is_left_is_nobody() -> None:
    nobody = (PartyFile(party=Party()),)
    assert people_of(file_of(Case(received_on=DAY), parties=nobody)) == ()


def test_art_22_shares_that_make_no_whole_are_pointed_out() -> None:
    parties = tuple(
        PartyFile(party=Party(id=PartyId(n), cost_share=share)) for n, share in ((1, 50), (2, 25))
    )
    payment = Payment(case_id=CaseId(1), paid_on=DAY, amount_tiyn=Tiyn(1))
    found = judge_payment(payment, file_of(Case(received_on=DAY), parties=parties), RULES)
    assert {f.code for f in found} == {"shares_not_whole", "nothing_to_pay"}


def test_art_68_a_part_that_does_not_name_the_gravity_does_not_fit() -> None:
    law = CriminalLaw(parts={ReleasePart.PART_1: frozenset({Gravity.SMALL})})
    rules = replace(RULES, criminal=law)
    facts = CriminalFacts(gravity=Gravity.MEDIUM, release_part=ReleasePart.PART_1)
    file = file_of(Case(received_on=DAY, kind=DisputeKind.CRIMINAL))
    assert [f.code for f in judge_criminal(facts, file, rules)] == ["part_not_fitting"]


def test_a_follow_up_after_no_months_makes_no_sense() -> None:
    raw = assets.load_toml("law/performance.toml")
    raw["follow_up"]["months"] = [0]
    with pytest.raises(ValueError, match="0"):
        guidance_from_toml(raw, assets.load_toml("law/mci.toml"))


def test_rows_of_one_name_are_told_apart() -> None:
    ours = flat({"x": [{"code": "a", "n": 1}, {"code": "a", "n": 2}]})
    theirs = flat({"x": [{"code": "a", "n": 1}, {"code": "a", "n": 3}]})
    assert [d.key for d in differences(ours, theirs)] == ["a′"]


def test_the_next_paper_follows_the_point_of_the_case() -> None:
    file = complete()
    assert file.agreement is not None
    closed = replace(file, case=replace(file.case, state=CaseState.CLOSED))
    unsigned = replace(file, agreement=replace(file.agreement, is_signed=False))
    open_ = replace(unsigned, case=replace(file.case, state=CaseState.MEDIATION))
    assert [point_of(each) for each in (closed, file, open_)] == ["closed", "signed", "mediation"]


def test_forms_of_a_name_that_was_changed_since_are_pointed_out() -> None:
    person = Person(name_ru="Ахметова Әлия", name_kk="Ахметова Әлия")
    forms = {each: "Ахметовой Әлии" for each in FORMS if "_ru_" in each}
    kept = replace(person, **forms)
    assert list(rules_people.name_forms(RULES, kept)) == []
    renamed = replace(kept, name_ru="Серікова Әлия")
    (found,) = rules_people.name_forms(RULES, renamed)
    assert (found.code, found.place) == ("name_forms_stale", next(iter(forms)))


def test_a_signed_agreement_points_to_its_outcome() -> None:
    assert likely_outcome(complete(), RULES) is Outcome.AGREEMENT


def test_a_change_to_somebody_who_is_not_known_any_more_is_not_told() -> None:
    file = complete()
    assert change_facts(file) is not None
    assert change_facts(replace(file, mediators=file.mediators[:1])) is None
