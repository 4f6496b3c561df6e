"""The life of a case as a table, and the texts and weights of the rules."""

from __future__ import annotations

import re
import string

from mediadesk.domain.checks import check, cleaned
from mediadesk.domain.lifecycle import OUTCOMES, TRANSITIONS, Event, possible_events
from mediadesk.domain.model import Case, Office, Person
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import RULES
from mediadesk.domain.types import CaseState, Outcome
from mediadesk.errors import TEXTS, Code
from mediadesk.i18n import Translator
from mediadesk.usecases.law import load_law
from tests.desks import TODAY, office


def test_every_state_is_reached_and_left() -> None:
    reached = {each.to for each in TRANSITIONS if each.to is not each.state}
    left = {each.state for each in TRANSITIONS if each.to is not each.state}
    assert reached == left == set(CaseState)
    assert {each.event for each in TRANSITIONS} == set(Event)


def test_no_case_can_go_two_ways() -> None:
    ways: dict[tuple[CaseState, Event], int] = {}
    for each in TRANSITIONS:
        if each.guard is None:
            key = (each.state, each.event)
            ways[key] = ways.get(key, 0) + 1
    assert set(ways.values()) == {1}


def test_every_outcome_but_the_open_ones_ends_some_case() -> None:
    ends = {outcome for outcomes in OUTCOMES.values() for outcome in outcomes}
    assert ends == set(Outcome) - {Outcome.WAITING, Outcome.RUNNING}


def test_what_a_new_appeal_offers() -> None:
    file = CaseFile(case=Case(received_on=TODAY), office=office())
    assert possible_events(file) == {Event.OPEN, Event.CLOSE}


def test_every_rule_has_a_weight_and_every_weight_a_rule() -> None:
    assert set(load_law().severities) == set(RULES)


def test_rules_cite_articles_and_use_named_places() -> None:
    for code, rule in RULES.items():
        assert re.fullmatch(r"[a-z_]+", code)
        assert not next(iter(string.Formatter().parse(rule.text)))[1]
        assert rule.article == "" or "art." in rule.article


def test_problems_of_shape_are_said_in_words() -> None:
    tr = Translator("ru")
    (problem,) = check(Person(name_ru=""))
    assert (problem.field, problem.code) == ("name_ru", Code.REQUIRED)
    assert tr.text("Full name") in tr.text(TEXTS[problem.code], **problem.params)
    (problem,) = check(Person(name_ru="я" * 301))
    assert problem.params["limit"] == 300
    assert {p.field for p in check(Office(name_ru="", name_kk="", region=""))} == {
        "name_ru",
        "name_kk",
        "region",
    }


def test_a_clean_entity_stays_the_same_object() -> None:
    person = Person(name_ru="Кто-то")
    assert cleaned(person) is person
