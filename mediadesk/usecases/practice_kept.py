"""What a practice centre shows after the signature: parts in every state, questions, tasks.

It is written with the handlers of the ordinary commands and is the same for the same seed.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from mediadesk.domain.codes import Kept
from mediadesk.domain.commands import DivideObligation, SaveRecord
from mediadesk.domain.model import Agreement, FollowUp, Instalment, Obligation, Party, Task
from mediadesk.domain.rules import RULES
from mediadesk.domain.schedule import Every, divide
from mediadesk.domain.types import CaseId, ObligationKind, Performance, Tiyn
from mediadesk.usecases import kept, records
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit

__all__ = ["show_kept", "show_tasks"]

_ALL: Final = tuple(RULES)
_LEAST_TO_DIVIDE: Final = Tiyn(300_000_00)
_ANSWERS: Final = (Kept.KEPT, Kept.KEPT, Kept.KEPT, Kept.PARTLY, Kept.BROKEN, Kept.UNKNOWN)


def show_kept(unit: "Unit", law: Law, words: PracticeWords, case_id: CaseId, last: date) -> None:
    """Divide a large payment of an agreement, record the parts until `last`, ask the questions."""
    dice = Random(int(case_id))  # noqa: S311  # invented people, not secrets
    (agreement,) = unit.find(Agreement, case_id=case_id)
    duties = unit.find(Obligation, agreement_id=agreement.id)
    for duty in duties:
        is_large = (duty.amount_tiyn or 0) >= _LEAST_TO_DIVIDE
        if duty.kind is ObligationKind.PAYMENT and is_large and duty.due_on and dice.random() < 0.4:
            _divide(unit, law, words, dice, duty, agreement.signed_on or last, last)
            break
    _ask(unit, law, words, dice, case_id, last)


def _divide(
    unit: "Unit",
    law: Law,
    words: PracticeWords,
    dice: Random,
    duty: Obligation,
    signed_on: date,
    last: date,
) -> None:
    count = dice.choice((3, 4, 6))
    first_on = max((duty.due_on or last) - timedelta(days=14 * (count - 1)), signed_on)
    parts = divide(duty.amount_tiyn, count, first_on, Every.DAYS, days=14, calendar=law.calendar)
    cmd = DivideObligation(
        obligation_id=duty.id, obligation_rev=duty.rev, parts=parts, acknowledged=_ALL
    )
    kept.divide_obligation(cmd, unit, law)
    for part in kept.parts_of(unit, duty.id):
        if part.due_on >= last:
            continue
        _record(unit, law, words, dice, part, last)


def _record(
    unit: "Unit", law: Law, words: PracticeWords, dice: Random, part: Instalment, last: date
) -> None:
    chance = dice.random()
    if chance > 0.9 and (last - part.due_on).days < 30:
        return
    if chance > 0.85:
        changed = replace(part, performance=Performance.NOT_PERFORMED)
    else:
        late = dice.choice((0, 0, 0, 1, 6))
        changed = replace(
            part,
            performance=Performance.PERFORMED,
            performed_on=min(part.due_on + timedelta(days=late), last),
            proof=words.one("receipt", number=dice.randint(1, 99)) if chance < 0.6 else "",
        )
    records.save_record(SaveRecord(record=changed, acknowledged=_ALL), unit, law)


def _ask(
    unit: "Unit", law: Law, words: PracticeWords, dice: Random, case_id: CaseId, last: date
) -> None:
    """Ask what was due; of the newest ones some are still waiting."""
    for each in unit.find(FollowUp, case_id=case_id):
        days = (last - each.due_on).days
        if days < 0 or (days < 20 and dice.random() < 0.5):
            continue
        answered = replace(
            each,
            done_on=min(each.due_on + timedelta(days=dice.randint(0, 3)), last),
            kept=dice.choice(_ANSWERS),
            asked_of=words.row_words(dice.choice(words.rows("asked"))),
        )
        records.save_record(SaveRecord(record=answered, acknowledged=_ALL), unit, law)


def show_tasks(
    unit: "Unit", law: Law, words: PracticeWords, last: date, case_id: CaseId | None = None
) -> None:
    """Enter a task of a case, every fourth one done, or without a case those of the office."""
    number = case_id or 0
    tasks = words.rows("task" if case_id else "office_task")
    if case_id:
        tasks = [tasks[number % len(tasks)]]
    parties = unit.find(Party, case_id=case_id) if case_id else ()
    for row in tasks:
        task = Task(
            case_id=case_id,
            party_id=parties[0].id if parties and number % 2 else None,
            title=words.row_words(row),
            due_on=last + timedelta(days=row["days"]) if "days" in row else None,
            assignee=words.one("secretary") if number % 2 else "",
            done_on=last if case_id and number % 4 == 3 else None,
        )
        records.save_record(SaveRecord(record=task), unit, law)
