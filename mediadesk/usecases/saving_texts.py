"""The handlers that put texts of documents in force: all of them or none."""

from typing import TYPE_CHECKING

from mediadesk.domain.checks import demand
from mediadesk.domain.commands_texts import SaveTexts, TakeInTexts
from mediadesk.domain.model import OwnTemplate, ReferenceText
from mediadesk.errors import Code, Conflict
from mediadesk.marks import N_
from mediadesk.usecases.handling import Done, load, only, save_changed
from mediadesk.usecases.law import Law

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["save_texts", "take_in_texts"]


def save_texts(cmd: SaveTexts, unit: "Unit", law: Law) -> Done:
    """Save and remove texts; Conflict(STALE) if somebody changed one of them meanwhile."""
    saved = 0
    for text in cmd.texts:
        record = demand(text)
        stored = only(unit, ReferenceText, name=record.name)
        if (stored.id if stored else 0) != record.id:
            raise Conflict(Code.STALE)
        saved = save_changed(unit, record, stored).id
    for text in cmd.gone:
        stored = load(unit, ReferenceText, text.id)
        if stored.rev != text.rev:
            raise Conflict(Code.STALE)
        unit.remove(stored)
        saved = stored.id
    return Done(saved, N_("Saved"))


def take_in_texts(cmd: TakeInTexts, unit: "Unit", law: Law) -> Done:
    """Save what came from another office, Word templates as well; Conflict(STALE) as above."""
    done = save_texts(cmd, unit, law)
    for template in cmd.templates:
        record = demand(template)
        stored = only(unit, OwnTemplate, name=record.name)
        if (stored.id if stored else 0) != record.id:
            raise Conflict(Code.STALE)
        done = Done(save_changed(unit, record, stored).id, N_("Saved"))
    return done
