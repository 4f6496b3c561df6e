"""Files are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from mediadesk import files
from mediadesk.errors import Code, WorldTrouble


def write_half(target: Path, error: Exception) -> None:
    with files.replacing(target) as part:
        part.write_text("half")
        raise error


def test_a_written_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with files.replacing(target) as part:
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EFBIG, Code.DISK_FULL),
        (errno.EROFS, Code.READ_ONLY),
        (errno.EACCES, Code.NO_ACCESS),
        (errno.EBUSY, Code.FILE_OPEN_ELSEWHERE),
        (errno.EIO, Code.DISK_FAILED),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_part(tmp_path: Path, number: int, code: Code) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(WorldTrouble) as caught:
        write_half(target, OSError(number, os.strerror(number)))
    assert caught.value.code is code
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_another_exception_passes_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_half(tmp_path / "a.txt", KeyError())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as caught, files.replacing(tmp_path / "no" / "a.txt"):
        pass
    assert caught.value.code is Code.FILE_MISSING


def test_a_sharing_violation_of_windows_is_an_open_file() -> None:
    error = OSError(errno.EACCES, "x")
    error.winerror = 32
    assert files.trouble(error, "a.xlsx").params == {"name": "a.xlsx"}
    assert files.trouble(error, "a.xlsx").code is Code.FILE_OPEN_ELSEWHERE


def test_a_private_folder_is_its_owners(tmp_path: Path) -> None:
    folder = files.private_folder(tmp_path / "x" / "y")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "f").write_text("")
    with pytest.raises(WorldTrouble):
        files.private_folder(tmp_path / "f" / "z")


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_that_is_looked_through_is_moved_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Windows: what looks for viruses holds a new file for a moment."""
    real, left = Path.replace, iter(range(times))

    def held(self: Path, target: Path) -> Path:
        if next(left, None) is not None:
            raise PermissionError(errno.EACCES, "held")
        return real(self, target)

    monkeypatch.setattr(files, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    (tmp_path / "old").write_bytes(b"x")
    if times > 2:
        with pytest.raises(PermissionError):
            files.move(tmp_path / "old", tmp_path / "new")
        assert (tmp_path / "old").exists()
    else:
        files.move(tmp_path / "old", tmp_path / "new")
        assert (tmp_path / "new").read_bytes() == b"x"
