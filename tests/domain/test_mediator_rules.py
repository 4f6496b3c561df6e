"""Articles 9, 14, 15 and 16 of the law on mediation: who may mediate on a day, and the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.codes import SpokenLanguage
from mediadesk.domain.mediator_rules import (
    TEXTS,
    MediatorLaw,
    MediatorLaws,
    MediatorState,
    gaps,
    mediator_laws_from_toml,
    remarks,
    speaks,
    spoken,
    state_of,
    suspended_until,
)
from mediadesk.domain.model import Mediator
from mediadesk.domain.types import MediatorKind, ProcessLanguage

DAY = date(2026, 11, 21)
LAWS = mediator_laws_from_toml(assets.load_toml("law/mediators.toml"))
LAW = LAWS.on(DAY)
WHOLE = Mediator(
    name_ru="Медиатор Несуществующий",
    certificate="№ 1",
    certificate_until=date(2028, 1, 1),
    born_on=date(1980, 5, 5),
    has_degree=True,
    register_number="П-1",
    clean_record_on=date(2026, 1, 1),
    medical_on=date(2026, 1, 1),
)


def said(mediator: Mediator, on: date = DAY) -> list[str]:
    law = LAWS.on(on)
    return [each.code for each in (*remarks(mediator, on, law), *gaps(mediator, law))]


def test_nothing_is_said_of_a_whole_entry() -> None:
    assert said(WHOLE) == []
    assert state_of(WHOLE, DAY, LAW) is MediatorState.ACTIVE


def test_art_9_4_a_professional_needs_age_degree_certificate_register() -> None:
    bare = Mediator(name_ru="Медиатор Несуществующий")
    assert set(said(bare)) == {
        "certificate_missing", "mediator_age_missing", "degree_missing", "register_missing",
        "clean_record_missing", "medical_missing",
    }  # fmt: skip


def test_art_9_3_a_public_mediator_needs_forty_years_and_an_election() -> None:
    bare = Mediator(name_ru="Медиатор Несуществующий", kind=MediatorKind.PUBLIC)
    assert set(said(bare)) == {"mediator_age_missing", "register_missing", "election_missing"}
    young = replace(
        bare, born_on=date(1990, 1, 1), registered_on=date(2025, 1, 1), elected_on=date(2024, 12, 1)
    )
    assert said(young) == ["mediator_too_young"]
    assert said(replace(young, born_on=date(1986, 11, 21))) == []


def test_art_8_1_a_retired_judge_needs_the_ministry_register_only() -> None:
    judge = Mediator(name_ru="Судья Несуществующая", kind=MediatorKind.RETIRED_JUDGE)
    assert said(judge) == ["register_missing"]
    assert said(replace(judge, registered_on=DAY)) == []


@pytest.mark.parametrize(
    ("born_on", "is_young"),
    [
        (date(2001, 11, 21), False),
        (date(2001, 11, 22), True),
        (date(2000, 2, 29), False),
        (date(2002, 1, 1), True),
    ],
)
def test_art_9_4_twenty_five_years_are_full_on_the_birthday(born_on: date, is_young: bool) -> None:
    found = said(replace(WHOLE, born_on=born_on))
    assert found == (["mediator_too_young"] if is_young else [])


@pytest.mark.parametrize(
    ("days", "codes", "state"),
    [
        (-1, ["certificate_over"], MediatorState.CERTIFICATE_OVER),
        (0, ["certificate_ending"], MediatorState.ACTIVE),
        (60, ["certificate_ending"], MediatorState.ACTIVE),
        (61, [], MediatorState.ACTIVE),
    ],
)
def test_art_9_4_a_certificate_has_its_term(
    days: int, codes: list[str], state: MediatorState
) -> None:
    mediator = replace(WHOLE, certificate_until=DAY + timedelta(days=days))
    assert said(mediator) == codes
    assert state_of(mediator, DAY, LAW) is state


def test_art_14_a_suspension_lasts_six_months_unless_another_day_is_entered() -> None:
    mediator = replace(WHOLE, suspended_from=date(2026, 8, 31))
    assert suspended_until(mediator, LAW) == date(2027, 2, 28)
    told = replace(mediator, suspended_until=date(2026, 12, 1))
    assert suspended_until(told, LAW) == date(2026, 12, 1)
    assert suspended_until(WHOLE, LAW) is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 8, 30), MediatorState.ACTIVE),
        (date(2026, 8, 31), MediatorState.SUSPENDED),
        (date(2027, 2, 28), MediatorState.SUSPENDED),
        (date(2027, 3, 1), MediatorState.ACTIVE),
    ],
)
def test_art_14_a_suspended_mediator_takes_no_case(on: date, state: MediatorState) -> None:
    mediator = replace(WHOLE, suspended_from=date(2026, 8, 31))
    assert state_of(mediator, on, LAW) is state
    assert ("mediator_suspended" in said(mediator, on)) is (state is MediatorState.SUSPENDED)


def test_art_16_who_left_the_register_is_told_once() -> None:
    mediator = replace(WHOLE, left_on=DAY, suspended_from=DAY, is_active=False)
    assert said(mediator) == ["mediator_left"]
    assert state_of(mediator, DAY, LAW) is MediatorState.LEFT
    assert state_of(mediator, DAY - timedelta(days=1), LAW) is MediatorState.RESTING


def test_art_22_6_only_a_public_mediator_works_free_of_charge() -> None:
    assert [kind for kind in MediatorKind if LAW.of(kind).is_free] == [MediatorKind.PUBLIC]


def test_art_14_3_only_the_register_of_professionals_publishes_the_certificate() -> None:
    shown = [kind for kind in MediatorKind if LAW.of(kind).publishes_certificate]
    assert shown == [MediatorKind.PROFESSIONAL]


def test_art_14_and_16_4_the_register_decides_within_ten_days() -> None:
    days = [LAW.of(kind).entry_days for kind in MediatorKind]
    assert days == [10, 10, 0]


def test_every_finding_has_its_article_and_its_weight() -> None:
    weights = assets.load_toml("law/rules.toml")["severity"]
    for code, (text, article) in TEXTS.items():
        assert text
        assert "art." in article
        assert code in weights


def test_an_edition_holds_from_its_day() -> None:
    old = MediatorLaw(date(2011, 8, 5), suspension_months=1)
    new = MediatorLaw(date(2022, 1, 1), suspension_months=6)
    laws = MediatorLaws((old, new))
    assert laws.on(date(2021, 12, 31)) is old
    assert laws.on(date(2022, 1, 1)) is new
    assert laws.on(date(1999, 1, 1)) is old
    assert MediatorLaws().on(DAY).of(MediatorKind.PUBLIC).needs == frozenset()


@pytest.mark.parametrize("spoilt", ["in_force_from", "kind", "warn_days"])
def test_damaged_data_is_refused(spoilt: str) -> None:
    row = {**assets.load_toml("law/mediators.toml")["law"][0], spoilt: "?"}
    with pytest.raises((TypeError, ValueError, KeyError)):
        mediator_laws_from_toml({"law": [row]})


@given(st.frozensets(st.sampled_from(SpokenLanguage)))
def test_languages_come_back_as_they_were_chosen(chosen: frozenset[SpokenLanguage]) -> None:
    found = spoken(",".join(chosen))
    assert set(found) == chosen
    assert list(found) == [each for each in SpokenLanguage if each in chosen]


@given(st.text(max_size=40))
def test_any_text_of_languages_is_read(text: str) -> None:
    assert spoken(",".join(spoken(text))) == spoken(text)


def test_art_19_the_language_of_the_case() -> None:
    both = replace(WHOLE, languages="kk, RU")
    assert speaks(both, ProcessLanguage.BOTH) is True
    assert speaks(replace(WHOLE, languages="ru"), ProcessLanguage.BOTH) is False
    assert speaks(replace(WHOLE, languages="ru"), ProcessLanguage.RUSSIAN) is True
    assert speaks(WHOLE, ProcessLanguage.RUSSIAN) is None
    assert speaks(both, None) is None
    assert spoken("kk;de") == (SpokenLanguage.KAZAKH, SpokenLanguage.OTHER)
