"""What the papers of the end say: the end by its ground, notices, facts of a criminal case.

Law on mediation, arts. 20(8), 23 to 27; Criminal Code, art. 68.
"""

from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import HarmState, NoticeKind, ReleasePart, SessionState
from mediadesk.domain.document_about import NOTICES
from mediadesk.domain.model import Case, CriminalFacts, Notice
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import DocumentKind, Outcome, Tiyn

__all__ = [
    "EndFacts",
    "NoticeFacts",
    "OffenceFacts",
    "body_of",
    "end_facts",
    "notice_facts",
    "offence_facts",
]

_GROUNDS = frozenset(
    {Outcome.AGREEMENT, Outcome.STOPPED, Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.EXPIRED}
)

_TELL_END = frozenset(
    {
        DocumentKind.TERMINATION,
        DocumentKind.REFUSAL,
        DocumentKind.NOTICE_COURT,
        DocumentKind.NOTICE_CRIMINAL,
        DocumentKind.CERTIFICATE,
        DocumentKind.ATTESTATION,
    }
)
_TELL_OFFENCE = frozenset(
    {DocumentKind.CONTRACT, DocumentKind.AGREEMENT, DocumentKind.NOTICE_CRIMINAL}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFacts:
    """How the mediation stands: its ground of art. 26(1) and day; no outcome while it goes on."""

    outcome: Outcome | None
    ended_on: date | None
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """A notice: of what it is, to whom it goes, its outgoing number and what else it tells."""

    kind: NoticeKind
    addressee: str
    number: str
    text: Words
    addressee_kk: str = ""

    @property
    def to(self) -> Words:
        """To whom it goes, as entered in each language."""
        return Words(self.addressee, self.addressee_kk)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceFacts:
    """The criminal case, or case of an offence, as papers name it; the harm and how it stands."""

    erdr_number: str
    erdr_on: date | None
    court_number: str
    article: str
    release_part: ReleasePart | None
    harm_tiyn: Tiyn | None
    harm_state: HarmState
    harm_made_good_on: date | None


def end_facts(file: CaseFile, kind: DocumentKind) -> EndFacts | None:
    """Take how the mediation ended; a signed agreement ends it on the day of signing (art. 26(1)(1)).

    None for a paper that does not speak of the end: its mark must not change when the case ends.
    """
    return _end(file) if kind in _TELL_END else None


def _end(file: CaseFile) -> EndFacts:
    case, agreement = file.case, file.agreement
    meetings = sum(each.state is SessionState.HELD for each in file.sessions)
    if case.outcome in _GROUNDS:
        return EndFacts(outcome=case.outcome, ended_on=case.ended_on, meetings=meetings)
    if agreement is not None and agreement.is_signed:
        return EndFacts(outcome=Outcome.AGREEMENT, ended_on=agreement.signed_on, meetings=meetings)
    return EndFacts(outcome=None, ended_on=None, meetings=meetings)


def notice_facts(record: object, file: CaseFile, kind: DocumentKind) -> NoticeFacts | None:
    """Take the facts of a notice; without a record, those of the one the case stands before.

    None for papers that are no notices.
    """
    if kind not in NOTICES:
        return None
    if isinstance(record, Notice):
        return NoticeFacts(
            kind=record.kind,
            addressee=record.addressee.strip(),
            addressee_kk=record.addressee_kk.strip(),
            number=record.number.strip(),
            text=Words(record.text_ru.strip(), record.text_kk.strip()),
        )
    names_body = kind is not DocumentKind.NOTICE_CHILDREN
    to = body_of(file.case) if names_body else Words("", "")
    return NoticeFacts(
        kind=_next(file, kind),
        addressee=to.ru,
        addressee_kk=to.kk,
        number="",
        text=Words("", ""),
    )


def body_of(case: Case) -> Words:
    """Name the court or body of a case with its judge or officer, as a letter to it does.

    In Kazakh only what is entered in Kazakh; nothing unless the body itself is.
    """
    ru = (case.body_name.strip(), case.body_officer.strip())
    kk = (case.body_name_kk.strip(), case.body_officer_kk.strip())
    is_whole = all(there or not wanted for wanted, there in zip(ru, kk, strict=True))
    joined = [", ".join(part for part in parts if part) for parts in (ru, kk)]
    return Words(joined[0], joined[1] if is_whole else "")


def _next(file: CaseFile, kind: DocumentKind) -> NoticeKind:
    """Say which notice of its paper a case stands before: of the end, the extension, the contract."""
    possible = NOTICES[kind]
    outcome, contract = _end(file).outcome, file.contract
    wanted = NoticeKind.CONTRACT_TO_COURT
    if outcome is not None:
        is_agreed = outcome is Outcome.AGREEMENT
        wanted = NoticeKind.AGREEMENT_SENT if is_agreed else NoticeKind.TERMINATION
    elif contract is not None and contract.extended_days:
        wanted = NoticeKind.EXTENSION_TO_COURT
    return wanted if wanted in possible else possible[0]


def offence_facts(file: CaseFile, kind: DocumentKind) -> OffenceFacts | None:
    """Take the facts of the criminal case; None where none were entered or the paper tells none."""
    found = file.all(CriminalFacts)
    if not found or kind not in _TELL_OFFENCE:
        return None
    facts = found[-1]
    return OffenceFacts(
        erdr_number=facts.erdr_number.strip(),
        erdr_on=facts.erdr_on,
        court_number=facts.court_number.strip(),
        article=facts.article.strip(),
        release_part=facts.release_part,
        harm_tiyn=facts.harm_tiyn,
        harm_state=facts.harm_state,
        harm_made_good_on=facts.harm_made_good_on,
    )
