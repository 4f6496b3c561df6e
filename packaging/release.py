#!/usr/bin/env python3
"""What stands beside the files of a release: what it is, checksums, a signature over them.

    packaging/release.py describe FOLDER      write release.toml and SHA256SUMS anew
    packaging/release.py sign FOLDER KEY      sign SHA256SUMS with a secret key of minisign
    packaging/release.py check FOLDER         prove checksums and signature as an office would

The public key stands in resources/update-key.pub and is carried by every build; how keys are made
and kept is told in packaging/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import common  # found beside this file

SUMS, ABOUT = "SHA256SUMS", "release.toml"
SIGNATURE = f"{SUMS}.minisig"
PLATFORMS = {
    "linux-deb": "mediadesk_{}_amd64.deb",
    "linux-run": "mediadesk-{}-linux-x86_64.run",
    "linux-tar": "mediadesk-{}-linux-x86_64.tar.xz",
    "windows-setup": "MediaDesk-{}-setup.exe",
}
"""The files of a release, by the names that the program knows its own kind by."""
NEWS = Path("resources", "news")
MIGRATIONS = Path("mediadesk", "db", "migrations")
BESIDE = ("*.pdf", "*.txt", "*.json")
"""What else may lie in the folder and is listed: guides, licences, bills of materials."""
LANGUAGES = ("ru", "kk", "en")


def schema() -> int:
    """Give the number of the newest migration: what a file of this version has been through."""
    names = [path for root in _roots() for path in (root / MIGRATIONS).glob("m[0-9]*_*.py")]
    return max(int(path.name[1:5]) for path in names)


def _roots() -> list[Path]:
    """Give where sources of this build lie; those of a test's overlay come last."""
    over = common.overlay()
    return [common.ROOT, over] if over is not None else [common.ROOT]


def news() -> dict[str, list[str]]:
    """Give what is new, by language, from resources/news; BuildFault where a language lacks it.

    The file of this version is taken, else the newest one before it.
    """
    wanted = _key(common.version())
    found = {_key(path.stem): path for root in _roots() for path in (root / NEWS).glob("*.toml")}
    fitting = [key for key in found if key <= wanted]
    if not fitting:
        raise common.BuildFault(f"resources/news has nothing for {common.version()}")
    path = found[max(fitting)]
    table = tomllib.loads(path.read_text("utf-8"))
    told = table.get("news", table)
    lines = {
        language: [line.strip() for line in _lines(told.get(language, ())) if line.strip()]
        for language in LANGUAGES
    }
    lacking = [language for language in LANGUAGES if not lines[language]]
    if lacking:
        raise common.BuildFault(f"{path.name}: nothing in {', '.join(lacking)}")
    return lines


def _key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _lines(told: object) -> list[str]:
    return told.splitlines() if isinstance(told, str) else [str(each) for each in list(told)]  # type: ignore[call-overload]  # a list of TOML


def about(folder: Path) -> str:
    """Give the text of release.toml for the files that lie in a folder."""
    day = datetime.datetime.fromtimestamp(common.moment(), datetime.UTC).date()
    made = {kind: name.format(common.version()) for kind, name in PLATFORMS.items()}
    lines = [
        f'version = "{common.version()}"',
        f'date = "{day.isoformat()}"',
        f"schema = {schema()}",
        "",
        "[artefacts]",
        *(f'{kind} = "{name}"' for kind, name in made.items() if (folder / name).is_file()),
        "",
        "[news]",
        *(f"{language} = [{_strings(each)}]" for language, each in news().items()),
    ]
    return "\n".join(lines) + "\n"


def _strings(lines: list[str]) -> str:
    # What JSON writes as a string is a string of TOML too.
    return "".join(f"\n  {json.dumps(line, ensure_ascii=False)}," for line in lines) + "\n"


def describe(folder: Path) -> list[Path]:
    """Write release.toml and SHA256SUMS for a folder; an older signature over them goes."""
    (folder / SIGNATURE).unlink(missing_ok=True)
    (folder / ABOUT).write_text(about(folder), encoding="utf-8")
    told = tomllib.loads((folder / ABOUT).read_text("utf-8"))
    names = {ABOUT, *told["artefacts"].values()}
    names |= {path.name for pattern in BESIDE for path in folder.glob(pattern)}
    lines = [f"{common.sha256(folder / name)}  {name}\n" for name in sorted(names)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return [folder / ABOUT, folder / SUMS]


def faults(folder: Path) -> list[str]:
    """Give what does not agree with SHA256SUMS."""
    found = []
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-f]{64})  ([\w.+~-]+)", line)
        if match is None:
            found.append(f"{SUMS}: {line}")
        elif not (folder / match[2]).is_file():
            found.append(f"{match[2]} is not there")
        elif common.sha256(folder / match[2]) != match[1]:
            found.append(f"{match[2]} is not what was listed")
    return found


def check(folder: Path, key: Path) -> None:
    """Prove checksums and signature; BuildFault where they do not hold."""
    wrong = faults(folder)
    if wrong:
        raise common.BuildFault("; ".join(wrong))
    if not key.is_file():
        raise common.BuildFault(f"{key} is not there: no program can check this release")
    common.need("minisign", "minisign")
    common.run(["minisign", "-V", "-H", "-q", "-p", key, "-m", folder / SUMS])


def sign(folder: Path, secret: Path, key: Path) -> None:
    """Sign a folder; BuildFault where its files changed, or its own programs would refuse it.

    minisign asks for the password of the secret key, if it has one.
    """
    common.need("minisign", "minisign")
    wrong = faults(folder)
    if wrong:
        raise common.BuildFault("; ".join(wrong))
    told = tomllib.loads((folder / ABOUT).read_text("utf-8"))
    words = f"MediaDesk {told['version']} {told['date']}"
    done = subprocess.run(
        ["minisign", "-S", "-s", secret, "-m", folder / SUMS, "-t", words], check=False
    )
    if done.returncode:
        raise common.BuildFault("minisign did not sign")
    try:
        check(folder, key)
    except common.BuildFault as fault:
        (folder / SIGNATURE).unlink(missing_ok=True)
        raise common.BuildFault(f"signed with another key than {key.name}: {fault}") from fault


def main() -> int:
    """Do what is asked; 1 when it does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("act", choices=["describe", "sign", "check"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("secret", type=Path, nargs="?", help="the secret key, for sign")
    parser.add_argument("--key", type=Path, default=common.update_key(), help="the public key")
    asked = parser.parse_args()
    try:
        if asked.act == "describe":
            describe(asked.folder)
        elif asked.act == "check":
            check(asked.folder, asked.key)
        elif asked.secret is None:
            parser.error("sign needs the file of the secret key")
        else:
            sign(asked.folder, asked.secret, asked.key)
    except common.BuildFault as fault:
        print(f"release: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
