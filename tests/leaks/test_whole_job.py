"""The whole work, by commands and in the window: nothing outside the chosen folders, no network."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import blanks
from tests.e2e.conftest import PASSPHRASE, REGISTERS, ROOT
from tests.leaks.watching import watched, without_network

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="watches as Linux lets it"),
]

FORMS = ("ministry", "funnel", "regions")
SOCKET = re.compile(r"tmp/(\.[A-Za-z0-9]{6}(/.+)?|mediadesk-[0-9a-f]{16})")
"""The local socket that a second start calls, and the folder in which Qt gives it its rights."""
KILLED = -31
"""SIGSYS: the process asked for a socket that is not local."""


@dataclass
class Office:
    """A home, a folder for temporary files, a centre in it and a folder that the person chose."""

    home: Path
    names: set[str]
    files: list[Path]
    titles: list[str]

    @property
    def centre(self) -> Path:
        return self.home / "centre"

    @property
    def out(self) -> Path:
        return self.home / "chosen"

    def run(self, *words: str, told: str = "") -> str:
        """Run a program of Python without a network and with no mask of rights."""
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "MEDIADESK_TRIED": str(self.centre),
            "MEDIADESK_PASSPHRASE": PASSPHRASE,
            "MEDIADESK_PACKAGE_PASSPHRASE": PASSPHRASE,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            # Qt asks the printing service of the system for printers; it is called over a local
            # socket where there is one, and over the loopback of this computer where there is none.
            "CUPS_SERVER": str(self.home / "no-printing-service"),
        }
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.home / "desk",
            env=env,
            input=told,
            capture_output=True,
            encoding="utf-8",
            timeout=400,
            check=False,
            preexec_fn=_alone,
        )
        assert done.returncode != KILLED, f"{words}: asked for the network"
        fell = [each.read_text("utf-8") for each in self.centre.glob("logs/crash-*")]
        assert (done.returncode, done.stderr, fell) == (0, "", []), (
            words,
            fell,
            done.stdout[-300:],
        )
        return done.stdout


def _alone() -> None:
    os.umask(0)
    without_network()


def _commands(out: Path) -> list[list[str]]:
    """Name everything there is a command for, on the cases of a practice centre."""
    reports = [
        ["report", form, "--period", "2025", "--format", kind, "--out", f"{out}/{form}.{kind}"]
        for form in FORMS
        for kind in ("xlsx", "pdf", "csv", "json")
    ]
    return [
        ["demo", "--cases", "40", "--seed", "2", "--year", "2025", "--out", f"{out}/job"],
        [*("import", str(REGISTERS / "uralsk-2023.xlsx")), "--rejected", f"{out}/rejected.xlsx"],
        *reports,
        ["cases", "--format", "xlsx", "--out", f"{out}/cases.xlsx"],
        ["cases", "--format", "pdf", "--out", f"{out}/cases.pdf"],
        ["terms", "--period", "2025-11", "--format", "pdf", "--out", f"{out}/terms.pdf"],
        ["mediators", "--format", "xlsx", "--out", f"{out}/mediators.xlsx"],
        ["calendar", "--period", "2025", "--out", f"{out}/calendar.ics"],
        ["journal", "--format", "xlsx", "--out", f"{out}/journal.xlsx"],
        ["package", "make", "--to", f"{out}/cases.mdpack"],
        ["package", "card", "--to", f"{out}/card.mdcard"],
        ["export", "--to", f"{out}/open", "--unprotected"],
        ["backup", "make", "--to", f"{out}/own.mdbackup"],
        ["backup", "verify", f"{out}/own.mdbackup"],
        ["casefile", "2025/0003", "--out", f"{out}/file.pdf"],
        ["check"],
        ["cases", "--json"],
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Do the whole work once and remember every file that was made meanwhile."""
    home = tmp_path_factory.mktemp("home")
    for name in ("tmp", "chosen", "desk"):
        (home / name).mkdir()
    made = Office(home, set(), [], [])
    (home / "chosen" / "blank-in.xlsx").write_bytes(blanks.table())
    with watched(home) as watch:
        told = json.dumps(_commands(made.out))
        said = made.run("tests.leaks.commands_child", told=told)
        shown = made.run(
            "tests.leaks.window_child",
            *(str(made.centre), str(made.out), str(made.out / "blank-in.xlsx")),
        )
        made.files = watch.read()
    made.titles = shown.splitlines()
    made.names = _people(json.loads(said[said.rindex("\n{\n") :])["cases"])
    yield made
    shutil.rmtree(home)


def _people(cases: list[dict[str, str]]) -> set[str]:
    """Name all parties by surname and given name, as they stand in every list."""
    told = (case[side] for case in cases for side in ("first_party", "second_party"))
    words = (name.split() for each in told for name in each.split(",") if "«" not in name)
    return {" ".join(each[:2]) for each in words if len(each) > 2}


def test_nothing_is_made_outside_the_centre_and_the_chosen_folder(office: Office) -> None:
    """No temporary file, no list of recent files, no thumbnail, no settings of Qt."""
    inside = (office.centre, office.out)
    strange = [
        path
        for path in office.files
        if not any(path == root or path.is_relative_to(root) for root in inside)
        and not SOCKET.fullmatch(str(path.relative_to(office.home)))
    ]
    assert strange == []
    assert len(office.files) > 40


def test_files_are_their_owners_only_whatever_the_mask(office: Office) -> None:
    """The programs were started with a mask that takes no right away."""
    wide = [
        (str(path.relative_to(office.home)), oct(stat.S_IMODE(path.stat().st_mode)))
        for root in (office.centre, office.out)
        for path in root.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077 and path.name != "blank-in.xlsx"
    ]
    assert wide == []
    assert stat.S_IMODE(office.centre.stat().st_mode) == 0o700


def test_names_of_files_and_titles_of_windows_name_nobody(office: Office) -> None:
    """Neither those the program chose nor those of windows, also while the gate is shown."""
    assert len(office.names) > 20
    chosen = {
        str(path.relative_to(office.home)) for path in office.files if "open" not in path.parts
    }
    for text in (*chosen, *office.titles):
        assert not {name for name in office.names if name in text}, text
    assert any("MediaDesk" in title for title in office.titles)


def test_statistics_name_no_party(office: Office) -> None:
    """The reports that leave the office hold figures and numbers of cases."""
    for form in FORMS:
        texts = [(office.out / f"{form}.{kind}").read_bytes() for kind in ("csv", "json")]
        with zipfile.ZipFile(office.out / f"{form}.xlsx") as book:
            texts += [book.read(name) for name in book.namelist()]
        done = subprocess.run(
            ["pdftotext", office.out / f"{form}.pdf", "-"], capture_output=True, check=True
        )
        for text in (*texts, done.stdout):
            told = text.decode("utf-8", "replace")
            assert not {name for name in office.names if name in told}


def test_logs_and_settings_name_nobody(office: Office) -> None:
    """What lies in the folder of the centre without encryption."""
    for path in office.centre.rglob("*"):
        if path.is_file():
            told = path.read_bytes().decode("utf-8", "replace")
            assert not {name for name in office.names if name in told}, path.name


def test_a_socket_that_is_not_local_ends_the_process(office: Office) -> None:
    """The lock on the network is a true one: our own child falls when it asks for a socket."""
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket(socket.AF_INET)"],
        preexec_fn=without_network,
        check=False,
    )
    assert done.returncode == KILLED
