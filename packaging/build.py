#!/usr/bin/env python3
"""Build what an office installs: `packaging/build.py linux | windows | all`.

    --out FOLDER    where the finished files go (default: dist)
    --work FOLDER   where the build is made (default: build/packaging)
    --quick         zlib instead of LZMA: for tests, a few times faster and a third larger

Needs only Python's standard library, and Debian packages that it names when they are missing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import common  # found beside this file
import linux_build
import release
import windows_build


def main() -> int:
    """Build what is asked for; print each finished file with its size and hash."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("system", choices=["linux", "windows", "all"])
    parser.add_argument("--out", type=Path, default=common.ROOT / "dist")
    parser.add_argument("--work", type=Path, default=common.ROOT / "build" / "packaging")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    out, work = asked.out.resolve(), asked.work.resolve()
    for folder in (out, work):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        made: list[Path] = []
        if asked.system in ("linux", "all"):
            made += linux_build.build(work, out, quick=asked.quick)
        if asked.system in ("windows", "all"):
            made += windows_build.build(work, out, quick=asked.quick)
        made.append(release.sums(out, made))
    except common.BuildFault as fault:
        print(f"build: {fault}", file=sys.stderr)
        return 1
    for path in made:
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB  {common.sha256(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
