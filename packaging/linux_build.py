"""Linux: one folder by PyInstaller; from it a .deb, a self-extracting .run and a portable archive."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import common
import elf
import licences
import linux_deb

LINUX = common.HERE / "linux"
NAME = linux_deb.NAME
TOOLS = (
    ("dpkg-deb", "dpkg"), ("makeself", "makeself"), ("objdump", "binutils"), ("xz", "xz-utils"),
    ("desktop-file-validate", "desktop-file-utils"),
)  # fmt: skip


def build(work: Path, out: Path, *, quick: bool) -> list[Path]:
    """Build everything for Linux; each file made. BuildFault when something does not hold."""
    for program, debian in TOOLS:
        common.need(program, debian)
    folder = freeze(work)
    prove(folder)
    guides = common.guides(work, common.workshop(work))
    for guide in guides:
        for place in (folder, out):
            shutil.copyfile(guide, place / guide.name)
    common.settle(folder)
    name = f"mediadesk-{common.version()}-linux-x86_64"
    return [
        portable(folder, out / f"{name}.tar.xz", quick=quick),
        runnable(folder, out / f"{name}.run", quick=quick),
        linux_deb.package(folder, work, out / f"{linux_deb.file_name()}", quick=quick),
        *(out / guide.name for guide in guides),
    ]


def freeze(work: Path) -> Path:
    """Freeze the program into one folder that needs no Python."""
    python = common.workshop(work)
    wheel = common.wheel(work, python)
    common.run([*common.pip(python), "install", "-qq", "--no-deps", "--no-index",
                "--force-reinstall", wheel])  # fmt: skip
    common.say("freezing the program")
    listing = work / "parts.json"
    folder = pyinstaller(work, work / "frozen", listing)
    inside = folder / "_internal"
    icons(inside / "icons", python)
    parts = licences.of_frozen(python, listing, folder)
    licences.put(inside / "mediadesk" / "_resources" / "licences", parts, "linux")
    common.settle(folder)
    common.say(f"the folder has {common.size(folder) / 1e6:.0f} MB and {len(parts)} parts")
    return folder


def freeze_bare(work: Path) -> Path:
    """Freeze the least that has a window, by the same specification: the floor of the figures."""
    common.workshop(work)
    return pyinstaller(work, work / "bare", work / "bare-parts.json", bare=True)


def pyinstaller(work: Path, made: Path, listing: Path, *, bare: bool = False) -> Path:
    """Run PyInstaller and take out what nothing links to; give the folder."""
    common.fresh(made)
    env = {
        "MEDIADESK_LANGUAGES": " ".join(common.LANGUAGES),
        "MEDIADESK_PARTS": str(listing),
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller-cache"),
    }
    if bare:
        env["MEDIADESK_BARE"] = "1"
    place = work / ("pyinstaller-bare" if bare else "pyinstaller")
    common.run(
        [work / "venv" / "bin" / "python", "-m", "PyInstaller", "--noconfirm", "--log-level",
         "WARN", "--distpath", made, "--workpath", place, LINUX / "mediadesk.spec"],
        cwd=work, env=env,
    )  # fmt: skip
    elf.prune(made / "mediadesk")
    return made / "mediadesk"


def icons(folder: Path, python: Path) -> None:
    """Draw the program's icon in the sizes of desktops."""
    folder.mkdir(exist_ok=True)
    common.run([python, common.HERE / "draw_icon.py", "--png", folder],
               env={"QT_QPA_PLATFORM": "offscreen"})  # fmt: skip


def prove(folder: Path) -> None:
    """Run the self-test of the frozen program away from its sources, with its window."""
    common.say("self-test of the frozen program")
    with tempfile.TemporaryDirectory() as home:
        clean = {"HOME": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "", "LANG": "C.UTF-8"}
        report = Path(home) / "report.txt"
        common.run(
            [folder / "mediadesk", "self-test", "--report", report], cwd=Path(home), env=clean
        )


def portable(folder: Path, target: Path, *, quick: bool) -> Path:
    """Pack the folder so that it can be unpacked anywhere and run."""
    common.say(f"packing {target.name}")
    top = f"mediadesk-{common.version()}"
    common.run(
        ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu",
         f"--mtime=@{common.moment()}", f"--transform=s,^mediadesk,{top},", "-C", folder.parent,
         "--use-compress-program", "xz -T1 -1" if quick else "xz -T1 -6",
         "-cf", target, folder.name]
    )  # fmt: skip
    return target


def runnable(folder: Path, target: Path, *, quick: bool) -> Path:
    """Make the self-extracting file for systems without .deb or without an administrator."""
    common.say(f"packing {target.name}")
    with tempfile.TemporaryDirectory() as place:
        stage = Path(place) / "mediadesk"
        shutil.copytree(folder, stage / "program", symlinks=True)
        for name in ("install.sh", f"{NAME}.desktop", f"{NAME}.xml"):
            shutil.copy(LINUX / name, stage / name)
        (stage / "version").write_text(common.version() + "\n", encoding="utf-8")
        (stage / "install.sh").chmod(0o755)
        common.settle(stage)
        # gzip: a bare system has it, and often no xz. Bare names: makeself writes its own command down.
        common.run(
            ["makeself", "--gzip", "--complevel", "1" if quick else "9", "--sha256", "--nox11",
             "--tar-format", "gnu", "--tar-extra",
             f"--sort=name --owner=0 --group=0 --mtime=@{common.moment()}",
             "--packaging-date", f"@{common.moment()}", stage.name, target.name,
             f"MediaDesk {common.version()}", "./install.sh"],
            cwd=Path(place),
            env={"GZIP": "-n"},  # no time in the head of what it packs
        )  # fmt: skip
        shutil.move(Path(place) / target.name, target)
    return target
