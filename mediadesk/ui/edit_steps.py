"""Steps of an editor before anything is saved: what stood there, back and forth."""

from collections.abc import Mapping
from typing import Any

__all__ = ["EditSteps"]

_MOST = 200


class EditSteps:
    """Remembers states of an editor; the newest is what is shown."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._done: list[Mapping[str, Any]] = []
        self._undone: list[Mapping[str, Any]] = []

    def begin(self, state: Mapping[str, Any]) -> None:
        """Forget every step: this is what was loaded or saved."""
        self._done, self._undone = [state], []

    def note(self, state: Mapping[str, Any]) -> None:
        """Note a state as the newest; the same again is no step."""
        if self._done and self._done[-1] == state:
            return
        self._done = [*self._done, state][-_MOST:]
        self._undone = []

    def back(self) -> Mapping[str, Any] | None:
        """Give the state before the newest; None at the beginning."""
        if len(self._done) < 2:
            return None
        self._undone.append(self._done.pop())
        return self._done[-1]

    def forth(self) -> Mapping[str, Any] | None:
        """Give the state that was taken back last; None if there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
