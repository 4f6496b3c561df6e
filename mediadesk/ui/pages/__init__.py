"""Pages by name; each module is imported when its page is first opened."""

from importlib import import_module

from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page

__all__ = ["PAGES", "make"]

PAGES = {
    "start": "start:StartPage",
    "cases": "cases:CasesPage",
    "tasks": "tasks:TasksPage",
    "journal": "journal:JournalPage",
    "settings": "settings:SettingsPage",
    "case_card": "case_card:CaseCardPage",
    "appeal": "appeal:AppealPage",
    "agreement": "agreement:AgreementPage",
    "mediators": "mediators:MediatorsPage",
    "people": "people:PeoplePage",
    "personal": "personal:PersonalPage",
    "blank": "blank:BlankPage",
    "reports": "reports:ReportsPage",
    "glance": "glance:GlancePage",
    "trash": "trash:TrashPage",
    "offices": "offices:OfficesPage",
    "importing": "importing:ImportingPage",
    "calendar": "calendar:CalendarPage",
}
"""Module and class of every page, under `mediadesk.ui.pages`."""


def make(name: str, ctx: Ctx) -> Page:
    """Make a page; KeyError if there is none of this name."""
    module, cls = PAGES[name].split(":")
    made = getattr(import_module(f"mediadesk.ui.pages.{module}"), cls)(ctx)
    if not isinstance(made, Page):
        raise TypeError(name)
    return made
