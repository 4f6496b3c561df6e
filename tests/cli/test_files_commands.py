"""Files of a case by command: added, listed, written out; mistakes with their status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from mediadesk.domain.blank_pack import to_pack, with_blank
from mediadesk.domain.blank_plan import Target, dump_plan
from mediadesk.domain.model import FormBlank
from tests.blanks import table
from tests.cli.conftest import Run


def any_case(run: Run) -> str:
    number: str = run("cases", "--json").data["cases"][-1]["number"]
    return number


def test_a_file_is_added_listed_and_written_out(run: Run, centre: Path, tmp_path: Path) -> None:
    case = any_case(run)
    before = run("files", "list", case, "--json").data["count"]
    path = tmp_path / "расписка.pdf"
    path.write_bytes(b"%PDF-1.4 one")
    added = run("files", "attach", case, path, "--kind", "signed", "--title", "Расписка", "--json")
    assert added.status == 0
    assert (added.data["kind"], added.data["version"]) == ("signed", 1)
    path.write_bytes(b"%PDF-1.4 two")
    newer = run("files", "attach", case, path, "--version-of", added.data["id"], "--json")
    assert newer.data["version"] == 2
    listed = run("files", "list", case, "--json").data
    assert listed["count"] == before + 2
    assert "расписка.pdf" in run("files", "list", case).out
    out = tmp_path / "out.pdf"
    done = run("files", "extract", case, newer.data["id"], "--out", out)
    assert done.status == 0
    assert out.read_bytes() == b"%PDF-1.4 two"
    assert run("check").status == 0


def test_mistakes_are_told_by_their_status(run: Run, centre: Path, tmp_path: Path) -> None:
    case = any_case(run)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert run("files", "attach", case, empty).status == 2
    assert run("files", "attach", case, tmp_path / "gone").status == 3
    assert run("files", "attach", case, tmp_path).status == 2
    assert run("files", "attach", "1999/0001", empty).status == 2
    assert run("files", "extract", case, 99_999, "--out", tmp_path / "x").status == 2
    assert not (tmp_path / "x").exists()
    assert run("files").status == 2


def test_a_program_wants_to_be_confirmed(run: Run, centre: Path, tmp_path: Path) -> None:
    case = any_case(run)
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ")
    refused = run("files", "attach", case, path)
    assert refused.status == 2
    assert "a.exe is a program" in refused.err
    assert run("files", "attach", case, path, "--confirm").status == 0


def test_a_form_from_a_blank_is_taken_in_filled_and_given_out(
    run: Run, centre: Path, tmp_path: Path
) -> None:
    pack, out = tmp_path / "form.json", tmp_path / "out.xlsx"
    data = table()
    form = with_blank(FormBlank(code="form-1", title_ru="Форма 1-М"), data)
    cells = dump_plan(
        [Target("Форма 1-М", 6, 1, "appeals"), Target("Форма 1-М", 1, 1, said="centre")]
    )
    pack.write_text(to_pack(replace(form, cells=cells)), "utf-8")
    assert run("report", "--blank", pack, "--pack", "from-ministry", "--json").data == {
        "form": "from-ministry", "title_ru": "Форма 1-М", "title_kk": "",
    }  # fmt: skip
    assert "from-ministry" in run("report", "--list").out
    assert run("report", "from-ministry", "--period", "2026", "--out", out).status == 0
    assert load_workbook(out)["Форма 1-М"]["B7"].value > 0
    assert run("report", "from-ministry", "--save-blank", tmp_path / "again.json").status == 0
    assert (tmp_path / "again.json").read_text("utf-8").count("from-ministry") == 1
    assert run("report", "--blank", out).status != 0
