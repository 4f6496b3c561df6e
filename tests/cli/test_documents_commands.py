"""Documents by command: of a view, all of them, the whole case file, registered copies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediadesk.domain.types import DocumentKind
from tests.cli.conftest import Run


@pytest.fixture
def number(centre: Path, run: Run) -> str:
    """Give the number of a case with registered copies."""
    for row in run("cases", "--view", "running", "--json").data["cases"]:
        if run("files", "copies", row["number"], "--json").data["count"]:
            return str(row["number"])
    pytest.fail("the practice centre has no registered copy")


def test_a_registered_copy_is_listed_and_written_again(
    run: Run, number: str, tmp_path: Path
) -> None:
    copies = run("files", "copies", number, "--json").data["copies"]
    told = run("files", "copies", number)
    assert str(copies[0]["id"]) in told.out
    out = tmp_path / "again.pdf"
    assert run("files", "reprint", number, copies[0]["id"], "--out", out).status == 0
    assert out.stat().st_size == copies[0]["bytes"]
    assert run("files", "reprint", number, 999_999, "--out", out).status == 2


def test_a_written_document_is_registered_if_that_is_wanted(
    run: Run, number: str, tmp_path: Path
) -> None:
    before = run("files", "copies", number, "--json").data["count"]
    words = ("document", "contract", number, "--lang", "ru", "--out", tmp_path / "a.pdf")
    run(*words)
    assert run("files", "copies", number, "--json").data["count"] == before
    run(*words, "--register")
    newest = run("files", "copies", number, "--json").data["copies"][0]
    assert (newest["language"], newest["version"], newest["way"]) == ("ru", 1, "saved")
    out = tmp_path / "b.pdf"
    run("files", "reprint", number, newest["id"], "--out", out)
    assert out.read_bytes() == (tmp_path / "a.pdf").read_bytes()


def test_the_whole_case_file_is_one_pdf(run: Run, number: str, tmp_path: Path) -> None:
    done = run("casefile", number, "--lang", "kk", "--out", tmp_path / "whole.pdf", "--json")
    assert done.status == 0
    assert done.data["papers"] >= 2
    assert (tmp_path / "whole.pdf").read_bytes().startswith(b"%PDF")
    assert run("casefile", "1999/0001", "--out", tmp_path / "x.pdf").status == 2


def test_documents_of_a_view_go_into_a_folder_or_one_file(
    run: Run, centre: Path, tmp_path: Path
) -> None:
    out = tmp_path / "papers"
    done = run("document", "contract", "--view", "running", "--lang", "ru", "--out", out, "--json")
    assert done.data["written"] == len(list(out.glob("*.pdf"))) > 0
    assert all("contract-ru" in Path(each).name for each in done.data["files"])
    told = run("document", "invitation", "--view", "running", "--out", out)
    assert "Left out" in told.out
    copies = tmp_path / "copies"
    run("document", "contract", "--view", "running", "--out", copies, "--format", "docx")
    assert {each.suffix for each in copies.iterdir()} == {".docx"}
    one = tmp_path / "one.pdf"
    run("document", "contract", "--view", "running", "--lang", "ru", "--out", one)
    assert one.read_bytes().startswith(b"%PDF")


def test_every_document_goes_into_a_folder_with_an_index(
    run: Run, number: str, tmp_path: Path
) -> None:
    out = tmp_path / "all"
    done = run("document", "--all", "--case", number, "--out", out, "--json")
    assert done.status == 0
    found = done.data["documents"]
    assert {row["kind"] for row in found} == {kind.value for kind in DocumentKind}
    assert json.loads((out / "index.json").read_text(encoding="utf-8")) == found
    for row in found:
        assert bool(row["file"]) is not bool(row["needs"])
    assert run("document", "--all").status == 2
    words = run("document", "--all", "--case", number, "--out", out, "--format", "docx", "--json")
    made = [row["file"] for row in words.data["documents"] if row["file"]]
    assert len(made) == sum(bool(row["file"]) for row in found)
    assert all((out / name).read_bytes().startswith(b"PK") for name in made)
