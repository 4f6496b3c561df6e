"""Windows for terms and notices: a term of a case, the extension, a notice, an approval."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.commands import ConcludeContract, SaveRecord
from mediadesk.domain.facts_end import body_of
from mediadesk.domain.model import Approval, CaseTerm, Contract, Notice
from mediadesk.domain.rows import CaseFile
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import label
from mediadesk.usecases.term_lists import explained

__all__ = ["edit_approval", "edit_case_term", "edit_notice", "extend_term", "new_notice"]

_TERM = ("rule", "title", "starts_on", "days", "ends_on", "is_done", "note")
_EXTENSION = ("extended_days", "extended_on", "extension_ground")


def _rules(ctx: Ctx, term: CaseTerm) -> ChoiceEdit:
    """Offer the rules of the law by their title, and an end typed in by hand."""
    lang = "kk" if ctx.tr.language == "kk" else "ru"
    options = [("", ctx.tr.text(N_("Entered by hand")))]
    options += [(each.code, each.title.of(lang)) for each in ctx.desk.term_rules()]
    if term.rule not in dict(options):
        options.append((term.rule, ctx.desk.term_title(term.rule, "", lang) or term.rule))
    return ChoiceEdit(ctx, options)


class _TermForm(Form):
    """The form of a case's term; it shows what its rule asks for and how the end is counted."""

    def __init__(self, ctx: Ctx, term: CaseTerm) -> None:
        super().__init__(
            ctx,
            CaseTerm,
            only=_TERM,
            overrides={"rule": lambda c: _rules(c, term)},
            wide=("rule", "title", "note"),
            draft_key=f"caseterm.{term.case_id}.{term.id}",
        )
        self.base = term
        self.told = label("", "small", wrap=True)
        self.load(term)
        self.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Show the fields the chosen rule wants, and its count so far."""
        ctx, rule = self.ctx, self["rule"].value() or ""
        self.fields["ends_on"].setVisible(not rule)
        found = next((each for each in ctx.desk.term_rules() if each.code == rule), None)
        self.fields["days"].setVisible(found is not None and not found.months)
        lines = []
        if found is not None:
            lang = "kk" if ctx.tr.language == "kk" else "ru"
            if found.event.of(lang):
                event = found.event.of(lang)
                lines.append(ctx.tr.text(N_("Counted from: %(event)s"), event=event))
            starts_on, days = self["starts_on"].value(), self["days"].value()
            if isinstance(starts_on, date):
                made = CaseTerm(rule=rule, starts_on=starts_on, days=days)
                term = ctx.desk.case_term(made)
                lines += explained(term, ctx.tr) if term is not None else ()
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))


def edit_case_term(ctx: Ctx, parent: QWidget, term: CaseTerm) -> FormDialog:
    """Enter a term of a case or change it; the end is shown as it is typed."""
    form = _TermForm(ctx, term)

    def make(codes: tuple[str, ...]) -> SaveRecord | None:
        changed = form.collect(term)
        return SaveRecord(record=changed, acknowledged=codes) if changed else None

    title = ctx.tr.text(N_("Term of the case"))
    dialog = FormDialog(ctx, parent, title, form, make)
    dialog.inside.insertWidget(2, form.told)
    form.changed.connect(dialog.grow)
    return _opened(dialog)


def extend_term(ctx: Ctx, parent: QWidget, file: CaseFile, contract: Contract) -> FormDialog:
    """Extend the term of the mediation: days, day and ground (arts. 20(9), 23).

    A new extension begins with the days that the law allows, and today.
    """
    form = Form(
        ctx,
        Contract,
        only=_EXTENSION,
        wide=("extension_ground",),
        draft_key=f"extension.{contract.case_id}",
    )
    shown = contract
    if not contract.extended_days:
        days = ctx.desk.mediation_rule(file).extension_days
        shown = replace(contract, extended_days=days, extended_on=ctx.clock.today())
    form.load(shown)

    def make(codes: tuple[str, ...]) -> ConcludeContract | None:
        changed = form.collect(contract)
        return ConcludeContract(contract=changed, acknowledged=codes) if changed else None

    return _opened(FormDialog(ctx, parent, ctx.tr.text(N_("Extend the term")), form, make))


def new_notice(ctx: Ctx, file: CaseFile, kind: NoticeKind = NoticeKind.OTHER) -> Notice:
    """Make a notice of today to the court or body of a case."""
    to = body_of(file.case)
    return Notice(
        case_id=file.case.id,
        kind=kind,
        addressee=to.ru,
        addressee_kk=to.kk,
        sent_on=ctx.clock.today(),
    )


def edit_notice(ctx: Ctx, parent: QWidget, file: CaseFile, notice: Notice) -> FormDialog:
    """Record a notice that left the centre, or change it."""
    wide = ("kind", "reply")
    return edit_record(ctx, parent, N_("Notice"), notice, file=file, wide=wide)


def edit_approval(ctx: Ctx, parent: QWidget, file: CaseFile, approval: Approval) -> FormDialog:
    """Record that the agreement was handed in for approval, and what was decided."""
    wide = ("body", "reason")
    return edit_record(ctx, parent, N_("Approval"), approval, file=file, wide=wide)


def _opened(dialog: FormDialog) -> FormDialog:
    from PySide6.QtCore import Qt

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.start()
    dialog.grow()
    return dialog
