"""Watches folders for every file that is made, however short it lives, and shuts the network."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_CREATE, _MOVED_TO, _ONLY_DIR = 0x100, 0x80, 0x01000000
_EVENT = struct.Struct("iIII")
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_SOCKET = {"x86_64": 41, "aarch64": 198}
AF_UNIX = 1


class Watch:
    """Everything that was made in some folders since they were named; a folder made in them too."""

    def __init__(self, *roots: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._add = libc.inotify_add_watch
        self._file = libc.inotify_init1(os.O_NONBLOCK)
        self._names: dict[int, Path] = {}
        self.made: list[Path] = []
        for root in roots:
            for folder, _subs, _files in os.walk(root):
                self._watch(Path(folder))

    def _watch(self, folder: Path) -> None:
        number = self._add(self._file, os.fsencode(folder), _CREATE | _MOVED_TO | _ONLY_DIR)
        if number >= 0:
            self._names[number] = folder

    def read(self) -> list[Path]:
        """Give everything that was made so far."""
        while True:
            try:
                data = os.read(self._file, 1 << 16)
            except BlockingIOError:
                return self.made
            at = 0
            while at < len(data):
                number, _mask, _cookie, length = _EVENT.unpack_from(data, at)
                name = data[at + _EVENT.size : at + _EVENT.size + length].rstrip(b"\0")
                path = self._names[number] / os.fsdecode(name)
                self.made.append(path)
                if path.is_dir():
                    self._watch(path)
                at += _EVENT.size + length

    def close(self) -> None:
        """End watching."""
        os.close(self._file)


@contextmanager
def watched(*roots: Path) -> Iterator[Watch]:
    """Watch folders while something is done."""
    if platform.system() != "Linux":
        pytest.skip("inotify is Linux's")
    watch = Watch(*roots)
    try:
        yield watch
    finally:
        watch.close()


def without_network() -> None:
    """Shut the network for this process and its children: a socket that is not local kills it.

    For `preexec_fn`. The system itself ends the process (SIGSYS): nothing can catch it.
    """
    number = _SOCKET.get(platform.machine())
    if number is None:
        raise OSError(platform.machine())
    load, equal, give = 0x20, 0x15, 0x06  # BPF: load a word; jump if equal; return
    program = [
        (load, 0, 0, 0),  # the number of the call
        (equal, 0, 3, number),
        (load, 0, 0, 16),  # its first argument: the family of the socket
        (equal, 1, 0, AF_UNIX),
        (give, 0, 0, _KILL),
        (give, 0, 0, _ALLOW),
    ]
    raw = b"".join(struct.pack("HBBI", *line) for line in program)
    lines = ctypes.create_string_buffer(raw, len(raw))
    whole = struct.pack("HxxxxxxP", len(program), ctypes.addressof(lines))
    libc = ctypes.CDLL(None, use_errno=True)
    told = ctypes.create_string_buffer(whole, len(whole))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _FILTER, told, 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp")
