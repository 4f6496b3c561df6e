"""Two fields for one name: known names are offered, and choosing one fills the other language."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter, QListView

from mediadesk.domain.bilingual import Words
from mediadesk.domain.bodies import other_name
from mediadesk.domain.model import Approval, Case, Disclosure, Notice
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import LineEditor
from mediadesk.ui.editors_choice import PopupKeys
from mediadesk.ui.forms import Form

__all__ = ["pair_names"]

_PAIRS: Final[dict[type, tuple[tuple[str, str, bool], ...]]] = {
    Case: (("body_name", "body_name_kk", False), ("body_officer", "body_officer_kk", True)),
    Notice: (("addressee", "addressee_kk", False),),
    Approval: (("name", "name_kk", False),),
    Disclosure: (("addressee", "addressee_kk", False),),
}
"""The fields of each record that name a body, or an officer, in Russian and in Kazakh."""


class _Pair(QObject):
    """Keeps two lines in step until somebody types into both."""

    def __init__(self, first: LineEditor, second: LineEditor, known: Sequence[Words]) -> None:
        super().__init__(first)
        self._lines = {"ru": first, "kk": second}
        self._known = known
        self._filled = {"ru": "", "kk": ""}
        for lang, editor in self._lines.items():
            names = list(dict.fromkeys(each.of(lang) for each in known if each.of(lang)))
            _offer(editor, names)
            editor.changed.connect(lambda lang=lang: self._follow(lang))

    def _follow(self, lang: str) -> None:
        """Put into the other line what is known for this one; what was typed there stays."""
        other = "kk" if lang == "ru" else "ru"
        there, filled = self._lines[other].raw(), self._filled[other]
        if there and there != filled:
            return
        name = other_name(self._known, self._lines[lang].raw(), other)
        self._filled[other] = name
        if name != there:
            self._lines[other].set_raw(name)

    def fill(self) -> None:
        """Fill the line that is empty beside one that is known."""
        for lang, editor in self._lines.items():
            if editor.raw():
                self._follow(lang)


def _offer(editor: LineEditor, names: list[str]) -> None:
    completer = QCompleter(names, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    popup.setObjectName("completer")
    completer.setPopup(popup)
    PopupKeys(popup, editor.line)
    editor.line.setCompleter(completer)


def pair_names(ctx: Ctx, form: Form) -> Callable[[], None]:
    """Pair the names of bodies in a form; what is given fills the gaps once the form is loaded.

    What was filled so counts as loaded: closing the window asks nothing.
    """
    made = []
    for first, second, is_officer in _PAIRS.get(form.cls, ()):
        if {first, second} <= form.fields.keys():
            known = ctx.desk.known_officers() if is_officer else ctx.desk.known_bodies()
            ru, kk = form[first], form[second]
            if isinstance(ru, LineEditor) and isinstance(kk, LineEditor):
                made.append(_Pair(ru, kk, known))

    def fill() -> None:
        for pair in made:
            pair.fill()
        if made:
            form.set_clean()

    return fill
