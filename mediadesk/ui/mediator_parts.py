"""Parts of the mediators' page and of the section of a case: words, tones, the window of an entry."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.mediator_rules import MediatorState, spoken
from mediadesk.domain.model import Mediator
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import DraftKeeper
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label

__all__ = ["GROUPS", "TONES", "edit_mediator", "language_words", "mediator_name"]

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "who",
        N_("Name and contacts"),
        ("name_ru", "name_kk", "name_latin", "kind", "is_active", "iin", "born_on", "phone", "email"),
    ),
    (
        "papers",
        N_("Papers the law wants"),
        (
            "certificate", "certificate_on", "certificate_until", "has_degree", "clean_record_on",
            "medical_on",
        ),
    ),
    (
        "register",
        N_("Entry in the register"),
        (
            "organisation_ru", "organisation_kk", "register_number", "registered_on",
            "address_ru", "address_kk", "specialisation_ru", "specialisation_kk", "languages",
            "contacts", "elected_on", "left_on",
        ),
    ),
    ("suspension", N_("Suspension"), ("suspended_from", "suspended_until")),
)  # fmt: skip
"""Groups of a mediator's fields: name, heading, fields in order."""

TONES = {
    MediatorState.ACTIVE: "ok",
    MediatorState.RESTING: "muted",
    MediatorState.SUSPENDED: "danger",
    MediatorState.CERTIFICATE_OVER: "warn",
    MediatorState.LEFT: "muted",
}


def language_words(tr: Translator, text: str) -> str:
    """Name the languages of a stored text of codes."""
    words = ", ".join(tr.text(each.label) for each in spoken(text))
    return words[:1] + words[1:].lower()


def mediator_name(tr: Translator, mediator: Mediator) -> str:
    """Give the name in the language of the window, if it was entered."""
    return (mediator.name_kk if tr.language == "kk" else "") or mediator.name_ru


def edit_mediator(ctx: Ctx, parent: QWidget, mediator: Mediator | None) -> FormDialog:
    """Open the window of a mediator's entry, a new one for None."""
    tr = ctx.tr
    base = mediator or Mediator(name_ru="")
    forms = {name: Form(ctx, Mediator, only=fields) for name, _words, fields in GROUPS}
    for form in forms.values():
        form.load(base)

    def make(_codes: tuple[str, ...]) -> SaveMediator | None:
        checked = [form.check() for form in reversed(forms.values())]
        if not all(checked):  # every form was checked, the cursor stands at the first problem
            return None
        values: dict[str, Any] = {}
        for form in forms.values():
            values |= form.values()
        return SaveMediator(mediator=replace(base, **values))

    title = N_("Mediator") if mediator else N_("New mediator")
    dialog = FormDialog(ctx, parent, tr.text(title), list(forms.values()), make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, words, _fields in GROUPS:
        place = dialog.inside.indexOf(forms[name])
        dialog.inside.insertWidget(place, label(tr.text(words), "heading"))
    keeper = DraftKeeper(ctx, f"mediator.{base.id}", forms, dialog)
    keeper.offer(dialog.inside)
    dialog.saved.connect(lambda _outcome: keeper.drop())
    dialog.rejected.connect(keeper.drop)
    dialog.start()
    return dialog
