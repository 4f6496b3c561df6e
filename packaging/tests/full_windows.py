"""The whole proof of what was built for Windows, under wine: see `packaging/tests/full`.

Two versions are built: this one, and the next one with a migration of its own, so that an upgrade
has something to do. Wine proves that files are complete, load and work together; what it cannot
prove is said in packaging/windows/README.md.
"""

from __future__ import annotations

import json
import os
import py_compile
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import common
import first_paint
import windows_build
import wine
from editions import Editions
from walk_windows import walked
from wine import PROGRAM, USER, Wine

CEILING_MB = 35
"""The largest setup for Windows that an office is given."""
CENTRE = rf"{USER}\Documents\Орталық"
PHRASE = {"MEDIADESK_PASSPHRASE": "Ешкімнің деректері емес, тек сынақ"}
CONSOLE = rf"{PROGRAM}\mediadesk-console.exe"
WINDOW = rf"{PROGRAM}\MediaDesk.exe"
_SETUP, _NEXT = r"C:\setup.exe", r"C:\next.exe"
_CASES = 40
_COLOURS, _FEW_COLOURS = 200, 30
_RUNNING, _NEWER, _BAD_INI = 5, 3, 111
_WALK = """
import importlib, pkgutil, sys
import mediadesk
names = [each.name for each in pkgutil.walk_packages(mediadesk.__path__, "mediadesk.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print("walked", len(names), len(sys.modules))
"""


def run(work: Path, out: Path) -> Iterator[str]:
    """Build this version and the next one and prove them under wine; lines that tell figures."""
    editions = Editions(work)
    setups = {}
    for version in (editions.this, editions.after):
        made = editions.built(out, version, ("-setup.exe",), lambda place: windows_build.setup(
            windows_build.lay_out(work), work, place, quick=place.name == editions.after))  # fmt: skip
        setups[version] = made["-setup.exe"]
        size = setups[version].stat().st_size / 1e6
        yield f"{setups[version].name}: {size:.1f} MB"
    this, after = editions.this, editions.after
    size = setups[this].stat().st_size / 1e6
    expect(size <= CEILING_MB, f"{setups[this].name}: {size:.1f} MB, more than {CEILING_MB}")
    with first_paint.screen() as display:
        machine = Wine(work / "wine", display)
        try:
            shutil.copyfile(setups[this], machine.path(_SETUP))
            shutil.copyfile(setups[after], machine.path(_NEXT))
            yield from Proof(machine, out, this, after).all()
            machine.run(_SETUP, "/S")
            yield from walked(machine, editions, setups, (work, out))
        finally:
            machine.stop()


