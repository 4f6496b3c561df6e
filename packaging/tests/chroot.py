"""A bare Debian in a folder, to prove there what was built. Needs root and debootstrap.

Every mount lives in a mount namespace of its own (`in_own_namespace`), so nothing outside can be
touched. Packages come from where this machine gets its own.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import common

USER, NUMBER = "aliya", 1000
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_APT = ("sources.list.d", "apt.conf.d", "trusted.gpg", "trusted.gpg.d", "keyrings", "auth.conf.d")


def in_own_namespace() -> None:
    """Start this program again where its mounts are seen by nobody else."""
    if os.environ.get("MEDIADESK_OWN_NAMESPACE") == "yes":
        return
    if os.geteuid() != 0:
        raise common.BuildFault("only root can make a Debian in a folder")
    common.need("debootstrap", "debootstrap")
    os.environ["MEDIADESK_OWN_NAMESPACE"] = "yes"
    again = ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv]
    os.execvp("unshare", again)  # noqa: S606  # our own program, no shell


def mirror() -> str | None:
    """Give the address where this machine gets Debian from, for any release of it."""
    for path in sorted(Path("/etc/apt").glob("sources.list*")):
        for file in sorted(path.glob("*")) if path.is_dir() else [path]:
            text = file.read_text("utf-8", "replace")
            found = re.search(r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+/debian/?)\s", text, re.MULTILINE)
            found = found or re.search(r"^URIs:\s*(\S+/debian/?)\s", text, re.MULTILINE)
            if found:
                return found[1]
    return None


@dataclass(frozen=True)
class Debian:
    """A bare Debian of one release in a folder, with one user who is nobody special."""

    suite: str
    place: Path

    @property
    def home(self) -> Path:
        """The user's folder, seen from outside."""
        return self.place / "home" / USER

    def make(self) -> None:
        """Make it anew, with nothing but what every Debian has."""
        if self.place.exists():
            shutil.rmtree(self.place)
        self.place.mkdir(parents=True)
        words = ["debootstrap", "--variant=minbase", self.suite, str(self.place)]
        common.run([*words, *filter(None, [mirror()])])
        for name in ("/etc/resolv.conf", "/etc/hosts"):
            if Path(name).is_file():
                shutil.copyfile(name, self.place / name.lstrip("/"))
        self._apt()
        for kind, target in (("proc", "proc"), ("tmpfs", "tmp"), ("tmpfs", "dev/shm")):
            (self.place / target).mkdir(exist_ok=True)
            common.run(["mount", "-t", kind, kind, self.place / target])
        (self.place / "tmp").chmod(0o1777)
        self.root("useradd", "--create-home", "--uid", str(NUMBER), USER)

    def _apt(self) -> None:
        """Let apt fetch as this machine does; the release itself is that of the folder."""
        for name in _APT:
            source, target = Path("/etc/apt") / name, self.place / "etc/apt" / name
            if name == "sources.list.d" or not source.exists():
                continue
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copyfile(source, target)
        self.root("apt-get", "update", "-qq")

    def running(self) -> list[int]:
        """Give the numbers of the processes inside."""
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it ended by itself
                if (each / "root").readlink() == self.place:
                    found.append(int(each.name))
        return found

    def stop(self) -> None:
        """End what still runs inside, such as a window that a test has lost."""
        for number in self.running():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def close(self) -> None:
        """Take it away again."""
        self.stop()
        for target in ("tmp/.X11-unix", "dev/shm", "tmp", "proc"):
            if os.path.ismount(self.place / target):
                common.run(["umount", self.place / target])
        shutil.rmtree(self.place)

    def root(self, *words: str) -> str:
        """Run a command as root; its words. BuildFault when it fails."""
        return self._run([], {"HOME": "/", "DEBIAN_FRONTEND": "noninteractive"}, words)

    def user(self, *words: str, env: dict[str, str] | None = None) -> str:
        """Run a command as the user, without a display; its words. BuildFault when it fails."""
        return self._run(self._as_user(), {**self.environment("C.UTF-8"), **(env or {})}, words)

    def _run(self, who: list[str], env: dict[str, str], words: tuple[str, ...]) -> str:
        done = subprocess.run(
            ["chroot", *who, str(self.place), *words], env={"PATH": PATH, **carried(), **env},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            told = f"{self.suite}: {' '.join(words)} ended with {done.returncode}"
            raise common.BuildFault(f"{told}\n{done.stdout[-3000:]}")
        return done.stdout

    def fails(self, *words: str) -> str:
        """Run a command as the user that must fail; the fault in words."""
        try:
            self.user(*words)
        except common.BuildFault as fault:
            return str(fault)
        raise common.BuildFault(f"{self.suite}: {' '.join(words)} should have failed")

    @staticmethod
    def _as_user() -> list[str]:
        return [f"--userspec={NUMBER}:{NUMBER}"]

    @staticmethod
    def environment(language: str) -> dict[str, str]:
        """Give the environment of the user, with the passphrase of invented centres."""
        return {
            "HOME": f"/home/{USER}", "LANG": language, "QT_QPA_PLATFORM": "offscreen",
            "MEDIADESK_PASSPHRASE": "a centre nobody has",
        }  # fmt: skip

    def window(self, display: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a program of the user on a display of this machine."""
        place = self.place / "tmp" / ".X11-unix"
        if not os.path.ismount(place):
            place.mkdir(exist_ok=True)
            common.run(["mount", "--bind", "/tmp/.X11-unix", place])  # noqa: S108  # where X has it
        env = {**self.environment("C.UTF-8"), "PATH": PATH, "DISPLAY": display}
        del env["QT_QPA_PLATFORM"]
        return subprocess.Popen(
            ["chroot", *self._as_user(), str(self.place), *words], env=env,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def carried() -> dict[str, str]:
    """Give what this machine's own way to its packages needs of the environment."""
    wanted = re.compile(r"(https?|no)_proxy", re.IGNORECASE)
    return {name: value for name, value in os.environ.items() if wanted.fullmatch(name)}
