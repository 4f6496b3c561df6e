"""Parts of the case card: the line of steps, cards for parties, dispute, term, sessions, papers."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.deadlines import Term
from mediadesk.domain.identifiers import show_phone
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import CaseState, Performance
from mediadesk.marks import N_
from mediadesk.ui import theme
from mediadesk.ui.allowed import allow_slot
from mediadesk.ui.context import Ctx
from mediadesk.ui.due_words import left_words
from mediadesk.ui.widgets import Card, PushButton, button, label, row
from mediadesk.usecases.term_lists import explained

__all__ = ["Facts", "NameLink", "Steps", "party_line", "term_card", "with_action"]

_LINK_PADDING = 16
_ROUNDING = 2  # widths of letters are parts of pixels
_FEWEST_LETTERS = 12
_NAME_LETTERS = (14, 22)
"""So wide is the column of names: a longer name breaks into lines."""


class Steps(QLabel):
    """The way of a case, step by step; what is done is ticked, what comes next stands out."""

    def __init__(self, ctx: Ctx) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)

    def show_file(self, file: CaseFile) -> None:
        """Show how far a case has come; the line breaks between steps where it must."""
        steps = self.steps(file)
        colours = theme.current().colours
        reached = next((i for i, (_w, done) in enumerate(steps) if not done), len(steps))
        parts = []
        for i, (words, is_done) in enumerate(steps):
            text = escape(self.ctx.tr.text(words)).replace(" ", "&nbsp;")
            if is_done:
                parts.append(f"<span style='color:{colours['ok']}'>✓</span>&nbsp;{text}")
            elif i == reached:
                parts.append(f"<b style='color:{colours['accent']}'>{text}</b>")
            else:
                parts.append(f"<span style='color:{colours['muted']}'>{text}</span>")
        self.setText(
            f"&nbsp;&nbsp;<span style='color:{colours['muted']}'>›</span>&nbsp; ".join(parts)
        )

    @staticmethod
    def steps(file: CaseFile) -> Sequence[tuple[str, bool]]:
        """Name the steps of a case and tell which are done."""
        signed = bool(file.signed)
        is_closed = file.case.state is CaseState.CLOSED
        if is_closed and file.contract is None:
            return ((N_("Appeal"), True), (N_("Closed"), True))
        return (
            (N_("Appeal"), True),
            (N_("Case opened"), file.case.opened_on is not None),
            (N_("Contract"), file.contract is not None),
            (N_("Sessions"), bool(file.sessions) or is_closed),
            (N_("Agreement"), signed) if signed or not is_closed else (N_("Outcome"), True),
            (N_("Closed"), is_closed),
        )


class NameLink(PushButton):
    """A name that opens something; a name too long for its place is cut, its tip has the whole."""

    def __init__(self, text: str, slot: Callable[[], object]) -> None:
        """Show a name."""
        super().__init__()
        self.whole = text
        self.setProperty("role", "link")
        self.setStyleSheet("padding-left: 0; font-weight: 600;")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.clicked.connect(lambda: slot())

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole name."""
        self.ensurePolished()  # the look may make letters wider
        hint = super().sizeHint()
        letters = self.fontMetrics().horizontalAdvance(self.whole)
        return QSize(letters + _LINK_PADDING + _ROUNDING, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Do with the room of a few letters."""
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name to the room there is."""
        super().resizeEvent(event)
        room = self.width() - _LINK_PADDING
        right = Qt.TextElideMode.ElideRight
        self.setText(
            self.fontMetrics().elidedText(self.whole, right, max(room, 0)).replace("&", "&&")
        )


class Facts(QWidget):
    """Names and values in two columns; what is empty is left out."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, value: str) -> None:
        """Add a line unless its value is empty."""
        if not value:
            return
        at = self._grid.rowCount()
        key = label(name, "muted", wrap=True)
        metrics = key.fontMetrics()
        most = metrics.averageCharWidth() * _NAME_LETTERS[1]
        least = metrics.averageCharWidth() * _NAME_LETTERS[0]
        key.setMinimumWidth(max(least, min(most, metrics.horizontalAdvance(name) + _ROUNDING)))
        text = label(value, wrap=True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, part in enumerate((key, text)):
            self._grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignTop)


def with_action(
    card: Card, text: str, slot: Callable[[], object], icon: str = "edit"
) -> PushButton:
    """Put a small action to the right of a card's heading; give its button."""
    item = card.box.takeAt(0)
    heading = item.widget() if item is not None else None
    action = button(text, slot, role="link", icon=icon)
    owner = getattr(slot, "__self__", None)
    if getattr(slot, "right", None) is not None and owner is not None:
        allow_slot(owner.ctx, action, slot)
    head = row(heading, action)
    if isinstance(heading, QLabel):
        heading.setWordWrap(True)
    head.setStretch(0, 1)
    card.box.insertLayout(0, head)
    return action


def party_line(ctx: Ctx, party: PartyFile, edit: Callable[[], object]) -> QWidget:
    """Show one party: who, on which side, by whom represented."""
    tr = ctx.tr
    name = party.name_kk if tr.language == "kk" else party.name_ru
    number = (
        party.person.iin if party.person else party.organisation.bin if party.organisation else ""
    )
    phone = (
        party.person.phone
        if party.person
        else party.organisation.phone
        if party.organisation
        else ""
    )
    kind = N_("IIN") if party.person else N_("BIN")
    details = [f"{tr.text(kind)} {number}" if number else "", show_phone(phone)]
    if party.party.representative_name:
        details.append(
            tr.text(N_("Representative: %(name)s"), name=party.party.representative_name)
        )
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    open_button = NameLink(name or "—", edit)
    box.addWidget(label(tr.text(party.party.side.label), "small"))
    box.addWidget(open_button)
    shown = " · ".join(d for d in details if d)
    if shown:
        box.addWidget(label(shown, "muted", wrap=True))
    return made


def term_card(ctx: Ctx, file: CaseFile, term: Term) -> Card:
    """Show when the mediation must end, and how that day is counted."""
    tr = ctx.tr
    card = Card(tr.text(N_("Term of the mediation")))
    left = (term.end_on - ctx.clock.today()).days
    is_running = file.case.state is CaseState.MEDIATION
    shown = tr.text(
        N_("Until %(day)s, %(weekday)s"), day=term.end_on, weekday=tr.weekday(term.end_on)
    )
    card.box.addWidget(label(shown, "heading", wrap=True))
    if term.is_moved:
        words = N_("moved from %(day)s, a day off")
        card.box.addWidget(label(tr.text(words, day=term.raw_end), "muted", wrap=True))
    if is_running:
        words, tone = left_words(tr, left)
        card.box.addWidget(label(words, tone=tone))
    reasons = label("\n".join(explained(term, tr)), "small", wrap=True)
    reasons.setVisible(False)
    toggle = button(
        tr.text(N_("How it is counted")),
        lambda: reasons.setVisible(not reasons.isVisible()),
        role="link",
        icon="info",
    )
    card.box.addLayout(row(toggle, None))
    card.box.addWidget(reasons)
    return card


PERFORMANCE_TONES = {
    Performance.PENDING: "muted",
    Performance.PERFORMED: "ok",
    Performance.NOT_PERFORMED: "danger",
}
