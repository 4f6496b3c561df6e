"""The walk of `walk.py` on Windows, as wine has it: the stick is E:, the setup is gone through page by page."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hands
import wine
from person import PHRASE, Person
from walk import CASES, Walk

if TYPE_CHECKING:
    from editions import Editions

_RUSSIAN = "1049"
_CENTRE = rf"{wine.LOCAL}\mediadesk"
_PAGES = ("Вас приветствует", "Папка установки", "Завершение работы")
"""Headings of the pages of the setup that a person answers with Enter."""


class Windows:
    """A Windows with this version installed for one user."""

    kind, release, ready = "windows", r"E:\SHA256SUMS", "Всё готово"

    def __init__(self, machine: wine.Wine, display: str) -> None:
        """Take the machine, and another display, which has a window manager."""
        self.wine = machine
        machine.stop()
        machine.env["DISPLAY"] = display

    def prepare(self, stick: Path, centre: Path) -> None:
        """Put the stick in, and a centre into the usual folder; the setup speaks Russian."""
        drive = self.wine.prefix / "dosdevices" / "e:"
        drive.unlink(missing_ok=True)
        drive.symlink_to(stick)
        target = self.wine.path(_CENTRE)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(centre, target)
        self.wine.write({r"Software\MediaDesk": {"InstallerLanguage": _RUSSIAN}})

    def start(self) -> subprocess.Popen[str]:
        """Start the program as a double click does."""
        return self.wine.start(rf"{wine.PROGRAM}\MediaDesk.exe")

    def version(self) -> str:
        """Give the version in use."""
        place = self.wine.path(rf"{wine.PROGRAM}\current.ini")
        return wine.ini(place.read_text("utf-8-sig"))["current"]

    def cases(self) -> int:
        """Check the centre and count its cases."""
        console, phrase = rf"{wine.PROGRAM}\mediadesk-console.exe", {"MEDIADESK_PASSPHRASE": PHRASE}
        self.wine.run(console, "check", env=phrase)
        said = self.wine.run(console, "cases", "--json", env=phrase)
        return len(json.loads(said[said.index("{") :])["cases"])

    def forward(self, person: Person) -> None:
        """Go through the pages of the setup; its last one starts the program."""
        for page in _PAGES:
            person.hands.wait(page, 300)
            person.shot(f"windows-setup-{_PAGES.index(page) + 1}")
            person.hands.key("Return")
        person.hands.wait_gone(_PAGES[-1])

    def back(self, person: Person) -> None:
        """The program comes back by itself."""

    def replaced(self) -> int:
        """Count the files of centres that were put aside."""
        return len(list(self.wine.path(_CENTRE).glob("centre-replaced-*.db")))


def walked(
    machine: wine.Wine, editions: Editions, setups: dict[str, Path], places: tuple[Path, Path]
) -> Iterator[str]:
    """Walk there and back; lines that tell figures. This version has to be installed."""
    work, out = places
    stick = editions.stick([setups[editions.after]], work / "stick-windows")
    centre = editions.centre(work, CASES, PHRASE)
    display_before = machine.env["DISPLAY"]
    with hands.desktop() as display:
        windows = Windows(machine, display)
        windows.prepare(stick, centre)
        try:
            yield from Walk(windows, hands.Hands(display, out / "pictures"), editions).all()
        finally:
            machine.stop()
            machine.env["DISPLAY"] = display_before
