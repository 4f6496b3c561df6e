"""What the law and good sense say of how a paper was signed."""

from collections.abc import Iterator
from typing import Final

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.rules import RULES, Rule, Rules
from mediadesk.domain.signatures import (
    CertificateVerdict,
    SignatureRecord,
    SigningWay,
    facts_from_json,
    who_signed,
)
from mediadesk.domain.types import DocumentKind
from mediadesk.marks import N_

__all__ = ["SIGNING_RULES", "signing_findings"]

SIGNING_RULES: Final[dict[str, Rule]] = {
    "signing_undated": Rule(N_("The day of signing is not entered")),
    "signing_in_future": Rule(N_("The day of signing is to come")),
    "signing_place_missing": Rule(N_("Where the original is kept is not entered")),
    "exchange_backwards": Rule(N_("The signed copy came before the copy was sent")),
    "exchange_unproven": Rule(
        N_("No letter or file proves the exchange of copies"),
        N_("Law on mediation, art. 21 and 27(1)"),
    ),
    "originals_to_follow": Rule(
        N_("A party or the mediator asked for the originals; they are to follow the copies"),
        N_("Law on mediation, art. 21"),
    ),
    "signature_fails": Rule(
        N_("The signature of %(name)s does not prove this document. It is kept as it is"),
        N_("Law on mediation, art. 18(3)"),
    ),
    "signature_certificate": Rule(N_("The certificate of %(name)s cannot be relied on")),
    "signer_not_in_case": Rule(N_("No participant of the case has the number of %(name)s")),
}
RULES.update(SIGNING_RULES)

_DOUBTFUL: Final = frozenset(
    {
        CertificateVerdict.MISSING,
        CertificateVerdict.BROKEN,
        CertificateVerdict.NOT_IN_TERM,
        CertificateVerdict.NOT_FOR_SIGNING,
    }
)


def _found(rules: Rules, code: str, place: str, **params: object) -> Finding:
    rule = SIGNING_RULES[code]
    weight = rules.severities.get(code, Severity.WARNS)
    return Finding(code, weight, rule.text, rule.article, place, params)


def signing_findings(record: SignatureRecord, file: CaseFile, rules: Rules) -> Iterator[Finding]:
    """Judge the record of a signing (law on mediation, art. 18(3), 21, 27(1))."""
    place = "signaturerecord"
    if record.signed_on is not None and record.signed_on > rules.today:
        yield _found(rules, "signing_in_future", f"{place}.signed_on")
    if record.way is SigningWay.PAPER:
        if record.signed_on is None:
            yield _found(rules, "signing_undated", f"{place}.signed_on")
        if not record.place:
            yield _found(rules, "signing_place_missing", f"{place}.place")
    elif record.way is SigningWay.EMAIL:
        yield from _exchange(record, rules, place)
    else:
        yield from _electronic(record, file, rules, place)


def _exchange(record: SignatureRecord, rules: Rules, place: str) -> Iterator[Finding]:
    if record.sent_on and record.received_on and record.received_on < record.sent_on:
        yield _found(rules, "exchange_backwards", f"{place}.received_on")
    if record.received_on is not None and not record.file_sha256:
        yield _found(rules, "exchange_unproven", f"{place}.received_on")
    is_contract = record.kind is not DocumentKind.AGREEMENT
    if is_contract and record.originals_wanted and record.originals_on is None:
        yield _found(rules, "originals_to_follow", f"{place}.originals_on")


def _electronic(
    record: SignatureRecord, file: CaseFile, rules: Rules, place: str
) -> Iterator[Finding]:
    facts = facts_from_json(record.facts)
    for signer in facts.signers if facts else ():
        name = signer.name or "?"
        if not signer.holds:
            yield _found(rules, "signature_fails", f"{place}.facts", name=name)
        elif signer.certificate in _DOUBTFUL:
            yield _found(rules, "signature_certificate", f"{place}.facts", name=name)
        if (signer.iin or signer.bin) and not who_signed(signer, file):
            yield _found(rules, "signer_not_in_case", f"{place}.facts", name=name)
