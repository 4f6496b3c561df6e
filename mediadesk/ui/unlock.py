"""The gate before the desk: unlocking a centre, or making one at the first start.

The costly work on the passphrase runs in a thread of its own while the window is painted.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediadesk.errors import Cancelled, Code, InputProblem, MediaDeskError
from mediadesk.i18n import LANGUAGES, NAMES, Translator
from mediadesk.marks import N_
from mediadesk.ui import icons
from mediadesk.ui.gate_first import GateFirst
from mediadesk.ui.gate_keys import Door
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.widgets import Card, PushButton, button, clear, label, row, scrolled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from mediadesk.domain.ports import Clock
    from mediadesk.ui.context import Ctx
    from mediadesk.ui.door_parts import PersonChoice
    from mediadesk.ui.forms import Form
    from mediadesk.ui.gate_rescue import RescueScreens
    from mediadesk.ui.jobs import JobProgress, Jobs
    from mediadesk.ui.messages import Messages
    from mediadesk.usecases.desk import Desk

__all__ = ["Door", "Gate"]

_SOON_MS = 30
_WIDTH = 620
_PICTURE = 40
_SIZE = (960, 720)
_EDGE = 32
"""What the desktop puts around a window."""
_STOPPED = object()
_BESIDE = frozenset(
    (
        Code.WRONG_PASSPHRASE,
        Code.WRONG_RECOVERY_KEY,
        Code.TOO_MANY_TRIES,
        Code.PERSON_SHUT_OUT,
        Code.BACKUP_BAD,
    )
)
"""What is told under the line that was typed in."""


class Gate(GateFirst):
    """The first window: unlock, or make a centre."""

    opened = Signal(object)
    language_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        door: Door,
        tr: Translator,
        clock: "Clock",
        *,
        name: str = "",
        person: str = "",
        is_switch: bool = False,
        report: "Callable[[BaseException], Path | None]" = lambda _error: None,
    ) -> None:
        """Show the unlocking of the centre in `name`, or the making of one if there is none.

        `person` is who was here last; with `is_switch` somebody else is expected now.
        `report` writes a crash report. What is not needed to ask for the passphrase is made later:
        the first thing a person sees should not wait for it.
        """
        super().__init__()
        self.setObjectName("unlock")
        self.setWindowTitle("MediaDesk")
        self._picture = QLabel()
        QTimer.singleShot(_SOON_MS, self, lambda: _draw_brand(self, self._picture))
        self.door = door
        self.tr_ = tr
        self._name = name
        self._person = person
        self._is_switch = is_switch
        self._clock = clock
        self._report = report
        self._desk: Desk | None = None
        self.rescue: RescueScreens | None = None
        self._expected = ""
        self._buttons: list[PushButton] = []
        self._signs: list[PushButton] = []
        exists = door.exists()
        self._lay_out(exists=exists)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - _EDGE), min(_SIZE[1], room.height() - 2 * _EDGE))
        if exists:
            self.show_unlock()
        elif door.is_missing():
            self.show_missing()
        else:
            self.show_first()

    def _lay_out(self, *, exists: bool) -> None:
        """Put the card in the middle; what a new centre needs may scroll."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 12)
        outer.addLayout(self._languages())
        inside = QWidget()
        middle = QHBoxLayout(inside)
        middle.addStretch(1)
        self.card = Card()
        self.card.setMinimumWidth(_WIDTH)
        self.card.setMaximumWidth(_WIDTH + 160)
        self.card.box.setContentsMargins(32, 28, 32, 28)
        self.card.box.setSpacing(14)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self.card)
        column.addStretch(2)
        middle.addLayout(column, 2)
        middle.addStretch(1)
        self._inside: QWidget = inside
        outer.addWidget(inside, 1)
        if not exists:
            self._let_scroll()
        outer.addLayout(row(None, self.foot(), None))

    def _let_scroll(self) -> None:
        """Let the card scroll: more stands in it than in asking for a passphrase."""
        outer = self.layout()
        if isinstance(outer, QVBoxLayout) and (place := outer.indexOf(self._inside)) >= 0:
            outer.removeWidget(self._inside)
            outer.insertWidget(place, scrolled(self._inside), 1)

    @cached_property
    def messages(self) -> "Messages":
        """Boxes and toasts over this window."""
        from mediadesk.ui.messages import Messages

        made = Messages(self.tr_, self)
        made.report = self._report
        return made

    @cached_property
    def jobs(self) -> "Jobs":
        """Works in threads, ending in this window."""
        from mediadesk.ui.jobs import Jobs

        return Jobs(self.messages)

    @cached_property
    def ctx(self) -> "Ctx":
        """What the form of a new centre is given; there is no desk, and it keeps no drafts here."""
        from mediadesk.config import Settings, SettingsStore
        from mediadesk.ui.context import Ctx

        store = SettingsStore(Settings(), lambda _: None)
        no_desk = cast("Desk", None)
        nowhere: Callable[..., None] = lambda *_a, **_k: None  # noqa: E731
        return Ctx(no_desk, self.tr_, self.jobs, self.messages, nowhere, store, self._clock)

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="gate")

    def _languages(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        for language in reversed(LANGUAGES):
            sign = PushButton(NAMES[language])
            self._signs.append(sign)
            sign.setProperty("role", "segment")
            sign.setCheckable(True)
            sign.setChecked(language == self.tr_.language)
            sign.clicked.connect(lambda _=False, to=language: self.language_chosen.emit(to))
            line.addWidget(sign)
        return line

    def start_card(self, heading: str, text: str) -> None:
        """Begin the card anew: the picture, a heading, a line below it."""
        clear(self.card.box)
        self._buttons, self.shown = [], None
        self._picture = QLabel()
        self._picture.setFixedHeight(_PICTURE)
        self.card.box.addWidget(self._picture)
        if self.isVisible():
            _draw_brand(self, self._picture)
        self.card.box.addWidget(label(heading, "title", wrap=True))
        if text:
            self.card.box.addWidget(label(text, "muted", wrap=True))

    def show_unlock(self) -> None:
        """Ask for the passphrase of the centre."""
        tr = self.tr_
        self.start_card(self._name or "MediaDesk", tr.text(N_("The centre is locked.")))
        self.person = self._people()
        self.passphrase = PassphraseLine(tr, tr.text(N_("Passphrase")))
        self.passphrase.line.returnPressed.connect(self.unlock)
        self.card.box.addWidget(self.passphrase)
        go = self.primary(tr.text(N_("Open")), self.unlock)
        lost = button(tr.text(N_("Use the recovery key")), self.show_recovery, role="link")
        self._buttons.append(lost)
        self.card.box.addLayout(row(go, None, lost))
        first = self.person if self.person is not None and self._is_switch else self.passphrase
        first.setFocus()

    def _people(self) -> "PersonChoice | None":
        """Ask who it is, where several people may open the centre."""
        names = self.door.people()
        if not names:
            return None
        from mediadesk.ui.door_parts import PersonChoice

        choice = PersonChoice(self.tr_, names, self._person, is_other=self._is_switch)
        choice.chosen.connect(lambda: self.passphrase.setFocus())
        self.card.box.addWidget(choice)
        return choice

    def unlock(self) -> None:
        """Open the centre with what was typed."""
        typed = self.passphrase.line.text()
        if not typed:
            self.passphrase.show_problem(self.tr_.text(N_("Please fill in")))
            return
        who = self.person.name() if self.person is not None else ""
        if self._expected:
            self.show_damage(self._expected, typed, "", who)
            return
        self._work(
            lambda progress: self.door.open(typed, "", who, progress),
            self.enter_or_renew,
            self.passphrase,
            secret=(typed, "", who),
        )

    def expect_damage(self, told: str) -> None:
        """The next passphrase leads to the rescue: the file opens, but a check found it damaged."""
        self._expected = told
        words = N_("The file is damaged. Type the passphrase to see what can be brought back.")
        self.card.box.insertWidget(2, label(self.tr_.text(words), wrap=True, tone="warn"))

    def enter_or_renew(self, desk: "Desk") -> None:
        """Go to the desk, or first ask for a passphrase of one's own in place of a first one."""
        if not desk.user.must_change:
            self._enter(desk)
            return
        words = N_("You came in with a first passphrase. Choose one that only you know.")
        self.show_renewal(desk, self.tr_.text(words))

    def work_on(
        self,
        work: Callable[[], Any],
        text: str = N_("The backup is being put in place…"),
        done: Callable[[Any], None] | None = None,
    ) -> None:
        """Show that the file is worked on; its desk is entered then, if `done` does nothing else."""
        self.start_card(self._name or "MediaDesk", self.tr_.text(text))
        self.show_busy()

        def failed(error: MediaDeskError) -> None:
            for sign in self._signs:
                sign.setEnabled(True)
            self.messages.error(error)
            self.show_unlock()

        for sign in self._signs:
            sign.setEnabled(False)  # a new gate would lose the desk that is coming
        self.jobs.run(self._pool.submit(work), done or self._enter, failed, owner=self)

    def primary(self, text: str, slot: Callable[[], object]) -> PushButton:
        """Make the button that goes on; it waits while something is worked on."""
        made = button(text, slot, role="primary")
        self._buttons.append(made)
        return made

    def _work(
        self,
        work: "Callable[[JobProgress], Any]",
        done: Callable[[Any], None],
        line: PassphraseLine,
        form: "Form | None" = None,
        secret: tuple[str, str, str] | None = None,
    ) -> None:
        """Work in a thread; `work` is given a progress, which is shown when it tells something."""
        from mediadesk.ui.jobs import JobProgress

        if not all(each.isEnabled() for each in self._buttons):
            return
        self._set_busy(busy=True)
        progress = JobProgress()
        shown = self.show_progress(progress)

        def guarded() -> Any:
            try:
                return work(progress)
            except Cancelled:
                return _STOPPED

        def failed(error: MediaDeskError) -> None:
            from mediadesk.usecases.recovery import DAMAGED

            self._set_busy(busy=False)
            shown.end()
            if form is not None and form.show_error(error):
                return
            if isinstance(error, InputProblem) or error.code in _BESIDE:
                line.show_problem(self.tr_.error(error))
            elif secret is not None and error.code in DAMAGED and self.door.rescue is not None:
                self.show_damage(self.tr_.error(error), *secret)
            else:
                self.messages.error(error)

        def finished(result: Any) -> None:
            self._set_busy(busy=False)
            shown.end(is_stopped=result is _STOPPED)
            if result is not _STOPPED:
                done(result)

        self.jobs.run(self._pool.submit(guarded), finished, failed, owner=self)

    def work(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[MediaDeskError], None],
    ) -> None:
        """Do something that takes a while in the thread of the gate; the languages wait for it."""

        def over(then: Callable[[Any], None], result: Any) -> None:
            for sign in self._signs:
                sign.setEnabled(True)
            then(result)

        for sign in self._signs:
            sign.setEnabled(False)
        self.jobs.run(
            self._pool.submit(work),
            lambda result: over(done, result),
            lambda error: over(failed, error),
            owner=self,
        )

    def show_damage(self, text: str, passphrase: str, recovery: str, who: str) -> None:
        """Lead a person out of damage; the secret is one that was typed here."""
        self._let_scroll()
        from mediadesk.ui.gate_rescue import RescueScreens

        if self.door.rescue is not None:
            secret = (passphrase, recovery, who)
            self.rescue = RescueScreens(self, lambda: self.messages, self.door.rescue, secret)
            self.rescue.show_damage(text)

    def _set_busy(self, *, busy: bool) -> None:
        for each in (*self._buttons, *self._signs):  # a new gate would lose the desk that is coming
            each.setEnabled(not busy)
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)

    def _enter(self, desk: "Desk") -> None:
        self._desk = None
        self.opened.emit(desk)

    def closeEvent(self, event: Any) -> None:
        """Close; a work that can be stopped is, and a centre that was just made is closed too."""
        if self.shown is not None:
            self.shown.stop()
        if "_pool" in vars(self):
            self._pool.shutdown(wait=True)
        if self.rescue is not None:
            self.rescue.close()
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        self.closed.emit()
        super().closeEvent(event)


def _draw_brand(gate: QWidget, picture: QLabel) -> None:
    """Draw what the first painting does not wait for."""
    gate.setWindowIcon(icons.icon("brand", "accent"))
    picture.setPixmap(icons.pixmap("brand", "accent", _PICTURE))
