"""The closed file of a package: opens for whom it is meant, refuses whatever was done to it."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export import package_box, package_slots
from mediadesk.export.package_box import MAGIC, open_box, write_box
from mediadesk.export.package_keys import (
    card_of,
    fingerprint,
    new_keys,
    public_keys,
    read_card,
    write_card,
)

PHRASE = "package of the tests"
DAMAGED = Path(__file__).parent.parent / "data" / "packages"
CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    """Give the secret keys of an office."""
    return new_keys()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, keys: tuple[str, str]) -> Path:
    """Make a package closed for the office itself, so that opening it takes no time."""
    path = tmp_path_factory.mktemp("box") / "made.mdpack"
    sign_key, box_key = public_keys(*keys)
    records: list[Any] = [{"sign_key": sign_key}, *({"n": n, "text": "ә" * n} for n in range(300))]
    write_box(path, [*records, b"piece" * 30_000], sign_secret=keys[0], receivers=[box_key])
    return path


def code_of(path: Path, **how: str) -> Code:
    with pytest.raises(WorldTrouble) as refused:
        open_box(path, **how)
    assert refused.value.params.get("name", path.name) == path.name
    return refused.value.code


def test_what_is_put_in_comes_out(made: Path, keys: tuple[str, str]) -> None:
    box = open_box(made, box_secret=keys[1])
    found = list(box.records())
    assert found[2] == {"n": 2, "text": "әә"}
    assert found[-1] == b"piece" * 30_000
    assert not box.is_by_passphrase
    assert box.sign_key == public_keys(*keys)[0]


def test_a_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path, keys: tuple[str, str]) -> None:
    path = tmp_path / "x.mdpack"
    write_box(path, [{"sign_key": public_keys(*keys)[0]}], sign_secret=keys[0], passphrase=PHRASE)
    assert open_box(path, passphrase=PHRASE).is_by_passphrase
    assert open_box(path, passphrase=PHRASE, box_secret=keys[1]).is_by_passphrase
    assert code_of(path, passphrase="another phrase") is Code.PACKAGE_PASSPHRASE
    assert code_of(path) is Code.PACKAGE_PASSPHRASE


def test_another_office_cannot_open_it(made: Path) -> None:
    assert code_of(made, box_secret=new_keys()[1], passphrase=PHRASE) is Code.PACKAGE_NOT_FOR_US


@CALM
@given(data=st.data())
def test_a_flipped_bit_is_refused_wherever_it_is(
    made: Path, keys: tuple[str, str], tmp_path: Path, data: st.DataObject
) -> None:
    raw = bytearray(made.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path / "flipped.mdpack"
    path.write_bytes(raw)
    assert code_of(path, box_secret=keys[1]) in {
        Code.PACKAGE_BAD, Code.PACKAGE_FOREIGN, Code.PACKAGE_NEWER, Code.PACKAGE_NOT_FOR_US,
    }  # fmt: skip


@CALM
@given(data=st.data())
def test_a_cut_or_lengthened_file_is_refused(
    made: Path, keys: tuple[str, str], tmp_path: Path, data: st.DataObject
) -> None:
    raw = made.read_bytes()
    path = tmp_path / "cut.mdpack"
    kept = data.draw(st.integers(0, len(raw) - 1))
    path.write_bytes(raw[:kept])
    assert code_of(path, box_secret=keys[1]) in {Code.PACKAGE_BAD, Code.PACKAGE_FOREIGN}
    path.write_bytes(raw + data.draw(st.binary(min_size=1, max_size=40)))
    assert code_of(path, box_secret=keys[1]) is Code.PACKAGE_BAD


@CALM
@given(st.binary(max_size=3000), st.booleans())
def test_any_bytes_are_refused(tmp_path_factory: Any, raw: bytes, has_magic: bool) -> None:
    path = tmp_path_factory.getbasetemp() / "any.mdpack"
    path.write_bytes((MAGIC if has_magic else b"") + raw)
    assert code_of(path, box_secret="11" * 32) in {
        Code.PACKAGE_BAD, Code.PACKAGE_FOREIGN, Code.PACKAGE_NEWER,
    }  # fmt: skip


@CALM
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
            ["slots", "program", "kind", "n", "r", "p", "salt", "wrapped", "once", "key", "passphrase"]
        ), inner, max_size=5),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_head_is_refused(tmp_path_factory: Any, head: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "head.mdpack"
    body = json.dumps(head).encode()
    path.write_bytes(struct.pack(">8sHI", MAGIC, 1, len(body)) + body)
    code_of(path, box_secret="11" * 32, passphrase=PHRASE)


def test_frames_cannot_change_places(made: Path, keys: tuple[str, str], tmp_path: Path) -> None:
    head, frames = _frames(made)
    assert len(frames) > 0
    path = tmp_path / "x.mdpack"
    path.write_bytes(head + b"".join(reversed([*frames, *frames])))
    assert code_of(path, box_secret=keys[1]) is Code.PACKAGE_BAD


def _frames(path: Path) -> tuple[bytes, list[bytes]]:
    raw = path.read_bytes()
    (length,) = struct.unpack(">I", raw[10:14])
    at, frames = 14 + length, []
    while at < len(raw):
        (size,) = struct.unpack(">I", raw[at : at + 4])
        frames.append(raw[at : at + 4 + size])
        at += 4 + size
    return raw[: 14 + length], frames


def test_a_newer_package_names_its_program(
    made: Path, keys: tuple[str, str], tmp_path: Path
) -> None:
    raw = bytearray(made.read_bytes())
    raw[8:10] = struct.pack(">H", package_box.FORMAT + 1)
    path = tmp_path / "newer.mdpack"
    path.write_bytes(raw)
    with pytest.raises(WorldTrouble) as refused:
        open_box(path, box_secret=keys[1])
    assert refused.value.code is Code.PACKAGE_NEWER
    assert refused.value.params["theirs"] == refused.value.params["ours"]


def closed(path: Path, box_key: str, plain: bytes) -> None:
    """Close any bytes as one last frame: what somebody with our public key may send."""
    key = b"k" * 32
    told = {"program": "9", "slots": package_slots.close(key, "", [box_key])}
    body = json.dumps(told).encode()
    head = struct.pack(">8sHI", MAGIC, 1, len(body)) + body
    about = package_box.hashlib.sha256(head).digest()
    pieces = [plain[at : at + 65536] for at in range(0, len(plain), 65536)] or [b""]
    with path.open("wb") as file:
        file.write(head)
        for count, piece in enumerate(pieces):
            nonce = count.to_bytes(11, "big") + bytes([piece is pieces[-1]])
            frame = ChaCha20Poly1305(key).encrypt(nonce, piece, about)
            file.write(struct.pack(">I", len(frame)) + frame)


def _bad_insides(sign_key: str) -> Iterator[bytes]:
    def record(kind: int, body: bytes, size: int | None = None) -> bytes:
        return struct.pack(">BI", kind, len(body) if size is None else size) + body

    manifest = record(1, json.dumps({"sign_key": sign_key}).encode())
    yield b"not packed at all"
    yield zlib.compress(b"")
    yield zlib.compress(record(1, b"{}") + record(3, b"0" * 64))
    yield zlib.compress(manifest)
    yield zlib.compress(manifest + record(3, b"0" * 64))
    yield zlib.compress(manifest + record(3, b"0" * 63))
    yield zlib.compress(manifest + record(9, b"x"))
    yield zlib.compress(manifest + record(1, b"[1]"))
    yield zlib.compress(manifest + record(1, b"[" * 100_000))
    yield zlib.compress(manifest + record(1, b"{" * 9, size=2**31))
    yield zlib.compress(manifest + record(3, b"0" * 64) + b"more")
    yield zlib.compress(manifest + record(3, b"0" * 64)) + b"more"
    yield zlib.compress(record(1, json.dumps({"sign_key": "zz"}).encode()) + record(3, b"0" * 64))
    yield zlib.compress(manifest + record(1, b" " * 200_000_000, size=4_000_000))


def test_hostile_insides_are_refused_without_filling_memory(
    keys: tuple[str, str], tmp_path: Path
) -> None:
    sign_key, box_key = public_keys(*keys)
    path = tmp_path / "hostile.mdpack"
    for plain in _bad_insides(sign_key):
        closed(path, box_key, plain)
        assert code_of(path, box_secret=keys[1]) is Code.PACKAGE_BAD, plain[:60]


def test_the_file_must_stay_the_same_while_it_is_read(
    made: Path, keys: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.mdpack"
    path.write_bytes(made.read_bytes())
    box = open_box(path, box_secret=keys[1])
    sign_key, box_key = public_keys(*keys)
    write_box(path, [{"sign_key": sign_key}], sign_secret=keys[0], receivers=[box_key])
    with pytest.raises(WorldTrouble):
        list(box.records())
    path.unlink()
    assert code_of(path, box_secret=keys[1]) is Code.FILE_MISSING


@pytest.mark.parametrize("path", sorted(DAMAGED.glob("*.mdpack")), ids=lambda path: path.stem)
def test_kept_damaged_packages_are_refused(path: Path) -> None:
    code_of(path, passphrase=PHRASE, box_secret="22" * 32)


def test_too_much_in_one_record_is_not_written(tmp_path: Path, keys: tuple[str, str]) -> None:
    with pytest.raises(WorldTrouble) as refused:
        write_box(
            tmp_path / "x", [{"sign_key": "x" * 5_000_000}], sign_secret=keys[0], passphrase=PHRASE
        )
    assert refused.value.code is Code.PACKAGE_TOO_BIG
    with pytest.raises(WorldTrouble):
        write_box(tmp_path / "no" / "x", [{}], sign_secret=keys[0], passphrase=PHRASE)
    with pytest.raises(InputProblem):
        write_box(tmp_path / "x", [{}], sign_secret=keys[0])


def test_a_card_is_read_again_and_an_altered_one_is_not(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    sign_key, box_key = public_keys(*keys)
    card = card_of(
        {
            "office_uid": "ab" * 16, "name_ru": "Офис", "name_kk": "Кеңсе", "region": "27",
            "sign_key": sign_key, "box_key": box_key,
        }
    )  # fmt: skip
    path = tmp_path / "office.mdcard"
    write_card(path, card)
    assert read_card(path) == card
    assert [len(group) for group in fingerprint(sign_key, box_key).split()] == [5] * 6
    good = json.loads(path.read_text(encoding="utf-8"))
    for changed in (
        {"sign_key": box_key}, {"kind": "x"}, {"office_uid": "ab"}, {"name_ru": " "},
        {"name_kk": "x" * 500}, {"box_key": "zz" * 32},
    ):  # fmt: skip
        path.write_text(json.dumps({**good, **changed}), encoding="utf-8")
        with pytest.raises(WorldTrouble) as refused:
            read_card(path)
        assert refused.value.code is Code.CARD_BAD
    for raw in (b"\xff", b"[]", b"[" * 20_000, b"{}" + b" " * 20_000):
        path.write_bytes(raw)
        with pytest.raises(WorldTrouble):
            read_card(path)
    with pytest.raises(WorldTrouble):
        read_card(tmp_path / "none.mdcard")
