"""Facts of a criminal case against article 68 of the Criminal Code."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mediadesk.domain.changes import Finding
from mediadesk.domain.codes import Gravity, HarmState, ReleasePart
from mediadesk.domain.deadlines import add_months
from mediadesk.domain.model import CriminalFacts
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import Rules
from mediadesk.domain.types import DisputeKind

if TYPE_CHECKING:
    from datetime import date

__all__ = ["judge_criminal"]

_MONTHS = 12


def judge_criminal(facts: CriminalFacts, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge the facts of a criminal case; nothing here stops anybody (articles may have changed)."""
    if file.case.kind not in (DisputeKind.CRIMINAL, DisputeKind.OFFENCE):
        yield rules.found("not_a_criminal_case", "criminal_facts")
    yield from _gravity(facts, rules)
    if facts.release_part is ReleasePart.PART_2 and facts.release_ground is None:
        yield rules.found("personal_ground_missing", "criminal_facts.release_ground")
    yield from _earlier(facts, file, rules)
    if facts.harm_state is HarmState.FULLY and facts.harm_made_good_on is None:
        yield rules.found("harm_undated", "criminal_facts.harm_made_good_on")
    for name in ("erdr_on", "harm_made_good_on", "result_on", "reconciled_before_on"):
        yield from rules.future(getattr(facts, name), f"criminal_facts.{name}")


def _gravity(facts: CriminalFacts, rules: Rules) -> Iterator[Finding]:
    place = "criminal_facts.gravity"
    if facts.gravity is None:
        return
    if facts.gravity in rules.criminal.excluded:
        yield rules.found("gravity_excluded", place)
    elif facts.gravity is Gravity.GRAVE and facts.release_part is not ReleasePart.PART_2:
        yield rules.found("grave_without_ground", place)
    elif facts.release_part and facts.gravity not in rules.criminal.parts.get(
        facts.release_part, frozenset()
    ):
        yield rules.found("part_not_fitting", place)


def _earlier(facts: CriminalFacts, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    before = facts.reconciled_before_on
    years = rules.criminal.limitation_years.get(facts.gravity) if facts.gravity else None
    if before is None or years is None:
        return
    start: date = facts.erdr_on or file.case.received_on
    if start < add_months(before, years * _MONTHS):
        place = "criminal_facts.reconciled_before_on"
        yield rules.found("reconciled_before", place, day=before, years=years)
