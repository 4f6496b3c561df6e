"""Commands that only look: search, the register, the terms of a span of days."""

from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.cli.context import Context, Status
from mediadesk.domain.fields import specs
from mediadesk.domain.periods import parse_period
from mediadesk.domain.queries import SORTS, CaseQuery, Sort
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.term_lines import TermLine
from mediadesk.domain.text import fold
from mediadesk.domain.views import PRESETS, View, is_value, read_view
from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.usecases.listing import Printing

if TYPE_CHECKING:
    from mediadesk.usecases.desk import Desk

__all__ = ["cases", "search", "terms", "view_told"]

_PAGE = 500


def search(ctx: Context) -> Status:
    """Find cases and people."""
    limit = ctx.args.limit
    if limit < 1:
        raise InputProblem(Code.BAD_VALUE, field="--limit")
    with ctx.desk() as desk:
        hits = desk.search(ctx.args.text, limit)
    for hit in hits:
        ctx.line("  ".join(part for part in (hit.number, hit.title, hit.detail) if part))
    if not hits:
        ctx.say(N_("Nothing was found"))
    found = [{f.name: getattr(hit, f.name) for f in fields(hit)} for hit in hits]
    ctx.give({"hits": found, "count": len(hits)})
    return Status.DONE


def cases(ctx: Context) -> Status:
    """Show the list of cases as a view, filters and an order ask for it, or write it."""
    filters, sort = _asked_filters(ctx), _asked_sort(ctx)
    with ctx.desk() as desk:
        view = view_told(desk, ctx.args.view)
        view = View({**view.filters, **filters}, sort or view.sort, view.columns)
        query = desk.case_query(view)
        if ctx.args.period:
            period = parse_period(ctx.args.period)
            query = replace(query, received=((period.first, period.last),))
        if ctx.args.format in ("xlsx", "pdf"):
            return _write(ctx, desk, query, view)
        rows = desk.all_cases(query)
    if ctx.args.format == "json":
        ctx.args.json = True
    for row in rows:
        ctx.line("  ".join(_words(ctx, row)))
    ctx.say(N_("Cases: %(n)s"), n=len(rows))
    ctx.give({"cases": [_data(row) for row in rows], "count": len(rows)})
    return Status.DONE


def view_told(desk: "Desk", name: str | None) -> View:
    """Find a view by its name; without a name the oldest case comes first and all are there."""
    if not name:
        return View(sort=(("number", False),))
    preset = next((p.view for p in PRESETS if p.name == name), None)
    own = (v for v in desk.views() if fold(v.name) == fold(name))
    found = preset or next((read_view(v.settings) for v in own), None)
    if found is None:
        raise InputProblem(Code.NOT_FOUND, what=name[:80])
    return found


def _asked_filters(ctx: Context) -> dict[str, tuple[str, ...]]:
    """Read the filters; those of one kind are joined."""
    found: dict[str, tuple[str, ...]] = {}
    for each in ctx.args.filter:
        name, _, value = each.partition("=")
        if not is_value(name, value):
            raise InputProblem(Code.BAD_VALUE, field="--filter", label=each[:80])
        found[name] = (*found.get(name, ()), value)
    return found


def _asked_sort(ctx: Context) -> Sort:
    """Read the keys of the order: 'mediator,-received_on'."""
    keys = [key.strip() for key in (ctx.args.sort or "").split(",") if key.strip()]
    sort = tuple((key.removeprefix("-"), key.startswith("-")) for key in keys)
    for key, _ in sort:
        if key not in SORTS:
            raise InputProblem(Code.BAD_VALUE, field="--sort", label=key[:80])
    return sort


def _asked_columns(ctx: Context, view: View) -> tuple[str, ...]:
    names = tuple(n.strip() for n in (ctx.args.columns or "").split(",") if n.strip())
    known = {spec.name for spec in specs(CaseRow)}
    for name in names:
        if name not in known:
            raise InputProblem(Code.BAD_VALUE, field="--columns", label=name[:80])
    return names or view.columns


def _write(ctx: Context, desk: "Desk", query: CaseQuery, view: View) -> Status:
    if not ctx.args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    target = Path(ctx.args.out)
    how = Printing(columns=_asked_columns(ctx, view))
    write = desk.write_register if ctx.args.format == "xlsx" else desk.print_register
    count = write(query, target, ctx.tr.language, how)
    ctx.say(N_("Written: %(name)s"), name=target)
    ctx.give({"file": str(target), "count": count})
    return Status.DONE


def terms(ctx: Context) -> Status:
    """Show what falls due in a period, this week where none is told, or write it for paper."""
    from mediadesk.ui.wording import DUE_KINDS

    args = ctx.args
    today = ctx.clock.today()
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(days=6)
    if args.period:
        period = parse_period(args.period)
        first, last = period.first, period.last
    is_file = args.format in ("pdf", "xlsx")
    if is_file and not args.out:
        raise InputProblem(Code.USAGE, detail="--out")
    language = ctx.tr.language
    with ctx.desk() as desk:
        sheet = desk.terms_sheet(
            first, last, language=language, words=DUE_KINDS, has_names=args.names
        )
        if is_file:
            desk.write_terms(sheet, Path(args.out), args.format)
    if is_file:
        ctx.say(N_("Written: %(name)s"), name=args.out)
        ctx.give({"file": str(args.out), "count": len(sheet.lines)})
        return Status.DONE
    if args.format == "json":
        ctx.args.json = True
    ctx.line(sheet.title)
    for line in sheet.lines:
        parts = (ctx.tr.date(line.on), line.number, line.what, line.basis)
        ctx.line("  ".join(part for part in parts if part))
    if not sheet.lines:
        ctx.line(sheet.empty)
    ctx.give(
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "terms": [_data(line) for line in sheet.lines],
            "count": len(sheet.lines),
        }
    )
    return Status.DONE


def _words(ctx: Context, row: CaseRow) -> tuple[str, ...]:
    parties = " – ".join(p for p in (row.first_party, row.second_party) if p)
    return (
        row.number,
        ctx.tr.date(row.received_on),
        parties,
        ctx.tr.text(row.kind.label),
        ctx.tr.text(row.outcome.label),
    )


def _data(row: CaseRow | TermLine) -> dict[str, object]:
    found: dict[str, object] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, StrEnum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        found[each.name] = value
    return found
