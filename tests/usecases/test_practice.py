"""The practice centre: the same for the same seed, every outcome, sound; and the proof."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import pytest

from mediadesk import assets
from mediadesk.db.codecs import TABLES
from mediadesk.domain.identifiers import check_bin, check_iin
from mediadesk.domain.model import Case, Mediator, Obligation, Organisation, Party, Person, Session
from mediadesk.domain.rows import DueKind
from mediadesk.domain.types import Outcome
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.main_job import do_main_job
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from mediadesk.usecases.practice_plans import newest_day
from mediadesk.usecases.proof import prove
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock

LISTS = ("task", "office_task", "asked", "room", "offence")
OF_CHANCE = ("sha256", "snapshot")
"""They hold keys of outside names that no seed fixes."""
SPEAKING = {
    *("Task", "Attachment", "SavedView", "Invitation", "Screening", "ScreeningAnswer", "FollowUp"),
    *("Session", "CriminalFacts", "Payment", "Remark", "SignatureRecord", "Training", "Assignment"),
    *(
        "PersonRequest",
        "CaseTerm",
        "Approval",
        "Notice",
        "DrawnIn",
        "SubmittedReport",
        "PrintedCopy",
    ),
}


def filled(folder: Path, cases: int, seed: int, first_uid: int = 1, language: str = "") -> Desk:
    desk, _recovery = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds(first_uid))
    fill(desk.store, desk.law, cases=cases, seed=seed, last=TODAY, language=language)
    return desk


def content(desk: Desk) -> list[dict]:
    with desk.store.reader() as reader:
        rows = [
            asdict(each)
            for cls in (Case, Person, Organisation, Party, Mediator, Session, Obligation)
            for each in reader.find(cls)
        ]
    return [{k: v for k, v in row.items() if k != "uid"} for row in rows]


def test_the_same_seed_gives_the_same_centre(tmp_path: Path) -> None:
    desks = [filled(tmp_path / str(n), 30, seed, n * 99) for n, seed in enumerate((7, 7, 8))]
    first, same, other = (content(desk) for desk in desks)
    for desk in desks:
        desk.close()
    assert first == same
    assert first != other


def test_a_practice_centre_shows_everything(tmp_path: Path) -> None:
    desk = filled(tmp_path / "c", 120, 1)
    try:
        rows = desk.all_cases()
        assert len(rows) == 120
        outcomes = Counter(row.outcome for row in rows)
        assert set(outcomes) == set(Outcome)
        assert {row.received_on.year for row in rows} == {2024, 2025, 2026}
        assert all(row.received_on <= TODAY for row in rows)
        by_number = sorted(rows, key=lambda r: r.number)
        assert [r.received_on for r in by_number] == sorted(r.received_on for r in rows)
        page = desk.start_page()
        assert page.today
        assert page.overdue
        assert page.soon
        assert {r.kind for r in page.waiting} == {
            DueKind.UNDECIDED,
            DueKind.UNSIGNED,
            DueKind.NO_CONSENT,
        }
        assert desk.check() == ()
        made = do_main_job(desk, tmp_path / "out", 2026)
        assert len(made) == 9
        assert all(path.stat().st_size > 1000 for path in made)
    finally:
        desk.close()


def test_identifiers_are_right_and_of_nobody(tmp_path: Path) -> None:
    desk = filled(tmp_path / "c", 20, 3)
    with desk.store.reader() as reader:
        people, bodies = reader.find(Person), reader.find(Organisation)
    desk.close()
    assert people
    assert bodies
    for each in people:
        facts = check_iin(each.iin)
        assert not facts.problems
        assert facts.born_on is None or facts.born_on.year == 2099
    assert all(not check_bin(each.bin).problems and each.bin.startswith("59") for each in bodies)


@pytest.mark.parametrize("cases", [1, 5, 9])
def test_small_practice_centres(tmp_path: Path, cases: int) -> None:
    desk = filled(tmp_path / "c", cases, 1)
    try:
        assert desk.count() == cases
        assert desk.check() == ()
    finally:
        desk.close()


def test_the_newest_day_is_not_in_the_future() -> None:
    assert newest_day(2026, TODAY) == TODAY
    assert newest_day(2023, TODAY) == date(2023, 12, 31)


def test_an_installation_proves_itself() -> None:
    assert len(prove(clock=SetClock(), ids=CountedIds())) == 6


def typed_once(desk: Desk) -> dict[tuple[str, int, str], str]:
    """Give the texts of all records that have one field for both languages."""
    found = {}
    with desk.store.reader() as reader:
        for cls in TABLES:
            names = {field.name for field in fields(cls)}
            single = [n for n in names if not n.endswith(("_ru", "_kk")) and f"{n}_kk" not in names]
            for row in reader.find(cls):
                for name in single:
                    said = getattr(row, name)
                    if isinstance(said, str) and name not in OF_CHANCE:
                        found[cls.__name__, row.id, name] = str(said)
    return found


def patterns(language: str) -> list[re.Pattern[str]]:
    """Give patterns of what is typed in a language and reads otherwise in the other one."""
    data = assets.load_toml("practice/words.toml")
    rows = [*data["said"].values(), *(r for name in LISTS for r in data[name])]
    told = [row[language] for row in rows if row["ru"] != row["kk"]]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(each))) for each in told]


def test_a_practice_centre_speaks_the_language_it_was_made_in(tmp_path: Path) -> None:
    desks = [filled(tmp_path / lang, 60, 1, 1, lang) for lang in ("ru", "kk", "en")]
    russian, kazakh, english = (typed_once(desk) for desk in desks)
    totals = [[(row.number, row.outcome) for row in desk.all_cases()] for desk in desks]
    tasks = [[each.task.title for each in desk.tasks()] for desk in desks[:2]]
    for desk in desks:
        desk.close()
    assert totals[0] == totals[1] == totals[2]
    assert russian == english
    assert russian.keys() == kazakh.keys()
    differing = {key for key in russian if russian[key] != kazakh[key]}
    assert {name for name, _id, _field in differing} >= SPEAKING
    for texts, other in ((russian, "kk"), (kazakh, "ru")):
        wrong = [p for p in patterns(other) if any(p.fullmatch(said) for said in texts.values())]
        assert wrong == []
    assert set(tasks[0]).isdisjoint(tasks[1])
