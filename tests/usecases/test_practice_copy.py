"""A practice copy holds the figures of a centre and nobody of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediadesk.db.reads_stat import stat_rows
from mediadesk.domain import commands as c
from mediadesk.domain.depersonal import words_of
from mediadesk.domain.model import Case, Mediator, Organisation, Party, Person
from mediadesk.domain.types import Tiyn
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import open_desk
from tests.desks import (
    PASSPHRASE,
    CountedIds,
    SetClock,
    appeal,
    body_entry,
    do,
    entry,
    full,
)
from tests.usecases.test_destroying import everything

PHRASE = "another one, of nobody"
COURT = ("Учебный районный суд", "Оқу аудандық соты")
WORDS = "Зимородков разводит выхухолей"


def told(desk: Desk) -> None:
    """Fill a centre with words that no list of invented ones has."""
    full(desk)
    appeal(desk, date(2026, 11, 10))
    case = Case(
        received_on=date(2025, 2, 3),
        subject_ru=WORDS,
        subject_kk=WORDS,
        note=WORDS,
        body_name=WORDS,
        body_name_kk=WORDS,
        body_officer=WORDS,
        body_officer_kk=WORDS,
        journal_number="zimorodok-17",
        body_case_number="7777-25-00-2/321",
        claim_tiyn=Tiyn(123_456_700),
        topic="own-zimorodkov",
    )
    first = entry()
    party = replace(
        first.party, representative_name="Выхухолев Зимородок", representative_iin="850101300015"
    )
    parties = (replace(first, party=party), body_entry())
    do(desk, c.RegisterAppeal(case=case, parties=parties))
    person = desk.case_file(1).parties[0].person
    do(desk, c.SavePerson(person=replace(person, address_ru=WORDS, born_on=date(1985, 1, 1))))


def figures(desk: Desk) -> list[tuple]:
    with desk.store.reader() as reader:
        rows = reader.apart(
            lambda conn: list(stat_rows(conn, date(2020, 1, 1), date(2026, 12, 31), ""))
        )
    return sorted(
        (
            row.received_on.year,
            row.kind,
            row.stage,
            row.source,
            row.outcome,
            row.state,
            row.sides,
            str(row.kept),
            row.signing,
            (row.ended_on - row.received_on).days if row.ended_on else -1,
            (row.contract_on - row.received_on).days if row.contract_on else -1,
        )
        for row in rows
    )


def real_words(desk: Desk) -> set[str]:
    with desk.store.reader() as reader:
        found = {
            getattr(row, name)
            for cls in (Case, Person, Organisation, Party, Mediator)
            for row in reader.find(cls)
            for name in words_of(cls)
        }
    return {word for word in found if len(word) > 4}


def test_the_copy_has_the_same_figures_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    made = desk.make_practice_copy(tmp_path / "copy", PHRASE, seed=7)
    copy = open_desk(made.folder, PHRASE, clock=SetClock(), ids=CountedIds(5_000))
    try:
        assert figures(copy) == figures(desk)
        assert copy.check() == ()
        assert (made.cases, len(copy.all_cases())) == (3, 3)
        plain = everything(made.folder, copy.store.key)
        folded = plain.decode("utf-8", "ignore").casefold()
        wanted = real_words(desk) | {"Зимородков", "выхухолей", "Выхухолев"}
        assert wanted >= {WORDS, "850101300015", "7777-25-00-2/321", "own-zimorodkov"} - {
            "own-zimorodkov"
        }
        assert [word for word in wanted if word.casefold() in folded] == []
        assert "own-zimorodkov" not in folded
        assert copy.journal()[0].command == "MakePracticeCopy"
    finally:
        copy.close()


def test_days_move_within_the_case(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    made = desk.make_practice_copy(tmp_path / "copy", PHRASE, seed=7)
    copy = open_desk(made.folder, PHRASE, clock=SetClock(), ids=CountedIds(5_000))
    try:
        was, now = desk.case_file(1), copy.case_file(1)
        assert now.case.received_on != was.case.received_on
        move = now.case.received_on - was.case.received_on
        assert now.contract.concluded_on - was.contract.concluded_on == move
        assert now.sessions[0].held_on - was.sessions[0].held_on == move
        assert now.parties[0].person.iin[:2] == "99"
        registered = copy.case_file(3).case
        assert registered.journal_number == ""
        assert (registered.body_name, registered.body_name_kk) == COURT
        assert registered.body_officer not in ("", WORDS, *COURT)
    finally:
        copy.close()


def test_by_chance_no_two_copies_are_alike(desk: Desk, tmp_path: Path) -> None:
    told(desk)
    names = []
    for name in ("one", "two"):
        desk.make_practice_copy(tmp_path / name, PHRASE)
        copy = open_desk(tmp_path / name, PHRASE, clock=SetClock(), ids=CountedIds(5_000))
        names.append([party.person.iin for party in copy.case_file(1).parties])
        copy.close()
    assert names[0] != names[1]


def test_nothing_is_written_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as caught:
        desk.make_practice_copy(desk.centre, PASSPHRASE)
    assert caught.value.code is Code.CENTRE_EXISTS
    with pytest.raises(InputProblem):
        desk.make_practice_copy(tmp_path / "short", "x")
    assert not (tmp_path / "short").exists()
