"""The command that gives the whole centre out as open files."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.open_copy import OpenKind
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

__all__ = ["give_out"]


def give_out(ctx: Context) -> Status:
    """Write everything the centre has, unencrypted, after it was said that this is wanted."""
    if not ctx.args.unprotected:
        text = N_("what is written is not encrypted; say --unprotected if that is wanted")
        raise InputProblem(Code.USAGE, detail=ctx.tr.text(text))
    phrase = ctx.passphrase()
    kind = OpenKind(ctx.args.format)
    with ctx.desk(phrase) as desk:
        made = desk.give_out(Path(ctx.args.to), kind, phrase, ctx.tr.language, ctx.bar())
    ctx.say(N_("Written: %(name)s"), name=made.path)
    ctx.say(N_("Records: %(n)s"), n=made.records)
    ctx.say(N_("Files and papers: %(n)s"), n=made.files)
    if made.sealed:
        ctx.say(N_("Private notes left out: %(n)s"), n=made.sealed)
    ctx.say(N_("Anybody who has these files can read them"))
    ctx.give(
        {
            "path": str(made.path),
            "format": kind.value,
            "records": made.records,
            "files": made.files,
            "private_notes_left_out": made.sealed,
        }
    )
    return Status.DONE
