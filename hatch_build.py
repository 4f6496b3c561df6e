"""Put the data folders and the compiled catalogues into a standard wheel.

A wheel built from an sdist has no compiled catalogue of its own, so each .po is compiled here.
An editable install gets nothing: `mediadesk.assets` then finds the folders of the source tree.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in every compiled catalogue, so that two builds of the same sources are the same."""


class CatalogueHook(BuildHookInterface[Any]):
    """Compile `translations/*/LC_MESSAGES/*.po` and add them with `resources/` to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill `force_include` for a standard wheel; do nothing for an editable one."""
        if version != "standard":
            return
        root = Path(self.root)
        include: dict[str, str] = build_data["force_include"]
        for source in sorted((root / "resources").rglob("*")):
            if source.is_file():
                inside = source.relative_to(root / "resources").as_posix()
                include[str(source)] = f"mediadesk/_resources/{inside}"
        for source in sorted((root / "translations").glob("*.tsv")):
            include[str(source)] = f"mediadesk/_translations/{source.name}"
        self._compiled = tempfile.TemporaryDirectory(prefix="mediadesk-mo-")
        for source in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
            inside = source.relative_to(root / "translations").with_suffix(".mo").as_posix()
            target = Path(self._compiled.name) / inside
            compile_catalogue(source, target)
            include[str(target)] = f"mediadesk/_translations/{inside}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder of compiled catalogues."""
        if version == "standard":
            self._compiled.cleanup()


def compile_catalogue(source: Path, target: Path) -> None:
    """Write the .mo of one .po; a catalogue with a wrong placeholder stops the build."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream)
    problems = [
        f"{source.name}:{message.lineno}: {error}"
        for message, errors in catalogue.check()
        for error in errors
    ]
    if problems:
        raise ValueError("\n".join(problems))
    catalogue.creation_date = catalogue.revision_date = _NO_TIME
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
