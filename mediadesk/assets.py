"""Finds resources and catalogues in a source tree, an installed wheel and a frozen build alike."""

from functools import cache
from pathlib import Path
from typing import Any

from mediadesk.errors import Code, WorldTrouble

__all__ = ["find", "load_json", "load_toml", "names", "root"]


@cache
def root(name: str) -> Path:
    """Give the folder `resources` or `translations`.

    An installed package carries them inside itself as `_resources` and `_translations`; a source
    tree has them beside the package. WorldTrouble(RESOURCE_BAD) if neither is there.
    """
    package = Path(__file__).parent  # a folder in every build; importlib.resources costs 9 ms
    for folder in (package / f"_{name}", package.parent / name):
        if folder.is_dir():
            return folder
    raise WorldTrouble(Code.RESOURCE_BAD, name=name)


def find(name: str, centre: Path | None = None) -> Path:
    """Give the path of a resource such as `forms/ministry.toml`.

    A centre's own edition in `<centre>/custom/` wins over the one that came with the program.
    """
    if centre is not None:
        own = centre / "custom" / name
        if own.is_file():
            return own
    return root("resources") / name


def names(folder: str, centre: Path | None = None, suffix: str = ".toml") -> tuple[str, ...]:
    """Name the resources of one folder, the centre's own ones included, sorted."""
    places = [root("resources") / folder]
    if centre is not None:
        places.append(centre / "custom" / folder)
    found = {
        f"{folder}/{p.name}" for place in places if place.is_dir() for p in place.glob(f"*{suffix}")
    }
    return tuple(sorted(found))


def load_json(name: str, centre: Path | None = None) -> dict[str, Any]:
    """Read a JSON resource: what the first window needs, for `json` is loaded by then anyway.

    WorldTrouble(RESOURCE_BAD) names it when it cannot be read.
    """
    import json

    try:
        found: dict[str, Any] = json.loads(find(name, centre).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error
    return found


def load_toml(name: str, centre: Path | None = None) -> dict[str, Any]:
    """Read a TOML resource; WorldTrouble(RESOURCE_BAD) names it when it cannot be read."""
    import tomllib

    try:
        return tomllib.loads(find(name, centre).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error
