"""The .deb: the frozen folder wrapped by dpkg-deb alone."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import common
import elf

LINUX = common.HERE / "linux"
NAME = "kz.mediadesk.MediaDesk"
POINTER = """

The licences of everything this package carries, with their texts, and a bill of materials:
/opt/mediadesk/_internal/mediadesk/_resources/licences/
"""


def file_name() -> str:
    """Name the package as Debian's own tools do."""
    return f"mediadesk_{common.version()}_amd64.deb"


def package(folder: Path, work: Path, target: Path, *, quick: bool) -> Path:
    """Make the package; BuildFault when its menu entry or its needs do not hold."""
    common.say(f"packing {target.name}")
    root = common.fresh(work / "deb")
    shutil.copytree(folder, root / "opt" / "mediadesk", symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "mediadesk").symlink_to("../../opt/mediadesk/mediadesk")
    desktop(root / "usr" / "share", folder / "_internal" / "icons")
    doc = root / "usr" / "share" / "doc" / "mediadesk"
    doc.mkdir(parents=True)
    own = [(common.ROOT / name).read_text("utf-8") for name in ("LICENSE", "NOTICE")]
    (doc / "copyright").write_text("\n".join(own) + POINTER, encoding="utf-8")
    control(root)
    common.settle(root)
    how = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z9"]
    common.run(["dpkg-deb", "--root-owner-group", *how, "--build", root, target])
    return target


def desktop(share: Path, pictures: Path) -> None:
    """Put the menu entry, the kinds of files and the icons where desktops look for them."""
    for place, name in (("applications", f"{NAME}.desktop"), ("mime/packages", f"{NAME}.xml")):
        (share / place).mkdir(parents=True)
        shutil.copy(LINUX / name, share / place)
    common.run(["desktop-file-validate", share / "applications" / f"{NAME}.desktop"])
    for png in sorted(pictures.glob("*.png")):
        size = share / "icons" / "hicolor" / f"{png.stem}x{png.stem}"
        for picture in (size / "apps" / f"{NAME}.png", size / "mimetypes" / f"{NAME}.file.png"):
            picture.parent.mkdir(parents=True)
            shutil.copy(png, picture)


def control(root: Path) -> None:
    """Write what dpkg reads: the needs, the sizes, the sums of all files, what runs before removal."""
    place = root / "DEBIAN"
    place.mkdir()
    shutil.copyfile(LINUX / "prerm", place / "prerm")
    (place / "prerm").chmod(0o755)
    files = sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink())
    sums = "".join(f"{md5(path)}  {path.relative_to(root)}\n" for path in files)
    (place / "md5sums").write_text(sums, encoding="utf-8")
    text = (LINUX / "control").read_text("utf-8")
    undeclared = elf.outside(root) - declared(text)
    if undeclared:
        raise common.BuildFault(
            "libraries of no declared package: " + ", ".join(sorted(undeclared))
        )
    major, minor = elf.c_library(root)
    told = {"VERSION": common.version(), "SIZE": str(common.size(root) // 1024),
            "GLIBC": f"{major}.{minor}"}  # fmt: skip
    fields = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    text = re.sub(r"@(\w+)@", lambda found: told[found[1]], "".join(fields))
    (place / "control").write_text(text, encoding="utf-8")


def declared(text: str) -> set[str]:
    """Give the libraries that the needed packages bring, as the head of `control` lists them."""
    return {name for line in re.findall(r"^#: (.*)$", text, re.MULTILINE) for name in line.split()}


def md5(path: Path) -> str:
    """Give the sum that dpkg's own list of files wants."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
