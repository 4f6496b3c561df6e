"""Starts the window: one program for a centre, gate, desk, and the switch of language and look.

What only the desk needs is imported while somebody types the passphrase, see `getting_ready`.
"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mediadesk import config, files
from mediadesk.errors import WorldTrouble
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.marks import N_
from mediadesk.ui import qt_words, quiet, theme
from mediadesk.ui.clipboard import ClipboardGuard
from mediadesk.ui.doors import door_to, is_practice
from mediadesk.ui.getting_ready import get_ready
from mediadesk.ui.unlock import Door, Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from logging import Handler
    from types import TracebackType

    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.errors import MediaDeskError
    from mediadesk.ui.main_window import MainWindow
    from mediadesk.usecases.desk import Desk

__all__ = ["Program", "door_to", "is_practice", "run_window"]

_SOON_MS = 50
_LAST = "door"
"""Under this name the settings remember who opened the centre last."""


class Program(QObject):
    """Leads from the gate to the main window and back; holds what outlives both."""

    def __init__(
        self,
        app: QApplication,
        centre: Path,
        language: str,
        *,
        door: Door,
        clock: "Clock",
        move: "Callable[[Path], Door] | None" = None,
    ) -> None:
        """Read the settings of the centre and dress the program.

        `move` makes the door of another folder that somebody has chosen, and remembers it.
        """
        super().__init__()
        self.app = app
        self.centre = centre
        self.door = door
        self.clock = clock
        self.desk: Desk | None = None
        self.window: QWidget | None = None
        self.after: Callable[[], None] = lambda: None
        self.options: tuple[str, ...] = ()
        self.file = ""
        """A file the program was started with, not opened yet."""
        self._move = move
        self._log: Handler | None = None
        self._names: dict[str, str] = {}
        self._is_telling = False
        settings = config.load(centre)
        if language in LANGUAGES:
            settings = settings._replace(language=language)
        self.settings = config.SettingsStore(settings, self._write)
        self.copied = ClipboardGuard(self.settings, self)
        self.copied.cleared.connect(self._tell_cleared)
        self._dress()

    def _write(self, settings: config.Settings) -> None:
        if self.desk is not None and self.desk.why_view is not None:
            return  # they are of the one who works there
        folder = self.desk.centre if self.desk is not None else self.centre
        if folder.is_dir():
            config.save(folder, settings)

    def _dress(self) -> None:
        now = self.settings.now
        qt_words.install(self.app, now.language)
        theme.apply(self.app, now.theme, now.zoom)

    def show_gate(self, *, is_switch: bool = False) -> Gate:
        """Show the gate in place of what is shown, with the centre's name where it is known."""
        tr = Translator(self.settings.now.language)
        name = self._names.get(tr.language, "")
        gate = Gate(
            self.door,
            tr,
            self.clock,
            name=name,
            person=str(self.settings.layout(_LAST) or ""),
            is_switch=is_switch,
            report=self._report,
        )
        gate.language_chosen.connect(self._gate_language)
        gate.opened.connect(self._enter)
        gate.folder_chosen.connect(self._go_to)
        gate.closed.connect(lambda: self._closed(gate))
        self._replace(gate)
        return gate

    def _gate_language(self, language: str) -> None:
        self.settings.change(self.settings.now._replace(language=language))
        self._dress()
        self.show_gate()

    def _go_to(self, folder: Path) -> None:
        """Work with the centre of another folder from now on."""
        if self._move is None:
            return
        try:
            self.door = self._move(folder)
        except WorldTrouble as trouble:
            if isinstance(self.window, Gate):
                self.window.messages.error(trouble)
            return
        self.centre, language = folder, self.settings.now.language
        self.settings.now = config.load(folder)._replace(language=language)
        self.show_gate()

    def _enter(self, desk: "Desk") -> None:
        self.desk = desk
        QTimer.singleShot(_SOON_MS, self, self._begin_log)
        if desk.centre != self.centre:
            kept = config.load(desk.centre)
            self.settings.now = kept._replace(language=self.settings.now.language)
        if not desk.is_alone():
            self.settings.remember(_LAST, desk.user.login)
        from mediadesk.ui.after_crash import check_after_crash
        from mediadesk.ui.news import tell_news

        window = self.show_desk()
        tell_news(window.ctx, window)
        check_after_crash(window, desk, self._rescue)

    def _rescue(self, told: str) -> None:
        """Close the desk of a damaged centre; its gate leads out when the passphrase was typed."""
        self._lock()
        cast("Gate", self.window).expect_damage(told)

    def _begin_log(self) -> None:
        """Keep a log beside the centre while it is open, for whoever helps when something is wrong."""
        from mediadesk import logs

        if self.desk is not None and self._log is None:
            self._log = logs.start(self.desk.centre / "logs")

    def show_desk(self, page: str = "start", args: dict[str, Any] | None = None) -> "MainWindow":
        """Show the main window over the open desk, on a page."""
        from mediadesk.ui import behind_gate
        from mediadesk.ui.main_window import MainWindow

        desk = cast("Desk", self.desk)
        window = MainWindow(
            desk,
            Translator(self.settings.now.language),
            self.settings,
            self.clock,
            is_practice=is_practice(desk.office()),
        )
        window.look_chosen.connect(self._rebuild)
        window.restoring.connect(partial(behind_gate.restore, self))
        window.rekeying.connect(partial(behind_gate.rekey, self))
        window.going_back.connect(partial(behind_gate.go_back, self))
        window.relaunching.connect(self._relaunch)
        window.switching.connect(lambda: self._lock(is_switch=True))
        window.messages.report = self._report
        if _is_main(self.window):
            window.keeper.schedule = self.window.keeper.schedule
        window.locked.connect(lambda: self._lock())
        window.working_again.connect(partial(behind_gate.work_again, self, window))
        window.closed.connect(lambda: self._closed(window))
        self._replace(window)
        window.navigate(page, **(args or {}))
        self._open_file()
        return window

    def _rebuild(self) -> None:
        old = self.window
        page, args = old.here if _is_main(old) else ("start", {})
        self._dress()
        self.show_desk(page or "start", args)

    def _replace(self, window: QWidget) -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.blockSignals(True)
            old.close()
            old.deleteLater()

    def _lock(self, *, is_switch: bool = False) -> None:
        self._remember_names()
        self._close_desk()
        self.show_gate(is_switch=is_switch)

    def to_gate(self) -> Gate:
        """Close the desk, remember the names of its centre, and show the gate."""
        self._remember_names()
        self._close_desk()
        return self.show_gate()

    def _remember_names(self) -> None:
        """Keep the names of the open centre for the gate, which can be read in both languages."""
        office = self.desk.office() if self.desk is not None else None
        self._names = {"ru": office.name_ru, "kk": office.name_kk} if office else {}

    def _relaunch(self, after: "Callable[[Sequence[str]], None]") -> None:
        """Do something when the program has ended, and end it; what is typed is kept as drafts."""
        from mediadesk.ui.leaving import keep_all_drafts

        self.after = lambda: after(self.options)
        if self.window is not None:
            keep_all_drafts(self.window)
            QTimer.singleShot(0, self.window, self.window.close)

    def _report(self, error: BaseException) -> Path | None:
        """Write a crash report; give its path, or None where nothing can be written."""
        from mediadesk import logs

        folder = (self.desk.centre if self.desk is not None else self.centre) / "logs"
        return logs.crash_report(folder, error, error.__traceback__, self.clock.now())

    def caught(
        self, _kind: type[BaseException], error: BaseException, _trace: "TracebackType | None"
    ) -> None:
        """Tell of an exception that nobody expected; `sys.excepthook` while the window is open."""
        from mediadesk.ui.allowed import is_refusal

        if isinstance(error, KeyboardInterrupt):
            self.app.quit()
        elif is_refusal(error) and _is_main(self.window):
            self.window.messages.error(cast("MediaDeskError", error))
        elif not self._is_telling and (isinstance(self.window, Gate) or _is_main(self.window)):
            self._is_telling = True
            try:
                self.window.messages.bug(error)
            finally:
                self._is_telling = False
        else:
            import logging

            logging.getLogger(__name__).error("unexpected %s", type(error).__name__)
            self._report(error)

    def _close_desk(self) -> None:
        self.copied.clear()
        desk, self.desk = self.desk, None
        log, self._log = self._log, None
        if desk is not None:
            desk.close()
        if log is not None:
            from mediadesk import logs

            logs.stop(log)

    def change_desk(self, desk: "Desk") -> None:
        """Close the desk and go on with another one of the same centre."""
        self._close_desk()
        self.desk = desk

    def _tell_cleared(self) -> None:
        """Tell that a copied text is gone, where somebody may still want to paste it."""
        if _is_main(self.window):
            words = N_("What was copied here was taken from the clipboard")
            self.window.messages.toast(self.window.ctx.tr.text(words))

    def _closed(self, window: QWidget) -> None:
        if window is self.window:
            self._close_desk()
            self.window = None
            self.app.quit()

    def come(self, file: str) -> None:
        """Bring the window to the front and open a file: the program was started a second time."""
        from PySide6.QtCore import Qt

        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
        self.file = file or self.file
        self._open_file()

    def _open_file(self) -> None:
        """Open the file the program was started with, once somebody is in."""
        if self.file and _is_main(self.window):
            from mediadesk.ui.opened_files import open_in

            file, self.file = self.file, ""
            open_in(self.window, Path(file))


