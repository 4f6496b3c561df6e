"""A wine of its own for tests: a user with Kazakh letters in the name of the folder, no desktop.

What wine 8 lacks of Windows 10 is put in here and never shipped. The C++ runtime of wine is switched
off, so that the one of the build has to do.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import common

USER = r"C:\users\Әсел Құрманқызы"
LOCAL = rf"{USER}\AppData\Local"
PROGRAM = rf"{LOCAL}\Programs\MediaDesk"
MENU = rf"{USER}\AppData\Roaming\Microsoft\Windows\Start Menu\Programs"
KAZAKH = "1087"
_FOLDERS = {
    "Local AppData": LOCAL, "AppData": rf"{USER}\AppData\Roaming", "Desktop": rf"{USER}\Desktop",
    "Programs": MENU, "Personal": rf"{USER}\Documents",
}  # fmt: skip
_SHELL = r"Software\Microsoft\Windows\CurrentVersion\Explorer"
_OWN_RUNTIME = ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1")
_STUB = """
/* What Qt links to of Windows' icuuc.dll, which wine 8 does not have. Only for tests. */
#define X __declspec(dllexport)
X void *ucnv_open(const char *n, int *e) { if (e) *e = 4; return 0; }
X const char *ucnv_getName(void *c, int *e) { if (e) *e = 4; return 0; }
X signed char ucnv_getMaxCharSize(void *c) { return 1; }
X int ucnv_toUCountPending(void *c, int *e) { return 0; }
X int ucnv_fromUCountPending(void *c, int *e) { return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, int *e) { if (e) *e = 4; return 0; }
X const char *ucnv_getAvailableName(int i) { return 0; }
X int ucnv_countAvailable(void) { return 0; }
X void ucnv_close(void *c) {}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_reset(void *c) {}
X void ucnv_getToUCallBack(void) {}
X void ucnv_getFromUCallBack(void) {}
X void ucnv_setToUCallBack(void) {}
X void ucnv_setFromUCallBack(void) {}
X void ucnv_cbToUWriteUChars(void) {}
X void ucnv_cbFromUWriteUChars(void) {}
X void ucnv_toUnicode(void) {}
X void ucnv_fromUnicode(void) {}
int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }
"""

_RANDOM = """
/* What the library of ciphers wants of Windows' bcryptprimitives.dll, which wine 8 does not have.
   Random bytes of wine's own source. Only for tests. */
unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *to, unsigned long long left) {
    while (left) {
        unsigned long piece = left > 65536 ? 65536 : (unsigned long)left;
        if (!SystemFunction036(to, piece)) return 0;
        to += piece, left -= piece;
    }
    return 1;
}
int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }
"""


class Wine:
    """One prefix, made anew, on one display."""

    def __init__(self, place: Path, display: str) -> None:
        """Make the prefix: Windows 10, the user's folders, the stub."""
        for program, package in (("wine", "wine wine64"), ("import", "imagemagick")):
            common.need(program, package)
        self.place = common.fresh(place)
        self.prefix = place / "prefix"
        (place / "home").mkdir()
        runtime = ",".join(_OWN_RUNTIME)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        self.env = {
            **kept, "HOME": str(place / "home"), "WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all",
            "LC_ALL": "C.UTF-8", "DISPLAY": display,
            "WINEDLLOVERRIDES": f"mscoree,mshtml,winemenubuilder.exe=;{runtime}=n",
        }  # fmt: skip
        self.run("wineboot", "-i")
        for name, text in (("icuuc", _STUB), ("bcryptprimitives", _RANDOM)):
            source = place / f"{name}.c"
            source.write_text(text, encoding="ascii")
            target = self.path(rf"C:\windows\system32\{name}.dll")
            common.run(["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", "-e", "DllMain",
                        "-w", "-o", target, source, "-ladvapi32"])  # fmt: skip
        told = {r"Software\Wine": {"Version": "win10"}}
        told |= {rf"{_SHELL}\{kind}": _FOLDERS for kind in ("Shell Folders", "User Shell Folders")}
        told |= {
            "Environment": {"USERPROFILE": USER},
            r"Software\MediaDesk": {"InstallerLanguage": KAZAKH},
        }
        self.write(told)
        for folder in _FOLDERS.values():
            self.path(folder).mkdir(parents=True, exist_ok=True)
        self.stop()

    def path(self, name: str) -> Path:
        """Give where a file of C: lies for Linux."""
        drive, _, rest = name.partition(":\\")
        if drive != "C":
            raise common.BuildFault(f"{name}: not on C:")
        return self.prefix / "drive_c" / rest.replace("\\", "/")

    def start(self, *words: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a program; all its streams are pipes, without which Python for Windows ends."""
        return subprocess.Popen(
            ["wine", *words], env={**self.env, **(env or {})}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            encoding="utf-8", start_new_session=True,
        )  # fmt: skip

    def run(
        self, *words: str, status: int = 0, env: dict[str, str] | None = None, longest: float = 600
    ) -> str:
        """Run a program to its end; what it said. BuildFault where it ends otherwise than it should."""
        process = self.start(*words, env=env)
        try:
            said, _ = process.communicate(timeout=longest)
        except subprocess.TimeoutExpired as slow:
            process.kill()
            raise common.BuildFault(f"{words[0]} did not end in {longest:.0f} s") from slow
        if process.returncode != status:
            raise common.BuildFault(
                f"{' '.join(words)} ended with {process.returncode}, not {status}\n{said[-2000:]}"
            )
        return said

    def write(self, told: dict[str, dict[str, str]]) -> None:
        """Write values into the user's part of the registry: by key, by name."""
        lines = ["Windows Registry Editor Version 5.00"]
        for key, values in told.items():
            lines += ["", rf"[HKEY_CURRENT_USER\{key}]"]
            lines += [f'"{name}"="{value}"'.replace("\\", "\\\\") for name, value in values.items()]
        file = self.place / "told.reg"
        file.write_text("\r\n".join([*lines, ""]), encoding="utf-16")
        self.run("regedit", "/S", str(file))

    def keys(self, root: str) -> str:
        """Give what stands below a key of the user's part of the registry; '' where there is none."""
        file = self.path(r"C:\told.reg")
        file.unlink(missing_ok=True)
        process = self.start("reg", "export", rf"HKCU\{root}", r"C:\told.reg", "/y")
        process.communicate(timeout=60)
        return file.read_text("utf-16") if process.returncode == 0 and file.is_file() else ""

    def stop(self) -> None:
        """End all that runs in this prefix, as when the power goes."""
        subprocess.run(["wineserver", "-k"], env=self.env, check=False)
        subprocess.run(["wineserver", "-w"], env=self.env, check=False)

    def picture(self, target: Path) -> int:
        """Take a picture of the screen; how many colours it has."""
        display = self.env["DISPLAY"]
        common.run(["import", "-display", display, "-window", "root", target])
        return int(common.output(["identify", "-format", "%k", target]))

    @contextmanager
    def window(self, *words: str, target: Path, fewest: int) -> Iterator[float]:
        """Start a program with a window, wait until it is drawn; seconds. It is ended at the end."""
        begun = time.monotonic()
        process = self.start(*words)
        try:
            while self.picture(target) < fewest:
                if process.poll() is not None or time.monotonic() - begun > 120:
                    raise common.BuildFault("the window does not come")
                time.sleep(0.2)
            yield time.monotonic() - begun
        finally:
            self.stop()
            process.communicate()


def ini(text: str) -> dict[str, str]:
    """Read current.ini as the launcher does."""
    return dict(re.findall(r"^(\w+)=([^\r\n]*)", text, re.MULTILINE))
