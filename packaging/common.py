"""What every build shares: version and date, other programs, hashes, the locked packages."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PINS = HERE / "pins"
LANGUAGES = ("kk", "ru", "en", "root")
"""Languages whose calendar and number data is carried; `root` is what they all build on."""
QT_TRANSLATIONS = ("qtbase_kk.qm", "qtbase_ru.qm")


class BuildFault(Exception):
    """A build that cannot go on; its text is for the person who builds."""


_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+)"$', re.MULTILINE)


def version() -> str:
    """Give the version that is built: MEDIADESK_BUILD_VERSION, else that of the program.

    The former is for tests of going from one version to the next; a release has the latter, from
    the one place where it stands.
    """
    asked = os.environ.get("MEDIADESK_BUILD_VERSION")
    if asked:
        if re.fullmatch(r"\d+\.\d+\.\d+", asked) is None:
            raise BuildFault(f"{asked}: not a version such as 1.2.3")
        return asked
    found = _VERSION.search((ROOT / "mediadesk" / "__init__.py").read_text("utf-8"))
    if found is None:
        raise BuildFault("mediadesk/__init__.py: no version such as 1.2.3")
    return found[1]


def update_key() -> Path:
    """Give the file of the public key that the builds carry: MEDIADESK_UPDATE_KEY, for tests."""
    told = os.environ.get("MEDIADESK_UPDATE_KEY")
    return Path(told) if told else ROOT / "resources" / "update-key.pub"


def overlay() -> Path | None:
    """Give a folder whose files take the place of the sources': MEDIADESK_BUILD_OVERLAY.

    For tests of updates, whose next version has its own news, key and migration. None otherwise.
    """
    told = os.environ.get("MEDIADESK_BUILD_OVERLAY")
    return Path(told) if told else None


def moment() -> int:
    """Give the time that all files of a build carry: SOURCE_DATE_EPOCH, else the last commit's."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said:
        return int(said)
    return int(output(["git", "log", "-1", "--format=%ct"], cwd=ROOT))


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"build: {text}", file=sys.stderr, flush=True)


def need(program: str, package: str) -> str:
    """Give the path of a program; BuildFault names the Debian package that has it."""
    found = shutil.which(program)
    if found is None:
        raise BuildFault(f"needs {program}: apt-get install {package}")
    return found


def run(
    args: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    """Run a program quietly; BuildFault with the end of its words when it fails."""
    done = subprocess.run(
        [str(each) for each in args],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment()), **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BuildFault(f"{args[0]} ended with {done.returncode}\n{done.stdout[-3000:]}")


def output(args: Sequence[str | Path], cwd: Path | None = None) -> str:
    """Give what a program prints; CalledProcessError when it fails."""
    return subprocess.run(
        [str(each) for each in args],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def sha256(path: Path) -> str:
    """Give the hash of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fresh(folder: Path) -> Path:
    """Give an empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def settle(folder: Path) -> None:
    """Give every file and folder the moment of the build and plain rights."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment(), moment()), follow_symlinks=False)


def workshop(work: Path) -> Path:
    """Make the environment that builds: locked run-time packages, build tools, the wheel itself.

    Gives its interpreter. What is installed is checked against the hashes of the locks; a
    workshop of the same locks is used again.
    """
    home = work / "venv"
    python = home / "bin" / "python"
    locks = [ROOT / "requirements" / "run.lock", ROOT / "requirements" / "build.lock"]
    locks.append(PINS / "tools.lock")
    stamp = home / "stamp"
    wanted = sys.version + "".join(sha256(lock) for lock in locks)
    if not (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        say("installing the locked packages for building")
        venv.create(fresh(home), with_pip=True, symlinks=True)
        files = [part for lock in locks for part in ("-r", str(lock))]
        run([*pip(python), "install", "-qq", "--require-hashes", "--only-binary", ":all:", *files])
        stamp.write_text(wanted, encoding="utf-8")
    return python


def pip(python: Path) -> list[str]:
    """Give the beginning of a pip command."""
    return [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]


def sources(folder: Path) -> Path:
    """Copy the files of the project, and no others, with the version that is built."""
    listed = output(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    for name in sorted(filter(None, listed.split("\0"))):
        if (ROOT / name).is_file() and name.split("/")[0] not in ("tests", "docs", "packaging"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    over = overlay()
    if over is not None:
        shutil.copytree(over, folder, dirs_exist_ok=True)
    place = folder / "mediadesk" / "__init__.py"
    told = f'__version__ = "{version()}"'
    place.write_text(_VERSION.sub(told, place.read_text("utf-8")), encoding="utf-8")
    if update_key().is_file():
        shutil.copyfile(update_key(), folder / "resources" / "update-key.pub")
    return folder


def wheel(work: Path, python: Path) -> Path:
    """Build the wheel of the program; every build carries what stands in it."""
    folder = fresh(work / "wheel")
    with tempfile.TemporaryDirectory(prefix="mediadesk-sources-") as place:
        run([*pip(python), "wheel", "-qq", "--no-deps", "--no-build-isolation", "--no-index",
             "--wheel-dir", folder, sources(Path(place))])  # fmt: skip
    (made,) = folder.glob("mediadesk-*.whl")
    return made


def guides(work: Path, python: Path) -> list[Path]:
    """Make the installation guides, a PDF in each language, with pictures of the program itself."""
    folder = fresh(work / "guides")
    say("making the installation guides")
    with tempfile.TemporaryDirectory(prefix="mediadesk-guide-") as home:
        run([python, ROOT / "scripts" / "installation-guide", folder], cwd=folder,
            env={"HOME": home, "QT_QPA_PLATFORM": "offscreen"})  # fmt: skip
    return sorted(folder.glob("*.pdf"))


def unpack_wheel(file: Path, folder: Path) -> None:
    """Lay out a wheel as an installer would: libraries only, no scripts and headers."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            parts = name.split("/")
            if name.endswith("/"):
                continue
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    continue
                parts = parts[2:]
            if ".." in parts or Path(name).is_absolute():
                raise BuildFault(f"{file.name}: {name}")
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def size(folder: Path) -> int:
    """Give the bytes of all files of a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
