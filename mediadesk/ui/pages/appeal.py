"""Registers an appeal while the person sits at the desk: few fields must be filled."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.domain.commands import PartyEntry, RegisterAppeal
from mediadesk.domain.model import Case, Party
from mediadesk.domain.types import PartySide
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import DraftKeeper
from mediadesk.ui.forms import Form
from mediadesk.ui.page import Page
from mediadesk.ui.participant import ParticipantForm
from mediadesk.ui.submitting import FindingsPanel, Submitter, is_save, scrolled
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["AppealPage"]

_EDGES = 96
_FIELDS = (
    "received_on",
    "source",
    "channel",
    "place",
    "kind",
    "topic",
    "stage",
    "language",
    "claim_tiyn",
    "mediator_id",
    "subject_ru",
    "subject_kk",
)


class AppealPage(Page):
    """The form of a new appeal: the dispute on the left, the parties on the right."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the form; the date is today's."""
        super().__init__(ctx)
        tr = ctx.tr
        self.panel = FindingsPanel(ctx)
        self.case = Form(ctx, Case, only=_FIELDS)
        self.first = ParticipantForm(ctx)
        self.second = ParticipantForm(ctx, is_required=False)
        forms = {"case": self.case, **self.first.forms("first"), **self.second.forms("second")}
        self.keeper = DraftKeeper(ctx, "appeal", forms, self)
        self._all = list(forms.values())
        self.submitter = Submitter(ctx, self, self._all, self.panel, self._command, self._saved)
        self.outer.addLayout(row(label(tr.text(N_("New appeal")), "title"), None, *self._buttons()))
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 8, 0)
        self._inner.setSpacing(16)
        self._inner.addWidget(self.panel)
        self._inner.addLayout(self._columns())
        self._inner.addStretch(1)
        self.outer.addWidget(scrolled(inside), 1)
        for form in self._all:
            form.submitted.connect(self.submitter.submit)
        for part in (self.first, self.second):
            self.keeper.restored.connect(part.show_typed)
        boxes = [box.editor.box() for box in self.case.fields.values()]
        stops = [*self.first.stops(), *self.second.stops(), *boxes, self._save, self._cancel]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)

    def _buttons(self) -> tuple[QWidget, QWidget]:
        tr = self.ctx.tr
        self._cancel = button(tr.text(N_("Cancel")), self._leave)
        self._save = button(
            tr.text(N_("Register appeal")),
            lambda: self.submitter.submit(),
            role="primary",
            icon="check",
        )
        self._save.setToolTip("Ctrl+Enter")
        return self._cancel, self._save

    def _columns(self) -> QBoxLayout:
        tr = self.ctx.tr
        dispute = Card(tr.text(N_("Dispute")))
        dispute.box.addWidget(self.case)
        dispute.box.addStretch(1)
        sides = QVBoxLayout()
        sides.setSpacing(16)
        hints = (
            (N_("First party"), self.first, N_("Who came to the centre")),
            (N_("Second party"), self.second, N_("May be entered later")),
        )
        for heading, form, hint in hints:
            card = Card()
            card.box.setSpacing(8)
            title = label(tr.text(heading), "heading")
            card.box.addLayout(row(title, label(tr.text(hint), "small"), None, form.switch))
            card.box.addWidget(form)
            sides.addWidget(card)
        sides.addStretch(1)
        columns = self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(16)
        columns.addLayout(sides, 1)
        right = QVBoxLayout()
        right.addWidget(dispute)
        columns.addLayout(right, 1)
        self._halves = (sides, right)
        return columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save from anywhere on the page."""
        if is_save(event):
            self.submitter.submit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the dispute under the parties where there is no room beside them."""
        super().resizeEvent(event)
        wider = max(part.minimumSize().width() for part in self._halves)
        is_wide = self.width() >= 2 * wider + _EDGES
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(way)

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("New appeal"))

    def open(self, **_args: Any) -> None:
        """Begin a new appeal, or go on with one that was not saved."""
        self.panel.clear()
        if not self.keeper.is_changed():
            self.case.load(Case(received_on=self.ctx.clock.today()))
            self.keeper.offer(self._inner)
        self.first.focus_first()

    def on_changed(self, _changes: ChangeSet) -> None:
        """A change elsewhere does not touch what is being typed."""

    def can_leave(self) -> bool:
        """Keep what was typed as a draft; nothing is lost by leaving."""
        self.keeper.keep()
        return True

    def _leave(self) -> None:
        if self.keeper.is_changed():
            tr = self.ctx.tr
            if not self.ctx.messages.ask(
                tr.text(N_("Close without saving?")),
                tr.text(N_("Discard")),
                tr.text(N_("Go on editing")),
                tr.text(N_("What you typed will be lost.")),
            ):
                return
        for form in self._all:
            form.set_clean()
        self.keeper.drop()
        self.ctx.navigate("start")

    def _command(self, _acknowledged: tuple[str, ...]) -> RegisterAppeal | None:
        case = self.case.collect(Case(received_on=self.ctx.clock.today()))
        entries: list[PartyEntry] = []
        is_ready = case is not None
        for ord_, (side, form) in enumerate(
            ((PartySide.FIRST, self.first), (PartySide.SECOND, self.second)), 1
        ):
            if form.is_optional_and_empty():
                continue
            entry = form.entry(Party(side=side, ord=ord_))
            is_ready = is_ready and entry is not None
            if entry is not None:
                entries.append(entry)
        if case is None or not is_ready:
            return None
        return RegisterAppeal(case=case, parties=tuple(entries))

    def _saved(self, outcome: Outcome) -> None:
        self.keeper.drop()
        self.ctx.navigate("case_card", case_id=outcome.id)
