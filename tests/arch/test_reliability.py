"""Every promise about the data names tests that are there."""

from __future__ import annotations

import re

from tests.arch.tree import ROOT

PAPER = ROOT / "docs" / "reliability.md"


def test_every_promise_has_tests_that_exist() -> None:
    text = PAPER.read_text("utf-8")
    tables = re.findall(r"^\| (?:promise|rung) \|.*\n\| ---.*\n((?:\|.*\n)+)", text, re.M)
    rows = [
        found.groups()
        for table in tables
        for found in re.finditer(r"^\| (.+?) \| (.+?) \| .*\|$", table, re.M)
    ]
    assert len(rows) > 20
    for promise, tests in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", tests)
        assert named, promise
        for file, name in named:
            text = (ROOT / file).read_text("utf-8")
            assert not name or re.search(rf"^(?:    )?def {name}\(", text, re.M), (promise, name)
