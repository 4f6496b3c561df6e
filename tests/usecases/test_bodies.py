"""Names of courts and bodies in both languages: offered, taken in, printed, found, sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mediadesk.domain import commands as c
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import NoticeKind
from mediadesk.domain.model import Approval, Case, Notice
from mediadesk.domain.packages import Verdict
from mediadesk.domain.types import CaseId, DocumentKind, Languages, Stage
from mediadesk.errors import Code, InputProblem
from mediadesk.usecases.desk import Desk
from tests.desks import TODAY, appeal, do, full
from tests.offices import SECRET, merged, office_desk, sent
from tests.usecases.test_papers import text_of

COURT = Words("Алмалинский районный суд", "Алмалы аудандық соты")
JUDGE = Words("судья А. Б. Несуществующий", "судья Ә. Б. Жоқбаев")
OLDER = Path(__file__).parents[1] / "data" / "packages-of-older-programs" / "format-1.mdpack"


def in_court(desk: Desk, case_id: int, court: Words = COURT) -> Case:
    """Bring a case before a court."""
    case = desk.case_file(case_id).case
    changed = replace(
        case, stage=Stage.COURT, body_name=court.ru, body_name_kk=court.kk,
        body_officer=JUDGE.ru, body_officer_kk=JUDGE.kk,
    )  # fmt: skip
    do(desk, c.EditCase(case=changed))
    return desk.case_file(case_id).case


def test_what_was_entered_once_is_offered_with_its_other_name(desk: Desk) -> None:
    assert COURT not in desk.known_bodies()
    case_id = appeal(desk)
    in_court(desk, case_id)
    bailiff, office = Words("ЧСИ Несуществующий", "ЖСО Жоқбаев"), Words("Сосед", "Көрші")
    for kind, to in ((NoticeKind.TO_BAILIFF, bailiff), (NoticeKind.OTHER, office)):
        told = Notice(
            case_id=case_id, kind=kind, addressee=to.ru, addressee_kk=to.kk, sent_on=TODAY
        )
        do(desk, c.SaveRecord(record=told))
    known = desk.known_bodies()
    assert known[0] == COURT
    assert bailiff in known
    assert office not in known  # to whom another letter went is nobody's business in other cases
    assert Words("Районный суд", "Аудандық сот") in known
    assert any(each.ru.startswith("Участковый инспектор") for each in known)
    assert desk.known_officers() == (JUDGE,)


def test_the_centre_keeps_the_directory_of_its_courts_itself(desk: Desk) -> None:
    data = desk.reference("bodies.toml")
    (block,) = data.blocks
    row = {"name_ru": COURT.ru, "name_kk": COURT.kk}
    more = replace(data, blocks=(replace(block, rows=(*block.rows, row)),))
    desk.save_reference("bodies.toml", more).result()
    assert COURT in desk.known_bodies()
    half = replace(data, blocks=(replace(block, rows=({"name_ru": COURT.ru},)),))
    with pytest.raises(InputProblem) as refused:
        desk.save_reference("bodies.toml", half).result()
    assert refused.value.code is Code.REFERENCE_CELL


def journal(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    """Write a journal with a column of courts."""
    path = folder / "journal.csv"
    heads = (
        "Регистрационный номер;Дата обращения;Сторона 1;Сторона 2;Категория спора;"
        "Наименование суда;Чем окончено"
    )
    lines = [heads, *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_journal_brings_courts_in_either_language_and_its_own_numbers(
    desk: Desk, tmp_path: Path
) -> None:
    in_court(desk, appeal(desk))
    rest = ("Жоқбаев Нұрлан", "Несуществующая Анна", "гражданский")
    path = journal(
        tmp_path,
        [
            ("М-15/а", "10.03.2025", *rest, COURT.kk, "соглашение"),
            ("М-16/а", "11.03.2025", *rest, COURT.ru, "соглашение"),
            ("17", "12.03.2025", *rest, "Жаңа аудандық сот", "соглашение"),
            ("18", "13.03.2025", *rest, "", "соглашение"),
        ],
    )
    do_import = desk.apply_import(desk.plan_import(path)).result()
    assert do_import.params == {"n": 4}
    with desk.store.reader() as reader:
        found = [each for each in reader.find(Case) if each.import_id]
    told = [(case.body_name, case.body_name_kk, case.journal_number) for case in found]
    assert told == [
        (COURT.ru, COURT.kk, "М-15/а"),
        (COURT.ru, COURT.kk, "М-16/а"),
        ("", "Жаңа аудандық сот", "17"),
        ("", "", "18"),
    ]
    assert [case.note for case in found] == [""] * 4
    assert [hit.case_id for hit in desk.search("м-16/а")] == [found[1].id]
    assert desk.search("м-16/а")[0].where == "journal"
    assert {hit.case_id for hit in desk.search("Алмалы аудандық")} == {1, found[0].id, found[1].id}


@pytest.mark.parametrize("kind", [DocumentKind.APPEAL_FORM, DocumentKind.COVER])
def test_a_kazakh_paper_names_the_court_in_kazakh(desk: Desk, kind: DocumentKind) -> None:
    case_id = full(desk)
    in_court(desk, case_id)
    text = {
        languages: " ".join(
            each
            for page in text_of(desk.document(case_id, kind, languages, draft=True).pdf)
            for each in page.split()
        )
        for languages in (Languages.RU, Languages.KK, Languages.BOTH)
    }
    assert COURT.ru in text[Languages.RU]
    assert COURT.kk not in text[Languages.RU]
    assert COURT.kk in text[Languages.KK]
    assert COURT.ru not in text[Languages.KK]
    for name in COURT.ru, COURT.kk:  # lines of two columns stand mixed in the text
        assert name.split()[0] in text[Languages.BOTH]


def test_a_package_of_an_older_program_is_read(tmp_path: Path) -> None:
    """The file was written by the program whose packages were of format 1."""
    centre = office_desk(tmp_path / "centre", 2)
    preview = centre.preview_packages([OLDER], SECRET)
    (told,) = preview.packages
    assert (told.facts.format, told.facts.cases, told.count(Verdict.NEW)) == (1, 2, 2)
    merged(centre, OLDER)
    with centre.store.reader() as reader:
        second = reader.find(Case, seq=2)[0]
        notice = reader.find(Notice)[0]
    assert (second.body_name, second.body_name_kk) == ("Учебный районный суд", "")
    assert (second.journal_number, notice.addressee_kk) == ("", "")
    assert notice.addressee == "Учебный районный суд"
    again = centre.preview_packages([OLDER], SECRET)
    assert not again.ready
    centre.close()


def test_names_in_kazakh_travel_and_what_an_older_package_brought_is_changed_by_them(
    tmp_path: Path,
) -> None:
    first, centre = office_desk(tmp_path / "first", 1), office_desk(tmp_path / "centre", 2)
    case_id = CaseId(full(first))
    case = in_court(first, case_id)
    do(
        first,
        c.SaveRecord(
            record=Approval(case_id=case_id, name=COURT.ru, name_kk=COURT.kk, submitted_on=TODAY)
        ),
    )
    merged(centre, sent(first, tmp_path))
    with centre.store.reader() as reader:
        came = reader.find(Case, uid=case.uid)[0]
        handed = reader.find(Approval)[0]
    assert (came.body_name_kk, came.body_officer_kk) == (COURT.kk, JUDGE.kk)
    assert handed.name_kk == COURT.kk
    do(first, c.EditCase(case=replace(case, body_name_kk="Басқа сот")))
    preview = centre.preview_packages([sent(first, tmp_path)], SECRET)
    assert preview.packages[0].count(Verdict.CHANGED) == 1
    (item,) = preview.packages[0].items
    fields = {change.label for each in centre.differences(item) for change in each.fields}
    assert fields == {"Court or body, in Kazakh"}
    first.close()
    centre.close()
