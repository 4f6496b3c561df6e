"""Commands about questions and corrections on cases of other offices: send, take in, list, decide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.cli.context import Context, Status
from mediadesk.domain.packages import PackageState, Sender
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.model import Remark
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.remark_words import RemarkWords

__all__ = ["answer", "remarks", "reply", "take_in"]


def reply(ctx: Context, desk: Desk, passphrase: str) -> Status:
    """Make a reply to an office: what was written to it and not answered yet."""
    office = desk.find_office(ctx.args.receiver)
    made = desk.make_reply(office, Path(ctx.args.to), passphrase)
    ctx.say(N_("Written: %(name)s"), name=ctx.args.to)
    ctx.say(N_("Reply No. %(number)s: remarks %(n)s"), number=made.number, n=made.cases)
    ctx.give({"file": ctx.args.to, "number": made.number, "remarks": made.cases, "size": made.size})
    return Status.DONE


def take_in(ctx: Context, desk: Desk, passphrase: str) -> Status:
    """Take in a reply; its remarks wait for a decision each.

    Who shares the passphrase of the reply is met, if not known; else somebody must say so.
    """
    from mediadesk.usecases.remark_words import RemarkWords

    args, words = ctx.args, RemarkWords(desk, ctx.tr)
    found = desk.preview_reply(Path(args.file), passphrase)
    facts = found.facts
    if not args.dry_run:
        is_met = facts.is_by_passphrase or args.trust
        is_new = facts.sender is Sender.UNKNOWN and is_met
        trusted = [facts.card.office_uid] if is_new else []
        desk.take_in_reply(found, trusted).result()
    ctx.say(
        N_("%(office)s, reply No. %(number)s: remarks %(n)s, new %(new)s"),
        office=facts.card.name_kk if ctx.tr.language == "kk" else facts.card.name_ru,
        number=facts.number,
        n=len(found.remarks),
        new=found.new,
    )
    for each in found.remarks:
        ctx.line(f"  {each.case_number}. {words.line(each)}")
        if now := words.note(each):
            ctx.line(f"    {now}")
    if args.dry_run:
        ctx.say(N_("Nothing was changed; these remarks would wait for a decision."))
    ctx.give(
        {
            "office_uid": facts.card.office_uid,
            "number": facts.number,
            "state": found.state.value,
            "new": found.new,
            "not_here": found.strange,
            "dry_run": args.dry_run,
            "remarks": [_told(each, words) for each in found.remarks],
        }
    )
    is_good = found.state in (PackageState.READY, PackageState.ALREADY)
    return Status.DONE if is_good and not found.strange else Status.LOOK


def remarks(ctx: Context, desk: Desk, _passphrase: str) -> Status:
    """List the remarks in both directions; those that wait for a decision want a look."""
    from mediadesk.usecases.remark_words import RemarkWords

    found, words = desk.remarks(), RemarkWords(desk, ctx.tr)
    for each in found:
        line = f"{each.case_number:10}  {ctx.tr.value(each.state)}: {words.line(each)}"
        ctx.line(f"{each.id:4}  {line}")
        if now := words.note(each):
            ctx.line(f"{'':18}{now}")
    if not found:
        ctx.say(N_("There are no questions and no corrections"))
    ctx.give({"remarks": [_told(each, words) for each in found]})
    is_waiting = any(each.state is RemarkState.WAITING for each in found)
    return Status.LOOK if is_waiting else Status.DONE


def answer(ctx: Context, desk: Desk, _passphrase: str) -> Status:
    """Decide on a received remark: apply or decline a correction, answer a question."""
    from mediadesk.domain.commands_remarks import AnswerRemark

    args = ctx.args
    remark = next((each for each in desk.remarks() if each.id == args.id), None)
    if remark is None:
        raise InputProblem(Code.NOT_FOUND, what=str(args.id))
    state = RemarkState.APPLIED if args.apply else RemarkState.DECLINED
    if remark.kind is RemarkKind.QUESTION:
        state = RemarkState.ANSWERED
    cmd = AnswerRemark(remark_id=remark.id, rev=remark.rev, state=state, answer=args.text)
    done = ctx.confirmed(lambda codes: desk.execute(replace(cmd, acknowledged=codes)).result())
    for finding in done.findings:
        ctx.line(f"- {ctx.tr.finding(finding)}")
    ctx.say(N_("Case %(number)s: %(state)s"), number=remark.case_number, state=ctx.tr.value(state))
    ctx.give({"id": int(remark.id), "state": state.value})
    return Status.DONE


def _told(remark: Remark, words: RemarkWords) -> dict[str, Any]:
    return {
        "id": int(remark.id),
        "case": remark.case_number,
        "kind": remark.kind.value,
        "ours": remark.is_ours,
        "state": remark.state.value,
        "field": remark.field,
        "was": remark.was,
        "wanted": remark.wanted,
        "text": remark.text,
        "answer": remark.answer,
        "line": words.line(remark),
    }
