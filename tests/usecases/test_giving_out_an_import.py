"""A centre whose journal holds an import is given out like any other: its bulk entries name no row."""

from __future__ import annotations

from pathlib import Path

from mediadesk.domain.open_copy import OpenKind
from mediadesk.usecases.desk import Desk
from tests.desks import PASSPHRASE

JOURNAL = Path(__file__).parents[1] / "data" / "journals" / "small.ods"


def test_an_imported_centre_is_given_out(desk: Desk, tmp_path: Path) -> None:
    desk.apply_import(desk.plan_import(JOURNAL)).result()
    for kind in OpenKind:
        made = desk.give_out(tmp_path / kind.value, kind, PASSPHRASE, "ru")
        assert made.records > 0
