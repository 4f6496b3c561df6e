"""All that wordings may fill in or ask for: the closed lists, gathered from the groups."""

from typing import Final

from mediadesk.export import (
    paper_values,
    values_about,
    values_end,
    values_folder,
    values_funnel,
    values_intake,
    values_money,
    values_schedule,
    values_sessions,
    values_settling,
)
from mediadesk.export.paper_groups import Group

__all__ = ["CONDITIONS", "EACH", "GROUPS", "PLACEHOLDERS"]

GROUPS: Final[tuple[Group, ...]] = (
    *paper_values.GROUPS,
    *values_about.GROUPS,
    *values_funnel.GROUPS,
    *values_intake.GROUPS,
    *values_sessions.GROUPS,
    *values_money.GROUPS,
    *values_folder.GROUPS,
    *values_settling.GROUPS,
    *values_schedule.GROUPS,
    *values_end.GROUPS,
)
PLACEHOLDERS: Final = {name: words for group in GROUPS for name, words in group.labels.items()}
"""Every placeholder with the message id a person knows it by."""
CONDITIONS: Final = {name: words for group in GROUPS for name, words in group.conditions.items()}
"""Every condition with its message id."""
EACH: Final = {group.name for group in GROUPS if group.is_repeated}
"""What a clause may be repeated for."""
