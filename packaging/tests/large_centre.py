"""Makes a centre of many invented cases, for tests of updates; runs where the program's packages are.

large_centre.py FOLDER CASES PASSPHRASE
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks import data  # found above
from mediadesk.app import SystemClock, SystemIds
from mediadesk.usecases.opening import create_desk

_YEARS = (2024, 2025, 2026)


def main(folder: Path, cases: int, phrase: str) -> None:
    """Make it."""
    desk, _key = create_desk(folder, phrase, clock=SystemClock(), ids=SystemIds(), immediate=False)
    try:
        data.fill(desk.store, cases, _YEARS)
    finally:
        desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
