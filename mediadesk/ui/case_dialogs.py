"""Windows of the case card: facts of the case, parties, opening, contract, the end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import (
    ConcludeContract,
    EditCase,
    OpenCase,
    RecordPerformance,
    SaveRecord,
    SignAgreement,
)
from mediadesk.domain.fields import Field
from mediadesk.domain.model import Case, Contract, Instalment, Obligation
from mediadesk.domain.papers import Proof
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import (
    MediatorId,
    Performance,
)
from mediadesk.marks import N_
from mediadesk.ui.assigning import candidate_edit, offer
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.paired_names import pair_names
from mediadesk.ui.party_dialog import edit_party
from mediadesk.ui.submitting import FormDialog

__all__ = [
    "edit_case",
    "edit_contract",
    "edit_party",
    "open_case",
    "record_part",
    "record_performance",
    "sign_agreement",
]

Make = Callable[[tuple[str, ...]], object | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the opening of a case asks for."""

    mediator_id: Annotated[MediatorId | None, Field(N_("Mediator"), required=True)] = None
    opened_on: Annotated[date | None, Field(N_("Case opened on"), required=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What the signing of the agreement asks for."""

    signed_on: Annotated[date | None, Field(N_("Date of the agreement"), required=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Performing:
    """What is recorded of an obligation."""

    performance: Annotated[Performance, Field(N_("Performance"), required=True)]
    performed_on: Annotated[date | None, Field(N_("Performed on"))] = None
    proof: Proof = ""


def _start(
    ctx: Ctx, parent: QWidget, title: str, form: Form | list[Form], make: Make
) -> FormDialog:
    dialog = FormDialog(ctx, parent, ctx.tr.text(title), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


def edit_case(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Change the facts of the dispute; who leads an opened case is changed with its reason."""
    key = f"case.{file.case.id}"
    lead = () if file.case.opened_on is not None else ("mediator_id",)
    forms = [
        Form(
            ctx,
            Case,
            only=(
                "received_on", "source", "channel", "place", "kind", "topic", "stage", "language",
                *lead, "funded_by", "subject_ru", "subject_kk",
            ),
            draft_key=key,
        ),
        Form(
            ctx,
            Case,
            only=("claim_tiyn", "claim_currency", "claim_cents", "rate_e4", "rate_on"),
            heading=N_("Sum of the dispute"),
            draft_key=f"{key}.sum",
        ),
        Form(
            ctx,
            Case,
            only=(
                *("body_name", "body_name_kk", "body_officer", "body_officer_kk"),
                *("body_case_number", "journal_number", "note"),
            ),
            heading=N_("Court or body"),
            draft_key=f"{key}.body",
        ),
    ]  # fmt: skip
    for form in forms:
        fill = pair_names(ctx, form)
        form.load(file.case)
        fill()

    def make(_codes: tuple[str, ...]) -> EditCase | None:
        case: Case | None = file.case
        for form in forms:
            case = form.collect(case) if case is not None else None
        return EditCase(case=case) if case else None

    return _start(ctx, parent, N_("Dispute"), forms, make)


def open_case(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Open the case of an appeal: mediator and day."""
    found = ctx.desk.candidates(file.case.id)
    form = Form(ctx, Opening, overrides={"mediator_id": lambda c: candidate_edit(c, found)})
    day = file.case.opened_on or max(ctx.clock.today(), file.case.received_on)
    form.load(Opening(mediator_id=file.case.mediator_id, opened_on=day))

    def make(codes: tuple[str, ...]) -> OpenCase | None:
        told = form.collect(Opening())
        if told is None or told.mediator_id is None or told.opened_on is None:
            return None
        return OpenCase(
            case_id=file.case.id,
            case_rev=file.case.rev,
            mediator_id=told.mediator_id,
            opened_on=told.opened_on,
            acknowledged=codes,
        )

    dialog = _start(ctx, parent, N_("Open the case"), form, make)
    offer(ctx, dialog, form, found)
    return dialog


def edit_contract(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Conclude the mediation contract or change it."""
    form = Form(
        ctx,
        Contract,
        only=(
            "concluded_on", "term_days", "place_ru", "place_kk", "way", "funding", "fee_tiyn",
            "extended_days", "extended_on", "extension_ground", "costs_tiyn", "costs_ru", "costs_kk",
            "has_email_copies", "has_eds",
        ),
        draft_key=f"contract.{file.case.id}",
    )  # fmt: skip
    base = file.contract or Contract(
        case_id=file.case.id,
        concluded_on=ctx.clock.today(),
        place_ru=file.office.city_ru,
        place_kk=file.office.city_kk,
    )
    form.load(base)

    def make(codes: tuple[str, ...]) -> ConcludeContract | None:
        contract = form.collect(base)
        return ConcludeContract(contract=contract, acknowledged=codes) if contract else None

    return _start(ctx, parent, N_("Mediation contract"), form, make)


def sign_agreement(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog | None:
    """Record that the agreement was signed."""
    agreement = file.agreement
    if agreement is None:
        return None
    form = Form(ctx, Signing)
    form.load(Signing(signed_on=agreement.signed_on or ctx.clock.today()))

    def make(codes: tuple[str, ...]) -> SignAgreement | None:
        told = form.collect(Signing())
        if told is None or told.signed_on is None:
            return None
        return SignAgreement(
            case_id=file.case.id,
            agreement_rev=agreement.rev,
            signed_on=told.signed_on,
            acknowledged=codes,
        )

    return _start(ctx, parent, N_("Sign the agreement"), form, make)


def _ask_performance(
    ctx: Ctx,
    parent: QWidget,
    title: str,
    duty: Obligation | Instalment,
    make: Callable[[Performing, tuple[str, ...]], object],
) -> FormDialog:
    form = Form(ctx, Performing, wide=("proof",))
    is_new = duty.performance is Performance.PENDING
    base = Performing(
        performance=Performance.PERFORMED if is_new else duty.performance,
        performed_on=ctx.clock.today() if is_new else duty.performed_on,
        proof=duty.proof,
    )
    form.load(base)

    def ask(codes: tuple[str, ...]) -> object | None:
        told = form.collect(base)
        return None if told is None else make(told, codes)

    return _start(ctx, parent, title, form, ask)


def record_performance(ctx: Ctx, parent: QWidget, obligation: Obligation) -> FormDialog:
    """Record whether an obligation was performed, when, and what proves it."""

    def make(told: Performing, _codes: tuple[str, ...]) -> RecordPerformance:
        is_done = told.performance is Performance.PERFORMED
        return RecordPerformance(
            obligation_id=obligation.id,
            performance=told.performance,
            performed_on=told.performed_on if is_done else None,
            proof=told.proof,
        )

    return _ask_performance(ctx, parent, N_("Performance of the obligation"), obligation, make)


def record_part(ctx: Ctx, parent: QWidget, part: Instalment) -> FormDialog:
    """Record whether a part of an obligation was performed, when, and what proves it."""

    def make(told: Performing, codes: tuple[str, ...]) -> SaveRecord:
        changed = replace(
            part,
            performance=told.performance,
            performed_on=told.performed_on,
            proof=told.proof,
        )
        return SaveRecord(record=changed, acknowledged=codes)

    return _ask_performance(ctx, parent, N_("Performance of the part"), part, make)
