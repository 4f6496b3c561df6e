"""Own Word templates of a centre: kept after a check, filled in for a case, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.export.docx_guard import TemplateKind
from mediadesk.usecases.desk import Desk
from tests.desks import in_mediation
from tests.export.own_docx_files import made, words
from tests.personas import QASYMOV


def test_a_template_is_kept_filled_in_and_undone(desk: Desk, tmp_path: Path) -> None:
    case_id = in_mediation(desk)
    path = tmp_path / "letter.docx"
    path.write_bytes(made("{{ document.number }}", "{{ document.date }}", "{{ case.body }}"))
    data = desk.read_template(path)
    assert desk.template_problems(data) == ()
    desk.add_own_template("Письмо  суду", "kk", data).result()
    (kept,) = desk.own_templates()
    assert (kept.name, kept.lang, kept.size) == ("Письмо суду", "kk", len(data))
    filled, missing = desk.own_document(kept, case_id)
    assert words(filled)[0] == desk.case_file(case_id).case.number
    assert "жылғы" in words(filled)[1]
    assert missing == ("case.body",)
    assert desk.undo_label() == "SaveOwnTemplate"
    desk.undo().result()
    assert desk.own_templates() == ()
    desk.redo().result()
    desk.remove_own_template(desk.own_template("Письмо суду")).result()
    assert desk.own_templates() == ()
    with pytest.raises(InputProblem) as caught:
        desk.own_template("Письмо суду")
    assert caught.value.code is Code.NOT_FOUND


def test_the_same_name_gets_the_new_content(desk: Desk) -> None:
    for text in ("раз {{ office.name }}", "два"):
        desk.add_own_template("Письмо", "ru", made(text)).result()
    (kept,) = desk.own_templates()
    filled, _missing = desk.own_document(kept, in_mediation(desk))
    assert words(filled) == ["два"]


def test_a_template_with_a_mistake_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    data = made("{{ ''.__class__ }}")
    assert [p.kind for p in desk.template_problems(data)] == [TemplateKind.CODE]
    for name, lang, given, code in (
        ("a", "ru", data, Code.TEMPLATE_BAD),
        ("a", "xx", made("x"), Code.BAD_VALUE),
    ):
        with pytest.raises(InputProblem) as caught:
            desk.add_own_template(name, lang, given)
        assert caught.value.code is code
    with pytest.raises(WorldTrouble) as missing:
        desk.read_template(tmp_path / "no.docx")
    assert missing.value.code is Code.FILE_MISSING
    assert desk.own_templates() == ()


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_the_sample_is_a_sound_template(desk: Desk, lang: str) -> None:
    data = desk.template_sample(lang)
    assert desk.template_problems(data) == ()
    desk.add_own_template("Образец", lang, data).result()
    filled, _missing = desk.own_document(desk.own_templates()[0], in_mediation(desk))
    assert any(QASYMOV.surname in line for line in words(filled))
    names = {row[2] for row in desk.template_names(lang)}
    assert names == set(desk.wording_vocabulary().placeholders)
