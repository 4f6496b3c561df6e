"""The disks a power cut may leave: all that was synchronised, and any part of the rest.

A file's bytes are safe once it was synchronised, a name in a folder once the folder was. Of what
was written since, each sector of 512 bytes may or may not be there, in any order; a cut may or may
not have happened; of the names made, changed and removed since, any may be there or not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.faults.layer import Step

__all__ = ["Disk", "lay_out", "of_folder"]

SECTOR = 512
_FOLDER = -1


@dataclass
class _File:
    """One file: the bytes that are safe, and the steps since."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


@dataclass
class Disk:
    """What is safe of a folder, and what may be lost."""

    names: dict[str, int]
    files: dict[int, _File]
    pending: list[Step] = field(default_factory=list)
    _own: dict[int, int] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Take one step in."""
        if step.op == "C":  # the system gives numbers of removed files again
            self._own[step.inode] = -2 - len(self._own) - len(self.files)
        step = replace(step, inode=self._own.get(step.inode, step.inode))
        if step.op == "A":
            return
        if step.op == "W":
            self._file(step.inode).pending.append((step.at, step.data))
        elif step.op == "T":
            self._file(step.inode).pending.append((step.at, None))
        elif step.op == "S":
            self._settle(self._file(step.inode))
        elif step.op == "D":
            self._settle_names(step.path)
        elif step.op == "M":
            self.names[step.path] = _FOLDER  # a lost folder is no loss of ours
        else:
            self._file(step.inode)
            self.pending.append(step)

    def _file(self, inode: int) -> _File:
        return self.files.setdefault(inode, _File())

    @staticmethod
    def _settle(file: _File) -> None:
        for at, data in file.pending:
            _apply(file.safe, at, data)
        file.pending.clear()

    def _settle_names(self, folder: str) -> None:
        rest = []
        for step in self.pending:
            within = {str(Path(each).parent) for each in (step.path, step.to) if each}
            if folder in within:
                _rename(self.names, step)
            else:
                rest.append(step)
        self.pending = rest

    def after_cut(self, dice: random.Random, how: str = "") -> dict[str, bytes | None]:
        """Give one disk that a cut now may leave: bytes by path, None for a folder.

        `how` says what is there of what was not synchronised, else chance does.
        """
        how = how or dice.choice(("nothing", "any", "any", "any", "all but one", "everything"))
        names = dict(self.names)
        for step in _chosen(self.pending, how, dice):
            _rename(names, step)
        found: dict[str, bytes | None] = {}
        for path, inode in names.items():
            found[path] = None if inode == _FOLDER else self._bytes(inode, how, dice)
        return found

    def _bytes(self, inode: int, how: str, dice: random.Random) -> bytes:
        file = self._file(inode)
        made = bytearray(file.safe)
        pieces: list[tuple[int, bytes | None]] = []
        for at, data in file.pending:
            pieces += _sectors(at, data)
        if how == "any" and dice.random() < 0.5:  # whole steps rather than sectors
            pieces = list(file.pending)
        chosen = _chosen(pieces, how, dice)
        if how == "any":
            dice.shuffle(chosen)
        for at, data in chosen:
            _apply(made, at, data)
        return bytes(made)


def _sectors(at: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
    if data is None:
        return [(at, None)]
    found: list[tuple[int, bytes | None]] = []
    begin = 0
    while begin < len(data):
        end = min(len(data), begin + SECTOR - (at + begin) % SECTOR)
        found.append((at + begin, data[begin:end]))
        begin = end
    return found


def _chosen(steps: Sequence, how: str, dice: random.Random) -> list:
    if how == "nothing":
        return []
    if how == "everything":
        return list(steps)
    if how == "all but one":
        lost = dice.randrange(len(steps)) if steps else -1
        return [each for number, each in enumerate(steps) if number != lost]
    share = dice.random()
    return [each for each in steps if dice.random() < share]


def _apply(made: bytearray, at: int, data: bytes | None) -> None:
    end = at if data is None else at + len(data)
    if len(made) < end:
        made.extend(bytes(end - len(made)))
    if data is None:
        del made[at:]
    else:
        made[at:end] = data


def _rename(names: dict[str, int], step: Step) -> None:
    """Make, change or remove a name; the step of a name that never came makes it in its new place."""
    if step.op == "C":
        names[step.path] = step.inode
    elif step.op == "U":
        names.pop(step.path, None)
    elif step.op == "R":
        known = names.pop(step.path, step.inode)
        if known == _FOLDER:
            for path in [p for p in names if p.startswith(step.path + "/")]:
                names[step.to + path[len(step.path) :]] = names.pop(path)
        names[step.to] = known


def of_folder(folder: Path) -> Disk:
    """Take a folder as it lies there: all of it is safe."""
    names: dict[str, int] = {}
    files: dict[int, _File] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            names[str(path)] = _FOLDER
        else:
            inode = path.stat().st_ino
            names[str(path)] = inode
            files[inode] = _File(bytearray(path.read_bytes()))
    return Disk(names, files)


def lay_out(found: dict[str, bytes | None], was: Path, folder: Path) -> None:
    """Write a disk into a new folder, in place of the one it was watched in."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in sorted(found.items()):
        place = folder / Path(path).relative_to(was)
        if data is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def kept_names(steps: Sequence[Step]) -> Iterator[int]:
    """Give the moments at which a changed name is sure: what it names has to be on the disk by then."""
    is_open = False
    for number, step in enumerate(steps, 1):
        if is_open and step.op == "D":
            yield number
        is_open = step.op == "R" or (is_open and step.op != "D")
