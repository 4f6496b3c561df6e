"""What the law and the life of a case say to a step: facts in, findings out.

Pure functions; today, the calendar and the terms of the law come as arguments. How heavy a
finding is stands in `resources/law/rules.toml`, so that a centre can follow a change of the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mediadesk.domain import mediator_rules
from mediadesk.domain.assignments import TOLD_STAGES
from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.criminal_law import CriminalLaw
from mediadesk.domain.currencies import converted_claim
from mediadesk.domain.deadlines import LawTerms, Term, mediation_term
from mediadesk.domain.identifiers import check_bin, check_iin
from mediadesk.domain.lifecycle import OUTCOMES
from mediadesk.domain.model import Agreement, Case, Contract, Mediator, Obligation, Session
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.rule import Rule
from mediadesk.domain.rule_texts import RULES_OF_KINDS
from mediadesk.domain.rule_texts_intake import INTAKE_RULES
from mediadesk.domain.rule_texts_terms import TERM_RULES
from mediadesk.domain.rules_kept import TEXTS as _KEPT
from mediadesk.domain.types import (
    FundingKind,
    ObligationKind,
    Outcome,
    PartySide,
)
from mediadesk.domain.workdays import Calendar
from mediadesk.marks import N_

__all__ = ["RULES", "Rule", "Rules"]


RULES: Final[dict[str, Rule]] = {
    **RULES_OF_KINDS,
    "parties_missing": Rule(
        N_("Each side needs at least one party"), N_("Law on mediation, art. 2 and 21(2)")
    ),
    "opened_before_appeal": Rule(N_("The case cannot be opened before the appeal")),
    "mediator_inactive": Rule(N_("This mediator takes no new cases")),
    "assigned_too_early": Rule(N_("The mediator cannot be assigned before %(day)s")),
    "change_to_be_told": Rule(
        N_("The court or the criminal body must be told of the change of mediator"),
        N_("Law on mediation, art. 20(8)"),
    ),
    "contract_before_appeal": Rule(N_("The contract cannot be older than the appeal")),
    "term_too_long": Rule(
        N_("The term is longer than %(limit)s days in all"),
        N_("Law on mediation, art. 20(9) and 23(1)"),
    ),
    "extension_undated": Rule(
        N_("The day of the extension is not entered"), N_("Law on mediation, art. 23(1)")
    ),
    "public_paid": Rule(
        N_("A public mediator works free of charge"), N_("Law on mediation, art. 22(6)")
    ),
    "fee_missing": Rule(
        N_("The remuneration of the mediator is not entered"), N_("Law on mediation, art. 21(2)")
    ),
    "session_before_contract": Rule(
        N_("The session is held before the mediation contract"), N_("Law on mediation, art. 20(5)")
    ),
    "session_after_end": Rule(N_("The session is later than the end of the term")),
    "agreement_before_contract": Rule(
        N_("The agreement cannot be older than the mediation contract"),
        N_("Law on mediation, art. 20(5) and 27"),
    ),
    "agreement_after_term": Rule(
        N_("The agreement is dated after the end of the term, %(day)s"),
        N_("Law on mediation, art. 26(1)"),
    ),
    "agreement_empty": Rule(
        N_("The agreement has neither obligations nor other terms"),
        N_("Law on mediation, art. 27(2)"),
    ),
    "payment_without_sum": Rule(
        N_("Obligation %(number)s is a payment without a sum"), N_("Law on mediation, art. 27(2)")
    ),
    "obligation_too_early": Rule(
        N_("Obligation %(number)s is due before the agreement"), N_("Law on mediation, art. 27(8)")
    ),
    "agreement_not_signed": Rule(
        N_("There is no signed agreement in this case"), N_("Law on mediation, art. 26(1)")
    ),
    "agreement_signed_otherwise": Rule(
        N_("The agreement of this case is signed, but the outcome is another"),
        N_("Law on mediation, art. 26(1)"),
    ),
    "outcome_not_fitting": Rule(
        N_("A case in this state cannot end like this: %(outcome)s"),
        N_("Law on mediation, art. 26(1)"),
    ),
    "ended_too_early": Rule(N_("The end cannot be before %(day)s")),
    "term_still_running": Rule(
        N_("The term of the mediation runs until %(day)s"), N_("Law on mediation, art. 26(1)")
    ),
    "future_date": Rule(N_("This day is still to come: %(day)s")),
    "year_fixed": Rule(
        N_("The number belongs to the year %(year)s; the date of the appeal must stay in it")
    ),
    "party_needed": Rule(
        N_("The opened case needs a party on each side"), N_("Law on mediation, art. 2 and 21(2)")
    ),
    "iin_doubtful": Rule(N_("The IIN looks mistyped. Please compare it with the document")),
    "bin_doubtful": Rule(N_("The BIN looks mistyped. Please compare it with the document")),
    **{code: Rule(text, article) for code, (text, article) in _KEPT.items()},
    **TERM_RULES,
    **INTAKE_RULES,
    **{code: Rule(text, article) for code, (text, article) in mediator_rules.TEXTS.items()},
}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules with what they are judged by: day, calendar, terms, weight of each finding."""

    today: date
    calendar: Calendar
    terms: LawTerms
    severities: Mapping[str, Severity] = field(default_factory=dict)
    criminal: CriminalLaw = field(default_factory=CriminalLaw)
    mediators: mediator_rules.MediatorLaws = field(default_factory=mediator_rules.MediatorLaws)

    def found(self, code: str, place: str = "", **params: object) -> Finding:
        """Make the finding of a rule, with the weight the law's data gives it."""
        rule = RULES[code]
        severity = self.severities.get(code, Severity.WARNS)
        return Finding(code, severity, rule.text, rule.article, place, dict(params))

    def future(self, day: date | None, place: str) -> Iterator[Finding]:
        """Point out a day that is still to come."""
        if day is not None and day > self.today:
            yield self.found("future_date", place, day=day)

    def appeal(self, case: Case) -> Iterator[Finding]:
        """Judge an appeal that is registered or changed; `year` is 0 while it has no number."""
        yield from self.future(case.received_on, "case.received_on")
        if case.year and case.received_on.year != case.year:
            yield self.found("year_fixed", "case.received_on", year=case.year)
        if case.claim_cents is not None and not (case.rate_e4 and case.rate_on):
            yield self.found("rate_missing", "case.rate_e4")
        converted = converted_claim(case)
        if converted is not None and case.claim_tiyn not in (None, converted):
            yield self.found("claim_differs_from_rate", "case.claim_tiyn")

    def party(self, party: PartyFile, place: str = "party") -> Iterator[Finding]:
        """Judge the identifiers of a party; a wrong one never stops anybody."""
        iins = [
            (party.party.representative_iin, f"{place}.representative_iin"),
            (party.person.iin if party.person else "", f"{place}.iin"),
        ]
        for iin, where in iins:
            if iin and not _is_good_iin(iin):
                yield self.found("iin_doubtful", where)
        if party.organisation and party.organisation.bin:
            digits = party.organisation.bin
            if not (_is_good_bin(digits) or _is_good_iin(digits)):
                yield self.found("bin_doubtful", f"{place}.bin")

    def mediator(self, mediator: Mediator, on: date | None = None) -> Iterator[Finding]:
        """Say what keeps a mediator from cases on a day, today if none is told (arts. 9, 14, 16)."""
        day = on or self.today
        for each in mediator_rules.remarks(mediator, day, self.mediators.on(day)):
            yield self.found(each.code, f"mediator.{each.about}", **each.params)

    def register_entry(self, mediator: Mediator) -> Iterator[Finding]:
        """Judge the whole entry of a mediator today, with what it still lacks (arts. 9, 14 to 16)."""
        yield from self.mediator(mediator)
        for each in mediator_rules.gaps(mediator, self.mediators.on(self.today)):
            yield self.found(each.code, f"mediator.{each.about}", **each.params)

    def assigning(self, file: CaseFile, mediator: Mediator, on: date) -> Iterator[Finding]:
        """Judge that a mediator takes a part in a case from a day on."""
        found = tuple(self.mediator(mediator, on))
        is_told = any(f.code in ("mediator_left", "mediator_suspended") for f in found)
        if not (mediator.is_active or is_told) and mediator.id != file.case.mediator_id:
            yield self.found("mediator_inactive", "case.mediator_id")
        yield from found

    def change_of_mediator(
        self, file: CaseFile, mediator: Mediator, on: date, first: date
    ) -> Iterator[Finding]:
        """Judge that another mediator leads a case from a day on, not before `first` (art. 20(8))."""
        if on < first:
            yield self.found("assigned_too_early", "assignment.from_on", day=first)
        yield from self.assigning(file, mediator, on)
        if file.case.stage in TOLD_STAGES:
            yield self.found("change_to_be_told", "case.mediator_id")
        yield from self.future(on, "assignment.from_on")

    def sides(self, file: CaseFile, code: str = "parties_missing") -> Iterator[Finding]:
        """Demand a party on each side."""
        if {p.party.side for p in file.parties} != set(PartySide):
            yield self.found(code, "parties")

    def opening(self, file: CaseFile, mediator: Mediator, on: date) -> Iterator[Finding]:
        """Judge the opening of a case on a day by a mediator."""
        yield from self.sides(file)
        if on < file.case.received_on:
            yield self.found("opened_before_appeal", "case.opened_on")
        yield from self.assigning(file, mediator, on)
        yield from self.future(on, "case.opened_on")

    def contract(self, file: CaseFile, contract: Contract) -> Iterator[Finding]:
        """Judge the mediation contract (arts. 20, 21, 22, 23)."""
        yield from self.sides(file)
        if contract.concluded_on < file.case.received_on:
            yield self.found("contract_before_appeal", "contract.concluded_on")
        name = self.terms.mediation_rule(file.case.kind, file.case.stage)
        limit = self.terms.rule(name, contract.concluded_on).limit_days
        if limit and contract.term_days + contract.extended_days > limit:
            yield self.found("term_too_long", "contract.term_days", limit=limit)
        if contract.extended_days and contract.extended_on is None:
            yield self.found("extension_undated", "contract.extended_on")
        if contract.funding is FundingKind.PAID:
            on = contract.concluded_on
            if file.mediator and self.mediators.on(on).of(file.mediator.kind).is_free:
                yield self.found("public_paid", "contract.funding")
            if contract.fee_tiyn is None:
                yield self.found("fee_missing", "contract.fee_tiyn")
        yield from self.future(contract.concluded_on, "contract.concluded_on")

    def session(self, file: CaseFile, session: Session) -> Iterator[Finding]:
        """Judge a session, held or planned: it belongs between the contract and its end."""
        contract = file.contract
        if contract is None or session.held_on < contract.concluded_on:
            yield self.found("session_before_contract", "session.held_on")
        elif session.held_on > self.end_of(contract):
            yield self.found("session_after_end", "session.held_on")

    def draft(
        self, file: CaseFile, agreement: Agreement, obligations: tuple[Obligation, ...]
    ) -> Iterator[Finding]:
        """Judge a draft of the agreement: its dates only, it may still be unfinished."""
        yield from self._agreement_day(file, agreement.signed_on)
        for number, each in enumerate(obligations, 1):
            if agreement.signed_on and each.due_on and each.due_on < agreement.signed_on:
                place = f"obligation.{number}.due_on"
                yield self.found("obligation_too_early", place, number=number)

    def signing(self, file: CaseFile, on: date) -> Iterator[Finding]:
        """Judge the signing of the agreement on a day (art. 27)."""
        yield from self._agreement_day(file, on)
        yield from self.future(on, "agreement.signed_on")
        agreement = file.agreement
        if (
            agreement
            and not (file.obligations or file.clauses)
            and not (agreement.terms_ru or agreement.terms_kk)
        ):
            yield self.found("agreement_empty", "agreement.obligations")
        for number, each in enumerate(file.obligations, 1):
            place = f"obligation.{number}"
            if each.kind is ObligationKind.PAYMENT and each.amount_tiyn is None:
                yield self.found("payment_without_sum", f"{place}.amount_tiyn", number=number)
            if each.due_on and each.due_on < on:
                yield self.found("obligation_too_early", f"{place}.due_on", number=number)

    def _agreement_day(self, file: CaseFile, on: date | None) -> Iterator[Finding]:
        contract = file.contract
        if on is None or contract is None:
            return
        if on < contract.concluded_on:
            yield self.found("agreement_before_contract", "agreement.signed_on")
        elif on > self.end_of(contract):
            day = self.end_of(contract)
            yield self.found("agreement_after_term", "agreement.signed_on", day=day)

    def performance(self, agreement: Agreement, on: date | None) -> Iterator[Finding]:
        """Judge the day on which an obligation was performed."""
        yield from self.future(on, "obligation.performed_on")
        if on and agreement.signed_on and on < agreement.signed_on:
            yield self.found("ended_too_early", "obligation.performed_on", day=agreement.signed_on)

    def closing(self, file: CaseFile, outcome: Outcome, on: date) -> Iterator[Finding]:
        """Judge the end of a case or an appeal (art. 26)."""
        if outcome not in OUTCOMES[file.case.state]:
            yield self.found("outcome_not_fitting", "case.outcome", outcome=outcome)
        signed = bool(file.signed)
        if outcome is Outcome.AGREEMENT and not signed:
            yield self.found("agreement_not_signed", "case.outcome")
        if outcome is not Outcome.AGREEMENT and signed:
            code = (
                "partial_agreement_signed" if not file.is_settled else "agreement_signed_otherwise"
            )
            yield self.found(code, "case.outcome")
        first = file.contract.concluded_on if file.contract else file.case.received_on
        if on < first:
            yield self.found("ended_too_early", "case.ended_on", day=first)
        if outcome is Outcome.EXPIRED and file.contract:
            end = self.end_of(file.contract)
            if on < end and self.today < end:
                yield self.found("term_still_running", "case.outcome", day=end)
        yield from self.future(on, "case.ended_on")

    def end_of(self, contract: Contract) -> date:
        """Give the last day of the mediation's term, moved off days off."""
        return self._term(contract).end_on

    def raw_end_of(self, contract: Contract) -> date:
        """Give the plain last day of the mediation's term, days off not looked at."""
        return self._term(contract).raw_end

    def _term(self, contract: Contract) -> Term:
        return mediation_term(
            contract.concluded_on,
            contract.term_days,
            contract.extended_days,
            calendar=self.calendar,
            law=self.terms,
        )


def _is_good_iin(digits: str) -> bool:
    return not check_iin(digits).problems


def _is_good_bin(digits: str) -> bool:
    return not check_bin(digits).problems
