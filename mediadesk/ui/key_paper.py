"""A key to be written down: shown once, and a part of it is typed before anything goes on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.widgets import label

__all__ = ["KeyPaper"]

_CHECKED_GROUP = 1


class KeyPaper(QWidget):
    """Shows keys in groups, each under its name, and asks for one group of each."""

    def __init__(self, tr: Translator, *keys: str, names: tuple[str, ...] = ()) -> None:
        """Show one key, or several under their names."""
        from PySide6.QtCore import Qt

        super().__init__()
        self.tr_ = tr
        self._groups = [key.split("-") for key in keys]
        self.parts: list[PassphraseLine] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for number, groups in enumerate(self._groups):
            if names:
                box.addWidget(label(names[number], "label"))
            half = (len(groups) + 1) // 2
            shown = label("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]), "key")
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(shown)
            words = tr.text(N_("Type group %(number)s of the key"), number=_CHECKED_GROUP + 1)
            line = PassphraseLine(tr, words, is_secret=False)
            self.parts.append(line)
            box.addWidget(line)

    def is_confirmed(self) -> bool:
        """Tell whether what was typed stands in the keys; what does not is marked."""
        for groups, line in zip(self._groups, self.parts, strict=True):
            if line.line.text().strip().upper() != groups[_CHECKED_GROUP].upper():
                line.show_problem(self.tr_.text(N_("This is not what stands there")))
                return False
        return True
