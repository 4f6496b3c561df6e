"""The journal in words: what a change of a row did to its declared fields, from what to what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mediadesk.domain.fields import specs
from mediadesk.domain.model import (
    Agreement,
    AgreementClause,
    Approval,
    Assignment,
    Attachment,
    Breach,
    Case,
    CaseTerm,
    Consent,
    Contract,
    CriminalFacts,
    DataCopy,
    Destruction,
    Disclosure,
    DrawnIn,
    FollowUp,
    FormBlank,
    ImportBatch,
    Instalment,
    Invitation,
    KnownHeadings,
    Mediator,
    Notice,
    Obligation,
    Office,
    Organisation,
    OwnTemplate,
    Partner,
    Party,
    Payment,
    Person,
    PersonBlock,
    PersonRequest,
    PrintedCopy,
    ReceivedPackage,
    ReferenceText,
    Remark,
    SavedView,
    Screening,
    ScreeningAnswer,
    SentPackage,
    Session,
    SignatureRecord,
    SubmittedReport,
    Task,
    Training,
    TrustedRoot,
    User,
    Waiver,
)
from mediadesk.marks import N_

__all__ = [
    "ENTITY_NAMES",
    "SECRET",
    "FieldChange",
    "HistoryEntry",
    "RowChange",
    "TrashedCase",
    "TrashedRecord",
    "row_change",
]

ENTITY_NAMES: Final[Mapping[type, str]] = {
    Office: N_("Office"),
    Person: N_("Person"),
    Organisation: N_("Organisation"),
    Mediator: N_("Mediator"),
    Case: N_("Case"),
    Party: N_("Party"),
    Contract: N_("Mediation contract"),
    Session: N_("Session"),
    Agreement: N_("Settlement agreement"),
    Obligation: N_("Obligation"),
    ImportBatch: N_("Imported journal"),
    KnownHeadings: N_("Known headings of a journal"),
    PrintedCopy: N_("Registered copy"),
    Invitation: N_("Invitation"),
    Screening: N_("Screening"),
    ScreeningAnswer: N_("Answer of the screening"),
    Training: N_("Training"),
    Assignment: N_("Assignment of a mediator"),
    CriminalFacts: N_("Facts of the criminal case"),
    CaseTerm: N_("Term"),
    Notice: N_("Notice"),
    Approval: N_("Approval"),
    Instalment: N_("Instalment"),
    FollowUp: N_("Follow-up"),
    Task: N_("Task"),
    Attachment: N_("File"),
    Disclosure: N_("Permission to disclose"),
    DrawnIn: N_("Participant"),
    Payment: N_("Payment"),
    SavedView: N_("View"),
    ReferenceText: N_("Reference data"),
    FormBlank: N_("Form from an Excel blank"),
    SignatureRecord: N_("Signing of a paper"),
    TrustedRoot: N_("Trusted certificate"),
    AgreementClause: N_("Clause of the agreement"),
    Waiver: N_("Waived warning"),
    SubmittedReport: N_("Submitted report"),
    OwnTemplate: N_("Word template"),
    Partner: N_("Known office"),
    SentPackage: N_("Package sent"),
    ReceivedPackage: N_("Package received"),
    User: N_("Person of the centre"),
    Remark: N_("Remark on a case of another office"),
    Consent: N_("Consent to personal data"),
    PersonRequest: N_("Request of a person about own data"),
    PersonBlock: N_("Blocking of personal data"),
    Breach: N_("Breach of personal data"),
    Destruction: N_("Destruction of case files"),
    DataCopy: N_("Copy that holds destroyed data"),
}
"""What each kind of row is called."""

SECRET: Final = frozenset({Screening, ScreeningAnswer})
"""Of these the history says only that they were changed: answers of the screening stand apart."""

_SHOWS: Final = ("name_ru", "title", "name", "name_kk", "what_ru", "text_ru", "addressee")
_LEFT_OUT: Final = frozenset(
    {
        *("facts", "settings", "sha256", "template", "added_at", "media_type", "size"),
        *("content", "said", "about", "file_sha256", "document_sha256", "certificate"),
        *("pack", "snapshot", "threshold", "package_uid", "office_uid", "sign_key", "box_key"),
        *("case_uid", "was", "package"),
    }
)
"""Fields that say nothing to people: hashes, machinery."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field: its label (a message id), what it was and what it is; `type` is as declared."""

    label: str
    old: Any
    new: Any
    type: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row: its kind and name; `verb` is made, changed or removed."""

    entity: type
    verb: str
    name: str = ""
    fields: tuple[FieldChange, ...] = ()
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One entry of the journal in words; of bulk entries only the counts by kind are known."""

    seq: int
    at: str
    operator: str
    command: str
    reason: str = ""
    rows: tuple[RowChange, ...] = ()
    counts: Mapping[type, int] = field(default_factory=dict)
    case_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedRecord:
    """Something that was taken out by the journal's entry `seq` and can come back."""

    seq: int
    at: str
    operator: str
    entity: type
    name: str
    case_id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedCase:
    """A case in the trash."""

    case_id: int
    number: str
    parties: str
    trashed_on: str
    reason: str = ""


def row_change(
    cls: type,
    before: Row | None,
    after: Row | None,
    name_of: Callable[[str, int], str],
    name: str = "",
) -> RowChange:
    """Tell the change of one row; `before` None means made, `after` None removed.

    The rows hold values of the declared types; of a changed row the fields that differ are
    enough. `name_of(field, id)` names the row a field such as `party_id` points to, '' if it is
    not known. `name` is the row's own where the change does not tell it.
    """
    verb = "made" if before is None else "removed" if after is None else "changed"
    if cls in SECRET:
        return RowChange(entity=cls, verb=verb, is_secret=True)
    return RowChange(
        entity=cls,
        verb=verb,
        name=_name(after or before or {}, name_of) or name,
        fields=tuple(_fields(cls, before or {}, after or {}, name_of)),
    )


def _name(row: Row, name_of: Callable[[str, int], str]) -> str:
    for each in ("person_id", "organisation_id"):
        if row.get(each):
            return name_of(each, row[each])
    return next((str(row[each]) for each in _SHOWS if row.get(each)), "")


def _fields(
    cls: type, before: Row, after: Row, name_of: Callable[[str, int], str]
) -> Iterator[FieldChange]:
    for spec in specs(cls):
        if spec.name in _LEFT_OUT or not (spec.name in before or spec.name in after):
            continue
        old, new = before.get(spec.name), after.get(spec.name)
        if spec.name.endswith("_id"):
            old = name_of(spec.name, old) if old else ""
            new = name_of(spec.name, new) if new else ""
        if _shown(old) != _shown(new):
            yield FieldChange(label=spec.field.label, old=old, new=new, type=spec.type)


def _shown(value: Any) -> Any:
    """An empty field says nothing, and neither does a switch that is off."""
    return None if value in ("", None) or value is False else value
