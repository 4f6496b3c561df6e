"""The data dictionary tells what the entities declare now."""

import subprocess
import sys

from tests.arch.tree import ROOT


def test_the_data_dictionary_is_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "data-dictionary"), "--check"], check=False
    )
    assert done.returncode == 0, "run scripts/data-dictionary"
