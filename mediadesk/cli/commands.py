"""The table of commands."""

from collections.abc import Callable
from typing import Final

from mediadesk.cli import (
    about,
    acts,
    agenda,
    attachments,
    documents,
    files,
    giving_out,
    journals,
    looking,
    making,
    packages,
    personal,
    registers,
    rescue,
    signing,
    texts,
    updates,
    upkeep,
)
from mediadesk.cli.context import Context, Status

__all__ = ["COMMANDS"]

COMMANDS: Final[dict[str, Callable[[Context], Status]]] = {
    "init": making.init,
    "demo": making.demo,
    "import": journals.take_in,
    "report": files.report,
    "document": documents.document,
    "casefile": documents.casefile,
    "files": attachments.files,
    "signatures": signing.signatures,
    "scan": signing.scan,
    "texts": texts.texts,
    "search": looking.search,
    "cases": looking.cases,
    "terms": looking.terms,
    "mediators": registers.mediators,
    "calendar": agenda.calendar,
    "journal": acts.journal,
    "export": giving_out.give_out,
    "person": personal.person,
    "destroyed": personal.destroyed,
    "practice-copy": personal.practice_copy,
    "package": packages.package,
    "backup": upkeep.backup,
    "update": updates.update,
    "check": upkeep.check,
    "recover": rescue.recover,
    "self-test": upkeep.self_test,
    "about": about.about,
}
"""Name of each command and the function that does it."""
