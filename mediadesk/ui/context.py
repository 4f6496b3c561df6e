"""What every page is given: the desk, words, jobs, messages and the way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediadesk.config import Settings
from mediadesk.domain.ports import Clock
from mediadesk.i18n import Translator

if TYPE_CHECKING:
    from mediadesk.ui.jobs import Jobs
    from mediadesk.ui.messages import Messages
    from mediadesk.usecases.desk import Desk

__all__ = ["Ctx", "SettingsStore"]


class SettingsStore:
    """Holds the settings of the centre and writes every change at once."""

    def __init__(self, settings: Settings, write: Callable[[Settings], None]) -> None:
        """Keep the settings read at the start and the function that writes them."""
        self.now = settings
        self._write = write

    def change(self, settings: Settings) -> None:
        """Take new settings and write them."""
        self.now = settings
        self._write(settings)

    def layout(self, name: str) -> Any:
        """Give what was remembered of a window or list; None if nothing was."""
        return self.now.layout.get(name)

    def remember(self, name: str, value: object) -> None:
        """Remember something of a window or list; written only when it changed."""
        if self.now.layout.get(name) != value:
            self.now.layout[name] = value
            self._write(self.now)


@dataclass(slots=True)
class Ctx:
    """The context of a page; `navigate(page, **args)` opens another page."""

    desk: "Desk"
    tr: Translator
    jobs: "Jobs"
    messages: "Messages"
    navigate: Callable[..., None]
    settings: SettingsStore
    clock: Clock
