"""The papers beside the code stay true: architecture, decisions, changelog, readme."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.tree import ROOT, files, short

ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


def test_architecture_lists_every_module() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/module-list", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", ADRS, ids=short)
def test_a_decision_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. \S", text)
    parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.M)
    assert parts == ["Status", "Context", "Decision", "Consequences", "Alternatives"]


def test_every_run_time_package_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reasons = (ROOT / "docs" / "adr" / "0013-run-time-packages.md").read_text("utf-8")
    names = [re.split(r"[=<>]", each)[0] for each in project["dependencies"]]
    assert [name for name in names if f"**{name}**" not in reasons] == []


def test_changelog_has_an_unreleased_part() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("path", [p for p in files() if p.suffix == ".md"], ids=short)
def test_links_between_papers_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    local = [each for each in targets if "://" not in each and not each.startswith("mailto:")]
    assert [each for each in local if not (path.parent / each).exists()] == []
