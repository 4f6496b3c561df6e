"""Keys fail closed: wrong, lost, changed, damaged."""

import json
from pathlib import Path

import pytest

from mediadesk.db import keys
from mediadesk.errors import Code, InputProblem, MediaDeskError, WorldTrouble
from tests.worlds import PASSPHRASE, create, reopen


def code_of(folder: Path, **kwargs: str) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        reopen(folder, **kwargs)
    return caught.value.code


def test_passphrase_and_recovery_key_open_the_same_file(
    template: tuple[Path, str], folder: Path
) -> None:
    store = reopen(folder)
    key = store.key
    store.close()
    typed = template[1].lower().replace("-", " ")
    store = reopen(folder, passphrase="", recovery_key=typed)
    assert store.key == key
    store.close()


def test_wrong_secrets_are_refused(folder: Path) -> None:
    assert code_of(folder, passphrase="wrong horse") is Code.WRONG_PASSPHRASE
    assert code_of(folder, recovery_key="AAAA-BBBB") is Code.WRONG_RECOVERY_KEY


def test_a_short_passphrase_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    from mediadesk.db.store import Store
    from tests.worlds import CountingIds, FixedClock

    with pytest.raises(InputProblem) as caught:
        Store.create(tmp_path / "c", "short", clock=FixedClock(), ids=CountingIds())
    assert caught.value.code is Code.PASSPHRASE_SHORT
    assert not (tmp_path / "c").exists()


def test_a_changed_passphrase_leaves_the_recovery_key(
    template: tuple[Path, str], folder: Path
) -> None:
    store = reopen(folder)
    key_file = lambda _unit, found: found.with_passphrase(store.key, "another long one")  # noqa: E731
    store.change_keys(key_file, command="ChangePassphrase", params={}).result()
    store.close()
    assert code_of(folder) is Code.WRONG_PASSPHRASE
    reopen(folder, passphrase="another long one").close()
    reopen(folder, recovery_key=template[1]).close()


@pytest.mark.parametrize(
    "damage", ["", "{", '{"slots": []}', '{"slots": [{"kind": "passphrase"}]}', "\xff"]
)
def test_a_damaged_key_file_is_named(folder: Path, damage: str) -> None:
    (folder / keys.KEY_FILE).write_text(damage, encoding="latin-1")
    assert code_of(folder) is Code.KEY_FILE_DAMAGED


def test_a_missing_key_file_is_named(folder: Path) -> None:
    (folder / keys.KEY_FILE).unlink()
    assert code_of(folder) is Code.KEY_FILE_DAMAGED


def test_a_swapped_byte_of_the_wrapped_key_is_a_wrong_passphrase(folder: Path) -> None:
    path = folder / keys.KEY_FILE
    data = json.loads(path.read_text())
    wrapped = bytearray.fromhex(data["slots"][0]["wrapped"])
    wrapped[0] ^= 1
    data["slots"][0]["wrapped"] = wrapped.hex()
    path.write_text(json.dumps(data))
    assert code_of(folder) is Code.WRONG_PASSPHRASE


def test_the_recovery_key_has_no_look_alikes_and_is_told_once(tmp_path: Path) -> None:
    store, recovery = create(tmp_path / "c")
    store.close()
    assert len(recovery.replace("-", "")) == 32
    assert not set(recovery) & set("IO01")
    kept = (tmp_path / "c" / keys.KEY_FILE).read_text()
    assert recovery not in kept
    assert PASSPHRASE not in kept


@pytest.mark.parametrize(
    "cost", [(2**30, 8, 1), (2, 2**20, 1), (2, 8, 2**19), (-1, 8, 1), (2**63, 8, 1), ("a", 8, 1)]
)
def test_a_key_file_cannot_ask_for_any_amount_of_memory(cost: tuple[int, int, int]) -> None:
    n, r, p = cost
    slot = {
        "kind": "passphrase",
        "n": n,
        "r": r,
        "p": p,
        "salt": "00",
        "wrapped": "00",
        "tag": "00",
    }
    made = keys.KeyFile(json.dumps({"format": 1, "slots": [slot]}))
    with pytest.raises(WorldTrouble) as caught:
        made.unlock("a passphrase", "passphrase")
    assert caught.value.code is Code.KEY_FILE_DAMAGED


@pytest.mark.parametrize("text", ['{"slots": ["x"]}', '{"slots": {}}', "[" * 5000, "[]", "\ud800"])
def test_a_key_file_of_another_shape_is_damaged(text: str) -> None:
    made = keys.KeyFile(text)
    for ask in (made.sitters, lambda: made.has("holders"), lambda: made.generation):
        with pytest.raises(WorldTrouble) as caught:
            ask()
        assert caught.value.code is Code.KEY_FILE_DAMAGED


def test_a_generation_is_a_number() -> None:
    with pytest.raises(WorldTrouble):
        _ = keys.KeyFile('{"generation": "x", "slots": []}').generation
