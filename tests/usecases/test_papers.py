"""Papers of a case in groups, of many cases at once, every one of them, and the whole case file."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from mediadesk.domain import commands as c
from mediadesk.domain.codes import InvitationAnswer
from mediadesk.domain.document_groups import groups_from_toml
from mediadesk.domain.model import Invitation
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.errors import Cancelled, Code, InputProblem
from mediadesk.export import paper_packs
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.paper_batch import Wanted
from mediadesk.usecases.practice_files import page, picture
from tests.desks import (
    PASSPHRASE,
    CountedIds,
    SetClock,
    appeal,
    do,
    in_mediation,
    office,
    signed,
)

CONTRACT, INVITATION = DocumentKind.CONTRACT, DocumentKind.INVITATION


def invited(desk: Desk, case_id: CaseId, on: date = date(2026, 11, 3)) -> int:
    party = desk.case_file(case_id).parties[1].party
    record = Invitation(
        case_id=case_id, party_id=party.id, sent_on=on, answer=InvitationAnswer.WAITING
    )
    return do(desk, c.SaveRecord(record=record)).id


def text_of(data: bytes) -> list[str]:
    """Give the text of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [each.get_textpage().get_text_bounded() for each in document]
    finally:
        document.close()


def test_every_kind_stands_in_one_group(desk: Desk) -> None:
    case_id = appeal(desk)
    kinds = [paper.kind for paper in desk.papers(case_id)]
    assert sorted(kinds) == sorted(DocumentKind)
    wrong = {"group": [{"name": "nobody", "kinds": []}], "next": {}}
    with pytest.raises(ValueError, match="nobody"):
        groups_from_toml(wrong)


def test_a_paper_without_its_record_says_which_one_is_needed(desk: Desk) -> None:
    case_id = in_mediation(desk)
    papers = {paper.kind: paper for paper in desk.papers(case_id)}
    assert papers[INVITATION].needs == "Invitation"
    assert papers[CONTRACT].needs == ""
    invited(desk, case_id)
    papers = {paper.kind: paper for paper in desk.papers(case_id)}
    assert papers[INVITATION].needs == ""
    assert len(papers[INVITATION].abouts) == 1


def test_the_next_paper_follows_the_state_and_what_was_registered(desk: Desk) -> None:
    case_id = in_mediation(desk)
    assert [p.kind for p in desk.papers(case_id) if p.is_next] == [CONTRACT]
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Долг", subject_kk="Борыш")))
    desk.register_copy(case_id, desk.document(case_id, CONTRACT)).result()
    assert [p.kind for p in desk.papers(case_id) if p.is_next] != [CONTRACT]


def test_a_broken_wording_shuts_its_own_paper_only(desk: Desk) -> None:
    case_id = in_mediation(desk)
    own = desk.centre / "custom" / "templates" / f"{paper_packs.latest(CONTRACT)}.toml"
    own.parent.mkdir(parents=True)
    own.write_text("no toml at all [", encoding="utf-8")
    papers = {paper.kind: paper for paper in desk.papers(case_id)}
    error = papers[CONTRACT].error
    assert error is not None
    assert error.code is Code.RESOURCE_BAD
    assert papers[DocumentKind.AGREEMENT].error is None


def test_documents_of_many_cases_name_what_was_left_out_and_why(desk: Desk, tmp_path: Path) -> None:
    ready, early = in_mediation(desk), appeal(desk)
    case = desk.case_file(ready).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Долг", subject_kk="Борыш")))
    wanted = Wanted(
        kinds=(CONTRACT, INVITATION),
        languages=Languages.RU,
        path=tmp_path / "papers",
        registers=True,
    )
    report = desk.write_documents([ready, early], wanted)
    assert [path.name for path in report.files] == ["2026-0001-contract-ru.pdf"]
    assert {(each.number, each.kind) for each in report.left} == {
        ("2026/0001", INVITATION),
        ("2026/0002", CONTRACT),
        ("2026/0002", INVITATION),
    }
    (copy,) = desk.copies(ready)
    assert desk.reprint(copy.id) == report.files[0].read_bytes()


def test_many_documents_are_one_pdf_or_go_to_the_printer(desk: Desk, tmp_path: Path) -> None:
    case_id = in_mediation(desk)
    case = desk.case_file(case_id).case
    do(desk, c.EditCase(case=replace(case, subject_ru="Долг", subject_kk="Борыш")))
    pages = desk.document(case_id, CONTRACT).pages
    one = Wanted(
        kinds=(CONTRACT,), languages=Languages.BOTH, path=tmp_path / "all.pdf", is_one=True
    )
    report = desk.write_documents([case_id, case_id], one)
    assert len(text_of((tmp_path / "all.pdf").read_bytes())) == 2 * pages
    assert (report.made, report.pdf) == (2, b"")
    paper = desk.write_documents([case_id], replace(one, path=None))
    assert len(text_of(paper.pdf)) == pages


