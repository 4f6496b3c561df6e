"""The one place where it is judged who may do and ask what: every command, every question.

Commands are judged in `Desk.execute`, questions by a wrapper around each public method of the desk
(`guard`). Both look into tables in memory. Only for somebody bound to own cases is the file asked
which cases these are; what a command of theirs has changed is held against them before it is saved.
"""

from __future__ import annotations

import inspect
import threading
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from mediadesk.domain.access import AccessKind
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rights import Right
from mediadesk.domain.types import MediatorId
from mediadesk.domain.users import HEAD
from mediadesk.errors import Code, InputProblem, RuleBroken
from mediadesk.usecases.base import Base
from mediadesk.usecases.rights_questions import JUDGES, QUESTIONS, STRANGE, Question, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit
    from mediadesk.domain.bilingual import Words
    from mediadesk.domain.changes import ChangeSet
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.usecases.law import Law

__all__ = ["Judging", "guard"]

_SPAN = "%Y-%m-%dT%H"
_OUT = frozenset({AccessKind.PRINTED, AccessKind.EXPORTED})


class Judging(Base):
    """Knows who sits at the desk and what that person may do."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Begin with the only person of a centre, who is its head."""
        super().__init__(store, clock=clock, ids=ids, centre=centre, law=law)
        self._asking = threading.local()
        self._own_cases: frozenset[int] | None = None
        self._blocked_cases: frozenset[int] | None = None
        self._noted: set[tuple[str, int | None, str]] = set()

    def may(self, right: Right) -> bool:
        """Tell whether whoever sits at the desk has a right; asks the file nothing."""
        return self.law.roles.may(self.user.role, right)

    def why_not(self, right: Right) -> InputProblem | None:
        """Give the error that would be raised for want of a right; None if it is there."""
        if self.may(right):
            return None
        return InputProblem(Code.NOT_ALLOWED, role=self.role_words(), right=right)

    def role_words(self) -> Words:
        """Name the role of whoever sits at the desk."""
        return self.law.roles.of(self.user.role).words

    def demand(self, right: Right | None) -> None:
        """Raise InputProblem(NOT_ALLOWED) for want of a right."""
        problem = self.why_not(right) if right is not None else None
        if problem is not None:
            raise problem

    def judge_command(self, cmd: Any, own_steps: Iterable[int]) -> None:
        """Raise InputProblem unless the command may be given; steps of one's own may be undone."""
        from mediadesk.domain.commands import Redo, Undo
        from mediadesk.domain.commands_notes import DestroyNotes
        from mediadesk.usecases.rights import right_of

        if isinstance(cmd, (Undo, Redo)):
            if cmd.seq not in set(own_steps) and self.user.role != HEAD:
                self.demand(Right.PEOPLE)
            return
        self.demand(right_of(cmd))
        own = self.own_cases_only()
        if own is not None and _cases_named(cmd) - own:
            raise InputProblem(Code.NOT_OWN_CASE)
        if isinstance(cmd, DestroyNotes) and self.user.role != HEAD:
            self.demand_author(cmd.mediator_id)

    def why_not_notes(self, mediator_id: int) -> InputProblem | None:
        """Tell why private notes of a mediator are not for this person; None if they are."""
        is_own = bool(mediator_id) and self.user.mediator_id == mediator_id
        if self.user.id and not is_own:
            return InputProblem(Code.NOT_ALLOWED, role=self.role_words(), right=Right.NOTES)
        return self.why_not(Right.NOTES)

    def demand_author(self, mediator_id: int) -> None:
        """Raise InputProblem unless private notes of this mediator are one's own."""
        problem = self.why_not_notes(mediator_id)
        if problem is not None:
            raise problem

    def _judge_decision(self, cmd: Any, unit: Unit) -> None:
        """Demand for an applied correction the right that its change by hand wants; InputProblem."""
        from mediadesk.domain.commands_remarks import AnswerRemark
        from mediadesk.domain.model import Remark
        from mediadesk.domain.remark_records import RemarkState
        from mediadesk.usecases.rights import right_to_correct

        if isinstance(cmd, AnswerRemark) and cmd.state is RemarkState.APPLIED:
            remark = unit.get(Remark, cmd.remark_id)
            self.demand(right_to_correct(remark.field) if remark else None)

    def judge_changes(self, cmd: Any, unit: Unit) -> None:
        """Hold what a command changed against rights, own and shut cases, before it is saved.

        InputProblem; RuleBroken(PERSON_BLOCKED) where it takes a person whose data are blocked out of
        a case: that would open it.
        """
        self._judge_decision(cmd, unit)
        if self.blocked_cases():
            _demand_blocked_stay(unit)
        own, shut = self.own_cases_only(), self.shut_cases()
        if own is None and not shut:
            return
        made = {c.id for c in unit.changes if c.entity == "cases" and c.before is None}
        for change in unit.changes:
            cases = unit.cases_of(change)
            if cases & shut:
                raise InputProblem(Code.CASE_SHUT)
            if own is not None and cases and not cases & (own | made):
                raise InputProblem(Code.NOT_OWN_CASE)

    def own_cases_only(self) -> frozenset[int] | None:
        """Give the cases of a person bound to them; None for somebody who is not."""
        if not self.law.roles.only_own(self.user.role):
            return None
        if self._own_cases is None:
            from mediadesk.db.reads_mediators import cases_of

            mediator_id = self.user.mediator_id or 0
            with self.store.reader() as reader:
                found = reader.apart(lambda conn: cases_of(conn, MediatorId(mediator_id)))
            self._own_cases = frozenset(found)
        return self._own_cases

    def blocked_cases(self) -> frozenset[int]:
        """Name the cases in which the data of a person are blocked: nothing of them goes out."""
        if self._blocked_cases is None:
            from mediadesk.db import blocking

            with self.store.reader() as reader:
                self._blocked_cases = reader.apart(blocking.shut_cases)
        return self._blocked_cases

    def shut_cases(self) -> frozenset[int]:
        """Name the cases that are shut to whoever does not keep personal data: their data are blocked."""
        return frozenset() if self.may(Right.PERSONAL) else self.blocked_cases()

    def why_not_case(self, case_id: int) -> InputProblem | None:
        """Give the error that would be raised for a shut case; None where it is open."""
        return InputProblem(Code.CASE_SHUT) if case_id in self.shut_cases() else None

    def is_blocked(self, case_id: int) -> bool:
        """Tell whether data of a person of a case are blocked."""
        return case_id in self.blocked_cases()

    def forget_own(self, changes: ChangeSet) -> None:
        """Ask anew which cases are own ones after a change of cases or mediators."""
        if changes.touches("cases") or changes.touches("assignment"):
            self._own_cases = None

    def note(self, kind: AccessKind, case_id: int | None = None, detail: str = "") -> None:
        """Note a look, a print, an export: once for an hour."""
        told = (kind.value, case_id, f"{self.clock.now():{_SPAN}}{detail}")
        if told in self._noted:
            return
        self._noted.add(told)
        self.store.note_access(kind.value, case_id, detail, self.store.operator)

    def note_coming(self, kind: str, wrong_before: int) -> None:
        """Note that somebody came in, and how many wrong secrets were tried before."""
        self.note(AccessKind.CAME_IN if kind == "passphrase" else AccessKind.RECOVERED)
        if wrong_before:
            self.note(AccessKind.WRONG, None, str(wrong_before))


