"""The desk: the only thing that the window and the commands talk to."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.errors import Code, Conflict, InputProblem
from mediadesk.usecases.acts import Acts
from mediadesk.usecases.agenda import Agenda
from mediadesk.usecases.agreement_editing import AgreementEditing
from mediadesk.usecases.blanks import Blanks
from mediadesk.usecases.bringing_back import BringingBack
from mediadesk.usecases.centre_people import CentrePeople
from mediadesk.usecases.filing import Filing
from mediadesk.usecases.following import Following
from mediadesk.usecases.giving_out import GivingOut
from mediadesk.usecases.histories import Histories
from mediadesk.usecases.importing import Importing
from mediadesk.usecases.intake_questions import IntakeQuestions
from mediadesk.usecases.judging import guard
from mediadesk.usecases.listing import Listing
from mediadesk.usecases.office_view import OfficeView
from mediadesk.usecases.people_questions import PeopleQuestions
from mediadesk.usecases.personal_data import PersonalData
from mediadesk.usecases.practice_copy import PracticeCopies
from mediadesk.usecases.practising import Practising
from mediadesk.usecases.questions_mediators import MediatorQuestions
from mediadesk.usecases.reference import ReferenceData
from mediadesk.usecases.sealed_notes import SealedNotes
from mediadesk.usecases.signing_questions import Signing
from mediadesk.usecases.submitted_reports import SubmittedReports
from mediadesk.usecases.term_lists import Terms
from mediadesk.usecases.text_packs import TextPacks
from mediadesk.usecases.updating import Updating
from mediadesk.usecases.whole_case import WholeCase

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit
    from mediadesk.domain.commands import Command
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.usecases.handling import Done
    from mediadesk.usecases.law import Law

__all__ = ["Desk"]


class Desk(
    CentrePeople,
    Acts,
    Agenda,
    AgreementEditing,
    Blanks,
    BringingBack,
    Filing,
    Following,
    GivingOut,
    Histories,
    Importing,
    IntakeQuestions,
    Listing,
    MediatorQuestions,
    OfficeView,
    PeopleQuestions,
    PersonalData,
    PracticeCopies,
    Practising,
    ReferenceData,
    SealedNotes,
    Signing,
    SubmittedReports,
    Terms,
    TextPacks,
    Updating,
    WholeCase,
):
    """Executes commands, one transaction each, and remembers which can be undone."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Keep the open store; a sitting begins."""
        super().__init__(store, clock=clock, ids=ids, centre=centre, law=law)
        self._done: list[tuple[int, str]] = []
        self._undone: list[tuple[int, str]] = []

    def execute(self, cmd: Command) -> Future[Outcome]:
        """Do a command; the future gives its outcome or raises one of `mediadesk.errors`.

        RuleBroken and NeedsConfirmation carry findings; Conflict says that the record is newer.
        """
        from mediadesk.domain.commands import name_of
        from mediadesk.usecases.dispatch import HANDLERS, journal_params
        from mediadesk.usecases.undoing import UNDOABLE

        handler, law = HANDLERS[type(cmd)], self.law
        given: Future[Outcome] = Future()
        try:
            self.judge_command(cmd, (seq for seq, _name in (*self._done, *self._undone)))
        except InputProblem as problem:
            given.set_exception(problem)
            return given

        def work(unit: Unit) -> Done:
            done = handler(cmd, unit, law)
            self.judge_changes(cmd, unit)
            self.judge_owner(cmd, unit)
            return done

        submitted = self.store.submit(
            work,
            command=name_of(cmd),
            params=journal_params(cmd),
            undoable=type(cmd) in UNDOABLE,
        )

        def finish(future: Future[tuple[Done, ChangeSet]]) -> None:
            error = future.exception()
            if error is not None:
                given.set_exception(error)
                return
            done, changes = future.result()
            self._remember(cmd, changes)
            given.set_result(
                Outcome(
                    changes,
                    done.id,
                    done.message,
                    done.params,
                    done.findings,
                    done.due_on,
                )
            )

        submitted.add_done_callback(finish)
        return given

    def _remember(self, cmd: Command, changes: ChangeSet) -> None:
        """Keep the lists of what can be undone and done again in this sitting."""
        from mediadesk.domain.commands import Redo, SaveOffice, Undo, name_of
        from mediadesk.domain.commands_notes import DestroyNotes
        from mediadesk.usecases.undoing import LAST_OF_SITTING, UNDOABLE

        self._blocked_cases = None  # any command may have changed who is a party where
        if isinstance(cmd, DestroyNotes):
            self.store.forget_pages()
        if not changes.changes:
            return
        self.forget_own(changes)
        if changes.touches("reference_text"):
            self._is_shelf_new = True
        if isinstance(cmd, Undo):
            label = next((name for seq, name in self._done if seq == cmd.seq), "")
            self._done = [each for each in self._done if each[0] != cmd.seq]
            self._undone.append((changes.seq, label))
        elif isinstance(cmd, Redo):
            label = next((name for seq, name in self._undone if seq == cmd.seq), "")
            self._undone = [each for each in self._undone if each[0] != cmd.seq]
            self._done.append((changes.seq, label))
        else:
            self._undone.clear()
            is_making = isinstance(cmd, SaveOffice) and changes.seq == 1  # a centre gets its office
            if type(cmd) in UNDOABLE and not is_making:
                self._done.append((changes.seq, name_of(cmd)))
            else:
                self._done.clear()
        del self._done[:-LAST_OF_SITTING]

    def undo_label(self) -> str | None:
        """Name the command that `undo` would take back; None if there is nothing."""
        return self._done[-1][1] if self._done else None

    def undo(self) -> Future[Outcome]:
        """Take back the last command of this sitting; Conflict if that is not possible."""
        from mediadesk.domain.commands import Undo

        if not self._done:
            raise Conflict(Code.NOTHING_TO_UNDO)
        return self.execute(Undo(seq=self._done[-1][0]))

    def redo_label(self) -> str | None:
        """Name the command that `redo` would do again; None if there is nothing."""
        return self._undone[-1][1] if self._undone else None

    def redo(self) -> Future[Outcome]:
        """Do again what was taken back last."""
        from mediadesk.domain.commands import Redo

        if not self._undone:
            raise Conflict(Code.NOTHING_TO_UNDO)
        return self.execute(Redo(seq=self._undone[-1][0]))


guard(Desk)
