"""Signatures of the real minisign 0.11 fit; whatever is changed in them does not."""

import pytest

from mediadesk.export.minisign import verified
from tests.releases import Signer

DATA = b"abc\n"
KEY = (
    "untrusted comment: minisign public key C5B1652B1F814BBF\n"
    "RWS/S4EfK2WxxZvrK48yAApeaK25TYBfhNC6GAozGgDpFQNG5lmpZss1\n"
)
SIGNATURE = (
    "untrusted comment: signature from minisign secret key\n"
    "RUS/S4EfK2WxxdtGpJ6qZhDeGe9FUaJm+Qpx7p0HotB/htBZSNYn5xntlifw5QYpur0DpOy5IQAk1GXcPIKRYB/VqnnxoMQ+Vg0=\n"
    "trusted comment: MediaDesk 0.2.0\n"
    "65LQ0pTXgKgJOPARLGXDoZDTy7C2v2Ck6yRHEX/jG4vYzb5VXKuaR3IOEjuVBFdKkkWAv+gMqVmFAOMst1qbDg==\n"
)
LEGACY = (
    "untrusted comment: signature from minisign secret key\n"
    "RWS/S4EfK2WxxbOGqqwi/KZA/CzAWq0utD5SdRHHOuXR3wPhNYvhXEG/VZyXcG+JU9Qc57xhBExOkKXUqsMdiDcvaDHB4B9JZQQ=\n"
    "trusted comment: old\n"
    "KiKdQ5GegsxAv5fGCYhzN0mHHfE0owypF87sSBMOt3V4hr0C7TzFS+N1hlV/wtehZmLn1eM0u8P8H809SpBGBA==\n"
)


def test_what_minisign_signed_fits_and_tells_its_comment() -> None:
    assert verified(DATA, SIGNATURE, KEY) == "MediaDesk 0.2.0"
    assert verified(DATA, SIGNATURE, KEY.splitlines()[1]) == "MediaDesk 0.2.0"


@pytest.mark.parametrize(
    ("data", "signature", "key"),
    [
        (b"abd\n", SIGNATURE, KEY),
        (DATA, SIGNATURE.replace("0.2.0", "0.3.0"), KEY),
        (DATA, SIGNATURE, Signer().public),
        (DATA, Signer(number=b"\xbf\x4b\x81\x1f\x2b\x65\xb1\xc5"[::1]).sign(DATA), KEY),
        (DATA, LEGACY, KEY),
        (DATA, "", KEY),
        (DATA, SIGNATURE.replace("trusted comment: M", "M"), KEY),
        (DATA, SIGNATURE.replace("RUS/", "RUS!"), KEY),
        (DATA, SIGNATURE.replace("Vg0=", ""), KEY),
        (DATA, SIGNATURE + "more\n", KEY),
        (DATA, SIGNATURE, ""),
        (DATA, SIGNATURE, KEY + KEY.splitlines()[1]),
        (DATA, SIGNATURE, KEY.replace("RWS/", "RUS/")),
    ],
)
def test_anything_that_was_changed_does_not_fit(data: bytes, signature: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"key|signature|kind|base64|\d+"):
        verified(data, signature, key)


def test_one_changed_letter_anywhere_does_not_fit() -> None:
    for place, letter in enumerate(SIGNATURE):
        if place < SIGNATURE.index("\n") or letter == "\n":
            continue
        changed = SIGNATURE[:place] + ("A" if letter != "A" else "B") + SIGNATURE[place + 1 :]
        with pytest.raises(ValueError, match=r"key|signature|kind|base64|\d+"):
            verified(DATA, changed, KEY)
