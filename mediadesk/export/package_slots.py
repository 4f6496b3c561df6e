"""Who can open a package: its key is wrapped once by a passphrase, and once for each receiver."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any, Final

from mediadesk.errors import Code, InputProblem, WorldTrouble

__all__ = ["SHORTEST", "close", "open_one"]

SHORTEST: Final = 8
"""Fewest characters of a passphrase."""
_N, _R, _P = 2**15, 8, 1
_MOST_MEMORY: Final = 2**17 * 8
_MOST_SLOTS: Final = 64
_INFO: Final = b"MediaDesk package slot 1"


def close(key: bytes, passphrase: str, receivers: Sequence[str]) -> list[dict[str, Any]]:
    """Wrap a key; `receivers` are public keys (X25519), hexadecimal.

    InputProblem(PASSPHRASE_MISSING) where nobody could open it, PASSPHRASE_SHORT.
    """
    made = [_for_receiver(key, each) for each in receivers]
    if passphrase:
        if len(passphrase) < SHORTEST:
            raise InputProblem(Code.PASSPHRASE_SHORT, field="passphrase", limit=SHORTEST)
        made.append(_for_passphrase(key, passphrase))
    if not made:
        raise InputProblem(Code.PASSPHRASE_MISSING)
    return made


def _for_passphrase(key: bytes, passphrase: str) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    wrapped = _cipher(_stretched(passphrase, salt, _N, _R, _P)).encrypt(bytes(12), key, salt)
    return {
        "kind": "passphrase", "n": _N, "r": _R, "p": _P,
        "salt": salt.hex(), "wrapped": wrapped.hex(),
    }  # fmt: skip


def _stretched(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    if not (n > 1 and r >= 1 and 1 <= p <= 16 and n * r <= _MOST_MEMORY and n & (n - 1) == 0):
        raise ValueError(n, r, p)
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32
    )


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _for_receiver(key: bytes, receiver: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    public = bytes.fromhex(receiver)
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    own = once.public_key().public_bytes_raw()
    wrapped = _cipher(_agreed(shared, own, public)).encrypt(bytes(12), key, own)
    return {"kind": "key", "once": own.hex(), "wrapped": wrapped.hex()}


def _agreed(shared: bytes, own: bytes, public: bytes) -> bytes:
    return hmac.digest(shared, _INFO + own + public, "sha256")


def open_one(slots: Any, passphrase: str, box_secret: str) -> tuple[bytes, bool]:
    """Unwrap the key; True where the passphrase did it.

    WorldTrouble: PACKAGE_PASSPHRASE if one is wanted and does not fit, PACKAGE_NOT_FOR_US if it is
    closed for other offices only, PACKAGE_BAD.
    """
    if not isinstance(slots, list) or not 0 < len(slots) <= _MOST_SLOTS:
        raise WorldTrouble(Code.PACKAGE_BAD)
    try:
        by_key = [slot for slot in slots if slot["kind"] == "key"]
        by_phrase = [slot for slot in slots if slot["kind"] == "passphrase"][:1]
        for slot in by_key if box_secret else ():
            found = _open_key(slot, box_secret)
            if found is not None:
                return found, False
        for slot in by_phrase if passphrase else ():
            found = _open_phrase(slot, passphrase)
            if found is not None:
                return found, True
    except (ValueError, KeyError, TypeError, MemoryError, OverflowError) as error:
        raise WorldTrouble(Code.PACKAGE_BAD) from error
    raise WorldTrouble(Code.PACKAGE_PASSPHRASE if by_phrase else Code.PACKAGE_NOT_FOR_US)


def _open_phrase(slot: dict[str, Any], passphrase: str) -> bytes | None:
    salt = bytes.fromhex(slot["salt"])
    made = _stretched(passphrase, salt, slot["n"], slot["r"], slot["p"])
    return _unwrapped(made, slot, salt)


def _open_key(slot: dict[str, Any], box_secret: str) -> bytes | None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    secret = X25519PrivateKey.from_private_bytes(bytes.fromhex(box_secret))
    own = bytes.fromhex(slot["once"])
    shared = secret.exchange(X25519PublicKey.from_public_bytes(own))
    return _unwrapped(_agreed(shared, own, secret.public_key().public_bytes_raw()), slot, own)


def _unwrapped(key: bytes, slot: dict[str, Any], about: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    try:
        found: bytes = _cipher(key).decrypt(bytes(12), bytes.fromhex(slot["wrapped"]), about)
    except InvalidTag:
        return None
    return found if len(found) == 32 else None
