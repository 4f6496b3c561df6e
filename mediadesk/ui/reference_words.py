"""Names of the blocks, columns and settings of reference data in the user's language.

The files name them in English, for those who write editions by hand; what has no words here is shown
as it stands in the file.
"""

import re
from typing import Final

from mediadesk.domain.document_rules import TEXTS
from mediadesk.domain.reference import Block, BlockKind
from mediadesk.domain.rules import RULES
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["block_words", "column_words", "key_words"]

_LANGUAGE = re.compile(r"^(.*?)[._](ru|kk|en)$")
_PLACE = re.compile(r"%\(\w+\)s")
_LANGUAGES: Final = {
    "ru": N_("%(what)s, in Russian"),
    "kk": N_("%(what)s, in Kazakh"),
    "en": N_("%(what)s, in English"),
}
_COLUMNS: Final = {
    "code": N_("Code"),
    "value": N_("Value"),
    "name": N_("Name"),
    "title": N_("Title"),
    "text": N_("Text"),
    "date": N_("Date"),
    "kind": N_("Kind"),
    "kinds": N_("Kinds"),
    "source": N_("Source"),
    "edition": N_("Edition"),
    "note": N_("Note"),
    "article": N_("Article"),
    "start_article": N_("Article on the beginning of a term"),
    "month_article": N_("Article on months"),
    "move_article": N_("Article on days off"),
    "base_days": N_("Days"),
    "extension_days": N_("Days of the extension"),
    "limit_days": N_("Days at most"),
    "working_days": N_("Working days"),
    "warn_days": N_("Told so many days before"),
    "months": N_("Months"),
    "suspension_months": N_("Months of a suspension"),
    "year": N_("Year"),
    "confirmed": N_("Confirmed"),
    "in_force_from": N_("In force from"),
    "in_force_to": N_("In force until"),
    "moved_from": N_("Moved from"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "email": N_("E-mail"),
    "contact": N_("Contact"),
    "group": N_("Group"),
    "groups": N_("Groups"),
    "severity": N_("Weight"),
    "question": N_("Question"),
    "offered": N_("Offered"),
    "is_offered": N_("Offered"),
    "is_within_process": N_("Within the process of a court"),
    "is_checked": N_("Compared with the law"),
    "sent_by": N_("Sent by"),
    "place": N_("Where the appeal was received"),
    "channel": N_("How the appeal came"),
    "stage": N_("Stage"),
    "stages": N_("Stages of the dispute"),
    "way": N_("Way of mediation"),
    "ru": N_("In Russian"),
    "kk": N_("In Kazakh"),
    "en": N_("In English"),
    "advice": N_("What to do"),
    "after": N_("When it comes"),
    "basis": N_("Legal ground"),
    "categories": N_("Kinds of data"),
    "checks": N_("What is checked"),
    "clauses": N_("Clauses"),
    "clean": N_("If there is nothing"),
    "day": N_("Day"),
    "document": N_("Document"),
    "duty": N_("Duty"),
    "event": N_("Event"),
    "holding": N_("If there is something"),
    "lines": N_("Lines"),
    "needs_note": N_("Needs a note"),
    "on_demand": N_("At the wish of a party"),
    "outcome": N_("Outcome"),
    "own_cases": N_("Only cases of one's own"),
    "rate": N_("Rate"),
    "rule": N_("Rule"),
    "section": N_("Section"),
    "test": N_("Test of the program"),
    "times": N_("How many times"),
    "unknown": N_("If it is not known"),
    "until": N_("Kept until"),
    "verify": N_("To be compared"),
    "what": N_("What for"),
    "when": N_("When"),
    "with_minor": N_("With a minor"),
    "yes": N_("If yes"),
    "contract": N_("Contract"),
    "agreement": N_("Agreement"),
    "from": N_("Counted from"),
    "years": N_("Years of storage"),
    "own": N_("Decision of the centre"),
    "fields": N_("Fields of the record"),
    "head": N_("Head"),
    "coordinator": N_("Coordinator"),
    "mediator": N_("Mediator"),
    "secretary": N_("Secretary"),
    "viewer": N_("Viewer"),
}
_BLOCKS: Final = {
    **_COLUMNS,
    "applies": N_("Which rule holds"),
    "body": N_("Courts and bodies"),
    "keep": N_("Keeping times"),
    "record": N_("Keeping times outside of case files"),
    "category": N_("Kinds of data"),
    "clause": N_("Clauses"),
    "common": N_("Common words"),
    "counting": N_("How terms are counted"),
    "currency": N_("Currencies"),
    "day": N_("Days"),
    "disputed": N_("Disputed days"),
    "excluded": N_("Excluded"),
    "files": N_("Files"),
    "follow_up": N_("Questions afterwards"),
    "ground": N_("Grounds"),
    "item": N_("Items"),
    "law": N_("Editions of the law"),
    "limitation_years": N_("Years of limitation"),
    "minor": N_("Minors"),
    "next": N_("Next paper"),
    "notice": N_("Notices"),
    "packages": N_("Packages"),
    "pair": N_("Pairs"),
    "paper": N_("Papers"),
    "parts": N_("Parts of the article"),
    "power_of_attorney": N_("Powers of attorney"),
    "practice": N_("Practice of restoring"),
    "purpose": N_("Purposes"),
    "rate": N_("Rates"),
    "recipient": N_("Receivers"),
    "region": N_("Regions"),
    "right": N_("Rights"),
    "role": N_("Roles"),
    "rule": N_("Rules"),
    "section": N_("Sections"),
    "settings": N_("Settings"),
    "severity": N_("Weight"),
    "sheet": N_("Words of the sheet"),
    "small_cells": N_("Small figures"),
    "step": N_("Steps"),
    "storage": N_("Storage"),
    "term": N_("Terms"),
    "threshold": N_("Thresholds"),
    "times": N_("Times"),
    "topic": N_("Topics"),
    "trash": N_("Trash"),
    "types": N_("Kinds of files"),
    "warning": N_("Warning"),
    "withdrawal": N_("Withdrawal of a consent"),
    "words": N_("Words"),
    "years": N_("Years"),
}
_KEYS: Final = {
    **_COLUMNS,
    "absent_days": N_("Days the second medium may be away"),
    "again_minutes": N_("Minutes after a backup that failed"),
    "every_minutes": N_("Minutes after the first change"),
    "remind_after_days": N_("Days before a new centre is reminded"),
    "adult_years": N_("Years of age of an adult"),
    "most_years": N_("Years at most"),
    "default_years": N_("Years where none are named"),
    "keep_years": N_("Years of storage"),
    "keep_days": N_("Days of storage"),
    "due_day": N_("Day of the next month"),
    "largest_mb": N_("One file, megabytes"),
    "total_mb": N_("All files, megabytes"),
    "warn_percent": N_("Warned of from, per cent"),
    "programs": N_("Endings of programs"),
    "types": N_("Kinds of files"),
    "threshold": N_("Cases at least"),
    "soon_days": N_("Told so many days before"),
    "gravities": N_("Gravities"),
    "misdemeanour": N_("Criminal misdemeanour"),
    "small": N_("Crime of small gravity"),
    "medium": N_("Crime of medium gravity"),
    "grave": N_("Grave crime"),
    "especially_grave": N_("Especially grave crime"),
    "legal_entity": N_("Organisation"),
    "other": N_("Other"),
    "body": N_("Authorised body"),
    "nobody": N_("Instead of a name"),
    "blocked": N_("Instead of blocked data"),
    "appeal": N_("Appeal"),
    "open": N_("Case opened"),
    "mediation": N_("In mediation"),
    "signed": N_("Agreement signed"),
    "closed": N_("Closed"),
}


def _named(tr: Translator, name: str, known: dict[str, str]) -> str:
    """Name a column or a key; its language is told in words too."""
    if name in known:
        return tr.text(known[name])
    found = _LANGUAGE.match(name)
    if found is not None:
        return tr.text(_LANGUAGES[found[2]], what=_named(tr, found[1], known))
    last = name.rsplit(".", 1)[-1]
    return tr.text(known[last]) if last in known else last.replace("_", " ")


def column_words(tr: Translator, column: str) -> str:
    """Name a column or a field of the head."""
    return _named(tr, column, _COLUMNS)


def block_words(tr: Translator, name: str) -> str:
    """Name a block of rows."""
    return _named(tr, name, _BLOCKS)


def key_words(tr: Translator, block: Block, code: str) -> str:
    """Name a line of a block of settings: a setting in words, a rule by what it says."""
    if block.kind is not BlockKind.PAIRS:
        return code
    rule = RULES[code].text if code in RULES else TEXTS.get(code, ("",))[0]
    if rule:
        return _PLACE.sub("…", tr.text(rule))
    return _named(tr, code, _KEYS)
