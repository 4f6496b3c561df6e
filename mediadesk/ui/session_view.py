"""The quiet view of a session: time, stages, quick notes; nothing else of the program is seen.

Whatever is done here is kept at once as a draft, so that a closed window loses nothing; private
notes never stand in a draft: they are sealed as soon as they are entered.
"""

from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.model import Session
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.session_notes import NoteKind, QuickNote, Watch, minutes_text
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_, NN_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import taken_up
from mediadesk.ui.note_keys import IdleNotes, open_dialog
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.session_dialogs import edit_session, recorded
from mediadesk.ui.session_parts import Chips, NoteLines, StageList
from mediadesk.ui.widgets import Card, button, label, row, scrolled

__all__ = ["SessionView"]

_TICK_MS = 1000
_MOST_MINUTES = 24 * 60
_RESULT_LETTERS = 4000
_SPEAKER_KEYS = ("F1", "F2", "F3", "F4", "F5")
_KIND_KEYS = ("F6", "F7", "F8", "F9")
_TIMER_POINTS = 2.6
_MOST_PARTIES = 3


class SessionView(QDialog):
    """One session under way; closing it keeps everything, recording it ends it."""

    def __init__(
        self, ctx: Ctx, parent: QWidget, file: CaseFile, session: Session | None = None
    ) -> None:
        """Show a planned session, or a new one; what was begun before goes on."""
        super().__init__(parent)
        self.ctx = ctx
        self.file = file
        self.session = session
        self.watch = Watch()
        self.begun: time | None = None
        self.notes: list[QuickNote] = []
        self.sealed = 0
        self._is_over = False
        self.setWindowTitle(ctx.tr.text(N_("Session")))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._keys()
        self.idle = IdleNotes(ctx, self, lambda: None, self._show_sealed)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self.show_time)
        self._ticking.start()
        self._restore()
        self.show_time()
        self._show_notes()

    @property
    def key(self) -> str:
        """Name the draft of this session."""
        return f"session_view.{self.file.case.id}.{self.session.id if self.session else 0}"

    def start(self) -> None:
        """Take the whole screen, with the cursor in the line of notes."""
        self.showFullScreen()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.setSpacing(20)
        outer.addLayout(self._head())
        columns = QHBoxLayout()
        columns.setSpacing(20)
        self.stages = StageList(self.ctx, self.ctx.desk.session_stages())
        self.stages.changed.connect(self.keep)
        columns.addWidget(self.stages, 2)
        columns.addWidget(self._notes_card(), 3)
        outer.addLayout(columns, 1)

    def _head(self) -> QHBoxLayout:
        tr = self.ctx.tr
        is_kk = tr.language == "kk"
        names = [p.name_kk if is_kk else p.name_ru for p in self.file.parties]
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(label(self.file.case.number, "title"))
        told.addWidget(label(" – ".join(n for n in names if n), "muted", wrap=True))
        self.clock = QLabel()
        font = self.clock.font()
        font.setPointSizeF(font.pointSizeF() * _TIMER_POINTS)
        font.setBold(True)
        self.clock.setFont(font)
        self.clock.setStyleSheet(f"font-size: {font.pointSizeF():.0f}pt; font-weight: 600;")
        self.clock.setAccessibleName(tr.text(N_("Time of the session")))
        self.run_button = button("", self.switch, icon="clock")
        self.run_button.setToolTip("Ctrl+Space")
        record = button(tr.text(N_("Record the session")), self.record, role="primary")
        record.setToolTip("Ctrl+Enter")
        close = button(tr.text(N_("Close, keep everything")), self.reject)
        close.setToolTip("Esc")
        head = row(self.clock, self.run_button, record, close)
        head.insertLayout(0, told, 1)
        head.setSpacing(12)
        return head

    def _notes_card(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("Quick notes")))
        self.speakers = Chips(self._speakers(), _SPEAKER_KEYS, self)
        kinds = [(kind.value, tr.text(kind.label)) for kind in NoteKind]
        self.kinds = Chips(kinds, _KIND_KEYS, self)
        targets = [
            ("minutes", tr.text(N_("Into the minutes"))),
            ("sealed", tr.text(N_("Private, sealed"))),
        ]
        self.target = Chips(targets if self.file.mediator else targets[:1], (), self)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr.text(N_("Who (F1 to F5), what (F6 to F9), then the words")))
        self.line.setAccessibleName(tr.text(N_("Quick note")))
        self.line.setMaxLength(_RESULT_LETTERS)
        self.line.returnPressed.connect(self.add_note)
        self.lines = NoteLines(self.ctx)
        self.lines.removed.connect(self._remove)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(12)
        for part in (self.speakers, self.kinds, self.target, self.line):
            box.addWidget(part)
        self.sealed_note = label("", "small", wrap=True)
        box.addWidget(self.sealed_note)
        box.addWidget(self.lines, 1)
        card.box.addWidget(scrolled(inside), 1)
        return card

    def _speakers(self) -> list[tuple[str, str]]:
        tr, desk = self.ctx.tr, self.ctx.desk
        is_kk = tr.language == "kk"
        names = [desk.short_name(p.name_kk if is_kk else p.name_ru) for p in self.file.parties]
        names = [tr.text(N_("Mediator")), *names[:_MOST_PARTIES], tr.text(N_("Others"))]
        return [(name, name) for name in dict.fromkeys(names) if name]

    def _keys(self) -> None:
        for keys, slot in (
            ("Ctrl+Space", self.switch),
            ("Ctrl+Return", self.record),
            ("Ctrl+Enter", self.record),
            ("Ctrl+D", self.switch_target),
        ):
            QShortcut(QKeySequence(keys), self, slot)

    def switch(self) -> None:
        """Start the time or let it stand."""
        now = self.ctx.clock.now()
        if self.begun is None:
            self.begun = now.time().replace(second=0, microsecond=0)
        self.watch = self.watch.switched(now)
        self.show_time()
        self.keep()

    def switch_target(self) -> None:
        """Turn between the minutes and the private notes."""
        self.target.turn()

    def show_time(self) -> None:
        """Show the time up to now."""
        seconds = self.watch.seconds(self.ctx.clock.now())
        self.clock.setText(f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")
        tr = self.ctx.tr
        if self.watch.since:
            words = tr.text(N_("Pause"))
        else:
            words = tr.text(N_("Go on")) if self.begun else tr.text(N_("Start the time"))
        self.run_button.setText(words)

    def add_note(self) -> None:
        """Take the typed words as a note, into the minutes or sealed."""
        text = " ".join(self.line.text().split())
        if not text:
            return
        now = self.ctx.clock.now()
        note = QuickNote(f"{now:%H:%M}", self.speakers.value(), NoteKind(self.kinds.value()), text)
        if self.target.value() == "sealed":
            self._seal(note)
            return
        self.notes.append(note)
        self.line.clear()
        self._show_notes()
        self.keep()

    def _seal(self, note: QuickNote) -> PassphraseDialog | None:
        mediator = self.file.mediator
        if mediator is None:
            return None
        if self.ctx.desk.notes_open(mediator.id):
            self._seal_now(note)
            return None
        dialog = open_dialog(self.ctx, self, mediator)
        dialog.done_well.connect(lambda _result: self._seal_now(note))
        dialog.open()
        dialog.lines[0].setFocus()
        return dialog

    def _seal_now(self, note: QuickNote) -> None:
        mediator = self.file.mediator
        if mediator is None:
            return
        self.idle.begin()
        words = note.line(self.ctx.tr.text(note.kind.label))
        session_id = self.session.id if self.session else None
        try:
            self.ctx.desk.add_note(self.file.case.id, mediator.id, words, session_id)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.sealed += 1
        self.line.clear()
        self._show_sealed()
        self.keep()

    def _show_sealed(self) -> None:
        tr = self.ctx.tr
        one, many = NN_("%(n)s private note was sealed", "%(n)s private notes were sealed")
        self.sealed_note.setText(tr.plural(one, many, self.sealed))
        self.sealed_note.setVisible(self.sealed > 0)

    def _remove(self, number: int) -> None:
        del self.notes[number]
        self._show_notes()
        self.keep()

    def _told(self) -> list[str]:
        return [note.line(self.ctx.tr.text(note.kind.label)) for note in self.notes]

    def _show_notes(self) -> None:
        self.lines.show_lines(self._told())
        self._show_sealed()

    def keep(self) -> None:
        """Keep everything as a draft, now."""
        if self._is_over:
            return
        self.ctx.desk.keep_draft(
            self.key,
            {
                "watch": self.watch.kept(),
                "begun": self.begun.isoformat("minutes") if self.begun else "",
                "stages": self.stages.done(),
                "notes": [[n.at, n.speaker, n.kind.value, n.text] for n in self.notes],
                "sealed": self.sealed,
            },
        )

    def _restore(self) -> None:
        kept: dict[str, Any] = self.ctx.desk.draft(self.key) or {}
        taken_up(self.ctx, lambda: self._put_back(kept))

    def _put_back(self, kept: dict[str, Any]) -> None:
        self.watch = Watch.from_kept(kept.get("watch") or {})
        self.begun = time.fromisoformat(kept["begun"]) if kept.get("begun") else None
        self.stages.set_done(kept.get("stages") or ())
        self.notes = [
            QuickNote(at, who, NoteKind(kind), text)
            for at, who, kind, text in kept.get("notes", ())
        ]
        self.sealed = int(kept.get("sealed") or 0)

    def record(self) -> None:
        """Let the time stand and record the session with its length and minutes."""
        if self.watch.since:
            self.switch()
        base = recorded(self.ctx, self.file, self.session)
        minutes = min(self.watch.minutes(self.ctx.clock.now()), _MOST_MINUTES)
        changes: dict[str, Any] = {
            "held_on": self.ctx.clock.today(),
            "starts_at": self.begun or base.starts_at,
            "minutes": minutes or base.minutes,
            "result": minutes_text(base.result, self._told(), _RESULT_LETTERS),
        }
        made = replace(base, **changes)
        words = N_("Record the session")
        dialog = edit_session(self.ctx, self, self.file, made, title=words)
        dialog.saved.connect(self._recorded)

    def _recorded(self, _outcome: object) -> None:
        self._is_over = True
        if self.ctx.desk.draft(self.key) is not None:
            self.ctx.desk.drop_draft(self.key)
        QTimer.singleShot(0, self, partial(self.done, QDialog.DialogCode.Accepted.value))

    def done(self, result: int) -> None:
        """Close; what was begun is kept, the private notes are locked."""
        self._ticking.stop()
        if self.begun or self.notes or self.stages.done():
            self.keep()
        self.idle.end()
        super().done(result)