def _is_main(window: QWidget | None) -> "TypeGuard[MainWindow]":
    return window is not None and not isinstance(window, Gate)


def run_window(
    centre: Path,
    language: str,
    *,
    clock: "Clock",
    ids: "Ids",
    own: Path | None = None,
    file: str = "",
) -> int:
    """Open the window on a centre and stay until it is closed; give the exit status.

    `language` is ru, kk or '' for the one of the settings. `file` is opened in the window as soon as
    somebody is in: a package, a journal, a backup. A second start brings the first window to the
    front, hands it the file and ends. `own` is the user's folder where another folder that is chosen
    is remembered; None where the folder was told by the command.
    """
    from PySide6.QtCore import QDir, QLockFile

    from mediadesk.ui.one_window import call, socket_name

    quiet.install()
    app = theme.application()
    app.setApplicationName("MediaDesk")
    app.setQuitOnLastWindowClosed(False)
    name = socket_name(centre)
    note = QLockFile(QDir(QDir.tempPath()).filePath(f"{name}.lock"))
    note.setStaleLockTime(0)  # stale only if its program is gone
    if not note.tryLock(0) and call(name, file):  # the network part of Qt is asked only then
        return 0

    def move(folder: Path) -> Door:
        files.private_folder(folder)
        if own is not None:
            config.keep_place(own, folder)
        return door_to(folder, clock=clock, ids=ids, is_chosen=True)

    is_chosen = own is not None and centre != own
    door = door_to(centre, clock=clock, ids=ids, is_chosen=is_chosen)
    program = Program(app, centre, language, door=door, clock=clock, move=move)
    if own is None:
        program.options = ("--centre", str(centre))
    sys.excepthook = program.caught
    program.file = file
    QTimer.singleShot(0, program.show_gate)
    QTimer.singleShot(_SOON_MS, program, lambda: _listen(name, program))
    QTimer.singleShot(_SOON_MS, lambda: get_ready(app))
    status = int(app.exec())
    note.unlock()
    program.after()
    return status


def _listen(name: str, program: Program) -> None:
    """Listen for second starts; the part of Qt for this is loaded beside the gate."""
    from mediadesk.ui.one_window import Listener

    Listener(name, program).called.connect(program.come)
