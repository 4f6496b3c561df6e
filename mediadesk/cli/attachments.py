"""Commands for files kept with a case: list, add, write out."""

from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.cli.context import Context, Status
from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.model import Attachment, PrintedCopy
from mediadesk.errors import Code, InputProblem
from mediadesk.files import replacing
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.changes import Outcome
    from mediadesk.usecases.desk import Desk

__all__ = ["files"]


def files(ctx: Context) -> Status:
    """List the files of a case, add one or write one out; list registered copies or write one."""
    actions = {
        "list": _list,
        "attach": _attach,
        "extract": _extract,
        "copies": _copies,
        "reprint": _reprint,
    }
    return actions[ctx.args.action](ctx)


def _case(ctx: Context, desk: "Desk") -> int:
    found = desk.case_id(ctx.args.case)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=ctx.args.case[:40])
    return found


def _own(desk: "Desk", case_id: int, id_: int) -> Attachment:
    for each in desk.case_file(case_id).all(Attachment):
        if each.id == id_:
            return each
    raise InputProblem(Code.NOT_FOUND, what=str(id_))


def _data(record: Attachment) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "title": record.title,
        "kind": record.kind.value,
        "version": record.version,
        "series": record.series,
        "bytes": record.size,
        "type": record.media_type,
        "sha256": record.sha256,
        "added_at": record.added_at,
    }


def _list(ctx: Context) -> Status:
    with ctx.desk() as desk:
        found = desk.case_file(_case(ctx, desk)).all(Attachment)
    for each in found:
        version = f"v{each.version}"
        told = (str(each.id), each.name, each.title, ctx.tr.text(each.kind.label), version)
        ctx.line("  ".join(part for part in (*told, str(each.size)) if part))
    if not found:
        ctx.say(N_("No files yet"))
    ctx.give({"files": [_data(each) for each in found], "count": len(found)})
    return Status.DONE


def _attach(ctx: Context) -> Status:
    with ctx.desk() as desk:
        case_id = _case(ctx, desk)
        older = ctx.args.version_of
        series = _own(desk, case_id, older).series if older else ""
        done = ctx.confirmed(lambda codes: _add(ctx, desk, case_id, series, codes))
        made = desk.attachment(done.id)
    ctx.say(N_("The file is added: %(name)s"), name=made.name)
    for finding in done.findings:
        ctx.line(f"- {ctx.tr.finding(finding)}")
    ctx.give(_data(made))
    return Status.DONE


def _add(
    ctx: Context, desk: "Desk", case_id: int, series: str, codes: tuple[str, ...]
) -> "Outcome":
    args = ctx.args
    return desk.attach(
        case_id,
        Path(args.file),
        AttachmentKind(args.kind),
        args.title,
        series=series,
        acknowledged=codes,
        progress=ctx.bar(),
    ).result()


def _extract(ctx: Context) -> Status:
    with ctx.desk() as desk:
        record = _own(desk, _case(ctx, desk), ctx.args.id)
        desk.save_attachment_to(record.id, Path(ctx.args.out), ctx.bar())
    ctx.say(N_("Written: %(name)s"), name=ctx.args.out)
    ctx.give({"file": ctx.args.out, **_data(record)})
    return Status.DONE


def _copy_data(copy: PrintedCopy) -> dict[str, object]:
    return {
        "id": copy.id,
        "kind": copy.kind.value,
        "language": copy.languages.value,
        "version": copy.version,
        "copy": copy.copy,
        "copies": copy.copies,
        "way": copy.way.value,
        "registered_at": copy.printed_at,
        "sha256": copy.sha256,
        "bytes": copy.size,
    }


def _copies(ctx: Context) -> Status:
    with ctx.desk() as desk:
        found = desk.copies(_case(ctx, desk))
    for each in found:
        version = ctx.tr.text(N_("Version %(n)s"), n=each.version)
        of = f"{each.copy}/{each.copies}" if each.copies else ""
        told = (str(each.id), each.printed_at[:16].replace("T", " "), ctx.tr.text(each.kind.label))
        words = (*told, ctx.tr.text(each.languages.label), version, of, ctx.tr.text(each.way.label))
        ctx.line("  ".join(part for part in words if part))
    if not found:
        ctx.say(N_("No registered copies yet"))
    ctx.give({"copies": [_copy_data(each) for each in found], "count": len(found)})
    return Status.DONE


def _reprint(ctx: Context) -> Status:
    args = ctx.args
    with ctx.desk() as desk:
        case_id = _case(ctx, desk)
        own = next((each for each in desk.copies(case_id) if each.id == args.id), None)
        if own is None:
            raise InputProblem(Code.NOT_FOUND, what=str(args.id))
        data = desk.reprint(own.id)
    with replacing(Path(args.out)) as part:
        part.write_bytes(data)
    ctx.say(N_("Written: %(name)s"), name=args.out)
    ctx.give({"file": args.out, **_copy_data(own)})
    return Status.DONE
