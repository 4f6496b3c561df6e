"""Powers of attorney (Civil Code, art. 168) and minors (law on mediation, art. 24(3))."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.codes import DrawnInRole, RepresentativeKind
from mediadesk.domain.minors import adult_on, helpers_of, is_minor
from mediadesk.domain.model import DrawnIn, Party, Person
from mediadesk.domain.powers import PeopleLaw, PowerBasis, people_law_from_toml, power_of
from mediadesk.domain.rows import PartyFile
from mediadesk.domain.types import PartyId

LAW = PeopleLaw(adult_years=18, most_years=3, default_years=1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
AGENT = Party(
    representative_name="Поверенный Несуществующий", representative_kind=RepresentativeKind.ATTORNEY
)
CHILD = Person(name_ru="Ученик Несуществующий", born_on=date(2010, 3, 1))


def test_art_168_no_term_is_one_year_from_the_date() -> None:
    power = power_of(replace(AGENT, authority_on=date(2026, 2, 1)), LAW)
    assert power is not None
    assert (power.last_day, power.basis) == (date(2027, 2, 1), PowerBasis.NO_TERM)
    assert power.is_valid(date(2027, 2, 1))
    assert not power.is_valid(date(2027, 2, 2))


def test_art_168_three_years_are_the_most() -> None:
    given_on = replace(AGENT, authority_on=date(2024, 2, 29))
    power = power_of(replace(given_on, authority_until=date(2030, 1, 1)), LAW)
    assert power is not None
    assert (power.last_day, power.basis) == (date(2027, 2, 28), PowerBasis.TOO_LONG)


def test_art_168_without_a_date_it_is_void() -> None:
    power = power_of(replace(AGENT, authority_until=date(2030, 1, 1)), LAW)
    assert power is not None
    assert power.basis is PowerBasis.UNDATED
    assert not power.is_valid(date(2026, 1, 1))


@pytest.mark.parametrize("kind", [None, *RepresentativeKind])
def test_only_a_power_of_attorney_is_counted(kind: RepresentativeKind | None) -> None:
    found = power_of(replace(AGENT, representative_kind=kind), LAW)
    assert (found is not None) == (kind is RepresentativeKind.ATTORNEY)
    dated = replace(AGENT, representative_kind=kind, authority_on=date(2026, 1, 1))
    assert (power_of(dated, LAW) is not None) == (kind in (None, RepresentativeKind.ATTORNEY))


def test_nobody_represents_nobody() -> None:
    assert power_of(replace(AGENT, representative_name=""), LAW) is None


@given(DAYS, st.none() | DAYS)
def test_a_power_never_outlives_its_longest_term(on: date, until: date | None) -> None:
    power = power_of(replace(AGENT, authority_on=on, authority_until=until), LAW)
    assert power is not None
    assert power.last_day is not None
    assert power.last_day <= on + timedelta(days=3 * 366)
    assert until is None or power.last_day <= until


def test_art_24_one_is_a_minor_until_the_eighteenth_birthday() -> None:
    assert adult_on(CHILD, LAW) == date(2028, 3, 1)
    assert is_minor(CHILD, date(2028, 2, 29), LAW)
    assert not is_minor(CHILD, date(2028, 3, 1), LAW)


def test_the_iin_tells_the_birth_where_none_is_entered() -> None:
    by_number = Person(name_ru="Ученик Несуществующий", iin="991231500016")
    assert is_minor(by_number, date(2100, 1, 1), LAW)
    assert not is_minor(by_number, date(2026, 1, 1), LAW), "not born yet: the entry is wrong"


def test_a_minor_is_helped_by_a_legal_representative_or_a_specialist() -> None:
    party = PartyFile(party=Party(id=PartyId(7)), person=CHILD)
    assert helpers_of(party, ()) == ()
    legal = Party(
        id=PartyId(7), representative_name="Мать", representative_kind=RepresentativeKind.LEGAL
    )
    assert helpers_of(replace(party, party=legal), ()) == ("Мать",)
    for role in DrawnInRole:
        one = DrawnIn(name="Кто-то", role=role, party_id=PartyId(7))
        helps = role in (
            DrawnInRole.TEACHER, DrawnInRole.PSYCHOLOGIST, DrawnInRole.LEGAL_REPRESENTATIVE
        )  # fmt: skip
        assert bool(helpers_of(party, (one,))) == helps
        assert not helpers_of(party, (replace(one, party_id=PartyId(8)),))


def test_the_numbers_of_the_law_are_data() -> None:
    data = {
        "minor": {"adult_years": 21},
        "power_of_attorney": {"most_years": 5, "default_years": 2},
    }
    law = people_law_from_toml(data)
    power = power_of(replace(AGENT, authority_on=date(2026, 2, 1)), law)
    assert power is not None
    assert power.last_day == date(2028, 2, 1)
    with pytest.raises(ValueError, match="adult_years=0"):
        people_law_from_toml({**data, "minor": {"adult_years": 0}})
