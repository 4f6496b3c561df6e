"""Settings of one centre on this computer: a small typed file beside the database.

No personal data stands here. A damaged file is set aside and the defaults are used.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

__all__ = ["ZOOM", "Settings", "load", "save"]

_FILE = "settings.json"
ZOOM = (90, 150)
"""Smallest and largest size of letters, in per cent of the usual."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose: language, look, backups; `layout` remembers windows and columns."""

    language: str = "ru"
    theme: str = "system"
    zoom: int = 100
    second_backup_folder: str = ""
    lock_minutes: int = 15
    layout: dict[str, Any] = field(default_factory=dict)


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
    default = Settings()
    known = {f.name: getattr(default, f.name) for f in fields(Settings)}
    good = {k: v for k, v in raw.items() if k in known and type(v) is type(known[k])}
    return replace(default, **good)


def save(centre: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; a folder that cannot be written to is no error."""
    target = centre / _FILE
    part = target.with_suffix(".part")
    try:
        part.write_text(
            json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8"
        )
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
