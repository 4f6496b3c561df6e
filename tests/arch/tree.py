"""What the tests of this folder share: the files of the project, as git sees them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Give every file that is, or is about to be, part of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def modules() -> list[Path]:
    """Give the modules of the program."""
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(PACKAGE)]


PACKAGE = ROOT / "mediadesk"


def parsed(path: Path) -> ast.Module:
    """Give the syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    """Give the path as people write it."""
    return path.relative_to(ROOT).as_posix()
