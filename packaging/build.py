#!/usr/bin/env python3
"""Build what an office installs: `packaging/build.py linux | windows | all`.

Needs only Python's standard library, and Debian packages: packaging/prepare-debian installs them.
Beside the files stand release.toml and SHA256SUMS; packaging/release.py signs them.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import common  # found beside this file
import linux_build
import release
import windows_build


def parsed() -> argparse.Namespace:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("system", choices=["linux", "windows", "all"])
    add("--out", type=Path, default=common.ROOT / "dist", help="where the finished files go")
    add("--work", type=Path, default=common.ROOT / "build" / "packaging", help="where it is made")
    add(
        "--version", help="another version than that of mediadesk/__init__.py: for tests of updates"
    )
    add(
        "--update-key",
        type=Path,
        help="another public key than resources/update-key.pub: for tests",
    )
    add("--quick", action="store_true", help="pack fast, a third larger: for tests")
    return parser.parse_args()


def main() -> int:
    """Build what is asked for; print each finished file with its size and hash."""
    asked = parsed()
    if asked.version:
        os.environ["MEDIADESK_BUILD_VERSION"] = asked.version
    if asked.update_key:
        os.environ["MEDIADESK_UPDATE_KEY"] = str(asked.update_key.resolve())
    out, work = asked.out.resolve(), asked.work.resolve()
    for folder in (out, work):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        made: list[Path] = []
        if not common.update_key().is_file():
            common.say(f"no {common.update_key().name}: what is built here cannot check an update")
        if asked.system in ("linux", "all"):
            made += linux_build.build(work, out, quick=asked.quick)
        if asked.system in ("windows", "all"):
            made += windows_build.build(work, out, quick=asked.quick)
        made += release.describe(out)
    except common.BuildFault as fault:
        print(f"build: {fault}", file=sys.stderr)
        return 1
    for path in made:
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB  {common.sha256(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
