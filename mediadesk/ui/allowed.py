"""What the window does about rights: a button that is not for this person says why.

It is judged in the desk alone; here it is only shown beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from mediadesk.domain.rights import Right
from mediadesk.errors import Code, InputProblem, MediaDeskError, RuleBroken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mediadesk.ui.context import Ctx

__all__ = ["allow", "allow_slot", "is_refusal", "wanting", "why_not_page"]

PAGE_RIGHTS: Final = {
    "start": Right.SEE_CASES,
    "cases": Right.SEE_CASES,
    "calendar": Right.SEE_CASES,
    "tasks": Right.SEE_CASES,
    "mediators": Right.SEE_CASES,
    "people": Right.SEE_PEOPLE,
    "personal": Right.PERSONAL,
    "reports": Right.REPORTS,
    "glance": Right.REPORTS,
    "blank": Right.SUBMIT,
    "importing": Right.TAKE_IN,
    "journal": Right.JOURNAL,
    "trash": Right.TRASH,
    "appeal": Right.REGISTER,
    "agreement": Right.CONDUCT,
    "case_card": Right.SEE_CASES,
}
"""What a page wants to be opened; settings are for everybody."""
_LOOKING: Final = frozenset(
    (
        Right.SEE_CASES, Right.SEE_PEOPLE, Right.SEE_SCREENING, Right.REPORTS, Right.JOURNAL,
        Right.PRINT, Right.EXPORT, Right.RESTORE,
    )
)  # fmt: skip
"""What changes nothing: it can be done in a centre that is open for looking only."""
_TYPED: Final = frozenset({"appeal", "importing"})
"""Pages of work that could not be saved then."""
_WHOLE: Final = frozenset({"people", "personal", "mediators", "reports", "glance", "journal"})
"""Pages that span all cases: not for somebody bound to own ones."""


def allow(ctx: Ctx, widget: QWidget, right: Right | None) -> bool:
    """Disable a widget that is not for this person, with the reason in its tip."""
    problem = _why_not(ctx, right) if right is not None else None
    if problem is not None:
        _refuse(ctx, widget, problem)
    return problem is None


def _why_not(ctx: Ctx, right: Right) -> MediaDeskError | None:
    """Tell why something is not done here: the right is wanting, or nothing can be changed now."""
    return ctx.desk.why_not(right) or (None if right in _LOOKING else ctx.desk.why_view)


def wanting(right: Right) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark an action of the window by the right it wants; without it the reason is told instead."""

    def marked(action: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(action)
        def act(self: Any, *args: Any, **kwargs: Any) -> Any:
            problem = _why_not(self.ctx, right) or _kept_elsewhere(self, right)
            if problem is not None:
                self.ctx.messages.error(problem)
                return None
            return action(self, *args, **kwargs)

        act.right = right  # type: ignore[attr-defined]  # read by `allow_slot`
        return act

    return marked


def allow_slot(ctx: Ctx, widget: QWidget, slot: Callable[..., Any]) -> bool:
    """Disable a widget whose action wants a right that is not there, or a case kept elsewhere."""
    right = getattr(slot, "right", None)
    problem = _kept_elsewhere(getattr(slot, "__self__", None), right)
    if problem is not None:
        _refuse(ctx, widget, problem)
    return allow(ctx, widget, right) and problem is None


def _refuse(ctx: Ctx, widget: QWidget, problem: MediaDeskError) -> None:
    widget.setEnabled(False)
    widget.setToolTip(ctx.tr.error(problem))


def _kept_elsewhere(actions: object, right: Right | None) -> MediaDeskError | None:
    """Tell why actions on a case change nothing: another office keeps it. Printing changes nothing."""
    found: MediaDeskError | None = getattr(actions, "why_locked", None)
    return found if right not in (None, Right.PRINT) else None


def why_not_page(ctx: Ctx, name: str, case_id: int = 0) -> MediaDeskError | None:
    """Tell why a page, or the case it is to show, is not for this person, or not now; None if it is."""
    right = PAGE_RIGHTS.get(name)
    problem: MediaDeskError | None = ctx.desk.why_not(right) if right is not None else None
    if problem is None and name in _TYPED:
        problem = ctx.desk.why_view
    if problem is None and name in _WHOLE and ctx.desk.own_cases_only() is not None:
        return InputProblem(Code.NOT_OWN_CASE)
    return problem or ctx.desk.why_not_case(case_id)


def is_refusal(error: BaseException) -> bool:
    """Tell whether an error only says that somebody may not do this."""
    codes = (Code.NOT_ALLOWED, Code.NOT_OWN_CASE, Code.CASE_SHUT, Code.PERSON_BLOCKED)
    return isinstance(error, InputProblem | RuleBroken) and error.code in codes
