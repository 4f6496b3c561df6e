"""What stands beside the builds of a release: the list of their checksums."""

from __future__ import annotations

from pathlib import Path

import common


def sums(out: Path, made: list[Path]) -> Path:
    """Write SHA256SUMS for the files made, in the form that `sha256sum -c` reads."""
    lines = [f"{common.sha256(path)}  {path.name}\n" for path in sorted(made)]
    target = out / "SHA256SUMS"
    target.write_text("".join(lines), encoding="utf-8")
    return target
