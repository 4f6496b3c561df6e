"""Finds resources and catalogues in a source tree, an installed wheel and a frozen build alike."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mediadesk.errors import Code, WorldTrouble

__all__ = ["Shelf", "find", "is_own", "load_json", "load_toml", "names", "root"]


class Shelf(NamedTuple):
    """Where a centre's own editions are: texts kept in its file by name, and files of its folder."""

    folder: Path
    texts: Mapping[str, str] = MappingProxyType({})


def _own_folder(centre: "Path | Shelf | None") -> Path | None:
    folder = centre.folder if isinstance(centre, Shelf) else centre
    return folder / "custom" if folder is not None else None


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


def find(name: str, centre: Path | Shelf | None = None) -> Path:
    """Give the path of a resource such as `forms/ministry.toml`.

    A centre's own edition in `<centre>/custom/` wins over the one that came with the program.
    """
    folder = _own_folder(centre)
    if folder is not None and (folder / name).is_file():
        return folder / name
    return root("resources") / name


def is_own(name: str, centre: Path | Shelf | None = None) -> bool:
    """Tell whether a centre has an edition of its own of a resource."""
    if isinstance(centre, Shelf) and name in centre.texts:
        return True
    folder = _own_folder(centre)
    return folder is not None and (folder / name).is_file()


def names(
    folder: str, centre: Path | Shelf | None = None, suffix: str = ".toml"
) -> tuple[str, ...]:
    """Name the resources of one folder, the centre's own ones included, sorted."""
    places = [root("resources") / folder]
    own = _own_folder(centre)
    if own is not None:
        places.append(own / folder)
    found = {
        f"{folder}/{p.name}" for place in places if place.is_dir() for p in place.glob(f"*{suffix}")
    }
    if isinstance(centre, Shelf):
        found |= {name for name in centre.texts if name.startswith(f"{folder}/")}
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


def load_toml(name: str, centre: Path | Shelf | None = None) -> dict[str, Any]:
    """Read a TOML resource; WorldTrouble(RESOURCE_BAD) names it when it cannot be read.

    What a centre keeps in its file wins over its folder, and that over what was supplied.
    """
    import tomllib

    try:
        if isinstance(centre, Shelf) and name in centre.texts:
            return tomllib.loads(centre.texts[name])
        return tomllib.loads(find(name, centre).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error
