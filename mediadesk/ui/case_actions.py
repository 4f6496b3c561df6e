"""What can be done with the case that is shown: its windows and its simple commands."""

from PySide6.QtWidgets import QWidget

from mediadesk.domain.codes import SessionState
from mediadesk.domain.commands import RemoveParty, RemoveSession
from mediadesk.domain.model import Obligation, Session
from mediadesk.domain.rights import Right
from mediadesk.domain.rows import CaseFile, PartyFile
from mediadesk.domain.types import DocumentKind, PartyId
from mediadesk.ui import case_dialogs as dialogs
from mediadesk.ui import ending_dialogs, session_dialogs
from mediadesk.ui.allowed import wanting
from mediadesk.ui.context import Ctx
from mediadesk.ui.page import Page

__all__ = ["CaseActions"]


class CaseActions:
    """Actions on one case as it was read; a new reading gets new actions."""

    def __init__(self, ctx: Ctx, owner: QWidget, file: CaseFile) -> None:
        """Keep the page the windows belong to, and the case."""
        self.ctx = ctx
        self.owner = owner
        self.file = file
        self.why_locked = ctx.desk.why_not_changed(file.case.id)
        """Why nothing of the case is changed here; None where it may be."""

    @wanting(Right.REGISTER)
    def edit(self) -> None:
        """Change the facts of the dispute."""
        dialogs.edit_case(self.ctx, self.owner, self.file)

    @wanting(Right.ASSIGN)
    def open_case(self) -> None:
        """Open the case of the appeal."""
        dialogs.open_case(self.ctx, self.owner, self.file)

    @wanting(Right.CLOSE)
    def close(self) -> None:
        """End the case."""
        ending_dialogs.close_case(self.ctx, self.owner, self.file)

    @wanting(Right.CLOSE)
    def reopen(self) -> None:
        """Open the closed case again."""
        ending_dialogs.reopen_case(self.ctx, self.owner, self.file)

    @wanting(Right.REGISTER)
    def add_party(self) -> None:
        """Enter a party."""
        dialogs.edit_party(self.ctx, self.owner, self.file, None)

    @wanting(Right.REGISTER)
    def edit_party(self, party: PartyFile) -> None:
        """Change a party."""
        dialogs.edit_party(self.ctx, self.owner, self.file, party)

    @wanting(Right.REGISTER)
    def remove_party(self, party_id: PartyId) -> None:
        """Take a party out; it can be undone."""
        self.execute(RemoveParty(party_id=party_id))

    @wanting(Right.CONDUCT)
    def edit_contract(self) -> None:
        """Conclude the contract or change it."""
        dialogs.edit_contract(self.ctx, self.owner, self.file)

    @wanting(Right.CONDUCT)
    def add_session(self) -> None:
        """Record a session."""
        session_dialogs.edit_session(self.ctx, self.owner, self.file, None)

    @wanting(Right.CONDUCT)
    def plan_session(self) -> None:
        """Plan a session."""
        session_dialogs.plan_session(self.ctx, self.owner, self.file)

    @wanting(Right.CONDUCT)
    def edit_session(self, session: Session) -> None:
        """Change a session: the plan of one that is planned, everything of another."""
        if session.state is SessionState.PLANNED:
            session_dialogs.plan_session(self.ctx, self.owner, self.file, session)
        else:
            session_dialogs.edit_session(self.ctx, self.owner, self.file, session)

    @wanting(Right.CONDUCT)
    def hold_session(self, session: Session) -> None:
        """Record that a planned session was held."""
        session_dialogs.hold_session(self.ctx, self.owner, self.file, session)

    @wanting(Right.CONDUCT)
    def view_session(self, session: Session | None = None) -> None:
        """Open the quiet view of a session."""
        from mediadesk.ui.session_view import SessionView

        view = SessionView(self.ctx, self.owner, self.file, session)
        if isinstance(self.owner, Page):
            view.finished.connect(self.owner.reload)
        view.start()

    @wanting(Right.CONDUCT)
    def remove_session(self, session: Session) -> None:
        """Take a session out; it can be undone."""
        self.execute(RemoveSession(session_id=session.id))

    @wanting(Right.CONDUCT)
    def open_agreement(self) -> None:
        """Go to the editor of the agreement."""
        self.ctx.navigate("agreement", case_id=self.file.case.id)

    @wanting(Right.CONDUCT)
    def sign(self) -> None:
        """Record that the agreement was signed."""
        dialogs.sign_agreement(self.ctx, self.owner, self.file)

    @wanting(Right.REGISTER)
    def perform(self, duty: Obligation) -> None:
        """Record whether an obligation was performed."""
        dialogs.record_performance(self.ctx, self.owner, duty)

    @wanting(Right.PRINT)
    def preview(self, kind: DocumentKind, about: int = 0) -> None:
        """Show a document before it is printed; `about` is the record it is for, 0 the newest."""
        from mediadesk.ui.preview import PreviewDialog

        PreviewDialog(self.ctx, self.file.case.id, kind, self.owner, about).open()

    def execute(self, command: object) -> None:
        """Do a command; the window shows what came of it."""
        self.ctx.jobs.execute(self.ctx.desk, command, owner=self.owner)
