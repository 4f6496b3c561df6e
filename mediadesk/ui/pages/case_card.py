"""The card of a case: how far it is, what comes next, everyone and everything in it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet
from mediadesk.domain.lifecycle import Event, possible_events
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, CaseState
from mediadesk.marks import N_
from mediadesk.ui import case_sections
from mediadesk.ui.allowed import allow_slot
from mediadesk.ui.blocked_banner import blocked_banner
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_next import next_line
from mediadesk.ui.case_parts import Steps
from mediadesk.ui.context import Ctx
from mediadesk.ui.foreign_banner import foreign_banner
from mediadesk.ui.page import Page
from mediadesk.ui.submitting import scrolled
from mediadesk.ui.trash_parts import trash_banner
from mediadesk.ui.widgets import PushButton, button, clear, label, row

__all__ = ["CaseCardPage"]


class CaseCardPage(Page):
    """One case; every step is a button that says what it does."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the frame; the case comes with `open`."""
        super().__init__(ctx)
        self.case_id = CaseId(0)
        self.file: CaseFile | None = None
        self.act: CaseActions
        self._other_buttons: list[PushButton] = []
        self.next_button = button("", self._do_next, role="primary", icon="right")
        self._number = label("", "title")
        self._outcome = label("", tone="accent")
        self._names = label("", "muted", wrap=True)
        self._others_line, self._due_line = QHBoxLayout(), QVBoxLayout()
        self.steps = Steps(ctx)
        self.section = "overview"
        self.tabs = self._make_tabs()
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(16)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._columns = columns
        for side in (self._left, self._right):
            side.setSpacing(16)
            columns.addLayout(side)
        head = QVBoxLayout()
        head.setSpacing(8)
        self._others_line.setSpacing(8)
        head.addLayout(row(self._number, self._outcome, None, self._others_line, self.next_button))
        head.addWidget(self._names)
        head.addLayout(self._due_line)
        self.outer.addLayout(head)
        self.outer.addWidget(self.steps)
        self.outer.addWidget(self.tabs)
        self.outer.addWidget(scrolled(inside), 1)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._do_next)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._do_next)
        QShortcut(QKeySequence("Ctrl+E"), self, self._do_edit)

    def title(self) -> str:
        """Name the page by the number of the case."""
        return self.file.case.number if self.file else ""

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setProperty("role", "sections")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)
        tabs.setAccessibleName(self.ctx.tr.text(N_("Sections of the case")))
        for number, (name, words) in enumerate(case_sections.SECTIONS):
            tabs.addTab(self.ctx.tr.text(words))
            tabs.setTabData(number, name)
        tabs.currentChanged.connect(self._choose)
        tabs.setVisible(len(case_sections.SECTIONS) > 1)
        return tabs

    def _choose(self, number: int) -> None:
        self.section = self.tabs.tabData(number)
        self._show_section()

    def show_section(self, name: str) -> None:
        """Go to a section of the card."""
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == name:
                self.tabs.setCurrentIndex(number)

    def open(self, case_id: int = 0, section: str = "overview", **_args: Any) -> None:
        """Show a case, at one of its sections."""
        self.case_id = CaseId(case_id)
        self.show_section(section)
        self.reload()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, changes: ChangeSet) -> None:
        """Show the case as it is now; it may be gone."""
        if any(
            c.entity == "cases" and c.id == self.case_id and c.after is None
            for c in changes.changes
        ):
            self.ctx.navigate("cases")
        elif self.case_id:
            self.reload()

    def reload(self) -> None:
        """Read the case again and show it."""
        if not self.case_id:
            return
        self.file = file = self.ctx.desk.case_file(self.case_id)
        self.act = CaseActions(self.ctx, self, file)
        self._show_head(file)
        self._show_remarks()
        self.steps.show_file(file)
        self._show_section()
        self._focus_step()

    def _show_remarks(self) -> None:
        """Show the section of remarks where there are some, or where they can be written."""
        has = self.section == "remarks" or self.ctx.desk.has_remarks(self.case_id)
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == "remarks":
                self.tabs.setTabVisible(number, has)

    def _show_section(self) -> None:
        if self.file is None:
            return
        clear(self._left)
        clear(self._right)
        left, right = case_sections.build(self.section, self.act)
        for side, parts in ((self._left, left), (self._right, right)):
            for part in parts:
                part.setEnabled(not self.file.case.trashed_on)
                side.addWidget(part)
            side.addStretch(1)
        self._columns.setStretch(0, 3)
        self._columns.setStretch(1, 2 if right else 0)

    def _show_head(self, file: CaseFile) -> None:
        """Say what case this is; the labels and the step stay, only their words change."""
        tr = self.ctx.tr
        is_trashed = file.case.trashed_on is not None
        is_fixed = is_trashed or self.act.why_locked is not None
        self._number.setText(file.case.number)
        self._outcome.setText(tr.text(file.case.outcome.label))
        words = "" if is_fixed else self._next(file)[0]
        self.next_button.setText(words)
        self.next_button.setToolTip(f"{words} (Ctrl+Enter)")
        self.next_button.setVisible(bool(words))
        self.next_button.setEnabled(True)
        allow_slot(self.ctx, self.next_button, self._next(file)[1])
        clear(self._others_line)
        others = () if is_fixed else self._others(file)
        self._other_buttons = [button(text, act) for text, act in others]
        for each, (_words, slot) in zip(self._other_buttons, others, strict=True):
            allow_slot(self.ctx, each, slot)
            self._others_line.addWidget(each)
        self._names.setText(self._told(file))
        clear(self._due_line)
        kept = foreign_banner(self.act, self._ask_office, self.reload)
        first = trash_banner(self.act) if is_trashed else next_line(self.act)
        for line in (blocked_banner(self.act), kept, first):
            if line is not None:
                self._due_line.addWidget(line)

    def _ask_office(self) -> None:
        self.show_section("remarks")

    def _told(self, file: CaseFile) -> str:
        """Name the parties and the mediator."""
        tr, mediator = self.ctx.tr, file.mediator
        is_kk = tr.language == "kk"
        names = [p.name_kk if is_kk else p.name_ru for p in file.parties]
        told = [" – ".join(n for n in names if n)]
        if mediator is not None:
            name = (mediator.name_kk if is_kk else "") or mediator.name_ru
            told.append(tr.text(N_("Mediator: %(name)s"), name=name))
        return "   ·   ".join(t for t in told if t)

    def _focus_step(self) -> None:
        """Put the cursor on the step that comes next, as soon as the buttons are shown."""
        QTimer.singleShot(0, self, self._focus_step_now)

    def _focus_step_now(self) -> None:
        here = self.window().focusWidget()
        is_elsewhere = here is not None and here is not self and not self.isAncestorOf(here)
        if is_elsewhere or not self.isVisible():
            return
        steps = [self.next_button, *self._other_buttons]
        shown = next((each for each in steps if not each.isHidden()), None)
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, file: CaseFile) -> tuple[str, Callable[[], object]]:
        """Name the step that usually comes next and what does it."""
        tr = self.ctx.tr
        state = file.case.state
        sides = {p.party.side for p in file.parties}
        if state is CaseState.APPEAL and len(sides) < 2:
            return tr.text(N_("Add the second party")), self.act.add_party
        if state is CaseState.APPEAL:
            return tr.text(N_("Open the case")), self.act.open_case
        if state is CaseState.OPEN:
            return tr.text(N_("Conclude the contract")), self.act.edit_contract
        if state is CaseState.MEDIATION and not file.sessions:
            return tr.text(N_("Record a session")), self.act.add_session
        if state is CaseState.MEDIATION and not (file.agreement and file.agreement.is_signed):
            if file.agreement:
                return tr.text(N_("Sign the agreement")), self.act.sign
            return tr.text(N_("Write the agreement")), self.act.open_agreement
        if state is CaseState.MEDIATION:
            return tr.text(N_("Close the case")), self.act.close
        return "", lambda: None

    def _others(self, file: CaseFile) -> list[tuple[str, Callable[[], object]]]:
        tr = self.ctx.tr
        events = possible_events(file)
        is_last = file.agreement is not None and file.agreement.is_signed
        found: list[tuple[str, Callable[[], object]]] = []
        if Event.CLOSE in events and not (is_last and file.case.state is CaseState.MEDIATION):
            without = file.case.state is not CaseState.MEDIATION
            words = N_("Close without mediation") if without else N_("Close the case")
            found.append((tr.text(words), self.act.close))
        if Event.REOPEN in events:
            found.append((tr.text(N_("Reopen the case")), self.act.reopen))
        return found

    def _do_next(self) -> None:
        if self.file is not None and not self.file.case.trashed_on and not self.act.why_locked:
            self._next(self.file)[1]()

    def _do_edit(self) -> None:
        if self.file is not None and self.file.case.is_editable:
            self.act.edit()
