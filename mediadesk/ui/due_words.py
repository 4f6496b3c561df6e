"""What is to be done, in words: for the start page and for the card of a case."""

from datetime import date
from typing import TYPE_CHECKING

from mediadesk.domain.personal_data import RequestKind
from mediadesk.domain.rows import DueKind, DueRow
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.wording import DUE_KINDS

if TYPE_CHECKING:
    from mediadesk.i18n import Translator

__all__ = ["due_words", "left_words"]

_URGENT_DAYS = 5


def due_words(ctx: Ctx, due: DueRow) -> str:
    """Say what is to be done, with the sum of an obligation, the time of a session and the like."""
    what, detail = ctx.tr.text(DUE_KINDS[due.kind]), _detail(ctx, due)
    if due.kind is DueKind.CASE_TERM and detail:
        return detail
    return f"{what}: {detail}" if detail else what


def _detail(ctx: Ctx, due: DueRow) -> str:
    tr = ctx.tr
    if due.kind is DueKind.CASE_TERM:
        return ctx.desk.term_title(due.rule, due.detail, tr.language)
    if due.kind in (DueKind.OBLIGATION, DueKind.INSTALMENT) and due.detail:
        return tr.money(int(due.detail))
    if due.kind is DueKind.FOLLOW_UP:
        return tr.plural("after %(n)s month", "after %(n)s months", int(due.detail))
    if due.kind is DueKind.UNDECIDED and due.detail:
        return tr.date(date.fromisoformat(due.detail))
    if due.kind is DueKind.PERSON_REQUEST and due.detail:
        kind, _line, name = due.detail.partition("\n")
        return f"{tr.text(RequestKind(kind).label)}, {name}"
    return due.detail


def left_words(tr: "Translator", days: int) -> tuple[str, str]:
    """Say how many days are left or gone by, and in which tone: danger, warn or ok."""
    if days < 0:
        return tr.plural("%(n)s day late", "%(n)s days late", -days), "danger"
    if days == 0:
        return tr.text(N_("today")), "warn"
    words = tr.plural("%(n)s day left", "%(n)s days left", days)
    return words, "warn" if days <= _URGENT_DAYS else "ok"
