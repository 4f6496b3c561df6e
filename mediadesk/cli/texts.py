"""Commands about the texts of documents: list, check, write into a file, take in from one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.cli.context import Context, Status
from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wording_differences import ClauseChange
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediadesk.domain.wording_problems import Problem
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.offered_texts import OfferedTexts

__all__ = ["texts"]


def texts(ctx: Context) -> Status:
    """Do one of the actions."""
    actions = {"list": _list, "export": _export, "import": _import, "check": _check}
    with ctx.desk() as desk:
        return actions[ctx.args.action](ctx, desk)


def _list(ctx: Context, desk: "Desk") -> Status:
    sets = desk.wording_sets()
    for each in sets:
        ctx.line(f"{each.kind.value:24} {each.edition:14} {ctx.tr.text(each.kind.label)}")
    templates = desk.own_templates()
    for own in templates:
        ctx.line(f"{'docx':24} {own.lang:14} {own.name}")
    ctx.give(
        {
            "texts": [
                {"kind": s.kind.value, "edition": s.edition, "state": s.state.value} for s in sets
            ],
            "templates": [{"name": t.name, "lang": t.lang, "sha256": t.sha256} for t in templates],
        }
    )
    return Status.DONE


def _kind(told: str) -> DocumentKind:
    if told not in [each.value for each in DocumentKind]:
        raise InputProblem(Code.UNKNOWN_DOCUMENT, name=told[:40])
    return DocumentKind(told)


def _templates(ctx: Context, known: list[str]) -> list[str]:
    """Give the templates that are wanted; InputProblem(NOT_FOUND) for one there is not."""
    wanted: list[str] = ctx.args.template
    for name in wanted:
        if name not in known:
            raise InputProblem(Code.NOT_FOUND, what=name[:80])
    return wanted


def _export(ctx: Context, desk: "Desk") -> Status:
    kinds = [_kind(each) for each in ctx.args.kind]
    templates = _templates(ctx, [each.name for each in desk.own_templates()])
    is_all = not kinds and not templates and not ctx.args.letterhead
    names = desk.write_texts(
        Path(ctx.args.file),
        None if is_all else kinds,
        with_letterhead=ctx.args.letterhead,
        templates=templates,
    )
    ctx.say(N_("Written: %(name)s"), name=ctx.args.file)
    ctx.give({"file": ctx.args.file, "texts": names})
    return Status.DONE


def _import(ctx: Context, desk: "Desk") -> Status:
    """Show what a file would change; with --confirm put it in force."""
    offered = desk.look_at_texts(Path(ctx.args.file))
    left_out = {tuple(each.partition("/")[::2]) for each in ctx.args.leave_out}
    wanted = [_kind(each) for each in ctx.args.kind]
    chosen = {
        each.kind: tuple(
            d.clause
            for d in each.changes
            if (each.kind.value, d.clause or "titles") not in left_out
        )
        for each in offered.texts
        if each.is_usable and (not wanted or each.kind in wanted)
    }
    _tell(ctx, offered)
    templates = _templates(ctx, [each.name for each in offered.templates])
    with_head = ctx.args.letterhead and offered.head is not None
    is_wanted = any(chosen.values()) or bool(templates) or with_head
    is_taken = bool(ctx.args.confirm) and is_wanted
    if is_taken:
        desk.take_in_texts(offered, chosen, with_letterhead=with_head, templates=templates).result()
        ctx.say(N_("The texts were taken in"))
    elif not ctx.args.confirm:
        ctx.say(N_("Nothing was changed. Add --confirm to take it in"))
    ctx.give({**_data(ctx, offered), "taken": is_taken})
    is_sound = all(each.is_usable for each in offered.texts)
    is_sound = is_sound and all(each.is_usable for each in offered.templates)
    is_sound = is_sound and (offered.head is None or offered.head.is_usable)
    return Status.DONE if is_sound else Status.LOOK


def _tell(ctx: Context, offered: "OfferedTexts") -> None:
    for each in offered.texts:
        ctx.line(f"{each.kind.value} {each.edition}")
        for found in each.changes:
            ctx.line(f"  {found.change.value:9} {found.clause or 'titles'}")
        for text in _said(ctx, each.problems):
            ctx.line(f"  - {text}")
    if offered.head is not None:
        ctx.line(f"letterhead {'same' if offered.head.is_same else 'changed'}")
    for own in offered.templates:
        ctx.line(f"docx {own.lang} {own.change.value:9} {own.name}")
        for wrong in own.problems:
            ctx.line(f"  - {ctx.tr.text(wrong.text, word=wrong.word)}")


def _data(ctx: Context, offered: "OfferedTexts") -> dict[str, object]:
    return {
        "office": offered.office.ru,
        "program": offered.program,
        "texts": [
            {
                "kind": each.kind.value,
                "edition": each.edition,
                "usable": each.is_usable,
                "changes": [
                    {"clause": d.clause or "titles", "change": d.change.value} for d in each.changes
                ],
                "same": sum(d.change is ClauseChange.SAME for d in each.differences),
                "problems": list(_said(ctx, each.problems)),
            }
            for each in offered.texts
        ],
        "letterhead": offered.head is not None,
        "templates": [
            {"name": t.name, "lang": t.lang, "change": t.change.value, "usable": t.is_usable}
            for t in offered.templates
        ],
    }


def _said(ctx: Context, problems: "Iterable[Problem]") -> list[str]:
    """Say problems with their clause and language."""
    return [
        ": ".join(
            part
            for part in (each.clause, each.lang, ctx.tr.text(each.text, word=each.word))
            if part
        )
        for each in problems
    ]


def _check(ctx: Context, desk: "Desk") -> Status:
    """Check the texts in force, or those of a file, or a Word template."""
    found: list[dict[str, Any]] = []
    has_errors = False
    path = Path(ctx.args.file) if ctx.args.file else None
    if path is not None and path.suffix.lower() == ".docx":
        problems = desk.template_problems(desk.read_template(path))
        has_errors = bool(problems)
        said = [
            ": ".join(part for part in (p.place, ctx.tr.text(p.text, word=p.word)) if part)
            for p in problems
        ]
        found.append({"name": path.name, "problems": said})
    elif path is not None:
        for each in desk.look_at_texts(path).texts:
            has_errors = has_errors or not each.is_usable
            found.append({"name": each.kind.value, "problems": _said(ctx, each.problems)})
    else:
        for kind in DocumentKind:
            wrong = desk.wording_problems(kind, desk.wording(kind))
            has_errors = has_errors or any(not p.is_warning for p in wrong)
            found.append({"name": kind.value, "problems": _said(ctx, wrong)})
    for row in found:
        for text in row["problems"]:
            ctx.line(f"{row['name']}: {text}")
    has_words = any(row["problems"] for row in found)
    if not has_words:
        ctx.say(N_("Nothing is wrong"))
    ctx.give({"checked": found, "sound": not has_errors})
    return Status.LOOK if has_words else Status.DONE
