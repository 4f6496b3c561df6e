"""Commands that write documents: one, those of a view, all there are, the whole case file."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.cli.context import Context, Status, needed
from mediadesk.cli.looking import view_told
from mediadesk.domain.changes import Severity
from mediadesk.domain.codes import CopyWay
from mediadesk.domain.document_about import About
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Code, InputProblem
from mediadesk.files import replacing
from mediadesk.marks import N_
from mediadesk.usecases.documents import document_languages

if TYPE_CHECKING:
    from mediadesk.usecases.desk import Desk

__all__ = ["casefile", "document"]


def kind_told(ctx: Context) -> DocumentKind:
    """Read the kind of document; InputProblem(UNKNOWN_DOCUMENT) if there is none of this name."""
    if ctx.args.kind not in [each.value for each in DocumentKind]:
        raise InputProblem(Code.UNKNOWN_DOCUMENT, name=ctx.args.kind[:40])
    return DocumentKind(ctx.args.kind)


def case_told(desk: "Desk", number: str) -> CaseId:
    """Find a case by its number; InputProblem(NOT_FOUND) if there is none."""
    found = desk.case_id(number)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=number[:40])
    return found


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


def _own_document(ctx: Context) -> Status:
    """Fill an own Word template in for a case; the case is the one word behind the option."""
    args = ctx.args
    needed(ctx, "kind", "out")
    with ctx.desk() as desk:
        template = desk.own_template(args.template)
        case_id = case_told(desk, args.case or args.kind)
        data, missing = desk.own_document(template, case_id)
    with replacing(Path(args.out)) as part:
        part.write_bytes(data)
    ctx.say(N_("Written: %(name)s"), name=args.out)
    if missing:
        ctx.say(N_("No value was there for: %(names)s"), names=", ".join(missing))
    ctx.give({"file": args.out, "template": template.name, "missing": missing})
    return Status.LOOK if missing else Status.DONE


def document(ctx: Context) -> Status:
    """List the kinds of documents, or what one can be printed for; or print one."""
    args = ctx.args
    if args.list and not args.kind:
        return _list_documents(ctx)
    if args.template:
        return _own_document(ctx)
    if args.all:
        return every_document(ctx)
    if args.view:
        return documents_of_view(ctx)
    needed(ctx, "kind", "case", *(() if args.list else ("out",)))
    kind = kind_told(ctx)
    with ctx.desk() as desk:
        case_id = case_told(desk, args.case)
        found = desk.document_abouts(case_id, kind)
        if args.list:
            return _list_abouts(ctx, found)
        if args.of and not 1 <= args.of <= len(found):
            raise InputProblem(Code.NOT_FOUND, what=str(args.of))
        languages = Languages(args.in_lang or "both")
        about = found[args.of - 1].id if args.of else 0
        printed = desk.document(case_id, kind, languages, about=about)
        if args.register:
            desk.register_copy(case_id, printed, CopyWay.SAVED).result()
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
            "version": printed.version,
            "findings": [
                {"code": f.code, "text": text, "source": f.source}
                for f, text in zip(printed.findings, findings, strict=True)
            ],
        }
    )
    has_more = any(each.severity is not Severity.INFO for each in printed.findings)
    return Status.LOOK if has_more else Status.DONE


def documents_of_view(ctx: Context) -> Status:
    """Write the documents of a kind for the cases of a view, one file each."""
    from mediadesk.usecases.paper_batch import Wanted

    args = ctx.args
    needed(ctx, "kind", "out")
    out = Path(args.out)
    is_word = args.format == "docx"
    is_one = not is_word and out.suffix.lower() == ".pdf"
    with ctx.desk() as desk:
        query = desk.case_query(view_told(desk, args.view))
        wanted = Wanted(
            kinds=(kind_told(ctx),),
            languages=Languages(args.in_lang or "both"),
            path=out,
            is_one=is_one,
            registers=args.register,
            is_word=is_word,
        )
        ids = [row.id for row in desk.all_cases(query)]
        report = desk.write_documents(ids, wanted, ctx.bar())
    ctx.say(N_("Documents written: %(n)s"), n=report.made)
    left = [(each, ctx.tr.text(each.text, **each.params)) for each in report.left]
    if left:
        ctx.say(N_("Left out: %(n)s"), n=len(left))
    for each, why in left:
        ctx.line(f"- {each.number}: {why}")
    ctx.give(
        {
            "files": [str(path) for path in report.files],
            "written": report.made,
            "left_out": [
                {"case": each.number, "kind": each.kind.value, "why": why} for each, why in left
            ],
        }
    )
    return Status.LOOK if left else Status.DONE


def every_document(ctx: Context) -> Status:
    """Write every kind of document in every language it has into a folder, with an index."""
    from mediadesk.usecases.paper_proof import proof_data

    args = ctx.args
    needed(ctx, "out")
    number = args.case_told or args.case
    with ctx.desk() as desk:
        case_id = case_told(desk, number) if number else None
        is_word = args.format == "docx"
        found = desk.write_every_document(Path(args.out), case_id, ctx.bar(), is_word=is_word)
    for each in found:
        name = ctx.tr.text(each.kind.label)
        if each.file:
            told = f"{each.file}  {name}"
            state = ctx.tr.text(N_("draft")) if each.is_draft else ""
            ctx.line("  ".join(part for part in (told, state) if part))
            for finding in each.findings:
                ctx.line(f"    - {ctx.tr.finding(finding)}")
        elif each.error is not None:
            ctx.line(f"{name}: {ctx.tr.error(each.error)}")
        else:
            words = N_("Nothing to print it for: %(what)s")
            ctx.line(f"{name}: {ctx.tr.text(words, what=ctx.tr.text(each.needs))}")
    ctx.give({"folder": args.out, "documents": [proof_data(each) for each in found]})
    return Status.LOOK if any(each.error for each in found) else Status.DONE


def casefile(ctx: Context) -> Status:
    """Write the whole file of a case as one PDF."""
    args = ctx.args
    with ctx.desk() as desk:
        case_id = case_told(desk, args.case)
        languages = Languages(args.in_lang or "both")
        count = desk.write_case_file(case_id, Path(args.out), languages, ctx.bar())
    ctx.say(N_("Written: %(name)s"), name=args.out)
    ctx.say(N_("Papers: %(n)s"), n=count)
    ctx.give({"file": args.out, "papers": count})
    return Status.DONE
