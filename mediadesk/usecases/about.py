"""What the program says of itself: its version, its parts and their licences, what is new."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import mediadesk
from mediadesk import assets
from mediadesk.domain.releases import news_of, version_key

if TYPE_CHECKING:
    from importlib.metadata import Distribution
    from pathlib import Path

__all__ = ["Component", "Licences", "News", "licences", "news_since", "reports_folder"]

_SHIPPED: Final = "licences/shipped.txt"
_SBOM: Final = "licences/sbom.json"


@dataclass(frozen=True, slots=True)
class Component:
    """A part that is shipped: its name, version and licence."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Licences:
    """Everything that is shipped; `text` holds all licences in a build, '' in a source tree."""

    components: tuple[Component, ...]
    text: str
    fonts: str
    icons: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a version, by language."""

    version: str
    lines: dict[str, tuple[str, ...]]


def reports_folder(centre: Path) -> Path:
    """Give the folder of a centre with its log and its crash reports."""
    return centre / "logs"


def licences() -> Licences:
    """Give the licences of everything shipped: as the build wrote them, or as packages tell."""
    root = assets.root("resources")
    shipped = _text(root / _SHIPPED)
    found = _from_sbom(_text(root / _SBOM)) if shipped else ()
    return Licences(
        found or _from_packages(),
        shipped,
        _text(root / "fonts" / "LICENSE-OFL.txt"),
        _text(root / "icons" / "LICENSE"),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _from_sbom(text: str) -> tuple[Component, ...]:
    """Read a CycloneDX bill of materials; () where it makes no sense."""
    try:
        rows = json.loads(text)["components"]
        return tuple(Component(r["name"], str(r.get("version", "")), _licence(r)) for r in rows)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _licence(row: dict[str, list[dict[str, object]]]) -> str:
    told = []
    for each in row.get("licenses", []):
        inner = each.get("license", {})
        name = inner.get("name") or inner.get("id") if isinstance(inner, dict) else ""
        told.append(str(each.get("expression") or name or ""))
    return ", ".join(filter(None, told))


def _from_packages() -> tuple[Component, ...]:
    """Name the packages that are installed beside the program."""
    from importlib.metadata import distributions

    found = {
        package.metadata["Name"].lower(): Component(
            package.metadata["Name"], package.version, _said(package)
        )
        for package in distributions()
    }
    found.pop("mediadesk", None)
    return tuple(found[name] for name in sorted(found))


def _said(package: Distribution) -> str:
    meta = package.metadata
    names = [name for name in ("License-Expression", "License") if name in meta]
    told = str(meta[names[0]]).strip() if names else ""
    if told and len(told.splitlines()) == 1:
        return told
    classes = [c for c in meta.get_all("Classifier") or () if c.startswith("License ::")]
    return ", ".join(c.rpartition(" :: ")[2] for c in classes)


def news_since(before: str) -> tuple[News, ...]:
    """Give what is new since a version, the newest first; what came with this program alone."""
    ours = version_key(mediadesk.__version__)
    found = []
    for name in assets.names("news"):
        version = name.removeprefix("news/").removesuffix(".toml")
        key = version_key(version)
        if key <= ours and (not before or key > version_key(before)):
            found.append((key, News(version, news_of(assets.load_toml(name)))))
    return tuple(news for _key, news in sorted(found, key=lambda each: each[0], reverse=True))
