"""Updates from a stick: look, copy what was signed, back up, install; and the way back."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mediadesk import files
from mediadesk.domain.releases import (
    Platform,
    Release,
    Standing,
    schema_number,
    standing,
    version_key,
)
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.marks import N_
from mediadesk.usecases.upkeep import Upkeep

if TYPE_CHECKING:
    from mediadesk.db.backup import BackupFacts
    from mediadesk.domain.ports import Progress
    from mediadesk.export.release_folder import Found
    from mediadesk.usecases.installed import Installed

__all__ = [
    "Prepared",
    "Update",
    "Updating",
    "WayBack",
    "described",
    "described_way",
    "go_back",
    "install",
    "look_at",
]

_FOLDER: Final = "updates"
_LAST: Final = "last.json"
REASON: Final = "update"


class Update(NamedTuple):
    """A release that was looked at: whether it can be installed here, and what hinders it."""

    found: Found
    standing: Standing
    here: Installed
    name: str = ""
    size: int = 0
    hindrance: InputProblem | WorldTrouble | None = None

    @property
    def release(self) -> Release:
        """Give what the release says of itself."""
        return self.found.release


class Prepared(NamedTuple):
    """All that comes before installing is done: the signed file is copied, the backup is proven."""

    file: Path
    version: str
    here: Installed
    backup: BackupFacts


class WayBack(NamedTuple):
    """The older version, and what going back to it loses.

    `backup` is None where the older version reads the present file, or where none was made: then
    `is_sure` is False. `package` is the older package where the system installs them.
    """

    here: Installed
    version: str
    backup: BackupFacts | None = None
    cases: int = 0
    entries: int = 0
    is_sure: bool = True
    package: Path | None = None


def look_at(place: Path, updates: Path, here: Installed | None = None) -> Update:
    """Check a release on a stick and tell whether it can be installed; nothing is written.

    `updates` is the folder the file would be copied to. InputProblem(UPDATE_NO_KEY), WorldTrouble:
    UPDATE_MISSING, UPDATE_FORGED, UPDATE_BAD, UPDATE_STICK_GONE. What only hinders installing
    (not newer, no file for this computer, no room, not an installed program) is told in the answer.
    """
    from mediadesk.export import release_folder
    from mediadesk.usecases import installed

    here = here or installed.here()
    if not here.key:
        raise InputProblem(Code.UPDATE_NO_KEY)
    found = release_folder.look(place, here.key)
    release = found.release
    compared = standing(release.version, here.version)
    told = Update(found, compared, here)
    if here.platform is None:
        return _hindered(told, InputProblem(Code.UPDATE_NOT_BUILT))
    if compared is not Standing.NEWER or release.schema < _own_schema():
        return _hindered(told, InputProblem(Code.UPDATE_NOT_NEWER, theirs=release.version))
    name = release.artefacts.get(here.platform)
    if name is None:
        return _hindered(told, InputProblem(Code.UPDATE_NOT_FOR_US, platform=here.platform))
    if name not in found.sums:
        raise WorldTrouble(Code.UPDATE_BAD, name=name)
    size = found.size(name)
    room = release_folder.room_for(size, updates)
    full = None if room else WorldTrouble(Code.DISK_FULL)
    return Update(found, compared, here, name, size, full)


def _hindered(update: Update, problem: InputProblem) -> Update:
    return Update(update.found, update.standing, update.here, hindrance=problem)


def _own_schema() -> int:
    from mediadesk.db.migrations import MIGRATIONS

    return schema_number(list(MIGRATIONS)[-1])


def install(prepared: Prepared) -> bool:
    """Install where that needs nobody else; tell whether the new version starts from now on.

    On Windows the setup can only begin when this program has ended: whoever closes it starts
    `prepared.file` then. A Debian package is for the system's installer, a portable folder for a
    person. WorldTrouble(UPDATE_FAILED): the version in use was not touched.
    """
    from mediadesk.usecases import installed

    here = prepared.here
    if here.platform is not Platform.LINUX_RUN:
        return False
    installed.run_installer(prepared.file)
    if here.now() != prepared.version:
        raise WorldTrouble(Code.UPDATE_FAILED, detail=here.now())
    with suppress(OSError):
        prepared.file.unlink()
    return True


def go_back(centre: Path, way: WayBack, passphrase: str) -> None:
    """Put the backup of the older version in the place of a closed centre, then go back to it.

    The present file is kept beside as `centre-replaced-….db`. WorldTrouble: WRONG_PASSPHRASE,
    BACKUP_BAD, FILE_IN_USE; nothing is changed then.
    """
    from mediadesk.db import restoring

    if way.here.platform in (Platform.LINUX_RUN, Platform.WINDOWS) and not way.here.previous:
        raise InputProblem(Code.NO_OLDER_VERSION)
    if way.backup is not None:
        restoring.restore(centre, way.backup.path, passphrase, as_it_is=True)
    if way.here.previous:
        way.here.go_back()
    with suppress(OSError):
        (centre / _FOLDER / _LAST).unlink()


class Updating(Upkeep):
    """Installs another version and knows the way back."""

    def look_at_update(self, place: Path, here: Installed | None = None) -> Update:
        """Check a release on a stick, see `look_at`."""
        return look_at(place, self.centre / _FOLDER, here)

    def prepare_update(self, update: Update, progress: Progress) -> Prepared:
        """Copy the signed file, make a backup and prove it; nothing is installed yet.

        The hindrance of an update is raised. WorldTrouble as in `release_folder.copy` and
        `backup`; Cancelled. Whatever is raised, nothing is changed.
        """
        from mediadesk.export import release_folder

        if update.hindrance is not None:
            raise update.hindrance
        version = update.release.version
        place = self.centre / _FOLDER
        self._clear(place, {version, update.here.version})
        file = release_folder.copy(update.found, update.name, place / version, progress)
        progress.step(0, 1, N_("Making a backup and proving it"))
        facts = self.verify_backup(self.backup(None, REASON))
        self._note_update(place, update, facts)
        progress.step(1, 1)
        return Prepared(file, version, update.here, facts)

    @staticmethod
    def _clear(place: Path, kept: set[str]) -> None:
        """Take away what was copied for other versions."""
        for folder in place.iterdir() if place.is_dir() else ():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _note_update(place: Path, update: Update, facts: BackupFacts) -> None:
        told = {
            "from": update.here.version,
            "to": update.release.version,
            "schema": _own_schema(),
            "backup": facts.path.name,
        }
        with files.replacing(place / _LAST) as part:
            part.write_text(json.dumps(told, indent=1), encoding="utf-8")

    def way_back(self, here: Installed | None = None) -> WayBack:
        """Tell to which version one can go back, and what was entered since its backup.

        InputProblem(NO_OLDER_VERSION) where there is none.
        """
        from mediadesk.db import backup
        from mediadesk.usecases import installed

        here = here or installed.here()
        last = self._last()
        is_ours = last.get("to") == here.version
        version = here.previous or (last["from"] if is_ours else "")
        if not version or here.platform is None or _is_newer(version, here.version):
            raise InputProblem(Code.NO_OLDER_VERSION)
        schema = last["schema"] if is_ours and last["from"] == version else None
        package = self._package(version) if here.platform is Platform.LINUX_DEB else None
        if schema == _own_schema():
            return WayBack(here, version, package=package)
        facts = self._older_backup(schema)
        if facts is None:
            return WayBack(here, version, is_sure=False, package=package)
        with self.store.reader() as reader:
            cases, head = reader.apart(backup.sizes)
        entries = max(head - facts.journal_head, 0)
        return WayBack(here, version, facts, max(cases - facts.cases, 0), entries, package=package)

    def _last(self) -> dict[str, Any]:
        """Read what was noted at the last update; {} where there is nothing that makes sense."""
        with suppress(OSError, ValueError):
            told = json.loads((self.centre / _FOLDER / _LAST).read_text(encoding="utf-8"))
            kinds = {"from": str, "to": str, "schema": int, "backup": str}
            if isinstance(told, dict) and all(type(told.get(n)) is k for n, k in kinds.items()):
                version_key(told["from"])
                return told
        return {}

    def _package(self, version: str) -> Path | None:
        folder = self.centre / _FOLDER / version
        return next(iter(sorted(folder.glob("*.deb"))), None) if folder.is_dir() else None

    def _older_backup(self, schema: int | None) -> BackupFacts | None:
        """Find the newest backup made before a new version whose file the older one reads."""
        from mediadesk.db import backup

        for path in self.backups():
            if not path.stem.endswith(("-update", "-migration")):
                continue
            with suppress(WorldTrouble):
                facts = backup.told(path)
                number = schema_number(facts.schema)
                if number == schema or (schema is None and 0 < number < _own_schema()):
                    return facts
        return None


def _is_newer(version: str, ours: str) -> bool:
    """Tell whether the other version on the computer is the one that somebody went back from."""
    return standing(version, ours) is not Standing.OLDER


def described(update: Update) -> dict[str, object]:
    """Give an update as data, for a command."""
    release = update.release
    problem = update.hindrance
    return {
        "version": release.version,
        "date": release.day,
        "schema": release.schema,
        "standing": update.standing.value,
        "installed": update.here.version,
        "platform": update.here.platform.value if update.here.platform else None,
        "file": update.name,
        "bytes": update.size,
        "signed": update.found.comment,
        "news": {name: list(lines) for name, lines in release.news.items()},
        "hindrance": problem.code.value if problem is not None else None,
    }


def described_way(way: WayBack) -> dict[str, object]:
    """Give the way back as data, for a command."""
    facts = asdict(way.backup) if way.backup is not None else None
    return {
        "version": way.version,
        "backup": facts,
        "cases_lost": way.cases,
        "entries_lost": way.entries,
        "is_sure": way.is_sure,
        "package": str(way.package) if way.package else None,
    }
