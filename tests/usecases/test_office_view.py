"""What a coordinator sees of the offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest

from mediadesk.domain.commands import SaveOffice, SaveRecord
from mediadesk.domain.model import Office
from mediadesk.domain.packages import MergeChoices
from mediadesk.domain.types import Outcome
from mediadesk.errors import Cancelled, Code, WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, close, do

SECRET = "a passphrase of both offices"
PHRASE_OF_NONE = "not the right passphrase"


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Desk]:
    """Give an office with a case that has something doubtful: it ended before it began to be kept."""
    own = Office(name_ru="Офис в Таразе", name_kk="Тараз кеңсесі", region="31")
    desk, _ = create_desk(
        tmp_path / "s", PASSPHRASE, clock=SetClock(), ids=CountedIds(7_000_000), office=own
    )
    appeal(desk)
    twice = appeal(desk)
    close(desk, twice, Outcome.CONSULTATION)
    yield desk
    desk.close()


def sent(sender: Desk, desk: Desk, path: Path) -> Path:
    sender.make_package(path, passphrase=SECRET)
    look = desk.look_at_packages([path], SECRET)
    trusted = frozenset({sender.office_card().office_uid})
    desk.merge_packages(look.preview, MergeChoices(trusted=trusted)).result()
    return path


def test_offices_stand_with_their_months_and_doubts(
    desk: Desk, sender: Desk, clock: SetClock, tmp_path: Path
) -> None:
    assert desk.offices_view() == ()
    sent(sender, desk, tmp_path / "1.mdpack")
    (line,) = desk.with_doubts(desk.offices_view())
    assert (line.months, line.due_on) == ((), None)
    assert line.standing.cases == 2
    report = desk.doubts("regions", "2026")
    theirs = set(desk.cases_of_office(line.standing.office_id))
    assert len(theirs) == 2
    expected = {case for doubt in report for case in doubt.cases} & theirs
    assert line.doubtful == len(expected) > 0
    assert {case for doubt in line.doubts for case in doubt.cases} == expected
    assert all(len(doubt.cases) == len(doubt.numbers) for doubt in line.doubts)
    clock.day = date(2027, 2, 6)
    (late,) = desk.offices_view()
    assert late.months == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert late.due_on == date(2026, 12, 5)


def test_doubts_of_own_cases_are_nobody_elses(desk: Desk, sender: Desk, tmp_path: Path) -> None:
    own = appeal(desk)
    close(desk, own, Outcome.CONSULTATION)
    sender.know_office(desk.office_card()).result()
    desk.know_office(sender.office_card()).result()
    (line,) = desk.with_doubts(desk.offices_view())
    assert line.doubts == ()
    assert line.standing.office_id == 0


def test_reminders_name_office_region_months_and_address(
    desk: Desk, sender: Desk, clock: SetClock, tmp_path: Path
) -> None:
    sent(sender, desk, tmp_path / "1.mdpack")
    (office,) = desk.known_offices()
    do(desk, SaveRecord(record=replace(office, email="taraz@example.org")))
    clock.day = date(2026, 12, 31)
    (kk,) = desk.reminders("kk")
    assert (kk.office, kk.months, kk.email) == ("Тараз кеңсесі", "11.2026", "taraz@example.org")
    assert kk.region == "Жамбыл облысы"
    assert desk.print_reminders(tmp_path / "late.pdf", "kk") == 1
    assert (tmp_path / "late.pdf").read_bytes().startswith(b"%PDF")
    do(desk, SaveRecord(record=replace(desk.known_offices()[0], is_expected=False)))
    assert desk.reminders("ru") == ()


def test_office_that_never_sent_is_waited_for(desk: Desk, sender: Desk) -> None:
    desk.know_office(sender.office_card()).result()
    (line,) = desk.reminders("ru")
    assert (line.office, line.months, line.last) == ("Офис в Таразе", "10.2026", "ещё не было")
    assert desk.region_name("99", "ru") == "99"
    assert desk.fingerprint_of(desk.known_offices()[0]) == sender.office_card().fingerprint


def test_damaged_setting_is_named(desk: Desk) -> None:
    custom = desk.centre / "custom"
    custom.mkdir()
    (custom / "offices.toml").write_text("[packages]\ndue_day = 40\n", encoding="utf-8")
    with pytest.raises(WorldTrouble) as told:
        desk.offices_view()
    assert told.value.code is Code.RESOURCE_BAD


def test_files_are_looked_at_one_by_one(desk: Desk, sender: Desk, tmp_path: Path) -> None:
    path = tmp_path / "1.mdpack"
    sender.make_package(path, passphrase=SECRET)
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    paths = [path, tmp_path / "x.txt", tmp_path / "none.mdpack", path]
    look = desk.look_at_packages(paths, SECRET)
    assert [each.facts.name for each in look.preview.packages] == ["1.mdpack"]
    assert [(name, error.code) for name, error in look.failed] == [
        ("x.txt", Code.PACKAGE_FOREIGN),
        ("none.mdpack", Code.FILE_MISSING),
    ]
    assert not look.needs_passphrase
    wrong = desk.look_at_packages([path], PHRASE_OF_NONE)
    assert wrong.needs_passphrase
    assert wrong.preview.packages == ()


def test_looking_can_be_stopped(desk: Desk, sender: Desk, tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled

    sender.make_package(tmp_path / "1.mdpack", passphrase=SECRET)
    with pytest.raises(Cancelled):
        desk.look_at_packages([tmp_path / "1.mdpack"], SECRET, Stop())


def test_letter_holds_the_package_to_the_byte(desk: Desk, tmp_path: Path) -> None:
    own = desk.office()
    assert own is not None
    do(desk, SaveOffice(office=replace(own, email="centre@example.org")))
    package, letter = tmp_path / "p.mdpack", tmp_path / "p.eml"
    desk.make_package(package, passphrase=SECRET)
    desk.write_letter(package, letter, ["k@example.org"], "kk")
    message = message_from_bytes(letter.read_bytes())
    assert (message["To"], message["X-Unsent"]) == ("k@example.org", "1")
    (attached,) = (part for part in message.walk() if part.get_filename())
    assert attached.get_filename() == "p.mdpack"
    assert attached.get_payload(decode=True) == package.read_bytes()
    with pytest.raises(WorldTrouble) as told:
        desk.write_letter(tmp_path / "none", letter, [], "ru")
    assert told.value.code is Code.FILE_MISSING


def test_names_of_packages_say_nothing_personal(desk: Desk) -> None:
    assert desk.package_name(3) == "package-27-20261121-003.mdpack"
    assert desk.package_name(12, is_reply=True) == "reply-27-20261121-012.mdpack"
