"""Hashes and signatures by what their identifiers say; what is not known here is said to be so."""

import hashlib
from typing import Any, Final

from mediadesk.domain.signatures import MathVerdict
from mediadesk.export import gost_sign
from mediadesk.export.ber import BerProblem, Node
from mediadesk.export.streebog import streebog
from mediadesk.export.x509 import Algorithm, Key

__all__ = ["OLD_DIGEST", "WEAK_DIGESTS", "algorithm_words", "check", "digest"]

OLD_DIGEST: Final = frozenset({"1.2.398.3.10.1.3.1", "1.2.398.3.10.1.1.1.2", "1.2.643.2.2.9"})
"""GOST 34.311-95, and signatures with it."""
WEAK_DIGESTS: Final = frozenset({"1.3.14.3.2.26", "1.2.840.113549.2.5", "1.2.840.113549.1.1.5"})
"""SHA-1, MD5."""

_SHA: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_STREEBOG: Final = {
    "1.2.398.3.10.1.3.2": 256,
    "1.2.398.3.10.1.3.3": 512,
    "1.2.643.7.1.1.2.2": 256,
    "1.2.643.7.1.1.2.3": 512,
}
_OF_SIGNATURE: Final = {
    "1.2.840.113549.1.1.11": "2.16.840.1.101.3.4.2.1",
    "1.2.840.113549.1.1.12": "2.16.840.1.101.3.4.2.2",
    "1.2.840.113549.1.1.13": "2.16.840.1.101.3.4.2.3",
    "1.2.840.10045.4.3.2": "2.16.840.1.101.3.4.2.1",
    "1.2.840.10045.4.3.3": "2.16.840.1.101.3.4.2.2",
    "1.2.840.10045.4.3.4": "2.16.840.1.101.3.4.2.3",
    "1.2.398.3.10.1.1.2.3.1": "1.2.398.3.10.1.3.2",
    "1.2.398.3.10.1.1.2.3.2": "1.2.398.3.10.1.3.3",
}
"""The hash that the name of a signature tells."""
_RSA, _PSS, _EC = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1"
_RSA_NAMES: Final = frozenset({_RSA, *(k for k in _OF_SIGNATURE if k.startswith("1.2.840.113"))})
_EC_NAMES: Final = frozenset({_EC, *(k for k in _OF_SIGNATURE if k.startswith("1.2.840.10045"))})
_GOST: Final = "1.2.398.3.10.1.1.2."
_LONGEST_KEY: Final = 16_384
_NAMES: Final = {
    **{oid: "SHA-" + name[3:] for oid, name in _SHA.items()},
    **{oid: f"GOST 34.11-2015 ({bits})" for oid, bits in _STREEBOG.items()},
    "1.2.398.3.10.1.3.1": "GOST 34.311-95",
    "1.2.398.3.10.1.1.1.1": "GOST 34.310-2004",
    "1.2.398.3.10.1.1.1.2": "GOST 34.310-2004",
    "1.2.398.3.10.1.1.2.1": "GOST 34.10-2015 (256)",
    "1.2.398.3.10.1.1.2.2": "GOST 34.10-2015 (512)",
    "1.3.14.3.2.26": "SHA-1",
    "1.2.840.113549.2.5": "MD5",
    _RSA: "RSA",
    _PSS: "RSA-PSS",
    _EC: "ECDSA",
}


def algorithm_words(key: Key | None, algorithm_oid: str, digest_oid: str) -> str:
    """Name the algorithms of a signature, such as `GOST 34.10-2015 (512), GOST 34.11-2015 (512)`."""
    oid = key.algorithm.oid if key and algorithm_oid != _PSS else algorithm_oid
    names = [_NAMES.get(oid, oid)]
    return ", ".join([*names, _NAMES.get(digest_oid, digest_oid)])


def digest(oid: str, data: bytes) -> bytes | None:
    """Give the hash of bytes; None where the hash is unknown here or proves nothing."""
    if oid in _SHA:
        return hashlib.new(_SHA[oid], data).digest()
    return streebog(data, _STREEBOG[oid]) if oid in _STREEBOG else None


