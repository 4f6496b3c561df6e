"""Signatures by GOST 34.10-2015, 256 and 512 bits: the check only, with public numbers.

Curves are those of the standard (RFC 7836); keys and signatures have the byte order of the National
Certification Authority of Kazakhstan: a public key is x and y, a signature r and s, each with the
lowest byte first; so is the hash taken as a number.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["CURVES", "Curve", "curve_of", "holds", "multiply"]

_Point = tuple[int, int, int]
_NOWHERE: Final[_Point] = (0, 1, 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve y² = x³ + ax + b over the numbers below p, with a point of order q."""

    p: int
    a: int
    b: int
    q: int
    x: int
    y: int

    @property
    def size(self) -> int:
        """Bytes of a number: 32 or 64."""
        return (self.p.bit_length() + 7) // 8

    def has(self, x: int, y: int) -> bool:
        """Tell whether a point lies on the curve."""
        return (
            0 <= x < self.p
            and 0 <= y < self.p
            and (y * y - x * x * x - self.a * x - self.b) % self.p == 0
        )


def _curve(*numbers: str) -> Curve:
    return Curve(*(int(each.replace("_", ""), 16) for each in numbers))


CURVES: Final[dict[str, Curve]] = {
    "1.2.643.7.1.2.1.1.1": _curve(
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd97",
        "c2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335",
        "295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513",
        "400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67",
        "91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28",
        "32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5c",
    ),
    "1.2.643.7.1.2.1.1.2": _curve(
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd97",
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd94",
        "a6",
        "ffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893",
        "1",
        "8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14",
    ),
    "1.2.643.7.1.2.1.1.3": _curve(
        "8000000000000000000000000000000000000000000000000000000000000c99",
        "8000000000000000000000000000000000000000000000000000000000000c96",
        "3e1af419a269a5f866a7d3c25c3df80ae979259373ff2b182f49d4ce7e1bbc8b",
        "800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198f",
        "1",
        "3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efc",
    ),
    "1.2.643.7.1.2.1.1.4": _curve(
        "9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759b",
        "9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d7598",
        "805a",
        "9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9",
        "0",
        "41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67",
    ),
    "1.2.643.7.1.2.1.2.1": _curve(
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        "fffffffffffffffffffffffffffffffffffffffffffffdc7",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        "fffffffffffffffffffffffffffffffffffffffffffffdc4",
        "e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265ee3cb090f30d2761"
        "4cb4574010da90dd862ef9d4ebee4761503190785a71c760",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d8911"
        "6ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275",
        "3",
        "7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e9"
        "3d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4",
    ),
    "1.2.643.7.1.2.1.2.2": _curve(
        "80000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000006f",
        "80000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000006c",
        "687d1b459dc841457e3e06cf6f5e2517b97c7d614af138bcbf85dc806c4b289f3e965d2db1416d21"
        "7f8b276fad1ab69c50f78bee1fa3106efb8ccbc7c5140116",
        "800000000000000000000000000000000000000000000000000000000000000149a1ec142565a545"
        "acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bd",
        "2",
        "1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd1edf4a39"
        "152cbcaaf8c0398828041055f94ceeec7e21340780fe41bd",
    ),
    "1.2.643.7.1.2.1.2.3": _curve(
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
        "fffffffffffffffffffffffffffffffffffffffffffffdc7",
        "dc9203e514a721875485a529d2c722fb187bc8980eb866644de41c68e143064546e861c0e2c9edd9"
        "2ade71f46fcf50ff2ad97f951fda9f2a2eb6546f39689bd3",
        "b4c4ee28cebc6c2c8ac12952cf37f16ac7efb6a9f69f4b57ffda2e4f0de5ade038cbc2fff719d2c1"
        "8de0284b8bfef3b52b8cc7a5f5bf0a3c8d2319a5312557e1",
        "3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc98cdba46506ab00"
        "4c33a9ff5147502cc8eda9e7a769a12694623cef47f023ed",
        "e2e31edfc23de7bdebe241ce593ef5de2295b7a9cbaef021d385f7074cea043aa27272a7ae602bf2"
        "a7b9033db9ed3610c6fb85487eae97aac5bc7928c1950148",
        "f5ce40d95b5eb899abbccff5911cb8577939804d6527378b8c108c3d2090ff9be18e2d33e3021ed2"
        "ef32d85822423b6304f726aa854bae07d0396e9a9addc40f",
    ),
}
"""The curves by their identifiers."""

