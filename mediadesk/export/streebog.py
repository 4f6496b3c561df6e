"""The hash Streebog (GOST 34.11-2015, the same as GOST R 34.11-2012), 256 and 512 bits.

Written out from the standard (RFC 6986 gives it in English): no kept package has it. The pieces of
the transformation are joined into eight tables, made when the first file is hashed. About a
seventh of a second for 100 KB: call it beside the window's work.
"""

import struct
from functools import lru_cache
from typing import Final

__all__ = ["streebog"]

_BLOCK: Final = 64
_WHOLE: Final = (1 << 512) - 1
_LANES: Final = struct.Struct("<8Q")

_PI: Final = bytes.fromhex(
    "fceedd11cf6e3116fbc4fada23c5044de977f0db932e99ba1736f1bb14cd5fc1f918655ae25cef21811c3c42"
    "8b018e4f058402aee36a8fa0060bed987fd4d31feb342c51eac848abf22a68a2fd3aceccb5700e56080c7612"
    "bf7213479cb75d8715a19629107b9ac7f391786f9d9eb2b13275193dff358a7e6d54c680c3bd0d57dff524a9"
    "3ea843c9d779d6f67c22b903e00fecde7a94b0bcdce828504e330a4aa79760731e0062441ab83882649f2641"
    "ad454692275e552f8ca3a57d69d5953b0758b34086ac1df730376be488d9e789e11b83494c3ff8fe8d53aa90"
    "cad88561207167a42d2b095bcb9b25d0bee56c5259a674d2e6f4b4c0d166afc2394b63b6"
)
"""The substitution of bytes."""

_ROWS: Final = bytes.fromhex(
    "641c314b2b8ee083c83862965601dd1b8d70c431ac02a73607e095624504536c0edd37c48a08a6d81ca76e95"
    "091051ad3853dc371220a24770a6a56e2440598ea48b474f9ef5dc18550b8e9e21f7a530aa16012142f35760"
    "492c024284fbaec09258048415eb419d39b008152acb8227727d102a548b194ee4fa2054a80b329cf97d86d9"
    "8a327728effa11af0964ee50c3e9224312c8c1a09bcf4486248d9f5d2b838811480723ba561b0d22900e4669"
    "ac361a443d1c8cd2456c34887a3805b95b068c651810a89eb60c05ca30204d2171180a8960409a42e230140f"
    "c0802984d960281e9d1d5215afc0503c273aa42a439da0784e74555486275df09ce8aaa80321658cba93c138"
    "0642ca05693b9f700c84890ad27623e018150f14b9ec46dd302a1e286fc58ca760543c50de970553c0a878a0"
    "a1330aa69d4df05d5f661451accc9ca9328a89504585254f64090fa08a174a9ec8121e5d092e94218d243cba"
    "125c35420748786924b86a840e90f0d2486dd4151c3dfdb990dab52a387ae76f46b60f011a83988e8c711e02"
    "341b2d0105e23c0468365a020ad97808d06cb40414aff010bdd875082843fd2067adea105086e740ce47c920"
    "a011d380818e8f4083478b07b24687641b8e0b0e798c13c83601161cf205268d6c022c38f90a4c07d8045870"
    "ef14980ead08b0e0c3282d1c47107ddd9b505a388e20faa72ba0b470"
)
"""The linear transformation: for each bit of a word, lowest first, what it adds; 8 bytes each."""

