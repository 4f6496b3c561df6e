"""A disk that fails while keys change, once or for ever: the old keys hold, or the new, whole."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mediadesk.db import check, keys, rekey
from mediadesk.db.store import Store
from mediadesk.domain.model import User
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from tests.worlds import PASSPHRASE, CountingIds, FixedClock, reopen

NEW = "an entirely new passphrase"


def failing(monkeypatch: pytest.MonkeyPatch, at: int, *, for_ever: bool) -> Callable[[], int]:
    """Let the n-th change of a file fail as on a full disk; gives how many were asked for."""
    asked = 0

    def broken(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal asked
            asked += 1
            if asked == at or (for_ever and asked > at):
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **kwargs)

        return call

    monkeypatch.setattr(Path, "replace", broken(Path.replace))
    monkeypatch.setattr(Path, "unlink", broken(Path.unlink))
    monkeypatch.setattr(os, "fsync", broken(os.fsync))
    return lambda: asked


def opens(folder: Path, passphrase: str) -> bool:
    """Tell whether a passphrase opens the centre, which is sound then."""
    try:
        store = reopen(folder, passphrase=passphrase)
    except WorldTrouble as trouble:
        if trouble.code is not Code.WRONG_PASSPHRASE:
            raise
        return False
    assert check.run(store) == ()
    store.close()
    return True


@pytest.mark.parametrize("for_ever", [False, True])
def test_a_passphrase_change_on_a_failing_disk(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    for_ever: bool,
) -> None:
    for step in range(1, 12):
        here = Path(shutil.copytree(folder, tmp_path / f"s{step}"))
        store = reopen(here)
        key = store.key
        with monkeypatch.context() as patched:
            asked = failing(patched, step, for_ever=for_ever)
            done = store.change_keys(
                lambda _unit, found: found.with_passphrase(key, NEW),  # noqa: B023
                command="ChangePassphrase",
                params={},
            )
            is_told = done.exception() is None
        store.close()
        assert opens(here, NEW) is is_told
        assert opens(here, PASSPHRASE) is not is_told
        if asked() < step:
            break
    assert is_told


@pytest.mark.parametrize("for_ever", [False, True])
def test_a_new_file_key_on_a_failing_disk(
    caplog: pytest.LogCaptureFixture,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    for_ever: bool,
) -> None:
    for step in (1, 2, 3, 4, 5, 7, 9, 12, 40):
        here = Path(shutil.copytree(folder, tmp_path / f"k{step}"))
        with monkeypatch.context() as patched:
            failing(patched, step, for_ever=for_ever)
            try:
                rekey.rekey(here, PASSPHRASE, "", clock=FixedClock(), ids=CountingIds())
                is_told = True
            except (MediaDeskError, OSError):
                is_told = False
        assert opens(here, PASSPHRASE)
        assert (keys.read(here).generation == 2) is is_told  # else nobody has the recovery key
        assert [path.name for path in here.glob("centre.rekey*")] == []
    assert is_told


def test_a_copy_that_does_not_prove_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys.read(folder)
    monkeypatch.setattr(rekey, "_prove", _unproven)
    with pytest.raises(WorldTrouble):
        rekey.rekey(folder, PASSPHRASE, "", clock=FixedClock(), ids=CountingIds())
    assert keys.read(folder) == before
    assert [path.name for path in folder.glob("centre.rekey*")] == []
    assert opens(folder, PASSPHRASE)


def _unproven(*_args: object) -> None:
    raise WorldTrouble(Code.BACKUP_BAD)


def test_a_damaged_or_incomplete_copy_is_no_proof(store: Store) -> None:
    conn = store._writer()
    other = reopen_copy(store)
    rekey_conn = other._writer()
    with pytest.raises(WorldTrouble):
        rekey._prove(conn, rekey_conn)  # one entry more is missing
    other.submit(
        lambda unit: unit.add(User(login="x", mark="y")), command="A", params={}, undoable=False
    ).result()
    with pytest.raises(WorldTrouble):
        rekey._prove(conn, rekey_conn)  # a row too many
    rekey_conn.execute("DROP TRIGGER journal_stays")
    rekey_conn.execute("UPDATE journal SET operator = 'z'")
    with pytest.raises(WorldTrouble):
        rekey._prove(conn, rekey_conn)  # the chain is broken
    other.close()


def reopen_copy(store: Store) -> Store:
    """Open a copy of the centre beside it."""
    place = store.folder.with_name("copy")
    place.mkdir()
    for name in ("centre.db", keys.KEY_FILE):
        shutil.copy(store.folder / name, place / name)
    return reopen(place)


def test_everybody_else_must_choose_anew(store: Store, folder: Path) -> None:
    def edit(unit: Any, found: keys.KeyFile) -> keys.KeyFile:
        unit.add(User(login="Глава", mark=""))
        unit.add(User(login="Она", mark="m1"))
        return found.with_passphrase(store.key, NEW, "m1", "Она").named("", "Глава")

    store.change_keys(edit, command="AddUser", params={}).result()
    store.close()
    made = rekey.rekey(folder, PASSPHRASE, "", clock=FixedClock(), ids=CountingIds())
    assert list(made.firsts) == ["m1"]
    again = reopen(folder, passphrase=made.firsts["m1"], mark="m1")
    with again.reader() as reader:
        assert [user.must_change for user in reader.find(User)] == [False, True]
    again.close()


def test_leftovers_of_other_changes_go(folder: Path) -> None:
    strange = folder / "centre.rekey-9.db"
    strange.write_bytes(b"x")
    (folder / keys.NEXT_FILE).write_text("{", encoding="utf-8")
    assert opens(folder, PASSPHRASE)
    assert not strange.exists()
    assert not (folder / keys.NEXT_FILE).exists()


def test_a_key_file_without_a_person_is_damaged(folder: Path) -> None:
    without = keys.read(folder).without("")
    assert without.sitters() == ()
    with pytest.raises(WorldTrouble) as caught:
        without.unlock(PASSPHRASE, "passphrase")
    assert caught.value.code is Code.KEY_FILE_DAMAGED
    with pytest.raises(WorldTrouble) as caught:
        keys.KeyFile('{"slots": [1]}').sitters()
    assert caught.value.code is Code.KEY_FILE_DAMAGED
