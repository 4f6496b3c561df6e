"""Sections of a case's card by name; each module is imported when its section is first shown.

A section's function takes the actions of the case as it was read and gives its parts: those of the
wide column and those of the narrow one (none: one column takes all the room).
"""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtWidgets import QWidget

from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions

__all__ = ["SECTIONS", "Columns", "build"]

Columns = tuple[Sequence[QWidget], Sequence[QWidget]]

SECTIONS = (
    ("overview", N_("Overview")),
    ("intake", N_("Intake")),
    ("people", N_("People")),
    ("mediators", N_("Mediators")),
    ("sessions", N_("Sessions")),
    ("terms", N_("Terms")),
    ("signing", N_("Signing")),
    ("kept", N_("Performance")),
    ("proceedings", N_("Proceedings")),
    ("papers", N_("Documents")),
    ("files", N_("Files")),
    ("tasks", N_("Tasks")),
    ("history", N_("History")),
    ("remarks", N_("Questions")),
)
"""Name and words of every section, in order; the name is its module here."""


def build(name: str, act: CaseActions) -> Columns:
    """Make the parts of a section; KeyError if there is none of this name."""
    if name not in dict(SECTIONS):
        raise KeyError(name)
    columns: Columns = import_module(f"mediadesk.ui.case_sections.{name}").build(act)
    return columns
