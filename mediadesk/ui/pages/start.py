"""The start page: what is on today, late, due soon and waiting, with the way into each case."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.fields import Field
from mediadesk.domain.rows import DueKind, DueRow
from mediadesk.domain.rows import StartPage as StartFacts
from mediadesk.domain.types import CaseId
from mediadesk.marks import N_
from mediadesk.ui import icons
from mediadesk.ui.context import Ctx
from mediadesk.ui.due_words import due_words, left_words
from mediadesk.ui.first_steps import FirstSteps
from mediadesk.ui.page import Page
from mediadesk.ui.standing import PracticeReminder
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, PushButton, button, label, row

__all__ = ["StartPage"]

_TILES = (
    ("overdue", N_("Overdue"), "alert", "danger", N_("Nothing is overdue")),
    ("today", N_("Today"), "today", "accent", N_("Nothing is planned for today")),
    ("soon", N_("Due soon"), "clock", "warn", N_("Nothing falls due in the next two weeks")),
    ("waiting", N_("Waiting"), "hourglass", "muted", N_("Nothing waits for a decision")),
)
_SECTIONS = {
    DueKind.OBLIGATION: "kept",
    DueKind.INSTALMENT: "kept",
    DueKind.FOLLOW_UP: "kept",
    DueKind.TASK: "tasks",
    DueKind.INVITATION: "intake",
    DueKind.CASE_TERM: "terms",
}
"""Which section of the case shows what is due."""
_PAGES = {
    DueKind.PERSON_REQUEST: "personal",
    DueKind.BREACH: "personal",
    DueKind.BLOCK: "personal",
    DueKind.CONSENT_ENDS: "personal",
    DueKind.NO_CONSENT: "personal",
    DueKind.STORAGE_OVER: "personal",
    DueKind.RECORDS_OVER: "personal",
}
"""Which page shows what is due in no case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One line of the list: a due row in words."""

    case_id: CaseId
    kind: DueKind
    on: Annotated[date | None, Field(N_("Date"))]
    number: Annotated[str, Field(N_("Number"))]
    what: Annotated[str, Field(N_("What is to be done"), personal=True)]
    parties: Annotated[str, Field(N_("Parties"), personal=True)]
    mediator: Annotated[str, Field(N_("Mediator"), personal=True)]


class _Tile(PushButton):
    """A card with a count that opens its list."""

    def __init__(self, words: str, icon: str, tone: str) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setCheckable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(2)
        top = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, tone, 22))
        self.count = label("0", "count", tone="" if tone == "muted" else tone)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(picture)
        box.addLayout(top)
        self._words = words
        box.addWidget(label(words, "muted"))
        self.setMinimumHeight(box.sizeHint().height() + 8)

    def sizeHint(self) -> QSize:
        """Wish for the size of what is inside."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def show_count(self, text: str) -> None:
        """Show a count."""
        self.count.setText(text)
        self.setAccessibleName(f"{self._words}: {text}")


class StartPage(Page):
    """Four counts and the list behind the chosen one."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the tiles and the list."""
        super().__init__(ctx)
        tr = ctx.tr
        self._facts = StartFacts()
        self._shown = ""
        self._title = label("", "title")
        self._under = label("", "muted")
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._under)
        terms = button(tr.text(N_("Terms")), self.open_terms, icon="calendar")
        terms.setToolTip(tr.text(N_("List of terms of a day, a week or a month, for printing")))
        top = row(head, None, terms)
        self.outer.addLayout(top)
        self.reminder = PracticeReminder(ctx)
        self.outer.addWidget(self.reminder)
        self.tiles: dict[str, _Tile] = {}
        group = QButtonGroup(self)
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for name, words, icon, tone, _none in _TILES:
            tile = _Tile(tr.text(words), icon, tone)
            tile.clicked.connect(lambda _=False, name=name: self.show_list(name))
            group.addButton(tile)
            tiles.addWidget(tile, 1)
            self.tiles[name] = tile
        self.outer.addLayout(tiles)
        self.model = PagedTableModel(tr, DueLine)
        self.table = Table(ctx, self.model, "start", {"what": 44, "parties": 44, "mediator": 24})
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(self._open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.outer.addWidget(self.stack, 1)
        self._empty: QWidget | None = None

    def title(self) -> str:
        """Name the page."""
        return self.ctx.tr.text(N_("Start"))

    def reload(self) -> None:
        """Read what is to be done and show the most urgent list that is not empty."""
        tr = self.ctx.tr
        facts = self._facts = self.ctx.desk.start_page()
        today = self.ctx.clock.today()
        day = tr.weekday(today)
        self._title.setText(f"{day[:1].upper()}{day[1:]}, {tr.date(today)}")
        cases = tr.plural("%(n)s case in the register", "%(n)s cases in the register", facts.cases)
        running = tr.text(N_("in mediation now: %(count)s"), count=tr.number(facts.running))
        self._under.setText(f"{cases}, {running}")
        for name, tile in self.tiles.items():
            tile.show_count(tr.number(len(getattr(facts, name))))
        names = [t[0] for t in _TILES]
        first = next((n for n in names if getattr(facts, n)), "today")
        keep = self._shown if self._shown and getattr(facts, self._shown) else first
        self.show_list(keep)
        self.reminder.look()

    def open_terms(self) -> None:
        """Open the list of terms that can be printed."""
        from mediadesk.ui.terms_list import TermsDialog

        TermsDialog(self.ctx, self).open()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Count again."""
        self.reload()

    def show_list(self, name: str) -> None:
        """Show one of the four lists."""
        self._shown = name
        self.tiles[name].setChecked(True)
        rows: tuple[DueRow, ...] = getattr(self._facts, name)
        self.model.set_rows([self._line(each) for each in rows])
        if rows:
            self.table.selectRow(0)
            self.stack.setCurrentWidget(self.table)
            return
        self._show_empty(name)

    def _show_empty(self, name: str) -> None:
        tr = self.ctx.tr
        if self._empty is not None:
            self.stack.removeWidget(self._empty)
            self._empty.deleteLater()
        if self._facts.cases:
            words = next(t[4] for t in _TILES if t[0] == name)
            self._empty = EmptyState("check", tr.text(words), "")
        else:
            self._empty = FirstSteps(self.ctx)
        self.stack.addWidget(self._empty)
        self.stack.setCurrentWidget(self._empty)

    def _line(self, due: DueRow) -> DueLine:
        return DueLine(
            case_id=due.case_id,
            kind=due.kind,
            on=due.on,
            number=due.number,
            what=self._what(due),
            parties=due.parties,
            mediator=due.mediator,
        )

    def _what(self, due: DueRow) -> str:
        """Say what is to be done; of a term that is near also how many days are left."""
        words = due_words(self.ctx, due)
        if not due.is_near or due.on is None:
            return words
        left, _tone = left_words(self.ctx.tr, (due.on - self.ctx.clock.today()).days)
        return f"{words}: {left}"

    def _open(self, line: DueLine) -> None:
        if not line.case_id:
            self.ctx.navigate(_PAGES.get(line.kind, "tasks"))
            return
        section = {"section": _SECTIONS[line.kind]} if line.kind in _SECTIONS else {}
        self.ctx.navigate("case_card", case_id=line.case_id, **section)
