"""The key of the file and the slots that wrap it.

The database is encrypted with 32 random bytes. They are wrapped once for each person who may open
the centre, with a key made from the person's passphrase, once with one made from the printed
recovery key, and, where a centre wants it, once for three holders of whom two suffice (scrypt, RFC
7914), so that a change of a passphrase rewrites nothing. Each slot has its own random salt; the
first half of what scrypt gives hides the file key (a one-time pad), the second half authenticates
it (HMAC-SHA-256). The slot of a centre's only person has neither mark nor name.
"""

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediadesk import files
from mediadesk.db import KEY_FILE
from mediadesk.errors import Code, InputProblem, WorldTrouble

__all__ = [
    "KEY_FILE",
    "NEXT_FILE",
    "SHORTEST",
    "KeyFile",
    "Opened",
    "Sitter",
    "again",
    "make",
    "new_key",
    "new_mark",
    "new_recovery_key",
    "normal_recovery_key",
    "read",
    "read_next",
]

NEXT_FILE = "centre.key.next.json"
"""The key file that holds as soon as the database has noted it, see `key_change`."""
SHORTEST = 8
"""Fewest characters of a passphrase."""

_FORMAT = 1
_N, _R, _P = 2**15, 8, 1
_MOST_WORK, _MOST_R = 8 * _N * _R * _P, 32
"""A key file of others may not ask for more: 256 MB, and a few seconds of an old computer."""
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1
_GROUPS, _GROUP = 8, 4
_WRONG = {
    "passphrase": Code.WRONG_PASSPHRASE,
    "recovery": Code.WRONG_RECOVERY_KEY,
    "holders": Code.WRONG_RECOVERY_KEY,
}


@dataclass(frozen=True, slots=True)
class Sitter:
    """A person who may open the centre: the mark of the slot and the name shown before it is open."""

    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The key of the file, and by which slot it was found."""

    key: bytes
    kind: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wrapped key of one centre; `text` is what stands in the file."""

    text: str

    @property
    def sha256(self) -> str:
        """Give the hash by which the database knows the key file."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def generation(self) -> int:
        """Tell how often the centre got a new file key; 1 for the first one."""
        found = self._data().get("generation", 1)
        if type(found) is not int:
            raise WorldTrouble(Code.KEY_FILE_DAMAGED)
        return found

    def sitters(self) -> tuple[Sitter, ...]:
        """Name the people who may open the centre by a passphrase, in the order they were added."""
        found = [s for s in self._slots() if s.get("kind") == "passphrase"]
        return tuple(Sitter(str(s.get("user", "")), str(s.get("name", ""))) for s in found)

    def has(self, kind: str) -> bool:
        """Tell whether there is a slot of this kind."""
        return any(s.get("kind") == kind for s in self._slots())

    def unlock(self, secret: str, slot: str, mark: str | None = None) -> bytes:
        """Give the file key, see `opened`."""
        return self.opened(secret, slot, mark).key

    def opened(self, secret: str, kind: str, mark: str | None = None) -> Opened:
        """Give the file key; `kind` is "passphrase", "recovery" or "holders".

        `mark` names the slot of one person; without it every slot of the kind is tried.
        WorldTrouble(WRONG_PASSPHRASE or WRONG_RECOVERY_KEY) when the secret does not fit,
        WorldTrouble(KEY_FILE_DAMAGED) when the file makes no sense.
        """
        raw = secret if kind == "passphrase" else normal_recovery_key(secret)
        try:
            of_kind = [s for s in self._slots() if s.get("kind") == kind]
            for found in of_kind:
                if mark is not None and found.get("user", "") != mark:
                    continue
                key = _unwrapped(raw, found)
                if key is not None:
                    return Opened(key, kind, str(found.get("user", "")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WorldTrouble(Code.KEY_FILE_DAMAGED) from error
        is_empty = kind == "passphrase" and not of_kind
        raise WorldTrouble(Code.KEY_FILE_DAMAGED if is_empty else _WRONG[kind])

    def with_passphrase(
        self, file_key: bytes, passphrase: str, mark: str = "", name: str | None = None
    ) -> "KeyFile":
        """Give the key file with a new passphrase of one person; all other slots stay.

        A person without a slot gets one. InputProblem(PASSPHRASE_SHORT).
        """
        made = _slot("passphrase", _checked(passphrase), file_key)
        found = []
        for each in self._slots():
            if each["kind"] == "passphrase" and each.get("user", "") == mark:
                name = str(each.get("name", "")) if name is None else name
            else:
                found.append(each)
        if mark or name:
            made = {**made, "user": mark, "name": name or ""}
        place = sum(s["kind"] == "passphrase" for s in found)
        for number, each in enumerate(self._slots()):
            if each["kind"] == "passphrase" and each.get("user", "") == mark:
                place = number
        return self._with([*found[:place], made, *found[place:]])

    def named(self, mark: str, name: str) -> "KeyFile":
        """Give the key file with another name of one person."""
        return self._with(
            [
                {**s, "user": mark, "name": name}
                if s["kind"] == "passphrase" and s.get("user", "") == mark
                else s
                for s in self._slots()
            ]
        )

    def without(self, mark: str) -> "KeyFile":
        """Give the key file without the slot of one person."""
        return self._with(
            [s for s in self._slots() if s["kind"] != "passphrase" or s.get("user", "") != mark]
        )

    def with_secret(self, file_key: bytes, kind: str, secret: str) -> "KeyFile":
        """Give the key file with another recovery key, or secret of the holders; '' for none."""
        rest = [s for s in self._slots() if s["kind"] != kind]
        made = [_slot(kind, normal_recovery_key(secret), file_key)] if secret else []
        return self._with([*rest, *made])

    def save(self, folder: Path, name: str = KEY_FILE) -> None:
        """Write the key file of a centre; whole or not at all."""
        with files.replacing(folder / name) as part:
            part.write_text(self.text, encoding="utf-8")

    def _data(self) -> dict[str, Any]:
        try:
            data = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise WorldTrouble(Code.KEY_FILE_DAMAGED) from error
        slots = data.get("slots") if isinstance(data, dict) else None
        if not isinstance(slots, list) or not all(isinstance(each, dict) for each in slots):
            raise WorldTrouble(Code.KEY_FILE_DAMAGED)
        return dict(data)

    def _slots(self) -> list[dict[str, Any]]:
        slots: list[dict[str, Any]] = self._data()["slots"]
        return slots

    def _with(self, slots: list[dict[str, Any]]) -> "KeyFile":
        return KeyFile(json.dumps({**self._data(), "slots": slots}, indent=1, ensure_ascii=False))


def make(passphrase: str) -> tuple[KeyFile, bytes, str]:
    """Make a new file key: the key file, the key, and the recovery key to print once."""
    file_key, recovery = new_key(), new_recovery_key()
    slots = [
        _slot("passphrase", _checked(passphrase), file_key),
        _slot("recovery", normal_recovery_key(recovery), file_key),
    ]
    return KeyFile(json.dumps({"format": _FORMAT, "slots": slots}, indent=1)), file_key, recovery


def again(old: KeyFile, file_key: bytes, passphrases: dict[str, str], recovery: str) -> KeyFile:
    """Make the key file of a new file key: the same people, each with the passphrase told.

    Who is not in `passphrases` (by mark) gets no slot; the secret of the holders is gone.
    """
    slots: list[dict[str, Any]] = []
    for each in old.sitters():
        if each.mark not in passphrases:
            continue
        made = _slot("passphrase", _checked(passphrases[each.mark]), file_key)
        is_named = bool(each.mark or each.name)
        slots.append({**made, "user": each.mark, "name": each.name} if is_named else made)
    slots.append(_slot("recovery", normal_recovery_key(recovery), file_key))
    data = {"format": _FORMAT, "generation": old.generation + 1, "slots": slots}
    return KeyFile(json.dumps(data, indent=1, ensure_ascii=False))


def new_key() -> bytes:
    """Make a random file key."""
    return secrets.token_bytes(32)


def new_mark() -> str:
    """Make the mark of a new person's slot."""
    return secrets.token_hex(8)


