"""A practice copy of the centre: the folder, a passphrase of its own, and the recovery key once."""

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.passphrase import typed_twice
from mediadesk.ui.passphrase_dialogs import PassphraseDialog

if TYPE_CHECKING:
    from mediadesk.usecases.practice_copy import PracticeCopy

__all__ = ["PracticeCopyDialog"]

_WIDTH = 560


class PracticeCopyDialog(PassphraseDialog):
    """Asks for a new passphrase, then for the place, and writes beside the window's work."""

    def __init__(self, ctx: Ctx, parent: QWidget) -> None:
        """Say what is copied and what is not."""
        tr = ctx.tr
        self._owner = parent
        text = N_(
            "A new centre with the figures of this one: days moved, sums changed, names, numbers, "
            "addresses and texts invented. Files, papers, private notes, screening, people of the "
            "centre and the journal are not in it. It is searched for everything of this centre."
        )
        words = (
            tr.text(N_("Practice copy of the centre")),
            tr.text(text),
            tr.text(N_("Choose the place")),
        )
        super().__init__(ctx, parent, words)
        self.setMinimumWidth(_WIDTH)
        self.phrase = self.ask(tr.text(N_("Passphrase of the practice copy")))
        self.again = self.ask(tr.text(N_("The passphrase once more")))
        self.phrase.setFocus()
        self.work = self._typed
        self.done_well.connect(self.choose)

    def _typed(self) -> Future[Any] | None:
        typed = typed_twice(self.ctx.tr, self.phrase, self.again)
        if not typed:
            return None
        done: Future[Any] = Future()
        done.set_result(typed)
        return done

    def choose(self, passphrase: str) -> None:
        """Ask for a folder; the copy gets a new folder in it."""
        words = self.ctx.tr.text(N_("Folder for the practice copy"))
        if folder := QFileDialog.getExistingDirectory(self._owner, words):
            self.write(Path(folder) / "MediaDesk-practice", passphrase)

    def write(self, target: Path, passphrase: str) -> None:
        """Write the copy; nothing stays if it cannot be finished."""
        ctx, tr = self.ctx, self.ctx.tr

        def done(made: "PracticeCopy") -> None:
            told = tr.text(
                N_("Cases: %(cases)s. It lies in %(place)s. Recovery key, shown only now: %(key)s"),
                cases=tr.number(made.cases),
                place=str(made.folder),
                key=made.recovery,
            )
            ctx.messages.info(tr.text(N_("The practice copy is made")), told)

        ctx.jobs.run(
            ctx.desk.background(ctx.desk.make_practice_copy, target, passphrase),
            done=done,
            owner=self._owner,
            label=tr.text(N_("The practice copy is being made")),
        )
