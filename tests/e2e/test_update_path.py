"""From one version to the next and back, with a release made here: programs as installed for one user.

The older program is this source tree; the newer one is the same with another number and one more
migration. Both are started from their folders as an office's are; the installer is a shell script
in place of the self-extracting file, with what matters of it: a folder for each version, two links.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import data
from mediadesk.app import SystemIds
from mediadesk.domain.releases import ABOUT
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import SetClock
from tests.e2e.conftest import PASSPHRASE, ROOT
from tests.releases import SIGNER, about, seal

CASES = 10_000
MIGRATION = """
from mediadesk.db.migrations.m0001_initial import apply as _first


def _newer(conn):
    conn.execute("CREATE TABLE of_the_newer (id INTEGER PRIMARY KEY)")


MIGRATIONS["m9001_newer"] = _newer
_NEWEST = "m9001_newer"
"""
INSTALLER = """#!/bin/sh
set -eu
cp -R "{built}" "{top}/0.2.0.partial"
mv "{top}/0.2.0.partial" "{top}/0.2.0"
ln -sfn 0.1.0 "{top}/previous"
ln -sfn 0.2.0 "{top}/current"
"""


def build(folder: Path, version: str) -> Path:
    """Lay out a program as a build does: its package, its data, its key, a file that starts it."""
    package = folder / "app" / "mediadesk"
    package.parent.mkdir(parents=True)
    subprocess.run(["cp", "-R", str(ROOT / "mediadesk"), str(package)], check=True)
    for name in ("resources", "translations"):
        subprocess.run(["cp", "-R", str(ROOT / name), str(folder / "app" / name)], check=True)
    init = package / "__init__.py"
    init.write_text(init.read_text("utf-8").replace("0.1.0", version), encoding="utf-8")
    (folder / "app" / "resources" / "update-key.pub").write_text(SIGNER.public, encoding="utf-8")
    if version != "0.1.0":
        file = package / "db" / "migrations" / "__init__.py"
        file.write_text(file.read_text("utf-8") + MIGRATION, encoding="utf-8")
    start = folder / "mediadesk"
    start.write_text(
        f'#!/bin/sh\ncd "$(dirname "$0")/app"\nexec {sys.executable} -m mediadesk "$@"\n'
    )
    start.chmod(0o755)
    return folder


class Office:
    """A computer of an office: the program, a centre, commands given to whatever is in use."""

    def __init__(self, home: Path) -> None:
        self.top = home / "opt" / "mediadesk"
        self.centre = home / "centre"
        build(self.top / "0.1.0", "0.1.0")
        (self.top / "current").symlink_to("0.1.0")

    def say(self, *words: object, status: int | None = 0) -> dict[str, object]:
        """Give a command to the version in use and read its answer; None where any end is good."""
        around = {**os.environ, "MEDIADESK_PASSPHRASE": PASSPHRASE}
        told = [self.top / "current" / "mediadesk", "--centre", self.centre, *words, "--json"]
        done = subprocess.run(
            [str(each) for each in told],
            env=around,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        assert status in (None, done.returncode), done.stderr[-2000:]
        return json.loads(done.stdout) if done.stdout else {}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def stick(tmp_path: Path, office: Office) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    built = build(tmp_path / "built", "0.2.0")
    script = INSTALLER.format(built=built, top=office.top)
    (folder / "mediadesk-0.2.0.run").write_text(script, encoding="utf-8")
    files = {"linux-run": "mediadesk-0.2.0.run"}
    (folder / ABOUT).write_text(about(schema=9001, files=files), encoding="utf-8")
    seal(folder)
    return folder


def fill_centre(folder: Path, cases: int) -> None:
    """Make a centre of invented people with the schema of the older version."""
    clock = SetClock()
    desk, _key = create_desk(folder, PASSPHRASE, clock=clock, ids=SystemIds())
    try:
        if cases >= CASES:
            data.fill(desk.store, cases, (2024, 2025, 2026))
        else:
            fill(desk.store, desk.law, cases=cases, seed=1, last=clock.today())
    finally:
        desk.close()


def walk(office: Office, stick: Path, cases: int) -> None:
    """Go to the next version and back again."""
    fill_centre(office.centre, cases)
    assert office.say("about")["version"] == "0.1.0"
    state = office.say("check", status=None)
    seen = office.say("update", "look", stick)
    assert (seen["standing"], seen["hindrance"]) == ("newer", None)
    done = office.say("update", "install", stick)
    assert done["installed"] is True
    assert office.say("about")["version"] == "0.2.0"
    assert office.say("check", status=None) == state, "the first opening has migrated the file"
    appeals = office.say("cases", "--format", "json")
    office.say("import", stick_journal(), status=0)
    told = office.say("update", "back", status=1)
    assert (told["version"], told["is_sure"], told["done"]) == ("0.1.0", True, False)
    assert int(str(told["entries_lost"])) > 0
    assert int(str(told["cases_lost"])) > 0
    assert office.say("about")["version"] == "0.2.0", "telling changes nothing"
    office.say("update", "back", "--confirm")
    assert office.say("about")["version"] == "0.1.0"
    assert office.say("check", status=None) == state
    assert office.say("cases", "--format", "json") == appeals
    assert list(office.centre.glob("centre-replaced-*.db"))
    again = office.say("update", "install", stick)
    assert again["installed"] is True
    assert office.say("cases", "--format", "json") == appeals


def stick_journal() -> Path:
    """Name a journal that brings new cases."""
    return ROOT / "tests" / "data" / "registers" / "uralsk-2023.xlsx"


@pytest.mark.timeout(600)
def test_to_the_next_version_and_back(office: Office, stick: Path) -> None:
    walk(office, stick, 60)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_to_the_next_version_and_back_with_ten_thousand_cases(office: Office, stick: Path) -> None:
    walk(office, stick, CASES)


def test_a_forged_release_leaves_the_version_in_use(office: Office, stick: Path) -> None:
    fill_centre(office.centre, 5)
    with (stick / "mediadesk-0.2.0.run").open("a") as file:
        file.write("echo evil\n")
    office.say("update", "install", stick, status=3)
    (stick / "SHA256SUMS").write_text("forged")
    office.say("update", "look", stick, status=3)
    assert office.say("about")["version"] == "0.1.0"
    assert office.say("backup", "list")["backups"] == []
