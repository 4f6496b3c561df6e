"""Windows, built on Linux: a folder per version, our own launcher, an installer for one user."""

from __future__ import annotations

import compileall
import py_compile
import re
import shutil
from pathlib import Path

import common
import licences
import windows_imports
import windows_runtime
import windows_trim

WINDOWS = common.HERE / "windows"
_NOT_RUN = ("pip", "setuptools")
_COMPILER_RUNTIME = re.compile(r"(msvcp140|vcruntime140)")


def build(work: Path, out: Path, *, quick: bool) -> list[Path]:
    """Build the installer and the portable archive; each file made."""
    for program, debian in (
        ("makensis", "nsis"), ("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
    ):  # fmt: skip
        common.need(program, debian)
    stage = lay_out(work)
    guides = sorted((stage / "versions" / common.version()).glob("*.pdf"))
    beside = [Path(shutil.copyfile(guide, out / guide.name)) for guide in guides]
    return [setup(stage, work, out, quick=quick), *beside]


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
    common.unpack_wheel(wheel, app)
    gone = windows_trim.trim(lib)
    refuse("modules that were taken out are asked for", windows_trim.left_out_but_asked(home, gone))
    verify_qt(lib, windows_runtime.roots(python))
    gather_compiler_runtime(lib, runtime)
    for folder in (app, lib):
        compile_all(folder)
    for folder in app.glob("*.dist-info"):
        shutil.rmtree(folder)
    licences.write(app, lib, work / "venv", windows_runtime.pins()["python"])
    launchers(stage, work, python)
    for guide in common.guides(work, python):
        shutil.copyfile(guide, home / guide.name)
    for folder in sorted((p for p in stage.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    refuse("libraries that no Windows has", windows_imports.lacking(home))
    common.settle(stage)
    common.say(f"the folder has {common.size(stage) / 1e6:.0f} MB")
    return stage


def refuse(what: str, found: list[str]) -> None:
    """End the build where something was found that must not be."""
    if found:
        raise common.BuildFault(f"{what}: {', '.join(sorted(set(found)))}")


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


def verify_qt(lib: Path, trusted: Path) -> None:
    """Verify that all libraries of Qt and of its Python side are signed by its maker."""
    files = [p for name in ("PySide6", "shiboken6") for p in (lib / name).rglob("*.*")]
    files = sorted(p for p in files if p.suffix in (".dll", ".pyd"))
    for path in files:
        windows_runtime.verify_file(path, windows_runtime.pins()["qt"], trusted)
    common.say(f"{len(files)} files of Qt verified")


def gather_compiler_runtime(lib: Path, runtime: Path) -> None:
    """Put one set of Microsoft's C++ runtime beside the interpreter, the newest, and no other.

    The launcher names that folder to Windows, so that every library finds the set. Qt's is newer
    than the interpreter's and serves it too; its maker has signed it anew.
    """
    for path in [each for each in lib.rglob("*.dll") if _COMPILER_RUNTIME.match(each.name.lower())]:
        if path.parent == lib / "PySide6":
            for older in [p for p in runtime.iterdir() if p.name.lower() == path.name.lower()]:
                older.unlink()
            shutil.move(path, runtime / path.name.lower())
        else:
            path.unlink()


def compile_all(folder: Path) -> None:
    """Compile everything and leave the sources out: nothing is ever written into the folder."""
    compileall.compile_dir(
        folder, quiet=2, force=True, legacy=True, stripdir=str(folder),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip
    for path in list(folder.rglob("*.py")):
        if not path.with_suffix(".pyc").is_file():
            raise common.BuildFault(f"{path.relative_to(folder)} is not for this Python")
        path.unlink()


def launchers(stage: Path, work: Path, python: Path) -> None:
    """Build MediaDesk.exe and mediadesk-console.exe."""
    place = common.fresh(work / "launcher")
    for kind, name in (("--ico", "mediadesk.ico"), ("--panel", "panel.bmp")):
        common.run([python, common.HERE / "draw_icon.py", kind, place / name],
                   env={"QT_QPA_PLATFORM": "offscreen"})  # fmt: skip
    shutil.copy(WINDOWS / "app.manifest", place)
    script = (WINDOWS / "app.rc.in").read_text("utf-8").replace("@VERSION@", common.version())
    script = script.replace("@COMMAS@", common.version().replace(".", ",") + ",0")
    (place / "app.rc").write_text(script, encoding="utf-8")
    common.run(["x86_64-w64-mingw32-windres", "app.rc", "app.o"], cwd=place)
    for name, flags in (("MediaDesk.exe", ["-mwindows"]), ("mediadesk-console.exe", ["-DCONSOLE"])):
        common.run([windows_runtime.COMPILER, "-O2", "-s", "-Wall", "-Werror",
                    "-Wl,--no-insert-timestamp", "-finput-charset=UTF-8", *flags,
                    "-o", stage / name, WINDOWS / "launcher.c", place / "app.o",
                    "-lshell32", "-luser32"])  # fmt: skip


def setup(stage: Path, work: Path, out: Path, *, quick: bool) -> Path:
    """Compile the installer."""
    target = out / f"MediaDesk-{common.version()}-setup.exe"
    common.say(f"packing {target.name}")
    pictures = work / "launcher"
    first = ["-XSetCompressor /FINAL zlib"] if quick else []
    common.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *first, f"-DVERSION={common.version()}",
         f"-DSTAGE={stage}", f"-DOUT={target}", f"-DICON={pictures / 'mediadesk.ico'}",
         f"-DPANEL={pictures / 'panel.bmp'}",
         f"-DLANGUAGES={WINDOWS / 'lang'}", f"-DSIZE={common.size(stage) // 1024}",
         WINDOWS / "setup.nsi"]
    )  # fmt: skip
    return target
