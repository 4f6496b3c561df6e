"""The key of the file and the slots that wrap it.

The database is encrypted with 32 random bytes. They are wrapped once with a key made from the
passphrase and once with one made from the printed recovery key (scrypt, RFC 7914), so that a change
of the passphrase rewrites nothing. Each slot has its own random salt; the first half of what
scrypt gives hides the file key (a one-time pad), the second half authenticates it (HMAC-SHA-256).
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediadesk import files
from mediadesk.errors import Code, InputProblem, WorldTrouble

__all__ = ["KEY_FILE", "SHORTEST", "KeyFile", "make", "normal_recovery_key", "read"]

KEY_FILE = "centre.key.json"
SHORTEST = 8
"""Fewest characters of a passphrase."""

_FORMAT = 1
_N, _R, _P = 2**15, 8, 1
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1
_GROUPS, _GROUP = 8, 4


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wrapped key of one centre; `text` is what stands in the file."""

    text: str

    def unlock(self, secret: str, slot: str) -> bytes:
        """Give the file key; `slot` is "passphrase" or "recovery".

        WorldTrouble(WRONG_PASSPHRASE or WRONG_RECOVERY_KEY) when the secret does not fit,
        WorldTrouble(KEY_FILE_DAMAGED) when the file makes no sense.
        """
        raw = normal_recovery_key(secret) if slot == "recovery" else secret
        try:
            data = json.loads(self.text)
            found = next(s for s in data["slots"] if s["kind"] == slot)
            salt, wrapped, tag = (bytes.fromhex(found[k]) for k in ("salt", "wrapped", "tag"))
            pad, mac = _derive(raw, salt, found["n"], found["r"], found["p"])
        except (ValueError, KeyError, TypeError, StopIteration) as error:
            raise WorldTrouble(Code.KEY_FILE_DAMAGED) from error
        if not hmac.compare_digest(tag, hmac.digest(mac, salt + wrapped, "sha256")):
            wrong = Code.WRONG_RECOVERY_KEY if slot == "recovery" else Code.WRONG_PASSPHRASE
            raise WorldTrouble(wrong)
        return bytes(a ^ b for a, b in zip(pad, wrapped, strict=True))

    def with_passphrase(self, file_key: bytes, passphrase: str) -> "KeyFile":
        """Give the key file with a new passphrase; the recovery key stays."""
        data = json.loads(self.text)
        rest = [s for s in data["slots"] if s["kind"] != "passphrase"]
        data["slots"] = [_slot("passphrase", _checked(passphrase), file_key), *rest]
        return KeyFile(json.dumps(data, indent=1))

    def save(self, folder: Path) -> None:
        """Write the key file of a centre; whole or not at all."""
        with files.replacing(folder / KEY_FILE) as part:
            part.write_text(self.text, encoding="ascii")


def make(passphrase: str) -> tuple[KeyFile, bytes, str]:
    """Make a new file key: the key file, the key, and the recovery key to print once."""
    file_key = secrets.token_bytes(32)
    recovery = "-".join(
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )
    slots = [
        _slot("passphrase", _checked(passphrase), file_key),
        _slot("recovery", normal_recovery_key(recovery), file_key),
    ]
    return KeyFile(json.dumps({"format": _FORMAT, "slots": slots}, indent=1)), file_key, recovery


def read(folder: Path) -> KeyFile:
    """Read the key file of a centre; WorldTrouble(KEY_FILE_DAMAGED) if it is not there."""
    try:
        return KeyFile((folder / KEY_FILE).read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise WorldTrouble(Code.KEY_FILE_DAMAGED) from error
    except OSError as error:
        raise files.trouble(error, KEY_FILE) from error


def normal_recovery_key(typed: str) -> str:
    """Bring a typed recovery key to its form: capitals, no spaces or dashes."""
    return "".join(c for c in typed.upper() if c.isalnum())


def _checked(passphrase: str) -> str:
    if len(passphrase) < SHORTEST:
        raise InputProblem(Code.PASSPHRASE_SHORT, field="passphrase", limit=SHORTEST)
    return passphrase


def _derive(secret: str, salt: bytes, n: int, r: int, p: int) -> tuple[bytes, bytes]:
    made = hashlib.scrypt(
        secret.encode("utf-8"), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=64
    )
    return made[:32], made[32:]


def _slot(kind: str, secret: str, file_key: bytes) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    pad, mac = _derive(secret, salt, _N, _R, _P)
    wrapped = bytes(a ^ b for a, b in zip(pad, file_key, strict=True))
    tag = hmac.digest(mac, salt + wrapped, "sha256")
    return {
        "kind": kind, "n": _N, "r": _R, "p": _P,
        "salt": salt.hex(), "wrapped": wrapped.hex(), "tag": tag.hex(),
    }  # fmt: skip
