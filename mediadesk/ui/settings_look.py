"""The tab of the settings for language, look, size of letters, the lock and the passphrase."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from mediadesk import config
from mediadesk.i18n import LANGUAGES, NAMES
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.passphrase_dialogs import PassphraseDialog, change_dialog
from mediadesk.ui.widgets import button, label, row, scrolled

__all__ = ["LookTab"]

_THEMES = (
    ("system", N_("As the computer has it")),
    ("light", N_("Light look")),
    ("dark", N_("Dark look")),
)
_STEP = 10
_FIELD, _NUMBER = 320, 120
_MARGIN = 8


class LookTab(QWidget):
    """Everything that is chosen holds at once."""

    def __init__(self, ctx: Ctx) -> None:
        """Show what is chosen now."""
        super().__init__()
        self.ctx = ctx
        tr, now = ctx.tr, ctx.settings.now
        self.language = self._choice([(each, NAMES[each]) for each in LANGUAGES], now.language)
        self.theme = self._choice([(name, tr.text(words)) for name, words in _THEMES], now.theme)
        smallest, largest = config.ZOOM
        sizes = [(n, f"{n} %") for n in range(smallest, largest + 1, _STEP)]
        self.zoom = self._choice(sizes, now.zoom)
        self.minutes = self._number(config.LONGEST_LOCK, now.lock_minutes)
        self.seconds = self._number(config.LONGEST_CLIPBOARD, now.clipboard_seconds)
        self.language.activated.connect(lambda _: self._dress(language=self.language.currentData()))
        self.theme.activated.connect(lambda _: self._dress(theme=self.theme.currentData()))
        self.zoom.activated.connect(lambda _: self._dress(zoom=self.zoom.currentData()))
        self.minutes.valueChanged.connect(lambda n: self._keep(lock_minutes=n))
        self.seconds.valueChanged.connect(lambda n: self._keep(clipboard_seconds=n))
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 16, 16, 16)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(14)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for words, part in (
            (N_("Language"), self.language),
            (N_("Look"), self.theme),
            (N_("Size of letters (Ctrl++, Ctrl+-)"), self.zoom),
            (N_("Minutes until the centre is locked"), self.minutes),
            (N_("Seconds in the clipboard"), self.seconds),
        ):
            part.setAccessibleName(tr.text(words))
            part.setMinimumWidth(_FIELD if isinstance(part, QComboBox) else _NUMBER)
            part.setMaximumWidth(part.minimumWidth())
            form.addRow(_name(tr.text(words), part), part)
        change = button(tr.text(N_("Change passphrase")), self.change_passphrase, icon="lock")
        form.addRow(_name(tr.text(N_("Passphrase")), change), row(change, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def _choice(self, options: list[tuple[Any, str]], now: object) -> QComboBox:
        combo = QComboBox()
        for value, words in options:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(combo.findData(now), 0))
        return combo

    def _dress(self, **chosen: Any) -> None:
        settings = self.ctx.settings.now._replace(**chosen)
        if settings != self.ctx.settings.now:
            self.ctx.redress(settings, tab="look")

    def _number(self, most: int, now: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, most)
        box.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        box.setSpecialValueText(self.ctx.tr.text(N_("never")))
        box.setValue(now)
        return box

    def _keep(self, **chosen: Any) -> None:
        settings = self.ctx.settings
        settings.change(settings.now._replace(**chosen))

    def change_passphrase(self) -> PassphraseDialog:
        """Open the dialog that changes the passphrase."""
        dialog = change_dialog(self.ctx, self)
        dialog.open()
        dialog.lines[0].setFocus()
        return dialog


def _name(words: str, part: QWidget) -> QLabel:
    """Make the name of a field, as high as the field: both stand on one line."""
    part.ensurePolished()
    made = label(words)
    made.setMinimumHeight(part.sizeHint().height())
    return made
