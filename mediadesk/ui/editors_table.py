"""The table from a declared field to its editor: by its name, then by its type."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from mediadesk.domain.fields import Spec
from mediadesk.domain.types import CopyId, Labelled, MediatorId, PartyId, Tiyn
from mediadesk.ui import editors_choice as choice
from mediadesk.ui import editors_sums as sums
from mediadesk.ui import editors_values as values
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import CheckEdit, Editor, TextArea, TextEdit
from mediadesk.ui.editors_ticks import LanguagesEdit

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make"]


def make(ctx: Ctx, spec: Spec) -> Editor:
    """Make the editor of a declared field: by its name, then by its type; TypeError if unknown."""
    by_name: dict[str, Callable[[], Editor]] = {
        "iin": lambda: values.IdentifierEdit(ctx, "iin"),
        "representative_iin": lambda: values.IdentifierEdit(ctx, "iin"),
        "bin": lambda: values.IdentifierEdit(ctx, "bin"),
        "phone": lambda: values.PhoneEdit(ctx),
        "languages": lambda: LanguagesEdit(ctx),
        "region": lambda: choice.region_edit(ctx),
        "topic": lambda: choice.topic_edit(ctx),
        "claim_currency": lambda: choice.currency_edit(ctx),
        "claim_cents": lambda: sums.ForeignSumEdit(ctx),
        "rate_e4": lambda: sums.RateEdit(ctx),
        "representative_phone": lambda: values.PhoneEdit(ctx),
    }
    by_type: dict[Any, Callable[[], Editor]] = {
        date: lambda: values.DateEdit(ctx),
        time: lambda: values.TimeEdit(ctx),
        Tiyn: lambda: values.MoneyEdit(ctx),
        int: lambda: values.NumberEdit(ctx, spec.field.unit),
        bool: lambda: CheckEdit(ctx, ctx.tr.text(spec.field.label)),
        MediatorId: lambda: choice.mediator_edit(ctx),
        PartyId: lambda: choice.ChoiceEdit(ctx, (), optional=True),  # a case offers its own
        CopyId: lambda: choice.ChoiceEdit(ctx, (), optional=True),  # so it does with copies
    }
    maker = by_name.get(spec.name) or by_type.get(spec.type)
    if maker is not None:
        return maker()
    if isinstance(spec.type, type) and issubclass(spec.type, Labelled):
        return choice.EnumCombo(ctx, spec.type, optional=spec.optional)
    if spec.type is str:
        long = spec.field.multiline
        return TextArea(ctx, spec.field.max_len) if long else TextEdit(ctx, spec.field.max_len)
    raise TypeError(spec.name)
