"""The card of a mediator's private notes: opened by a phrase, read, added, locked again, destroyed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout

from mediadesk.domain.commands_notes import DestroyNotes
from mediadesk.domain.model import Assignment, Mediator
from mediadesk.domain.session_notes import PrivateNote
from mediadesk.domain.types import CaseState, MediatorId
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.note_keys import IdleNotes, change_dialog, moment, open_dialog
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["PrivateNotesCard", "told_mediators"]

_LINES = 3


def told_mediators(act: CaseActions) -> tuple[Mediator, ...]:
    """Give those who may have notes in a case: its mediators, and whoever has some already."""
    file = act.file
    ids = {file.mediator.id} if file.mediator else set()
    ids |= {a.mediator_id for a in file.all(Assignment) if a.mediator_id}
    ids |= {c.mediator_id for c in act.ctx.desk.sealed_counts(file.case.id)}
    found = [m for m in act.ctx.desk.mediators() if m.id in ids]
    return tuple(sorted(found, key=lambda m: m != file.mediator))


class PrivateNotesCard(Card):
    """Shows how many notes there are; their words only while they are open."""

    def __init__(self, act: CaseActions) -> None:
        """Show the notes of the case's mediator, locked unless they are open already."""
        tr = act.ctx.tr
        super().__init__(tr.text(N_("Private notes (sealed)")))
        self.act = act
        self.ctx = act.ctx
        self.mediators = told_mediators(act)
        self.mediator_id = self.mediators[0].id if self.mediators else MediatorId(0)
        self._area: QPlainTextEdit | None = None
        self.idle = IdleNotes(act.ctx, self, self._seal_typed, self.show_notes)
        if len(self.mediators) > 1:
            is_kk = tr.language == "kk"
            options = [(m.id, (m.name_kk if is_kk else "") or m.name_ru) for m in self.mediators]
            self.choice = ChoiceEdit(act.ctx, options)
            self.choice.box().setAccessibleName(tr.text(N_("Mediator")))
            self.choice.set_value(self.mediator_id)
            self.choice.changed.connect(self._choose)
            self.box.addWidget(self.choice)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(10)
        self.box.addLayout(self.inside)
        self.show_notes()
        if self.ctx.desk.notes_open(self.mediator_id):
            self.idle.begin()

    def _choose(self) -> None:
        chosen = self.choice.value()
        if chosen is not None:
            self.mediator_id = chosen
            self.show_notes()

    @property
    def count(self) -> int:
        """Give the number of notes of the chosen mediator."""
        found = self.ctx.desk.sealed_counts(self.act.file.case.id)
        return sum(each.notes for each in found if each.mediator_id == self.mediator_id)

    def show_notes(self) -> None:
        """Show what may be seen now."""
        clear(self.inside)
        self._area = None
        tr = self.ctx.tr
        count = self.count
        if self.ctx.desk.notes_open(self.mediator_id):
            self._show_open()
        else:
            words = tr.plural("%(n)s note is sealed", "%(n)s notes are sealed", count)
            self.inside.addWidget(label(words if count else tr.text(N_("No notes yet")), "muted"))
            opener = button(tr.text(N_("Open the notes")), self.open_notes, icon="key")
            problem = self.ctx.desk.why_not_notes(self.mediator_id)
            if problem is not None:
                opener.setEnabled(False)
                opener.setToolTip(tr.error(problem))
            self.inside.addLayout(row(opener, None))
        told = N_(
            "In no search, print, export or journal; only the mediator's own phrase opens them."
        )
        self.inside.addWidget(label(tr.text(told), "small", wrap=True))
        if count and self.act.file.case.state is CaseState.CLOSED:
            self.inside.addWidget(
                label(tr.text(N_("The case is closed: the notes can be destroyed.")), tone="warn",
                      wrap=True)
            )  # fmt: skip
        if count:
            words = tr.text(N_("Destroy the notes of this case"))
            destroy = button(words, self.destroy_notes, role="link", icon="remove")
            self.inside.addLayout(row(destroy, None))

    def _show_open(self) -> None:
        tr = self.ctx.tr
        try:
            notes = self.ctx.desk.private_notes(self.act.file.case.id, self.mediator_id)
        except MediaDeskError as error:
            self.inside.addWidget(label(tr.error(error), "problem", wrap=True))
            return
        for note in notes:
            self.inside.addLayout(self._note(note))
        area = self._area = QPlainTextEdit()
        area.setPlaceholderText(tr.text(N_("A new private note")))
        area.setAccessibleName(tr.text(N_("A new private note")))
        area.setTabChangesFocus(True)
        area.setFixedHeight(area.fontMetrics().lineSpacing() * _LINES + 24)
        self.inside.addWidget(area)
        add = button(tr.text(N_("Seal the note")), self.add_note, role="primary")
        lock = button(tr.text(N_("Lock the notes")), self.lock, icon="lock")
        self.inside.addLayout(row(add, lock, None))
        words = tr.text(N_("Change the phrase"))
        self.inside.addLayout(row(button(words, self.change_phrase, role="link", icon="key"), None))

    def _note(self, note: PrivateNote) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(label(moment(self.ctx.tr, note.made_at), "small"))
        text = QLabel(note.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(text)
        return box

    def open_notes(self) -> PassphraseDialog:
        """Ask for the phrase."""
        mediator = next(m for m in self.mediators if m.id == self.mediator_id)
        dialog = open_dialog(self.ctx, self, mediator)

        def opened(_result: object) -> None:
            self.idle.begin()
            self.show_notes()
            if self._area is not None:
                self._area.setFocus(Qt.FocusReason.OtherFocusReason)

        dialog.done_well.connect(opened)
        dialog.open()
        dialog.lines[0].setFocus()
        return dialog

    def change_phrase(self) -> PassphraseDialog:
        """Ask for the old phrase and a new one."""
        mediator = next(m for m in self.mediators if m.id == self.mediator_id)
        dialog = change_dialog(self.ctx, self, mediator)
        dialog.open()
        dialog.lines[0].setFocus()
        return dialog

    def add_note(self) -> None:
        """Seal what was typed."""
        if self._seal_typed():
            self.show_notes()

    def lock(self) -> None:
        """Seal what was typed and lock."""
        self._seal_typed()
        self.idle.lock()

    def _seal_typed(self) -> bool:
        text = self._area.toPlainText().strip() if self._area is not None else ""
        if self._area is None or not text:
            return False
        try:
            self.ctx.desk.add_note(self.act.file.case.id, self.mediator_id, text)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return False
        self._area.clear()
        return True

    def destroy_notes(self) -> None:
        """Destroy the notes for good, after a question."""
        tr, count = self.ctx.tr, self.count
        sure = self.ctx.messages.ask(
            tr.text(N_("Destroy the private notes of this case?")),
            tr.text(N_("Destroy")),
            tr.text(N_("Keep")),
            tr.text(
                N_(
                    "They cannot be brought back. Older backups still hold them, sealed. "
                    "The journal notes how many there were, not what they said."
                )
            ),
        )
        if sure:
            command = DestroyNotes(
                case_id=self.act.file.case.id, mediator_id=self.mediator_id, notes=count
            )
            self.act.execute(command)

    def hideEvent(self, event: QHideEvent) -> None:
        """Seal what was typed and lock when the card is left."""
        super().hideEvent(event)
        self._seal_typed()
        self.idle.end()
