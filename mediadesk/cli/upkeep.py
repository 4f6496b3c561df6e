"""Commands that keep the file safe, and the proof of an installation."""

from pathlib import Path

from mediadesk.cli.context import Context, Status, first_line
from mediadesk.domain.changes import Severity
from mediadesk.domain.history import ENTITY_NAMES
from mediadesk.domain.types import Languages
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_

__all__ = ["backup", "check", "self_test"]


def backup(ctx: Context) -> Status:
    """Make, list, verify or restore a backup, bring a case back, practise, certify."""
    actions = {
        "make": _make,
        "list": _list,
        "verify": _verify,
        "restore": _restore,
        "practise": _practise,
        "case": _case,
        "certificate": _certificate,
    }
    return actions[ctx.args.action](ctx)


def _make(ctx: Context) -> Status:
    target = Path(ctx.args.to) if ctx.args.to else None
    with ctx.desk() as desk:
        path = desk.backup(target, progress=ctx.bar())
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


def _practise(ctx: Context) -> Status:
    """Practise on any computer; where the centre is, its journal notes it."""
    from mediadesk.usecases.opening import has_centre
    from mediadesk.usecases.practising import practise_here

    path = _file(ctx)
    passphrase = ctx.passphrase()
    if has_centre(ctx.centre):
        with ctx.desk(passphrase) as desk:
            desk.take_in_practices((path.parent,))
            told, proof = desk.practise_restoring(path, passphrase), None
    else:
        told, proof = practise_here(path, passphrase, ctx.clock)
    if told.is_sound:
        ctx.say(N_("The backup was restored and checked: all is sound."))
    else:
        ctx.say(N_("The backup was restored, faults found: %(n)s"), n=told.findings)
    ctx.say(
        N_("Made: %(made)s, cases: %(cases)s, records: %(rows)s, files: %(files)s"),
        made=told.made_at,
        cases=told.cases,
        rows=told.rows,
        files=told.files,
    )
    if proof is not None:
        ctx.say(N_("The result to bring back to the centre: %(name)s"), name=proof)
    ctx.give({**told.data(), "sound": told.is_sound, "result": str(proof) if proof else None})
    return Status.DONE if told.is_sound else Status.LOOK


def _case(ctx: Context) -> Status:
    """Show what bringing a case back would change, or do it."""
    path, old = _file(ctx), ctx.args.old_passphrase_file
    passphrase = first_line(Path(old)) if old else ""
    with ctx.desk() as desk:
        look = desk.case_in_backup(path, ctx.args.number, passphrase)
        is_done = bool(look.changes) and (ctx.args.replace or not look.is_here)
        if is_done:
            desk.bring_case_back(path, look, passphrase).result()
    for change in look.changes:
        name = ctx.tr.text(ENTITY_NAMES[change.entity])
        ctx.line(f"- {name} {change.name}".rstrip())
        for field in change.fields:
            then, now = (ctx.tr.value(each) or "–" for each in (field.new, field.old))
            ctx.line(f"    {ctx.tr.text(field.label)}: {now} → {then}")
    if not look.changes:
        ctx.say(N_("Case %(number)s is the same in the backup and now"), number=look.number)
    elif is_done:
        ctx.say(N_("Case %(number)s is as it was in the backup"), number=look.number)
    else:
        ctx.say(N_("Nothing was changed; with --replace this would be brought back."))
    ctx.give(
        {
            "number": look.number,
            "made_at": look.made_at,
            "is_here": look.is_here,
            "records": len(look.changes),
            "done": is_done,
        }
    )
    return Status.DONE if is_done or not look.changes else Status.LOOK


def _certificate(ctx: Context) -> Status:
    """Write the certificate of a year."""
    year = ctx.args.year or ctx.clock.today().year
    languages = Languages(ctx.args.in_lang or "both")
    with ctx.desk() as desk:
        told = desk.write_certificate(Path(ctx.args.out), year, languages)
    ctx.say(N_("Written: %(name)s"), name=ctx.args.out)
    ctx.give({"file": ctx.args.out, "year": year, **told.data()})
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
