"""How long case files are kept: the first row that fits a case counts (law 94-V, arts. 12, 18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.retention import (
    FILE,
    Kept,
    OutsideRecord,
    RecordKind,
    Retention,
    kept_of,
    retention_from_toml,
)
from mediadesk.domain.types import DisputeKind
from tests.export import document_cases as cases

ENDED = date(2026, 3, 10)
LATER = date(2027, 1, 31)


def row(code: str = "all", years: int = 5, **facts: Any) -> dict[str, Any]:
    return {"code": code, "years": years, "ru": "Дела", "kk": "Істер", **facts}


def made(*rows: dict[str, Any], **facts: Any) -> Retention:
    return retention_from_toml({"keep": list(rows), **facts})


def kept(**facts: Any) -> Kept:
    return Kept(**{"kind": DisputeKind.CIVIL, "ended_on": ENDED, **facts})


def test_the_supplied_rows_tell_source_and_edition() -> None:
    supplied = retention_from_toml(assets.load_toml(FILE, None))
    assert "94-V" in supplied.source.ru
    assert "94-V" in supplied.source.kk
    assert date.fromisoformat(supplied.edition)
    appeal = kept()
    mediation = kept(has_contract=True)
    agreed = kept(has_contract=True, has_agreement=True, last_due=LATER)
    assert supplied.until(appeal) == date(2029, 3, 10)
    assert supplied.until(mediation) == date(2031, 3, 10)
    assert supplied.until(agreed) == date(2032, 1, 31)
    assert [supplied.of(each).code for each in (appeal, mediation, agreed)] == [
        "appeal", "mediation", "agreement",
    ]  # fmt: skip


def test_years_run_from_the_end_or_from_the_last_obligation_whichever_is_later() -> None:
    book = made(row(**{"from": "performance"}))
    assert book.until(kept(last_due=LATER)) == date(2032, 1, 31)
    assert book.until(kept(last_due=date(2026, 1, 1))) == date(2031, 3, 10)
    assert book.until(kept()) == date(2031, 3, 10)
    assert book.until(kept(ended_on=None)) is None
    assert made(row()).until(kept(last_due=LATER)) == date(2031, 3, 10)


def test_a_row_may_be_for_kinds_contracts_agreements_and_newer_cases() -> None:
    book = made(
        row("new", 9, since="2026-03-10", kinds=["family"]),
        row("family", 8, kinds=["family"]),
        row("agreed", 7, agreement=True),
        row("appeal", 1, contract=False),
        row(),
    )
    family = kept(kind=DisputeKind.FAMILY)
    assert book.of(family).code == "new"
    assert book.of(replace(family, ended_on=None)).code == "new"
    assert book.of(replace(family, ended_on=date(2026, 3, 9))).code == "family"
    assert book.of(kept(has_contract=True, has_agreement=True)).code == "agreed"
    assert book.of(kept()).code == "appeal"
    assert book.of(kept(has_contract=True)).code == "all"
    assert book.longest(DisputeKind.FAMILY) == 9
    assert book.longest(DisputeKind.CIVIL) == 7


def test_a_file_of_an_earlier_edition_has_one_term_for_all() -> None:
    book = retention_from_toml({"storage": {"keep_years": 7}})
    assert book.until(kept(has_agreement=True, last_due=LATER)) == date(2033, 3, 10)
    assert book.of(kept()).words == Words("", "", "")


def test_its_words_are_its_own_title_or_the_supplied_one() -> None:
    old = {"storage": {"keep_years": 5}, "edition": "2026-01-01"}
    titled = {**old, "title_ru": "Архив", "title_kk": "Мұрағат", "title_en": "Archive"}
    supplied = assets.load_toml(FILE, None)
    assert retention_from_toml(titled, supplied).of(kept()).words == Words(
        "Архив", "Мұрағат", "Archive"
    )
    filled = retention_from_toml(old, supplied)
    assert filled.of(kept()).words.ru == supplied["title_ru"]
    assert filled.edition == "2026-01-01"
    assert set(filled.records) == set(RecordKind)


def test_a_record_is_kept_through_the_last_day_of_its_own_row() -> None:
    book = made(row(), record=[{"code": "task", "years": 2, "ru": "а", "kk": "ә", "own": False}])
    done = OutsideRecord(RecordKind.TASK, (b"\1" * 16,), date(2024, 2, 29))
    assert book.until_of(done) == date(2026, 2, 28)
    assert not book.records[RecordKind.TASK].is_own
    assert book.until_of(replace(done, kind=RecordKind.DRAFT)) is None
    assert (done.key, done.mark) == ("01" * 16, "01" * 4)


@pytest.mark.parametrize("facts", [{"code": "call"}, {"years": 0}])
def test_a_row_for_an_unknown_kind_or_without_years_is_refused(facts: dict[str, Any]) -> None:
    wanted = {"code": "task", "years": 1, "ru": "а", "kk": "ә", **facts}
    with pytest.raises(ValueError, match=r"call|\["):
        made(row(), record=[wanted])


def test_a_case_in_the_trash_is_kept_by_its_own_row_until_it_ended() -> None:
    book = made(row(), record=[{"code": "trash", "years": 1, "ru": "а", "kk": "ә"}])
    lies = kept(ended_on=None, trashed_on=date(2026, 3, 10))
    assert (book.until(lies), book.of(lies).code) == (date(2027, 3, 10), "trash")
    assert book.of(replace(lies, ended_on=ENDED)).code == "all"
    assert book.until(kept(ended_on=None)) is None


@pytest.mark.parametrize(
    "rows",
    [[], [row(contract=False)], [row(years=0)], [row(since="2026-01-01")], [row(kinds=["civil"])]],
)
def test_rows_that_leave_a_case_over_are_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match=r"\[.*\]"):
        made(*rows)


def test_a_case_tells_its_last_obligation_with_every_part() -> None:
    told = kept_of(cases.complete())
    assert (told.has_contract, told.kind) == (True, cases.complete().case.kind)
