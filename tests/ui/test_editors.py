"""Editors understand what people type, in any keyboard layout."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mediadesk.domain.types import DisputeKind, OrganisationKind, Sex
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors import CheckEdit
from mediadesk.ui.editors_choice import EnumCombo, mediator_edit, region_edit
from mediadesk.ui.editors_values import (
    DateEdit,
    IdentifierEdit,
    MoneyEdit,
    NumberEdit,
    PhoneEdit,
    TimeEdit,
)
from tests.ui.conftest import type_text


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5.3", date(2026, 3, 5)),
        ("05.03.26", date(2026, 3, 5)),
        ("+30", date(2026, 12, 20)),
        ("бүгін", date(2026, 11, 20)),
        ("сегодня", date(2026, 11, 20)),
    ],
)
def test_date_is_understood_and_written_out(qtbot: QtBot, ctx: Ctx, typed: str, day: date) -> None:
    edit = DateEdit(ctx)
    qtbot.addWidget(edit)
    type_text(edit.line, typed)
    assert edit.value() == day
    edit.tidy()
    assert edit.raw() == f"{day:%d.%m.%Y}"
    assert edit.remark.text() == ctx.tr.weekday(day)


def test_impossible_date_is_a_problem(qtbot: QtBot, ctx: Ctx) -> None:
    edit = DateEdit(ctx)
    qtbot.addWidget(edit)
    type_text(edit.line, "31.02.2026")
    assert edit.value() is None
    assert edit.problem() == "There is no such date in the calendar"
    edit.tidy()
    assert edit.raw() == "31.02.2026"


def test_calendar_gives_its_day(qtbot: QtBot, ctx: Ctx) -> None:
    edit = DateEdit(ctx)
    qtbot.addWidget(edit)
    edit.set_value(date(2026, 3, 5))
    assert edit.value() == date(2026, 3, 5)
    edit.set_value(None)
    assert edit.raw() == ""


@pytest.mark.parametrize(
    ("typed", "tiyn", "shown"),
    [
        ("1200000", 120_000_000, "1\u00a0200\u00a0000"),
        ("1,2 млн", 120_000_000, "1\u00a0200\u00a0000"),
        ("1500,50", 150_050, "1\u00a0500,50"),
    ],
)
def test_money_is_grouped(qtbot: QtBot, ctx: Ctx, typed: str, tiyn: int, shown: str) -> None:
    edit = MoneyEdit(ctx)
    qtbot.addWidget(edit)
    type_text(edit.line, typed)
    assert edit.value() == tiyn
    edit.tidy()
    assert edit.raw() == shown
    assert edit.value() == tiyn


def test_negative_sum_is_a_problem(qtbot: QtBot, ctx: Ctx) -> None:
    edit = MoneyEdit(ctx)
    qtbot.addWidget(edit)
    type_text(edit.line, "-5")
    assert edit.problem() == "An amount cannot be negative"


def test_number_and_time(qtbot: QtBot, ctx: Ctx) -> None:
    number, clock = NumberEdit(ctx, "days"), TimeEdit(ctx)
    qtbot.addWidget(number)
    qtbot.addWidget(clock)
    type_text(number.line, "30")
    assert (number.value(), number.remark.text()) == (30, "days")
    type_text(number.line, "x")
    assert number.problem() == "Only digits"
    type_text(clock.line, "9:05")
    assert clock.value() == time(9, 5)
    clock.tidy()
    assert clock.raw() == "09:05"


def test_iin_offers_birth_and_sex(qtbot: QtBot, ctx: Ctx) -> None:
    from random import Random

    from mediadesk.usecases.practice_people import iin_of_nobody

    iin = iin_of_nobody(Random(4), Sex.FEMALE)
    edit = IdentifierEdit(ctx, "iin")
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.facts_found) as found:
        type_text(edit.line, f"{iin[:6]} {iin[6:]}")
    assert found.args is not None
    assert found.args[0].sex is Sex.FEMALE
    assert edit.value() == iin
    wrong = iin[:-1] + str((int(iin[-1]) + 1) % 10)
    edit.set_raw(wrong)
    assert edit.problem() == ""
    assert edit.remark.text() != ""


def test_telephone_is_written_in_groups(qtbot: QtBot, ctx: Ctx) -> None:
    edit = PhoneEdit(ctx)
    qtbot.addWidget(edit)
    type_text(edit.line, "8 701 1234567")
    assert edit.value() == "+77011234567"
    edit.tidy()
    assert edit.raw().startswith("+7 (701)")


def test_choice_takes_the_beginning_of_a_word(qtbot: QtBot, ctx: Ctx) -> None:
    edit = EnumCombo(ctx, DisputeKind)
    qtbot.addWidget(edit)
    edit.combo.setEditText("lab")
    assert edit.value() is DisputeKind.LABOUR
    edit.combo.setEditText("nonsense")
    assert edit.value() is None
    assert edit.problem() == "Choose from the list"


def test_optional_choice_may_be_empty(qtbot: QtBot, ctx: Ctx) -> None:
    edit = EnumCombo(ctx, OrganisationKind, optional=True)
    qtbot.addWidget(edit)
    assert edit.value() is None
    assert edit.problem() == ""
    edit.set_value(OrganisationKind.STATE_BODY)
    assert edit.value() is OrganisationKind.STATE_BODY


def test_region_and_mediator_come_from_the_centre(qtbot: QtBot, ctx: Ctx) -> None:
    region = region_edit(ctx)
    mediator = mediator_edit(ctx)
    qtbot.addWidget(region)
    qtbot.addWidget(mediator)
    region.set_value("27")
    assert region.raw() == "West Kazakhstan Region"
    assert mediator.value() is None


def test_words_of_a_tick_go_on_in_a_second_line_and_tick(qtbot: QtBot, ctx: Ctx) -> None:
    edit = CheckEdit(ctx, "The parties agree that copies may be exchanged by e-mail " * 2)
    qtbot.addWidget(edit)
    edit.resize(200, edit.heightForWidth(200))
    edit.show()
    (words,) = edit.findChildren(QLabel)
    assert edit.minimumSizeHint().width() < 200
    assert words.height() > 2 * words.fontMetrics().height()
    with qtbot.waitSignal(edit.changed):
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert edit.value() is True
    edit.setEnabled(False)
    assert not words.isEnabled()
