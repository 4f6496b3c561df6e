"""What the editor of an agreement is made of: its forms, its two views, steps back and forth."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mediadesk.domain.model import Agreement
from mediadesk.domain.papers import AGREEMENT_CHOICES
from mediadesk.domain.types import CaseId, DocumentKind
from mediadesk.marks import N_
from mediadesk.ui.agreement_parts import Draft, SumNote, views
from mediadesk.ui.agreement_text import AgreementText
from mediadesk.ui.case_dialogs import sign_agreement
from mediadesk.ui.context import Ctx
from mediadesk.ui.edit_steps import EditSteps
from mediadesk.ui.finding_lines import FindingLines
from mediadesk.ui.finding_places import go_to
from mediadesk.ui.forms import Form
from mediadesk.ui.obligations import ObligationList
from mediadesk.ui.page import Page
from mediadesk.ui.submitting import FindingsPanel, scrolled
from mediadesk.ui.widgets import Card, button

if TYPE_CHECKING:
    from mediadesk.domain.rows import CaseFile

__all__ = ["TERMS_VIEW", "TEXT_VIEW", "AgreementForm", "draft_key"]

_EDGES = 96
_ROOM = 24
_TERMS = ("consequences_ru", "consequences_kk", "terms_ru", "terms_kk", *AGREEMENT_CHOICES)
_HEAD = ("settled_tiyn", "is_partial", "place_ru", "place_kk")
TERMS_VIEW, TEXT_VIEW = 0, 1


class AgreementForm(Page):
    """The parts of the page and what was typed in them; the page itself reads and saves."""

    def __init__(self, ctx: Ctx) -> None:
        """Make the parts."""
        super().__init__(ctx)
        self.case_id = CaseId(0)
        self.file: CaseFile | None = None
        self._clean = ""
        self._steps = EditSteps()
        self._is_stepping = False
        self.panel = FindingsPanel(ctx)
        self.duties = ObligationList(ctx)
        self.head = Form(ctx, Agreement, only=_HEAD)
        self.terms = Form(ctx, Agreement, only=_TERMS)
        self.text = AgreementText(ctx)
        self.sum = SumNote(ctx, self.duties, self.head)
        self.take_sum = self.sum.take
        self.view_buttons = views(ctx, self.show_view)
        self.duties.renumbered.connect(self._follow)
        self.text.jumped.connect(self.go_to)

    def edited(self) -> None:
        """Take notice that something was typed."""

    def refresh(self) -> None:
        """Say anew how the agreement would print."""

    def waived(self) -> None:
        """Take notice that a warning was waived or stands again."""

    def title(self) -> str:
        """Name the page by the number of the case."""
        number = self.file.case.number if self.file else ""
        return self.ctx.tr.text(N_("Settlement agreement %(number)s"), number=number)

    def _tools(self) -> tuple[QWidget, ...]:
        tr = self.ctx.tr
        back = button(tr.text(N_("Undo")), self.undo_step, role="link", icon="undo")
        back.setToolTip("Ctrl+Z")
        forth = button(tr.text(N_("Redo")), self.redo_step, role="link", icon="redo")
        forth.setToolTip("Ctrl+Y")
        return back, forth

    def _columns(self) -> QHBoxLayout:
        tr = self.ctx.tr
        inside = self._inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 8, 0)
        self._inner.setSpacing(16)
        self.draft = Draft(self.ctx, self._restore, lambda: draft_key(self.case_id))
        self._inner.addWidget(self.duties)
        head = Card(tr.text(N_("Agreement as a whole")))
        head.box.addWidget(self.head)
        head.box.addWidget(self.sum)
        self._inner.addWidget(head)
        terms = Card(tr.text(N_("Terms in both languages")))
        terms.box.addWidget(self.terms)
        self._inner.addWidget(terms)
        self._inner.addStretch(1)
        self.missing = Card(tr.text(N_("What is still missing")))
        self.lines = FindingLines(self.ctx, DocumentKind.AGREEMENT, self.go_to, self.waived)
        self.missing.box.addWidget(self.lines)
        self.missing.box.addStretch(1)
        self.views = QStackedWidget()
        self.views.addWidget(scrolled(inside))
        area = scrolled(self.text)
        self.text.shown.connect(lambda part: area.ensureWidgetVisible(part, 0, _ROOM))
        self.views.addWidget(area)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.draft)
        left.addWidget(self.panel)
        left.addWidget(self.views, 1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left, 3)
        self._side = scrolled(self.missing)
        columns.addWidget(self._side, 1)
        return columns

    def show_view(self, view: int) -> None:
        """Show the terms or the text in two columns."""
        self.views.setCurrentIndex(view)
        self.view_buttons[view].setChecked(True)
        self._arrange()
        if view == TEXT_VIEW:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is missing under the text where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        text = self._inside.minimumSizeHint().width()
        beside = self.missing.minimumSizeHint().width() + self._side.verticalScrollBar().width()
        is_wide = self.width() >= max(text * 4 // 3, beside * 4) + _EDGES
        if is_wide and self._side.widget() is None:
            self._side.setWidget(self.missing)
        elif not is_wide and self._side.widget() is not None:
            self._side.takeWidget()
        if not is_wide:
            is_text = self.views.currentIndex() == TEXT_VIEW
            under = self.text.outer if is_text else self._inner
            if under.indexOf(self.missing) < 0:
                under.insertWidget(under.count() - 1, self.missing)
        self.missing.show()
        self._side.setVisible(is_wide)

    def go_to(self, place: str) -> None:
        """Put the cursor to a place of the agreement, or open what holds another place."""
        head, _, rest = place.partition(".")
        if head == "obligation":
            self.show_view(TERMS_VIEW)
            number, _, name = rest.partition(".")
            self.duties.focus_on(int(number) if number.isdecimal() else 1, name)
        elif head == "clause":
            self.show_view(TEXT_VIEW)
            self.text.focus_on(rest.partition(".")[0], kazakh=rest.endswith("_kk"))
        elif place == "agreement.signed_on" and self.file is not None and not self._is_changed():
            sign_agreement(self.ctx, self, self.file)
        elif head == "agreement":
            self.show_view(TERMS_VIEW)
            for form in (self.head, self.terms):
                for name in (rest, f"{rest}_ru"):
                    if name in form.fields:
                        form[name].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.file is not None:
            go_to(self.ctx, self, self.file, place)

    def _raw(self) -> dict[str, Any]:
        return {
            "head": self.head.raw(),
            "terms": self.terms.raw(),
            "duties": self.duties.raw(),
            "clauses": self.text.raw(),
        }

    def _is_changed(self) -> bool:
        return repr(self._raw()) != self._clean

    def _begin(self) -> None:
        raw = self._raw()
        self._clean = repr(raw)
        self._steps.begin(raw)

    def _restore(self, kept: Any) -> None:
        self._is_stepping = True
        try:
            self.head.set_raw(kept.get("head", {}))
            self.terms.set_raw(kept.get("terms", {}))
            self.duties.set_raw(kept.get("duties", []))
            self.text.set_raw(kept.get("clauses", []), self.file.clauses if self.file else ())
        finally:
            self._is_stepping = False
        self.edited()

    def undo_step(self) -> bool:
        """Take back the last step that is not saved; False at the beginning."""
        self._steps.note(self._raw())
        return self._step(self._steps.back())

    def redo_step(self) -> bool:
        """Do again what was taken back; False if there is nothing."""
        return self._step(self._steps.forth())

    def _step(self, state: Any) -> bool:
        if state is not None:
            self._restore(state)
            self.refresh()
        return state is not None

    def _follow(self, moves: dict[int, int]) -> None:
        if not self._is_stepping:
            self.text.follow_obligations(moves)


def draft_key(case_id: CaseId) -> str:
    """Name the draft of a case's agreement."""
    return f"agreement.{case_id}"
