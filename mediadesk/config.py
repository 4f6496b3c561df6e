"""Settings of one centre on this computer: a small typed file beside the database.

No personal data stands here. A damaged file is set aside and the defaults are used.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mediadesk import files
from mediadesk.errors import WorldTrouble

__all__ = [
    "LONGEST_CLIPBOARD",
    "LONGEST_LOCK",
    "ZOOM",
    "Settings",
    "SettingsStore",
    "keep_place",
    "load",
    "place",
    "save",
]

_FILE = "settings.json"
_PLACE = "place.json"
ZOOM = (90, 150)
"""Smallest and largest size of letters, in per cent of the usual."""
LONGEST_LOCK = 240
"""Minutes without a touch after which the centre is locked at the latest, if it ever is."""
LONGEST_CLIPBOARD = 3600
"""Seconds for which what was copied may stay on the clipboard at most, if it ever goes."""


class Settings(NamedTuple):
    """What a person chose: language, look, backups; `layout` remembers windows and columns."""

    language: str = "ru"
    theme: str = "system"
    zoom: int = 100
    second_backup_folder: str = ""
    second_backup_mark: str = ""
    lock_minutes: int = 15
    clipboard_seconds: int = 120
    layout: Mapping[str, Any] = MappingProxyType({})


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

    def table(self, name: str) -> dict[str, Any]:
        """Give a table of names that was remembered; an empty one if it is something else."""
        found = self.layout(name)
        return found if isinstance(found, dict) else {}

    def remember(self, name: str, value: object) -> None:
        """Remember something of a window or list; written only when it changed."""
        if self.now.layout.get(name) != value:
            self.keep(name, value)
            self._write(self.now)

    def keep(self, name: str, value: object) -> None:
        """Remember something that changes with every move of the mouse; written with the next change."""
        self.now = self.now._replace(layout={**self.now.layout, name: value})


def load(centre: Path) -> Settings:
    """Read the settings of a centre; unknown entries are ignored, wrong types fall back."""
    try:
        raw = json.loads((centre / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    usual = Settings(layout={})._asdict()
    good = {k: v for k, v in raw.items() if k in usual and type(v) is type(usual[k])}
    return _within(Settings(**good))


def _within(told: Settings) -> Settings:
    """Bring numbers that no page offers into their bounds."""
    return told._replace(
        zoom=min(max(told.zoom, ZOOM[0]), ZOOM[1]),
        lock_minutes=min(max(told.lock_minutes, 0), LONGEST_LOCK),
        clipboard_seconds=min(max(told.clipboard_seconds, 0), LONGEST_CLIPBOARD),
    )


def save(centre: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; a folder that cannot be written to is no error."""
    target = centre / _FILE
    told = settings._asdict() | {"layout": dict(settings.layout)}
    with suppress(WorldTrouble), files.replacing(target) as part:
        part.write_text(json.dumps(told, indent=1), encoding="ascii")


def place(usual: Path) -> Path:
    """Give the folder of the centre: the one chosen at the first start, else the usual one."""
    try:
        told = json.loads((usual / _PLACE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return usual
    chosen = told.get("centre") if isinstance(told, dict) else None
    return Path(chosen) if isinstance(chosen, str) and Path(chosen).is_absolute() else usual


def keep_place(usual: Path, chosen: Path) -> None:
    """Remember where the centre is, for the next start; WorldTrouble where it cannot be written."""
    file = usual / _PLACE
    if chosen == usual:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise files.trouble(error, file.name) from error
        return
    files.private_folder(usual)
    with files.replacing(file) as part:
        part.write_text(json.dumps({"centre": str(chosen)}, ensure_ascii=False), encoding="utf-8")
