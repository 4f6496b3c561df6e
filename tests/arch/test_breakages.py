"""Mistakes that break promises stand in a list that is not stale; scripts/break-promises makes them."""

from __future__ import annotations

import ast
import re

import pytest

from tests.breakages import ROOT, Breakage, Promise, breakages, promises

ALL = breakages()
PROMISES = promises()


def told(breakage: Breakage) -> str:
    """Name a breakage in the report of the tests."""
    return f"{breakage.promise}: {breakage.mistake}"


def is_named(test: str, promise: Promise) -> bool:
    """Tell whether a test, or the file it stands in, is named in the row."""
    return any(
        test == named or test.startswith((f"{named}::", f"{named}[")) for named in promise.tests
    )


@pytest.mark.parametrize("breakage", ALL, ids=told)
def test_a_mistake_can_be_made_and_is_more_than_a_slip(breakage: Breakage) -> None:
    assert breakage.file.startswith("mediadesk/")
    whole = breakage.path.read_text("utf-8")
    assert whole.count(breakage.text) == 1, "the text is stale"
    broken = whole.replace(breakage.text, breakage.instead)
    assert ast.dump(ast.parse(broken)) != ast.dump(ast.parse(whole))


@pytest.mark.parametrize("breakage", ALL, ids=told)
def test_its_tests_are_there_and_are_those_of_the_promise(breakage: Breakage) -> None:
    (promise,) = [each for each in PROMISES if breakage.breaks(each)]
    assert breakage.tests
    for test in breakage.tests:
        assert is_named(test, promise), test
        file, _, name = test.partition("[")[0].partition("::")
        text = (ROOT / file).read_text("utf-8")
        assert not name or re.search(rf"^def {name}\(", text, re.M), test


def test_every_promise_is_broken_and_every_test_of_the_eleven_has_something_to_catch() -> None:
    for promise in PROMISES:
        tests = [test for each in ALL if each.breaks(promise) for test in each.tests]
        assert tests, promise.words
        if re.match(r"\d+\. ", promise.words):
            for named in promise.tests:
                assert any(is_named(test, Promise("", (named,))) for test in tests), named


def test_no_mistake_is_told_twice() -> None:
    assert len({told(each) for each in ALL}) == len(ALL)
