"""Certificates as signatures carry them: what they say, and whose key they hold."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from mediadesk.export.ber import BerProblem, Node, read

__all__ = ["Algorithm", "Certificate", "Key", "algorithm_of", "certificate_of"]

_MOST_NAMES: Final = 60
_BASIC, _USAGE, _EXTENDED = "2.5.29.19", "2.5.29.15", "2.5.29.37"
_EXTENSIONS: Final = 0xA3


@dataclass(frozen=True, slots=True)
class Algorithm:
    """An algorithm: its identifier, and its parameters where it has any."""

    oid: str
    parameters: Node | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: its algorithm, the bytes of the key, and the whole as certificates write it."""

    algorithm: Algorithm
    data: bytes
    whole: bytes

    @property
    def curve(self) -> str:
        """Give the identifier of the curve of a GOST key, "" where none is told."""
        told = self.algorithm.parameters
        if told is not None and told.tag == 0x30 and told.content:
            told = told.at(0)
        return told.oid if told is not None and told.tag == 0x06 else ""


@dataclass(frozen=True)
class Certificate:
    """A certificate; names are lists of identifier and words."""

    whole: bytes
    signed: bytes
    serial: int
    algorithm: Algorithm
    signature: bytes
    issuer: tuple[tuple[str, str], ...]
    issuer_der: bytes
    subject: tuple[tuple[str, str], ...]
    subject_der: bytes
    begins: datetime
    ends: datetime
    key: Key
    extensions: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """Give the hash that pins this certificate."""
        return hashlib.sha256(self.whole).hexdigest()

    @property
    def is_authority(self) -> bool:
        """Tell whether it may sign certificates."""
        told = self.extensions.get(_BASIC)
        if told is None:
            return False
        parts = read(told).demand(0x30).parts
        may = bool(parts) and parts[0].tag == 0x01 and parts[0].content not in (b"", b"\0")
        usage = self._usage()
        return may and (usage is None or bool(usage & 0x0400))

    @property
    def may_sign(self) -> bool:
        """Tell whether the key is meant for signing documents, not for entering sites only."""
        usage = self._usage()
        if usage is not None and not usage & 0xC000:
            return False
        purposes = self.purposes
        return not ("1.3.6.1.5.5.7.3.2" in purposes and "1.3.6.1.5.5.7.3.4" not in purposes)

    @property
    def purposes(self) -> tuple[str, ...]:
        """List what the key is meant for, by identifier."""
        told = self.extensions.get(_EXTENDED)
        return tuple(part.oid for part in read(told).parts) if told is not None else ()

    def _usage(self) -> int | None:
        """Give the first sixteen bits of the key's usage, None where nothing is told."""
        told = self.extensions.get(_USAGE)
        if told is None:
            return None
        return int.from_bytes(read(told).bits[:2].ljust(2, b"\0"), "big")


def algorithm_of(node: Node) -> Algorithm:
    """Read an algorithm; BerProblem where it is none."""
    parts = node.demand(0x30).parts
    if not parts:
        raise BerProblem("algorithm")
    return Algorithm(parts[0].oid, parts[1] if len(parts) > 1 else None)


def certificate_of(node: Node) -> Certificate:
    """Read a certificate; BerProblem where it is none."""
    outer = node.demand(0x30).parts
    if len(outer) != 3:
        raise BerProblem("certificate")
    fields = list(outer[0].demand(0x30).parts)
    if fields and fields[0].tag == 0xA0:
        fields = fields[1:]
    if len(fields) < 6:
        raise BerProblem("certificate")
    serial, _again, issuer, validity, subject, key = fields[:6]
    made = Certificate(
        whole=node.whole,
        signed=outer[0].whole,
        serial=serial.number,
        algorithm=algorithm_of(outer[1]),
        signature=outer[2].bits,
        issuer=tuple(_names(issuer)),
        issuer_der=issuer.whole,
        subject=tuple(_names(subject)),
        subject_der=subject.whole,
        begins=validity.at(0).moment,
        ends=validity.at(1).moment,
        key=_key(key),
        extensions=_extensions(fields[6:]),
    )
    _ = made.is_authority, made.may_sign  # read now, so that nothing damaged is found later
    return made


def _key(node: Node) -> Key:
    algorithm, bits = algorithm_of(node.at(0)), node.at(1, 0x03).bits
    if algorithm.oid.startswith("1.2.398."):
        inner = read(bits)
        bits = inner.octets if inner.tag & 0x1F == 0x04 else bits
    return Key(algorithm, bits, node.whole)


def _names(node: Node) -> Iterator[tuple[str, str]]:
    """Give identifier and words of each part of a name."""
    count = 0
    for group in node.demand(0x30).parts:
        for pair in group.demand(0x31).parts:
            count += 1
            if count > _MOST_NAMES:
                raise BerProblem("too many names")
            yield pair.at(0).oid, pair.at(1).text[:500].strip()


def _extensions(fields: list[Node]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each in fields:
        if each.tag != _EXTENSIONS:
            continue
        for extension in each.at(0, 0x30).parts:
            parts = extension.demand(0x30).parts
            if len(parts) < 2:
                raise BerProblem("extension")
            found[parts[0].oid] = parts[-1].demand(0x04).octets
    return found
