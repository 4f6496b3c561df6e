"""Texts taken to another office as a file: looked through, chosen clause by clause, undone by name."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain import wordings as w
from mediadesk.domain.bilingual import Words
from mediadesk.domain.commands_texts import TakeInTexts
from mediadesk.domain.model import OwnTemplate
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, Conflict, InputProblem, WorldTrouble
from mediadesk.export import texts_file
from mediadesk.export.letterhead import Letterhead
from mediadesk.usecases.desk import Desk
from tests.desks import do, in_mediation
from tests.export.own_docx_files import made as docx
from tests.personas import QASYMOV
from tests.usecases.test_wordings import EDITION, own_clause

CONTRACT = DocumentKind.CONTRACT
LETTER = docx("{{ document.number }}")


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    """Write the texts of a centre with an own clause and one switched off; ours is supplied again."""
    in_mediation(desk)
    draft = own_clause(desk.wording(CONTRACT))
    clause = draft.clause("office")
    assert clause is not None
    draft = w.with_clause(draft, "office", replace(clause, is_off=True))
    desk.save_wording(CONTRACT, draft).result()
    path = tmp_path / "x.mdtexts"
    names = desk.write_texts(path)
    assert f"contract/{EDITION}+1" in names
    desk.wording_supplied_again(CONTRACT).result()
    return path


def test_a_file_carries_no_personal_data(desk: Desk, file: Path) -> None:
    text = file.read_text("utf-8")
    assert all(secret not in text for secret in QASYMOV.secrets)
    manifest = tomllib.loads(text)["manifest"]
    office = desk.office()
    assert office is not None
    assert (manifest["format"], manifest["office_ru"]) == (1, office.name_ru)


def test_what_a_file_offers_is_told_clause_by_clause(desk: Desk, file: Path) -> None:
    offered = desk.look_at_texts(file)
    assert {each.kind for each in offered.texts} == set(DocumentKind)
    found = {each.kind: each for each in offered.texts}
    told = {d.clause: d.change.value for d in found[CONTRACT].changes}
    assert told == {"own_1": "new", "office": "switched"}
    assert found[DocumentKind.AGREEMENT].changes == ()
    assert desk.wording(CONTRACT) == desk.supplied_wording(CONTRACT)


def test_only_what_is_chosen_comes_in_and_is_undone_by_name(desk: Desk, file: Path) -> None:
    offered = desk.look_at_texts(file)
    desk.take_in_texts(offered, {CONTRACT: ("own_1",)}).result()
    mine = desk.wording(CONTRACT)
    office = mine.clause("office")
    assert mine.clause("own_1") is not None
    assert office is not None
    assert not office.is_off
    assert desk.undo_label() == "TakeInTexts"
    desk.undo().result()
    assert desk.wording(CONTRACT) == desk.supplied_wording(CONTRACT)


def test_all_of_several_kinds_come_in_at_once(desk: Desk, file: Path) -> None:
    offered = desk.look_at_texts(file)
    everything = {t.kind: [d.clause for d in t.changes] for t in offered.texts}
    desk.take_in_texts(offered, everything).result()
    again = desk.look_at_texts(file)
    assert all(each.changes == () for each in again.texts)
    with pytest.raises(InputProblem) as caught:
        desk.take_in_texts(offered, {})
    assert caught.value.code is Code.NOT_FOUND


def remade(file: Path, **wording: object) -> None:
    """Change the wording of the first text of a file, with a right hash."""
    table = tomllib.loads(file.read_text("utf-8"))
    row = table["text"][0]
    row["wording"] = tomli_w.dumps({**tomllib.loads(row["wording"]), **wording})
    row["sha256"] = hashlib.sha256(row["wording"].encode()).hexdigest()
    file.write_text(tomli_w.dumps(table), "utf-8")


@pytest.mark.parametrize(
    "wording",
    [
        {"title": 5},
        {"section": []},
        {"signers": ["nobody"]},
        {"signers": 7},
        {"languages": ["xx"]},
        {"title": {"ru": "{office.nme}\x07", "kk": ""}},
    ],
)
def test_a_wording_that_cannot_be_used_is_told_and_not_taken(
    desk: Desk, file: Path, wording: dict[str, object]
) -> None:
    remade(file, **wording)
    offered = desk.look_at_texts(file)
    bad = offered.texts[0]
    assert not bad.is_usable
    assert [p.text % {"word": p.word} for p in bad.problems if not p.is_warning]
    if bad.draft is not None:
        with pytest.raises(InputProblem) as caught:
            desk.take_in_texts(offered, {bad.kind: ["x"]})
        assert caught.value.code is Code.WORDING_BAD


def test_a_text_that_is_no_toml_is_told(desk: Desk, file: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    row = table["text"][0]
    row["wording"] = "not = = toml"
    row["sha256"] = hashlib.sha256(row["wording"].encode()).hexdigest()
    file.write_text(tomli_w.dumps(table), "utf-8")
    assert desk.look_at_texts(file).texts[0].draft is None


HEAD = Letterhead(Words("Наш бланк", "Біздің бланк"), Words("", ""))


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Path:
    """Write the letterhead and two Word templates of a centre; here they are gone again."""
    desk.save_letterhead(HEAD).result()
    for name in ("Письмо", "Справка"):
        desk.add_own_template(name, "kk", LETTER).result()
    path = tmp_path / "own.mdtexts"
    names = desk.write_texts(path, (), with_letterhead=True, templates=["Письмо", "Справка"])
    assert names == ("letterhead", "Письмо", "Справка")
    desk.save_letterhead(Letterhead()).result()
    for each in desk.own_templates():
        desk.remove_own_template(each).result()
    return path


def test_letterhead_and_word_templates_travel_and_come_in_with_one_step(
    desk: Desk, own: Path
) -> None:
    offered = desk.look_at_texts(own)
    assert offered.texts == ()
    assert offered.head is not None
    assert (offered.head.is_usable, offered.head.is_same) == (True, False)
    assert [(t.name, t.lang, t.change.value) for t in offered.templates] == [
        ("Письмо", "kk", "new"), ("Справка", "kk", "new"),
    ]  # fmt: skip
    desk.take_in_texts(offered, {}, with_letterhead=True, templates=["Письмо"]).result()
    assert desk.letterhead() == HEAD
    (kept,) = desk.own_templates()
    assert (kept.name, kept.lang, kept.size) == ("Письмо", "kk", len(LETTER))
    again = desk.look_at_texts(own)
    assert again.head is not None
    assert again.head.is_same
    assert [t.change.value for t in again.templates] == ["same", "new"]
    desk.undo().result()
    assert desk.letterhead() == Letterhead()
    assert desk.own_templates() == ()


def test_a_template_of_the_same_name_takes_the_place_of_ours(desk: Desk, own: Path) -> None:
    ours = docx("Наше: {{ document.number }}")
    desk.add_own_template("Письмо", "ru", ours).result()
    offered = desk.look_at_texts(own)
    assert [t.change.value for t in offered.templates] == ["changed", "new"]
    desk.take_in_texts(offered, {}, templates=["Письмо"]).result()
    assert [t.lang for t in desk.own_templates()] == ["kk"]


def test_a_template_that_another_changed_meanwhile_is_not_overwritten(
    desk: Desk, own: Path
) -> None:
    record = OwnTemplate(name="Письмо", lang="ru", content="eA==", added_on=desk.clock.today())
    do(desk, TakeInTexts(templates=(record,)))
    with pytest.raises(Conflict) as caught:
        do(desk, TakeInTexts(templates=(record,)))
    assert caught.value.code is Code.STALE


def test_what_cannot_be_used_of_them_is_told_and_not_taken(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bad.mdtexts"
    bad = [
        texts_file.PackedTemplate("a", "ru", docx("{{ nobody.name }}")),
        texts_file.PackedTemplate("b", "xx", LETTER),
        texts_file.PackedTemplate("c", "ru", b"no Word at all"),
    ]
    head = Letterhead(Words("Только по-русски", ""))
    office = Words("x", "x")
    path.write_bytes(texts_file.write((), office, desk.clock.today(), head, bad))
    offered = desk.look_at_texts(path)
    assert offered.head is not None
    assert not offered.head.is_usable
    assert [t.is_usable for t in offered.templates] == [False] * 3
    with pytest.raises(InputProblem) as caught:
        desk.take_in_texts(offered, {}, with_letterhead=True)
    assert caught.value.code is Code.WORDING_BAD
    for name in "abc":
        with pytest.raises(InputProblem) as caught:
            desk.take_in_texts(offered, {}, templates=[name])
        assert caught.value.code is Code.TEMPLATE_BAD
    with pytest.raises(InputProblem) as caught:
        desk.write_texts(path, (), with_letterhead=True)
    assert caught.value.code is Code.NOT_FOUND


def sealed(text: str) -> dict[str, str]:
    return {"wording": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}


WORD = {"name": "a", "lang": "ru", "content": "eA==", "sha256": hashlib.sha256(b"x").hexdigest()}


@pytest.mark.parametrize(
    "part",
    [
        {"letterhead": 5},
        {"letterhead": {"wording": "", "sha256": "x"}},
        {"letterhead": sealed("not = = toml")},
        {"letterhead": sealed("lines_ru = 5")},
        {"letterhead": sealed('logo = "eA=="')},
        {"template": 5},
        {"template": [5]},
        {"template": [WORD, WORD]},
        {"template": [{**WORD, "content": "ё"}]},
        {"template": [{**WORD, "content": 5}]},
        {"template": [{**WORD, "name": " "}]},
        {"template": [{**WORD, "sha256": "x"}]},
        {"template": [{**WORD, "name": str(n)} for n in range(41)]},
    ],
)
def test_a_damaged_letterhead_or_template_makes_the_file_bad(part: dict[str, object]) -> None:
    table = {"manifest": {"format": 1}, "template": [WORD], **part}
    with pytest.raises(WorldTrouble) as caught:
        texts_file.read(tomli_w.dumps(table).encode())
    assert caught.value.code is Code.TEXTS_FILE_BAD
    good = {"manifest": {"format": 1}, "template": [WORD]}
    (template,) = texts_file.read(tomli_w.dumps(good).encode()).templates
    assert template.data == b"x"


GOOD = {"manifest": {"format": 1}, "text": []}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"x = 1",
        tomli_w.dumps(GOOD).encode(),
        tomli_w.dumps({**GOOD, "manifest": {"format": 2}}).encode(),
        tomli_w.dumps(
            {**GOOD, "text": [{"kind": "contract", "wording": "", "sha256": "x"}]}
        ).encode(),
        tomli_w.dumps({**GOOD, "text": [{"kind": "moon", "wording": ""}]}).encode(),
        tomli_w.dumps({**GOOD, "text": [5]}).encode(),
        b"a=" + b"[" * 5_000 + b"]" * 5_000,
        b"x" * (texts_file.BYTES + 1),
    ],
)
def test_another_file_is_refused(desk: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.mdtexts"
    path.write_bytes(data)
    with pytest.raises(WorldTrouble) as caught:
        desk.look_at_texts(path)
    assert caught.value.code is Code.TEXTS_FILE_BAD


def test_a_changed_letter_is_noticed(desk: Desk, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("Свой пункт", "Твой пункт"), "utf-8")
    with pytest.raises(WorldTrouble) as caught:
        desk.look_at_texts(file)
    assert caught.value.code is Code.TEXTS_FILE_BAD


def test_a_missing_file_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble) as caught:
        desk.look_at_texts(tmp_path / "no.mdtexts")
    assert caught.value.code is Code.FILE_MISSING


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(WorldTrouble):
        texts_file.read(data)


def test_two_people_at_once(desk: Desk) -> None:
    """A text that somebody saved meanwhile is not overwritten."""
    from mediadesk.domain.commands_texts import SaveTexts
    from mediadesk.domain.model import ReferenceText

    text = ReferenceText(name="templates/contract/x+1.toml", changed_on=desk.clock.today())
    do(desk, SaveTexts(texts=(text,)))
    with pytest.raises(Conflict) as caught:
        do(desk, SaveTexts(texts=(text,)))
    assert caught.value.code is Code.STALE
    with desk.store.reader() as reader:
        (stored,) = reader.find(ReferenceText)
    with pytest.raises(Conflict):
        do(desk, SaveTexts(gone=(replace(stored, rev=99),)))
