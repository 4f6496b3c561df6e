"""A blank that is looked at, what its cells say for a period, and the report made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mediadesk.domain.bilingual import Words
from mediadesk.domain.blank_control import blank_lines
from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_report import blank_sheets, definitions_sheet, with_own_names
from mediadesk.domain.blank_sheet import BlankBook
from mediadesk.domain.own_data import FormBlank
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_cases import carried_sheet, cases_sheet
from mediadesk.domain.report_build_control import control_sheet
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.report_model import Cell, Report
from mediadesk.domain.statistics import CountingRule

__all__ = ["BlankDraft", "FilledBlank", "blank_report"]


@dataclass(frozen=True)
class BlankDraft:
    """A form as far as it is known, how its blank looks, and what goes where."""

    form: FormBlank
    book: BlankBook
    targets: tuple[Target, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class FilledBlank:
    """Values of a blank for a period, by target; `figures` knows the counted cases."""

    values: Mapping[Target, Cell]
    figures: Figures
    period: Period


def blank_report(draft: BlankDraft, filled: FilledBlank, made_on: date) -> Report:
    """Make the report: the blank with its figures, their meaning, control sums, counted cases."""
    form, figures = draft.form, filled.figures
    rule = CountingRule(form.counts_by)
    lines = blank_lines(draft.book, filled.values, figures)
    definitions = definitions_sheet(draft.book, filled.values, figures)
    control, checks = control_sheet(figures, (), (), (), filled.period, rule, lines)
    carried = carried_sheet(figures)
    own = (definitions, *((carried,) if carried is not None else ()), control, cases_sheet(figures))
    shown = blank_sheets(draft.book, {each.place: cell for each, cell in filled.values.items()})
    return Report(
        form=form.code,
        title=figures.said(Words(form.title_ru, form.title_kk or form.title_ru), " / "),
        period=filled.period,
        language=form.language,
        sheets=(*shown, *with_own_names(own, draft.book)),
        rows=figures.tally.rows,
        checks=checks,
        made_on=made_on,
        edition=form.made_on.isoformat() if form.made_on else "",
        words={
            "page": figures.word("page", " / "),
            "of": "/" if form.language == "both" else figures.word("of"),
        },
    )
