"""The scripts read, can be run, refuse what they do not know, and are the ones the readme names."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, files, short

SCRIPTS = [
    path for path in files() if path.parent in {ROOT / "scripts", ROOT / ".ci"} and not path.suffix
]
BASH = [path for path in SCRIPTS if path.read_text("utf-8").startswith("#!/usr/bin/env bash")]


@pytest.mark.parametrize("path", SCRIPTS, ids=short)
def test_a_script_can_be_run(path: Path) -> None:
    assert os.access(path, os.X_OK)
    assert path.read_text("utf-8").startswith(("#!/usr/bin/env bash\n", "#!/usr/bin/env python3\n"))


@pytest.mark.parametrize("path", BASH, ids=short)
def test_bash_can_read_it_and_it_stops_at_errors(path: Path) -> None:
    done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^set -e?uo pipefail$", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ["setup", "prove-fresh-debian"])
def test_an_unknown_argument_is_the_callers_mistake(name: str) -> None:
    done = subprocess.run(
        [str(ROOT / "scripts" / name), "--nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"```\n(.*?)```", text, re.DOTALL)
    assert block is not None
    commands = [line.split()[0] for line in block.group(1).splitlines()]
    assert commands == ["scripts/run", "scripts/test"]
