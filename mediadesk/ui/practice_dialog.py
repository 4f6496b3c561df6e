"""The window that leads through the practice of restoring, and the certificate of the year."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from mediadesk.domain.rehearsals import Rehearsal
from mediadesk.domain.types import Languages
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.backup_words import result_words
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.saving import PDF, ask_path, tell_saved
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["STEPS", "PracticeDialog", "write_certificate"]

_WIDE = 640
STEPS = (
    N_("1. Take the stick with the backups to another computer that has MediaDesk."),
    N_("2. There, on the first screen, choose “I have a backup”, then “Only check it”."),
    N_("3. Bring the stick back and open this window: the result is noted by itself."),
)


class PracticeDialog(QDialog):
    """Tells how to practise on another computer, takes in its results, or practises here."""

    def __init__(self, ctx: Ctx, parent: QWidget, path: Path | None) -> None:
        """Show the steps, and a line for the passphrase to practise on this computer."""
        super().__init__(parent)
        self.ctx, self.path = ctx, path
        tr = ctx.tr
        title = tr.text(N_("Practice of restoring"))
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(_WIDE)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(label(title, "heading"))
        about = N_(
            "A backup is put back in a folder of its own, checked wholly, compared and removed "
            "again. Nothing of the centre is touched."
        )
        box.addWidget(label(tr.text(about), "muted", wrap=True))
        box.addWidget(label(tr.text(N_("On another computer, best once a year")), "label"))
        for each in STEPS:
            box.addWidget(label(tr.text(each), wrap=True))
        box.addSpacing(6)
        box.addWidget(label(tr.text(N_("Or on this computer, now")), "label"))
        self._name = label("", "small", wrap=True)
        other = button(tr.text(N_("Another file…")), self.choose, role="link")
        line = row(other)
        line.insertWidget(0, self._name, 1)
        box.addLayout(line)
        self.passphrase = PassphraseLine(tr, tr.text(N_("Passphrase of that time")))
        self.passphrase.line.returnPressed.connect(self.practise)
        box.addWidget(self.passphrase)
        self._said = QVBoxLayout()
        box.addLayout(self._said)
        close = button(tr.text(N_("Close")), self.reject)
        self.go = button(tr.text(N_("Practise now")), self.practise, role="primary")
        box.addLayout(row(None, close, self.go))
        self.passphrase.setFocus()
        self._show_file()
        self._take_in()

    def _show_file(self) -> None:
        words = self.path.name if self.path else self.ctx.tr.text(N_("No backup yet"))
        self._name.setText(words)
        self.go.setEnabled(self.path is not None)

    def choose(self) -> None:
        """Choose a backup, such as the one on the stick."""
        words = self.ctx.tr.text(N_("Another file…"))
        name, _ = QFileDialog.getOpenFileName(self, words, "", "MediaDesk (*.mdbackup)")
        if name:
            self.path = Path(name)
            self._show_file()
            self._take_in()

    def _take_in(self) -> None:
        """Note the results of other computers that lie on the stick or beside the chosen file."""
        second = self.ctx.settings.second_folder()
        folders = {each for each in (second, self.path.parent if self.path else None) if each}
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.take_in_practices, tuple(folders)), self._taken, owner=self
        )

    def _taken(self, found: tuple[Rehearsal, ...]) -> None:
        for told in found:
            words = N_("A practice on %(name)s was noted.")
            said = self.ctx.tr.text(words, name=told.computer)
            self._say(f"{said} {result_words(self.ctx.tr, told)}", is_good=told.is_sound)

    def practise(self) -> None:
        """Restore the chosen backup in a folder of its own, and check it."""
        typed, path, desk = self.passphrase.line.text(), self.path, self.ctx.desk
        if path is None or not self.go.isEnabled():
            return
        if not typed:
            self.passphrase.show_problem(self.ctx.tr.text(N_("Please fill in")))
            return
        self.go.setEnabled(False)
        self.ctx.jobs.run(
            desk.background(desk.practise_restoring, path, typed),
            self._done,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The backup is being restored and checked")),
        )

    def _done(self, told: Rehearsal) -> None:
        self.go.setEnabled(True)
        self.passphrase.line.clear()
        self._say(result_words(self.ctx.tr, told), is_good=told.is_sound)

    def _failed(self, error: MediaDeskError) -> None:
        self.go.setEnabled(True)
        self.passphrase.show_problem(self.ctx.tr.error(error))

    def _say(self, text: str, *, is_good: bool) -> None:
        clear(self._said)
        self._said.addWidget(Banner(text, "ok" if is_good else "danger"))


class _LanguageDialog(QDialog):
    """Asks for the languages of the certificate."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        super().__init__(parent)
        tr = ctx.tr
        title = tr.text(N_("Certificate of restoring"))
        self.setWindowTitle(title)
        self.setModal(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(title, "heading"))
        words = N_("What was restored, when and by whom, with figures and lines for signatures.")
        box.addWidget(label(tr.text(words), "muted", wrap=True))
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr.text(N_("Language")))
        for each, name in (
            (Languages.BOTH, N_("In both languages")),
            (Languages.RU, Languages.RU.label),
            (Languages.KK, Languages.KK.label),
        ):
            self.choice.addItem(tr.text(name), each)
        box.addWidget(self.choice)
        go = button(tr.text(N_("Save…")), self.accept, role="primary", icon="save")
        box.addLayout(row(None, button(tr.text(N_("Cancel")), self.reject), go))


def write_certificate(ctx: Ctx, owner: QWidget) -> QDialog:
    """Ask for languages and a file, and write the certificate of this year into it."""
    dialog = _LanguageDialog(ctx, owner)
    dialog.accepted.connect(lambda: save_as(ctx, owner, dialog.choice.currentData()))
    dialog.open()
    return dialog


def save_as(ctx: Ctx, owner: QWidget, languages: Languages) -> None:
    """Ask for a file and write the certificate of this year."""
    tr, year = ctx.tr, ctx.clock.today().year
    title = N_("Certificate of restoring")
    path = ask_path(ctx, owner, title, f"{tr.text(title)} {year}.pdf", PDF)
    if path is None:
        return
    ctx.jobs.run(
        ctx.desk.background(ctx.desk.write_certificate, path, year, languages),
        done=lambda _told: tell_saved(ctx, path),
        owner=owner,
        label=tr.text(title),
    )
