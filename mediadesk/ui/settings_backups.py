"""The tab of the settings for backups: make, list, prove, put back, second medium, practice."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.backups import moment_of, reason_of
from mediadesk.domain.fields import Field
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.rehearsals import Rehearsal
from mediadesk.domain.rights import Right
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.allowed import allow
from mediadesk.ui.backup_words import REASONS, practice_words
from mediadesk.ui.case_back_dialog import CaseBackDialog
from mediadesk.ui.context import Ctx
from mediadesk.ui.giving_out import GiveOutDialog
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.practice_dialog import PracticeDialog, write_certificate
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, label, row

if TYPE_CHECKING:
    from mediadesk.ui.practice_copy_dialog import PracticeCopyDialog
    from mediadesk.usecases.safe_copies import BackupFacts

__all__ = ["BackupLine", "BackupsTab"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """A backup in words."""

    made: Annotated[str, Field(N_("When"))]
    reason: Annotated[str, Field(N_("Reason"))]
    size: Annotated[str, Field(N_("Size"))]
    name: Annotated[str, Field(N_("File"), personal=True)]


class BackupsTab(QWidget):
    """What can be done with backups."""

    def __init__(self, ctx: Ctx) -> None:
        """Build buttons, list and the lines of second medium, practice and open files."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(12)
        now = button(tr.text(N_("Back up now")), self.back_up, role="primary", icon="backup")
        self._verify = button(tr.text(N_("Check the chosen one")), self.verify, icon="check")
        self._restore = button(tr.text(N_("Put the chosen one back")), self.restore)
        self._case = button(tr.text(N_("Bring one case back…")), self.bring_case, icon="undo")
        file = button(tr.text(N_("Put back from a file")), self.restore_file, role="link")
        self._from_file = file
        box.addLayout(row(now, None, file))
        box.addLayout(row(self._verify, self._restore, self._case, None))
        self.model = PagedTableModel(tr, BackupLine)
        self.table = Table(ctx, self.model, "backups", {"made": 24, "reason": 28, "name": 44})
        box.addWidget(self.table, 1)
        self._second = label("", "small", wrap=True)
        choose = button(tr.text(N_("Choose a folder")), self.choose_second)
        self._none = button(tr.text(N_("No second copies")), self.no_second, role="link")
        box.addLayout(_told(self._second, self._none, choose))
        self._practised = label("", "small", wrap=True)
        self.practise = button(tr.text(N_("Practise restoring…")), self.open_practice)
        self.certificate = button(tr.text(N_("Certificate…")), self.save_certificate, role="link")
        self.certificate.hide()
        box.addLayout(_told(self._practised, self.certificate, self.practise))
        words = N_("Everything can be taken out at any time, for another program or an archive.")
        whole = button(tr.text(N_("Whole centre as open files…")), self.give_out)
        box.addLayout(_told(label(tr.text(words), "small", wrap=True), whole))
        about = N_("For lessons: the figures of this centre with invented people and words.")
        copy = button(tr.text(N_("Practice copy…")), self.practice_copy)
        allow(ctx, copy, Right.PEOPLE)
        box.addLayout(_told(label(tr.text(about), "small", wrap=True), copy))
        self.reload()

    def reload(self) -> None:
        """Read the list, the second folder and the practices again."""
        tr = self.ctx.tr
        lines = []
        for path in self.ctx.desk.backups():
            moment = moment_of(path.name)
            made = f"{tr.date(moment.date())} {moment:%H:%M:%S}" if moment else ""
            reason = reason_of(path.name)
            size = tr.text(N_("%(n)s KB"), n=tr.number(max(1, path.stat().st_size // 1024)))
            words = tr.text(REASONS.get(reason, reason))
            lines.append(BackupLine(made=made, reason=words, size=size, name=path.name))
        self.model.set_rows(lines)
        for part in (self._verify, self._restore, self._case):
            part.setEnabled(bool(lines))
        for part in (self._restore, self._from_file, self._case, self.practise):
            allow(self.ctx, part, Right.RESTORE)
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._tell_second()
        self._ask_practices()

    def _tell_second(self) -> None:
        tr, second = self.ctx.tr, self.ctx.settings.second_folder()
        self._none.setVisible(second is not None)
        if second is None:
            self._second.setText(
                tr.text(N_("Copies go to no second folder. A stick is a good one."))
            )
        elif self.ctx.desk.backup_state().is_there or second.is_dir():
            self._second.setText(tr.text(N_("Copies go to %(folder)s too"), folder=str(second)))
        else:
            words = N_("Copies go to %(folder)s when it is there. It is not there now.")
            self._second.setText(tr.text(words, folder=str(second)))

    def _ask_practices(self) -> None:
        """Ask the journal beside the window: it may be long."""
        desk = self.ctx.desk
        if desk.why_not(Right.RESTORE) is None:
            self.ctx.jobs.run(desk.background(desk.practices), self._tell_practice, owner=self)

    def _tell_practice(self, found: tuple[Rehearsal, ...]) -> None:
        self._practised.setText(practice_words(self.ctx, found))
        year = f"{self.ctx.clock.today().year}"
        self.certificate.setVisible(
            any(each.is_sound and each.checked_at.startswith(year) for each in found)
        )

    def chosen(self) -> Path | None:
        """Give the chosen backup."""
        number = self.table.currentIndex().row()
        if not 0 <= number < self.model.rowCount():
            return None
        name = self.model.row(number).name
        return next((p for p in self.ctx.desk.backups() if p.name == name), None)

    def back_up(self) -> None:
        """Make a backup beside the centre's file and prove it."""
        tr, desk = self.ctx.tr, self.ctx.desk

        def done(_path: object) -> None:
            self.reload()
            self.ctx.messages.toast(tr.text(N_("The backup is made and proven")))

        self.ctx.jobs.run(
            desk.background(desk.backup), done=done, owner=self, label=tr.text(N_("Backup"))
        )

    def verify(self) -> None:
        """Check the chosen backup wholly and say the result in words."""
        tr, desk, path = self.ctx.tr, self.ctx.desk, self.chosen()
        if path is None:
            return

        def done(facts: "BackupFacts") -> None:
            self.ctx.messages.info(tr.text(N_("The backup is sound")), self._facts(facts))

        self.ctx.jobs.run(
            desk.background(desk.verify_backup, path),
            done=done,
            owner=self,
            label=tr.text(N_("The backup is being checked")),
        )

    def _facts(self, facts: "BackupFacts") -> str:
        tr = self.ctx.tr
        moment = moment_of(facts.path.name)
        when = f"{tr.date(moment.date())} {moment:%H:%M}" if moment else facts.made_at[:16]
        words = N_("Made: %(when)s. Cases in it: %(cases)s. Records: %(rows)s. Files: %(files)s.")
        return tr.text(
            words,
            when=when.replace("T", " "),
            cases=tr.number(facts.cases),
            rows=tr.number(facts.figures.all_rows),
            files=tr.number(facts.figures.files),
        )

    def restore(self) -> PassphraseDialog | None:
        """Put the chosen backup in the place of the centre."""
        path = self.chosen()
        return self.restore_from(path) if path is not None else None

    def restore_file(self) -> None:
        """Put a backup from a file in the place of the centre."""
        words = self.ctx.tr.text(N_("Put back from a file"))
        name, _ = QFileDialog.getOpenFileName(self, words, "", "MediaDesk (*.mdbackup)")
        if name:
            self.restore_from(Path(name))

    def restore_from(self, path: Path) -> PassphraseDialog:
        """Ask for the passphrase of that time and prove the backup with it before going on."""
        tr, desk = self.ctx.tr, self.ctx.desk
        words = (
            tr.text(N_("Put a backup back")),
            tr.text(N_("Type the passphrase the centre had when this backup was made.")),
            tr.text(N_("Go on")),
        )
        dialog = PassphraseDialog(self.ctx, self, words)
        line = dialog.ask(tr.text(N_("Passphrase")))
        dialog.work = lambda: desk.background(desk.prove_backup, path, line.line.text())
        dialog.done_well.connect(lambda facts: self._confirm(facts, line.line.text()))
        dialog.open()
        line.setFocus()
        return dialog

    def _confirm(self, facts: "BackupFacts", passphrase: str) -> None:
        """Say what will happen; go on only when that is wanted, and after a backup of today."""
        tr, desk = self.ctx.tr, self.ctx.desk
        detail = N_(
            "The register will be as it was then. It has %(now)s cases now. A backup of what is "
            "there now is made first, so that this can be taken back."
        )
        now = tr.number(desk.count(CaseQuery()))
        go = self.ctx.messages.ask(
            tr.text(N_("Put this backup in the place of the centre?")),
            tr.text(N_("Put it back")),
            detail=f"{self._facts(facts)} {tr.text(detail, now=now)}",
        )
        if go:
            self.ctx.jobs.run(
                desk.background(desk.backup, None, "restore"),
                done=lambda _path: self.ctx.restore(facts.path, passphrase),
                owner=self,
                label=tr.text(N_("Backup")),
            )

    def bring_case(self) -> CaseBackDialog | None:
        """Look for one case in the chosen backup and bring it back."""
        path = self.chosen()
        if path is None:
            return None
        dialog = CaseBackDialog(self.ctx, self, path)
        dialog.finished.connect(lambda _result: self.reload())
        dialog.open()
        return dialog

    def open_practice(self) -> PracticeDialog:
        """Practise restoring the chosen backup, or one on the stick."""
        dialog = PracticeDialog(self.ctx, self, self.chosen())
        dialog.finished.connect(lambda _result: self.reload())
        dialog.open()
        return dialog

    def save_certificate(self) -> None:
        """Save the certificate of this year."""
        write_certificate(self.ctx, self)

    def give_out(self) -> GiveOutDialog:
        """Ask what the whole centre is to be written as, after a warning."""
        dialog = GiveOutDialog(self.ctx, self)
        dialog.open()
        return dialog

    def practice_copy(self) -> "PracticeCopyDialog":
        """Ask for the folder and the passphrase of a practice copy."""
        from mediadesk.ui.practice_copy_dialog import PracticeCopyDialog

        dialog = PracticeCopyDialog(self.ctx, self)
        dialog.open()
        return dialog

    def choose_second(self) -> None:
        """Choose the folder for second copies."""
        words = self.ctx.tr.text(N_("Choose a folder"))
        if name := QFileDialog.getExistingDirectory(self, words):
            self.take_second(Path(name))

    def take_second(self, folder: Path) -> None:
        """Take a folder for second copies, unless it is copied to the internet and nobody insists."""
        from mediadesk.usecases.places import warnings_of

        tr = self.ctx.tr
        told = "\n".join(tr.finding(each) for each in warnings_of(folder, for_copies=True))
        if told and not self.ctx.messages.ask(told, tr.text(N_("Take it all the same"))):
            return
        try:
            mark = self.ctx.desk.take_second(folder)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self._keep(str(folder), mark)
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.bring_second),
            done=lambda _copied: self.reload(),
            owner=self,
            label=tr.text(N_("Backup")),
        )

    def no_second(self) -> None:
        """Make no second copies."""
        self.ctx.desk.use_second(None)
        self._keep("", "")

    def _keep(self, folder: str, mark: str) -> None:
        settings = self.ctx.settings
        settings.change(settings.now._replace(second_backup_folder=folder, second_backup_mark=mark))
        self.reload()


def _told(words: QWidget, *buttons: QWidget) -> QHBoxLayout:
    """Put words at the left, with all the room, and buttons at the right."""
    line = row(*buttons)
    line.insertWidget(0, words, 1)
    return line