def test_a_batch_registers_from_its_own_thread(tmp_path: Path) -> None:
    desk, _key = create_desk(
        tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office(),
        immediate=False,
    )  # fmt: skip
    try:
        case_id = in_mediation(desk)
        case = desk.case_file(case_id).case
        do(desk, c.EditCase(case=replace(case, subject_ru="Долг", subject_kk="Борыш")))
        wanted = Wanted(
            kinds=(CONTRACT,), languages=Languages.RU, path=tmp_path / "out", registers=True
        )
        report = desk.background(desk.write_documents, [case_id], wanted).result()
        assert (report.made, len(desk.copies(case_id))) == (1, 1)
    finally:
        desk.close()


class Stop:
    """Somebody who stops the work at once."""

    def step(self, done: int, total: int, what: str = "") -> None:
        raise Cancelled


def test_a_stopped_batch_leaves_no_half_file(desk: Desk, tmp_path: Path) -> None:
    case_id = in_mediation(desk)
    one = Wanted(
        kinds=(CONTRACT,), languages=Languages.BOTH, path=tmp_path / "all.pdf", is_one=True
    )
    with pytest.raises(Cancelled):
        desk.write_documents([case_id], one, Stop())
    with pytest.raises(Cancelled):
        desk.write_case_file(case_id, tmp_path / "whole.pdf", progress=Stop())
    assert list(tmp_path.glob("*.pdf")) == []


def locked() -> bytes:
    """Give a PDF that wants a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("secret", "other"))
    canvas.drawString(100, 700, "locked")
    canvas.save()
    return target.getvalue()


def tiff() -> bytes:
    """Give a scan of two pages."""
    target = BytesIO()
    Image.new("1", (300, 400), 1).save(
        target, "TIFF", save_all=True, append_images=[Image.new("CMYK", (400, 300))]
    )
    return target.getvalue()


def test_the_whole_case_file_holds_everything_that_may_be_shown(desk: Desk, tmp_path: Path) -> None:
    case_id = signed(desk)
    case = desk.case_file(case_id).case
    words = {"subject_ru": "Долг", "subject_kk": "Борыш", "note": "ТАЙНАЯ ПОМЕТКА"}
    do(desk, c.EditCase(case=replace(case, **words)))
    printed = desk.document(case_id, CONTRACT)
    for copy in desk.numbered(case_id, printed, 2):
        desk.register_copy(case_id, copy).result()
    turned = page().replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    for name, data in (
        ("Расписка.pdf", page()),
        ("Поворот.pdf", turned),
        ("Замок.pdf", locked()),
        ("Битый.pdf", b"%PDF-1.7 nothing"),
        ("Снимок.png", picture()),
        ("Битый снимок.jpg", b"\xff\xd8 nothing"),
        ("Скан.tiff", tiff()),
        ("Письмо.eml", b"From: a@example.org\n\nx"),
    ):
        desk.attach_bytes(case_id, name, data).result()
    path = tmp_path / "whole.pdf"
    assert desk.write_case_file(case_id, path, Languages.RU) == 9
    pages = text_of(path.read_bytes())
    total = len(pages)
    assert total == 2 + printed.pages + 8
    assert all(f"лист {number} из {total}" in text for number, text in enumerate(pages, 1))
    whole = "\n".join(pages)
    assert "ТАЙНАЯ" not in whole
    assert "Письмо.eml" in pages[1]
    assert whole.count("Practice receipt: 100 000 tenge, paid in full") == 2
    assert whole.count("повреждён или защищён паролем") == 3
    assert "Договор о медиации" in pages[1]
    document = pypdfium2.PdfDocument(path)
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert [index for _title, index in marks][:3] == [0, 1, 2]
    assert len(marks) == 2 + 8
    with pytest.raises(InputProblem) as error:
        desk.write_case_file(case_id, path, Languages.EN)
    assert error.value.code is Code.NOT_IN_LANGUAGE


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_the_whole_case_file_is_sound_for_another_program(desk: Desk, tmp_path: Path) -> None:
    case_id = in_mediation(desk)
    desk.attach_bytes(case_id, "Расписка.pdf", page()).result()
    desk.attach_bytes(case_id, "Снимок.png", picture()).result()
    desk.write_case_file(case_id, tmp_path / "whole.pdf")
    done = subprocess.run(
        ["qpdf", "--check", tmp_path / "whole.pdf"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
