"""A journal that somebody has corrected since it was taken in: no line is there twice."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain.journal_rows import RowResult
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.desk import Desk

HEAD = ("№", "Дата обращения", "Сторона 1", "Сторона 2", "Сумма спора", "Результат")
FIRST = ("1", "05.02.2026", "Ахметова Г.", "Ким О.В.", "150 000", "консультация")
SECOND = ("2", "06.02.2026", "Бекова А.", "Цой Р.", "200 000", "консультация")


def journal(folder: Path, *lines: tuple[str, ...]) -> Path:
    path = folder / "journal.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEAD, *lines])
    return path


def test_corrected_lines_stay_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    desk.apply_import(desk.plan_import(journal(tmp_path, FIRST))).result()
    corrected = (*FIRST[:4], "170 000", FIRST[5])
    plan = desk.plan_import(journal(tmp_path, corrected, SECOND))
    assert [r.result for r in plan.rows] == [RowResult.DOUBTFUL, RowResult.NEW]
    assert [r.is_held_back for r in plan.rows] == [True, False]
    desk.apply_import(plan).result()
    assert desk.count() == 2
    batch = desk.imports()[0]
    assert (batch.new, batch.same, batch.doubtful, batch.rejected) == (1, 1, 0, 0)

    out = tmp_path / "rejected.xlsx"
    assert desk.write_rejected(plan, out, lambda text, **p: text % p) == 1
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert sheet.cell(2, 5).value == "170 000"
    assert "taken in before" in str(sheet.cell(2, 7).value)

    again = desk.plan_import(journal(tmp_path, corrected, SECOND))
    assert [r.result for r in again.rows] == [RowResult.DOUBTFUL, RowResult.SAME]


def test_files_are_named_in_errors(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Товар;Цена\nСтол;5\n", encoding="utf-8")
    with pytest.raises(WorldTrouble) as world:
        desk.plan_import(path)
    assert (world.value.code, world.value.params) == (Code.HEADINGS_NOT_FOUND, {"name": "list.csv"})
    broken = tmp_path / "map.json"
    for data in (b"{", b"\xff\xfe{", b"[" * 100_000, b'{"sheets": {"a": 1}}'):
        broken.write_bytes(data)
        with pytest.raises(InputProblem) as caught:
            desk.read_mapping(broken)
        assert (caught.value.code, caught.value.params) == (Code.RESOURCE_BAD, {"name": "map.json"})
