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

__all__ = ["ZOOM", "Settings", "SettingsStore", "load", "save"]

_FILE = "settings.json"
ZOOM = (90, 150)
"""Smallest and largest size of letters, in per cent of the usual."""


class Settings(NamedTuple):
    """What a person chose: language, look, backups; `layout` remembers windows and columns."""

    language: str = "ru"
    theme: str = "system"
    zoom: int = 100
    second_backup_folder: str = ""
    lock_minutes: int = 15
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
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    usual = Settings(layout={})._asdict()
    good = {k: v for k, v in raw.items() if k in usual and type(v) is type(usual[k])}
    return Settings(**good)


def save(centre: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; a folder that cannot be written to is no error."""
    told = settings._asdict() | {"layout": dict(settings.layout)}
    with suppress(WorldTrouble), files.replacing(centre / _FILE) as part:
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
