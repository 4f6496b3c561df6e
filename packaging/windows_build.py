"""Windows, built on Linux: a folder per version, our own launcher, an installer for one user."""

from __future__ import annotations

import compileall
import os
import py_compile
import re
import shutil
from pathlib import Path

import common
import licences
import windows_imports
import windows_runtime

WINDOWS = common.HERE / "windows"
_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtNetwork"}
_LIBRARIES = {f"Qt6{name.removeprefix('Qt')}.dll" for name in _MODULES} | {"pyside6.abi3.dll"}
_PLUGINS: dict[str, set[str]] = {
    "platforms": {"qwindows.dll", "qoffscreen.dll"},
    "styles": {"qmodernwindowsstyle.dll"},
    "iconengines": {"qsvgicon.dll"},
    "imageformats": {"qico.dll", "qjpeg.dll", "qsvg.dll"},
}
_NOT_RUN = ("pip", "setuptools")


def build(work: Path, out: Path, *, quick: bool) -> list[Path]:
    """Build the installer and the portable archive; each file made."""
    for program, debian in (
        ("makensis", "nsis"), ("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
    ):  # fmt: skip
        common.need(program, debian)
    stage = lay_out(work)
    return [setup(stage, work, out, quick=quick)]


def lay_out(work: Path) -> Path:
    """Lay out the folder of this version and the launchers beside it; give the folder above."""
    python = common.workshop(work)
    wheel = common.wheel(work, python)
    stage = common.fresh(work / "windows")
    home = stage / "versions" / common.version()
    runtime, lib, app = (home / name for name in ("runtime", "lib", "app"))
    for folder in (runtime, lib, app):
        folder.mkdir(parents=True)
    windows_runtime.build(work, python, runtime)
    for file in packages(work, python):
        if not file.name.startswith(tuple(f"{name}-" for name in _NOT_RUN)):
            common.unpack_wheel(file, lib)
    trim(lib)
    common.unpack_wheel(wheel, app)
    verify_qt(lib, windows_runtime.roots(python))
    compile_all(lib, home)
    compile_all(app, home)
    licences.write(home / "licences", work / "venv")
    launchers(stage, home, work, python)
    for folder, _names, _files in os.walk(stage, topdown=False):
        if not os.listdir(folder):
            os.rmdir(folder)
    lacking = windows_imports.lacking(home)
    if lacking:
        raise common.BuildFault("libraries that no Windows has: " + ", ".join(lacking))
    common.settle(stage)
    common.say(f"the folder has {common.size(stage) / 1e6:.0f} MB")
    return stage


def packages(work: Path, python: Path) -> list[Path]:
    """Download the locked packages for Windows, each checked against its hash."""
    lock = common.ROOT / "requirements" / "run.lock"
    if "sys_platform" in lock.read_text("utf-8"):
        raise common.BuildFault("run.lock has a package of one system only: resolve it for Windows")
    folder = work / "windows-wheels"
    stamp = folder / "stamp"
    if not (stamp.is_file() and stamp.read_text("utf-8") == common.sha256(lock)):
        common.say("fetching the packages for Windows")
        common.fresh(folder)
        common.run([*common.pip(python), "download", "-qq", "--no-deps", "--require-hashes",
                    "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11",
                    "--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none",
                    "-d", folder, "-r", lock])  # fmt: skip
        stamp.write_text(common.sha256(lock), encoding="utf-8")
    return sorted(folder.glob("*.whl"))


def trim(lib: Path) -> None:
    """Take out what the program never loads."""
    qt = lib / "PySide6"
    for path in [each for each in qt.rglob("*") if each.is_file()]:
        if not _is_wanted(path.relative_to(qt)):
            path.unlink()
    for path in (lib / "babel" / "locale-data").glob("*.dat"):
        if re.split(r"[_.]", path.name)[0] not in common.LANGUAGES:
            path.unlink()
    for path in (lib / "pyphen" / "dictionaries").glob("hyph_*.dic"):
        if not path.name.startswith(("hyph_ru", "hyph_en_US")):
            path.unlink()
    for pattern in ("PIL/_avif*", "**/*.pyi", "**/*.lib", "**/*.h", "**/tests"):
        for path in list(lib.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _is_wanted(name: Path) -> bool:
    """Tell whether a file of PySide6 is one the program can load."""
    top = name.parts[0]
    if len(name.parts) == 1:
        is_compiler = re.match(r"(msvcp140|vcruntime|concrt)", name.name.lower()) is not None
        is_module = name.suffix == ".pyd" and name.stem in _MODULES
        return name.name in _LIBRARIES or is_module or is_compiler or name.suffix == ".py"
    if top == "plugins":
        return name.name in _PLUGINS.get(name.parts[1], set())
    if top == "translations":
        return name.name in common.QT_TRANSLATIONS
    return top == "support" and name.suffix == ".py"


def verify_qt(lib: Path, trusted: Path) -> None:
    """Verify that Qt's own libraries are signed by its maker."""
    for path in sorted((lib / "PySide6").rglob("Qt6*.dll")):
        windows_runtime.verify_file(path, "The Qt Company Oy", trusted)


def compile_all(folder: Path, home: Path) -> None:
    """Compile beforehand, so that nothing is ever written into the program's folder."""
    done = compileall.compile_dir(
        folder, quiet=2, force=True, stripdir=str(home),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip
    if not done:
        common.say(f"{folder.name}: some files are not for this Python and stay as they are")


def launchers(stage: Path, home: Path, work: Path, python: Path) -> None:
    """Build MediaDesk.exe and mediadesk-console.exe."""
    place = common.fresh(work / "launcher")
    common.run([python, common.HERE / "draw_icon.py", "--ico", place / "mediadesk.ico"],
               env={"QT_QPA_PLATFORM": "offscreen"})  # fmt: skip
    shutil.copy(WINDOWS / "app.manifest", place)
    script = (WINDOWS / "app.rc.in").read_text("utf-8").replace("@VERSION@", common.version())
    script = script.replace("@COMMAS@", common.version().replace(".", ",") + ",0")
    (place / "app.rc").write_text(script, encoding="utf-8")
    common.run(["x86_64-w64-mingw32-windres", "app.rc", "app.o"], cwd=place)
    for name, flags in (("MediaDesk.exe", ["-mwindows"]), ("mediadesk-console.exe", ["-DCONSOLE"])):
        common.run([windows_runtime.COMPILER, "-O2", "-s", "-Wall", "-Werror", "-Wl,--no-insert-timestamp",
                    "-finput-charset=UTF-8", *flags, "-o", stage / name, WINDOWS / "launcher.c",
                    place / "app.o", "-lshell32", "-luser32"])  # fmt: skip
    del home


def setup(stage: Path, work: Path, out: Path, *, quick: bool) -> Path:
    """Compile the installer."""
    target = out / f"MediaDesk-{common.version()}-setup.exe"
    common.say(f"packing {target.name}")
    first = ["-XSetCompressor /FINAL zlib"] if quick else []
    common.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *first, f"-DVERSION={common.version()}",
         f"-DSTAGE={stage}", f"-DOUT={target}", f"-DICON={work / 'launcher' / 'mediadesk.ico'}",
         f"-DLANGUAGES={WINDOWS / 'lang'}", f"-DSIZE={common.size(stage) // 1024}",
         WINDOWS / "setup.nsi"]
    )  # fmt: skip
    return target
