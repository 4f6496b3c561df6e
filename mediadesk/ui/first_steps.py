"""The first steps of a new centre: what is still to be filled in, each with the way there."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediadesk.marks import N_
from mediadesk.ui import icons
from mediadesk.ui.allowed import why_not_page
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["FirstSteps"]

_SIGN = 20
_WIDTH = 860


class _Step(NamedTuple):
    words: str
    why: str
    is_done: bool
    buttons: tuple[tuple[str, str, dict[str, str]], ...]


class FirstSteps(QWidget):
    """Stands on the start page while the register is empty."""

    def __init__(self, ctx: Ctx) -> None:
        """Show each step with a tick where it is done."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        card = Card(tr.text(N_("First steps")))
        card.setMaximumWidth(_WIDTH)
        for step in _steps(ctx):
            card.box.addLayout(self._line(step))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row(card, None))
        outer.addStretch(1)

    def _line(self, step: _Step) -> QHBoxLayout:
        tr = self.ctx.tr
        sign = QLabel()
        name, tone = ("check", "ok") if step.is_done else ("right", "faint")
        sign.setPixmap(icons.pixmap(name, tone, _SIGN))
        sign.setAccessibleName(tr.text(N_("Done")) if step.is_done else "")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(tr.text(step.words), "muted" if step.is_done else ""))
        words.addWidget(label(tr.text(step.why), "small", wrap=True))
        line = row(sign)
        line.setSpacing(12)
        line.addLayout(words, 1)
        for text, page, args in step.buttons if not step.is_done else ():
            made = button(tr.text(text), _way(self.ctx, page, args))
            made.setEnabled(why_not_page(self.ctx, page) is None)
            line.addWidget(made)
        return line


def _way(ctx: Ctx, page: str, args: dict[str, str]) -> Callable[[], None]:
    return lambda: ctx.navigate(page, **args)


def _steps(ctx: Ctx) -> tuple[_Step, ...]:
    office = ctx.desk.office()
    is_known = office is not None and bool(office.address_ru and office.phone)
    return (
        _Step(
            N_("Details of the office"),
            N_("Address, telephone and head stand at the top of the documents."),
            is_known,
            ((N_("Fill in"), "settings", {"tab": "office"}),),
        ),
        _Step(
            N_("Mediators"),
            N_("With certificate or entry in the register: the documents name them."),
            bool(ctx.desk.mediators()),
            ((N_("Add"), "mediators", {}),),
        ),
        _Step(
            N_("A second folder for backups"),
            N_("A stick, for example: if the computer breaks, the work is not lost."),
            ctx.settings.second_folder() is not None,
            ((N_("Choose"), "settings", {"tab": "backups"}),),
        ),
        _Step(
            N_("The first appeal, or the journal you kept until now"),
            N_("An Excel journal comes in whole and can be taken out again."),
            False,
            ((N_("New appeal"), "appeal", {}), (N_("Import a journal"), "importing", {})),
        ),
    )
