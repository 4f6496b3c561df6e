"""Commands that check electronic signatures and scans, and take in certificates of authorities."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.cli.context import Context, Status
from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.signatures import (
    CertificateVerdict,
    SignatureFacts,
    Signer,
    shown_moment,
    who_signed,
)
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.rows import CaseFile
    from mediadesk.domain.scans import ScanReport
    from mediadesk.usecases.desk import Desk

__all__ = ["scan", "signatures"]


def signatures(ctx: Context) -> Status:
    """Check a file of signatures, or take in the certificate of an authority."""
    return {"check": _check, "trust": _trust}[ctx.args.action](ctx)


def scan(ctx: Context) -> Status:
    """Read the marks of a scan and tell which paper it is and what does not fit."""
    with ctx.desk() as desk:
        report = desk.check_scan(desk.read_file(Path(ctx.args.file)))
    mark = report.mark
    if mark is not None:
        ctx.say(
            N_("Case %(number)s, version %(version)s"), number=mark.number, version=mark.version
        )
        ctx.say(N_("Sheets: %(n)s"), n=report.sheets)
        if not report.copy_id:
            ctx.say(N_("No registered copy of this centre has these pages"))
    for finding in report.findings:
        ctx.line(f"- {ctx.tr.finding(finding)}")
    ctx.give(_scan_data(ctx, report))
    return Status.DONE if report.is_whole and report.copy_id else Status.LOOK


def _scan_data(ctx: Context, report: "ScanReport") -> dict[str, object]:
    return {
        "sheets": report.sheets,
        "mark": asdict(report.mark) if report.mark else None,
        "registered_copy": report.copy_id or None,
        "whole": report.is_whole,
        "findings": [{"code": f.code, "text": ctx.tr.finding(f)} for f in report.findings],
    }


def _case(ctx: Context, desk: "Desk") -> "CaseFile | None":
    if not ctx.args.case:
        return None
    found = desk.case_id(ctx.args.case)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=ctx.args.case[:40])
    return desk.case_file(found)


def _check(ctx: Context) -> Status:
    with ctx.desk() as desk:
        file = _case(ctx, desk)
        told = ctx.args.document
        document = desk.read_file(Path(told)) if told else None
        facts = desk.check_signatures(desk.read_file(Path(ctx.args.file)), document)
    for signer in facts.signers:
        _say(ctx, signer, file)
    ctx.say(
        N_("The check is made off line; the one with legal force is that of the NUC RK portal.")
    )
    ctx.give(_data(facts, file))
    is_right = all(s.holds and s.certificate is CertificateVerdict.TRUSTED for s in facts.signers)
    return Status.DONE if is_right else Status.LOOK


def _say(ctx: Context, signer: Signer, file: "CaseFile | None") -> None:
    tr = ctx.tr
    numbers = (signer.name, signer.iin, signer.organisation, signer.bin)
    ctx.line(", ".join(each for each in numbers if each) or tr.text(N_("Signer not named")))
    if file is not None:
        found = "; ".join(tr.text(each.role) for each in who_signed(signer, file))
        told = found or tr.text(N_("no such participant"))
        label = tr.text(N_("In this case"))
        ctx.line(f"  {label}: {told}")
    lines = (
        (N_("File"), signer.file, ""),
        (N_("Signature"), signer.math, signer.algorithm),
        (N_("Certificate"), signer.certificate, signer.issuer),
        (N_("Revocation"), signer.revocation, ""),
        (N_("Time"), signer.time_source, shown_moment(signer.signed_at)),
    )
    for name, verdict, more in lines:
        tail = f" ({more})" if more else ""
        ctx.line(f"  {tr.text(name)}: {tr.text(verdict.label)}{tail}")
    for note in signer.notes:
        ctx.line(f"  - {tr.text(note.label)}")


def _data(facts: SignatureFacts, file: "CaseFile | None") -> dict[str, object]:
    data = asdict(facts)
    for told, signer in zip(data["signers"], facts.signers, strict=True):
        if file is not None:
            told["in_case"] = [each.role for each in who_signed(signer, file)]
    return data


def _trust(ctx: Context) -> Status:
    wanted = (ctx.args.sha256 or "").lower().replace(":", "").replace(" ", "")
    with ctx.desk() as desk:
        found = desk.roots_in(desk.read_file(Path(ctx.args.file)))
        taken = [each for each in found if each.sha256 == wanted]
        for each in found:
            ctx.line(f"{each.name}\n  SHA-256: {each.sha256}")
        for each in taken:
            desk.execute(SaveRecord(record=each)).result()
            ctx.say(N_("Trusted from now on: %(name)s"), name=each.name)
    if not taken:
        ctx.say(N_("Compare the hash with the published one and repeat with --sha256"))
    ctx.give(
        {
            "certificates": [{"name": each.name, "sha256": each.sha256} for each in found],
            "trusted": [each.sha256 for each in taken],
        }
    )
    return Status.DONE if taken else Status.LOOK
