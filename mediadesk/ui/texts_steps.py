"""Steps of editing a wording: taken back and done again; quick typing in one field is one step."""

from PySide6.QtCore import QObject, QTimer

from mediadesk.domain.wordings import Draft

__all__ = ["Steps"]

_PAUSE_MS = 900
_MOST = 200


class Steps(QObject):
    """The drafts before and after the present one, each with the clause that was changed."""

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self.draft: Draft | None = None
        self._before: list[tuple[Draft, str]] = []
        self._after: list[tuple[Draft, str]] = []
        self._key = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.rest)

    def begin(self, draft: Draft) -> None:
        """Begin with a draft; there is nothing to take back."""
        self.draft = draft
        self._before, self._after = [], []
        self.rest()

    def rest(self) -> None:
        """The next change is a step of its own."""
        self._key = ""

    def put(self, draft: Draft, clause: str, key: str = "") -> None:
        """Take a new draft; with the same `key` soon after the last it belongs to that step."""
        if self.draft is None or draft == self.draft:
            return
        if not key or key != self._key:
            self._before.append((self.draft, clause))
            del self._before[:-_MOST]
        self._after.clear()
        self._key = key
        self._pause.start()
        self.draft = draft

    def step(self, direction: int) -> str | None:
        """Go back (-1) or on (1); give the clause it was about, None if there is nothing."""
        away, here = (self._before, self._after) if direction < 0 else (self._after, self._before)
        if not away or self.draft is None:
            return None
        draft, clause = away.pop()
        here.append((self.draft, clause))
        self.draft = draft
        self.rest()
        return clause

    def can(self, direction: int) -> bool:
        """Tell whether there is a step back (-1) or on (1)."""
        return bool(self._before if direction < 0 else self._after)
