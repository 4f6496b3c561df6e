"""Every command of the contract: what it does, its JSON, its exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import INIT, REGISTERS, Run
from tests.desks import PASSPHRASE


def test_init_prints_the_recovery_key_once(run: Run, tmp_path: Path) -> None:
    said = run("--json", *INIT)
    assert said.status == 0
    key = said.data["recovery_key"]
    assert re.fullmatch(r"[A-Z0-9]{4}(-[A-Z0-9]{4})+", key)
    assert key not in run("check").out
    assert run("check", "--json").data == {"sound": True, "findings": []}
    files = [p for p in (tmp_path / "c").rglob("*") if p.is_file()]
    assert not any(key.encode() in p.read_bytes() for p in files)


def test_init_in_words(run: Run) -> None:
    said = run(*INIT, lang="ru")
    assert said.status == 0
    assert re.search(r"^[A-Z0-9]{4}-", said.out, re.MULTILINE)


def test_demo_leaves_its_results(practice: Path) -> None:
    names = sorted(p.suffix for p in (practice / "out").iterdir())
    assert names == [".pdf"] * 6 + [".xlsx"] * 3


def test_the_same_seed_gives_the_same_centre(run: Run, tmp_path: Path) -> None:
    registers = []
    for name in ("a", "b"):
        place = ("--centre", tmp_path / name)
        said = run("demo", "--cases", 12, "--seed", 5, "--year", 2025, "--json", *place)
        assert said.status == 0
        assert said.data["cases"] == 12
        assert all(Path(each).is_file() for each in said.data["files"])
        registers.append(run("cases", "--json", *place).data)
    assert registers[0] == registers[1]
    assert {case["number"][:4] for case in registers[0]["cases"]} <= {"2023", "2024", "2025"}


def test_import_and_report(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    journal = REGISTERS / "uralsk-2023.xlsx"
    totals = json.loads((REGISTERS / "uralsk-2023.totals.json").read_text(encoding="utf-8"))
    dry = run("import", journal, "--dry-run", "--json")
    assert dry.data["new"] + dry.data["doubtful"] == totals["rows"]
    assert run("cases", "--json").data["count"] == 0
    assert run("backup", "list", "--json").data["backups"] == []
    mapping, rejected = tmp_path / "m.json", tmp_path / "r.xlsx"
    said = run("import", journal, "--json", "--save-mapping", mapping, "--rejected", rejected)
    assert said.status == 0
    assert set(said.data) == {"new", "same", "doubtful", "rejected", "rows"}
    assert set(said.data["rows"][0]) == {"sheet", "row", "result", "reasons"}
    (backup,) = run("backup", "list", "--json").data["backups"]
    assert "import" in str(backup)
    again = run("import", journal, "--mapping", mapping, "--json")
    assert (again.data["new"], again.data["same"]) == (0, totals["rows"])
    data = run("report", "summary", "--period", "2023", "--format", "json").data
    assert data["appeals"] == totals["rows"]
    assert data["by_outcome"] == totals["outcome"]
    assert data["claim_tiyn"] == totals["claim"] * 100
    (batch,) = run("import", "--list", "--json").data["imports"]
    assert (batch["new"] + batch["doubtful"], batch["undone"]) == (totals["rows"], False)
    assert str(totals["rows"]) in run("import", "--list").out
    undone = run("import", "--undo", batch["id"], "--json")
    assert undone.data == {"undone": batch["id"], "rows": totals["rows"]}
    assert run("import", "--undo", batch["id"]).status == 2
    assert run("import", "--undo", 99).status == 2
    assert run("check").status == 0


def test_rejected_rows_want_a_look(run: Run, tmp_path: Path) -> None:
    run(*INIT)
    journal = tmp_path / "j.csv"
    journal.write_text(
        "№;Дата обращения;Первая сторона;Вторая сторона;Вид спора;Результат;Сумма\n"
        "1;05.02.2026;Первый А.;Второй Б.;семейный;консультация;1000\n"
        "2;31.02.2026;Первый А.;Второй Б.;семейный;консультация;1000\n",
        encoding="utf-8",
    )
    said = run("import", journal, "--rejected", tmp_path / "bad.xlsx")
    assert said.status == 1
    assert "Rejected: 1" in said.out
    assert (tmp_path / "bad.xlsx").is_file()
    assert run("cases", "--json").data["count"] == 1


@pytest.mark.usefixtures("centre")
class TestPractice:
    """Commands on a centre with cases."""

    def test_report(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "m.xlsx"
        said = run("report", "ministry", "--period", "2026", "--lang", "both", "--out", out)
        assert said.status == 0
        assert out.read_bytes()[:2] == b"PK"
        as_json = run("report", "ministry", "--period", "2026", "--out", out, "--json").data
        assert (as_json["form"], as_json["sound"]) == ("ministry", True)
        target = tmp_path / "s.json"
        run("report", "summary", "--period", "2026-Q1", "--format", "json", "--out", target)
        assert json.loads(target.read_text(encoding="utf-8"))["period"] == "2026-Q1"

    def test_report_as_pdf_and_csv(self, run: Run, tmp_path: Path) -> None:
        pdf, csv = tmp_path / "m.pdf", tmp_path / "m.csv"
        assert (
            run("report", "ministry", "--period", "2026", "--format", "pdf", "--out", pdf).status
            == 0
        )
        assert pdf.read_bytes().startswith(b"%PDF")
        assert (
            run("report", "ministry", "--period", "2026", "--format", "csv", "--out", csv).status
            == 0
        )
        text = csv.read_text(encoding="utf-8-sig")
        assert "Отчёт о деятельности центра медиации" in text
        assert ";" in text
        refused = run("report", "ministry", "--period", "2026", "--format", "odt", "--out", csv)
        assert refused.status == 2

    def test_lists(self, run: Run) -> None:
        forms = {form["code"] for form in run("report", "--list", "--json").data["forms"]}
        wanted = {"summary", "ministry", "atameken", "quarterly", "mediator-register", "years"}
        assert wanted <= forms
        assert "ministry" in run("report", "--list", lang="kk").out
        kinds = [each["kind"] for each in run("document", "--list", "--json").data["documents"]]
        assert {"invitation", "contract", "agreement"} <= set(kinds)
        assert "contract" in run("document", "--list").out

    def test_document(self, run: Run, tmp_path: Path) -> None:
        cases = run("cases", "--json").data["cases"]
        number = next(c["number"] for c in cases if c["outcome"] == "agreement")
        out = tmp_path / "a.pdf"
        said = run("document", "agreement", number, "--lang", "kk", "--out", out, "--json")
        assert said.status in (0, 1)
        assert said.data["pages"] >= 1
        assert out.read_bytes()[:4] == b"%PDF"
        again = tmp_path / "b.pdf"
        run("document", "agreement", number, "--lang", "kk", "--out", again)
        assert again.read_bytes() == out.read_bytes()
        for words in (("--format", "docx", "--out", out), ("--out", tmp_path / "c.docx")):
            assert run("document", "agreement", number, *words).status in (0, 1)
            assert Path(words[-1]).read_bytes()[:2] == b"PK"
        waiting = next(c["number"] for c in cases if c["outcome"] == "waiting")
        said = run("document", "contract", waiting, "--out", out)
        assert said.status == 1
        assert "- " in said.out

    def test_search(self, run: Run) -> None:
        first = run("cases", "--json").data["cases"][0]
        hits = run("search", first["number"], "--json").data["hits"]
        assert hits[0]["number"] == first["number"]
        surname = first["first_party"].split()[0]
        found = run("search", surname.lower(), "--limit", 3, "--json").data
        assert 1 <= found["count"] <= 3
        assert first["number"] in run("search", first["number"]).out
        assert run("search", "0000/9999").out.strip() == "Nothing was found"

    def test_cases(self, run: Run, tmp_path: Path) -> None:
        everything = run("cases", "--format", "json").data
        assert everything["count"] == len(everything["cases"]) == 40
        months = [
            run("cases", "--period", f"2026-{month:02d}", "--json").data["count"]
            for month in range(1, 13)
        ]
        year = run("cases", "--period", "2026", "--json").data["count"]
        assert sum(months) == year
        assert len(run("cases").out.splitlines()) == 41
        out = tmp_path / "register.xlsx"
        said = run("cases", "--format", "xlsx", "--out", out)
        assert (said.status, out.read_bytes()[:2]) == (0, b"PK")
        assert run("cases", "--format", "xlsx").status == 2

    def test_cases_of_a_view_with_filters_order_and_columns(self, run: Run, tmp_path: Path) -> None:
        asked = ("--filter", "state=closed", "--filter", "kind=family", "--filter", "kind=civil")
        found = run("cases", *asked, "--sort", "kind,-received_on", "--json").data["cases"]
        assert found
        assert {(c["state"], c["kind"]) for c in found} <= {
            ("closed", "family"), ("closed", "civil"),
        }  # fmt: skip
        assert [c["kind"] for c in found] == sorted(c["kind"] for c in found)
        running = run("cases", "--view", "running", "--json").data["cases"]
        assert {c["state"] for c in running} == {"mediation"}
        out = tmp_path / "list.pdf"
        said = run("cases", "--format", "pdf", "--columns", "number,first_party", "--out", out)
        assert (said.status, out.read_bytes()[:4]) == (0, b"%PDF")
        for wrong in (
            ("--view", "none"), ("--filter", "state=x"), ("--sort", "id"), ("--filter", "x"),
            ("--columns", "id", "--format", "pdf", "--out", out),
        ):  # fmt: skip
            assert run("cases", *wrong).status == 2

    def test_backups(self, run: Run, tmp_path: Path) -> None:
        assert run("backup", "list").status == 0
        made = run("backup", "make", "--json").data["file"]
        (listed,) = run("backup", "list", "--json").data["backups"]
        assert listed["file"] == made
        assert made in run("backup", "list").out
        aside = tmp_path / "aside.mdbackup"
        assert run("backup", "make", "--to", aside).status == 0
        verified = run("backup", "verify", aside, "--json").data
        assert (verified["sound"], verified["cases"]) == (True, 40)
        assert run("backup", "verify", aside).status == 0
        restored = run("backup", "restore", aside, "--centre", tmp_path / "new", "--json")
        assert restored.data["cases"] == 40
        assert run("cases", "--json", "--centre", tmp_path / "new").data["count"] == 40
        assert run("backup", "restore", aside).status == 0
        assert run("check").out.strip() == "All is well"

    def test_a_broken_backup_is_no_backup(self, run: Run, tmp_path: Path) -> None:
        aside = tmp_path / "aside.mdbackup"
        run("backup", "make", "--to", aside)
        data = bytearray(aside.read_bytes())
        data[len(data) // 2] ^= 0xFF
        aside.write_bytes(data)
        for action in ("verify", "restore"):
            assert run("backup", action, aside).status == 3
        assert run("check").status == 0
        assert run("backup", "verify", tmp_path / "none").status == 3

    def test_findings_of_a_check_want_a_look(self, run: Run, centre: Path) -> None:
        from mediadesk.db.store import Store
        from tests.desks import CountedIds, SetClock

        store = Store.open(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(5), immediate=True)
        store._conn.execute("DELETE FROM search_words WHERE rowid IN (SELECT 1)")
        store._conn.execute("UPDATE cases SET seq = seq + 5000 WHERE id = 7")
        store.close()
        said = run("check", "--json")
        assert said.status == 1
        assert "numbers" in {each["code"] for each in said.data["findings"]}
        assert run("check").out.startswith("- ")


def test_self_test(run: Run) -> None:
    said = run("self-test", "--json")
    assert (said.status, said.data["works"]) == (0, True)
    assert run("self-test", lang="kk").status == 0


def test_mediators_are_shown_and_written_without_private_data(
    run: Run, centre: Path, tmp_path: Path
) -> None:
    said = run("mediators", "--json")
    assert said.status == 0
    assert said.data["count"] == 5
    first = said.data["mediators"][0]
    assert {"iin", "born_on", "phone", "email"} & set(first) == set()
    assert run("mediators", "--kind", "public", "--json").data["count"] == 1
    assert len(run("mediators", "--lang", "kk", lang="kk").out.splitlines()) == 6
    assert "Қоғамдық медиатор" in run("mediators", "--lang", "kk", lang="ru").out
    target = tmp_path / "list.xlsx"
    assert run("mediators", "--lang", "both", "--format", "xlsx", "--out", target).status == 0
    assert target.stat().st_size > 1000
    assert run("mediators", "--format", "xlsx").status == 2
    assert run("mediators", "--format", "json", "--out", target).status == 2
