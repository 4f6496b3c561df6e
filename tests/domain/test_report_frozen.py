"""A frozen report gives the same grid again; changes since then name their cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.periods import parse_period
from mediadesk.domain.report_build import build_report
from mediadesk.domain.report_compare import compare, with_changes
from mediadesk.domain.report_frozen import Frozen, freeze, thaw
from mediadesk.domain.report_model import CASE_STYLES, Report, SheetKind, Style
from mediadesk.domain.report_outside import (
    MARK,
    for_outside,
    is_for_outside,
    parse_rules,
    pseudonym,
    tables_of,
)
from mediadesk.domain.rows import StatRow
from mediadesk.domain.small_cells import Why
from mediadesk.domain.types import DisputeKind, Outcome, Tiyn, Uid
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import workbook
from tests.desks import TODAY
from tests.reporting import pack, stat_rows, vocabulary

RULES = parse_rules(assets.load_toml("reporting.toml"))
FORMS = ("ministry", "atameken", "quarterly", "funnel", "years", "mediator-register")


def report(rows: tuple[StatRow, ...], form: str = "ministry", lang: str = "ru") -> Report:
    """Build a report of 2025."""
    words = vocabulary()
    return build_report(
        pack(form),
        rows,
        parse_period("2025"),
        lang,
        vocabulary=words,
        centre=Words("Центр", "Орталық"),
        made_on=TODAY,
    )


def names(made: Report) -> dict:
    """Give invented names of cases for outside."""
    return {row.id: f"CASE-{row.id}" for row in made.rows}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["ru", "both"])
def test_a_snapshot_gives_the_same_grid_and_the_same_workbook(form: str, lang: str) -> None:
    made = report(stat_rows(60), form, lang)
    sent = for_outside(made, RULES, names(made)).report
    again = thaw(*freeze(Frozen(sent, made)))
    assert again == Frozen(sent, made)
    assert workbook.to_bytes(again.full) == workbook.to_bytes(made)
    assert workbook.to_bytes(again.sent) == workbook.to_bytes(sent)


@given(st.integers(0, 30), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_any_report_comes_back_from_its_snapshot(count: int, seed: int) -> None:
    made = report(stat_rows(count, seed), "quarterly")
    text, sha256 = freeze(Frozen(made, made))
    assert thaw(text, sha256).sent == made
    assert freeze(thaw(text, sha256)) == (text, sha256)


def test_a_snapshot_of_another_hash_is_refused() -> None:
    made = report(stat_rows(3))
    text, sha256 = freeze(Frozen(made, made))
    for bad in ((text, "0" * 64), (text[:-9], sha256), ("?", sha256)):
        with pytest.raises(WorldTrouble) as caught:
            thaw(*bad)
        assert caught.value.code is Code.FILE_DAMAGED


def test_a_form_with_a_recipient_goes_outside_unless_it_says_otherwise() -> None:
    assert is_for_outside({"recipient": {"ru": "Министерство", "kk": "Министрлік"}})
    assert not is_for_outside({"recipient": {"ru": "Центр", "kk": "Орталық"}, "outside": False})
    assert not is_for_outside({})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [4, 40, 300])
def test_outside_no_small_figure_no_formula_and_no_number_stands(form: str, count: int) -> None:
    made = report(stat_rows(count, seed=count), form)
    out = for_outside(made, RULES, names(made))
    full = {(t.sheet, line.row, n): c for t in tables_of(made) for line in t.lines
            for n, c in line.cells}  # fmt: skip
    for place, cell in full.items():
        shown = out.report.sheets[place[0]].rows[place[1]].cells[place[2]]
        if 0 < len(cell.case_ids) < RULES.threshold:
            assert shown.value == MARK
        assert shown.value in (cell.value, MARK)
    for sheet in out.report.sheets:
        assert not any(c.formula or c.cases for row in sheet.rows for c in row.cells)
        words = " ".join(str(c.value) for row in sheet.rows for c in row.cells)
        words += " ".join(str(value) for line in sheet.body for value in line)
        assert not any(row.number in words for row in made.rows)
    assert len(out.hidden) == sum(
        cell.value == MARK and cell.style in CASE_STYLES
        for s in out.report.sheets if s.kind is SheetKind.FIGURES
        for row in s.rows for cell in row.cells
    )  # fmt: skip


def test_shares_beside_a_hidden_figure_are_hidden_too() -> None:
    rows = tuple(
        replace(row, region="71" if n < 2 else "75", outcome=Outcome.AGREEMENT)
        for n, row in enumerate(stat_rows(30))
    )
    out = for_outside(made := report(rows, "atameken"), RULES, names(made))
    reasons = {hidden.why for hidden in out.hidden}
    assert Why.FEW in reasons
    for sheet, source in zip(out.report.sheets, made.sheets, strict=False):
        for row, before in zip(sheet.rows, source.rows, strict=False):
            counts = [c.value for c in row.cells if c.style is Style.COUNT]
            for cell, old in zip(row.cells, before.cells, strict=False):
                if cell.style is Style.SHARE and old.value is not None and MARK in counts:
                    assert cell.value == MARK


def test_control_outside_says_why_it_shows_no_figures() -> None:
    made = report(stat_rows(40))
    out = for_outside(made, RULES, names(made)).report
    control = next(s for s in out.sheets if s.kind is SheetKind.CONTROL)
    assert "сверены в центре" in str(control.rows[1].cells[0].value)
    assert {row.cells[1].value for row in control.rows[3:]} == {"✓"}


def test_pseudonyms_are_stable_and_tell_nothing_without_the_secret() -> None:
    one, other = Uid(b"1" * 16), Uid(b"2" * 16)
    assert pseudonym(one, b"secret") == pseudonym(one, b"secret")
    assert pseudonym(one, b"secret") != pseudonym(other, b"secret")
    assert pseudonym(one, b"secret") != pseudonym(one, b"another")


def test_a_correction_names_its_figures_and_its_cases() -> None:
    rows = tuple(replace(row, claim_tiyn=Tiyn(100_00)) for row in stat_rows(20))
    before = report(rows)
    assert compare(before, report(rows)) == ()
    mended = (replace(rows[0], claim_tiyn=Tiyn(900_00)), *rows[1:])
    changes = compare(before, report(mended))
    assert changes
    assert {number for change in changes for number in change.numbers} == {rows[0].number}
    total = next(c for c in changes if c.style in (Style.MONEY, Style.MONEY2))
    assert (total.before, total.after) != (None, None)


def test_a_corrected_case_does_not_stand_behind_a_count_it_did_not_change() -> None:
    rows = tuple(replace(row, kind=DisputeKind.CIVIL) for row in stat_rows(8))
    changed = (
        replace(rows[0], kind=DisputeKind.FAMILY),
        replace(rows[1], settled_tiyn=None, claim_tiyn=Tiyn(7_00)),
        *rows[2:],
    )
    for change in compare(report(rows), report(changed)):
        if change.style is Style.COUNT and change.row in ("Гражданский", "Семейный"):
            assert change.numbers == (rows[0].number,)


def test_a_case_that_came_later_stands_behind_every_changed_count() -> None:
    rows = stat_rows(20)
    changes = compare(report(rows[:-1]), report(rows))
    assert any(change.style is Style.COUNT for change in changes)
    for change in changes:
        if change.style is Style.COUNT:
            assert rows[-1].number in change.numbers


def test_changes_stand_on_a_sheet_of_their_own_behind_the_same_sheets() -> None:
    rows = stat_rows(20)
    sent = report(rows[:-1])
    changes = compare(sent, report(rows))
    facts = {"number": 1, "sent": "01.02.2026"}
    book = with_changes(sent, changes, RULES, facts=facts, made_on=TODAY)
    assert book.sheets[:-1] == sent.sheets
    told = str(book.sheets[-1].rows[1].cells[0].value)
    assert "01.02.2026" in told
    assert "№ 1" in told
    assert "{" not in told
    assert len(book.sheets[-1].rows) == 3 + len(changes)
    assert with_changes(sent, (), RULES, facts=facts, made_on=TODAY) == sent
