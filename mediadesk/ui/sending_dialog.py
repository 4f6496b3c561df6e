"""The window that makes a package: what goes, for whom it is closed, how big it is, where to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.model import Partner
from mediadesk.domain.packages import PACKAGE_SUFFIX, SendingPlan
from mediadesk.errors import Cancelled, MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import size_words
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.messages import Banner
from mediadesk.ui.package_parts import named
from mediadesk.ui.passphrase import PassphraseLine, typed_twice
from mediadesk.ui.widgets import button, clear, label, row, scrolled

if TYPE_CHECKING:
    from mediadesk.domain.model import SentPackage

__all__ = ["SendDialog"]

_WIDE, _HIGH = 640, 640
_MAIL_LIMIT = 20 * 2**20
"""What most mail services take, in bytes."""
_FOLDER = "packages.folder"


class SendDialog(QDialog):
    """Asks what the package holds and for whom it is closed; makes it as a file or as a letter."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """Show the next package as it would be made now."""
        super().__init__(parent)
        self.ctx = ctx
        tr = ctx.tr
        self.plan: SendingPlan | None = None
        self._progress: JobProgress | None = None
        self.setWindowTitle(tr.text(N_("Package for the coordinator")))
        self.setModal(True)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDE, room.width() - 32), min(_HIGH, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Package for the coordinator")), "heading"))
        inside = QWidget()
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(0, 0, 8, 0)
        self.box.setSpacing(8)
        self._contents()
        self._receivers()
        self._notes = QVBoxLayout()
        self.box.addLayout(self._notes)
        self.box.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        outer.addWidget(self.bar)
        self.cancel = button(tr.text(N_("Cancel")), self.reject)
        self.letter = button(tr.text(N_("Draft of a letter…")), lambda: self._save(as_letter=True))
        self.save = button(
            tr.text(N_("Save to a file…")),
            lambda: self._save(as_letter=False),
            role="primary",
            icon="save",
        )
        outer.addLayout(row(None, self.cancel, self.letter, self.save))
        self._look()

    def _contents(self) -> None:
        tr = self.ctx.tr
        self.box.addWidget(label(tr.text(N_("What goes")), "label"))
        self.since = QRadioButton(tr.text(N_("What changed since the last package")))
        self.whole = QRadioButton(tr.text(N_("All cases")))
        self._what = QButtonGroup(self)
        for each in (self.since, self.whole):
            self._what.addButton(each)
        self.since.setChecked(True)
        self.files = QCheckBox(tr.text(N_("With attached files and papers")))
        self.told = label("", "muted", wrap=True)
        left = N_("Private notes, screening and tasks never go.")
        for part in (self.since, self.whole, self.files, self.told):
            self.box.addWidget(part)
        self.box.addWidget(label(tr.text(left), "small", wrap=True))
        self.since.toggled.connect(self._look)
        self.files.toggled.connect(self._look)

    def _receivers(self) -> None:
        tr = self.ctx.tr
        self.box.addSpacing(8)
        self.box.addWidget(label(tr.text(N_("Who can open it")), "label"))
        known = self.ctx.desk.known_offices()
        self.by_key = QRadioButton(tr.text(N_("Offices whose key is known")))
        self.by_phrase = QRadioButton(tr.text(N_("Whoever knows a passphrase")))
        self._who = QButtonGroup(self)
        for choice in (self.by_key, self.by_phrase):
            self._who.addButton(choice)
        self.box.addWidget(self.by_key)
        self.ticks: list[tuple[Partner, QCheckBox]] = []
        for each in known:
            name = named(tr, each)
            tick = QCheckBox(name)
            line = row(tick)
            line.setContentsMargins(28, 0, 0, 0)
            self.ticks.append((each, tick))
            self.box.addLayout(line)
        if not known:
            words = N_("No key is known yet: take in the coordinator's card (Keys and addresses).")
            none = label(tr.text(words), "small", wrap=True)
            none.setIndent(28)
            self.box.addWidget(none)
        if len(known) == 1:
            self.ticks[0][1].setChecked(True)
        self.box.addWidget(self.by_phrase)
        self._phrases = QWidget()
        column = QVBoxLayout(self._phrases)
        column.setContentsMargins(28, 0, 0, 0)
        self.phrase = PassphraseLine(tr, tr.text(N_("Passphrase of the package")))
        self.again = PassphraseLine(tr, tr.text(N_("The passphrase once more")))
        told = N_("Tell it by telephone, not in the letter.")
        for part in (self.phrase, self.again, label(tr.text(told), "small", wrap=True)):
            column.addWidget(part)
        self.box.addWidget(self._phrases)
        self.by_key.setEnabled(bool(known))
        self.by_key.toggled.connect(self._switch)
        (self.by_key if known else self.by_phrase).setChecked(True)
        self._switch()

    def _switch(self) -> None:
        self._phrases.setVisible(self.by_phrase.isChecked())
        for _office, tick in self.ticks:
            tick.setEnabled(self.by_key.isChecked())

    # how much

    def _look(self) -> None:
        """Count anew what would go."""
        desk = self.ctx.desk
        is_full, with_files = self.whole.isChecked(), self.files.isChecked()

        def work() -> SendingPlan:
            return desk.plan_package(is_full=is_full, with_files=with_files)

        self.ctx.jobs.run(desk.background(work), self._planned, self._failed, owner=self)

    def _planned(self, plan: SendingPlan) -> None:
        self.plan = plan
        tr = self.ctx.tr
        if plan.since_on is not None:
            words = N_("What changed since the last package (%(day)s)")
            self.since.setText(tr.text(words, day=plan.since_on))
        if plan.is_full and not self.whole.isChecked():
            self.since.setText(tr.text(N_("The first package: all cases")))
            self.whole.hide()
        told = [
            tr.text(N_("Package No. %(n)s, until %(day)s"), n=plan.number, day=plan.until_on),
            tr.text(N_("cases: %(n)s"), n=tr.number(plan.changed)),
        ]
        if plan.gone:
            told.append(tr.text(N_("gone: %(n)s"), n=tr.number(plan.gone)))
        if self.files.isChecked():
            size = size_words(tr, plan.file_bytes)
            words = N_("files: %(n)s, %(size)s")
            told.append(tr.text(words, n=tr.number(plan.files), size=size))
        self.told.setText(", ".join(told))
        clear(self._notes)
        if plan.file_bytes > _MAIL_LIMIT:
            words = N_("Too big for most e-mail. Use a stick, or send without the files.")
            self._notes.addWidget(Banner(tr.text(words), "warn"))
        if not plan.changed and not plan.gone:
            words = N_(
                "Nothing changed since the last package. It can be made all the same: it says so."
            )
            self._notes.addWidget(Banner(tr.text(words), "accent"))

    # making

    def chosen(self) -> tuple[Partner, ...]:
        """Give the offices that were ticked."""
        if not self.by_key.isChecked():
            return ()
        return tuple(office for office, tick in self.ticks if tick.isChecked())

    def _passphrase(self) -> str | None:
        """Give the passphrase typed twice; '' where keys are used, None where something is missing."""
        if self.by_phrase.isChecked():
            return typed_twice(self.ctx.tr, self.phrase, self.again) or None
        if self.chosen():
            return ""
        self._say(N_("Tick who is to open the package"))
        return None

    def _say(self, words: str) -> None:
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.text(words), "danger"))

    def _save(self, *, as_letter: bool) -> None:
        passphrase, plan, tr = self._passphrase(), self.plan, self.ctx.tr
        if passphrase is None or plan is None or self._progress is not None:
            return
        name = self.ctx.desk.package_name(plan.number)
        folder = str(self.ctx.settings.layout(_FOLDER) or "")
        usual = str(Path(folder) / name)
        words = tr.text(N_("Where to save the package"))
        kinds = f"{tr.text(N_('Packages of offices'))} (*{PACKAGE_SUFFIX})"
        told, _kind = QFileDialog.getSaveFileName(self, words, usual, kinds)
        if told:
            self.ctx.settings.remember(_FOLDER, str(Path(told).parent))
            self.make(Path(told), passphrase, as_letter=as_letter)

    def make(self, path: Path, passphrase: str, *, as_letter: bool) -> None:
        """Make the package; with `as_letter` a draft of a letter with it lies beside it."""
        desk, tr = self.ctx.desk, self.ctx.tr
        progress = self._progress = JobProgress()
        progress.stepped.connect(self._step)
        self.bar.setRange(0, 0)
        self.bar.show()
        is_full, with_files = self.whole.isChecked(), self.files.isChecked()
        receivers = self.chosen()
        to = [office.email for office in receivers if office.email]

        def work() -> "SentPackage | None":
            try:
                made = desk.make_package(
                    path,
                    passphrase=passphrase,
                    receivers=receivers,
                    is_full=is_full,
                    with_files=with_files,
                    progress=progress,
                )
            except Cancelled:
                return None
            if as_letter:
                desk.write_letter(path, path.with_suffix(".eml"), to, tr.language)
            return made

        def done(made: "SentPackage | None") -> None:
            self._end()
            if made is not None:
                self._made(made, path, as_letter=as_letter)

        self.ctx.jobs.run(desk.background(work), done, self._failed, owner=self)

    def _step(self, at: int, total: int, _what: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(at)

    def _end(self) -> None:
        self._progress = None
        self.bar.hide()

    def _failed(self, error: MediaDeskError) -> None:
        self._end()
        clear(self._notes)
        self._notes.addWidget(Banner(self.ctx.tr.error(error), "danger"))

    def _made(self, made: "SentPackage", path: Path, *, as_letter: bool) -> None:
        tr = self.ctx.tr
        words = N_("Cases: %(cases)s, %(size)s. It lies in %(place)s.")
        said = tr.text(
            words, cases=tr.number(made.cases), size=size_words(tr, made.size), place=str(path)
        )
        if as_letter:
            said += " " + tr.text(N_("The draft beside it opens in the mail program."))
        self.accept()
        self.ctx.messages.info(tr.text(N_("Package No. %(n)s is made"), n=made.number), said)

    def reject(self) -> None:
        """Stop the making, else close."""
        if self._progress is not None:
            self._progress.cancel()
            return
        super().reject()
