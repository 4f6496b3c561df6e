"""Two versions for tests of updates: this one, and the next with its own news and one migration more.

Both carry the public key of a pair made for the test; `stick` lays a signed release on a stick as
whoever releases does it (packaging/README.md, "Signing").
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import common
import release

NEWS = "Сквозной путь обновления"
"""What the next version has of news; read off the screen."""
_MIGRATIONS = Path("mediadesk", "db", "migrations")
_MIGRATION = '''"""Counts the cases: something for an upgrade to do. Only in tests of the builds."""


def apply(conn):
    conn.execute("CREATE TABLE proof_of_the_upgrade (id INTEGER PRIMARY KEY)")
    conn.execute("INSERT INTO proof_of_the_upgrade SELECT id FROM cases")
'''


class Editions:
    """Both versions, and the key that signs them."""

    def __init__(self, work: Path) -> None:
        """Make the key and what each version has that the sources have not."""
        common.need("minisign", "minisign")
        self.this = common.version()
        first, last = self.this.rsplit(".", 1)
        self.after = f"{first}.{int(last) + 1}"
        self.place = work / "editions"
        self.secret, self.public = self.place / "test.key", self.place / "test.pub"
        if not self.secret.is_file():
            common.fresh(self.place)
            words: list[str | Path] = ["-G", "-W", "-p", self.public, "-s", self.secret]
            common.run(["minisign", *words])
        for version in (self.this, self.after):
            target = self._over(version) / "resources" / "update-key.pub"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.public, target)
        self._news()
        self._migration()

    def _over(self, version: str) -> Path:
        return self.place / version

    def _news(self) -> None:
        folder = self._over(self.after) / "resources" / "news"
        folder.mkdir(exist_ok=True)
        lines = [f'{language} = ["{NEWS}"]' for language in ("ru", "kk", "en")]
        head = ['source = "packaging/tests"', 'edition = "2026-11-22"', "[news]"]
        (folder / f"{self.after}.toml").write_text("\n".join([*head, *lines]), encoding="utf-8")

    def _migration(self) -> None:
        text = (common.ROOT / _MIGRATIONS / "__init__.py").read_text("utf-8")
        begin, end = "from mediadesk.db.migrations import (\n", "}\n_NEWEST"
        if begin not in text or end not in text:
            raise common.BuildFault("the list of migrations looks otherwise than this test knows")
        text = text.replace(begin, f"{begin}    m9000_proof,\n")
        text = text.replace(end, f'    "m9000_proof": m9000_proof.apply,\n{end}')
        folder = self._over(self.after) / _MIGRATIONS
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").write_text(text, encoding="utf-8")
        (folder / "m9000_proof.py").write_text(_MIGRATION, encoding="utf-8")

    def built(
        self, out: Path, version: str, wanted: Iterable[str], build: Callable[[Path], object]
    ) -> dict[str, Path]:
        """Build a version into a folder of its own, unless it lies there; its files by their ending."""
        self.choose(version)
        place = out / version
        place.mkdir(parents=True, exist_ok=True)
        if not all(any(place.glob(f"*{ending}")) for ending in wanted):
            build(place)
        return {ending: next(place.glob(f"*{ending}")) for ending in wanted}

    def choose(self, version: str) -> None:
        """Let what is built or described from now on be of a version."""
        os.environ["MEDIADESK_BUILD_VERSION"] = version
        os.environ["MEDIADESK_BUILD_OVERLAY"] = str(self._over(version))

    def stick(self, files: Iterable[Path], place: Path) -> Path:
        """Lay the next version on a stick: its files, described and signed."""
        self.choose(self.after)
        common.fresh(place)
        for file in files:
            shutil.copyfile(file, place / file.name)
        release.describe(place)
        release.sign(place, self.secret, self.public)
        return place

    def centre(self, work: Path, cases: int, phrase: str) -> Path:
        """Give a centre of many invented cases, made by the program's own sources."""
        place = self.place / "centre"
        if not (place / "centre.db").is_file():
            shutil.rmtree(place, ignore_errors=True)
            common.say(f"a centre of {cases} cases")
            python = common.workshop(work)
            script = Path(__file__).with_name("large_centre.py")
            subprocess.run([python, script, place, str(cases), phrase], check=True)
        return place