def new_recovery_key() -> str:
    """Make a recovery key of 160 bits, in groups without look-alikes."""
    return "-".join(
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )


def read(folder: Path) -> KeyFile:
    """Read the key file of a centre; WorldTrouble(KEY_FILE_DAMAGED) if it is not there."""
    try:
        return KeyFile((folder / KEY_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise WorldTrouble(Code.KEY_FILE_DAMAGED) from error
    except OSError as error:
        raise files.trouble(error, KEY_FILE) from error


def read_next(folder: Path) -> KeyFile | None:
    """Read the key file that was being put in force; None if there is none that makes sense."""
    with suppress(OSError, UnicodeDecodeError, WorldTrouble):
        found = KeyFile((folder / NEXT_FILE).read_text(encoding="utf-8"))
        found.sitters()
        return found
    return None


def normal_recovery_key(typed: str) -> str:
    """Bring a typed recovery key to its form: capitals, no spaces or dashes."""
    return "".join(c for c in typed.upper() if c.isalnum())


def _checked(passphrase: str) -> str:
    if len(passphrase) < SHORTEST:
        raise InputProblem(Code.PASSPHRASE_SHORT, field="passphrase", limit=SHORTEST)
    return passphrase


def _derive(secret: str, salt: bytes, n: int, r: int, p: int) -> tuple[bytes, bytes]:
    """Make the two halves; ValueError for a cost that no program of ours asks for."""
    if min(n, r, p) < 1 or max(r, p) > _MOST_R or n * r * p > _MOST_WORK:
        raise ValueError("cost")
    made = hashlib.scrypt(
        secret.encode("utf-8"), salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=64
    )
    return made[:32], made[32:]


def _unwrapped(secret: str, slot: dict[str, Any]) -> bytes | None:
    """Give the key a slot hides; None if the secret does not fit."""
    salt, wrapped, tag = (bytes.fromhex(slot[k]) for k in ("salt", "wrapped", "tag"))
    pad, mac = _derive(secret, salt, slot["n"], slot["r"], slot["p"])
    if not hmac.compare_digest(tag, hmac.digest(mac, salt + wrapped, "sha256")):
        return None
    return bytes(a ^ b for a, b in zip(pad, wrapped, strict=True))


def _slot(kind: str, secret: str, file_key: bytes) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    pad, mac = _derive(secret, salt, _N, _R, _P)
    wrapped = bytes(a ^ b for a, b in zip(pad, file_key, strict=True))
    tag = hmac.digest(mac, salt + wrapped, "sha256")
    return {
        "kind": kind, "n": _N, "r": _R, "p": _P,
        "salt": salt.hex(), "wrapped": wrapped.hex(), "tag": tag.hex(),
    }  # fmt: skip
