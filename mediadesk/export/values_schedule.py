"""Placeholders of the schedule of an agreement: the parts of obligations that are divided."""

from collections.abc import Mapping, Sequence
from typing import Final

from mediadesk.domain.document_facts import DocumentFacts, ObligationFacts
from mediadesk.domain.facts_schedule import InstalmentFacts
from mediadesk.export import wording
from mediadesk.export.document_words import Source
from mediadesk.export.paper_groups import Group
from mediadesk.export.wording import Lang
from mediadesk.marks import N_

__all__ = ["CLAUSE", "GROUPS"]

CLAUSE: Final = "\ufffcclause:"
"""What stands for the number of a clause until all of them are known; its key follows."""

_Line = tuple[ObligationFacts, InstalmentFacts]


def _rows(facts: DocumentFacts) -> Sequence[_Line]:
    duties = facts.agreement.obligations if facts.agreement else ()
    return [(duty, part) for duty in duties for part in duty.parts]


def _values(_source: Source, line: _Line, lang: Lang) -> Mapping[str, str]:
    duty, part = line
    amount = part.amount_tiyn
    return {
        "instalment.clause": f"{CLAUSE}obligation.{duty.number}",
        "instalment.number": str(part.number),
        "instalment.due": wording.long_date(part.due_on, lang),
        "instalment.amount": wording.figures(amount) if amount is not None else "",
    }


GROUPS: Final = (
    Group(
        name="instalment",
        title=N_("Part of an obligation"),
        labels={
            "instalment.clause": N_("Number of the clause of the obligation"),
            "instalment.number": N_("Number of the part"),
            "instalment.due": N_("Day of the part"),
            "instalment.amount": N_("Sum of the part"),
        },
        rows=_rows,
        values=_values,
        is_repeated=True,
    ),
)
