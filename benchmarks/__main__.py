"""`python -m benchmarks [--fast] [--write] [--cases N] [NAME ...]`: take the benchmarks, print the table.

`--fast` uses small data and few pairs, to prove that the benchmarks run; its figures mean little.
`--cases` is how many the file of `migration` has.
`--write` puts the table into docs/performance.md. The exit status is 1 when a goal is missed.
"""

import argparse
import datetime as dt
import importlib
import os
import platform
import sys
from pathlib import Path

from benchmarks.harness import Result

NAMES = (
    "start",
    "search",
    "lists",
    "save",
    "workbook",
    "packs",
    "years",
    "agreement",
    "merge",
    "offices",
    "migration",
)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
MARK = "<!-- figures of the last run -->"


def table(results: list[Result]) -> str:
    """Write the results as a Markdown table."""
    lines = ["| what | measured | goal | kept | detail |", "| --- | --- | --- | --- | --- |"]
    for r in results:
        gates = "; ".join(f"{name}: {'yes' if ok else 'NO'}" for name, ok in r.gates.items())
        detail = "; ".join(part for part in (r.detail, gates) if part)
        kept = "yes" if r.is_kept else "NO"
        lines.append(
            f"| {r.name} | {r.value:.2f} {r.unit} | {r.goal:g} {r.unit} | {kept} | {detail} |"
        )
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Take the chosen benchmarks; see the module's text for the switches."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cases", type=int, default=0)
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    for name in options.names or NAMES:
        told = {"cases": options.cases} if name == "migration" else {}
        results += importlib.import_module(f"benchmarks.{name}").run(fast=options.fast, **told)
    print(table(results))
    if options.write:
        head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
        machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
        taken = f"Taken on {dt.datetime.now(dt.UTC):%d.%m.%Y} with `python -m benchmarks --write`: {machine}."
        PAGE.write_text(f"{head}{MARK}\n\n{taken}\n\n{table(results)}\n", encoding="utf-8")
    return 0 if options.fast or all(r.is_kept for r in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
