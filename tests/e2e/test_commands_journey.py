"""The main job from the first folder to the restored backup, through processes of their own.

Each command is what a person or a script would give: `python -m mediadesk …`; what it leaves is
looked at with the tools of others, poppler and LibreOffice.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.e2e.conftest import JOURNALS, PASSPHRASE, REGISTERS, ROOT, Centre, totals

KEY = re.compile(r"\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5,}\b")
HAS_OFFICE = shutil.which("soffice") is not None
SECRET = "никому не известно"

pytestmark = pytest.mark.slow


def as_totals(report: dict[str, Any]) -> dict[str, Any]:
    """Put the report in the words of the figures beside a journal; they are in whole tenge."""
    return {
        "rows": report["appeals"],
        "outcome": report["by_outcome"],
        "kind": report["by_kind"],
        "source": report["by_source"],
        "stage": report["by_stage"],
        "lang": report["by_language"],
        "mediator": report["by_mediator"],
        "claim": report["claim_tiyn"] / 100,
        "settled": report["settled_tiyn"] / 100,
        "agreement_by_kind": report["agreements_by_kind"],
    }


def test_recovery_key_is_printed_once(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "centre")
    (key,) = KEY.findall(centre.init().out)
    again = centre.say("init", "--name-ru", "А", "--name-kk", "Ә", "--bin", "", "--region", "27")
    assert (again.status, again.out) == (2, "")
    for words in (("check",), ("cases",), ("backup", "make")):
        centre.do(*words)
    assert not any(key in said.out + said.err for said in centre.history[1:])
    left = [p.read_bytes() for p in centre.folder.rglob("*") if p.is_file()]
    assert left
    assert not any(key.encode() in data for data in left)


@pytest.mark.parametrize("name", JOURNALS)
def test_figures_of_an_imported_journal(office: Centre, name: str) -> None:
    """Figure by figure; but the office of Kyzylorda keeps no column of languages."""
    said = office.do("report", "summary", "--period", JOURNALS[name], "--format", "json")
    found, wanted = as_totals(said.data), totals(name)
    if name == "kyzylorda-2025":
        del wanted["lang"]
        assert found.pop("lang") == {"unknown": wanted["rows"]}
    assert found == wanted


def test_second_import_adds_nothing_and_an_import_goes_again(own: Centre) -> None:
    rows = {name: totals(name)["rows"] for name in JOURNALS}
    for name, count in rows.items():
        said = own.do("import", REGISTERS / f"{name}.xlsx", "--json").data
        assert {k: said[k] for k in ("new", "same", "doubtful", "rejected")} == {
            "new": 0,
            "same": count,
            "doubtful": 0,
            "rejected": 0,
        }
    assert own.do("cases", "--json").data["count"] == sum(rows.values())
    batches = own.do("import", "--list", "--json").data["imports"]
    (first,) = [b["id"] for b in batches if b["new"] == rows["uralsk-2023"]]
    assert own.do("import", "--undo", first, "--json").data["rows"] == rows["uralsk-2023"]
    left = own.do("cases", "--json").data
    assert left["count"] == rows["kyzylorda-2025"]
    assert {case["number"][:4] for case in left["cases"]} == {"2025"}
    assert own.do("check", "--json").data["sound"] is True
    assert own.say("import", "--undo", first).status == 2


def words_of(pdf: Path) -> str:
    """Read a PDF with poppler, its spaces and hyphens at the ends of lines taken out."""
    done = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, encoding="utf-8", check=True
    )
    return re.sub(r"\s+", " ", re.sub(r"-\n", "", done.stdout))


@pytest.mark.parametrize("kind", ["contract", "agreement"])
def test_documents_name_everybody_in_each_language(
    practice: Centre, tmp_path: Path, kind: str
) -> None:
    cases = practice.do("cases", "--format", "json").data["cases"]
    case = next(
        c
        for c in reversed(cases)
        if c["outcome"] == "agreement" and "«" not in c["first_party"] + c["second_party"]
    )
    look = 1 if kind == "contract" else 0  # the term of a contract of a closed case is over
    texts = {}
    for language in ("ru", "kk", "both"):
        out, again = tmp_path / f"{language}.pdf", tmp_path / f"{language}-again.pdf"
        for path in (out, again):
            said = practice.say("document", kind, case["number"], "--lang", language, "--out", path)
            assert (said.status, said.err) == (look, ""), said
        assert out.read_bytes() == again.read_bytes()
        texts[language] = words_of(out)
        assert case["number"] in texts[language]
    for party in ("first_party", "second_party"):
        surname = case[party].split()[0]
        assert surname in texts["ru"]
        assert surname in texts["both"]
    assert "договор" in texts["ru"]
    assert "Тараптар" in texts["kk"]
    assert "Тараптар" in texts["both"]
    assert "Стороны" in texts["both"]
    assert not set("әғқңөұүһі") & set(texts["ru"].lower())


def test_own_forms_and_wordings_win(practice: Centre, tmp_path: Path) -> None:
    shutil.copytree(practice.folder, tmp_path / "own")
    own = Centre(tmp_path / "own")
    form = (ROOT / "resources" / "forms" / "ministry.toml").read_text(encoding="utf-8")
    title = "Отчёт о деятельности центра медиации"
    assert title in form
    forms = own.folder / "custom" / "forms"
    forms.mkdir(parents=True)
    (forms / "ours.toml").write_text(form.replace(title, "Наш отчёт"), encoding="utf-8")
    told = {f["code"]: f["title_ru"] for f in own.do("report", "--list", "--json").data["forms"]}
    assert (told["ours"], told["ministry"]) == ("Наш отчёт", title)
    book = tmp_path / "ours.xlsx"
    own.do("report", "ours", "--period", "2025", "--lang", "ru", "--out", book)
    cells = (c.value for page in openpyxl.load_workbook(book) for row in page for c in row)
    assert any("Наш отчёт" in str(value) for value in cells)
    (forms / "ours.toml").write_text("sheets = [", encoding="utf-8")
    bad = own.say("report", "ours", "--period", "2025", "--out", tmp_path / "bad.xlsx")
    assert (bad.status, bad.out) == (3, "")
    assert "ours.toml" in bad.err
    assert not (tmp_path / "bad.xlsx").exists()
    wordings = ROOT / "resources" / "templates" / "agreement"
    newest = max(wordings.glob("*.toml")).read_text(encoding="utf-8")
    wanted = own.folder / "custom" / "templates" / "agreement" / "2099-01.toml"
    wanted.parent.mkdir(parents=True)
    section = "Предмет спора (конфликта)"
    assert section in newest
    wanted.write_text(newest.replace(section, "О чём спорили"), encoding="utf-8")
    cases = own.do("cases", "--json").data["cases"]
    number = next(c["number"] for c in reversed(cases) if c["outcome"] == "agreement")
    paper = tmp_path / "a.pdf"
    own.do("document", "agreement", number, "--lang", "ru", "--out", paper)
    assert "О чём спорили" in words_of(paper)


def recalculated(path: Path, folder: Path) -> Any:
    """Let LibreOffice open a workbook without its values, count anew and save."""
    bare = folder / "bare" / path.name
    bare.parent.mkdir(parents=True)
    openpyxl.load_workbook(path).save(bare)  # formulas only: whatever has a value was counted
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "counted"),
            bare,
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )
    return openpyxl.load_workbook(folder / "counted" / path.name, data_only=True)


def formulas(path: Path) -> Iterator[tuple[str, str]]:
    """Name the page and place of every formula."""
    for page in openpyxl.load_workbook(path):
        for row in page.iter_rows():
            yield from ((page.title, cell.coordinate) for cell in row if cell.data_type == "f")


@pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("form", "language"), [("ministry", "both"), ("atameken", "kk")])
def test_yearly_workbooks_are_counted_anew_to_the_same(
    office: Centre, tmp_path: Path, form: str, language: str
) -> None:
    out = tmp_path / f"{form}.xlsx"
    said = office.do(
        *("report", form, "--period", "2025", "--lang", language, "--out", out, "--json")
    ).data
    assert said["sound"] is True
    ours = openpyxl.load_workbook(out, data_only=True)
    theirs = recalculated(out, tmp_path)
    places = list(formulas(out))
    assert len(places) > 100
    for page, place in places:
        told, counted = ours[page][place].value or "", theirs[page][place].value or ""
        same = pytest.approx(told) if isinstance(told, float) else told
        assert counted == same, (page, place)
    wanted = totals("kyzylorda-2025")
    appeals = wanted["rows"] if form == "ministry" else wanted["kind"]["business"]
    assert said["appeals"] == appeals
    figures = {c.value for page in theirs for row in page.iter_rows() for c in row}
    assert appeals in figures


def test_register_as_data_and_as_workbook(office: Centre, tmp_path: Path) -> None:
    found = office.do("cases", "--period", "2023", "--format", "json").data
    assert found["count"] == totals("uralsk-2023")["rows"] == len(found["cases"])
    out = tmp_path / "register.xlsx"
    office.do("cases", "--period", "2023", "--format", "xlsx", "--out", out)
    (page,) = openpyxl.load_workbook(out).worksheets
    cells = {cell.value for row in page.iter_rows() for cell in row}
    assert {case["number"] for case in found["cases"]} <= cells
    assert {case["first_party"] for case in found["cases"]} <= cells


def test_search_forgives_spelling_and_knows_numbers(office: Centre) -> None:
    spellings = [
        office.do("search", text, "--limit", 200, "--json").data["hits"]
        for text in ("касымов", "kasymov", "Қасымов")
    ]
    titles = {hit["title"] for hit in spellings[2]}
    assert len(titles) > 5
    assert all("Қасымов" in title for title in titles)
    assert all({hit["title"] for hit in hits} == titles for hits in spellings)
    page = openpyxl.load_workbook(REGISTERS / "uralsk-2023.xlsx").worksheets[0]
    party, iin = page["D4"].value, page["E4"].value
    hits = office.do("search", iin, "--json").data["hits"]
    assert [hit["title"].split(" – ")[0] for hit in hits if hit["case_id"]] == [party]
    (hit,) = office.do("search", "2023/0003", "--json").data["hits"]
    assert hit["number"] == "2023/0003"
    assert office.do("search", iin[:-1] + "x", "--json").data["hits"] == []


def test_backups_come_back_in_another_folder(own: Centre, tmp_path: Path) -> None:
    earlier = [each["file"] for each in own.do("backup", "list", "--json").data["backups"]]
    assert len(earlier) == len(JOURNALS)  # one before each import
    beside = own.do("backup", "make", "--json").data["file"]
    listed = [each["file"] for each in own.do("backup", "list", "--json").data["backups"]]
    assert set(listed) - set(earlier) == {beside}
    stick = tmp_path / "stick.mdbackup"
    own.do("backup", "make", "--to", stick)
    count = sum(totals(name)["rows"] for name in JOURNALS)
    for file in (beside, stick):
        found = own.do("backup", "verify", file, "--json").data
        assert (found["sound"], found["cases"]) == (True, count)
    other = Centre(tmp_path / "another" / "centre")
    assert other.do("backup", "restore", stick, "--json").data["cases"] == count
    cases = ("cases", "--format", "json")
    assert other.do(*cases).data == own.do(*cases).data
    assert other.do("check", "--json").data == {"sound": True, "findings": []}
    wrong = Centre(tmp_path / "never")
    assert wrong.say("backup", "restore", stick, passphrase=SECRET).status == 3
    assert not (wrong.folder / "centre.db").exists()


def test_the_same_seed_gives_the_same_practice_centre(practice: Centre, tmp_path: Path) -> None:
    twin = Centre(tmp_path / "twin")
    twin.do("demo", "--cases", 30, "--seed", 1, "--year", 2025, "--out", tmp_path / "out")
    found = twin.do("cases", "--format", "json").data
    assert found["count"] == 30
    assert found == practice.do("cases", "--format", "json").data
    made = {p.name: p.read_bytes() for p in (tmp_path / "out").glob("*.pdf")}
    assert len(made) == 6
    results = practice.folder.parent / "out"
    assert made == {p.name: p.read_bytes() for p in results.glob("*.pdf")}


def test_nobody_is_readable_in_the_files_of_a_centre(office: Centre) -> None:
    names = {c["first_party"].split()[0] for c in office.do("cases", "--json").data["cases"]}
    surnames = [name for name in names if len(name) > 5]
    assert len(surnames) > 10
    for path in (p for p in office.folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        assert not any(n.encode(c) in data for n in surnames for c in ("utf-8", "utf-16-le")), path


def test_self_test_proves_the_installation(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "none")
    said = centre.say("self-test", "--json", passphrase=None)
    assert (said.status, said.data["works"]) == (0, True)
    assert not centre.folder.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (2, ("frobnicate",)),
        (2, ("report", "no-such-form", "--period", "2025", "--out", "{out}")),
        (2, ("report", "ministry", "--period", "2025-Q7", "--out", "{out}")),
        (2, ("document", "contract", "1999/0001", "--out", "{out}")),
        (2, ("document", "no-such-kind", "2023/0001", "--out", "{out}")),
        (2, ("import", "--undo", "999")),
        (3, ("import", "{out}")),
        (3, ("import", str(ROOT / "resources" / "fonts" / "Tinos-Regular.ttf"))),
        (3, ("backup", "verify", "{out}")),
    ],
)
def test_a_mistake_has_its_status_and_leaves_nothing(
    office: Centre, tmp_path: Path, status: int, words: tuple[str, ...]
) -> None:
    out = tmp_path / "out.xlsx"
    before = office.do("cases", "--json").data["count"]
    said = office.say(*(word.format(out=out) for word in words))
    assert (said.status, said.out) == (status, "")
    assert re.search("[а-яё]", said.err)
    assert "Traceback" not in said.err
    assert not out.exists()
    assert office.do("cases", "--json").data["count"] == before


def test_without_the_right_passphrase_nothing_opens(office: Centre, tmp_path: Path) -> None:
    wrong = office.say("check", passphrase=SECRET)
    assert (wrong.status, wrong.out) == (3, "")
    assert SECRET not in wrong.err
    missing = office.say("check", passphrase=None)
    assert (missing.status, missing.out) == (2, "")
    nowhere = Centre(tmp_path / "nowhere").say("check")
    assert (nowhere.status, nowhere.out) == (2, "")
    assert len({wrong.err, missing.err, nowhere.err}) == 3
    in_file = tmp_path / "passphrase.txt"
    in_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    told = office.say("check", "--passphrase-file", in_file, passphrase=None)
    assert told.status == 0
