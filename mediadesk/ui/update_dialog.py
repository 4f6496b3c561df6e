"""The window in which a new version is looked at, prepared and installed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from mediadesk.domain.releases import Platform
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.news import NewsView
from mediadesk.ui.update_words import apt_line, install_package, start_again, start_file
from mediadesk.ui.widgets import PushButton, button, clear, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mediadesk.i18n import Translator
    from mediadesk.ui.context import Ctx
    from mediadesk.usecases.installed import Installed
    from mediadesk.usecases.updating import Prepared, Update

    _End = Callable[[Prepared, Sequence[str]], None]

__all__ = ["UpdateDialog", "look"]

_WIDTH, _HEIGHT = 680, 520
_MB = 1_000_000


class UpdateDialog(QDialog):
    """Shows a release whose signature fits, and installs it when that is wanted."""

    def __init__(self, ctx: "Ctx", parent: QWidget, update: "Update") -> None:
        """Show what was found on the stick."""
        super().__init__(parent)
        self.ctx = ctx
        self.update_ = update
        self.setModal(True)
        self.resize(_WIDTH, _HEIGHT)
        self.setWindowTitle(ctx.tr.text(N_("Install an update")))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(24, 24, 24, 16)
        self.box.setSpacing(14)
        self._progress: JobProgress | None = None
        self.go: PushButton | None = None
        self.state = "seen"
        self.show_seen()

    def show_seen(self) -> None:
        """Show version, date, what is new, and what hinders installing."""
        tr, update, release = self.ctx.tr, self.update_, self.update_.release
        clear(self.box)
        self.box.addWidget(label(f"MediaDesk {release.version}", "title"))
        words = N_("Made on %(day)s. It is %(standing)s (%(ours)s).")
        told = tr.text(
            words, day=_day(tr, release.day), standing=update.standing, ours=update.here.version
        )
        self.box.addWidget(label(told, "muted", wrap=True))
        fits = N_("The signature fits: the files are whole and come from the makers of MediaDesk.")
        self.box.addWidget(Banner(tr.text(fits), "ok"))
        if update.hindrance is not None:
            self.box.addWidget(Banner(tr.error(update.hindrance), "warn"))
        self.box.addWidget(label(tr.text(N_("What is new")), "heading"))
        self.box.addWidget(NewsView(tr.language, [(release.version, release.news)]), 1)
        if update.hindrance is not None:
            close = button(tr.text(N_("Close")), self.reject, role="primary")
            self.box.addLayout(row(None, close))
            close.setFocus()
            return
        first = N_(
            "First a backup is made and proven. The data stay in their place; you can go back to "
            "this version later. File: %(size)s MB."
        )
        size = tr.number(max(1, round(update.size / _MB)))
        self.box.addWidget(label(tr.text(first, size=size), "small", wrap=True))
        cancel = button(tr.text(N_("Cancel")), self.reject)
        self.go = button(tr.text(N_("Back up and install")), self.prepare, role="primary")
        self.box.addLayout(row(None, cancel, self.go))
        self.go.setFocus()

    def prepare(self) -> None:
        """Copy what was signed, back up and prove, then install."""
        ctx = self.ctx
        progress = self._progress = JobProgress()
        self._show_busy(N_("Copying and checking"), progress)
        ctx.jobs.run(
            ctx.desk.background(ctx.desk.prepare_update, self.update_, progress),
            self._prepared,
            self._failed,
            owner=self,
        )

    def _show_busy(self, words: str, progress: JobProgress | None) -> None:
        tr = self.ctx.tr
        self.state = "busy"
        clear(self.box)
        self.box.addWidget(label(f"MediaDesk {self.update_.release.version}", "title"))
        self.box.addStretch(1)
        text = label(tr.text(words))
        self.box.addWidget(text)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        self.box.addWidget(bar)
        self.box.addStretch(2)
        if progress is None:
            return
        progress.stepped.connect(
            lambda done, total, what: _step(bar, text, tr.text(what), done, total)
        )
        progress.stopped.connect(self.accept)
        self.box.addLayout(row(None, button(tr.text(N_("Stop")), progress.cancel)))

    def reject(self) -> None:
        """Close; what is under way is stopped first, and an installer is waited for."""
        if self.state != "busy":
            super().reject()
        elif self._progress is not None:
            self._progress.cancel()

    def _failed(self, error: MediaDeskError) -> None:
        self.state = "seen"
        self.ctx.messages.error(error)
        self.accept()

    def _prepared(self, prepared: "Prepared") -> None:
        self._progress = None
        if prepared.here.platform is not Platform.LINUX_RUN:
            self._show_last(prepared)
            return
        from mediadesk.usecases.updating import install

        self._show_busy(N_("The new version is being installed…"), None)
        self.ctx.jobs.run(
            self.ctx.desk.background(install, prepared),
            lambda _done: self._show_last(prepared),
            self._failed,
            owner=self,
        )

    def _show_last(self, prepared: "Prepared") -> None:
        """Say what is left to do, which differs with how the program is installed."""
        tr = self.ctx.tr
        self.state = "done"
        clear(self.box)
        self.box.addWidget(label(f"MediaDesk {prepared.version}", "title"))
        self.box.addWidget(Banner(tr.text(N_("The backup is made and proven")), "ok"))
        heading, text, words, act = _end_of(prepared)
        self.box.addWidget(label(tr.text(heading), "heading"))
        self.box.addWidget(label(tr.text(text), wrap=True))
        parts: list[QWidget | None] = [None, button(tr.text(N_("Not now")), self.accept)]
        if prepared.here.platform is Platform.LINUX_DEB:
            without = N_(
                "Until then this version goes on working; the package and the backup are kept. An "
                "administrator can also give this command in a terminal, when MediaDesk is closed:"
            )
            self.box.addWidget(label(tr.text(without), wrap=True))
            self.box.addWidget(_to_copy(apt_line(prepared.file)))
        elif prepared.here.platform is Platform.LINUX_TAR:
            self.box.addWidget(_to_copy(str(prepared.file)))
        self.box.addStretch(1)
        self.go = button(tr.text(words), lambda: self._end(act, prepared), role="primary")
        self.box.addLayout(row(*parts, self.go))
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Fit the size, and go to the button: what had the focus before is gone only now."""
        self.resize(_WIDTH, self.sizeHint().height())
        if self.go is not None:
            self.go.setFocus()

    def _end(self, act: "_End", prepared: "Prepared") -> None:
        self.accept()
        self.ctx.relaunch(lambda options: act(prepared, options))


