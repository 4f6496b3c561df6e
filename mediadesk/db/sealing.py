"""Sealing of short texts with a key of their own: what is read is what was written, or nothing.

A seal is a random nonce, the text under a key stream, and a tag. The key stream is HMAC-SHA-256
of nonce and counter (a pseudo-random function in counter mode), the tag HMAC-SHA-256 of what the
seal is about, the nonce and the hidden text (encrypt, then authenticate), each under a key of its
own. The standard library has no AES; this stands on the same hash as the key of the file.
"""

import hashlib
import hmac
import secrets

__all__ = ["KEY_BYTES", "from_phrase", "new_key", "new_salt", "open_seal", "seal"]

KEY_BYTES = 32
_NONCE, _TAG, _BLOCK = 16, 32, 32
_N, _R, _P = 2**15, 8, 1


def new_key() -> bytes:
    """Make a random key."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """Make a random salt for `from_phrase`."""
    return secrets.token_bytes(16)


def from_phrase(phrase: str, salt: bytes) -> bytes:
    """Make a key from a secret phrase (scrypt, RFC 7914); takes about a tenth of a second."""
    return hashlib.scrypt(
        phrase.encode("utf-8"), salt=salt, n=_N, r=_R, p=_P, maxmem=256 * _N * _R, dklen=KEY_BYTES
    )


def seal(key: bytes, data: bytes, about: bytes) -> bytes:
    """Hide data; `about` is not hidden but must be told again to open it, so that no seal can be
    put in the place of another."""
    nonce = secrets.token_bytes(_NONCE)
    hidden = _with_stream(key, nonce, data)
    return nonce + hidden + _tag(key, nonce, hidden, about)


def open_seal(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """Give what was sealed; None if key, seal or `about` do not belong together."""
    nonce, hidden, tag = sealed[:_NONCE], sealed[_NONCE:-_TAG], sealed[-_TAG:]
    if len(sealed) < _NONCE + _TAG or not hmac.compare_digest(tag, _tag(key, nonce, hidden, about)):
        return None
    return _with_stream(key, nonce, hidden)


def _with_stream(key: bytes, nonce: bytes, data: bytes) -> bytes:
    own = hmac.digest(key, b"stream", "sha256")
    blocks = range(-(-len(data) // _BLOCK))
    stream = b"".join(hmac.digest(own, nonce + n.to_bytes(8, "big"), "sha256") for n in blocks)
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))


def _tag(key: bytes, nonce: bytes, hidden: bytes, about: bytes) -> bytes:
    own = hmac.digest(key, b"tag", "sha256")
    return hmac.digest(own, len(about).to_bytes(8, "big") + about + nonce + hidden, "sha256")
