"""What every page is given: the desk, words, jobs, messages and the way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
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

    def second_folder(self) -> Path | None:
        """Give the folder for second copies of backups; None if none was chosen."""
        return Path(self.now.second_backup_folder) if self.now.second_backup_folder else None

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
    redress: Callable[..., None] = lambda *_a, **_k: None
    """Takes new settings of language and look and shows the window in them."""
    restore: Callable[[Path, str], None] = lambda *_: None
    """Puts a proven backup in the place of the open centre: its file and its passphrase."""
