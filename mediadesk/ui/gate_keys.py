"""The screens of the gate that are about keys: the recovery key, a new passphrase, what to write down."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mediadesk.marks import N_
from mediadesk.ui.gate_backups import GateBackups
from mediadesk.ui.key_paper import KeyPaper
from mediadesk.ui.passphrase import PassphraseLine, typed_twice
from mediadesk.ui.widgets import button, label, row

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.domain.changes import Finding
    from mediadesk.domain.model import Office
    from mediadesk.domain.rehearsals import Rehearsal
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.recovery import Rescue

__all__ = ["Door", "GateKeys"]


class Door(NamedTuple):
    """How the gate reaches the centre's file; each may take a while and runs in a thread.

    `open(passphrase, recovery_key, person, progress)`, `create(office, passphrase)` giving the desk
    and the recovery key, `practice(language)` opening the practice centre or making it in a language,
    `people()` naming who may open it if they are several, `has_parts()` whether three people hold
    parts of a key, `practise(backup, passphrase)` putting a backup back in a folder of its own,
    `restore(backup, passphrase)` making it the centre and giving its desk, or None where one must
    first say who it is, `warnings()` of the centre's folder, `is_missing()` whether the disk of the
    folder `place` is not there, `rescue()` beginning to bring a damaged centre back.
    """

    exists: Callable[[], bool]
    open: "Callable[..., Desk]"
    create: "Callable[[Office, str], tuple[Desk, str]]"
    practice: "Callable[[str], Desk]"
    people: Callable[[], tuple[str, ...]] = lambda: ()
    has_parts: Callable[[], bool] = lambda: False
    practise: "Callable[[Path, str], tuple[Rehearsal, Path | None]] | None" = None
    restore: "Callable[[Path, str], Desk | None]" = lambda _path, _passphrase: None
    warnings: "Callable[[], tuple[Finding, ...]]" = lambda: ()
    is_missing: Callable[[], bool] = lambda: False
    place: "Path | None" = None
    rescue: "Callable[[], Rescue] | None" = None


class GateKeys(GateBackups):
    """Shows them in the card of the gate, which knows how to work and to enter."""

    door: Door
    again: PassphraseLine
    _desk: "Desk | None"
    enter_or_renew: "Callable[[Desk], None]"
    work: Callable[..., None]

    def show_recovery(self) -> None:
        """Ask for the recovery key instead of the passphrase."""
        tr = self.tr_
        self.start_card(
            tr.text(N_("Recovery key")),
            tr.text(N_("Type the key that was written down when the centre was made.")),
        )
        self.recovery = PassphraseLine(tr, tr.text(N_("Recovery key")), is_secret=False)
        self.recovery.line.returnPressed.connect(self.recover)
        self.card.box.addWidget(self.recovery)
        self.second = self._second_part() if self.door.has_parts() else None
        go = self.primary(tr.text(N_("Open")), self.recover)
        back = button(tr.text(N_("Back to the passphrase")), self.show_unlock, role="link")
        self._buttons.append(back)
        self.card.box.addLayout(row(go, None, back))
        self.recovery.setFocus()

    def _second_part(self) -> PassphraseLine:
        words = self.tr_.text(N_("Second part, if three people hold parts of a key"))
        line = PassphraseLine(self.tr_, words, is_secret=False)
        line.line.returnPressed.connect(self.recover)
        self.card.box.addWidget(line)
        return line

    def recover(self) -> None:
        """Open the centre with the recovery key, or with two parts of a key."""
        typed = self.recovery.line.text().strip()
        if self.second is not None and (more := self.second.line.text().strip()):
            typed = f"{typed}\n{more}"
        self._work(
            lambda progress: self.door.open("", typed, "", progress),
            self.show_renewal,
            self.recovery,
            secret=("", typed, ""),
        )

    def show_renewal(self, desk: "Desk", words: str = "") -> None:
        """Ask for a new passphrase: the old one is forgotten, or was given by the head."""
        tr = self.tr_
        self._desk = desk
        self.start_card(
            tr.text(N_("A new passphrase")),
            words or tr.text(N_("The recovery key stays the same. Keep it where it was.")),
        )
        self.passphrase = PassphraseLine(tr, tr.text(N_("New passphrase")))
        self.again = PassphraseLine(tr, tr.text(N_("The passphrase once more")))
        self.card.box.addWidget(self.passphrase)
        self.card.box.addWidget(self.again)
        self.passphrase.line.returnPressed.connect(self.again.setFocus)
        self.again.line.returnPressed.connect(self.renew)
        self.card.box.addLayout(row(self.primary(tr.text(N_("Open")), self.renew), None))
        self.passphrase.setFocus()

    def renew(self) -> None:
        """Take the new passphrase and go on to the desk."""
        desk = self._desk
        if desk is not None and (typed := typed_twice(self.tr_, self.passphrase, self.again)):
            self._work(
                lambda _progress: desk.renew_passphrase(typed).result(),
                lambda _done: self._enter(desk),
                self.passphrase,
            )

    def show_key(self, key: str) -> None:
        """Show the recovery key to be written down; a part of it must be typed to go on."""
        tr = self.tr_
        self.start_card(
            tr.text(N_("Write down the recovery key")),
            tr.text(
                N_(
                    "It opens the centre when the passphrase is forgotten. Keep it on paper, "
                    "away from this computer. It is shown only now."
                )
            ),
        )
        self.paper = KeyPaper(tr, key)
        self.part = self.paper.parts[0]
        self.part.line.returnPressed.connect(self.confirm_key)
        self.card.box.addWidget(self.paper)
        go = self.primary(tr.text(N_("I have written it down")), self.confirm_key)
        self.card.box.addLayout(row(go, None))
        self.part.setFocus()

    def show_rekeyed(self, made: "tuple[Desk, str, tuple[tuple[str, str], ...]]") -> None:
        """Show what must be written down after the centre got a new key."""
        self._desk, key, firsts = made
        self.show_key(key)
        for name, first in firsts:
            words = N_("First passphrase of %(name)s: %(passphrase)s")
            told = label(self.tr_.text(words, name=name, passphrase=first), wrap=True)
            from PySide6.QtCore import Qt

            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.card.box.insertWidget(self.card.box.count() - 1, told)

    def confirm_key(self) -> None:
        """Go on if the typed part is right."""
        if self._desk is not None and self.paper.is_confirmed():
            self._enter(self._desk)
