"""Gives commands one after the other in this process, as `mediadesk` does; run by the tests of leaks."""

from __future__ import annotations

import json
import os
import sys

from mediadesk.app import main


def do_all() -> int:
    """Read commands as JSON, do each, and end with the first that fails."""
    for words in json.load(sys.stdin):
        status = main(["--centre", os.environ["MEDIADESK_TRIED"], *words])
        if status:
            print(words, status)
            return status
    return 0


if __name__ == "__main__":
    sys.exit(do_all())
