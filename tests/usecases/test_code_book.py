"""Words, order and availability of codes: the centre's wins, reports keep the official names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mediadesk import assets
from mediadesk.domain import commands as c
from mediadesk.domain.code_book import CODE_LISTS, code_book_from_toml
from mediadesk.domain.model import Case, ReferenceText
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.reference import Reference
from mediadesk.domain.types import Channel, Source
from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import Translator
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.reference import ReferenceState
from tests.desks import TODAY, do

NAME = "codes.toml"
Rows = tuple[Mapping[str, Any], ...]


def changed(desk: Desk, block: str, rows: Rows) -> Reference:
    """Give the data in force with other rows of a block."""
    data = desk.reference(NAME)
    blocks = tuple(replace(b, rows=rows) if b.name == block else b for b in data.blocks)
    return replace(data, blocks=blocks)


def rows_of(desk: Desk, block: str) -> Rows:
    return next(b.rows for b in desk.reference(NAME).blocks if b.name == block)


def put(desk: Desk, block: str, rows: Rows) -> None:
    desk.save_reference(NAME, changed(desk, block, rows)).result()


def renamed(desk: Desk) -> None:
    """Call the court otherwise, put the akimat first, offer the police no more."""
    rows = {row["code"]: dict(row) for row in rows_of(desk, "sent_by")}
    rows["court"].update(name_ru="Судья района", name_kk="Аудан соты")
    rows["police"]["offered"] = False
    put(desk, "sent_by", (rows.pop("akimat"), *rows.values()))


def test_what_is_supplied_says_what_the_program_says() -> None:
    table = assets.load_toml(NAME)
    book = code_book_from_toml(table)
    for language in ("ru", "kk"):
        tr = Translator(language)
        for cls in CODE_LISTS.values():
            said = {code: book.words[language][code.label.key] for code in cls}
            assert said == {code: tr.text(code.label) for code in cls}
    assert all(book.choices(cls) == tuple(cls) for cls in CODE_LISTS.values())


def test_a_centre_renames_reorders_and_hides(desk: Desk) -> None:
    renamed(desk)
    book = desk.code_book()
    assert book.choices(Source)[0] is Source.AKIMAT
    assert Source.POLICE not in book.choices(Source)
    assert book.every(Source)[-1] is Source.POLICE
    assert set(book.every(Source)) == set(Source)
    assert book.choices(Channel) == tuple(Channel)
    for language, words in (("ru", "Судья района"), ("kk", "Аудан соты")):
        assert desk.translator(language).value(Source.COURT) == words
    assert desk.translator("en").value(Source.COURT) == "Court"
    assert desk.translator("ru").value(Channel.IN_PERSON) == Translator("ru").value(
        Channel.IN_PERSON
    )
    desk.undo().result()
    assert desk.code_book().choices(Source) == tuple(Source)


def test_a_row_taken_out_is_a_code_not_offered(desk: Desk) -> None:
    put(desk, "sent_by", rows_of(desk, "sent_by")[:2])
    assert desk.code_book().choices(Source) == (Source.SELF, Source.COURT)
    assert set(desk.code_book().every(Source)) == set(Source)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: (*rows, {**rows[0], "code": "stranger"}),
        lambda rows: tuple({**row, "offered": False} for row in rows),
        lambda rows: ({**rows[0], "name_kk": "   "}, *rows[1:]),
    ],
    ids=["unknown code", "nothing offered", "blank name"],
)
def test_what_the_program_could_not_work_with_is_refused(desk: Desk, spoil: Any) -> None:
    before = desk.code_book()
    with pytest.raises(InputProblem) as caught:
        desk.save_reference(NAME, changed(desk, "sent_by", spoil(rows_of(desk, "sent_by"))))
    assert caught.value.code is Code.REFERENCE_BAD
    assert desk.code_book() is before


def test_the_centres_words_survive_an_update(desk: Desk) -> None:
    renamed(desk)
    with desk.store.reader() as reader:
        (stored,) = reader.find(ReferenceText, name=NAME)
    do(desk, c.SaveRecord(record=replace(stored, based_on="another edition")))
    (found,) = [each for each in desk.reference_sets("ru") if each.name == NAME]
    assert found.state is ReferenceState.NEWER
    assert desk.translator("ru").value(Source.COURT) == "Судья района"
    assert any(each.key == "court" for each in desk.reference_differences(NAME))


def test_lists_say_the_centres_words_and_reports_the_official_ones(
    desk: Desk, tmp_path: Path
) -> None:
    case = Case(received_on=date(2026, 11, 2), source=Source.COURT)
    do(desk, c.RegisterAppeal(case=case, parties=()))
    before = desk.report("summary", "2026", "ru")
    renamed(desk)
    path = tmp_path / "list.xlsx"
    desk.write_register(CaseQuery(), path, "ru")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Судья района" in cells
    assert replace(desk.report("summary", "2026", "ru"), made_on=TODAY) == replace(
        before, made_on=TODAY
    )
