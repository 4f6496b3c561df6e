"""Saved views of a list: a button that names the view, its menu, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from mediadesk.domain.commands import RemoveRecord, SaveRecord
from mediadesk.domain.model import SavedView
from mediadesk.domain.views import CASES, PRESETS, View, read_view, write_view
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import button, label, row

__all__ = ["ViewBar"]

_FIRST = PRESETS[0].name


class ViewBar(QWidget):
    """Names the view that is shown and whether it was changed; its menu goes to the others."""

    chosen = Signal(object)

    def __init__(self, ctx: Ctx, now: Callable[[], View]) -> None:
        """Show the view of everything; `now` gives what the list shows."""
        super().__init__()
        self.ctx = ctx
        self._now = now
        self.key = _FIRST
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.button = button("", lambda: None, role="view")
        self.button.setProperty("menu", "true")
        self.button.setMenu(self._menu)
        self.mark = label(ctx.tr.text(N_("changed")), "small")
        self.save_button = button(ctx.tr.text(N_("Save the view")), self.save, role="link")
        line = row(self.button, self.mark, self.save_button)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.dialog: FormDialog | None = None
        self.tell()

    def own(self) -> SavedView | None:
        """Give the centre's own view that is chosen; None for one that came with the program."""
        return next((v for v in self.ctx.desk.views() if self.key == f"own.{v.id}"), None)

    def saved(self) -> View:
        """Give the chosen view as it is kept."""
        own = self.own()
        if own is not None:
            return read_view(own.settings)
        return next((p.view for p in PRESETS if p.name == self.key), PRESETS[0].view)

    def name(self) -> str:
        """Give the words of the chosen view."""
        own = self.own()
        if own is not None:
            return own.name
        preset = next((p for p in PRESETS if p.name == self.key), PRESETS[0])
        return self.ctx.tr.text(preset.label)

    def is_changed(self) -> bool:
        """Tell whether the list shows something else than the view that is named."""
        kept, now = self.saved(), self._now()
        columns = kept.columns or now.columns
        return write_view(replace(kept, columns=columns)) != write_view(now)

    def tell(self) -> None:
        """Show the name, and the mark if the view was changed."""
        own = self.own()
        if own is None and self.key.startswith("own."):
            self.key = _FIRST
        self.button.setText(self.name())
        words = self.ctx.tr.text(N_("View: %(name)s"), name=self.name())
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)
        is_changed = self.is_changed()
        self.mark.setVisible(is_changed)
        self.save_button.setVisible(is_changed)

    def choose(self, key: str) -> None:
        """Go to a view by its key: the name of one of the program, `own.` and the id of an own one."""
        self.key = key
        self.chosen.emit(self.saved())

    def fill(self) -> None:
        """Make the menu anew."""
        menu, text = self._menu, self.ctx.tr.text
        menu.clear()
        for preset in PRESETS:
            self._entry(preset.name, text(preset.label))
        views = self.ctx.desk.views()
        menu.addSeparator()
        for view in views:
            self._entry(f"own.{view.id}", view.name)
        if views:
            menu.addSeparator()
        menu.addAction(text(N_("Save as a new view…")), self.save_new)
        own = self.own()
        if own is None:
            return
        menu.addAction(text(N_("Save the changes of the view")), self.save)
        menu.addAction(text(N_("Rename the view…")), lambda: self._ask(own))
        places = [v.id for v in views]
        at = places.index(own.id)
        for words, step in ((N_("Move the view up"), -1), (N_("Move the view down"), 1)):
            action = menu.addAction(text(words), partial(self.move_by, step))
            action.setEnabled(0 <= at + step < len(views))
        menu.addAction(text(N_("Delete the view")), self.remove)

    def _entry(self, key: str, words: str) -> None:
        action = self._menu.addAction(words.replace("&", "&&"), lambda: self.choose(key))
        action.setCheckable(True)
        action.setChecked(key == self.key)

    def save(self) -> None:
        """Save what is shown under the chosen own view; under a new name if there is none."""
        own = self.own()
        if own is None:
            self.save_new()
            return
        self._execute(SaveRecord(record=replace(own, settings=write_view(self._now()))))

    def save_new(self) -> None:
        """Ask for a name and save what is shown under it."""
        self._ask(SavedView(list=CASES, settings=write_view(self._now())))

    def _ask(self, view: SavedView) -> None:
        form = Form(self.ctx, SavedView, only=("name",), columns=1)
        form.load(view)

        def make(codes: tuple[str, ...]) -> SaveRecord | None:
            named = form.collect(view)
            return SaveRecord(record=named, acknowledged=codes) if named is not None else None

        title = N_("Rename the view") if view.id else N_("New view")
        dialog = self.dialog = FormDialog(self.ctx, self, self.ctx.tr.text(title), form, make)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda outcome: self._go(outcome.id))
        dialog.start()

    def _go(self, id_: int) -> None:
        self.key = f"own.{id_}"
        self.tell()

    def move_by(self, step: int) -> None:
        """Let the chosen view change places with its neighbour: it takes a place beside it."""
        own, views = self.own(), list(self.ctx.desk.views())
        if own is None:
            return
        at = [v.id for v in views].index(own.id)
        if not 0 <= at + step < len(views):
            return
        other = views[at + step]
        for mine, place in ((own, other.ord), (other, own.ord)):
            self._execute(SaveRecord(record=replace(mine, ord=place)))

    def remove(self) -> None:
        """Delete the chosen view after a question; it can be undone."""
        own, text = self.own(), self.ctx.tr.text
        if own is None:
            return
        question = text(N_("Delete the view “%(name)s”?"), name=own.name)
        if self.ctx.messages.ask(question, text(N_("Delete"))):
            self.key = _FIRST
            self._execute(RemoveRecord(record=own))

    def _execute(self, command: object) -> None:
        self.ctx.jobs.execute(self.ctx.desk, command, done=lambda _: self.tell(), owner=self)
