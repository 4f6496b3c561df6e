"""Starts the window: one program for a centre, gate, desk, and the switch of language and look.

What only the desk needs is imported while somebody types the passphrase: the gate is there sooner.
"""

import getpass
import hashlib
import importlib
import logging
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from mediadesk import config
from mediadesk.domain.ports import Clock, Ids
from mediadesk.i18n import LANGUAGES, Translator
from mediadesk.ui import qt_words, theme
from mediadesk.ui.context import SettingsStore
from mediadesk.ui.unlock import Door, Gate

if TYPE_CHECKING:
    from mediadesk.domain.model import Office
    from mediadesk.ui.main_window import MainWindow
    from mediadesk.usecases.desk import Desk

__all__ = ["Program", "door_to", "is_practice", "run_window"]

_LOG = logging.getLogger(__name__)
_PRACTICE_PASSPHRASE = "practice only, nobody's data"  # noqa: S105  (invented people)
_PRACTICE_CASES = 120
_ASK_MS = 300
_SOON_MS = 50


def is_practice(office: "Office | None") -> bool:
    """Tell whether this is the office of the practice centre."""
    from mediadesk import assets

    own = assets.load_toml("practice/people.toml")["office"]
    return office is not None and office.name_ru == own["name_ru"]


def door_to(centre: Path, *, clock: Clock, ids: Ids) -> Door:
    """Make the door of a centre's folder, with the practice centre in a folder beside it."""
    from mediadesk.usecases.opening import create_desk, has_centre, open_desk

    def practice() -> "Desk":
        from mediadesk.usecases.practice import fill

        folder = centre.with_name(f"{centre.name}-practice")
        if has_centre(folder):
            return open_desk(folder, _PRACTICE_PASSPHRASE, clock=clock, ids=ids, immediate=False)
        folder.mkdir(parents=True, exist_ok=True)
        desk, _key = create_desk(
            folder, _PRACTICE_PASSPHRASE, clock=clock, ids=ids, immediate=False
        )
        fill(desk.store, desk.law, cases=_PRACTICE_CASES, seed=1, last=clock.today())
        return desk

    return Door(
        exists=lambda: has_centre(centre),
        open=lambda passphrase, recovery: open_desk(
            centre,
            passphrase,
            clock=clock,
            ids=ids,
            recovery_key=recovery,
            operator=_operator(),
            immediate=False,
        ),
        create=lambda office, passphrase: create_desk(
            centre,
            passphrase,
            clock=clock,
            ids=ids,
            office=office,
            operator=_operator(),
            immediate=False,
        ),
        practice=practice,
    )


