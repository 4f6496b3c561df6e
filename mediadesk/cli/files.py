"""Commands that write reports and documents."""

import hashlib
from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.changes import Severity
from mediadesk.domain.document_about import About
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.files import replacing
from mediadesk.marks import N_
from mediadesk.usecases.documents import document_languages

__all__ = ["document", "report"]


def _needed(ctx: Context, *names: str) -> None:
    """Demand arguments that are only needed where nothing is listed."""
    missing = [name for name in names if not getattr(ctx.args, name)]
    if missing:
        detail = ctx.tr.text(N_("missing: %(what)s"), what=", ".join(map(_shown, missing)))
        raise InputProblem(Code.USAGE, detail=detail)


def _shown(name: str) -> str:
    return name.upper() if name in ("form", "kind", "case", "file") else f"--{name}"


def report(ctx: Context) -> Status:
    """List the reports, or write one."""
    if ctx.args.list:
        return _list_reports(ctx)
    _needed(ctx, "form", "period")
    if not (ctx.args.out or (ctx.args.format == "json" or ctx.is_json)):
        _needed(ctx, "out")
    args = ctx.args
    lang = args.in_lang or "both"
    with ctx.desk() as desk:
        if args.out:
            made = desk.write_report(args.form, args.period, lang, args.format, Path(args.out))
            is_sound, count = made.is_sound, len(made.rows)
        else:
            ctx.args.json = True
            ctx.give(desk.report_data(args.form, args.period, lang))
            return Status.DONE
    ctx.say(N_("Written: %(name)s"), name=args.out)
    ctx.say(N_("Counted appeals: %(n)s"), n=count)
    if not is_sound:
        ctx.say(N_("Some control sums do not close; see the control sheet"))
    ctx.give({"file": args.out, "form": args.form, "appeals": count, "sound": is_sound})
    return Status.DONE if is_sound else Status.LOOK


def _list_reports(ctx: Context) -> Status:
    with ctx.desk() as desk:
        forms = desk.report_forms()
    for each in forms:
        ctx.line(f"{each.code:20} {each.title_kk if ctx.tr.language == 'kk' else each.title_ru}")
    ctx.give(
        {
            "forms": [
                {
                    "code": f.code,
                    "title_ru": f.title_ru,
                    "title_kk": f.title_kk,
                    "edition": f.edition,
                }
                for f in forms
            ]
        }
    )
    return Status.DONE


def _list_documents(ctx: Context) -> Status:
    kinds = [
        (k.value, ctx.tr.text(k.label), document_languages(k, ctx.centre)) for k in DocumentKind
    ]
    for code, title, languages in kinds:
        ctx.line(f"{code:20} {title} ({', '.join(each.value for each in languages)})")
    ctx.give(
        {
            "documents": [
                {"kind": code, "title": title, "languages": [each.value for each in languages]}
                for code, title, languages in kinds
            ]
        }
    )
    return Status.DONE


def _list_abouts(ctx: Context, found: tuple[About, ...]) -> Status:
    for number, each in enumerate(found, 1):
        ctx.line(f"{number:4} {ctx.tr.date(each.on):10} {each.name.of(ctx.tr.language)}".rstrip())
    ctx.give(
        {
            "of": [
                {"number": number, "on": each.on.isoformat() if each.on else None}
                for number, each in enumerate(found, 1)
            ]
        }
    )
    return Status.DONE


def document(ctx: Context) -> Status:
    """List the kinds of documents, or what one can be printed for; or print one."""
    args = ctx.args
    if args.list and not args.kind:
        return _list_documents(ctx)
    _needed(ctx, "kind", "case", *(() if args.list else ("out",)))
    if args.kind not in [each.value for each in DocumentKind]:
        raise InputProblem(Code.UNKNOWN_DOCUMENT, name=args.kind[:40])
    kind = DocumentKind(args.kind)
    with ctx.desk() as desk:
        case_id = desk.case_id(args.case)
        if case_id is None:
            raise InputProblem(Code.NOT_FOUND, what=args.case[:40])
        found = desk.document_abouts(case_id, kind)
        if args.list:
            return _list_abouts(ctx, found)
        if args.of and not 1 <= args.of <= len(found):
            raise InputProblem(Code.NOT_FOUND, what=str(args.of))
        languages = Languages(args.in_lang or "both")
        about = found[args.of - 1].id if args.of else 0
        printed = desk.document(case_id, kind, languages, about=about)
        is_word = (args.format or Path(args.out).suffix.lower().removeprefix(".")) == "docx"
        data = desk.working_copy(printed) if is_word else printed.pdf
    with replacing(Path(args.out)) as part:
        part.write_bytes(data)
    ctx.say(N_("Written: %(name)s"), name=args.out)
    findings = [ctx.tr.finding(each) for each in printed.findings]
    for text in findings:
        ctx.line(f"- {text}")
    ctx.give(
        {
            "file": args.out,
            "pages": printed.pages,
            "sha256": hashlib.sha256(data).hexdigest(),
            "draft": printed.is_draft,
            "findings": [
                {"code": f.code, "text": text, "source": f.source}
                for f, text in zip(printed.findings, findings, strict=True)
            ],
        }
    )
    has_more = any(each.severity is not Severity.INFO for each in printed.findings)
    return Status.LOOK if has_more else Status.DONE
