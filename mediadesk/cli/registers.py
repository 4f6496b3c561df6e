"""The command that shows or writes the mediators' register as it is published."""

from dataclasses import asdict
from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.rows_mediators import RegisterLine
from mediadesk.domain.types import MediatorKind
from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.marks import N_

__all__ = ["mediators"]


def mediators(ctx: Context) -> Status:
    """Show the mediators that are published, or write them as a workbook; nothing private."""
    args = ctx.args
    kind = MediatorKind(args.kind) if args.kind else None
    if args.format == "xlsx" or (args.out and args.format is None):
        return _write(ctx, kind)
    if args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    with ctx.desk() as desk:
        lines = desk.published_mediators(kind)
    if args.format == "json":
        ctx.args.json = True
    for line in lines:
        ctx.line("  ".join(word for word in _words(ctx, line) if word))
    ctx.say(N_("Mediators: %(n)s"), n=len(lines))
    ctx.give({"mediators": [_data(line) for line in lines], "count": len(lines)})
    return Status.DONE


def _write(ctx: Context, kind: MediatorKind | None) -> Status:
    if not ctx.args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    target = Path(ctx.args.out)
    with ctx.desk() as desk:
        count = desk.write_mediator_list(target, ctx.args.in_lang or "both", kind)
    ctx.say(N_("Written: %(name)s"), name=target)
    ctx.give({"file": str(target), "count": count})
    return Status.DONE


def _words(ctx: Context, line: RegisterLine) -> tuple[str, ...]:
    told = ctx.args.in_lang if ctx.args.in_lang in LANGUAGES else ctx.tr.language
    is_kk = told == "kk"
    return (
        line.name_kk if is_kk else line.name_ru,
        Translator(told).text(line.kind.label),
        line.register_number,
        line.specialisation_kk if is_kk else line.specialisation_ru,
        line.contacts,
    )


def _data(line: RegisterLine) -> dict[str, object]:
    found: dict[str, object] = asdict(line)
    found["kind"] = line.kind.value
    for name in ("suspended_from", "suspended_until"):
        day = getattr(line, name)
        found[name] = day.isoformat() if day else None
    return found
