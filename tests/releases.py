"""Releases made for tests: keys of their own, signed as minisign signs, and programs as installed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mediadesk.domain.releases import ABOUT, SIGNATURE, SUMS, Platform
from mediadesk.usecases.installed import Installed

SCHEMA = 9000
"""A number no migration of ours has reached."""
INSTALLER = """#!/bin/sh
set -eu
top=$(cat "$0.top")
mkdir -p "$top/0.2.0"
echo it >"$top/0.2.0/marker"
ln -sfn 0.1.0 "$top/previous"
ln -sfn 0.2.0 "$top/current"
"""


@dataclass
class Signer:
    """Somebody who makes releases."""

    secret: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    )
    number: bytes = b"12345678"

    @property
    def public(self) -> str:
        raw = b"Ed" + self.number + self.secret.public_key().public_bytes_raw()
        return f"untrusted comment: tests\n{base64.b64encode(raw).decode()}\n"

    def sign(self, data: bytes, comment: str = "MediaDesk 0.2.0") -> str:
        signed = self.secret.sign(hashlib.blake2b(data).digest())
        over = self.secret.sign(signed + comment.encode())
        head = base64.b64encode(b"ED" + self.number + signed).decode()
        tail = base64.b64encode(over).decode()
        return f"untrusted comment: x\n{head}\ntrusted comment: {comment}\n{tail}\n"


SIGNER = Signer()
ARTEFACTS = {
    "linux-run": "mediadesk-0.2.0.run",
    "linux-deb": "mediadesk_0.2.0_amd64.deb",
    "windows-setup": "MediaDesk-0.2.0-setup.exe",
    "bsd-port": "other.tgz",
}


def about(
    version: str = "0.2.0", schema: int = SCHEMA, files: Mapping[str, str] = ARTEFACTS
) -> str:
    """Write the description of a release."""
    rows = "".join(f'{name} = "{file}"\n' for name, file in files.items())
    news = 'ru = ["Новое: отчёты"]\nkk = ["Жаңа: есептер"]\nen = "New: reports\\nand more"\n'
    head = f'version = "{version}"\ndate = 2026-12-01\nschema = {schema}\n'
    return f"{head}[artefacts]\n{rows}[news]\n{news}"


def seal(folder: Path, signer: Signer = SIGNER, extra: str = "") -> None:
    """Write checksums of all files of a folder, and sign them."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name not in (SUMS, SIGNATURE))
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    data = ("".join(lines) + extra).encode()
    (folder / SUMS).write_bytes(data)
    (folder / SIGNATURE).write_text(signer.sign(data), encoding="utf-8")


def stick(folder: Path, top: Path | None = None, **how: object) -> Path:
    """Make a release on a stick; its installer puts a marker beside the version in use."""
    folder.mkdir(parents=True, exist_ok=True)
    script = INSTALLER.replace('$(cat "$0.top")', str(top)) if top else INSTALLER
    (folder / ARTEFACTS["linux-run"]).write_text(script, encoding="utf-8")
    for name in ("linux-deb", "windows-setup"):
        (folder / ARTEFACTS[name]).write_bytes(b"a package" * 1000)
    (folder / ABOUT).write_text(about(**how), encoding="utf-8")  # type: ignore[arg-type]
    seal(folder)
    return folder


def run_tree(top: Path) -> Installed:
    """Lay out a program installed for one user on Linux, version 0.1.0."""
    (top / "0.1.0").mkdir(parents=True)
    (top / "current").symlink_to("0.1.0")
    return Installed(Platform.LINUX_RUN, top, "0.1.0", key=SIGNER.public)


def windows_tree(top: Path, previous: str = "") -> Path:
    """Lay out a program installed on Windows, version 0.1.0; give where its package lies."""
    module = top / "versions" / "0.1.0" / "app" / "mediadesk" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("")
    lines = "[app]\r\ncurrent=0.1.0\r\n" + (f"previous={previous}\r\n" if previous else "")
    (top / "current.ini").write_text(lines, encoding="utf-8")
    if previous:
        (top / "versions" / previous).mkdir()
    return module


def last_update(centre: Path, **told: object) -> None:
    """Note an update as the program that made it would have."""
    (centre / "updates").mkdir(exist_ok=True)
    (centre / "updates" / "last.json").write_text(json.dumps(told), encoding="utf-8")
