"""Parts of the quiet session view: chips with keys, the list of stages, the lines of notes."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QVBoxLayout, QWidget

from mediadesk.domain.session_notes import Stage
from mediadesk.i18n import LANGUAGES
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.flow import Flow
from mediadesk.ui.shell_parts import LANGUAGE_SIGNS
from mediadesk.ui.widgets import Card, PushButton, button, clear, label, row, scrolled

__all__ = ["Chips", "NoteLines", "StageList", "bold_width"]

_LETTERS = 24
_CHIP_PADDING = 36
_AROUND_TICKS = 72
_WIDEST = 420


def bold_width(chip: PushButton) -> int:
    """Give the width of a chip with its words in bold, as they are once it is chosen."""
    font = chip.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(chip.text()) + _CHIP_PADDING


class Chips(QWidget):
    """One of several values, chosen by a click or by its key; the first is chosen at the start."""

    def __init__(
        self, options: Sequence[tuple[str, str]], keys: Sequence[str], owner: QWidget
    ) -> None:
        """Show `(value, words)` pairs; `keys` choose them anywhere in `owner`."""
        super().__init__()
        self._buttons: dict[str, PushButton] = {}
        group = QButtonGroup(self)
        for number, (value, words) in enumerate(options):
            key = keys[number] if number < len(keys) else ""
            short = words if len(words) <= _LETTERS else words[: _LETTERS - 1] + "…"
            made = PushButton(" ".join(p for p in (key, short) if p).replace("&", "&&"))
            made.setProperty("role", "chip")
            made.setCheckable(True)
            made.setAccessibleName(words)
            made.setToolTip(" – ".join(p for p in (words, key) if p))
            made.setMinimumWidth(bold_width(made))
            group.addButton(made)
            self._buttons[value] = made
            if key:
                choose = partial(made.setChecked, True)
                QShortcut(QKeySequence(key), owner, choose)
        next(iter(self._buttons.values())).setChecked(True)
        self._line = Flow()
        self._line.setContentsMargins(0, 0, 0, 0)
        for each in self._buttons.values():
            self._line.addWidget(each)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room that the lines of chips need at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._line.heightForWidth(self.width()))

    def value(self) -> str:
        """Give the chosen value."""
        return next(value for value, made in self._buttons.items() if made.isChecked())

    def choose(self, value: str) -> None:
        """Choose a value that is offered."""
        self._buttons[value].setChecked(True)

    def turn(self) -> None:
        """Choose the next value; after the last one the first."""
        values = list(self._buttons)
        self.choose(values[(values.index(self.value()) + 1) % len(values)])


class StageList(Card):
    """The stages of a session with ticks, in either language."""

    changed = Signal()

    def __init__(self, ctx: Ctx, stages: Sequence[Stage]) -> None:
        """Show the stages in the language of the window; the other one is a click away."""
        super().__init__()
        self._stages = stages
        self._ticks: dict[str, QCheckBox] = {}
        self._hints: dict[str, QLabel] = {}
        self._signs: dict[str, PushButton] = {}
        for language in reversed(LANGUAGES):
            sign = self._signs[language] = PushButton(LANGUAGE_SIGNS[language])
            sign.setProperty("role", "segment")
            sign.setCheckable(True)
            sign.clicked.connect(lambda _=False, to=language: self.speak(to))
        heading = label(ctx.tr.text(N_("Stages")), "heading")
        self.box.addLayout(row(heading, None, *self._signs.values()))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(2)
        for stage in stages:
            tick = self._ticks[stage.code] = QCheckBox()
            tick.toggled.connect(self.changed)
            hint = self._hints[stage.code] = label("", "small", wrap=True)
            hint.setIndent(30)
            box.addWidget(tick)
            box.addWidget(hint)
            box.addSpacing(6)
        box.addStretch(1)
        self.box.addWidget(scrolled(inside), 1)
        self.speak("kk" if ctx.tr.language == "kk" else "ru")

    def speak(self, language: str) -> None:
        """Show the stages in a language."""
        for name, sign in self._signs.items():
            sign.setChecked(name == language)
        for stage in self._stages:
            self._ticks[stage.code].setText(stage.title.of(language).replace("&", "&&"))
            self._hints[stage.code].setText(stage.hint.of(language))
        widest = max((tick.sizeHint().width() for tick in self._ticks.values()), default=0)
        self.setMinimumWidth(min(widest + _AROUND_TICKS, _WIDEST))  # words of a tick do not wrap

    def done(self) -> list[str]:
        """Give the codes of the stages that are ticked."""
        return [code for code, tick in self._ticks.items() if tick.isChecked()]

    def set_done(self, codes: Iterable[str]) -> None:
        """Tick these stages."""
        told = set(codes)
        for code, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(code in told)
            tick.blockSignals(False)


class NoteLines(QWidget):
    """The notes of the minutes, the newest first, each with a way to take it out."""

    removed = Signal(int)

    def __init__(self, ctx: Ctx) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(6)
        outer.addWidget(scrolled(inside))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines."""
        clear(self._box)
        tr = self.ctx.tr
        for number in reversed(range(len(lines))):
            text = label(lines[number], wrap=True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            remove = button("", partial(self.removed.emit, number), role="link", icon="remove")
            remove.setToolTip(tr.text(N_("Remove")))
            remove.setAccessibleName(tr.text(N_("Remove")))
            line = row(text, remove)
            line.setStretch(0, 1)
            self._box.addLayout(line)
        if not lines:
            self._box.addWidget(label(tr.text(N_("No notes yet")), "muted"))
        self._box.addStretch(1)
