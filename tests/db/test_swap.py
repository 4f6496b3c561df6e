"""A prepared file takes the place of a centre's in one step, wherever the program dies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mediadesk import files
from mediadesk.db import DATABASE, KEY_FILE, backup, check, restoring, swap
from mediadesk.db.store import Store
from mediadesk.domain.model import Case, Mediator
from mediadesk.errors import Code, WorldTrouble
from mediadesk.usecases.opening import has_centre
from tests.worlds import PASSPHRASE, reopen


@pytest.fixture
def ready(store: Store, case: Case) -> Path:
    """A centre with one mediator more than the prepared file has, and that file beside it."""
    folder = store.folder
    copy = folder.with_name("copy")
    store.close()
    shutil.copytree(folder, copy)
    again = reopen(folder)
    again.submit(
        lambda unit: unit.add(Mediator(name_ru="Новый")), command="A", params={}, undoable=True
    ).result()
    again.close()
    (copy / DATABASE).rename(folder / swap.READY)
    (copy / KEY_FILE).rename(folder / swap.READY_KEY)
    return folder


def note(folder: Path, text: str = '{"kept": "centre-replaced-1"}') -> None:
    (folder / "centre.ready.json").write_text(text, encoding="utf-8")


def mediators(folder: Path) -> int:
    store = reopen(folder)
    assert check.run(store) == ()
    with store.reader() as reader:
        found = len(reader.find(Mediator))
    store.close()
    assert not list(folder.glob("centre.ready*"))
    return found


def test_without_a_note_nothing_was_decided(ready: Path) -> None:
    assert mediators(ready) == 2
    assert not list(ready.glob("centre-replaced*"))


def test_with_a_note_it_is_finished_by_whoever_opens(ready: Path) -> None:
    note(ready)
    assert mediators(ready) == 1
    assert {p.name for p in ready.glob("centre-replaced*")} == {
        "centre-replaced-1.db",
        "centre-replaced-1.key.json",
    }


def test_every_step_in_between_is_finished(ready: Path) -> None:
    note(ready)
    (ready / DATABASE).replace(ready / "centre-replaced-1.db")
    (ready / KEY_FILE).replace(ready / "centre-replaced-1.key.json")
    (ready / swap.READY).replace(ready / DATABASE)
    assert has_centre(ready)
    assert mediators(ready) == 1
    assert (ready / KEY_FILE).exists()


def test_only_a_note_is_left(ready: Path) -> None:
    swap.drop(ready)
    note(ready)
    assert mediators(ready) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"kept": "../centre"}', '{"kept": ""}'])
def test_a_note_that_makes_no_sense_still_decides(ready: Path, text: str) -> None:
    note(ready, text)
    assert mediators(ready) == 1
    assert (ready / "centre-replaced-1.db").exists()


def test_names_that_are_kept_are_never_taken(ready: Path) -> None:
    (ready / "centre-replaced-1.key.json").write_text("kept", encoding="utf-8")
    assert swap.put(ready, "centre-replaced") == "centre-replaced-2"
    assert (ready / "centre-replaced-1.key.json").read_text(encoding="utf-8") == "kept"


def refusing(patched: pytest.MonkeyPatch, name: str) -> None:
    """Let nothing take a name, as a virus scanner that holds it would."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise PermissionError(13, "held")
        return real(self, target)

    patched.setattr(Path, "replace", replace)


def test_what_is_decided_is_done_even_if_it_cannot_be_finished_now(
    ready: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        refusing(patched, DATABASE)
        swap.put(ready, "centre-replaced")
        assert swap.is_decided(ready)
        with pytest.raises(WorldTrouble) as caught:
            reopen(ready)
        assert caught.value.code is Code.NO_ACCESS
    assert mediators(ready) == 1


def test_what_is_not_decided_changes_nothing(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = reopen(ready)
    made = backup.make(path)
    path.close()
    before = {p.name for p in ready.iterdir()}
    for name in ("centre.ready.json", swap.READY_KEY, swap.READY):
        with monkeypatch.context() as patched:
            refusing(patched, name)
            with pytest.raises(WorldTrouble):
                restoring.restore(ready, made, PASSPHRASE)
        assert {p.name for p in ready.iterdir()} == before
    assert mediators(ready) == 2


def test_what_a_dead_program_left_is_removed(ready: Path) -> None:
    (ready / ".mediadesk-dead").mkdir()
    (ready / ".mediadesk-dead" / "centre.db").write_bytes(b"x")
    (ready / "backups").mkdir()
    (ready / "backups" / ".b.mdbackup.17.part").write_bytes(b"x")
    (ready / "own.part").write_bytes(b"not ours")
    assert mediators(ready) == 2
    assert not list(ready.glob(".mediadesk*"))
    assert not list((ready / "backups").iterdir())
    assert (ready / "own.part").exists()


def test_a_private_folder_goes_even_if_something_fails_in_it(tmp_path: Path) -> None:
    def fail() -> None:
        with files.scratch(tmp_path) as made:
            (made / "x").touch()
            raise OSError(5, "failed")

    with pytest.raises(WorldTrouble) as caught:
        fail()
    assert caught.value.code is Code.DISK_FAILED
    assert not list(tmp_path.iterdir())
    with pytest.raises(WorldTrouble), files.scratch(tmp_path / "none"):
        pass


def test_what_a_note_decided_is_never_dropped(ready: Path) -> None:
    """Ctrl+C between the moves: what is half in place is finished, not thrown away."""
    note(ready)
    (ready / DATABASE).rename(ready / "centre-replaced-1.db")
    swap.drop(ready)
    assert mediators(ready) == 1


def test_a_database_takes_the_place_without_the_log_of_the_old_one(ready: Path) -> None:
    whole = (ready / swap.READY).read_bytes()
    for sign in swap.SIGNS:
        (ready / f"{DATABASE}{sign}").write_bytes(b"old")
    swap.replace_database(ready, ready / swap.READY)
    assert (ready / DATABASE).read_bytes() == whole
    assert not any((ready / f"{DATABASE}{sign}").exists() for sign in swap.SIGNS)