def look(ctx: "Ctx", owner: QWidget, place: Path, here: "Installed | None" = None) -> None:
    """Check a release in a thread, then show it."""
    tr = ctx.tr

    def seen(update: "Update") -> None:
        UpdateDialog(ctx, owner, update).open()

    ctx.jobs.run(
        ctx.desk.background(ctx.desk.look_at_update, place, here),
        seen,
        owner=owner,
        label=tr.text(N_("The signature is being checked")),
    )


def _day(tr: "Translator", told: str) -> str:
    """Write the date of a release as the window writes dates, where it is one."""
    try:
        return tr.date(date.fromisoformat(told[:10]))
    except ValueError:
        return told[:10]


def _step(bar: QProgressBar, text: QLabel, words: str, done: int, total: int) -> None:
    bar.setRange(0, max(total, 1) if done else 0)
    bar.setValue(done)
    if words:
        text.setText(words)


def _to_copy(text: str) -> QLabel:
    made = label(text, "key", wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


_ENDS: "dict[Platform, tuple[str, str, str, _End]]" = {
    Platform.LINUX_RUN: (
        N_("The new version is installed"),
        N_("MediaDesk closes and starts again in the new version."),
        N_("Start the new version"),
        lambda prepared, options: start_again(prepared.here, options),
    ),
    Platform.WINDOWS: (
        N_("Everything is ready"),
        N_("MediaDesk closes and the installer begins. Follow its steps."),
        N_("Close and install"),
        lambda prepared, _options: start_file(prepared.file),
    ),
    Platform.LINUX_DEB: (
        N_("An administrator installs the package"),
        N_("MediaDesk closes and the system asks for the password of an administrator."),
        N_("Close and install"),
        install_package,
    ),
    Platform.LINUX_TAR: (
        N_("The archive is ready"),
        N_("Close MediaDesk, unpack this archive and start the program from its folder:"),
        N_("Close MediaDesk"),
        lambda _prepared, _options: None,
    ),
}
"""What is left to do: heading, text, the button and what it does when the program has ended."""
_NOBODY_ASKS: "tuple[str, str, str, _End]" = (
    N_("An administrator installs the package"),
    N_("You cannot install it yourself: this system has no window that asks for a password."),
    N_("Close MediaDesk"),
    lambda _prepared, _options: None,
)
"""A package of Debian where the system cannot ask for an administrator by itself."""


def _end_of(prepared: "Prepared") -> "tuple[str, str, str, _End]":
    from mediadesk.usecases import installed

    platform = prepared.here.platform or Platform.LINUX_TAR
    if platform is Platform.LINUX_DEB and not installed.asks_administrator(prepared.file):
        return _NOBODY_ASKS
    return _ENDS[platform]
