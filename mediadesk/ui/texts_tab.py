"""The tab of the settings where a centre edits the wordings of its documents, with a preview."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.errors import InputProblem
from mediadesk.ui.context import Ctx
from mediadesk.ui.texts_differences import DifferencesDialog
from mediadesk.ui.texts_editing import TextsEditing
from mediadesk.ui.texts_letterhead import LetterheadDialog
from mediadesk.ui.texts_packs import export_texts, look_at, open_texts
from mediadesk.ui.texts_templates import TemplatesDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from mediadesk.ui.texts_packs import OfferDialog

__all__ = ["TextsTab"]


class TextsTab(TextsEditing):
    """Puts an edited wording in force; opens the windows beside it."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the parts; what there is comes with `reload`."""
        super().__init__(ctx)
        acts: dict[str, Callable[[], object]] = {
            "letterhead": self.open_letterhead,
            "templates": self.open_templates,
            "open": self.open_file,
            "write": self.write_file,
            "add": self.add_clause,
            "up": lambda: self.move_clause(-1),
            "down": lambda: self.move_clause(1),
            "switch": self.switch_clause,
            "undo": lambda: self.step(-1),
            "redo": lambda: self.step(1),
            "differences": self.show_differences,
            "news": self.show_news,
            "supplied": self.take_supplied,
            "save": self.save_wording,
        }
        self.acted.connect(lambda name: acts[name]())

    def save_wording(self) -> None:
        """Put the edited wording in force."""
        if self.kind is None:
            return
        try:
            future = self.ctx.desk.save_wording(self.kind, self._draft())
        except InputProblem as error:
            self.ctx.messages.error(error)
            return
        self._finish(future)

    def take_supplied(self) -> None:
        """Give the supplied wording its force back."""
        if self.kind is not None:
            self._finish(self.ctx.desk.wording_supplied_again(self.kind))

    def _finish(self, future: "Future[Any]") -> None:
        kind = self.kind

        def done(_outcome: object) -> None:
            if kind is not None:
                self._drafts.drop(kind)
            if kind is not None and kind is self.kind:
                self._saved = self.ctx.desk.wording(kind)
                self.steps.begin(self._saved)
            self.reload()

        self.ctx.jobs.run(future, done=done, owner=self)

    def show_differences(self) -> DifferencesDialog | None:
        """Show what differs from the supplied wording; single clauses can be given back."""
        if self.kind is None:
            return None
        theirs = self.ctx.desk.supplied_wording(self.kind)
        dialog = DifferencesDialog(self.ctx, self, self._draft(), theirs)
        dialog.taken.connect(self._put)
        dialog.open()
        return dialog

    def show_news(self) -> DifferencesDialog | None:
        """Show what a newer supplied edition would change; what is not taken stays as it is."""
        kind = self.kind
        dialog = self.show_differences()
        if dialog is not None and kind is not None:
            dialog.finished.connect(
                lambda _code: self.ctx.jobs.run(
                    self.ctx.desk.leave_newer_wording(kind),
                    lambda _outcome: self.reload(),
                    owner=self,
                )
            )
        return dialog

    def open_letterhead(self) -> LetterheadDialog:
        """Open the window of the letterhead."""
        dialog = LetterheadDialog(self.ctx, self)
        dialog.saved.connect(lambda: self._after(at_once=True))
        dialog.open()
        return dialog

    def open_templates(self) -> TemplatesDialog:
        """Open the window of the Word templates."""
        dialog = TemplatesDialog(self.ctx, self)
        dialog.open()
        return dialog

    def write_file(self) -> None:
        """Write wordings into a file for another office."""
        export_texts(self.ctx, self)

    def open_file(self) -> None:
        """Look through a file of another office and take in what is chosen."""
        open_texts(self.ctx, self, self.reload)

    def take_in(self, path: Path) -> "OfferDialog | None":
        """Look through a file of another office that somebody clicked."""
        return look_at(self.ctx, self, path, self.reload)
