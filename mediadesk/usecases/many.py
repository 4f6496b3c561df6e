"""The handler that changes many cases at once: one transaction, one undo, and why some were left."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.checks import demand
from mediadesk.domain.commands import EditMany
from mediadesk.domain.model import Case, Mediator, Task
from mediadesk.domain.rules import Rules
from mediadesk.domain.types import CaseState
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, load
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["LEFT", "edit_many"]

LEFT: Final = {
    "closed": N_("Closed cases: %(n)s"),
    "opened": N_("Case opened already, the mediator is replaced in its card: %(n)s"),
    "newer": N_("Changed meanwhile by somebody: %(n)s"),
    "gone": N_("No longer in the register: %(n)s"),
    "same": N_("Already as wanted: %(n)s"),
    "law": N_("The law does not allow it: %(n)s"),
}
"""Why a case was left as it was, by the code of the finding."""


def edit_many(cmd: EditMany, unit: "Unit", law: Law) -> Done:
    """Set a fact in each case that can take it; findings count the others by their reason."""
    if cmd.mediator_id is not None:
        load(unit, Mediator, cmd.mediator_id)
    task = demand(cmd.task) if cmd.task is not None else None
    if task is None and not _facts(cmd):
        raise InputProblem(Code.BAD_VALUE, field="cases", label=N_("Cases"))
    rules = law.rules(unit.clock.today())
    left: Counter[str] = Counter()
    changed = 0
    for case_id, rev in dict(cmd.cases).items():
        case = unit.get(Case, case_id)
        why = _why_not(cmd, case, rev)
        if case is not None and not why:
            why = _give(case, task, unit) if task is not None else _change(cmd, case, unit, rules)
        if why:
            left[why] += 1
        else:
            changed += 1
    findings = tuple(
        Finding(f"many.{why}", Severity.INFO, LEFT[why], params={"n": left[why]})
        for why in LEFT
        if left[why]
    )
    return Done(
        0,
        N_("Cases changed: %(n)s of %(all)s"),
        {"n": changed, "all": len(dict(cmd.cases))},
        findings,
    )


def _facts(cmd: EditMany) -> dict[str, object]:
    """Give the facts to set by their fields."""
    names = ("mediator_id", "topic", "funded_by", "language")
    return {name: value for name in names if (value := getattr(cmd, name)) is not None}


def _why_not(cmd: EditMany, case: Case | None, rev: int) -> str:
    """Tell why a case cannot take the change; '' if it can. A task may be added to a closed one."""
    if case is None:
        return "gone"
    if cmd.task is not None:
        return ""
    if case.state is CaseState.CLOSED:
        return "closed"
    if case.rev != rev:
        return "newer"
    if cmd.mediator_id is not None and case.state is not CaseState.APPEAL:
        return "same" if case.mediator_id == cmd.mediator_id else "opened"
    return ""


def _change(cmd: EditMany, case: Case, unit: "Unit", rules: Rules) -> str:
    """Change a case; tell why it was left if it was."""
    facts: dict[str, object] = _facts(cmd)
    wanted = demand(replace(case, **facts))  # type: ignore[arg-type]  # names and types of Case
    if wanted == case:
        return "same"
    if any(f.severity is Severity.BLOCKS for f in rules.appeal(wanted)):
        return "law"
    unit.save(wanted)
    return ""


def _give(case: Case, task: Task, unit: "Unit") -> str:
    unit.add(replace(task, case_id=case.id))
    return ""
