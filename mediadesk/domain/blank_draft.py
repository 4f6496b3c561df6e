"""A blank that is looked at, and what its cells say for a period."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediadesk.domain.blank_plan import Target
from mediadesk.domain.blank_sheet import BlankBook
from mediadesk.domain.own_data import FormBlank
from mediadesk.domain.periods import Period
from mediadesk.domain.report_build_blocks import Figures
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.report_model import Cell

__all__ = ["BlankDraft", "FilledBlank"]


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
