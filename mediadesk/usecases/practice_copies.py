"""Registered copies of a practice centre: papers of its newest cases, printed as a desk prints them."""

from functools import partial
from typing import TYPE_CHECKING, Final

from mediadesk.domain.bilingual import Words
from mediadesk.domain.commands import RegisterCopy
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import CaseState, DocumentKind
from mediadesk.usecases.copies import copy_command, register_copy
from mediadesk.usecases.documents import Documents
from mediadesk.usecases.law import Law
from mediadesk.usecases.practice_words import PracticeWords

if TYPE_CHECKING:
    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit

__all__ = ["show_copies"]

_MOST: Final = 3


def show_copies(store: "Store", law: Law, words: PracticeWords) -> None:
    """Register contract and signed agreement of a few cases, one copy for each party."""
    desk = Documents(store, clock=store.clock, ids=store.ids, centre=store.folder, law=law)
    for row in desk.cases(CaseQuery(states=(CaseState.MEDIATION,)), 0, _MOST):
        file = desk.case_file(row.id)
        is_signed = file.agreement is not None and file.agreement.is_signed
        for kind in (DocumentKind.CONTRACT, DocumentKind.AGREEMENT)[: 1 + is_signed]:
            printed = desk.document(row.id, kind)
            if printed.is_draft:
                continue
            whom = [words.of(Words(each.name_ru, each.name_kk)) for each in file.parties]
            made = desk.numbered(row.id, printed, len(whom))
            commands = [
                copy_command(row.id, each, for_whom=name)
                for each, name in zip(made, whom, strict=True)
            ]
            work = partial(_register, commands=commands, law=law)
            store.submit(work, command="RegisterCopy", params={}, undoable=False).result()


def _register(unit: "Unit", commands: list[RegisterCopy], law: Law) -> None:
    for each in commands:
        register_copy(each, unit, law)
