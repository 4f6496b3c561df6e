"""Runs the checks of one tier, Linux then Windows: each is a module with `run(work, out)`."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import common  # noqa: E402  # found above


def main(tier: str, words: str) -> int:
    """Run what is asked for, tell its lines; 1 when something does not hold."""
    parser = argparse.ArgumentParser(
        description=words, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("system", nargs="*", help="linux, windows; all where nothing is said")
    parser.add_argument("--work", type=Path, default=common.ROOT / "build" / "packaging")
    parser.add_argument("--out", type=Path, default=common.ROOT / "build" / f"packaging-{tier}")
    asked = parser.parse_args()
    there = sorted(path.stem.removeprefix(f"{tier}_") for path in HERE.glob(f"{tier}_*.py"))
    systems = asked.system or there
    if not set(there).issuperset(systems):
        parser.error(" or ".join(there))
    status = 0
    for folder in (asked.work, asked.out):
        folder.mkdir(parents=True, exist_ok=True)
    for system in systems:
        begun = time.monotonic()
        try:
            for line in importlib.import_module(f"{tier}_{system}").run(
                asked.work.resolve(), asked.out.resolve()
            ):
                print(line, flush=True)
        except common.BuildFault as fault:
            print(f"{system}: {fault}", file=sys.stderr)
            status = 1
        print(f"{system}: {'ok' if not status else 'NOT'}, {time.monotonic() - begun:.0f} s")
    return status
