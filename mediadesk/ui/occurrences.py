"""Shows where else somebody occurs: a quiet note inside a form, links in a card."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mediadesk.domain.conflicts import Appearance, Occurrence, Role, Who, shown_name
from mediadesk.errors import Code, WorldTrouble
from mediadesk.marks import N_
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import clear, label, row

__all__ = ["OccurrenceNote", "case_links", "role_of", "told"]

_MOST = 5
_WAIT_MS = 300


def role_of(ctx: Ctx, at: Appearance) -> str:
    """Name a role in a case, with the side where there is one; a party is named by its side."""
    parts = [] if at.role is Role.PARTY else [ctx.tr.text((at.drawn_as or at.role).label)]
    if at.side is not None:
        parts.append(ctx.tr.text(at.side.label))
    return ", ".join(parts)


def told(ctx: Ctx, found: Occurrence, known_as: Sequence[str] = ()) -> str:
    """Tell one occurrence: the role, the name unless it is `known_as` that, and by what it fits."""
    name = shown_name(found.at.who, ctx.tr.language)
    shown = "" if name in known_as else name
    parts = (role_of(ctx, found.at), shown, ctx.tr.text(found.by.label))
    return " · ".join(part for part in parts if part)


def case_links(ctx: Ctx, lines: Iterable[tuple[Appearance, str]], most: int = 50) -> list[QWidget]:
    """Make a line for each appearance: the number of the case as a link, and words beside it."""
    made: list[QWidget] = []
    shown = list(lines)
    for at, words in shown[:most]:
        line = QWidget()
        box = row(_link(ctx, at), label(words, "muted", wrap=True))
        box.setContentsMargins(0, 0, 0, 0)
        box.setStretch(1, 1)
        line.setLayout(box)
        made.append(line)
    if len(shown) > most:
        made.append(label(_more(ctx, len(shown) - most), "small"))
    return made


def _link(ctx: Ctx, at: Appearance) -> NameLink:
    return NameLink(at.number, lambda: ctx.navigate("case_card", case_id=at.case_id))


def _more(ctx: Ctx, n: int) -> str:
    return ctx.tr.text(N_("and %(n)s more"), n=n)


class OccurrenceNote(QFrame):
    """A note under a name that is being entered: cases and roles in which it occurs already.

    It asks a moment after the last key, so that typing stays quick, and never stands in the way.
    """

    def __init__(self, ctx: Ctx, who: Callable[[], Who | None]) -> None:
        """Start hidden; `who` gives what was typed so far, None if it is too little."""
        super().__init__()
        self.ctx = ctx
        self._who = who
        self._asked: Who | None = None
        self.but = 0
        """The party that is being changed: its own row is no news."""
        self.but_drawn = 0
        """The same for a person drawn in."""
        self.setProperty("role", "banner")
        self.setProperty("tone", "warn")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 8, 12, 8)
        self._box.setSpacing(4)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.ask)
        self.lines: list[str] = []
        self.hide()

    def ask_soon(self) -> None:
        """Ask when nothing more was typed for a moment."""
        self._timer.start()

    def ask(self) -> None:
        """Ask now, unless it was asked already."""
        who = self._who()
        if who == self._asked:
            return
        try:
            found = (
                self.ctx.desk.occurs_as(who, but=self.but, but_drawn=self.but_drawn)
                if who is not None
                else ()
            )
        except WorldTrouble as error:
            if error.code is Code.STORE_CLOSED:  # the centre was locked a moment ago
                return
            raise
        self._asked = who
        self.show_found(found)

    def show_found(self, found: Sequence[Occurrence]) -> None:
        """Show the newest occurrences; nothing hides the note."""
        tr = self.ctx.tr
        clear(self._box)
        self.lines = [f"{each.at.number}  {told(self.ctx, each)}" for each in found[:_MOST]]
        if len(found) > _MOST:
            self.lines.append(_more(self.ctx, len(found) - _MOST))
        if found:
            self._box.addWidget(label(tr.text(N_("Occurs in the register already")), "label"))
            for line in self.lines:
                self._box.addWidget(label(line, wrap=True))
        self.setVisible(bool(found))
