"""Commands that write questions and corrections on cases of other offices."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from mediadesk.cli.context import Context, Status
from mediadesk.domain.parsing import ParseProblem, parse_amount_tiyn, parse_date
from mediadesk.domain.remark_records import Remark, RemarkKind
from mediadesk.domain.remark_targets import Held, address, correctable, records_of
from mediadesk.domain.remarks import stored_form
from mediadesk.domain.types import Tiyn
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mediadesk.domain.fields import Spec
    from mediadesk.domain.rows import CaseFile
    from mediadesk.usecases.desk import Desk

__all__ = ["ask", "correct", "fields"]

_ALONE: Final = ("contract", "criminal_facts")


def fields(ctx: Context, desk: Desk, _passphrase: str) -> Status:
    """List the fields of a case of another office that can be corrected, with their values."""
    from mediadesk.usecases.remark_words import RemarkWords

    words, told = RemarkWords(desk, ctx.tr), []
    before = ""
    for name, found, spec in _fields(_case_file(ctx, desk)):
        field = address(found.table, found.uid, spec.name)
        value = words.value(field, stored_form(getattr(found.record, spec.name)))
        label, record = ctx.tr.text(spec.field.label), words.record(found)
        if record != before:
            ctx.line(record)
        before = record
        ctx.line(f"  {name:32} {label}: {value}")
        told.append({"field": name, "record": record, "label": label, "value": value})
    ctx.give({"fields": told})
    return Status.DONE


def ask(ctx: Context, desk: Desk, _passphrase: str) -> Status:
    """Write a question on a case of another office."""
    file = _case_file(ctx, desk)
    return _write(ctx, desk, Remark(case_uid=file.case.uid.hex(), text=ctx.args.text))


def correct(ctx: Context, desk: Desk, _passphrase: str) -> Status:
    """Write what a field of such a case or of its records should hold."""
    args, file = ctx.args, _case_file(ctx, desk)
    found = next((f for f in _fields(file) if f[0] == args.field), None)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=args.field[:80])
    _name, held, spec = found
    remark = Remark(
        case_uid=file.case.uid.hex(),
        kind=RemarkKind.CORRECTION,
        field=address(held.table, held.uid, spec.name),
        wanted=_stored(spec, args.value.strip(), desk),
        text=args.text,
    )
    return _write(ctx, desk, remark)


def _write(ctx: Context, desk: Desk, remark: Remark) -> Status:
    from mediadesk.domain.commands_remarks import SaveRemark
    from mediadesk.usecases.remark_words import RemarkWords

    made = desk.execute(SaveRemark(remark=remark)).result()
    kept = next(each for each in desk.remarks() if each.id == made.id)
    ctx.line(f"{kept.case_number}. {RemarkWords(desk, ctx.tr).line(kept)}")
    ctx.say(N_("The remark is kept; it goes with the next reply to the office"))
    ctx.give({"id": int(kept.id), "case": kept.case_number, "field": kept.field})
    return Status.DONE


def _case_file(ctx: Context, desk: Desk) -> CaseFile:
    """Find the case of another office by its number; offices may have the same numbers."""
    args = ctx.args
    wanted = desk.find_office(args.office).office_uid if args.office else ""
    found = desk.foreign_cases(args.number, wanted)
    if not found:
        raise InputProblem(Code.NOT_FOUND, what=args.number[:40])
    if len(found) > 1:
        raise InputProblem(Code.REQUIRED, field="office", label=N_("Office"))
    return desk.case_file(found[0])


def _fields(file: CaseFile) -> Iterator[tuple[str, Held, Spec]]:
    """Name each field as it is typed: `source`, `contract.fee_tiyn`, `session-2.held_on`."""
    counts: Counter[str] = Counter()
    for each in records_of(file):
        counts[each.table] += 1
        place = "" if each.table in _ALONE else f"-{counts[each.table]}"
        for spec in correctable(each.table):
            is_case = each.table == "cases"
            yield spec.name if is_case else f"{each.table}{place}.{spec.name}", each, spec


def _stored(spec: Spec, typed: str, desk: Desk) -> str:
    """Take a value as it is typed here: days and sums as everywhere, codes by their names."""
    value: Any = typed
    if spec.type is date and typed:
        value = parse_date(typed, desk.clock.today())
    elif spec.type is Tiyn and typed:
        value = parse_amount_tiyn(typed)
    elif spec.type is time or not typed:
        value = typed
    if isinstance(value, ParseProblem):
        raise InputProblem(Code.BAD_VALUE, field="wanted", label=spec.field.label)
    return stored_form(value)
