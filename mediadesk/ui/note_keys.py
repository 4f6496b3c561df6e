"""What opens a mediator's private notes in the window, and what locks them when nobody is there."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mediadesk.domain.model import Mediator
from mediadesk.errors import MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.passphrase import typed_twice
from mediadesk.ui.passphrase_dialogs import PassphraseDialog

__all__ = ["IdleNotes", "change_dialog", "moment", "open_dialog"]

_IDLE_MS = 3 * 60 * 1000


def moment(tr: Translator, iso: str) -> str:
    """Write a stored moment as a person reads it."""
    at = datetime.fromisoformat(iso)
    return f"{tr.date(at.date())} {at:%H:%M}"


def _done(work: Callable[[], object]) -> Future[Any]:
    """Do a short work now and give its end as a future, for `PassphraseDialog`."""
    future: Future[Any] = Future()
    try:
        future.set_result(work())
    except MediaDeskError as error:
        future.set_exception(error)
    return future


def open_dialog(ctx: Ctx, parent: QWidget, mediator: Mediator) -> PassphraseDialog:
    """Ask for the phrase of a mediator's notes; the first time for a new one, twice."""
    tr, desk = ctx.tr, ctx.desk
    is_new = not desk.has_note_phrase(mediator.id)
    explained = (
        N_(
            "Choose a phrase that only this mediator knows, at least 8 characters. "
            "If it is forgotten, nobody can read the notes; they can only be destroyed."
        )
        if is_new
        else N_("Only the mediator who wrote the notes knows their phrase.")
    )
    words = (tr.text(N_("Private notes")), tr.text(explained), tr.text(N_("Open the notes")))
    dialog = PassphraseDialog(ctx, parent, words)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first = dialog.ask(tr.text(N_("Phrase of the notes")))
    again = dialog.ask(tr.text(N_("The phrase once more"))) if is_new else None

    def work() -> Future[Any] | None:
        if again is not None:
            typed = typed_twice(tr, first, again)
            return _done(partial(desk.set_note_phrase, mediator.id, typed)) if typed else None
        if not first.line.text():
            first.show_problem(tr.text(N_("Please fill in")))
            return None
        return _done(partial(desk.open_notes, mediator.id, first.line.text()))

    dialog.work = work
    return dialog


def change_dialog(ctx: Ctx, parent: QWidget, mediator: Mediator) -> PassphraseDialog:
    """Ask for the phrase until now and, twice, for the new one; the notes stay as they are."""
    tr, desk = ctx.tr, ctx.desk
    title = tr.text(N_("Change the phrase"))
    dialog = PassphraseDialog(ctx, parent, (title, "", tr.text(N_("Change"))))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    old = dialog.ask(tr.text(N_("Phrase of the notes until now")))
    new = dialog.ask(tr.text(N_("New phrase of the notes")))
    again = dialog.ask(tr.text(N_("The phrase once more")))

    def work() -> Future[Any] | None:
        if not old.line.text():
            old.show_problem(tr.text(N_("Please fill in")))
            return None
        typed = typed_twice(tr, new, again)
        if not typed:
            return None
        return _done(partial(desk.change_note_phrase, mediator.id, old.line.text(), typed))

    dialog.work = work
    dialog.done_well.connect(
        lambda _done: ctx.messages.toast(tr.text(N_("The phrase of the notes is changed")))
    )
    return dialog


class IdleNotes(QObject):
    """Locks the notes when nobody has touched the window for a while."""

    def __init__(
        self,
        ctx: Ctx,
        owner: QWidget,
        before: Callable[[], object],
        locked: Callable[[], object],
    ) -> None:
        """`before` is called while the notes are still open, `locked` after the keys are forgotten."""
        super().__init__(owner)
        self.ctx = ctx
        self._before = before
        self._locked = locked
        self._timer = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._timer.timeout.connect(self.tired)

    def begin(self) -> None:
        """Begin to count: the notes were opened."""
        self._timer.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def tired(self) -> None:
        """Nobody was there: let the owner keep what was typed, then lock."""
        self._before()
        self.lock()

    def lock(self) -> None:
        """Forget the keys now."""
        self.end()
        self._locked()

    def end(self) -> None:
        """Forget the keys and stop watching."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.ctx.desk.lock_notes()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew when a key or a button is pressed."""
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)
        if pressed and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
