"""Texts and sources of what the last look over a document finds."""

from typing import Final

from mediadesk.domain.column_tokens import TokenKind
from mediadesk.marks import N_

__all__ = ["COLUMN_TEXTS", "LINT_TEXTS"]

_BOTH: Final = N_("Law on mediation, art. 19")
_OWN: Final = N_("Law on mediation, art. 27(2)")

COLUMN_TEXTS: Final[dict[TokenKind, tuple[str, str]]] = {
    TokenKind.NUMBER: (
        "doc_columns_number",
        N_("Numbers or sums differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.UNIT: (
        "doc_columns_unit",
        N_("Units of a number differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.DATE: ("doc_columns_date", N_("Dates differ: in Russian %(ru)s, in Kazakh %(kk)s")),
    TokenKind.MONTH: (
        "doc_columns_month",
        N_("Months differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.PHONE: (
        "doc_columns_phone",
        N_("Telephones differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.CODE: (
        "doc_columns_code",
        N_("Numbers of documents or accounts differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.MAIL: (
        "doc_columns_mail",
        N_("Electronic addresses differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.SIDE: (
        "doc_columns_side",
        N_("The sides named differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.ORDER: (
        "doc_columns_order",
        N_("Another side is named first: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.FIELD: (
        "doc_columns_field",
        N_("Fields differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.INITIAL: (
        "doc_columns_initial",
        N_("Initials differ: in Russian %(ru)s, in Kazakh %(kk)s"),
    ),
    TokenKind.NAME: ("doc_columns_person", N_("Names differ: in Russian %(ru)s, in Kazakh %(kk)s")),
}
"""Code and text of a difference between the two languages, by what differs."""

LINT_TEXTS: Final[dict[str, tuple[str, str]]] = {
    **{code: (text, _BOTH) for code, text in COLUMN_TEXTS.values()},
    "doc_columns_name": (
        N_("A name may stand in one language only: in Russian %(ru)s, in Kazakh %(kk)s"),
        _BOTH,
    ),
    "doc_clause_field": (N_("The clause names a field that is not there: %(field)s"), _OWN),
    "doc_clause_reference": (
        N_("The clause refers to a clause that was removed: %(field)s"),
        _OWN,
    ),
    "doc_clause_blank": (N_("The clause still has a gap to fill in"), _OWN),
    "doc_clause_past": (N_("The clause names a day that has passed: %(day)s"), _OWN),
    "doc_due_passed": (N_("Obligation %(number)s is due on %(day)s, which has passed"), _OWN),
    "doc_minor": (
        N_("%(name)s is a minor: a legal representative must take part"),
        N_("Law on mediation, art. 24(3)"),
    ),
    "doc_condition": (
        N_("An agreement for the court may not depend on a condition: %(words)s"),
        N_("Civil Procedure Code, art. 176"),
    ),
    "doc_third_rights": (
        N_("Property is named: make sure that nobody else has rights to it"),
        N_("Civil Procedure Code, art. 177"),
    ),
}
"""Text and source of every finding of the last look."""
