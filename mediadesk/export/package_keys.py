"""The keys of an office, its card with the public ones, and the fingerprint that is read aloud."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from mediadesk import files
from mediadesk.domain.packages import OfficeCard
from mediadesk.errors import Code, WorldTrouble

__all__ = ["card_of", "fingerprint", "new_keys", "read_card", "write_card"]

_LARGEST: Final = 16 * 1024
_KIND: Final = "mediadesk-office"
_GROUPS, _DIGITS = 6, 5
_CONTEXT: Final = b"MediaDesk office card 1\0"
_HEX_KEY, _HEX_UID = 64, 32
_LONGEST: Final = 400
_FIELDS: Final = ("office_uid", "name_ru", "name_kk", "region", "sign_key", "box_key")


def new_keys() -> tuple[str, str]:
    """Make the secret keys of an office, hexadecimal: for signing (Ed25519) and for receiving (X25519)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return (
        Ed25519PrivateKey.generate().private_bytes_raw().hex(),
        X25519PrivateKey.generate().private_bytes_raw().hex(),
    )


def public_keys(sign_secret: str, box_secret: str) -> tuple[str, str]:
    """Give the public keys that belong to secret ones."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    sign = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sign_secret)).public_key()
    box = X25519PrivateKey.from_private_bytes(bytes.fromhex(box_secret)).public_key()
    return sign.public_bytes_raw().hex(), box.public_bytes_raw().hex()


def fingerprint(sign_key: str, box_key: str) -> str:
    """Give both public keys as six groups of five figures, to be read aloud and compared."""
    digest = hashlib.sha256(_CONTEXT + bytes.fromhex(sign_key) + bytes.fromhex(box_key)).digest()
    number = int.from_bytes(digest[:16], "big") % 10 ** (_GROUPS * _DIGITS)
    told = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(told[at : at + _DIGITS] for at in range(0, len(told), _DIGITS))


def card_of(told: Any) -> OfficeCard:
    """Read a card from data; ValueError where something is missing or too long."""
    given = told if isinstance(told, dict) else {}
    values = {name: str(given.get(name, "")) for name in _FIELDS}
    if max(map(len, values.values())) > _LONGEST:
        raise ValueError(sorted(values))
    lengths = {"office_uid": _HEX_UID, "sign_key": _HEX_KEY, "box_key": _HEX_KEY}
    for name, length in lengths.items():
        if len(bytes.fromhex(values[name])) * 2 != length:
            raise ValueError(name)
    if not values["name_ru"].strip():
        raise ValueError("name_ru")
    return OfficeCard(**values, fingerprint=fingerprint(values["sign_key"], values["box_key"]))


def as_data(card: OfficeCard) -> dict[str, str]:
    """Give a card as data."""
    return {name: getattr(card, name) for name in _FIELDS}


def write_card(path: Path, card: OfficeCard) -> None:
    """Write the card of an office; there is nothing secret in it."""
    told = {"kind": _KIND, "format": 1, **as_data(card), "fingerprint": card.fingerprint}
    with files.replacing(path) as part:
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_card(path: Path) -> OfficeCard:
    """Read a card; WorldTrouble(CARD_BAD) if it is none, FILE_MISSING."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise files.trouble(error, path.name) from error
    try:
        told = json.loads(raw[:_LARGEST].decode("utf-8-sig"))
        card = card_of(told)
    except (ValueError, RecursionError) as error:
        raise WorldTrouble(Code.CARD_BAD, name=path.name) from error
    if told.get("kind") != _KIND or told.get("fingerprint") != card.fingerprint:
        raise WorldTrouble(Code.CARD_BAD, name=path.name)
    return card