def _operator() -> str:
    """Name who sits at the computer; '' where the system does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


class Program(QObject):
    """Leads from the gate to the main window and back; holds what outlives both."""

    def __init__(
        self, app: QApplication, centre: Path, language: str, *, door: Door, clock: Clock
    ) -> None:
        """Read the settings of the centre and dress the program."""
        super().__init__()
        self.app = app
        self.centre = centre
        self.door = door
        self.clock = clock
        self.desk: Desk | None = None
        self.window: QWidget | None = None
        self._is_telling = False
        settings = config.load(centre)
        if language in LANGUAGES:
            settings = replace(settings, language=language)
        self.settings = SettingsStore(settings, self._write)
        self._dress()

    def _write(self, settings: config.Settings) -> None:
        folder = self.desk.centre if self.desk is not None else self.centre
        if folder.is_dir():
            config.save(folder, settings)

    def _dress(self) -> None:
        now = self.settings.now
        qt_words.install(self.app, now.language)
        theme.apply(self.app, now.theme, now.zoom)

    def show_gate(self, name: str = "") -> Gate:
        """Show the gate in place of what is shown; `name` is the centre's, where it is known."""
        tr = Translator(self.settings.now.language)
        gate = Gate(self.door, tr, self.clock, name=name)
        gate.messages.report = self._report
        gate.language_chosen.connect(self._gate_language)
        gate.opened.connect(self._enter)
        gate.closed.connect(lambda: self._closed(gate))
        self._replace(gate)
        return gate

    def _gate_language(self, language: str) -> None:
        self.settings.change(replace(self.settings.now, language=language))
        self._dress()
        self.show_gate()

    def _enter(self, desk: "Desk") -> None:
        self.desk = desk
        if desk.centre != self.centre:
            kept = config.load(desk.centre)
            self.settings.now = replace(kept, language=self.settings.now.language)
        self.show_desk()

    def show_desk(self, page: str = "start", args: dict[str, Any] | None = None) -> "MainWindow":
        """Show the main window over the open desk, on a page."""
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
        window.restoring.connect(self._restore)
        window.messages.report = self._report
        if _is_main(self.window):
            window.keeper.is_due = self.window.keeper.is_due
        window.locked.connect(self._lock)
        window.closed.connect(lambda: self._closed(window))
        self._replace(window)
        window.navigate(page, **(args or {}))
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

    def _lock(self) -> None:
        name = self._name()
        self._close_desk()
        self.show_gate(name)

    def _name(self) -> str:
        """Name the open centre in the language of the interface."""
        office = self.desk.office() if self.desk is not None else None
        if office is None:
            return ""
        return office.name_kk if self.settings.now.language == "kk" else office.name_ru

    def _restore(self, path: Path, passphrase: str) -> None:
        """Put a proven backup in the place of the open centre, in a thread, and open it."""
        desk = self.desk
        if desk is None:
            return
        folder, ids, name = desk.centre, desk.ids, self._name()

        def work() -> "Desk":
            from mediadesk.usecases.opening import open_desk, restore_backup

            restore_backup(folder, path, passphrase)
            return open_desk(folder, passphrase, clock=self.clock, ids=ids, immediate=False)

        self._close_desk()
        self.show_gate(name).work_on(work)

    def _report(self, error: BaseException) -> Path | None:
        """Write a crash report; give its path, or None where nothing can be written."""
        from mediadesk import logs

        folder = (self.desk.centre if self.desk is not None else self.centre) / "logs"
        return logs.crash_report(folder, error, error.__traceback__, self.clock.now())

    def caught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Tell of an exception that nobody expected; `sys.excepthook` while the window is open."""
        if isinstance(error, KeyboardInterrupt):
            self.app.quit()
        elif not self._is_telling and (isinstance(self.window, Gate) or _is_main(self.window)):
            self._is_telling = True
            try:
                self.window.messages.bug(error)
            finally:
                self._is_telling = False
        else:
            _LOG.error("unexpected %s", type(error).__name__)
            self._report(error)

    def _close_desk(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()

    def _closed(self, window: QWidget) -> None:
        if window is self.window:
            self._close_desk()
            self.window = None
            self.app.quit()

    def raise_window(self) -> None:
        """Bring the window to the front: the program was started a second time."""
        if self.window is not None:
            self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()


def _is_main(window: QWidget | None) -> "TypeGuard[MainWindow]":
    return window is not None and not isinstance(window, Gate)


def _socket_name(centre: Path) -> str:
    digest = hashlib.sha256(str(centre.resolve()).encode()).hexdigest()
    return f"mediadesk-{digest[:16]}"


def _is_running(name: str) -> bool:
    """Ask a program that may be running for this centre to come to the front."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(_ASK_MS)
    socket.disconnectFromServer()
    return bool(found)


def run_window(centre: Path, language: str, *, clock: Clock, ids: Ids) -> int:
    """Open the window on a centre and stay until it is closed; give the exit status.

    `language` is ru, kk or '' for the one of the settings. A second start brings the first window
    to the front and ends.
    """
    app = cast("QApplication", QApplication.instance() or QApplication(["mediadesk"]))
    app.setApplicationName("MediaDesk")
    app.setQuitOnLastWindowClosed(False)
    name = _socket_name(centre)
    if _is_running(name):
        return 0
    program = Program(
        app, centre, language, door=door_to(centre, clock=clock, ids=ids), clock=clock
    )
    server = QLocalServer()
    QLocalServer.removeServer(name)
    server.listen(name)
    server.newConnection.connect(program.raise_window)
    sys.excepthook = program.caught
    QTimer.singleShot(0, program.show_gate)
    getting_ready = Thread(target=_get_ready, name="getting-ready")
    QTimer.singleShot(_SOON_MS, getting_ready.start)
    return int(app.exec())


def _get_ready() -> None:
    """Import what the desk needs, beside the gate."""
    for name in ("mediadesk.ui.main_window", "mediadesk.usecases.opening", "mediadesk.db.store"):
        importlib.import_module(name)
