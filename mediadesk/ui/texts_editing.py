"""A wording being edited: what is shown of it, the steps of editing, and the work that is kept."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidgetItem, QWidget

from mediadesk.domain.types import DocumentKind
from mediadesk.domain.wordings import (
    HEAD,
    Draft,
    DraftClause,
    DraftPart,
    added,
    is_own,
    moved,
    new_id,
    removed,
    section_of,
    with_clause,
    with_title,
)
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.texts_field import problem_words
from mediadesk.ui.texts_frame import TextsFrame
from mediadesk.ui.texts_kept import KeptDrafts
from mediadesk.ui.texts_steps import Steps
from mediadesk.ui.widgets import button, clear, label, row

if TYPE_CHECKING:
    from mediadesk.domain.wording_problems import Problem

__all__ = ["TextsEditing"]

_NAME = Qt.ItemDataRole.UserRole
_KEEP_MS = 800
_STATES = {
    "supplied": (N_("As supplied with the program"), "ok"),
    "own": (N_("Changed by the centre on %(day)s"), "accent"),
    "newer": (N_("Changed by the centre; a newer edition was supplied"), "warn"),
}


class TextsEditing(TextsFrame):
    """Shows a wording and keeps the steps of editing it."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the parts; what there is comes with `reload`."""
        super().__init__(ctx)
        self.kind: DocumentKind | None = None
        self.chosen = HEAD
        self.steps = Steps(self)
        self.problems: tuple[Problem, ...] = ()
        self._saved: Draft | None = None
        self._drafts = KeptDrafts(ctx)
        self._is_stale = True
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep_draft)
        self.kinds.currentItemChanged.connect(self._choose_kind)
        self.tree.chosen.connect(self._choose_clause)
        self.editor.changed.connect(self._clause_changed)
        self.editor.titled.connect(self._titled)
        self.editor.stepped.connect(self.step)

    # ---------------------------------------------------------------- what is shown

    def reload(self) -> None:
        """Read again when it is in sight; what is being edited stays."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        sets = self.ctx.desk.wording_sets()
        chosen = self.kind or sets[0].kind
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for each in sets:
            mark = "" if each.state == "supplied" else " •"
            item = QListWidgetItem(self.ctx.tr.text(each.kind.label) + mark)
            item.setData(_NAME, each.kind.value)
            self.kinds.addItem(item)
            if each.kind is chosen:
                self.kinds.setCurrentItem(item)
        self.kinds.blockSignals(False)
        if self.is_changed() and self.kind is not None:
            self._show_top()
        else:
            self.show_kind(chosen)

    def can_step(self, direction: int) -> bool:
        """Tell whether there is a step to take back (-1) or to do again (1)."""
        return self.steps.can(direction)

    def is_changed(self) -> bool:
        """Tell whether something was edited and not saved."""
        return self.steps.draft is not None and self.steps.draft != self._saved

    def _choose_kind(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.show_kind(DocumentKind(item.data(_NAME)))

    def show_kind(self, kind: DocumentKind) -> None:
        """Show a wording; unfinished work on it is taken up again."""
        self.keep_draft()
        is_other = kind is not self.kind
        self.kind = kind
        self._mark_kind(kind)
        self._saved = self.ctx.desk.wording(kind)
        self.steps.begin(self._saved)
        kept = self._drafts.find(kind)
        if kept is not None:
            self.steps.put(kept, HEAD)
        if is_other:
            self.chosen = HEAD
        self._show_all(at_once=True)

    def _mark_kind(self, kind: DocumentKind) -> None:
        """Let the list of kinds show which one is edited."""
        self.kinds.blockSignals(True)
        for number in range(self.kinds.count()):
            if self.kinds.item(number).data(_NAME) == kind.value:
                self.kinds.setCurrentRow(number)
        self.kinds.blockSignals(False)

    def keep_draft(self) -> None:
        """Keep what was edited, so that nothing is lost by leaving."""
        self._keep.stop()
        if self.kind is None or self.steps.draft is None:
            return
        if self.is_changed():
            self._drafts.put(self.kind, self.steps.draft)
        else:
            self._drafts.drop(self.kind)

    def _draft(self) -> Draft:
        draft = self.steps.draft
        if draft is None:
            raise InputProblem(Code.NOT_FOUND, what="draft")
        return draft

    def _show_all(self, *, at_once: bool = False) -> None:
        """Show top, tree, clause and page."""
        draft = self._draft()
        self.problems = self.ctx.desk.wording_problems(self.kind or DocumentKind.CONTRACT, draft)
        self.chosen = self.tree.show_draft(draft, self.chosen)
        self._show_clause()
        self._after(at_once=at_once)

    def _after(self, *, at_once: bool = False) -> None:
        """Show what follows from a change: problems, buttons, the page."""
        draft = self._draft()
        if self.kind is None:
            return
        self.problems = self.ctx.desk.wording_problems(self.kind, draft)
        self.editor.tell([each for each in self.problems if each.clause == self.chosen])
        self.tree.mark(draft, self.problems)
        self._show_top()
        self._tell_buttons()
        self.preview.show_draft(self.kind, draft, at_once=at_once)

    def _show_top(self) -> None:
        clear(self.top)
        tr = self.ctx.tr
        shown = next(each for each in self.ctx.desk.wording_sets() if each.kind is self.kind)
        words, tone = _STATES[shown.state]
        state = label(tr.text(words, day=tr.date(shown.changed_on)), tone=tone)
        edition = label(tr.text(N_("Edition %(name)s"), name=shown.edition), "small")
        name = label(tr.text(shown.kind.label), "heading")
        parts: list[QWidget] = [state]
        if self.is_changed():
            kept = label(tr.text(N_("Not saved yet. What was edited is kept")), tone="accent")
            parts = [kept, button(tr.context("draft", "Discard"), self.discard, role="link")]
        self.top.addLayout(row(name, edition, None, *parts))
        if shown.state == "newer":
            banner = Banner(tr.text(N_("The program brought a newer edition of this data")), "warn")
            banner.add(tr.text(N_("What differs")), lambda: self.acted.emit("news"))
            self.top.addWidget(banner)
        wrong = [each for each in self.problems if each.clause != self.chosen]
        for each in wrong[:2]:
            tone = "warn" if each.is_warning else "danger"
            place = f"{each.clause}: " if each.clause else ""
            self.top.addWidget(label(place + problem_words(self.ctx, each), wrap=True, tone=tone))
        if len(wrong) > 2:
            more = tr.text(N_("And so many more: %(n)s"), n=len(wrong) - 2)
            self.top.addWidget(label(more, "small"))

    def _choose_clause(self, name: str) -> None:
        self.chosen = name
        self.steps.rest()
        self._show_clause()
        self._after()

    def _show_clause(self) -> None:
        draft = self._draft()
        clause = draft.clause(self.chosen) if self.chosen else None
        if clause is None:
            self.editor.show_head(draft)
        else:
            self.editor.show_clause(draft, clause)

    def _tell_buttons(self) -> None:
        tr = self.ctx.tr
        clause = self._draft().clause(self.chosen) if self.chosen else None
        self.undo.setEnabled(self.steps.can(-1))
        self.redo.setEnabled(self.steps.can(1))
        for each in (self.up, self.down, self.off):
            each.setEnabled(clause is not None)
        words = N_("Switch off")
        if clause is not None and is_own(clause):
            words = N_("Remove")
        elif clause is not None and clause.is_off:
            words = N_("Switch on")
        self.off.setText(tr.text(words))
        is_right = all(each.is_warning for each in self.problems)
        self.save.setEnabled(self.is_changed() and is_right)
        state = next(e.state for e in self.ctx.desk.wording_sets() if e.kind is self.kind)
        self.back.setVisible(state != "supplied")

    # ---------------------------------------------------------------- what is done

    def _put(self, draft: Draft, key: str = "") -> None:
        self.steps.put(draft, self.chosen, key)
        self._keep.start()
        if key:
            self._after()
        else:
            self._show_all()

    def _clause_changed(self, clause: DraftClause, key: str) -> None:
        self._put(
            with_clause(self._draft(), clause.id, clause), f"{clause.id}.{key}" if key else ""
        )

    def _titled(self, section: str, lang: str, text: str) -> None:
        changed = with_title(self._draft(), section, lang, text)
        self._put(changed, f"title.{section}.{lang}")

    def step(self, direction: int) -> None:
        """Take the last step back (-1) or do it again (1)."""
        clause = self.steps.step(direction)
        if clause is not None:
            self.chosen = clause
            self._keep.start()
            self._show_all()

    def add_clause(self) -> None:
        """Add an own clause behind the chosen one."""
        draft = self._draft()
        section = section_of(draft, self.chosen) or draft.sections[-1]
        after = self.chosen or (section.clauses[-1].id if section.clauses else "")
        name = new_id(draft)
        words = dict.fromkeys(draft.langs, "")
        made = DraftClause(id=name, parts=(DraftPart(words=words),))
        changed = added(draft, section.id, after, made)
        self.steps.put(changed, self.chosen)
        self.chosen = name
        self._keep.start()
        self._show_all()
        field = next(iter(self.editor.fields.values()), None)
        if field is not None:
            field.edit.setFocus()

    def move_clause(self, step: int) -> None:
        """Move the chosen clause up or down."""
        if self.chosen:
            self._put(moved(self._draft(), self.chosen, step))

    def switch_clause(self) -> None:
        """Switch the chosen clause off or on; an own one is taken out."""
        draft = self._draft()
        clause = draft.clause(self.chosen)
        if clause is None:
            return
        if is_own(clause):
            self._put(removed(draft, clause.id))
        else:
            self._put(with_clause(draft, clause.id, replace(clause, is_off=not clause.is_off)))

    def discard(self) -> None:
        """Give up what was edited; it can be taken back with the step before."""
        if self._saved is not None:
            self._put(self._saved)

    # ---------------------------------------------------------------- keys and leaving

    def hideEvent(self, event: Any) -> None:
        """Keep what was edited when another page is shown."""
        if self._keep.isActive():
            with suppress(WorldTrouble):  # the centre is closed already: leaving has kept it
                self.keep_draft()
        super().hideEvent(event)

    def showEvent(self, event: Any) -> None:
        """Draw the page when the tab comes into sight."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()
        QTimer.singleShot(0, self, self.preview.make)
