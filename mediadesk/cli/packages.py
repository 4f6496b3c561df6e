"""Commands about packages between offices: make, look, merge, take out, keys."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mediadesk.cli import remarking, replies
from mediadesk.cli.context import Context, Status, first_line
from mediadesk.domain.packages import MergeChoices, PackageState, Sender, Verdict
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mediadesk.domain.model import Partner
    from mediadesk.domain.packages import MergePreview, OfficeCard, PackageFacts, PackagePreview
    from mediadesk.usecases.desk import Desk

__all__ = ["package"]

T = TypeVar("T")
_VARIABLE = "MEDIADESK_PACKAGE_PASSPHRASE"


def package(ctx: Context) -> Status:
    """Do one of the actions."""
    actions = {
        "make": _make,
        "inspect": _inspect,
        "preview": _preview,
        "merge": _merge,
        "list": _list,
        "undo": _undo,
        "offices": _offices,
        "card": _card,
        "trust": _trust,
    }
    about_remarks = {
        "reply": replies.reply,
        "take-in": replies.take_in,
        "remarks": replies.remarks,
        "answer": replies.answer,
        "fields": remarking.fields,
        "ask": remarking.ask,
        "correct": remarking.correct,
    }
    with ctx.desk() as desk:
        of_remarks = about_remarks.get(ctx.args.action)
        if of_remarks is None:
            return actions[ctx.args.action](ctx, desk)
        if ctx.args.action == "take-in":
            return _opened(ctx, lambda phrase: replies.take_in(ctx, desk, phrase))
        return of_remarks(ctx, desk, _passphrase(ctx) if ctx.args.action == "reply" else "")


def _passphrase(ctx: Context) -> str:
    """Take the passphrase of the package from the file told or the environment; '' if there is none."""
    told = ctx.args.package_passphrase_file
    return first_line(Path(told)) if told else os.environ.get(_VARIABLE, "")


def _asked(ctx: Context) -> str:
    if not sys.stdin.isatty():
        raise InputProblem(Code.PASSPHRASE_MISSING)
    return ctx.ask(ctx.tr.text(N_("Passphrase of the package")) + ": ")


def _opened(ctx: Context, work: Callable[[str], T]) -> T:
    """Open with this office's key or the passphrase given; ask for one where it is wanted."""
    given = _passphrase(ctx)
    try:
        return work(given)
    except WorldTrouble as error:
        if error.code is not Code.PACKAGE_PASSPHRASE or given or not sys.stdin.isatty():
            raise
    return work(_asked(ctx))


def _make(ctx: Context, desk: Desk) -> Status:
    args = ctx.args
    given = _passphrase(ctx)
    receivers: list[Partner] = []
    others: list[str] = []
    for name in args.receivers:
        try:
            receivers.append(desk.find_office(name))
        except InputProblem:
            if not given:
                raise
            others.append(name)  # it opens the package with the passphrase
    made = desk.make_package(
        Path(args.to),
        passphrase=given or ("" if receivers else _asked(ctx)),
        receivers=receivers,
        addressed=others,
        is_full=args.full,
        with_files=args.files,
        progress=ctx.bar(),
    )
    ctx.say(N_("Written: %(name)s"), name=args.to)
    ctx.say(
        N_(
            "Package No. %(number)s: cases %(cases)s, gone %(gone)s, files %(files)s, %(size)s bytes"
        ),
        number=made.number,
        cases=made.cases,
        gone=made.gone,
        files=made.files,
        size=made.size,
    )
    ctx.give({"file": args.to, **_plain(made)})
    return Status.DONE


def _plain(record: Any) -> dict[str, Any]:
    left = ("uid", "rev")
    return {name: value for name, value in asdict(record).items() if name not in left}


def _facts(facts: PackageFacts) -> dict[str, Any]:
    told = asdict(facts)
    card = told.pop("card")
    return {
        **told,
        "office": card["name_ru"],
        "office_uid": card["office_uid"],
        "fingerprint": card["fingerprint"],
    }


def _say_facts(ctx: Context, facts: PackageFacts) -> None:
    name = facts.card.name_kk if ctx.tr.language == "kk" else facts.card.name_ru
    ctx.say(
        N_("%(office)s, package No. %(number)s of %(day)s: %(cases)s cases, MediaDesk %(program)s"),
        office=name,
        number=facts.number,
        day=facts.made_at[:10],
        cases=facts.cases,
        program=facts.program,
    )
    ctx.line(f"{ctx.tr.text(facts.sender.label)}: {facts.card.fingerprint}")


def _inspect(ctx: Context, desk: Desk) -> Status:
    path = Path(ctx.args.file)
    facts = _opened(ctx, lambda phrase: desk.inspect_package(path, phrase))
    _say_facts(ctx, facts)
    ctx.give(_facts(facts))
    return Status.DONE if facts.sender in (Sender.KNOWN, Sender.OWN) else Status.LOOK


def _looked_at(ctx: Context, desk: Desk) -> MergePreview:
    paths = [Path(each) for each in ctx.args.files]
    return _opened(ctx, lambda phrase: desk.preview_packages(paths, phrase, ctx.bar()))


def _preview(ctx: Context, desk: Desk) -> Status:
    found = _looked_at(ctx, desk)
    _tell(ctx, desk, found, is_dry=True)
    return _status(found)


def _status(found: MergePreview) -> Status:
    good = (PackageState.READY, PackageState.ALREADY)
    is_calm = all(each.state in good and not each.missing for each in found.packages)
    foreign = any(each.count(Verdict.FOREIGN) for each in found.ready)
    is_done = is_calm and not foreign and not found.conflicts
    return Status.DONE if is_done else Status.LOOK


