"""The commands about texts of documents and own Word templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mediadesk.cli.context import Status
from mediadesk.domain.bilingual import Words
from mediadesk.export import texts_file
from mediadesk.export.letterhead import Letterhead
from mediadesk.usecases.opening import open_desk
from tests.cli.conftest import Run
from tests.desks import PASSPHRASE, CountedIds, SetClock
from tests.export.own_docx_files import made, words
from tests.usecases.test_wordings import CONTRACT, EDITION, own_clause


@pytest.fixture
def packed(centre: Path, tmp_path: Path) -> Path:
    """Give a file with an own clause in the contract; the centre has the supplied texts."""
    desk = open_desk(centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(50_000))
    try:
        desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
        desk.write_texts(tmp_path / "x.mdtexts", [CONTRACT])
        desk.wording_supplied_again(CONTRACT).result()
        desk.add_own_template("Письмо", "ru", made("№ {{ document.number }}")).result()
    finally:
        desk.close()
    return tmp_path / "x.mdtexts"


def test_texts_are_listed_checked_written_and_taken_in(run: Run, packed: Path) -> None:
    listed = run("texts", "list", "--json").data
    editions = {each["kind"]: each["edition"] for each in listed["texts"]}
    assert editions["contract"] == EDITION
    assert [each["name"] for each in listed["templates"]] == ["Письмо"]
    said = run("texts", "check", lang="ru")
    assert (said.status, said.out.strip()) == (Status.DONE, "Замечаний нет")
    offered = run("texts", "import", packed, "--json")
    assert offered.data["taken"] is False
    assert offered.data["texts"][0]["changes"] == [{"clause": "own_1", "change": "new"}]
    left = run("texts", "import", packed, "--confirm", "--leave-out", "contract/own_1", "--json")
    assert left.data["taken"] is False
    assert "own_1" in run("texts", "import", packed, "--confirm").out
    editions = {t["kind"]: t["edition"] for t in run("texts", "list", "--json").data["texts"]}
    assert editions["contract"] == f"{EDITION}+1"
    out = packed.with_name("y.mdtexts")
    assert run("texts", "export", out, "--kind", "contract", "--json").data["texts"] == [
        f"contract/{EDITION}+1"
    ]
    assert run("texts", "check", out).status == Status.DONE
    assert run("texts", "export", out, "--kind", "moon").status != Status.DONE


def test_a_word_template_and_the_letterhead_travel_where_they_are_wanted(
    run: Run, packed: Path
) -> None:
    out = packed.with_name("own.mdtexts")
    assert run("texts", "export", out, "--template", "Нет такого").status != Status.DONE
    said = run("texts", "export", out, "--template", "Письмо", "--letterhead", "--json")
    assert said.data["texts"] == ["Письмо"]
    told = run("texts", "import", out, "--json").data
    assert told["letterhead"] is False
    assert told["templates"] == [{"name": "Письмо", "lang": "ru", "change": "same", "usable": True}]
    assert "Письмо" in run("texts", "import", out).out
    taken = run("texts", "import", out, "--template", "Письмо", "--confirm", "--json")
    assert taken.data["taken"] is True
    bad = texts_file.PackedTemplate("Плохой", "ru", made("{{ nobody.name }}"))
    head = Letterhead(Words("Бланк", "Бланк"))
    data = texts_file.write((), Words("x", "x"), date(2026, 11, 21), head, [bad])
    out.write_bytes(data)
    said = run("texts", "import", out, "--letterhead", "--confirm")
    assert (said.status, "nobody.name" in said.out) == (Status.LOOK, True)
    assert "letterhead changed" in said.out
    assert "letterhead same" in run("texts", "import", out).out


def test_a_bad_word_template_is_told(run: Run, packed: Path) -> None:
    path = packed.with_name("t.docx")
    path.write_bytes(made("Кому: {{ party.nme }}"))
    said = run("texts", "check", path, lang="kk")
    assert said.status == Status.LOOK
    assert "{{ party.nme }}" in said.out
    assert "Кому" in said.out


def test_an_own_template_is_filled_in(run: Run, packed: Path) -> None:
    number = run("cases", "--json").data["cases"][0]["number"]
    out = packed.with_name("letter.docx")
    said = run("document", "--template", "Письмо", number, "--out", out, "--json")
    assert (said.status, said.data["missing"]) == (Status.DONE, [])
    assert words(out.read_bytes()) == [f"№ {number}"]
