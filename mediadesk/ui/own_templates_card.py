"""The centre's own Word templates at a case: each is filled in and saved as a Word file."""

from functools import partial
from pathlib import Path

from mediadesk.domain.model import OwnTemplate
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.saving import DOCUMENTS, WORD, ask_path, write_file
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["file_name", "save_filled", "templates_cards", "write_filled"]


def templates_cards(act: CaseActions) -> list[Card]:
    """Offer the templates of the centre; nothing where it has none."""
    tr = act.ctx.tr
    found = act.ctx.desk.own_templates()
    if not found:
        return []
    card = Card(tr.text(N_("Own Word templates")))
    for each in found:
        save = button(each.name, partial(save_filled, act, each), role="link", icon="document")
        save.setToolTip(tr.text(N_("Save as: %(name)s"), name=file_name(act, each)))
        card.box.addLayout(row(save, None))
    words = N_("Filled in for this case and saved as a Word file; the record is the PDF")
    card.box.addWidget(label(tr.text(words), "small", wrap=True))
    return [card]


def file_name(act: CaseActions, template: OwnTemplate) -> str:
    """Propose a name without personal data: the number of the case and the template."""
    name = "".join(c if c.isalnum() or c in " -_." else "-" for c in template.name)
    return f"{act.file.case.number.replace('/', '-')}-{name}.docx"


def save_filled(act: CaseActions, template: OwnTemplate) -> None:
    """Ask for the name and write the filled template."""
    path = ask_path(
        act.ctx,
        act.owner,
        N_("Save the document"),
        file_name(act, template),
        WORD,
        folder=DOCUMENTS,
    )
    if path is not None:
        write_filled(act, template, path)


def write_filled(act: CaseActions, template: OwnTemplate, path: Path) -> None:
    """Fill a template in and write it; what had no value is told."""
    data, missing = act.ctx.desk.own_document(template, act.file.case.id)
    if not write_file(act.ctx, path, data):
        return
    if missing:
        known = act.ctx.desk.wording_vocabulary().placeholders
        names = ", ".join(dict.fromkeys(act.ctx.tr.text(known.get(n, n)) for n in missing))
        words = act.ctx.tr.text(N_("No value was there for: %(names)s"), names=names)
        act.ctx.messages.info(words)
