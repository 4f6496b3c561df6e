"""A release on a stick: what is refused, what is copied, backed up and installed, and the way back."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.db import migrations
from mediadesk.domain.releases import ABOUT, SIGNATURE, SUMS, Platform, Standing
from mediadesk.errors import Cancelled, Code, InputProblem, MediaDeskError, WorldTrouble
from mediadesk.export import release_folder
from mediadesk.usecases import installed, updating
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal
from tests.releases import (
    ARTEFACTS,
    SCHEMA,
    SIGNER,
    Signer,
    last_update,
    run_tree,
    seal,
    stick,
)

RUN = ARTEFACTS["linux-run"]


class Silent:
    """Progress that nobody looks at; it can be told to stop."""

    def __init__(self, stop_at: int = 0) -> None:
        self.steps = 0
        self.stop_at = stop_at

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps += 1
        if self.steps == self.stop_at:
            raise Cancelled


def code_of(*args: object, desk: Desk, here: installed.Installed, place: Path) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        desk.prepare_update(desk.look_at_update(place, here), Silent())
    return caught.value.code


@pytest.fixture
def here(tmp_path: Path) -> installed.Installed:
    return run_tree(tmp_path / "top")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return stick(tmp_path / "stick", tmp_path / "top")


def test_a_release_is_looked_at_by_its_folder_or_any_file(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    for place in (release, release / SUMS, release / RUN):
        told = desk.look_at_update(place, here)
        assert (told.release.version, told.standing) == ("0.2.0", Standing.NEWER)
        assert (told.name, told.size) == (RUN, (release / RUN).stat().st_size)
        assert told.hindrance is None
        assert told.found.comment == "MediaDesk 0.2.0"
        assert told.release.news["en"] == ("New: reports", "and more")
    assert not (desk.centre / "updates").exists()


def test_all_is_backed_up_then_installed(
    desk: Desk, here: installed.Installed, release: Path, tmp_path: Path
) -> None:
    appeal(desk)
    told = desk.look_at_update(release, here)
    prepared = desk.prepare_update(told, Silent())
    assert here.now() == "0.1.0", "nothing is installed before the backup is proven"
    assert prepared.backup.cases == 1
    assert prepared.backup.path.name.endswith("-update.mdbackup")
    assert prepared.file.read_bytes() == (release / RUN).read_bytes()
    assert updating.install(prepared)
    assert here.now() == "0.2.0"
    assert (tmp_path / "top" / "0.2.0" / "marker").is_file()
    assert not prepared.file.exists()


def test_a_build_without_a_key_checks_nothing(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    with pytest.raises(InputProblem) as caught:
        desk.look_at_update(release, replace(here, key=""))
    assert caught.value.code is Code.UPDATE_NO_KEY
    assert installed.here().platform is None


def changed_sum(folder: Path) -> None:
    (folder / SUMS).write_bytes((folder / SUMS).read_bytes().replace(b"a", b"b", 1))


def changed_about(folder: Path) -> None:
    (folder / ABOUT).write_text((folder / ABOUT).read_text() + "# more\n")


def changed_program(folder: Path) -> None:
    (folder / RUN).write_text((folder / RUN).read_text().replace("echo it", "echo at"))


def longer_program(folder: Path) -> None:
    (folder / RUN).write_text((folder / RUN).read_text() + "\n")


def signed_by_another(folder: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seal(folder, Signer(Ed25519PrivateKey.from_private_bytes(b"z" * 32)))


def path_in_sums(folder: Path) -> None:
    seal(folder, extra=f"{'0' * 64}  ../../evil\n")


def no_sense(folder: Path) -> None:
    (folder / ABOUT).write_text("version = ")
    seal(folder)


def linked_sums(folder: Path) -> None:
    (folder / SUMS).rename(folder / "elsewhere")
    (folder / SUMS).symlink_to("elsewhere")


def linked_program(folder: Path) -> None:
    (folder / RUN).rename(folder / "elsewhere")
    (folder / RUN).symlink_to("elsewhere")


def huge_sums(folder: Path) -> None:
    os.truncate(folder / SUMS, 1 << 33)


def huge_program(folder: Path) -> None:
    os.truncate(folder / RUN, 1 << 33)


def empty_program(folder: Path) -> None:
    os.truncate(folder / RUN, 0)


def no_signature(folder: Path) -> None:
    (folder / SIGNATURE).unlink()


def odd_signature(folder: Path) -> None:
    (folder / SIGNATURE).write_bytes(b"\xff\xfe\x00")


def no_program(folder: Path) -> None:
    (folder / RUN).unlink()


def unlisted(folder: Path) -> None:
    text = "\n".join(s for s in (folder / SUMS).read_text().splitlines() if RUN not in s)
    (folder / SUMS).write_text(text)
    (folder / SIGNATURE).write_text(SIGNER.sign(text.encode()))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (changed_sum, Code.UPDATE_FORGED),
        (signed_by_another, Code.UPDATE_FORGED),
        (odd_signature, Code.UPDATE_FORGED),
        (no_signature, Code.UPDATE_MISSING),
        (no_program, Code.UPDATE_MISSING),
        (changed_about, Code.UPDATE_BAD),
        (changed_program, Code.UPDATE_BAD),
        (longer_program, Code.UPDATE_BAD),
        (path_in_sums, Code.UPDATE_BAD),
        (no_sense, Code.UPDATE_BAD),
        (linked_sums, Code.UPDATE_BAD),
        (linked_program, Code.UPDATE_BAD),
        (huge_sums, Code.UPDATE_BAD),
        (huge_program, Code.UPDATE_BAD),
        (empty_program, Code.UPDATE_BAD),
        (unlisted, Code.UPDATE_BAD),
    ],
)
def test_a_spoilt_release_changes_nothing(
    spoil, code: Code, desk: Desk, here: installed.Installed, release: Path
) -> None:
    spoil(release)
    assert code_of(desk=desk, here=here, place=release) is code
    assert here.now() == "0.1.0"
    assert desk.backups() == ()
    assert not list((desk.centre / "updates").rglob("*.run"))


def test_what_is_not_newer_is_told_and_not_installed(
    desk: Desk, here: installed.Installed, tmp_path: Path
) -> None:
    for version, compared in (("0.1.0", Standing.SAME), ("0.0.9", Standing.OLDER)):
        told = desk.look_at_update(stick(tmp_path / version, version=version), here)
        assert told.standing is compared
        assert told.hindrance is not None
        assert told.hindrance.code is Code.UPDATE_NOT_NEWER
    backwards = stick(tmp_path / "odd", schema=1)
    assert code_of(desk=desk, here=here, place=backwards) is Code.UPDATE_NOT_NEWER


def test_a_release_for_other_computers_or_programs_is_told(
    desk: Desk, here: installed.Installed, tmp_path: Path
) -> None:
    other = stick(tmp_path / "w", files={"windows-setup": ARTEFACTS["windows-setup"]})
    assert code_of(desk=desk, here=here, place=other) is Code.UPDATE_NOT_FOR_US
    sources = replace(here, platform=None)
    assert code_of(desk=desk, here=sources, place=other) is Code.UPDATE_NOT_BUILT


def test_a_full_disk_is_told_before_anything_is_copied(
    desk: Desk, here: installed.Installed, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(desk.centre)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=1000))
    assert code_of(desk=desk, here=here, place=release) is Code.DISK_FULL
    found = release_folder.look(release, SIGNER.public)
    with pytest.raises(WorldTrouble) as caught:
        release_folder.copy(found, RUN, desk.centre / "updates", Silent())
    assert caught.value.code is Code.DISK_FULL


def test_a_stick_pulled_out_while_copying_leaves_nothing(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    told = desk.look_at_update(release, here)

    class Pulls(Silent):
        """Takes the file away after the first piece, as a stick that is pulled out."""

        def step(self, done: int, total: int, what: str = "") -> None:
            os.truncate(release / ARTEFACTS["linux-run"], done)

    big = release / RUN
    with big.open("ab") as file:
        file.write(b"#" * (3 << 20))
    seal(release)
    told = desk.look_at_update(release, here)
    with pytest.raises(WorldTrouble) as caught:
        desk.prepare_update(told, Pulls())
    assert caught.value.code is Code.UPDATE_STICK_GONE
    assert desk.backups() == ()
    assert not [p for p in (desk.centre / "updates").rglob("*") if p.is_file()]
    shutil.rmtree(release)
    with pytest.raises(WorldTrouble) as caught:
        desk.prepare_update(told, Silent())
    assert caught.value.code is Code.UPDATE_MISSING


def test_stopping_leaves_nothing(desk: Desk, here: installed.Installed, release: Path) -> None:
    told = desk.look_at_update(release, here)
    with pytest.raises(Cancelled):
        desk.prepare_update(told, Silent(stop_at=1))
    assert desk.backups() == ()
    assert not [p for p in (desk.centre / "updates").rglob("*") if p.is_file()]


def test_an_installer_that_fails_leaves_the_version_in_use(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    for script in ("echo disk trouble\nexit 3\n", "exit 0\n"):
        (release / RUN).write_text(script)
        seal(release)
        prepared = desk.prepare_update(desk.look_at_update(release, here), Silent())
        with pytest.raises(WorldTrouble) as caught:
            updating.install(prepared)
        assert caught.value.code is Code.UPDATE_FAILED
        assert here.now() == "0.1.0"


def test_packages_of_the_system_are_kept_for_the_way_back(
    desk: Desk, here: installed.Installed, release: Path, tmp_path: Path
) -> None:
    deb = replace(here, platform=Platform.LINUX_DEB)
    for stale in ("0.0.9", "0.1.0"):
        (desk.centre / "updates" / stale).mkdir(parents=True)
    kept = desk.centre / "updates" / "0.1.0" / "mediadesk_0.1.0_amd64.deb"
    kept.write_bytes(b"older")
    prepared = desk.prepare_update(desk.look_at_update(release, deb), Silent())
    assert not updating.install(prepared)
    assert prepared.file.is_file()
    assert not (desk.centre / "updates" / "0.0.9").exists()
    way = desk.way_back(replace(deb, version="0.2.0"))
    assert (way.version, way.package, way.backup) == ("0.1.0", kept, None)


def test_there_may_be_no_older_version(desk: Desk, here: installed.Installed) -> None:
    for each in (here, replace(here, platform=None)):
        with pytest.raises(InputProblem) as caught:
            desk.way_back(each)
        assert caught.value.code is Code.NO_OLDER_VERSION
    with pytest.raises(InputProblem):
        here.go_back()
    with pytest.raises(InputProblem):
        updating.go_back(desk.centre, updating.WayBack(here, "0.0.1"), PASSPHRASE)


def test_the_same_file_goes_back_without_loss(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    prepared = desk.prepare_update(desk.look_at_update(release, here), Silent())
    updating.install(prepared)
    newer = replace(here, version="0.2.0", previous="0.1.0")
    way = desk.way_back(newer)
    assert (way.backup, way.is_sure) == (None, True)
    desk.close()
    updating.go_back(desk.centre, way, "")
    assert here.now() == "0.1.0"
    assert (here.top / "previous").readlink() == Path("0.2.0")


def test_the_version_gone_back_from_is_no_older_one(desk: Desk, here: installed.Installed) -> None:
    with pytest.raises(InputProblem) as caught:
        desk.way_back(replace(here, previous="0.2.0"))
    assert caught.value.code is Code.NO_OLDER_VERSION


def test_what_was_entered_since_is_counted_and_goes(
    desk: Desk, here: installed.Installed, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    appeal(desk)
    newer = replace(here, version="0.2.0", previous="0.1.0")
    last_update(desk.centre, **{"from": "0.1.0", "to": "0.2.0", "schema": 1, "backup": "x"})
    assert desk.way_back(newer).is_sure is False, "no backup that version 0.1.0 reads"
    schema = updating._own_schema()
    last_update(desk.centre, **{"from": "0.1.0", "to": "0.2.0", "schema": schema, "backup": "x"})
    made = desk.backup(None, "update")
    (desk.centre / "backups" / "mediadesk-20990101-000000-import.mdbackup").write_bytes(b"other")
    monkeypatch.setitem(migrations.MIGRATIONS, "m9001_newer", lambda _conn: None)
    appeal(desk)
    way = desk.way_back(newer)
    assert way.backup is not None
    assert (way.backup.path, way.cases, way.is_sure) == (made, 1, True)
    assert way.entries > 0
    assert updating.described_way(way)["cases_lost"] == 1
    (desk.centre / "updates" / "last.json").unlink()
    assert desk.way_back(newer).backup == way.backup, "installed without this window"
    monkeypatch.delitem(migrations.MIGRATIONS, "m9001_newer")
    desk.close()
    with pytest.raises(WorldTrouble) as caught:
        updating.go_back(desk.centre, way, "wrong words here")
    assert caught.value.code is Code.WRONG_PASSPHRASE
    assert here.now() == "0.1.0"
    assert not list(desk.centre.glob("centre-replaced-*.db"))
    (here.top / "current").unlink()
    (here.top / "current").symlink_to("0.2.0")
    updating.go_back(desk.centre, way, PASSPHRASE)
    assert here.now() == "0.1.0"
    again = open_desk(desk.centre, PASSPHRASE, clock=clock, ids=CountedIds(5_000))
    try:
        assert again.start_page().cases == 1
    finally:
        again.close()
    assert list(desk.centre.glob("centre-replaced-*.db"))


def test_a_note_that_makes_no_sense_is_no_note(desk: Desk, here: installed.Installed) -> None:
    newer = replace(here, version="0.2.0", previous="0.1.0")
    last_update(desk.centre, **{"from": "old", "to": "0.2.0", "schema": 1, "backup": "x"})
    assert desk.way_back(newer).is_sure is False
    last_update(desk.centre, **{"from": 1})
    way = desk.way_back(newer)
    assert (way.backup, way.is_sure) == (None, False)
    assert updating.described_way(way)["backup"] is None
    (desk.centre / "backups").mkdir(exist_ok=True)
    (desk.centre / "backups" / "mediadesk-20260101-000000-update.mdbackup").write_bytes(b"no zip")
    assert desk.way_back(newer).backup is None


def test_the_description_for_commands_is_whole(
    desk: Desk, here: installed.Installed, release: Path
) -> None:
    told = updating.described(desk.look_at_update(release, here))
    assert (told["version"], told["schema"], told["file"]) == ("0.2.0", SCHEMA, RUN)
    assert told["hindrance"] is None
