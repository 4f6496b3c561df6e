"""The third tab of the offices: what waits for a decision here, and what was written to others."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mediadesk.domain.model import Partner, Remark
from mediadesk.domain.packages import PACKAGE_SUFFIX
from mediadesk.domain.remark_records import RemarkState
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.package_parts import named
from mediadesk.ui.remark_parts import RemarkView
from mediadesk.ui.widgets import Card, EmptyState, button, clear, label, row, scrolled
from mediadesk.usecases.remark_words import RemarkWords

if TYPE_CHECKING:
    from mediadesk.domain.model import SentPackage

__all__ = ["RemarksTab"]

_MOST = 100
_OPEN = (RemarkState.WRITTEN, RemarkState.SENT)


class RemarksTab(QWidget):
    """Questions and corrections in both directions."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the frame; `reload` fills it."""
        super().__init__()
        self.ctx = ctx
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(16)
        box.addWidget(scrolled(inside))
        self.waiting = 0

    def reload(self) -> None:
        """Read the remarks again."""
        clear(self._box)
        tr, found = self.ctx.tr, self.ctx.desk.remarks()
        waiting = [each for each in found if each.state is RemarkState.WAITING]
        self.waiting = len(waiting)
        ours = [each for each in found if each.is_ours]
        decided = [each for each in found if not each.is_ours and each not in waiting]
        if waiting:
            self._box.addWidget(self._card(tr.text(N_("Wait for your decision")), waiting))
        offices = {each.office_uid: each for each in self.ctx.desk.known_offices()}
        for uid in dict.fromkeys(each.office_uid for each in ours):
            own = [each for each in ours if each.office_uid == uid]
            self._box.addWidget(self._written(offices.get(uid), own))
        if decided:
            self._box.addWidget(self._card(tr.text(N_("Decided here")), decided))
        if not found:
            self._box.addWidget(self._empty())
        self._box.addStretch(1)

    def _empty(self) -> EmptyState:
        tr = self.ctx.tr
        words = N_(
            "A coordinator asks about a case on its card, section Questions. The office finds the "
            "question here, decides, and the answer goes with its next package."
        )
        return EmptyState("edit", tr.text(N_("No questions yet")), tr.text(words))

    def _card(self, heading: str, remarks: list[Remark]) -> Card:
        card = Card(f"{heading} ({len(remarks)})")
        words = RemarkWords(self.ctx.desk, self.ctx.tr)
        for each in remarks[:_MOST]:
            view = RemarkView(self.ctx, self, each, number=each.case_number, words=words)
            case_id = self.ctx.desk.case_of_remark(each)
            if case_id:
                view.add_link(partial(self._open, case_id))
            card.box.addWidget(view)
        return card

    def _open(self, case_id: int) -> None:
        self.ctx.navigate("case_card", case_id=case_id, section="remarks")

    def _written(self, office: Partner | None, remarks: list[Remark]) -> Card:
        tr = self.ctx.tr
        name = tr.text(N_("Office that is not known any more"))
        if office is not None:
            name = named(tr, office)
        card = self._card(name, remarks)
        if office is not None and any(each.state in _OPEN for each in remarks):
            send = button(
                tr.text(N_("Make a reply package…")),
                lambda: self._choose(office),
                role="primary",
                icon="export",
            )
            words = N_(
                "It is closed with the key of the office and holds what was not answered yet."
            )
            line = row(send)
            line.insertWidget(0, label(tr.text(words), "small", wrap=True), 1)
            card.box.insertLayout(1, line)
        return card

    def _choose(self, office: Partner) -> None:
        tr, desk = self.ctx.tr, self.ctx.desk
        number = 1 + max((each.number for each in desk.replies_sent()), default=0)
        usual = desk.package_name(number, is_reply=True)
        kinds = f"{tr.text(N_('Packages of offices'))} (*{PACKAGE_SUFFIX})"
        words = tr.text(N_("Where to save the package"))
        told, _kind = QFileDialog.getSaveFileName(self, words, usual, kinds)
        if told:
            self.make(office, Path(told))

    def make(self, office: Partner, path: Path) -> None:
        """Make the reply package for an office."""
        ctx, tr = self.ctx, self.ctx.tr

        def done(made: "SentPackage") -> None:
            self.reload()
            words = tr.text(
                N_("Remarks: %(n)s. It lies in %(place)s."), n=made.cases, place=str(path)
            )
            ctx.messages.info(tr.text(N_("Reply No. %(n)s is made"), n=made.number), words)

        ctx.jobs.run(ctx.desk.background(ctx.desk.make_reply, office, path), done=done, owner=self)
