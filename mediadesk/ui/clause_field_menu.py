"""The fields that can be put into the text of an agreement, named by people of the case."""

import re

from mediadesk.domain.clauses import AgreementClause
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import PartySide
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx

__all__ = ["field_menu", "named_fields"]

_FIELD = re.compile(r"\{([^{}]+)\}")

_PARTY = (
    ("label", N_("Side")),
    ("name", N_("Name")),
    ("identifier", N_("IIN or BIN")),
    ("address", N_("Address")),
    ("phone", N_("Phone")),
    ("email", N_("E-mail")),
    ("representative", N_("Representative")),
)
_DUTY = (
    ("amount", N_("Sum")),
    ("due", N_("Until")),
    ("debtor", N_("Who must perform")),
    ("creditor", N_("To whom")),
    ("what", N_("What must be done")),
)
_CASE = (
    ("side.first", N_("First party")),
    ("side.second", N_("Second party")),
    ("agreement.settled", N_("Sum of the agreement")),
    ("case.subject", N_("Subject of the dispute")),
    ("case.body", N_("Court or body")),
    ("case.body_number", N_("Number of the case there")),
    ("contract.date", N_("Date of the contract")),
    ("mediator.name", N_("Mediator")),
)


_TYPED = (
    ("date", N_("Date")),
    ("sum", N_("Sum in tenge")),
    ("days", N_("Calendar days")),
    ("number", N_("Number or code")),
    ("name", N_("Name in both languages")),
    ("clause", N_("Number of a clause")),
)


def named_fields(ctx: Ctx, text: str) -> str:
    """Write a text with its fields named for people: ‹Sum› where {obligation.1.amount} stands."""
    of_things = {"party": dict(_PARTY), "obligation": dict(_DUTY)}

    def named(found: re.Match[str]) -> str:
        name = found[1]
        thing, _, rest = name.partition(".")
        words = of_things.get(thing, {}).get(rest.rpartition(".")[2]) or dict(_CASE).get(name)
        words = words or dict(_TYPED).get(name.partition(":")[0])
        return f"‹{ctx.tr.text(words)}›" if words else found[0]

    return _FIELD.sub(named, text)


def field_menu(
    ctx: Ctx, file: CaseFile, obligations: int, clauses: tuple[AgreementClause, ...]
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Give groups of fields: words for people, and the name that stands in braces."""
    tr = ctx.tr
    day = ctx.clock.today().isoformat()
    typed = (
        (tr.text(N_("Date")), f"date:{day}"),
        (tr.text(N_("Sum in tenge")), "sum:100000"),
        (tr.text(N_("Calendar days")), "days:10"),
        (tr.text(N_("Number or code")), "number:1"),
        (tr.text(N_("Name in both languages")), "name:Иванов|Иванов"),
    )
    groups = [
        (tr.text(N_("Typed once for both languages")), typed),
        (tr.text(N_("Case")), tuple((tr.text(words), name) for name, words in _CASE)),
    ]
    rows = sorted(file.parties, key=lambda p: (p.party.side is PartySide.SECOND, p.party.ord))
    kazakh = tr.language == "kk"
    for number, party in enumerate(rows, 1):
        name = party.name_kk if kazakh else party.name_ru
        words = tuple((tr.text(w), f"party.{number}.{field}") for field, w in _PARTY)
        groups.append((f"{number}. {name}", words))
    for number in range(1, obligations + 1):
        words = tuple((tr.text(w), f"obligation.{number}.{field}") for field, w in _DUTY)
        groups.append((tr.text(N_("Obligation %(n)s"), n=number), words))
    references = tuple(
        (tr.text(N_("Obligation %(n)s"), n=n), f"clause:obligation.{n}")
        for n in range(1, obligations + 1)
    ) + tuple((_begin(each, kazakh=kazakh), f"clause:{each.key}") for each in clauses)
    if references:
        groups.append((tr.text(N_("Number of a clause")), references))
    return groups


def _begin(clause: AgreementClause, *, kazakh: bool) -> str:
    text = (clause.text_kk if kazakh else clause.text_ru) or clause.text_ru or clause.text_kk
    words = " ".join(text.split())
    return f"{clause.key}: {words[:40]}…" if len(words) > 40 else f"{clause.key}: {words}"
