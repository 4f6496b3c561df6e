"""The list of mediators for publishing: its fields (arts. 14(3), 16(3)), nothing private, no formula."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.model import Mediator
from mediadesk.domain.rows_mediators import RegisterLine
from mediadesk.domain.types import MediatorKind
from mediadesk.errors import WorldTrouble
from mediadesk.export.mediator_list import write_mediator_list
from mediadesk.usecases.opening import create_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, do, office

MADE = date(2026, 11, 21)
CENTRE = ("Учебный центр", "Оқу орталығы")
NASTY = '=HYPERLINK("http://x")'
PRIVATE = ("990512300017", "12.05.1981", "1981-05-12", "700 123 45 67", "home@example.kz")


def line(kind: MediatorKind = MediatorKind.PROFESSIONAL, **facts: object) -> RegisterLine:
    known: dict[str, object] = {
        "kind": kind,
        "name_ru": "Медиатор Несуществующий",
        "name_kk": "Жоқ Медиатор",
        "register_number": "П-1",
        "address_ru": "город Уральск",
        "address_kk": "Орал қаласы",
        "contacts": "a@example.kz",
        "specialisation_ru": "Семейные споры",
        "specialisation_kk": "Отбасылық даулар",
        "languages": "kk,ru",
        "certificate": "№ 1" if kind is MediatorKind.PROFESSIONAL else None,
        "suspended_from": None,
        "suspended_until": None,
    }
    return RegisterLine(**{**known, **facts})


def texts(path: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(path)
    return {
        page.title: [[str(c) for c in row if c is not None] for row in page.values]
        for page in book.worksheets
    }


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_each_kind_and_language_has_its_sheet(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    write_mediator_list(
        [line(), line(MediatorKind.PUBLIC)], target, ("kk", "ru"), centre=CENTRE, made_on=MADE
    )
    sheets = texts(target)
    assert list(sheets) == [
        "Кәсіпқой (қаз)", "Қоғамдық (қаз)", "Профессиональные (рус)", "Общественные (рус)",
    ]  # fmt: skip
    russian = sheets["Профессиональные (рус)"]
    assert russian[1] == ["Учебный центр, 21.11.2026"]
    assert russian[4] == [
        "1", "Медиатор Несуществующий", "П-1", "город Уральск", "a@example.kz", "Семейные споры",
        "Казахский, русский", "№ 1", "",
    ]  # fmt: skip
    kazakh = sheets["Кәсіпқой (қаз)"]
    assert kazakh[1] == ["Оқу орталығы, 21.11.2026"]
    assert kazakh[4][1] == "Жоқ Медиатор"
    assert "Отбасылық даулар" in kazakh[4]


def test_art_16_3_the_public_register_has_no_certificate(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    both = [line(), line(MediatorKind.PUBLIC)]
    write_mediator_list(both, target, ("ru",), centre=CENTRE, made_on=MADE)
    sheets = texts(target)
    assert "Сертификат" in sheets["Профессиональные"][3]
    assert "Сертификат" not in sheets["Общественные"][3]


def test_art_14_3_a_suspension_is_published(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    away = line(suspended_from=date(2026, 9, 1), suspended_until=date(2027, 3, 1))
    write_mediator_list([away], target, ("ru",), centre=CENTRE, made_on=MADE)
    assert texts(target)["Профессиональные"][4][-1] == "Приостановлен с 01.09.2026 по 01.03.2027"


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    bad = line(name_ru=NASTY, contacts="+7 700", specialisation_ru="@SUM(1)", address_ru="-1\x07")
    write_mediator_list([bad], target, ("ru",), centre=(NASTY, ""), made_on=MADE)
    page = openpyxl.load_workbook(target).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert NASTY in {cell.value for cell in cells}


def test_an_empty_register_is_a_sheet_with_headings(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    write_mediator_list([], target, ("ru",), centre=CENTRE, made_on=MADE)
    assert len(texts(target)["Профессиональные"][3]) == 9


def test_nothing_private_of_a_centre_is_in_the_file(tmp_path: Path) -> None:
    desk, _key = create_desk(
        tmp_path / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
    )
    try:
        for kind in MediatorKind:
            mediator = Mediator(
                name_ru=f"Медиатор {kind.value}",
                kind=kind,
                iin=PRIVATE[0],
                born_on=date(1981, 5, 12),
                phone="+7 700 123 45 67",
                email="home@example.kz",
                contacts="приёмная центра",
                certificate="№ 77",
                clean_record_on=date(2026, 1, 9),
                medical_on=date(2026, 1, 8),
            )
            do(desk, SaveMediator(mediator=mediator))
        target = tmp_path / "list.xlsx"
        assert desk.write_mediator_list(target, "both") == 3
        found = everything(target)
    finally:
        desk.close()
    assert "приёмная центра" in found
    assert [secret for secret in PRIVATE if secret in found] == []
    assert "7001234567" not in found.replace(" ", "")
    assert "09.01.2026" not in found


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble):
        write_mediator_list([], tmp_path / "no" / "l.xlsx", ("ru",), centre=CENTRE, made_on=MADE)
