"""Practice of restoring: nothing stays behind, forged results do not count, the year is certified."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from mediadesk.domain.types import Languages
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.practising import practise_here
from tests.desks import PASSPHRASE, SetClock, full

pytestmark = pytest.mark.usefixtures("temporary")


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    full(desk)
    (tmp_path / "stick").mkdir()
    return desk.backup(tmp_path / "stick")


def code_of(work) -> Code:
    with pytest.raises(MediaDeskError) as caught:
        work()
    return caught.value.code


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(BytesIO(path.read_bytes())) as pdf:
        found = []
        for page in pdf:
            words = page.get_textpage()
            found.append(words.get_text_bounded())
            words.close()
            page.close()
        return "\n".join(found)


def test_on_another_computer_and_back(
    desk: Desk, stick: Path, clock: SetClock, temporary: Path, tmp_path: Path
) -> None:
    told, proof = practise_here(stick, PASSPHRASE, clock)
    assert list(temporary.iterdir()) == []
    assert (told.cases, told.findings, told.is_elsewhere) == (1, 0, True)
    assert proof is not None
    assert [each.name for each in sorted(stick.parent.iterdir())] == [stick.name, proof.name]
    assert desk.take_in_practices([stick.parent]) == (told,)
    assert desk.take_in_practices([stick.parent]) == ()
    assert desk.practices() == (told,)
    desk.write_certificate(tmp_path / "c.pdf", 2026)
    text = text_of(tmp_path / "c.pdf")
    for words in (stick.name, "на другом компьютере", "басқа компьютерде", told.content[:32]):
        assert words in text
    desk.write_certificate(tmp_path / "ru.pdf", 2026, Languages.RU)
    assert "компьютерде" not in text_of(tmp_path / "ru.pdf")
    assert code_of(lambda: desk.write_certificate(tmp_path / "n.pdf", 2025)) is Code.NOT_FOUND


@pytest.mark.parametrize("spoil", ["cases", "signature", "text"])
def test_a_forged_result_does_not_count(
    desk: Desk, stick: Path, clock: SetClock, spoil: str
) -> None:
    _told, proof = practise_here(stick, PASSPHRASE, clock)
    assert proof is not None
    data = json.loads(proof.read_text(encoding="utf-8"))
    if spoil == "cases":
        data["practice"]["cases"] = 900
    elif spoil == "signature":
        data["signature"] = "00" * 32
    proof.write_text("nonsense" if spoil == "text" else json.dumps(data), encoding="utf-8")
    assert desk.take_in_practices([stick.parent, stick.parent / "none"]) == ()


def test_a_bad_backup_or_passphrase_leaves_nothing_behind(
    stick: Path, clock: SetClock, temporary: Path
) -> None:
    assert code_of(lambda: practise_here(stick, "wrong horse", clock)) is Code.WRONG_PASSPHRASE
    data = bytearray(stick.read_bytes())
    data[len(data) // 2] ^= 255
    stick.write_bytes(data)
    assert code_of(lambda: practise_here(stick, PASSPHRASE, clock)) is Code.BACKUP_BAD
    assert list(temporary.iterdir()) == []
    assert list(stick.parent.iterdir()) == [stick]


def test_a_medium_that_cannot_be_written_to_is_as_good(
    stick: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediadesk.db.rehearsing.write_proof", _refuse)
    told, proof = practise_here(stick, PASSPHRASE, clock)
    assert told.is_sound
    assert proof is None


def _refuse(target: Path, *_args: object) -> None:
    raise WorldTrouble(Code.READ_ONLY, name=target.name)


def test_a_year_without_practice_is_reminded_of(desk: Desk, stick: Path, clock: SetClock) -> None:
    assert not desk.is_practice_due()
    clock.day = date(2027, 2, 1)
    assert desk.is_practice_due()
    told = desk.practise_restoring(stick, PASSPHRASE)
    assert not told.is_elsewhere
    assert not desk.is_practice_due()
    clock.day = date(2028, 2, 1)
    assert desk.is_practice_due()
