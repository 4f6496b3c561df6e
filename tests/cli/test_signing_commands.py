"""Signatures and scans checked by command, with their statuses; authorities taken in by their hash."""

from __future__ import annotations

from pathlib import Path

from mediadesk.usecases.practice_files import page
from tests.cli.conftest import Run
from tests.signing import Wish, cms, person, root


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_signature_is_checked_and_an_authority_trusted(
    run: Run, centre: Path, tmp_path: Path
) -> None:
    paper = written(tmp_path, "paper.pdf", page())
    signed = written(tmp_path, "paper.cms", cms(page(), person()))
    first = run("signatures", "check", signed, "--document", paper, "--json")
    assert first.status == 1
    (signer,) = first.data["signers"]
    assert (signer["file"], signer["math"]) == ("matches", "valid")
    assert (signer["certificate"], signer["revocation"]) == ("root_unknown", "not_checked")
    cer = written(tmp_path, "root.cer", root().certificate)
    assert run("signatures", "trust", cer).status == 1
    wrong = run("signatures", "trust", cer, "--sha256", "0" * 64, "--json")
    assert (wrong.status, wrong.data["trusted"]) == (1, [])
    assert run("signatures", "trust", cer, "--sha256", root().sha256.upper()).status == 0
    again = run("signatures", "check", signed, "--document", paper)
    assert again.status == 0
    assert "Issued under a known root" in again.out
    assert "Not checked: no network" in again.out
    other = written(tmp_path, "other.pdf", page() + b"\n")
    assert run("signatures", "check", signed, "--document", other).status == 1


def test_signers_are_compared_with_a_case(run: Run, centre: Path, tmp_path: Path) -> None:
    number = run("cases", "--json").data["cases"][-1]["number"]
    signed = written(tmp_path, "a.p7s", cms(b"text", person(), wish=Wish(attached=True)))
    said = run("signatures", "check", signed, "--case", number)
    assert "no such participant" in said.out
    assert (
        run("signatures", "check", signed, "--case", number, "--json").data["signers"][0]["in_case"]
        == []
    )


def test_mistakes_of_files_have_their_statuses(run: Run, centre: Path, tmp_path: Path) -> None:
    junk = written(tmp_path, "junk.cms", b"not a signature")
    plain = written(tmp_path, "plain.pdf", page())
    assert run("signatures", "check", junk).status == 3
    assert run("signatures", "check", plain).status == 3
    assert run("signatures", "check", tmp_path / "gone").status == 3
    assert run("signatures", "check", junk, "--case", "1999/0001").status == 2
    assert run("signatures", "trust", junk).status == 3
    assert run("signatures").status == 2
    assert run("scan", "check", junk).status == 3
    assert run("scan").status == 2


def test_a_scan_without_marks_is_not_recognised(run: Run, centre: Path, tmp_path: Path) -> None:
    plain = written(tmp_path, "plain.pdf", page())
    said = run("scan", "check", plain)
    assert said.status == 1
    assert "the scan is not recognised" in said.out
    data = run("scan", "check", plain, "--json").data
    assert (data["mark"], data["whole"], data["sheets"]) == (None, False, 1)


def test_a_scan_of_a_printed_paper_tells_its_case(run: Run, centre: Path, tmp_path: Path) -> None:
    cases = run("cases", "--filter", "state=mediation", "--json").data["cases"]
    number = cases[0]["number"]
    paper = tmp_path / "paper.pdf"
    run("document", "contract", number, "--out", paper)
    said = run("scan", "check", paper)
    assert said.status == 1
    assert f"Case {number}" in said.out
    assert "No registered copy" in said.out
