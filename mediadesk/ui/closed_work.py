"""What is done while the centre is closed: a backup, a new key, another version of the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from mediadesk.marks import N_
from mediadesk.ui.doors import operator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mediadesk.domain.ports import Clock
    from mediadesk.ui.unlock import Gate
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.updating import WayBack

__all__ = ["ClosedWork"]


class ClosedWork(QObject):
    """Closes the desk, works in a thread behind the gate, and goes on."""

    desk: "Desk | None"
    window: QWidget | None
    clock: "Clock"
    after: "Callable[[], None]"
    """What is done when the program has ended: another version is started."""
    options: tuple[str, ...]
    """With what another version is to be started: the folder, where a command told it."""
    show_gate: "Callable[[], Gate]"
    _close_desk: "Callable[[], None]"
    _remember_names: "Callable[[], None]"

    def _restore(self, path: Path, passphrase: str) -> None:
        """Put a proven backup in the place of the open centre, in a thread, and open it."""
        desk = self.desk
        if desk is None:
            return
        folder, ids, who = desk.centre, desk.ids, desk.user.login
        self._remember_names()

        def work() -> "Desk":
            from mediadesk.usecases.opening import open_desk, restore_backup

            restore_backup(folder, path, passphrase)
            return open_desk(
                folder, passphrase, clock=self.clock, ids=ids, user=who, immediate=False
            )

        self._close_desk()
        self.show_gate().work_on(work)

    def _rekey(self, passphrase: str) -> None:
        """Encrypt the centre with a new key, in a thread, and show what must be written down."""
        desk = self.desk
        if desk is None:
            return
        folder, clock, ids, who = desk.centre, self.clock, desk.ids, desk.user.login
        who_sits = desk.user.shown or operator()
        self._remember_names()

        def work() -> "tuple[Desk, str, tuple[tuple[str, str], ...]]":
            from mediadesk.usecases.opening import new_file_key, open_desk

            key, firsts = new_file_key(
                folder, passphrase, clock=clock, ids=ids, user=who, operator=who_sits
            )
            made = open_desk(
                folder, passphrase, clock=clock, ids=ids, user=who, operator=who_sits,
                immediate=False,
            )  # fmt: skip
            return made, key, firsts

        self._close_desk()
        gate = self.show_gate()
        gate.work_on(work, N_("The centre is being encrypted with a new key…"), gate.show_rekeyed)

    def _relaunch(self, after: "Callable[[Sequence[str]], None]") -> None:
        """Do something when the program has ended, and end it; what is typed is kept as drafts."""
        from mediadesk.ui.leaving import keep_all_drafts

        self.after = lambda: after(self.options)
        if self.window is not None:
            keep_all_drafts(self.window)
            QTimer.singleShot(0, self.window, self.window.close)

    def _go_back(self, way: "WayBack", passphrase: str) -> None:
        """Put the backup of the older version back, in a thread, then start that version."""
        desk = self.desk
        if desk is None:
            return
        folder = desk.centre
        self._remember_names()

        def work() -> None:
            from mediadesk.usecases.updating import go_back

            go_back(folder, way, passphrase)

        def done(_none: object) -> None:
            from mediadesk.ui.update_words import start_again, tell_package

            if way.here.previous:
                self.after = lambda: start_again(way.here, self.options)
            else:
                tell_package(gate.messages, way)
            gate.close()

        self._close_desk()
        gate = self.show_gate()
        gate.work_on(work, N_("The older version is being put back…"), done)
