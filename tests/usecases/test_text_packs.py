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
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export import texts_file
from mediadesk.usecases.desk import Desk
from tests.desks import do, in_mediation
from tests.personas import QASYMOV
from tests.usecases.test_wordings import own_clause

CONTRACT = DocumentKind.CONTRACT


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
    assert "contract/2026-01+1" in names
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
    from mediadesk.errors import Conflict

    text = ReferenceText(name="templates/contract/x+1.toml", changed_on=desk.clock.today())
    do(desk, SaveTexts(texts=(text,)))
    with pytest.raises(Conflict) as caught:
        do(desk, SaveTexts(texts=(text,)))
    assert caught.value.code is Code.STALE
    with desk.store.reader() as reader:
        (stored,) = reader.find(ReferenceText)
    with pytest.raises(Conflict):
        do(desk, SaveTexts(gone=(replace(stored, rev=99),)))
