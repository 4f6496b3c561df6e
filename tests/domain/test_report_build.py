"""Reports built from the form packs that come with the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.dollars import Dollars
from mediadesk.domain.periods import parse_period, year_period
from mediadesk.domain.report_build import build_report, report_json
from mediadesk.domain.report_build_forms import parse_pack, parse_vocabulary
from mediadesk.domain.report_build_formulas import Coder, count_formula, days_formula
from mediadesk.domain.report_model import CASE_STYLES, Cell, Report, SheetKind, Style
from mediadesk.domain.rows import StatRow
from mediadesk.domain.statistics import EVERYTHING, Filter, Tally
from mediadesk.domain.types import DisputeKind, Outcome, Tiyn
from mediadesk.errors import Code, WorldTrouble
from tests.reporting import BASE, pack, stat_rows, vocabulary

FORMS = (
    *("summary", "ministry", "atameken", "quarterly", "mediator-register", "years", "funnel"),
    *("organisation", "ngo", "performance", "regions"),
)
CENTRE = Words("Центр медиации", "Медиация орталығы")


def report(
    form: str, rows: tuple[StatRow, ...], language: str = "ru", period: str = "2025"
) -> Report:
    return build_report(
        pack(form),
        rows,
        parse_period(period),
        language,
        vocabulary=vocabulary(),
        centre=CENTRE,
        made_on=date(2026, 1, 15),
    )


def cells(made: Report) -> list[Cell]:
    return [c for s in made.sheets for row in s.rows for c in row.cells]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["ru", "kk", "both"])
def test_control_sums_close(form: str, language: str) -> None:
    made = report(form, stat_rows(200), language)
    assert made.is_sound
    assert len(made.checks) > 15
    assert [s.kind for s in made.sheets[-2:]] == [SheetKind.CONTROL, SheetKind.CASES]
    assert [c.name for c in made.sheets] == sorted(
        {c.name for c in made.sheets}, key=[c.name for c in made.sheets].index
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_opens_its_cases_and_carries_a_formula(form: str) -> None:
    made = report(form, stat_rows(120))
    known = {row.id for row in made.rows}
    figures = [
        c for s in made.sheets[:-2] for r in s.rows for c in r.cells if c.style in CASE_STYLES
    ]
    assert figures
    for cell in figures:
        assert cell.formula.startswith("=")
        assert cell.cases is not None
        assert set(cell.case_ids) <= known
        if cell.style is Style.COUNT:
            assert cell.value == len(cell.case_ids)


def test_the_ministry_crosses_kinds_with_outcomes() -> None:
    rows = stat_rows(150)
    sheet = report("ministry", rows).sheets[0]
    table = {row.cells[0].value: row.cells for row in sheet.rows if row.cells}
    words = vocabulary()
    for kind in DisputeKind:
        mine = [row for row in rows if row.kind is kind]
        line = table[words.codes["kind"][kind.value].ru]
        assert line[1].value == len(mine)
        for n, outcome in enumerate(words.codes["outcome"]):
            assert line[2 + n].value == sum(row.outcome.value == outcome for row in mine)
        held = [r for r in mine if r.outcome in {
            Outcome.AGREEMENT, Outcome.REFUSAL, Outcome.ONE_REFUSED, Outcome.STOPPED, Outcome.EXPIRED,
        }]  # fmt: skip
        agreed = sum(r.outcome is Outcome.AGREEMENT for r in held)
        assert line[-2].value == (agreed / len(held) if held else None)
        days = [(r.ended_on - r.contract_on).days for r in held if r.ended_on and r.contract_on]
        assert line[-1].value == (sum(days) / len(days) if days else None)


def test_the_chamber_sees_business_disputes_only() -> None:
    rows = stat_rows(150)
    made = report("atameken", rows)
    business = [row for row in rows if row.kind is DisputeKind.BUSINESS]
    assert sorted(row.id for row in made.rows) == sorted(row.id for row in business)
    totals = [row.cells for row in made.sheets[0].rows if row.cells and row.cells[0].is_total]
    assert len(totals) == 2
    for total in totals:
        assert total[1].value == len(business)
        assert total[2].value == sum(row.claim_tiyn or 0 for row in business) / 100


@pytest.mark.parametrize("form", FORMS)
def test_no_appeals_make_a_report_of_nothing(form: str) -> None:
    made = report(form, ())
    assert made.is_sound
    assert all(not c.value for c in cells(made) if c.style in CASE_STYLES)


def test_the_language_and_the_counting_rule_are_printed() -> None:
    ru, kk, both = (
        "\n".join(str(c.value) for c in cells(report("ministry", (BASE,), lang)))
        for lang in ("ru", "kk", "both")
    )
    assert "по дате обращения" in ru
    assert "Соглашение" in ru
    assert "Келісім" not in ru
    assert "өтініш берілген күні бойынша" in kk
    assert "Соглашение" not in kk
    assert "Келісім\nСоглашение" in both
    assert report("ministry", (BASE,), "en").language == "ru"


def test_a_broken_identity_names_its_cases() -> None:
    wrong = replace(
        BASE,
        number="2025/0077",
        contract_on=date(2025, 5, 2),
        ended_on=date(2025, 5, 1),
        claim_tiyn=Tiyn(100),
        settled_tiyn=Tiyn(200),
    )
    made = report("summary", (BASE, wrong))
    broken = [check for check in made.checks if not check.holds]
    assert len(broken) == 3
    assert all(check.numbers == ("2025/0077",) for check in broken)
    assert not made.is_sound
    assert "✗" in [c.value for c in cells(made)]


def test_tiyn_show_only_when_a_sum_has_them() -> None:
    def styles(row: StatRow) -> set[Style]:
        return {c.style for c in cells(report("summary", (row,)))}

    assert Style.MONEY2 not in styles(replace(BASE, claim_tiyn=Tiyn(100)))
    assert Style.MONEY2 in styles(replace(BASE, claim_tiyn=Tiyn(101)))


def test_codes_that_would_mean_something_to_a_spreadsheet_are_replaced() -> None:
    tally = Tally([replace(BASE, topic=t) for t in ("*", "<5", "2025-01", "supply")])
    coder = Coder(tally)
    found = [coder.code("topic", topic) for topic in tally.codes("topic")]
    assert len(set(found)) == 4
    assert "supply" in found
    assert all(code.replace("-", "").replace("_", "").isalnum() for code in found)
    assert coder.code("topic", "never seen") not in found
    assert count_formula(EVERYTHING, coder) == "COUNTA(case_number)"
    assert count_formula(Filter.of(outcome=()), coder) == "0"
    assert days_formula(Filter.of(topic="supply"), coder) == (
        'IFERROR(AVERAGEIFS(case_days,case_topic,"supply"),"")'
    )


def test_a_block_may_go_without_a_total() -> None:
    raw = raw_pack()
    raw["sheets"][0]["blocks"][0]["total"] = False
    made = build_report(
        parse_pack("ministry", raw, vocabulary()),
        stat_rows(30),
        parse_period("2025"),
        "ru",
        vocabulary=vocabulary(),
        centre=CENTRE,
    )
    assert not [c for row in made.sheets[0].rows for c in row.cells if c.is_total]
    assert made.is_sound


def test_plain_data_holds_the_same_figures() -> None:
    made = report("atameken", stat_rows(40))
    data: Any = report_json(made)
    assert data["form"] == "atameken"
    assert data["appeals"] == len(made.rows)
    assert data["sound"] is True
    assert len(data["sheets"]) == len(made.sheets)
    assert data["sheets"][-1]["rows"][-1][0] == made.rows[-1].number


def raw_pack() -> dict[str, Any]:
    return assets.load_toml("forms/ministry.toml")


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw.pop("title"),
        lambda raw: raw.update(counts_by="birthday"),
        lambda raw: raw.update(where={"shoe_size": "44"}),
        lambda raw: raw.update(valid_from="yesterday"),
        lambda raw: raw["sheets"][0]["blocks"][0].update(dimension="shoe_size"),
        lambda raw: raw["sheets"][0]["blocks"][0].update(columns=[]),
        lambda raw: raw["sheets"][0]["blocks"][0].update(columns=[{"indicator": "luck"}]),
        lambda raw: raw["sheets"][0]["blocks"][0].update(indicators=["appeals"]),
        lambda raw: raw.update(sheets="none"),
        lambda raw: raw.update(sheets=[]),
        lambda raw: raw["sheets"][0].update(blocks=[]),
        lambda raw: raw.update(where={"outcome": [4]}),
        lambda raw: raw.update(where={"outcome": [{}]}),
        lambda raw: raw["sheets"][0]["blocks"][0].update(chart="scatter"),
        lambda raw: raw["sheets"][0]["blocks"][0].update(
            kind="cross", dimension="kind", across="kind"
        ),
    ],
    ids=[
        "no title",
        "counting rule",
        "filter",
        "date",
        "dimension",
        "no columns",
        "indicator",
        "two kinds of rows",
        "sheets",
        "no sheet",
        "no table",
        "a filter by a number",
        "a filter by a table",
        "an unknown chart",
        "crossed with itself",
    ],
)
def test_a_damaged_form_is_named(damage: Any) -> None:
    raw = raw_pack()
    damage(raw)
    with pytest.raises(WorldTrouble) as caught:
        parse_pack("ministry", raw, vocabulary())
    assert caught.value.code is Code.RESOURCE_BAD
    assert caught.value.params["name"] == "ministry.toml"


def test_a_recipient_is_written_out_or_named_by_its_code() -> None:
    raw = raw_pack()
    raw["recipient"] = {"ru": "Палата", "kk": "Палата (қаз.)"}
    words = vocabulary()
    assert parse_pack("ministry", raw, words).recipient == Words("Палата", "Палата (қаз.)")
    raw["recipient"] = next(iter(words.recipients))
    assert parse_pack("ministry", raw, words).recipient in words.recipients.values()


def test_without_any_rate_a_form_in_dollars_states_none() -> None:
    words = replace(vocabulary(), dollars=Dollars())
    made = build_report(
        pack("years"), stat_rows(5), parse_period("2025"), "ru", vocabulary=words, centre=CENTRE
    )
    said = [str(cell.value) for cell in cells(made)]
    assert not [text for text in said if vocabulary().words["rates_rule"].ru in text]


def test_a_share_of_unknown_indicators_is_refused() -> None:
    raw = assets.load_toml("indicators.toml")
    raw["indicators"]["agreement_share"]["whole"] = "luck"
    with pytest.raises(WorldTrouble):
        parse_vocabulary(raw, assets.load_toml("regions.toml"), assets.load_toml("topics.toml"))


def test_every_code_of_the_program_has_words() -> None:
    words = vocabulary()
    assert set(words.codes["kind"]) == {kind.value for kind in DisputeKind}
    assert set(words.codes["outcome"]) == {outcome.value for outcome in Outcome}
    assert pack("summary").info.title_kk == "Жиынтық есеп"
    assert year_period(2025).label == "2025"