def guard(cls: type[Judging]) -> None:
    """Put the judge before every public method of the desk, see `QUESTIONS`."""
    for name in sorted(set(dir(cls)) - JUDGES):
        question = QUESTIONS.get(name, STRANGE)
        method = inspect.getattr_static(cls, name)
        is_public = inspect.isfunction(method) and not name.startswith("_")
        if is_public and question != Question():
            setattr(cls, name, _guarded(name, method, question))


def _guarded(name: str, method: Callable[..., Any], question: Question) -> Callable[..., Any]:
    places = {p: n for n, p in enumerate(inspect.signature(method).parameters)}
    is_query = question.scope is Scope.QUERY

    @wraps(method)
    def ask(self: Judging, *args: Any, **kwargs: Any) -> Any:
        told = _Told(places, (self, *args), kwargs)
        own = self.own_cases_only()
        is_inner = getattr(self._asking, "deep", 0)
        if not is_inner:
            self.demand(question.right)
            _demand_notes(self, question, told)
            _demand_open(self, question, told)
        if own is not None:
            if question.scope is Scope.EMPTY:
                return ()
            _demand_own(self, question, told, own)
            if is_query:
                told.narrow(own)
        self._asking.deep = is_inner + 1
        try:
            answer = method(*told.args, **told.kwargs)
        finally:
            self._asking.deep = is_inner
        if not is_inner:
            _note(self, name, question, told)
        shut = frozenset[int]() if is_inner else self.shut_cases()
        return answer if own is None and not shut else _kept(question.scope, answer, own, shut)

    return ask


def _demand_blocked_stay(unit: Unit) -> None:
    """Refuse to take a person whose data are blocked out of a case."""
    blocked = unit.personal.blocked()
    for change in unit.changes:
        was = (change.before or {}).get("person_id") if change.entity == "party" else None
        if was in blocked and (change.after or {}).get("person_id") != was:
            raise RuleBroken(Code.PERSON_BLOCKED)


