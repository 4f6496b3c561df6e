"""Keeps what was typed in several forms as one draft, and offers it back after a crash."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner

__all__ = ["DraftKeeper", "taken_up"]

_DRAFT_MS = 800


def taken_up(ctx: Ctx, restore: Callable[[], None]) -> None:
    """Put a draft back; one that makes no sense any more is told, and what fits of it stays."""
    try:
        restore()
    except (AttributeError, KeyError, TypeError, ValueError):
        ctx.messages.info(ctx.tr.text(N_("The unfinished work cannot be read in full")))


class DraftKeeper(QObject):
    """One draft under one key; forms are told by name, so that each gets back its own words."""

    restored = Signal()

    def __init__(self, ctx: Ctx, key: str, forms: Mapping[str, Form], parent: QObject) -> None:
        """Watch the forms; the draft is written a moment after the last keystroke."""
        super().__init__(parent)
        self.ctx = ctx
        self.key = key
        self._forms = dict(forms)
        self._banner: Banner | None = None
        self._is_kept = False
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep)
        for form in self._forms.values():
            form.changed.connect(self._timer.start)

    def is_changed(self) -> bool:
        """Tell whether anything was typed that is not saved."""
        return any(form.is_changed() for form in self._forms.values())

    def keep(self) -> None:
        """Write the draft now, if anything was typed."""
        self._timer.stop()
        if self.is_changed():
            data = {name: form.raw() for name, form in self._forms.items()}
            self.ctx.desk.keep_draft(self.key, data)
            self._is_kept = True
        elif self._is_kept:
            self.drop()

    def drop(self) -> None:
        """Forget the draft: the work is saved or given up."""
        self._timer.stop()
        self._is_kept = False
        self._hide_offer()
        if self.ctx.desk.draft(self.key) is not None:
            self.ctx.desk.drop_draft(self.key)

    def offer(self, place: QVBoxLayout) -> bool:
        """Offer the kept draft at the head of a layout; True if there is one."""
        self._hide_offer()
        kept = self.ctx.desk.draft(self.key)
        if not kept:
            return False
        tr = self.ctx.tr
        banner = self._banner = Banner(
            tr.text(N_("Here is unfinished work that was not saved")), "accent"
        )

        def restore() -> None:
            for name, form in self._forms.items():
                taken_up(self.ctx, partial(form.set_raw, kept.get(name, {})))
            self._hide_offer()
            self.restored.emit()

        banner.add(tr.text(N_("Continue it")), restore).setFocus()
        banner.add(tr.context("draft", "Discard"), self.drop)
        place.insertWidget(0, banner)
        return True

    def _hide_offer(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
