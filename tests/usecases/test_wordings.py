"""The centre's own wordings: in force, over an update, with old copies, letterhead and pictures."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain import wordings as w
from mediadesk.domain.bilingual import Words
from mediadesk.domain.model import ReferenceText
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.domain.wording_problems import ProblemKind
from mediadesk.errors import Code, InputProblem
from mediadesk.export.letterhead import Letterhead
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.reference import ReferenceState
from tests.desks import in_mediation
from tests.usecases.test_copies import ready

CONTRACT = DocumentKind.CONTRACT


def own_clause(draft: w.Draft, ru: str = "Свой пункт", kk: str = "Өз тармағы") -> w.Draft:
    part = w.DraftPart(words={"ru": ru, "kk": kk})
    return w.added(draft, "subject", "", w.DraftClause(id=w.new_id(draft), parts=(part,)))


def state(desk: Desk) -> tuple[str, ReferenceState]:
    found = next(each for each in desk.wording_sets() if each.kind is CONTRACT)
    return found.edition, found.state


def test_a_saved_wording_is_printed_and_given_back(desk: Desk) -> None:
    case_id = in_mediation(desk)
    before = desk.document(case_id, CONTRACT)
    assert state(desk) == ("2026-01", ReferenceState.SUPPLIED)
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
    assert state(desk) == ("2026-01+1", ReferenceState.OWN)
    mine = desk.wording(CONTRACT)
    assert (mine.base, mine.clauses[3].id) == ("2026-01", "own_1")
    printed = desk.document(case_id, CONTRACT)
    assert printed.template == "contract/2026-01+1"
    assert printed.sha256 != before.sha256
    assert desk.undo_label() == "SaveTexts"
    desk.undo().result()
    assert desk.document(case_id, CONTRACT).sha256 == before.sha256
    desk.redo().result()
    desk.wording_supplied_again(CONTRACT).result()
    assert state(desk) == ("2026-01", ReferenceState.SUPPLIED)
    assert desk.wording(CONTRACT) == desk.supplied_wording(CONTRACT)


def test_saving_again_keeps_the_edition_until_a_copy_names_it(desk: Desk) -> None:
    case_id = ready(desk)
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT), "б", "в")).result()
    assert state(desk)[0] == "2026-01+1"
    printed = desk.document(case_id, CONTRACT)
    desk.register_copy(case_id, printed).result()
    copy = desk.copies(case_id)[0]
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT), "г", "д")).result()
    assert state(desk) == ("2026-01+2", ReferenceState.OWN)
    assert desk.document(case_id, CONTRACT).sha256 != printed.sha256
    assert desk.reprint(copy.id) == printed.pdf
    desk.wording_supplied_again(CONTRACT).result()
    assert state(desk)[0] == "2026-01"
    assert desk.reprint(copy.id) == printed.pdf
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
    assert state(desk)[0] == "2026-01+2"


def test_a_newer_supplied_wording_is_offered_and_ours_wins(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
    newer = assets.root("resources")
    text = (newer / "templates/contract/2026-01.toml").read_text("utf-8")
    folder = _supply(tmp_path, text.replace("Предмет спора", "Суть спора"))
    old = assets.root
    monkeypatch.setattr(assets, "root", lambda n: folder if n == "resources" else old(n))
    assert state(desk) == ("2026-01+1", ReferenceState.NEWER)
    changed = {d.clause for d in desk.wording_differences(CONTRACT) if d.change == "changed"}
    assert "subject" in changed
    assert desk.wording(CONTRACT).clause("own_1") is not None
    desk.leave_newer_wording(CONTRACT).result()
    assert state(desk) == ("2026-01+1", ReferenceState.OWN)


def _supply(tmp_path: Path, text: str) -> Path:
    """Make a copy of the resources with a newer edition of the contract."""
    import shutil

    folder = tmp_path / "resources"
    shutil.copytree(assets.root("resources"), folder)
    (folder / "templates/contract/2027-01.toml").write_text(text, "utf-8")
    return folder


def test_a_wording_with_a_problem_is_neither_saved_nor_shown(desk: Desk) -> None:
    wrong = own_clause(desk.wording(CONTRACT), "{office.name}", "мәтін")
    for act in (
        lambda: desk.save_wording(CONTRACT, wrong),
        lambda: desk.wording_page(CONTRACT, wrong, Languages.RU),
    ):
        with pytest.raises(InputProblem) as caught:
            act()
        assert caught.value.code is Code.WORDING_BAD
    assert state(desk)[1] is ReferenceState.SUPPLIED


def test_a_sign_that_the_font_lacks_is_a_problem_of_its_clause(desk: Desk) -> None:
    wrong = own_clause(desk.wording(CONTRACT), "日本", "мәтін")
    kinds = [(p.kind, p.clause, p.lang) for p in desk.wording_problems(CONTRACT, wrong)]
    assert kinds == [(ProblemKind.GLYPH, "own_1", "ru")]


def test_a_clause_switched_off_is_not_printed_and_stays_in_the_wording(desk: Desk) -> None:
    draft = desk.wording(CONTRACT)
    clause = draft.clause("office")
    assert clause is not None
    off = w.with_clause(draft, "office", replace(clause, is_off=True))
    desk.save_wording(CONTRACT, off).result()
    kept = desk.wording(CONTRACT).clause("office")
    assert kept == replace(clause, is_off=True)
    printed = desk.document(in_mediation(desk), CONTRACT)
    assert printed.template == "contract/2026-01+1"


def test_the_sample_shows_every_clause_in_every_language(desk: Desk) -> None:
    for kind in DocumentKind:
        draft = desk.wording(kind)
        for languages in (Languages.RU, Languages.KK, Languages.BOTH):
            assert desk.wording_page(kind, draft, languages).startswith(b"%PDF")


def test_a_case_of_the_centre_is_shown_in_the_edited_wording(desk: Desk) -> None:
    case_id = in_mediation(desk)
    draft = own_clause(desk.wording(CONTRACT))
    assert desk.wording_page(CONTRACT, draft, Languages.KK, case_id).startswith(b"%PDF")
    with pytest.raises(InputProblem) as caught:
        desk.wording_page(CONTRACT, draft, Languages.EN)
    assert caught.value.code is Code.NOT_IN_LANGUAGE


TEXT = st.text(alphabet=st.sampled_from("{}*. №«»аәқофис\n\x07日"), max_size=25)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ru=TEXT, kk=TEXT, off=st.integers(0, 20))
def test_any_edit_is_told_in_words_or_renders(desk: Desk, ru: str, kk: str, off: int) -> None:
    draft = desk.supplied_wording(CONTRACT)
    clause = draft.clauses[off % len(draft.clauses)]
    draft = w.with_clause(draft, clause.id, replace(clause, is_off=True))
    draft = own_clause(draft, ru + "{office.name}", kk + "{office.name}")
    wrong = [p for p in desk.wording_problems(CONTRACT, draft) if not p.is_warning]
    if wrong:
        assert all(p.text % {"word": p.word} for p in wrong)
    else:
        assert desk.wording_page(CONTRACT, draft, Languages.BOTH).startswith(b"%PDF")


def png(side: int) -> bytes:
    """Draw a square."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x80\x60" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_the_letterhead_stands_on_the_papers_and_goes_again(desk: Desk) -> None:
    case_id = in_mediation(desk)
    before = desk.document(case_id, CONTRACT)
    head = Letterhead(Words("Наш бланк", "Біздің бланк"), Words("тел. 1", "тел. 1"), png(40))
    desk.save_letterhead(head).result()
    assert desk.letterhead() == head
    with_head = desk.document(case_id, CONTRACT)
    assert len(with_head.pdf) != len(before.pdf)
    assert b"/Image" in with_head.pdf
    assert desk.working_copy(with_head).startswith(b"PK")
    desk.save_letterhead(Letterhead()).result()
    assert desk.document(case_id, CONTRACT).sha256 == before.sha256


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (Letterhead(logo=b"GIF89a"), Code.PICTURE_BAD),
        (Letterhead(logo=png(9)[:50]), Code.PICTURE_BAD),
        (Letterhead(logo=b"\x89PNG\r\n\x1a\n" + bytes(400_000)), Code.PICTURE_BAD),
        (Letterhead(lines=Words("а", "")), Code.WORDING_BAD),
        (Letterhead(contacts=Words("", "а")), Code.WORDING_BAD),
        (Letterhead(lines=Words("日", "日")), Code.WORDING_BAD),
    ],
)
def test_a_letterhead_that_cannot_be_printed_is_refused(
    desk: Desk, head: Letterhead, code: Code
) -> None:
    with pytest.raises(InputProblem) as caught:
        desk.save_letterhead(head)
    assert caught.value.code is code
    assert desk.letterhead() == Letterhead()


def test_what_is_kept_is_a_reference_text(desk: Desk) -> None:
    desk.save_wording(CONTRACT, own_clause(desk.wording(CONTRACT))).result()
    with desk.store.reader() as reader:
        (kept,) = reader.find(ReferenceText)
    assert kept.name == "templates/contract/2026-01+1.toml"
    assert len(kept.based_on) == 64
    assert not any(each.name.startswith("templates") for each in desk.reference_sets("ru"))
