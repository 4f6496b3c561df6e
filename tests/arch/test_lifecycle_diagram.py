"""The diagram of the manual is the table of the program, in the words of each language."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from mediadesk.domain.lifecycle import TRANSITIONS, Event
from mediadesk.domain.types import CaseState
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.ui.wording import EVENTS, GUARDS
from tests.arch.tree import ROOT


def test_the_diagrams_are_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/lifecycle-diagram", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_event_and_condition_has_its_words() -> None:
    assert set(EVENTS) == set(Event)
    assert set(GUARDS) == {each.guard.__name__ for each in TRANSITIONS if each.guard}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_has_every_state_and_arrow(language: str) -> None:
    tr = Translator(language)
    text = (ROOT / "docs" / "manual" / f"{language}.md").read_text(encoding="utf-8")
    (drawn,) = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    for state in CaseState:
        assert f'state "{tr.text(state.label)}" as {state.value}' in drawn
    arrows = re.findall(r"^    (\w+) --> (\w+): (.*)$", drawn, re.MULTILINE)
    assert len(arrows) == len(TRANSITIONS)
    for arrow, each in zip(arrows, TRANSITIONS, strict=True):
        assert arrow[:2] == (each.state.value, each.to.value)
        assert arrow[2].startswith(tr.text(EVENTS[each.event]))
