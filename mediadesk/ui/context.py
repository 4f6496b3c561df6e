"""What every page is given: the desk, words, jobs, messages and the way to other pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediadesk.config import SettingsStore
    from mediadesk.domain.ports import Clock
    from mediadesk.i18n import Translator
    from mediadesk.ui.jobs import Jobs
    from mediadesk.ui.messages import Messages
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.updating import WayBack

__all__ = ["Ctx"]


@dataclass(slots=True)
class Ctx:
    """The context of a page; `navigate(page, **args)` opens another page."""

    desk: "Desk"
    tr: "Translator"
    jobs: "Jobs"
    messages: "Messages"
    navigate: Callable[..., None]
    settings: "SettingsStore"
    clock: "Clock"
    redress: Callable[..., None] = lambda *_a, **_k: None
    """Takes new settings of language and look and shows the window in them."""
    restore: Callable[[Path, str], None] = lambda *_: None
    """Puts a proven backup in the place of the open centre: its file and its passphrase."""
    rekey: Callable[[str], None] = lambda _passphrase: None
    """Encrypts the open centre with a new key; wants the passphrase of whoever does it."""
    go_back: "Callable[[WayBack, str], None]" = lambda _way, _passphrase: None
    """Puts the backup of the older version in the place of the open centre and starts that version."""
    relaunch: "Callable[[Callable[[Sequence[str]], None]], None]" = lambda _after: None
    """Ends the program, then starts another version with the options this one was started with."""