class _Told:
    """The arguments of a question, found by name."""

    def __init__(
        self, places: dict[str, int], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self.places, self.args, self.kwargs = places, args, kwargs

    def get(self, name: str) -> Any:
        """Give an argument; None if it was not told."""
        if name in self.kwargs:
            return self.kwargs[name]
        place = self.places.get(name, len(self.args))
        return self.args[place] if place < len(self.args) else None

    def narrow(self, own: frozenset[int]) -> None:
        """Keep a query to own cases."""
        query = self.get("query") or CaseQuery()
        ids = own if query.ids is None else own & set(query.ids)
        narrowed = replace(query, ids=tuple(sorted(ids)))
        rest = list(self.args)
        place = self.places["query"]
        if place < len(rest):
            rest[place] = narrowed
        else:
            self.kwargs = {**self.kwargs, "query": narrowed}
        self.args = tuple(rest)

    def cases(self) -> tuple[int, ...]:
        """Name the cases that are asked for."""
        one = self.get("case_id")
        return tuple(self.get("case_ids") or ()) if one is None else (int(one),)


def _cases_named(cmd: Any) -> set[int]:
    """Name the cases that a command, or a row it carries, names itself."""
    rows = [cmd, *(getattr(cmd, name) for name in cmd.__dataclass_fields__)]
    found = {getattr(row, "case_id", None) for row in rows}
    found.add(getattr(getattr(cmd, "case", None), "id", None))
    return {each for each in found if each}


def _demand_notes(desk: Judging, question: Question, told: _Told) -> None:
    """Private notes are their author's: nobody else may even try a phrase."""
    if question.right is Right.NOTES:
        desk.demand_author(int(told.get("mediator_id") or 0))


def _demand_own(desk: Judging, question: Question, told: _Told, own: frozenset[int]) -> None:
    """Refuse what is no own case; InputProblem(NOT_OWN_CASE)."""
    if question.scope is Scope.WHOLE or _asked(desk, question, told) - own:
        raise InputProblem(Code.NOT_OWN_CASE)


def _demand_open(desk: Judging, question: Question, told: _Told) -> None:
    """Refuse a case in which data of a person are blocked: to others everything, to all what goes out.

    InputProblem(CASE_SHUT), RuleBroken(PERSON_BLOCKED). Many papers at once leave such a case out.
    """
    shut = desk.shut_cases()
    goes_out = question.noted in _OUT and told.get("case_ids") is None
    if not shut and not (goes_out and desk.blocked_cases()):
        return
    asked = _asked(desk, question, told)
    if asked & shut and told.get("case_ids") is None:
        raise InputProblem(Code.CASE_SHUT)
    if goes_out and asked & desk.blocked_cases():
        raise RuleBroken(Code.PERSON_BLOCKED)


def _asked(desk: Judging, question: Question, told: _Told) -> set[int]:
    """Name the cases that a question is about, by themselves or by records of theirs."""
    if question.scope is Scope.CASE:
        return set(told.cases())
    if question.scope is not Scope.RECORD or question.record is None:
        return set()
    with desk.store.reader() as reader:
        found: list[Any] = [reader.get(question.record, each) for each in _whole(told)]
    return {each.case_id for each in found if each is not None}


def _whole(told: _Told) -> list[int]:
    values = (*told.args[1:], *told.kwargs.values())
    return [each for each in values if type(each) is int]


def _note(desk: Judging, name: str, question: Question, told: _Told) -> None:
    """Note a look at the cases that were asked for, and what left the program."""
    cases: tuple[int | None, ...] = told.cases() if question.scope is Scope.CASE else ()
    if question.right is Right.SEE_SCREENING:
        desk.note(AccessKind.SCREENING, told.get("screening").case_id)
    elif question.noted is not None:
        form = told.get("form")
        for case_id in cases or (None,):
            desk.note(question.noted, case_id, form if isinstance(form, str) else name)
    else:
        for case_id in cases:
            desk.note(AccessKind.LOOKED, case_id)


def _kept(scope: Scope, answer: Any, own: frozenset[int] | None, shut: frozenset[int]) -> Any:
    """Leave out of an answer what is of other cases, and texts of shut ones."""

    def is_kept(case_id: Any) -> bool:
        is_hidden = scope is not Scope.HITS and case_id in shut
        return (own is None or case_id in own) and not is_hidden

    if scope in (Scope.ROWS, Scope.HITS):
        return tuple(row for row in answer if is_kept(getattr(row, "task", row).case_id))
    if scope is Scope.NUMBER:
        return answer if own is None or answer in own else None
    return answer