_ROUNDS: Final = bytes.fromhex(
    "0745a6f2596580dd234d74cc3674760515d360a4082a42a20169679291e07c4bfcc485758db84e7116d0452e"
    "43766a2f1f7c65c0812fcbebe9daca1eda5b08b1b79bb121700479e656cdcbd71ba2dd55caa70adbc261b55c"
    "5899d6126b17b59a3101b5160f5ed561982b230a72eafef3d7b5700f469de34f1a2f9da98ab5a36fb20aba0a"
    "f5961e9931db7a8643f4b6c209db6260373ac9c1b19e3590e40fe2d37b7b29b11475eaf28b1f9c525f5ef106"
    "35843d6a28fc390ac72fce2bacdc74f52ed1e384bcbe0c22f137e893a1ea5334be0352933313b7d875d603ed"
    "822cd7a93f355e68ad1c729d7d3c5c337e858e48dde4715da0e148f9d26615e8b3df1fef57fe6c7cfd581760"
    "f563eaa97ea2567a161a2723b700ffdfa3f53a254717cdbfbdff0f80d7359e354a1086161f1c157f6323a96c"
    "0c413f9a994747adac6bea4b6e7d64467a4068fa354f903672c571bfb6c6bec2661ff20ab4b79a1cb7a6facf"
    "c68ef09ab49a7f186ca44251f9c4662dc039307a3bc3a46fd9d33a1daeae4fae93d4143a4d568688f34a3ca2"
    "4c45173504054a2883694706372c822dc5ab9209c9937a19333e47d3c987bfe6c7c69e39540924bffe86ac51"
    "ecc5aaee160ec7f41ee702bfd40d7fa4d9a8515935c2ac362fc4a5d12b8dd16990069b92cb2b89f49ac4db4d"
    "3b44b4891ede369c71f8b74e41416e0c02aae703a7c9934d425b1f9bdb5a238351446172602a1fcb92dc380e"
    "549c07a69a8a2b7bb1ceb2db0b440a8084090de0b755d93c244289251b3a7d3ade5f16ecd89a4c949b223116"
    "545a8f37ed9c4598fbc7b474c3b63b15d1fa9836f452763b306c1e7a4b3369af0267e79f0361331b8ae1ff1f"
    "db788aff1ce74189f3f3e4b248e52a38526f0580a6debeab1b2df381cda4ca6b5dd86fc04a59a2de986e477d"
    "1dcdbaefcab948eaef711d8a79668414218001206107abebbb6bfad894fe5a63cdc60230fb89c8efd09ecd7b"
    "20d71bf14a92bc48991bb2d9d517f4fa5228e188aaa41de786cc91189def805d9b9f2130d41220f8771ddfbc"
    "323ca4cd7ab14904b08013d2ba3116f167e78e37"
)
"""The constants of the twelve rounds, 64 bytes each, lowest byte first."""


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[int, ...], ...]:
    """Join substitution and linear transformation: a table of 256 words for each byte of a word."""
    rows = [int.from_bytes(_ROWS[i : i + 8], "big") for i in range(0, len(_ROWS), 8)]
    found = []
    for place in range(8):
        table = []
        for byte in range(256):
            word = 0
            for bit in range(8):
                if _PI[byte] >> bit & 1:
                    word ^= rows[8 * place + bit]
            table.append(word)
        found.append(tuple(table))
    return tuple(found)


@lru_cache(maxsize=1)
def _constants() -> tuple[int, ...]:
    size = len(_ROUNDS)
    return tuple(int.from_bytes(_ROUNDS[i : i + 64], "little") for i in range(0, size, 64))


def _lps(state: int) -> int:
    """Substitute, shuffle and mix the 64 bytes of a state."""
    b = state.to_bytes(64, "little")
    t0, t1, t2, t3, t4, t5, t6, t7 = _tables()
    words = [
        t0[b[i]] ^ t1[b[8 + i]] ^ t2[b[16 + i]] ^ t3[b[24 + i]]
        ^ t4[b[32 + i]] ^ t5[b[40 + i]] ^ t6[b[48 + i]] ^ t7[b[56 + i]]
        for i in range(8)
    ]  # fmt: skip
    return int.from_bytes(_LANES.pack(*words), "little")


def _compress(before: int, count: int, block: int) -> int:
    """Mix one block into the state."""
    key = _lps(before ^ count)
    state = key ^ block
    for constant in _constants():
        state = _lps(state)
        key = _lps(key ^ constant)
        state ^= key
    return state ^ before ^ block


def streebog(data: bytes, bits: int) -> bytes:
    """Give the hash of bytes, in the byte order of the standard; `bits` is 256 or 512."""
    state = int.from_bytes((b"\x01" if bits == 256 else b"\x00") * _BLOCK, "little")
    count = total = 0
    whole = len(data) // _BLOCK * _BLOCK
    for start in range(0, whole, _BLOCK):
        block = int.from_bytes(data[start : start + _BLOCK], "little")
        state = _compress(state, count, block)
        count = (count + 512) & _WHOLE
        total = (total + block) & _WHOLE
    rest = data[whole:]
    block = int.from_bytes(rest + b"\x01", "little")
    state = _compress(state, count, block)
    count = (count + 8 * len(rest)) & _WHOLE
    total = (total + block) & _WHOLE
    state = _compress(_compress(state, 0, count), 0, total)
    found = state.to_bytes(64, "little")
    return found[32:] if bits == 256 else found
