"""What the law says to terms, extensions, approvals and the end of a mediation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from mediadesk.domain.changes import Finding
from mediadesk.domain.codes import ApprovalDecision
from mediadesk.domain.deadlines import Term, rule_term
from mediadesk.domain.model import Approval, CaseTerm, Contract
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rule import Judge
from mediadesk.domain.types import Outcome
from mediadesk.domain.workdays import is_working_day

__all__ = [
    "approval_findings",
    "case_term",
    "case_term_findings",
    "contract_term_findings",
    "ending_findings",
]

_NOTED: Final = (Outcome.STOPPED, Outcome.ONE_REFUSED)


def case_term(term: CaseTerm, rules: Judge) -> Term | None:
    """Count a term of a case by its rule; None if its end is typed in or its rule is not known."""
    if not term.rule or term.starts_on is None or not rules.terms.knows(term.rule):
        return None
    return rule_term(term.rule, term.starts_on, rules.calendar, rules.terms, term.days)


def case_term_findings(term: CaseTerm, file: CaseFile, rules: Judge) -> Iterator[Finding]:
    """Judge a term of a case, and tell how its end moved since it was saved last."""
    counted = case_term(term, rules)
    if counted is not None and counted.over_limit:
        limit = rules.terms.rule(term.rule, counted.start).limit_days
        yield rules.found("case_term_too_long", "case_term.days", limit=limit)
    if counted is None and term.ends_on is not None:
        if not is_working_day(term.ends_on, rules.calendar):
            yield rules.found("case_term_day_off", "case_term.ends_on", day=term.ends_on)
        if term.starts_on and term.ends_on < term.starts_on:
            yield rules.found("case_term_backwards", "case_term.ends_on")
    before = next((each for each in file.all(CaseTerm) if each.id == term.id), None)
    if before is None or counted is None:
        return
    was = case_term(before, rules)
    ended = was.end_on if was else before.ends_on
    if ended is not None and ended != counted.end_on:
        moved = {"before": ended, "after": counted.end_on, "start": counted.start}
        yield rules.found("case_term_moved", "case_term.starts_on", **moved)


def contract_term_findings(file: CaseFile, contract: Contract, rules: Judge) -> Iterator[Finding]:
    """Judge the extension of the term (arts. 20(9), 23), and tell how its end moved."""
    before = file.contract
    if contract.extended_days:
        if contract.extension_ground is None:
            yield rules.found("extension_without_ground", "contract.extension_ground")
        plain = rules.end_of(_unextended(contract))
        if contract.extended_on and contract.extended_on > plain:
            yield rules.found("extension_late", "contract.extended_on", day=plain)
        is_new = before is None or before.extended_days != contract.extended_days
        if is_new and _rule(file, rules) == "mediation_in_court":
            yield rules.found("extension_notice", "contract.extended_on")
    yield from _process(file, contract, rules)
    was, now = before and rules.end_of(before), rules.end_of(contract)
    if before is not None and was != now:
        days = f"{contract.term_days} + {contract.extended_days}"
        facts = {"before": was, "after": now, "start": contract.concluded_on, "days": days}
        yield rules.found("mediation_term_moved", "contract.concluded_on", **facts)


def _unextended(contract: Contract) -> Contract:
    return replace(contract, extended_days=0)


def _rule(file: CaseFile, rules: Judge) -> str:
    return rules.terms.mediation_rule(file.case.kind, file.case.stage)


def _process(file: CaseFile, contract: Contract, rules: Judge) -> Iterator[Finding]:
    """Hold the mediation against the term of the proceedings, which is typed in (art. 24(4))."""
    if not rules.terms.rule(_rule(file, rules), contract.concluded_on).is_within_process:
        return
    typed = [t.ends_on for t in file.all(CaseTerm) if not t.rule and not t.is_done and t.ends_on]
    if not typed:
        yield rules.found("process_term_missing", "contract.term_days")
    elif min(typed) < rules.end_of(contract):
        yield rules.found("process_term_earlier", "contract.term_days", day=min(typed))


def approval_findings(approval: Approval, file: CaseFile, rules: Judge) -> Iterator[Finding]:
    """Judge what is recorded of an approval (Civil Procedure Code, arts. 177, 180)."""
    signed = bool(file.signed)
    if not signed and approval.decision is ApprovalDecision.WAITING:
        yield rules.found("approval_without_agreement", "approval.submitted_on")
    if approval.decided_on and approval.decided_on < approval.submitted_on:
        yield rules.found("approval_backwards", "approval.decided_on")
    if approval.decision is ApprovalDecision.WAITING:
        return
    if approval.decided_on is None:
        yield rules.found("approval_undated", "approval.decided_on")
    if approval.decision is ApprovalDecision.REFUSED:
        if not approval.reason:
            yield rules.found("refusal_without_reason", "approval.reason")
        yield rules.found("refusal_reopens", "approval.decision")


def ending_findings(
    file: CaseFile, outcome: Outcome, on: date, note: str, rules: Judge
) -> Iterator[Finding]:
    """Judge the day and the circumstances of an end by its ground (art. 26(1))."""
    if outcome in _NOTED and not note.strip():
        yield rules.found("end_note_missing", "case.end_note")
    last = file.signed[-1] if file.signed else None
    if outcome is Outcome.AGREEMENT and last and last.signed_on not in (None, on):
        yield rules.found("end_not_signing_day", "case.ended_on", day=last.signed_on)
    if outcome is Outcome.EXPIRED and file.contract:
        end = rules.end_of(file.contract)
        if not rules.raw_end_of(file.contract) <= on <= end:
            yield rules.found("end_not_expiry_day", "case.ended_on", day=end)
