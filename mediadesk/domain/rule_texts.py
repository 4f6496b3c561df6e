"""What the rules of single kinds of cases and records say, with the articles they stand on."""

from typing import Final

from mediadesk.domain.rule import Rule
from mediadesk.marks import N_

__all__ = ["RULES_OF_KINDS"]


RULES_OF_KINDS: Final[dict[str, Rule]] = {
    "rate_missing": Rule(N_("The rate to the tenge and its date are not entered")),
    "claim_differs_from_rate": Rule(
        N_("The sum in tenge is not the sum in the foreign currency at the rate entered")
    ),
    "shares_not_whole": Rule(
        N_("The shares of the parties in the costs do not make 100 per cent"),
        N_("Law on mediation, art. 22"),
    ),
    "nothing_to_pay": Rule(
        N_("By the contract there is nothing to pay"), N_("Law on mediation, art. 22")
    ),
    "not_a_criminal_case": Rule(
        N_("The kind of this dispute is neither criminal nor an administrative offence")
    ),
    "gravity_excluded": Rule(
        N_("Mediation does not cover especially grave crimes"), N_("Law on mediation, art. 1")
    ),
    "grave_without_ground": Rule(
        N_("A grave crime is mediated only in the cases of article 68 part 2"),
        N_("Law on mediation, art. 1; Criminal Code, art. 68(2)"),
    ),
    "part_not_fitting": Rule(
        N_("Part 1 of article 68 is for misdemeanours and crimes of small and medium gravity"),
        N_("Criminal Code, art. 68(1)"),
    ),
    "personal_ground_missing": Rule(
        N_("Part 2 of article 68 wants its personal ground"), N_("Criminal Code, art. 68(2)")
    ),
    "reconciled_before": Rule(
        N_(
            "An earlier release by reconciliation on %(day)s lies within the limitation of %(years)s years"
        ),
        N_("Criminal Code, art. 68(4) and 71"),
    ),
    "harm_undated": Rule(
        N_("The day on which the harm was made good is not entered"),
        N_("Law on mediation, art. 27(6); Criminal Code, art. 68"),
    ),
}
"""Texts by code; weights stand in `resources/law/rules.toml`."""
