"""Linux: one folder by PyInstaller; from it a .deb, a self-extracting .run and a portable archive."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import common
import licences

LINUX = common.HERE / "linux"
NAME = "kz.mediadesk.MediaDesk"


def build(work: Path, out: Path, *, quick: bool) -> list[Path]:
    """Build everything for Linux; each file made. BuildFault when something does not hold."""
    for program, debian in (
        ("dpkg-deb", "dpkg"), ("makeself", "makeself"), ("objdump", "binutils"),
        ("desktop-file-validate", "desktop-file-utils"),
    ):  # fmt: skip
        common.need(program, debian)
    folder = freeze(work)
    prove(folder)
    name = f"mediadesk-{common.version()}-linux-x86_64"
    return [
        portable(folder, out / f"{name}.tar.xz", quick=quick),
        runnable(folder, out / f"{name}.run"),
        package(folder, work, out / f"mediadesk_{common.version()}_amd64.deb", quick=quick),
    ]


def freeze(work: Path) -> Path:
    """Freeze the program into one folder that needs no Python."""
    python = common.workshop(work)
    wheel = common.wheel(work, python)
    common.run([*common.pip(python), "install", "-qq", "--no-deps", "--no-index",
                "--force-reinstall", wheel])  # fmt: skip
    common.say("freezing the program")
    made = common.fresh(work / "frozen")
    common.run(
        [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", made,
         "--workpath", work / "pyinstaller", LINUX / "mediadesk.spec"],
        cwd=work,
        env={"MEDIADESK_LANGUAGES": " ".join(common.LANGUAGES), "PYTHONHASHSEED": "1"},
    )  # fmt: skip
    folder = made / "mediadesk"
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()  # left by what the specification takes out
    icons(folder / "_internal" / "icons", python)
    licences.write(folder / "licences", work / "venv")
    common.settle(folder)
    common.say(f"the folder has {common.size(folder) / 1e6:.0f} MB")
    return folder


def icons(folder: Path, python: Path) -> None:
    """Draw the program's icon in the sizes of desktops."""
    folder.mkdir(exist_ok=True)
    common.run([python, common.HERE / "draw_icon.py", "--png", folder],
               env={"QT_QPA_PLATFORM": "offscreen"})  # fmt: skip


def prove(folder: Path) -> None:
    """Run the self-test of the frozen program away from its sources."""
    common.say("self-test of the frozen program")
    with tempfile.TemporaryDirectory() as home:
        clean = {"HOME": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "", "LANG": "C.UTF-8"}
        common.run([folder / "mediadesk", "self-test"], cwd=Path(home), env=clean)


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


def runnable(folder: Path, target: Path) -> Path:
    """Make the self-extracting file for systems without .deb or without an administrator."""
    common.say(f"packing {target.name}")
    with tempfile.TemporaryDirectory() as place:
        stage = Path(place) / "mediadesk"
        shutil.copytree(folder, stage / "program", symlinks=True)
        for name in ("install.sh", f"{NAME}.desktop"):
            shutil.copy(LINUX / name, stage / name)
        (stage / "version").write_text(common.version() + "\n", encoding="utf-8")
        (stage / "install.sh").chmod(0o755)
        common.settle(stage)
        # gzip: a bare system has it, and often no xz.
        common.run(["makeself", "--gzip", "--sha256", "--nox11", "--tar-format", "gnu",
                    "--tar-extra", f"--sort=name --owner=0 --group=0 --mtime=@{common.moment()}",
                    "--packaging-date", "", stage, target,
                    f"MediaDesk {common.version()}", "./install.sh"])  # fmt: skip
    return target


def package(folder: Path, work: Path, target: Path, *, quick: bool) -> Path:
    """Wrap the folder as a Debian package, by dpkg-deb alone."""
    common.say(f"packing {target.name}")
    root = common.fresh(work / "deb")
    shutil.copytree(folder, root / "opt" / "mediadesk", symlinks=True)
    share = root / "usr" / "share"
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "mediadesk").symlink_to("../../opt/mediadesk/mediadesk")
    (share / "applications").mkdir(parents=True)
    shutil.copy(LINUX / f"{NAME}.desktop", share / "applications")
    common.run(["desktop-file-validate", share / "applications" / f"{NAME}.desktop"])
    for png in sorted((folder / "_internal" / "icons").glob("*.png")):
        place = share / "icons" / "hicolor" / f"{png.stem}x{png.stem}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(png, place / f"{NAME}.png")
    doc = share / "doc" / "mediadesk"
    doc.mkdir(parents=True)
    shutil.copy(folder / "licences" / "LICENCES.txt", doc / "copyright")
    control = root / "DEBIAN"
    control.mkdir()
    common.settle(root)
    files = sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink())
    sums = "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)
    (control / "md5sums").write_text(sums, encoding="utf-8")
    text = (LINUX / "control").read_text("utf-8")
    text = text.replace("@VERSION@", common.version())
    text = text.replace("@SIZE@", str(common.size(root) // 1024))
    (control / "control").write_text(text, encoding="utf-8")
    common.settle(root)
    how = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z9"]
    common.run(["dpkg-deb", "--root-owner-group", *how, "--build", root, target])
    return target


def _md5(path: Path) -> str:
    """Give the sum that dpkg's own list of files wants."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def highest_glibc(folder: Path) -> tuple[int, int]:
    """Give the newest version of the C library that any file of the folder asks for."""
    import re

    found = (2, 0)
    for path in folder.rglob("*"):
        if (
            path.is_file()
            and not path.is_symlink()
            and (".so" in path.name or os.access(path, os.X_OK))
        ):
            if path.read_bytes()[:4] != b"\x7fELF":
                continue
            table = common.output(["objdump", "-T", path])
            for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", table):
                found = max(found, (int(major), int(minor)))
    return found
