"""The whole proof of what was built for Linux, in bare Debians: see `packaging/tests/full`."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import common
import first_paint
import linux_build
from chroot import NUMBER, USER, Debian, in_own_namespace
from editions import Editions
from walk_linux import Linux, LinuxPackage, walked

WALKS = {"bookworm": LinuxPackage, "trixie": Linux}
"""Which way of installing is walked through the window in which Debian."""
CENTRE = f"/home/{USER}/Әлия Қуанышқызы/центр"
TOP = f"/home/{USER}/.local/opt/mediadesk"
_FEWEST_COLOURS = 30
_SETTLE_S = 3.0


def run(work: Path, out: Path) -> Iterator[str]:
    """Build this version and the next one, prove both in every Debian; lines that tell figures."""
    in_own_namespace()
    editions = Editions(work)
    versions = (editions.this, editions.after)
    files = {version: editions.built(out, version, (".deb", ".run", ".tar.xz"),
                                     lambda place: linux_build.build(work, place, quick=True))
             for version in versions}  # fmt: skip
    for suite, kind in WALKS.items():
        debian = Debian(suite, work / "debian" / suite)
        begun = time.monotonic()
        common.say(f"{suite}: a bare Debian")
        debian.make()
        try:
            for step in (deb, self_extracting, portable):
                for line in step(debian, files, versions, out):
                    yield f"{suite}: {line}"
            for line in walked(kind, debian, editions, files, version_of, (work, out)):
                yield f"{suite}: {line}"
        finally:
            debian.close()
        yield f"{suite}: all of it took {time.monotonic() - begun:.0f} s"


def lay(debian: Debian, file: Path) -> str:
    """Put a file where the user has it; its path inside."""
    target = debian.home / file.name
    shutil.copyfile(file, target)
    shutil.chown(target, NUMBER, NUMBER)
    return f"/home/{USER}/{file.name}"


def timed(act: Callable[[], object]) -> float:
    """Give the seconds that something took."""
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


def version_of(debian: Debian, program: str) -> str:
    """Ask a program for its version, by what it writes of itself into a bill of materials."""
    place = debian.place / program.lstrip("/")
    folder = place.resolve().parent if not place.is_symlink() else _inside(debian, program)
    bill = folder / "_internal/mediadesk/_resources/licences/sbom.json"
    found = re.search(r'"name": "mediadesk",\s*"version": "([\d.]+)"', bill.read_text("utf-8"))
    return found[1] if found else ""


def _inside(debian: Debian, program: str) -> Path:
    real = debian.user("readlink", "-f", program).strip()
    return (debian.place / real.lstrip("/")).parent


def expect(holds: object, words: str) -> None:
    """BuildFault where something does not hold."""
    if not holds:
        raise common.BuildFault(words)


def deb(
    debian: Debian, files: dict[str, dict[str, Path]], versions: tuple[str, str], out: Path
) -> list[str]:
    """Install, prove, show, go to the next version and back, remove."""
    this, after = versions
    before = len(debian.root("dpkg-query", "-W", "-f=${Package}\n").splitlines())
    inside = {version: lay(debian, files[version][".deb"]) for version in versions}
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
    took = timed(lambda: debian.root(*install, inside[this]))
    after_install = len(debian.root("dpkg-query", "-W", "-f=${Package}\n").splitlines())
    told = [f".deb: installed in {took:.0f} s with {after_install - before - 1} packages it needs"]
    told.append(f".deb: {whole(debian, '/opt/mediadesk')}")
    debian.root("dpkg", "-V", "mediadesk")
    globs = (debian.place / "usr/share/mime/globs2").read_text("utf-8")
    expect("*.mdpack" in globs and "*.mdbackup" in globs, "the kinds of files are not known")
    report = ("mediadesk", "self-test", "--report", f"/home/{USER}/report.txt")
    took = timed(lambda: debian.user(*report))
    told.append(f".deb: self-test {took:.0f} s")
    debian.user("mediadesk", "--centre", CENTRE, "demo", "--cases", "20", "--out", f"{CENTRE}-out")
    made = sorted(path.suffix for path in (debian.home / "Әлия Қуанышқызы/центр-out").iterdir())
    expect({".pdf", ".xlsx"} <= set(made), f"the main job left {made}")
    told += pictures(debian, "/usr/bin/mediadesk", out)
    told.append(refused_while_open(debian, inside[after], this))
    took = timed(lambda: debian.root("dpkg", "-i", inside[after]))
    expect(version_of(debian, "/opt/mediadesk/mediadesk") == after, "the next version is not there")
    debian.user("mediadesk", "--centre", CENTRE, "check")
    told.append(f".deb: {this} to {after} in {took:.1f} s, the centre opens and is sound")
    debian.root("dpkg", "-i", inside[this])
    expect(version_of(debian, "/opt/mediadesk/mediadesk") == this, "the older version is not back")
    told.append(f".deb: back to {this} by dpkg -i, {with_its_backup(debian)}")
    debian.root("dpkg", "--purge", "mediadesk")
    expect(not (debian.place / "opt/mediadesk").exists(), "the program's folder is left")
    expect(_has_data(debian), "the centre's data is gone")
    told.append(".deb: removed, the centre's data is there")
    return told


def with_its_backup(debian: Debian) -> str:
    """The older version refuses the newer file and works with the backup made before it."""
    said = debian.fails("mediadesk", "--centre", CENTRE, "check")
    expect("ended with 3" in said, f"the newer file was not refused: {said[-300:]}")
    (backup,) = (debian.place / CENTRE.lstrip("/") / "backups").rglob("*-migration.mdbackup")
    inside = f"/{backup.relative_to(debian.place)}"
    debian.user("mediadesk", "--centre", CENTRE, "backup", "restore", inside)
    debian.user("mediadesk", "--centre", CENTRE, "check")
    return "which refuses the newer file and opens its backup"


def _has_data(debian: Debian) -> bool:
    return any((debian.home / "Әлия Қуанышқызы/центр").glob("*.db"))


def refused_while_open(debian: Debian, next_file: str, version: str) -> str:
    """Neither another version nor a removal comes while the window is open."""
    with first_paint.screen() as display:
        screen = first_paint.Screen(display)
        window = debian.window(display, "/usr/bin/mediadesk", "--centre", f"/home/{USER}/new-ru")
        try:
            while not screen.is_painted():
                time.sleep(0.05)
            for words in (("dpkg", "-i", next_file), ("dpkg", "-r", "mediadesk")):
                try:
                    said = debian.root(*words)
                except common.BuildFault as fault:
                    said = str(fault)
                expect("MediaDesk is open" in said, f"{words[1]} while the window is open: {said}")
            expect(window.poll() is None, "the open program ended")
        finally:
            window.terminate()
            window.wait()
    expect(version_of(debian, "/opt/mediadesk/mediadesk") == version, "something was changed")
    debian.root("dpkg", "-V", "mediadesk")
    return ".deb: refused while the window is open, the version before is whole"


def whole(debian: Debian, folder: str) -> str:
    """BuildFault where a library is missing on this system; how large the folder is."""
    names = debian.root("find", folder, "-name", "*.so*", "-type", "f").split()
    told = debian.root("env", f"LD_LIBRARY_PATH={folder}/_internal", "ldd", *names)
    missing = sorted(set(re.findall(r"(\S+) => not found", told)))
    expect(not missing, f"{debian.suite} lacks {', '.join(missing)}")
    size = int(debian.root("du", "-sk", folder).split()[0])
    return f"{size / 1024:.0f} MiB on the disk, every library of {len(names)} files is there"


def pictures(debian: Debian, program: str, out: Path) -> list[str]:
    """Start the window in both languages on a display; pictures of it in `out`/pictures."""
    place = out / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    told, seen_before = [], b""
    with first_paint.screen() as display:
        screen = first_paint.Screen(display)
        for language in ("ru", "kk"):
            begun = time.monotonic()
            window = debian.window(
                display, program, "--lang", language, "--centre", f"/home/{USER}/new-{language}"
            )
            try:
                while not screen.is_painted():
                    expect(window.poll() is None, f"{program} ended without a window")
                    expect(time.monotonic() - begun < 60, f"{program} shows nothing")
                    time.sleep(0.005)
                took = time.monotonic() - begun
                time.sleep(_SETTLE_S)
                target = place / f"{debian.suite}-{language}.png"
                common.run(["import", "-display", display, "-window", "root", target])
            finally:
                window.terminate()
                window.wait()
                while screen.is_painted():
                    time.sleep(0.01)
            colours = int(common.output(["identify", "-format", "%k", target]))
            expect(colours >= _FEWEST_COLOURS, f"{target.name} has {colours} colours only")
            picture = target.read_bytes()
            expect(picture != seen_before, "both languages look the same")
            seen_before = picture
            told.append(f"window in {language}: painted after {took:.2f} s, {colours} colours")
    return told


def self_extracting(
    debian: Debian, files: dict[str, dict[str, Path]], versions: tuple[str, str], _out: Path
) -> list[str]:
    """Install as a user without rights, prune, go on and back, refuse a broken file, remove."""
    this, after = versions
    inside = {version: lay(debian, files[version][".run"]) for version in versions}
    top = debian.place / TOP.lstrip("/")
    took = timed(lambda: debian.user("sh", inside[this], "--nox11"))
    told = [f".run: installed by a plain user in {took:.0f} s, with its self-test"]
    for old in ("0.0.1", "0.0.2.partial"):
        debian.user("mkdir", f"{TOP}/{old}")
    debian.user("sh", inside[after])
    links = {name: str((top / name).readlink()) for name in ("current", "previous")}
    expect(links == {"current": after, "previous": this}, f"links: {links}")
    folders = sorted(path.name for path in top.iterdir() if not path.is_symlink())
    expect(folders == sorted(versions), f"left in the folder: {folders}")
    expect(
        version_of(debian, f"/home/{USER}/.local/bin/mediadesk") == after, "not the next version"
    )
    debian.user(f"/home/{USER}/.local/bin/mediadesk", "--centre", CENTRE, "check")
    told.append(f".run: {this} to {after}, older folders pruned, the centre opens and is sound")
    broken = debian.home / "broken.run"
    data = bytearray((debian.place / inside[this].lstrip("/")).read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(data)
    debian.fails("sh", f"/home/{USER}/broken.run")
    expect(str((top / "current").readlink()) == after, "a broken file changed something")
    told.append(".run: one changed bit is refused, nothing changes")
    debian.user("sh", inside[after], "--", "--previous")
    expect(str((top / "current").readlink()) == this, "the version before is not back")
    debian.user(f"/home/{USER}/.local/bin/mediadesk", "self-test")
    debian.user("sh", inside[after], "--", "--remove")
    left = debian.user("find", f"/home/{USER}/.local", "-name", "*mediadesk*", "-not", "-path",
                       "*/share/mediadesk*", "-iname", "*mediadesk*")  # fmt: skip
    expect(not left.strip(), f"left behind: {left}")
    expect(_has_data(debian), "the centre's data is gone")
    told.append(".run: back to the version before, then removed; the centre's data is there")
    return told


def portable(
    debian: Debian, files: dict[str, dict[str, Path]], versions: tuple[str, str], _out: Path
) -> list[str]:
    """Unpack the folder anywhere and let it prove itself."""
    this = versions[0]
    target = debian.home / "stick"
    target.mkdir()
    shutil.chown(target, NUMBER, NUMBER)
    subprocess.run(["tar", "-xJf", files[this][".tar.xz"], "-C", target], check=True)
    debian.user(f"/home/{USER}/stick/mediadesk-{this}/mediadesk", "self-test")
    return ["portable folder: self-test"]
