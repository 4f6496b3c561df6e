"""What good sense says of a session beside the law: planned ahead, held behind, permissions."""

from collections.abc import Iterator
from typing import Final

from mediadesk.domain.casefile import Disclosure
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.codes import SessionState
from mediadesk.domain.model import Session
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import RULES, Rule, Rules
from mediadesk.marks import N_

__all__ = ["SESSION_RULES", "disclosure_findings", "session_findings"]

SESSION_RULES: Final[dict[str, Rule]] = {
    "session_planned_in_past": Rule(N_("The session is planned for a day that has passed")),
    "session_held_in_future": Rule(N_("The session is entered as held, but its day is to come")),
    "session_off_day": Rule(N_("The session is planned for a day off")),
    "disclosure_withdrawn_early": Rule(
        N_("The permission cannot be withdrawn before it is given"), N_("Law on mediation, art. 8")
    ),
}
RULES.update(SESSION_RULES)


def _found(rules: Rules, code: str, place: str) -> Finding:
    rule = SESSION_RULES[code]
    return Finding(code, rules.severities.get(code, Severity.WARNS), rule.text, rule.article, place)


def session_findings(rules: Rules, session: Session) -> Iterator[Finding]:
    """Judge the day of a session by its state."""
    place = "session.held_on"
    if session.state is SessionState.PLANNED:
        if session.held_on < rules.today:
            yield _found(rules, "session_planned_in_past", place)
        if session.held_on in rules.calendar.days_off:
            yield _found(rules, "session_off_day", place)
    elif session.state is SessionState.HELD and session.held_on > rules.today:
        yield _found(rules, "session_held_in_future", place)


def disclosure_findings(record: Disclosure, _file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge a permission to disclose (law on mediation, art. 8)."""
    if record.withdrawn_on is not None and record.withdrawn_on < record.given_on:
        yield _found(rules, "disclosure_withdrawn_early", "disclosure.withdrawn_on")