def _merge(ctx: Context, desk: Desk) -> Status:
    found = _looked_at(ctx, desk)
    refused = desk.package_refusal(found)
    if refused is not None and not ctx.args.dry_run:
        raise refused
    if not ctx.args.dry_run:
        trusted = _trusted(found, is_told=ctx.args.trust)
        keep = frozenset(item.uid for item in found.conflicts) if ctx.args.keep else frozenset()
        choices = MergeChoices(keep=keep, trusted=trusted)
        desk.merge_packages(found, choices, ctx.bar()).result()
        _say_new(ctx, [card for card in found.unknown if card.office_uid in trusted])
    _tell(ctx, desk, found, is_dry=ctx.args.dry_run)
    return _status(found)


def _trusted(found: MergePreview, *, is_told: bool) -> frozenset[str]:
    """Who shares the passphrase of a package is met, if not known; else somebody must say so."""
    return frozenset(
        each.facts.card.office_uid
        for each in found.ready
        if each.facts.sender is Sender.UNKNOWN and (is_told or each.facts.is_by_passphrase)
    )


def _say_new(ctx: Context, cards: Iterable[OfficeCard]) -> None:
    for card in cards:
        ctx.say(
            N_("The key of %(office)s is known from now on. Compare it by telephone: %(key)s"),
            office=card.name_ru,
            key=card.fingerprint,
        )


def _tell(ctx: Context, desk: Desk, found: MergePreview, *, is_dry: bool) -> None:
    if is_dry:
        ctx.say(N_("Nothing was changed; this would be merged."))
    received = {
        each.package_uid: each.id for each in desk.packages_received() if not each.is_undone
    }
    for each in found.packages:
        _say_facts(ctx, each.facts)
        ctx.line(f"  {ctx.tr.text(each.state.label)}")
        for verdict, count in each.counts.items():
            ctx.line(f"  {ctx.tr.text(verdict.label)}: {count}")
        if each.missing:
            ctx.say(N_("Missing before it: %(numbers)s"), numbers=_numbers(each.missing))
    if found.twins:
        ctx.say(N_("Possibly the same people: %(n)s. Decide in the window"), n=len(found.twins))
    ctx.give(_merged(found, received, is_dry=is_dry))


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _merged(found: MergePreview, received: Mapping[str, int], *, is_dry: bool) -> dict[str, Any]:
    counts = {v.value: sum(each.count(v) for each in found.packages) for v in Verdict}
    return {
        "dry_run": is_dry,
        **counts,
        "packages": [_told(each, received) for each in found.packages],
        "twins": [
            {"theirs": twin.theirs.uid, "ours": twin.ours.uid, "same_number": twin.is_by_number}
            for twin in found.twins
        ],
    }


def _told(each: PackagePreview, received: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": received.get(each.facts.package_uid),
        **_facts(each.facts),
        "state": each.state.value,
        **{verdict.value: each.count(verdict) for verdict in Verdict},
        "missing": list(each.missing),
        "look": [
            {"uid": item.uid, "number": item.number, "result": item.verdict.value}
            for item in each.items
        ],
    }


def _list(ctx: Context, desk: Desk) -> Status:
    sent, received = desk.packages_sent(), desk.packages_received()
    names = {each.office_uid: each.name_ru for each in desk.known_offices()}
    for out in sent:
        ctx.say(
            N_("sent: No. %(number)s of %(day)s, %(cases)s cases"),
            number=out.number,
            day=out.made_at[:10],
            cases=out.cases,
        )
    for each in received:
        undone = f" ({ctx.tr.text(N_('Taken out again'))})" if each.is_undone else ""
        name = names.get(each.office_uid, each.office_uid)
        ctx.line(
            f"{each.id:4}  {each.merged_at[:10]}  {name} № {each.number}: {each.cases}{undone}"
        )
    if not sent and not received:
        ctx.say(N_("There are no packages yet"))
    ctx.give({"sent": [_plain(s) for s in sent], "received": [_plain(r) for r in received]})
    return Status.DONE


def _undo(ctx: Context, desk: Desk) -> Status:
    obstacles = desk.package_obstacles(ctx.args.id)
    for each in obstacles:
        ctx.line(f"{each.number}  {ctx.tr.text(each.kind.label)}".strip())
    desk.take_out_package(ctx.args.id, ctx.bar()).result()
    ctx.say(N_("The package is taken out again"))
    ctx.give({"id": ctx.args.id, "undone": True})
    return Status.DONE


def _offices(ctx: Context, desk: Desk) -> Status:
    found = desk.offices_standing()
    for each in found:
        missing = ctx.tr.text(N_("missing: %(what)s"), what=_numbers(each.missing))
        told = f"№ {each.last_number}  {each.cases:6}  {each.name_ru}"
        ctx.line(f"{told}  {missing}" if each.missing else told)
    ctx.give({"offices": [asdict(each) for each in found]})
    return Status.LOOK if any(each.missing for each in found) else Status.DONE


def _card(ctx: Context, desk: Desk) -> Status:
    to = ctx.args.to
    card = desk.save_office_card(Path(to)) if to else desk.office_card()
    ctx.line(card.fingerprint)
    if to:
        ctx.say(N_("Written: %(name)s"), name=to)
    ctx.give({"file": to, **asdict(card)})
    return Status.DONE


def _trust(ctx: Context, desk: Desk) -> Status:
    card = desk.read_office_card(Path(ctx.args.file))
    desk.know_office(card).result()
    _say_new(ctx, [card])
    ctx.give(asdict(card))
    return Status.DONE