_KAZAKH: Final = {"1.2.398.3.10.1.1.2.2.1": "1.2.643.7.1.2.1.2.1"}
"""Names the National Certification Authority has for the same curves."""


def curve_of(name: str, public: bytes) -> Curve | None:
    """Give the curve of a key: by its identifier, else the known one that its point lies on."""
    named = CURVES.get(_KAZAKH.get(name, name))
    if named is not None:
        return named if len(public) == 2 * named.size else None
    x, y = _halves(public)
    fitting = (c for c in CURVES.values() if 2 * c.size == len(public) and c.has(x, y))
    return next(fitting, None)


def _halves(both: bytes) -> tuple[int, int]:
    half = len(both) // 2
    return int.from_bytes(both[:half], "little"), int.from_bytes(both[half:], "little")


def _add(curve: Curve, one: _Point, two: _Point) -> _Point:
    """Add two points, each as X, Y, Z with x = X/Z² and y = Y/Z³."""
    if not one[2]:
        return two
    if not two[2]:
        return one
    p = curve.p
    z1, z2 = one[2] * one[2] % p, two[2] * two[2] % p
    u1, u2 = one[0] * z2 % p, two[0] * z1 % p
    s1, s2 = one[1] * z2 * two[2] % p, two[1] * z1 * one[2] % p
    if u1 == u2:
        return _double(curve, one) if s1 == s2 else _NOWHERE
    h, r = u2 - u1, s2 - s1
    h2 = h * h % p
    h3, v = h * h2 % p, u1 * h2 % p
    x = (r * r - h3 - 2 * v) % p
    return x, (r * (v - x) - s1 * h3) % p, h * one[2] * two[2] % p


def _double(curve: Curve, one: _Point) -> _Point:
    x, y, z = one
    p = curve.p
    if not y or not z:
        return _NOWHERE
    y2, z2 = y * y % p, z * z % p
    s, m = 4 * x * y2 % p, (3 * x * x + curve.a * z2 * z2) % p
    new = (m * m - 2 * s) % p
    return new, (m * (s - new) - 8 * y2 * y2) % p, 2 * y * z % p


def multiply(curve: Curve, number: int, x: int, y: int) -> tuple[int, int] | None:
    """Take a point so many times; None for the point at infinity."""
    found = _times(curve, number, (x, y, 1))
    return _flat(curve, found)


def _times(curve: Curve, number: int, point: _Point) -> _Point:
    found = _NOWHERE
    for bit in bin(number)[2:]:
        found = _double(curve, found)
        if bit == "1":
            found = _add(curve, found, point)
    return found


def _flat(curve: Curve, point: _Point) -> tuple[int, int] | None:
    if not point[2]:
        return None
    back = pow(point[2], -1, curve.p)
    return point[0] * back * back % curve.p, point[1] * back**3 % curve.p


def holds(curve: Curve, public: bytes, signature: bytes, digest: bytes) -> bool:
    """Tell whether a signature fits a key and a hash (GOST 34.10-2015, 6.2)."""
    if len(public) != 2 * curve.size or len(signature) != 2 * curve.size:
        return False
    x, y = _halves(public)
    r, s = _halves(signature)
    q = curve.q
    if not (curve.has(x, y) and 0 < r < q and 0 < s < q):
        return False
    v = pow(int.from_bytes(digest, "little") % q or 1, -1, q)
    first = _times(curve, s * v % q, (curve.x, curve.y, 1))
    second = _times(curve, -r * v % q, (x, y, 1))
    point = _flat(curve, _add(curve, first, second))
    return point is not None and point[0] % q == r