def check(
    key: Key, algorithm: Algorithm, digest_oid: str, data: bytes, signature: bytes
) -> MathVerdict:
    """Check a signature over bytes; `digest_oid` is "" where the algorithm names its hash."""
    try:
        return _check(key, algorithm, digest_oid, data, signature)
    except BerProblem:
        return MathVerdict.UNSUPPORTED


def _check(
    key: Key, algorithm: Algorithm, digest_oid: str, data: bytes, signature: bytes
) -> MathVerdict:
    told = _OF_SIGNATURE.get(algorithm.oid, "")
    if told and digest_oid and told != digest_oid:
        return MathVerdict.INVALID
    hash_oid = told or digest_oid
    if key.algorithm.oid.startswith(_GOST):
        return _check_gost(key, hash_oid, data, signature)
    if key.algorithm.oid in (_RSA, _PSS) and algorithm.oid in {*_RSA_NAMES, _PSS}:
        return _check_rsa(key, algorithm, hash_oid, data, signature)
    if key.algorithm.oid == _EC and algorithm.oid in _EC_NAMES and hash_oid in _SHA:
        return _check_ec(key, hash_oid, data, signature)
    return MathVerdict.UNSUPPORTED


def _check_gost(key: Key, hash_oid: str, data: bytes, signature: bytes) -> MathVerdict:
    curve = gost_sign.curve_of(key.curve, key.data)
    hashed = digest(hash_oid, data) if hash_oid in _STREEBOG else None
    if curve is None or hashed is None or len(hashed) != curve.size:
        return MathVerdict.UNSUPPORTED
    return _verdict(is_right=gost_sign.holds(curve, key.data, signature, hashed))


def _verdict(*, is_right: bool) -> MathVerdict:
    return MathVerdict.VALID if is_right else MathVerdict.INVALID


def _public(key: Key) -> Any:
    """Load a key of RSA or an elliptic curve; None where it is none, or out of all measure."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        loaded: Any = load_der_public_key(key.whole)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return loaded if loaded.key_size <= _LONGEST_KEY else None


def _check_rsa(
    key: Key, algorithm: Algorithm, hash_oid: str, data: bytes, signature: bytes
) -> MathVerdict:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    scheme: Any = padding.PKCS1v15()
    if algorithm.oid == _PSS:
        hash_oid, mask_oid, salt = _pss(algorithm.parameters)
        if mask_oid not in _SHA:
            return MathVerdict.UNSUPPORTED
        scheme = padding.PSS(padding.MGF1(_hash(mask_oid)), salt)
    public = _public(key)
    if hash_oid not in _SHA or not isinstance(public, rsa.RSAPublicKey):
        return MathVerdict.UNSUPPORTED
    try:
        public.verify(signature, data, scheme, _hash(hash_oid))
    except InvalidSignature:
        return MathVerdict.INVALID
    except ValueError:
        return MathVerdict.UNSUPPORTED
    return MathVerdict.VALID


def _check_ec(key: Key, hash_oid: str, data: bytes, signature: bytes) -> MathVerdict:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec

    public = _public(key)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return MathVerdict.UNSUPPORTED
    try:
        public.verify(signature, data, ec.ECDSA(_hash(hash_oid)))
    except InvalidSignature:
        return MathVerdict.INVALID
    return MathVerdict.VALID


def _hash(oid: str) -> Any:
    from cryptography.hazmat.primitives import hashes

    return {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[
        _SHA[oid]
    ]


def _pss(parameters: Node | None) -> tuple[str, str, int]:
    """Read the hash, the hash of the mask and the length of the salt (RFC 4055, 3.1)."""
    hash_oid = mask_oid = "1.3.14.3.2.26"
    salt = 20
    for part in parameters.parts if parameters is not None else ():
        if part.tag == 0xA0:
            hash_oid = part.at(0).at(0).oid
        elif part.tag == 0xA1:
            mask_oid = part.at(0).at(1).at(0).oid
        elif part.tag == 0xA2:
            salt = part.at(0).number
    if not 0 <= salt <= 512:
        raise BerProblem("salt")
    return hash_oid, mask_oid, salt
