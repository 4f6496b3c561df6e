"""The walk of `walk.py` in a bare Debian: by the package of the system, and by the file for one user."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hands
from chroot import NUMBER, USER, Debian
from person import PHRASE, Person
from walk import CASES, Walk

if TYPE_CHECKING:
    from editions import Editions

_HOME = f"/home/{USER}"
_CENTRE = f"{_HOME}/.local/share/mediadesk"
_STICK = f"{_HOME}/stick-of-the-release"
_PKEXEC = """#!/bin/sh
# Stands for the window that asks for an administrator's password: here the password is always right.
exec sudo -n "$@"
"""


class Linux:
    """A Debian in a folder, with one of the two ways of installing."""

    def __init__(
        self, debian: Debian, display: str, files: dict[str, Path], version_of: Callable[[str], str]
    ) -> None:
        """Take the Debian and the files of this version, by their ending."""
        self.debian, self.display, self.files, self._version_of = debian, display, files, version_of
        self.release = f"{_STICK}/SHA256SUMS"
        self.kind, self.ready, self.program = (
            "run",
            "Новая версия установлена",
            f"{_HOME}/.local/bin/mediadesk",
        )

    def install(self) -> None:
        """Install this version as the user."""
        self.debian.user("sh", self._laid(self.files[".run"]))

    def remove(self) -> None:
        """Take the program away again, and the centre."""
        self.debian.user("sh", self._laid(self.files[".run"]), "--", "--remove")
        self.clear()

    def clear(self) -> None:
        """Take away what the walk made."""
        for place in (_CENTRE, _STICK):
            shutil.rmtree(self.inside(place), ignore_errors=True)

    def inside(self, place: str) -> Path:
        """Give where a place of the Debian lies for this machine."""
        return self.debian.place / place.lstrip("/")

    def lay(self, folder: Path, place: str) -> None:
        """Put a folder where the user has it."""
        target = self.inside(place)
        shutil.rmtree(target, ignore_errors=True)
        self.debian.user("mkdir", "-p", str(Path(place).parent))
        shutil.copytree(folder, target)
        for path in (target, *target.rglob("*")):
            shutil.chown(path, NUMBER, NUMBER)
            path.chmod(0o700 if path.is_dir() else 0o600)

    def _laid(self, file: Path) -> str:
        target = self.debian.home / file.name
        if not target.is_file():
            shutil.copyfile(file, target)
            shutil.chown(target, NUMBER, NUMBER)
        return f"{_HOME}/{file.name}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program as a double click does."""
        return self.debian.window(self.display, self.program)

    def version(self) -> str:
        """Give the version in use."""
        return self._version_of(self.program)

    def cases(self) -> int:
        """Check the centre and count its cases."""
        phrase = {"MEDIADESK_PASSPHRASE": PHRASE}
        self.debian.user(self.program, "check", env=phrase)
        said = self.debian.user(self.program, "cases", "--json", env=phrase)
        return len(json.loads(said[said.index("{") :])["cases"])

    def forward(self, person: Person) -> None:
        """The program comes back by itself."""

    def back(self, person: Person) -> None:
        """The program comes back by itself."""

    def replaced(self) -> int:
        """Count the files of centres that were put aside."""
        return len(list(self.inside(_CENTRE).glob("centre-replaced-*.db")))


class LinuxPackage(Linux):
    """The package of the system: the program asks for an administrator, and back he is needed too."""

    def __init__(
        self, debian: Debian, display: str, files: dict[str, Path], version_of: Callable[[str], str]
    ) -> None:
        """Take the Debian and the files of this version, by their ending."""
        super().__init__(debian, display, files, version_of)
        self.kind, self.ready, self.program = (
            "deb",
            "Пакет устанавливает администратор",
            "/opt/mediadesk/mediadesk",
        )

    def install(self) -> None:
        """Install this version as an administrator, and what asks for one."""
        debian = self.debian
        debian.root("apt-get", "install", "-y", "-qq", "--no-install-recommends", "sudo",
                    self._laid(self.files[".deb"]))  # fmt: skip
        asks, allowed = self.inside("/usr/bin/pkexec"), self.inside("/etc/sudoers.d/test")
        asks.write_text(_PKEXEC, encoding="utf-8")
        asks.chmod(0o755)
        allowed.write_text(f"{USER} ALL=(root) NOPASSWD: /usr/bin/apt-get\n", encoding="utf-8")
        allowed.chmod(0o440)

    def remove(self) -> None:
        """Take the program away again, and the centre."""
        self.debian.root("dpkg", "--purge", "mediadesk")
        self.clear()

    def back(self, person: Person) -> None:
        """Read what is to be done, do it as an administrator, start the program."""
        person.hands.wait("Теперь установите версию")
        person.shot("deb-back-by-hand")
        person.hands.key("Return")
        person.hands.until(lambda: not self.debian.running(), "the program does not end")
        self.debian.root("dpkg", "-i", self._laid(self.files[".deb"]))
        self.start()


def walked(
    kind: type[Linux], debian: Debian, editions: Editions, files: dict[str, dict[str, Path]],
    version_of: Callable[[Debian, str], str], places: tuple[Path, Path],
) -> Iterator[str]:  # fmt: skip
    """Walk there and back with one way of installing; lines that tell figures."""
    work, out = places
    stick = editions.stick(files[editions.after].values(), work / "stick")
    centre = editions.centre(work, CASES, PHRASE)
    with hands.desktop() as display:
        machine = kind(
            debian, display, files[editions.this], lambda program: version_of(debian, program)
        )
        machine.install()
        machine.lay(stick, _STICK)
        machine.lay(centre, _CENTRE)
        eyes = hands.Hands(display, out / "pictures")
        try:
            yield from Walk(machine, eyes, editions).all()
        finally:
            debian.stop()
            machine.remove()
