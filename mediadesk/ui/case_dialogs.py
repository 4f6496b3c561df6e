"""Windows of the case card: facts of the case, parties, opening, contract, the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import (
    ConcludeContract,
    EditCase,
    OpenCase,
    RecordPerformance,
    SaveParty,
    SignAgreement,
)
from mediadesk.domain.fields import Field
from mediadesk.domain.model import Case, Contract, Obligation, Party
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import (
    MediatorId,
    PartySide,
    Performance,
)
from mediadesk.marks import N_
from mediadesk.ui.assigning import candidate_edit, offer
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import DraftKeeper
from mediadesk.ui.forms import Form
from mediadesk.ui.participant import ParticipantForm
from mediadesk.ui.submitting import FormDialog

__all__ = [
    "edit_case",
    "edit_contract",
    "edit_party",
    "open_case",
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
    proof: Annotated[
        str,
        Field(
            N_("Proof of performance"),
            help=N_("For example: receipt No. 5 of 01.02.2026"),
            max_len=500,
        ),
    ] = ""


def _start(
    ctx: Ctx, parent: QWidget, title: str, form: Form | list[Form], make: Make
) -> FormDialog:
    dialog = FormDialog(ctx, parent, ctx.tr.text(title), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    return dialog


def edit_case(ctx: Ctx, parent: QWidget, file: CaseFile) -> FormDialog:
    """Change the facts of the dispute."""
    key = f"case.{file.case.id}"
    forms = [
        Form(
            ctx,
            Case,
            only=(
                "received_on", "source", "channel", "place", "kind", "topic", "stage", "language",
                "mediator_id", "funded_by", "subject_ru", "subject_kk",
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
            only=("body_name", "body_case_number", "body_officer", "note"),
            heading=N_("Court or body"),
            wide=("body_name",),
            draft_key=f"{key}.body",
        ),
    ]  # fmt: skip
    for form in forms:
        form.load(file.case)

    def make(_codes: tuple[str, ...]) -> EditCase | None:
        case: Case | None = file.case
        for form in forms:
            case = form.collect(case) if case is not None else None
        return EditCase(case=case) if case else None

    return _start(ctx, parent, N_("Dispute"), forms, make)


def edit_party(ctx: Ctx, parent: QWidget, file: CaseFile, party: PartyFile | None) -> FormDialog:
    """Add a party or change it, with its representative."""
    who = ParticipantForm(ctx)
    authority = Form(
        ctx,
        Party,
        only=(
            "side", "representative_name", "representative_iin", "authority_ru", "authority_kk",
            "may_settle",
        ),
        wide=("may_settle",),
    )  # fmt: skip
    sides = {p.party.side for p in file.parties}
    free = PartySide.SECOND if PartySide.FIRST in sides else PartySide.FIRST
    base = party.party if party else Party(case_id=file.case.id, side=free)
    authority.load(base)
    if party:
        who.load_party(party)

    def make(_codes: tuple[str, ...]) -> SaveParty | None:
        changed = authority.collect(base)
        entry = who.entry(changed) if changed else None
        return SaveParty(case_id=file.case.id, entry=entry) if entry else None

    title = N_("Party") if party else N_("New party")
    dialog = FormDialog(ctx, parent, ctx.tr.text(title), [authority], make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_above(who, [who.person, who.body])
    forms = {"authority": authority, **who.forms("who")}
    keeper = DraftKeeper(ctx, f"party.{file.case.id}.{base.id}", forms, dialog)
    keeper.restored.connect(who.show_typed)
    keeper.offer(dialog.inside)
    dialog.saved.connect(lambda _outcome: keeper.drop())
    dialog.rejected.connect(keeper.drop)
    dialog.start()
    who.focus_first()
    return dialog


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


def record_performance(ctx: Ctx, parent: QWidget, obligation: Obligation) -> FormDialog:
    """Record whether an obligation was performed."""
    form = Form(ctx, Performing, wide=("proof",))
    is_new = obligation.performance is Performance.PENDING
    base = Performing(
        performance=Performance.PERFORMED if is_new else obligation.performance,
        performed_on=ctx.clock.today() if is_new else obligation.performed_on,
        proof=obligation.proof,
    )
    form.load(base)

    def make(_codes: tuple[str, ...]) -> RecordPerformance | None:
        told = form.collect(base)
        if told is None:
            return None
        is_done = told.performance is Performance.PERFORMED
        return RecordPerformance(
            obligation_id=obligation.id,
            performance=told.performance,
            performed_on=told.performed_on if is_done else None,
            proof=told.proof,
        )

    return _start(ctx, parent, N_("Performance of the obligation"), form, make)
