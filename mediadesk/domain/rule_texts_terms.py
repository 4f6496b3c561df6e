"""What the rules of terms, extensions, approvals and ends say, with their articles."""

from typing import Final

from mediadesk.domain.rule import Rule
from mediadesk.marks import N_

__all__ = ["TERM_RULES"]

TERM_RULES: Final[dict[str, Rule]] = {
    "mediation_term_moved": Rule(
        N_(
            "The term of the mediation was until %(before)s, now it is until %(after)s:"
            " it is counted from %(start)s, days: %(days)s"
        )
    ),
    "case_term_moved": Rule(
        N_("The term was until %(before)s, now it is until %(after)s: it is counted from %(start)s")
    ),
    "extension_without_ground": Rule(
        N_("The ground of the extension is not entered"),
        N_("Law on mediation, art. 20(9) and 23(1)"),
    ),
    "extension_late": Rule(
        N_("The term was extended after it had ended, on %(day)s"),
        N_("Law on mediation, art. 23(1)"),
    ),
    "extension_notice": Rule(
        N_("The court must be told of the extension by a joint written notice"),
        N_("Law on mediation, art. 23(2)"),
    ),
    "process_term_missing": Rule(
        N_("The term of the proceedings is not entered; the mediation must be held within it"),
        N_("Law on mediation, art. 24(4)"),
    ),
    "process_term_earlier": Rule(
        N_("The term of the proceedings ends earlier, on %(day)s"),
        N_("Law on mediation, art. 24(4)"),
    ),
    "case_term_too_long": Rule(N_("The term is longer than the law allows: %(limit)s days")),
    "case_term_day_off": Rule(
        N_("The end that was typed in, %(day)s, is a day off; it is not moved")
    ),
    "case_term_backwards": Rule(N_("The term ends before it starts")),
    "end_note_missing": Rule(
        N_("The circumstances of the end are not entered"), N_("Law on mediation, art. 26(1)")
    ),
    "end_not_signing_day": Rule(
        N_("The mediation ends on the day the agreement was signed, %(day)s"),
        N_("Law on mediation, art. 26(1)"),
    ),
    "end_not_expiry_day": Rule(
        N_("The mediation ends on the day its term expires, %(day)s"),
        N_("Law on mediation, art. 26(1)"),
    ),
    "partial_agreement_signed": Rule(
        N_("A part of the dispute is settled by a signed agreement; it stays in force"),
        N_("Law on mediation, art. 27(8)"),
    ),
    "approval_without_agreement": Rule(
        N_("There is no signed agreement to approve"),
        N_("Civil Procedure Code, art. 177 and 180"),
    ),
    "approval_undated": Rule(N_("The day of the decision is not entered")),
    "approval_backwards": Rule(N_("The decision cannot be older than the application")),
    "refusal_without_reason": Rule(
        N_("The reason of the refusal is not entered"), N_("Civil Procedure Code, art. 177")
    ),
    "refusal_reopens": Rule(
        N_("Approval was refused: the case may be opened again to mend the agreement"),
        N_("Civil Procedure Code, art. 177"),
    ),
}
