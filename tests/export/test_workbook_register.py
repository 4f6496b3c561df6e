"""The register of cases as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain.fields import specs
from mediadesk.domain.rows import CaseRow
from mediadesk.domain.types import (
    CaseId,
    CaseState,
    DisputeKind,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
    Tiyn,
)
from mediadesk.errors import WorldTrouble
from mediadesk.export.register import write_register
from mediadesk.i18n import Translator

NASTY = "=cmd|' /C calc'!A0 & <b>\x07 _x0041_"


def case_row(n: int, party: str = "ТОО «Пример»") -> CaseRow:
    return CaseRow(
        id=CaseId(n),
        number=f"2025/{n:04d}",
        received_on=date(2025, 2, 3),
        first_party=party,
        second_party="",
        kind=DisputeKind.BUSINESS,
        stage=Stage.COURT,
        source=Source.COURT,
        language=ProcessLanguage.KAZAKH if n % 2 else None,
        mediator="Ким О. В.",
        state=CaseState.CLOSED,
        outcome=Outcome.AGREEMENT,
        claim_tiyn=Tiyn(123_456_750),
        settled_tiyn=None,
        contract_on=date(2025, 2, 4),
        due_on=None,
        ended_on=None,
    )


def test_rows_come_back_as_they_went(tmp_path: Path) -> None:
    rows = [case_row(1, NASTY), *(case_row(n) for n in range(2, 2500))]
    target = tmp_path / "register.xlsx"
    tr = Translator("ru")
    write_register(CaseRow, rows, target, tr, title="Реестр: дела/2025", made_on=date(2026, 1, 1))
    page = openpyxl.load_workbook(target).active
    assert page is not None
    assert [c.value for c in page[1]] == [tr.text(s.field.label) for s in specs(CaseRow)]
    first = [c.value for c in page[2]]
    assert first[0] == "2025/0001"
    assert page["B2"].value.date() == date(2025, 2, 3)
    assert page["C2"].data_type != "f"
    assert first[2].startswith("=cmd|' /C calc'!A0 & <b>")
    assert "\x07" not in first[2]
    assert tr.text(DisputeKind.BUSINESS.label) in first
    assert 1234567.5 in first
    assert page.max_row == 2500
    assert page["A2500"].value == "2025/2499"
    assert page.auto_filter.ref
    assert page.freeze_panes == "B2"
    assert [path.name for path in tmp_path.iterdir()] == ["register.xlsx"]


def test_no_rows_and_no_folder(tmp_path: Path) -> None:
    target = tmp_path / "register.xlsx"
    tr = Translator("kk")
    write_register(CaseRow, [], target, tr, title="Тізілім", made_on=date(2026, 1, 1))
    assert openpyxl.load_workbook(target).active.max_row == 1
    with pytest.raises(WorldTrouble):
        write_register(
            CaseRow, [], tmp_path / "no" / "x.xlsx", tr, title="Тізілім", made_on=date(2026, 1, 1)
        )
