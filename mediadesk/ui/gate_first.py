"""The screens of the gate at the first start: a new centre, its folder, a backup of an older one."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.gate_keys import Door, GateKeys
from mediadesk.ui.passphrase import PassphraseLine, typed_twice
from mediadesk.ui.widgets import PushButton, button, label, row

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.ui.context import Ctx
    from mediadesk.usecases.desk import Desk

__all__ = ["GateFirst"]

_OWN_FOLDER = "MediaDesk"


class GateFirst(GateKeys):
    """Asks for what a new centre needs, or for the centre that is elsewhere."""

    folder_chosen = Signal(object)

    door: Door
    tr_: Translator
    _buttons: list[PushButton]

    @property
    def ctx(self) -> "Ctx":
        """What the form of a new centre is given."""
        raise TypeError(type(self).__name__)  # the gate has it

    def show_first(self) -> None:
        """Ask for what a new centre needs."""
        from mediadesk.domain.model import Office
        from mediadesk.ui.forms import Form

        tr = self.tr_
        self.start_card(
            tr.text(N_("Welcome to MediaDesk")),
            tr.text(N_("Everything stays on this computer, encrypted with your passphrase.")),
        )
        self.form: Form = Form(
            self.ctx,
            Office,
            only=("name_ru", "name_kk", "region", "bin"),
            wide=("name_ru", "name_kk"),
        )
        self.card.box.addWidget(self.form)
        self.passphrase = PassphraseLine(tr, tr.text(N_("Passphrase")))
        self.again = PassphraseLine(tr, tr.text(N_("The passphrase once more")))
        phrases = row(self.passphrase, self.again)
        phrases.setSpacing(16)
        self.card.box.addLayout(phrases)
        self.form.submitted.connect(self.make_centre)
        self.card.box.addWidget(label(tr.text(N_("At least 8 characters.")), "small"))
        self.passphrase.line.returnPressed.connect(self.again.setFocus)
        self.again.line.returnPressed.connect(self.make_centre)
        if self.door.place is not None:
            self.card.box.addLayout(self._folder_line(self.door.place))
        go = self.primary(tr.text(N_("Make the centre")), self.make_centre)
        self.card.box.addLayout(row(go, None))
        self.card.box.addWidget(label(tr.text(N_("Something else")), "label"))
        trial = button(tr.text(N_("Try it with invented people")), self.practise, icon="people")
        older = button(tr.text(N_("I have a backup")), self.choose_backup, icon="backup")
        self._buttons += [trial, older]
        self.card.box.addLayout(row(trial, older, None))
        for found in self.door.warnings():
            self.card.box.addWidget(label(tr.finding(found), "problem", wrap=True))
        self.form.focus_first()

    def _folder_line(self, place: "Path") -> Any:
        tr = self.tr_
        other = button(tr.text(N_("Another folder")), self.choose_folder, role="link")
        self._buttons.append(other)
        told = label(tr.text(N_("Folder of the centre: %(name)s"), name=str(place)), "small")
        told.setWordWrap(True)
        line = row(other)
        line.insertWidget(0, told, 1)
        return line

    def make_centre(self) -> None:
        """Make the centre from what was typed."""
        from mediadesk.domain.model import Office

        typed = typed_twice(self.tr_, self.passphrase, self.again)  # all that is wrong is told
        office = self.form.collect(Office(name_ru="", name_kk="", region=""))
        if office is not None and typed:
            self._work(
                lambda _progress: self.door.create(office, typed),
                self._made,
                self.passphrase,
                self.form,
            )

    def practise(self) -> None:
        """Make or open the practice centre."""
        self._work(
            lambda _progress: self.door.practice(self.tr_.language), self._enter, self.passphrase
        )

    def _made(self, made: "tuple[Desk, str]") -> None:
        self._desk, key = made
        self.show_key(key)

    def choose_folder(self) -> None:
        """Choose where the centre is, or is to be made."""
        from PySide6.QtWidgets import QFileDialog

        words = self.tr_.text(N_("Folder of the centre"))
        if name := QFileDialog.getExistingDirectory(self, words):
            self.take_folder(name)

    def take_folder(self, name: str) -> None:
        """Go on with a folder; among somebody's other files the centre gets one of its own."""
        from pathlib import Path

        folder = Path(name)
        is_free = not any(folder.iterdir())
        is_own = is_free or (folder / "centre.db").exists()
        self.folder_chosen.emit(folder if is_own else folder / _OWN_FOLDER)

    def show_missing(self) -> None:
        """Say that the disk with the centre is not there."""
        tr = self.tr_
        words = N_("%(name)s cannot be reached. If the centre is on a stick or a disk, put it in.")
        self.start_card(
            tr.text(N_("The folder of the centre is not here")),
            tr.text(words, name=str(self.door.place)),
        )
        again = self.primary(tr.text(N_("Try again")), self.show_again)
        other = button(tr.text(N_("Another folder")), self.choose_folder, role="link")
        self.card.box.addLayout(row(again, None, other))
        again.setFocus()

    def show_again(self) -> None:
        """Look again whether the folder is there."""
        if self.door.place is not None:
            self.folder_chosen.emit(self.door.place)

    def foot(self) -> QLabel:
        """Make the line below the card: the version and the folder of reports, for support."""
        from mediadesk import __version__

        words = self.tr_.text(N_("Folder of reports"))
        made = label(f'MediaDesk {__version__} · <a href="reports">{words}</a>', "small")
        made.linkActivated.connect(lambda _link: self.open_reports())
        return made

    def open_reports(self) -> None:
        """Open the folder with the log and the crash reports."""
        if self.door.place is not None:
            from mediadesk.ui.folders import open_folder

            open_folder(self.door.place / "logs")
