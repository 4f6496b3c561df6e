"""The obligations of an agreement, one under the other, each in both languages side by side."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.model import Instalment, Obligation
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import ObligationKind, PartySide, Tiyn
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.kept_dialogs import part_words
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["ObligationCard", "ObligationList"]

_FIELDS = (
    "debtor", "kind", "amount_tiyn", "due_on", "what_ru", "what_kk", "way_ru", "way_kk",
)  # fmt: skip


_PARTS = 6


def _debtor(ctx: Ctx, file: CaseFile) -> ChoiceEdit:
    """Choose the side by the names of those who stand on it."""
    kazakh = ctx.tr.language == "kk"
    options = []
    for side in PartySide:
        names = [(p.name_kk if kazakh else p.name_ru) for p in file.parties if p.party.side is side]
        words = ctx.tr.text(side.label)
        options.append((side, f"{words}: {', '.join(names)}" if names else words))
    return ChoiceEdit(ctx, options)


class ObligationCard(Card):
    """One obligation with its form."""

    changed = Signal()
    submitted = Signal()
    wants_up = Signal()
    wants_out = Signal()
    wants_parts = Signal()
    wants_whole = Signal()

    def __init__(self, ctx: Ctx, file: CaseFile, obligation: Obligation) -> None:
        """Show an obligation."""
        super().__init__()
        self.ctx, self.base = ctx, obligation
        tr = ctx.tr
        self.number = label("", "heading")
        up = button(tr.text(N_("Move up")), self.wants_up.emit, role="link")
        out = button(tr.text(N_("Remove")), self.wants_out.emit, role="link", icon="remove")
        self.divide = button(
            tr.text(N_("Divide into parts")), self.wants_parts.emit, role="link", icon="calendar"
        )
        self.box.addLayout(row(self.number, None, self.divide, up, out))
        self.form = Form(
            ctx, Obligation, only=_FIELDS, overrides={"debtor": lambda c: _debtor(c, file)}
        )
        self.form.load(obligation)
        self.box.addWidget(self.form)
        self.parts = label("", "small", wrap=True)
        self.box.addWidget(self.parts)
        self.whole = button(tr.text(N_("Not in parts")), self.wants_whole.emit, role="link")
        self.box.addLayout(row(self.whole, None))
        self.show_parts(file)
        self.form.changed.connect(self._edited)
        self.form.submitted.connect(self.submitted)
        self._show_kind()

    def show_parts(self, file: CaseFile) -> None:
        """Tell the schedule that the agreement prints, as it is kept."""
        own = [p for p in file.all(Instalment) if self.base.id and p.obligation_id == self.base.id]
        own.sort(key=lambda part: (part.due_on, part.ord))
        words = part_words(self.ctx, own, _PARTS)
        told = self.ctx.tr.text(N_("In parts:"))
        self.parts.setText(f"{told}\n{words}" if words else "")
        self.parts.setVisible(bool(words))
        self.whole.setVisible(bool(words))

    def _edited(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        is_payment = self.form["kind"].value() is ObligationKind.PAYMENT
        self.form.fields["amount_tiyn"].setEnabled(is_payment)

    def obligation(self) -> Obligation | None:
        """Give the obligation; None, with the problems shown, if something is wrong."""
        made = self.form.collect(self.base)
        if made is not None and made.kind is not ObligationKind.PAYMENT:
            made = replace(made, amount_tiyn=None)
        return made

    def amount(self) -> int:
        """Give the sum in tiyn as far as it can be read."""
        if self.form["kind"].value() is not ObligationKind.PAYMENT:
            return 0
        return self.form["amount_tiyn"].value() or 0


class ObligationList(QWidget):
    """All obligations in order; they are numbered by themselves."""

    changed = Signal()
    submitted = Signal()
    wants_parts = Signal(object)
    """The obligation that is to be divided, as it is kept."""
    wants_whole = Signal(object)
    """The obligation that is no longer to be divided."""
    renumbered = Signal(object)
    """Old number to new number of each obligation; 0 for one that was taken out."""

    def __init__(self, ctx: Ctx) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self.cards: list[ObligationCard] = []
        self._file: CaseFile | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        words = ctx.tr.text(N_("Add an obligation"))
        self._add = button(words, self.add_new, icon="plus", shortcut="Ctrl+Shift+N")
        self._box.addLayout(row(self._add, None))

    def load(self, file: CaseFile) -> None:
        """Show the obligations of a case."""
        self._file = file
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for obligation in file.obligations:
            self._append(obligation)
        self._number()

    def add_new(self) -> None:
        """Add an empty obligation and put the cursor into it."""
        last = self.cards[-1].form if self.cards else None
        debtor = last["debtor"].value() if last else None
        self._append(Obligation(debtor=debtor or PartySide.SECOND))
        self._number()
        self.changed.emit()
        self.cards[-1].show()  # what is not shown yet cannot take the cursor
        self.cards[-1].form.focus_first()

    def _append(self, obligation: Obligation) -> None:
        if self._file is None:
            return
        card = ObligationCard(self.ctx, self._file, obligation)
        card.changed.connect(self.changed)
        card.submitted.connect(self.submitted)
        card.wants_parts.connect(lambda: self.wants_parts.emit(card.base))
        card.wants_whole.connect(lambda: self.wants_whole.emit(card.base))
        card.wants_up.connect(lambda: self._move_up(card))
        card.wants_out.connect(lambda: self._take_out(card))
        self._box.insertWidget(len(self.cards), card)
        self.cards.append(card)

    def _move_up(self, card: ObligationCard) -> None:
        at = self.cards.index(card)
        if at > 0:
            self.cards.insert(at - 1, self.cards.pop(at))
            self._box.insertWidget(at - 1, card)
            self._number()
            self.renumbered.emit({at: at + 1, at + 1: at})
            self.changed.emit()
            card.form["kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, card: ObligationCard) -> None:
        at = self.cards.index(card)
        self._discard(card)
        self._number()
        self.renumbered.emit({at + 1: 0, **{n + 1: n for n in range(at + 1, len(self.cards) + 1)}})
        self.changed.emit()
        self._add.setFocus()

    def _discard(self, card: ObligationCard) -> None:
        self.cards.remove(card)
        card.hide()
        card.deleteLater()

    def _number(self) -> None:
        for i, card in enumerate(self.cards, 1):
            card.number.setText(self.ctx.tr.text(N_("Obligation %(n)s"), n=i))

    def obligations(self) -> tuple[Obligation, ...] | None:
        """Give all obligations in order; None if one of them is wrong."""
        made = [card.obligation() for card in self.cards]
        good = [each for each in made if each is not None]
        if len(good) != len(made):
            return None
        return tuple(replace(each, ord=i) for i, each in enumerate(good, 1))

    def as_typed(self) -> tuple[Obligation, ...]:
        """Give all obligations as far as they can be read, finished or not."""
        made = []
        for at, card in enumerate(self.cards, 1):
            told = {k: v for k, v in card.form.values().items() if v is not None}
            empty = {"amount_tiyn": None, "due_on": None}
            made.append(replace(card.base, **{**empty, **told, "ord": at}))
        return tuple(made)

    def focus_on(self, number: int, name: str) -> None:
        """Put the cursor into a field of an obligation, the first where it has no such field."""
        if 1 <= number <= len(self.cards):
            form = self.cards[number - 1].form
            if name in form.fields:
                form[name].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                form.focus_first()

    def show_parts(self, file: CaseFile) -> None:
        """Tell the schedules again; what is typed stays."""
        for card in self.cards:
            card.show_parts(file)

    def total(self) -> Tiyn:
        """Give the sum of all payments, in tiyn."""
        return Tiyn(sum(card.amount() for card in self.cards))

    def raw(self) -> list[dict[str, str]]:
        """Give what stands in every obligation, for a draft."""
        return [{**card.form.raw(), "id": str(card.base.id)} for card in self.cards]

    def set_raw(self, kept: list[dict[str, str]]) -> None:
        """Put a draft back."""
        known = {str(card.base.id): card.base for card in self.cards if card.base.id}
        for card in list(self.cards):
            self._discard(card)
        for typed in kept:
            self._append(known.get(typed.get("id", ""), Obligation()))
            self.cards[-1].form.set_raw(typed)
        self._number()
