"""Commands that keep the file safe, and the proof of an installation."""

from pathlib import Path

from mediadesk.cli.context import Context, Status
from mediadesk.domain.changes import Severity
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_

__all__ = ["backup", "check", "self_test"]


def backup(ctx: Context) -> Status:
    """Make, list, verify or restore a backup."""
    return {"make": _make, "list": _list, "verify": _verify, "restore": _restore}[ctx.args.action](
        ctx
    )


def _make(ctx: Context) -> Status:
    target = Path(ctx.args.to) if ctx.args.to else None
    with ctx.desk() as desk:
        path = desk.backup(target)
    ctx.say(N_("Backup made and proven: %(name)s"), name=path)
    ctx.give({"file": str(path)})
    return Status.DONE


def _list(ctx: Context) -> Status:
    with ctx.desk() as desk:
        paths = desk.backups()
    for path in paths:
        ctx.line(str(path))
    if not paths:
        ctx.say(N_("There are no backups yet"))
    ctx.give({"backups": [{"file": str(p), "bytes": p.stat().st_size} for p in paths]})
    return Status.DONE


def _file(ctx: Context) -> Path:
    path = Path(ctx.args.file)
    if not path.is_file():
        raise WorldTrouble(Code.FILE_MISSING, name=path.name)
    return path


def _verify(ctx: Context) -> Status:
    path = _file(ctx)
    with ctx.desk() as desk:
        facts = desk.verify_backup(path)
    ctx.say(
        N_("The backup is sound. Made: %(at)s, cases: %(cases)s"),
        at=facts.made_at,
        cases=facts.cases,
    )
    ctx.give({"file": str(path), "made_at": facts.made_at, "cases": facts.cases, "sound": True})
    return Status.DONE


def _restore(ctx: Context) -> Status:
    from mediadesk.usecases.opening import restore_backup

    path = _file(ctx)
    facts = restore_backup(ctx.centre, path, ctx.passphrase())
    ctx.say(N_("The centre is restored as of %(at)s"), at=facts.made_at)
    ctx.give({"file": str(path), "made_at": facts.made_at, "cases": facts.cases})
    return Status.DONE


def check(ctx: Context) -> Status:
    """Check the centre's file, its journal and its numbers."""
    with ctx.desk() as desk:
        findings = desk.check()
    for finding in findings:
        ctx.line(f"- {ctx.tr.finding(finding)}")
    bad = [f for f in findings if f.severity is not Severity.INFO]
    if not findings:
        ctx.say(N_("All is well"))
    ctx.give(
        {
            "sound": not bad,
            "findings": [
                {"code": f.code, "text": ctx.tr.finding(f), "severity": f.severity.value}
                for f in findings
            ],
        }
    )
    return Status.LOOK if bad else Status.DONE


def self_test(ctx: Context) -> Status:
    """Prove an installation in a temporary encrypted centre; with a report, the window too."""
    if ctx.args.report:
        from mediadesk.cli.self_report import reported

        target = Path(ctx.args.report)
        steps = reported(ctx, target)
        ctx.say(N_("Report without personal data: %(name)s"), name=target)
    else:
        from mediadesk.usecases.proof import prove

        steps = prove(clock=ctx.clock, ids=ctx.ids)
    for name in steps:
        ctx.line(f"+ {ctx.tr.text(name)}")
    ctx.say(N_("MediaDesk works on this computer"))
    ctx.give({"works": True, "steps": list(steps)})
    return Status.DONE