def compiled(source: str, target: Path, work: Path) -> None:
    """Compile a text as the build compiles its modules."""
    place = work / "compiled.py"
    place.write_text(source, encoding="utf-8")
    py_compile.compile(
        str(place), str(target), dfile=target.name, doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip


def expect(holds: object, words: str) -> None:
    """BuildFault where something does not hold."""
    if not holds:
        raise common.BuildFault(words)


def counted(folder: Path) -> int:
    """Count the files of a folder that may be changing at this moment."""
    return sum(len(names) for _, _, names in os.walk(folder))


class Proof:
    """The steps, in the order in which an office lives through them."""

    def __init__(self, machine: Wine, out: Path, this: str, after: str) -> None:
        """Take the machine, where pictures go, and both versions."""
        self.wine, self.this, self.after = machine, this, after
        self.top = machine.path(PROGRAM)
        self.pictures = out / "pictures"
        self.pictures.mkdir(parents=True, exist_ok=True)

    def all(self) -> Iterator[str]:
        """Do everything; a line for each step."""
        steps = (
            self.wizard, self.install, self.entries, self.self_test, self.import_walk,
            self.windows, self.data,
            self.refusal, self.half_way, self.broken_file, self.upgrade, self.migration,
            self.roll_back, self.bad_ini, self.remove,
        )  # fmt: skip
        for step in steps:
            common.say(f"wine: {step.__name__}")
            yield f"wine: {step()}"

    def ini(self) -> dict[str, str]:
        """Give what current.ini says."""
        return wine.ini((self.top / "current.ini").read_text("utf-8-sig"))

    def versions(self) -> list[str]:
        """Name what lies in the folder of versions."""
        return sorted(path.name for path in (self.top / "versions").iterdir())

    def console(self, *words: str, status: int = 0) -> str:
        """Run a command of the installed program."""
        return self.wine.run(CONSOLE, *words, status=status, env=PHRASE)

    def centre(self, *words: str, status: int = 0, previous: bool = False) -> str:
        """Run a command on the centre of this test, by the version before where that is asked."""
        first = ("--previous",) if previous else ()
        return self.console(*first, "--lang", "kk", "--centre", CENTRE, *words, status=status)

    def cases(self, *, previous: bool = False) -> int:
        """Count the cases of the centre."""
        said = self.centre("cases", "--json", previous=previous)
        return len(json.loads(said[said.index("{") :])["cases"])

    def wizard(self) -> str:
        """Show the first page of the setup; a picture for looking at."""
        target = self.pictures / "setup-kk.png"
        with self.wine.window(_SETUP, target=target, fewest=_FEW_COLOURS) as seconds:
            time.sleep(2)
            self.wine.picture(target)
        expect(not self.top.exists(), "the setup did something before it was told to")
        return f"the setup shows its first page after {seconds:.1f} s"

    def install(self) -> str:
        """Install silently, into the user's own folder, whose name has Kazakh letters."""
        begun = time.monotonic()
        self.wine.run(_SETUP, "/S")
        took = time.monotonic() - begun
        expect(self.ini() == {"current": self.this}, f"current.ini: {self.ini()}")
        expect(self.versions() == [self.this], f"versions: {self.versions()}")
        files = [path for path in self.top.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        return f"installed in {took:.1f} s: {len(files)} files, {size:.0f} MB, into {PROGRAM}"

    def entries(self) -> str:
        """Look for the entries in the Start menu, on the desktop and in the registry."""
        menu = {path.name for path in self.wine.path(rf"{wine.MENU}\MediaDesk").iterdir()}
        expect(menu == {"MediaDesk.lnk", "MediaDesk, орнатуды тексеру.lnk"}, f"menu: {menu}")
        expect(self.wine.path(rf"{USER}\Desktop\MediaDesk.lnk").is_file(), "nothing on the desktop")
        uninstall = self.wine.keys(r"Software\Microsoft\Windows\CurrentVersion\Uninstall\MediaDesk")
        expect(
            self.this in uninstall and "QuietUninstallString" in uninstall, "cannot be uninstalled"
        )
        for ending in ("mdpack", "mdcard", "mdtexts", "mdbackup"):
            kind = self.wine.keys(rf"Software\Classes\.{ending}")
            expect("MediaDesk." in kind, f".{ending} is not known")
        words = self.wine.keys(r"Software\Classes\MediaDesk.Backup")
        expect("MediaDesk сақтық көшірмесі" in words, "kinds of files are not told in Kazakh")
        return "Start menu, desktop, four kinds of files, entry for uninstalling; all in Kazakh"

    def self_test(self) -> str:
        """Run the self-test with its report, as the office will."""
        place = rf"{USER}\Desktop\mediadesk-report.txt"
        self.console("--lang", "kk", "self-test", "--report", place)
        report = self.wine.path(place).read_text("utf-8")
        lines = dict(line.split(": ", 1) for line in report.splitlines() if ": " in line)
        expect(lines["works"] == "yes", f"the self-test does not hold\n{report}")
        expect(lines["qt platform"] == "windows", f"Qt runs on {lines['qt platform']}")
        expect(lines["MediaDesk"] == self.this, f"this is {lines['MediaDesk']}")
        expect(
            lines["folder of the centre in Latin letters"] == "no", "not the folder that was meant"
        )
        expect("Құрманқызы" not in report, "the report names the user")
        self.wine.path(place).unlink()
        return f"self-test in {lines['seconds']} s, Qt {lines['qt']} on {lines['qt platform']}"

    def import_walk(self) -> str:
        """Import every module of the program, in a copy whose beginning is replaced."""
        copy = self.wine.path(r"C:\walk")
        shutil.copytree(self.top, copy)
        main = copy / "versions" / self.this / "app" / "mediadesk" / "__main__.pyc"
        compiled(_WALK, main, self.wine.place)
        said = self.wine.run(r"C:\walk\mediadesk-console.exe").split()
        shutil.rmtree(copy)
        expect("walked" in said, f"the walk ended early: {said}")
        at = said.index("walked")
        return f"{said[at + 1]} modules of the program import, {said[at + 2]} with what they need"

    def windows(self) -> str:
        """Show the first window in both languages; pictures for looking at."""
        took = {}
        for language in ("kk", "ru"):
            target = self.pictures / f"windows-{language}.png"
            place = rf"{USER}\Documents\{language}"
            words = (WINDOW, "--lang", language, "--centre", place)
            with self.wine.window(*words, target=target, fewest=_COLOURS) as seconds:
                took[language] = seconds
                time.sleep(2)
                self.wine.picture(target)
        return f"first window drawn after {took['kk']:.1f} s (kk), {took['ru']:.1f} s (ru)"

    def data(self) -> str:
        """Make a practice centre, do the main job in it, check it."""
        self.centre("demo", "--cases", str(_CASES), "--out", rf"{USER}\Documents\Нәтиже")
        made = sorted(
            {path.suffix for path in self.wine.path(rf"{USER}\Documents\Нәтиже").iterdir()}
        )
        expect({".pdf", ".xlsx"} <= set(made), f"the main job left {made}")
        self.centre("check")
        expect(self.cases() == _CASES, f"{self.cases()} cases")
        return f"practice centre of {_CASES} cases made, main job done: {', '.join(made)}"

    def refusal(self) -> str:
        """Try to install while the program runs."""
        target = self.pictures / "windows-running.png"
        before = self.ini()
        words = (WINDOW, "--lang", "kk", "--centre", CENTRE)
        with self.wine.window(*words, target=target, fewest=_COLOURS):
            self.wine.run(_NEXT, "/S", status=_RUNNING)
        expect(self.ini() == before and self.versions() == [self.this], "something was changed")
        return "setup refuses while the program runs (exit code 5), nothing is changed"

    def half_way(self) -> str:
        """Pull the plug in the middle of an installation, three times, each time later."""
        reached = []
        for files in (20, 300, 900):
            process = self.wine.start(_NEXT, "/S")
            part = self.top / "versions" / f"{self.after}.partial"
            end = time.monotonic() + 120
            while process.poll() is None and time.monotonic() < end:
                if counted(part) > files:
                    break
                time.sleep(0.01)
            self.wine.stop()
            process.communicate()
            expect(part.is_dir(), "the setup was not caught in the middle")
            reached.append(counted(part))
            expect(self.ini() == {"current": self.this}, f"current.ini: {self.ini()}")
            self.centre("check")
        return f"killed after {reached} files: the old version works each time"

    def broken_file(self) -> str:
        """Try a setup with one changed bit."""
        broken = self.wine.path(r"C:\broken.exe")
        data = bytearray(self.wine.path(_NEXT).read_bytes())
        data[len(data) // 2] ^= 1
        broken.write_bytes(data)
        process = self.wine.start(r"C:\broken.exe", "/S")
        process.communicate(timeout=120)
        expect(process.returncode != 0, "a broken setup ends well")
        expect(self.ini() == {"current": self.this}, "a broken setup changed something")
        broken.unlink()
        return f"one changed bit in the setup is refused (exit code {process.returncode})"

    def upgrade(self) -> str:
        """Install the next version over this one; older folders go."""
        for old in ("0.0.1", "0.0.2.partial"):
            (self.top / "versions" / old).mkdir()
        begun = time.monotonic()
        self.wine.run(_NEXT, "/S")
        took = time.monotonic() - begun
        expect(self.ini() == {"current": self.after, "previous": self.this}, f"{self.ini()}")
        expect(self.versions() == sorted([self.this, self.after]), f"left: {self.versions()}")
        menu = {path.name for path in self.wine.path(rf"{wine.MENU}\MediaDesk").iterdir()}
        expect("MediaDesk, бұрынғы нұсқа.lnk" in menu, f"menu: {menu}")
        return f"{self.this} to {self.after} in {took:.1f} s, older folders pruned"

    def migration(self) -> str:
        """Open the centre with the next version: it is migrated, and a backup stands beside it."""
        self.centre("check")
        expect(self.cases() == _CASES, f"{self.cases()} cases after the upgrade")
        expect(len(self.backups()) == 1, f"backups: {self.backups()}")
        return f"all {_CASES} cases are there after the migration, a backup was made before it"

    def backups(self) -> list[str]:
        """List what the migration kept, by bare names."""
        folder = self.wine.path(CENTRE) / "backups"
        return sorted(path.name for path in folder.rglob("*.mdbackup")) if folder.is_dir() else []

    def roll_back(self) -> str:
        """The version before refuses the newer file; with the backup it works; then by its setup."""
        self.centre("check", previous=True, status=_NEWER)
        (backup,) = (self.wine.path(CENTRE) / "backups").rglob("*.mdbackup")
        where = "\\".join(backup.relative_to(self.wine.path(CENTRE)).parts)
        self.centre("backup", "restore", rf"{CENTRE}\{where}", previous=True)
        self.centre("check", previous=True)
        expect(self.cases(previous=True) == _CASES, "cases are missing after going back")
        self.wine.run(_SETUP, "/S")
        expect(self.ini() == {"current": self.this, "previous": self.after}, f"{self.ini()}")
        self.centre("check")
        return "the version before refuses the newer file, works with its backup, and comes back"

    def bad_ini(self) -> str:
        """A current.ini that leads elsewhere loads nothing."""
        place = self.top / "current.ini"
        kept = place.read_bytes()
        for told in (r"..\evil", "1.2.3/../x", "", "9.9.9"):
            place.write_text(f"[app]\r\ncurrent={told}\r\n", encoding="utf-8")
            said = self.wine.run(CONSOLE, "check", status=_BAD_INI)
            expect("толық емес" in said, "the launcher does not say why")
        place.write_bytes(kept)
        return "a current.ini that leads elsewhere is refused (exit code 111)"

    def remove(self) -> str:
        """Uninstall: the program goes, the centre stays."""
        before = {path: path.read_bytes() for path in self.data_files()}
        self.wine.run(rf"{PROGRAM}\uninstall.exe", "/S")
        end = time.monotonic() + 60  # it goes on in a copy of itself
        while self.top.exists() and time.monotonic() < end:
            time.sleep(0.2)
        expect(not self.top.exists(), f"left: {sorted(p.name for p in self.top.rglob('*'))[:5]}")
        expect(
            not self.wine.path(rf"{wine.MENU}\MediaDesk").exists(), "the Start menu has an entry"
        )
        expect(not self.wine.path(rf"{USER}\Desktop\MediaDesk.lnk").exists(), "the desktop has one")
        for key in (r"Software\MediaDesk", r"Software\Classes\.mdbackup",
                    r"Software\Microsoft\Windows\CurrentVersion\Uninstall\MediaDesk"):  # fmt: skip
            expect(not self.wine.keys(key), f"left in the registry: {key}")
        after = {path: path.read_bytes() for path in self.data_files()}
        expect(before == after and before, "the centre's data was touched")
        return f"uninstalled without a trace; {len(after)} files of the centre are as they were"

    def data_files(self) -> list[Path]:
        """Give the files of the centre."""
        return sorted(p for p in self.wine.path(CENTRE).rglob("*") if p.is_file())
