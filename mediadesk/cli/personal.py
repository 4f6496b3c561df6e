"""Commands of the law on personal data: what is held of a person, copies, a practice copy."""

import os
from pathlib import Path

from mediadesk.cli.context import Context, Status, first_line
from mediadesk.domain.rows_people import WhoKind
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["destroyed", "person", "practice_copy"]

_VARIABLE = "MEDIADESK_COPY_PASSPHRASE"


def person(ctx: Context) -> Status:
    """Write what is held of one person, told by IIN or whole name, or the answer to a withdrawal."""
    args = ctx.args
    with ctx.desk() as desk:
        found = list(desk.people(args.who, WhoKind.PERSON))
        exact = [row for row in found if args.who in (row.number, row.name, row.name_kk)] or found
        if len(exact) != 1:
            raise InputProblem(Code.NOT_FOUND, what=ctx.tr.text(N_("one person")))
        languages, out = Languages(args.in_lang or "both"), Path(args.out)
        if args.withdrawal:
            desk.write_withdrawal(desk.withdrawn_consent(exact[0].id), out, languages)
            written = {"file": out}
        else:
            pdf, data = desk.write_person_file(exact[0].id, out, languages)
            written = {"file": pdf, "data": data}
    for path in written.values():
        ctx.say(N_("Written: %(name)s"), name=path)
    ctx.give({name: str(path) for name, path in written.items()})
    return Status.DONE


def destroyed(ctx: Context) -> Status:
    """Show which copies hold what was destroyed; with --clean look at a folder and clean it."""
    from mediadesk.usecases.destruction import CLEANED

    args = ctx.args
    with ctx.desk() as desk:
        if args.clean:
            desk.clean_copies((Path(args.clean),))
        copies = desk.copies_standing()
        done = desk.destructions()
    for act in done:
        ctx.line(f"{ctx.tr.date(act.done_on)} {act.numbers}")
    for each in copies:
        ctx.line(f"- {each.name}: {ctx.tr.text(each.standing.label)}")
    holding = [each for each in copies if each.standing not in CLEANED]
    if not holding:
        ctx.say(N_("No copy that was seen holds what was destroyed"))
    ctx.give(
        {
            "destructions": [{"on": act.done_on.isoformat(), "cases": act.numbers} for act in done],
            "copies": [
                {"name": each.name, "place": each.place, "standing": each.standing.value}
                for each in copies
            ],
        }
    )
    return Status.LOOK if holding else Status.DONE


def practice_copy(ctx: Context) -> Status:
    """Make a practice copy with a passphrase of its own; its recovery key is printed once."""
    args = ctx.args
    told = args.copy_passphrase_file
    phrase = first_line(Path(told)) if told else os.environ.get(_VARIABLE, "")
    if not phrase:
        raise InputProblem(Code.PASSPHRASE_MISSING)
    with ctx.desk() as desk:
        made = desk.make_practice_copy(Path(args.to), phrase, ctx.bar())
    ctx.say(N_("Practice centre with invented people: %(name)s"), name=made.folder)
    ctx.say(N_("Cases: %(n)s"), n=made.cases)
    ctx.say(N_("Recovery key. Print it and keep it in the safe; it is shown only now."))
    ctx.line(made.recovery)
    ctx.give({"centre": str(made.folder), "cases": made.cases, "recovery_key": made.recovery})
    return Status.DONE
