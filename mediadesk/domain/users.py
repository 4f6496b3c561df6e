"""People of the centre who work with the program, each with a role."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from mediadesk.domain.fields import Field
from mediadesk.domain.types import MediatorId, Uid, UserId
from mediadesk.marks import N_

__all__ = ["HEAD", "User"]

HEAD = "head"
"""The role that may do everything, whatever the data of roles says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person who opens the centre by a passphrase of their own.

    `mark` names the person's slot in the key file; '' is the slot a centre with one person has.
    `login` stands in the key file too: it is read before the centre is open.
    """

    id: UserId = UserId(0)
    uid: Uid = Uid(b"")
    rev: int = 0
    login: Annotated[
        str,
        Field(
            N_("Name at the door"),
            required=True,
            max_len=60,
            help=N_("Shown before the centre is open: a first name or a post is enough"),
        ),
    ] = ""
    name: Annotated[str, Field(N_("Full name"), max_len=300, personal=True)] = ""
    role: Annotated[str, Field(N_("Role"), required=True, max_len=40)] = HEAD
    mediator_id: Annotated[
        MediatorId | None,
        Field(N_("Mediator"), help=N_("Whose cases are this person's own")),
    ] = None
    is_active: Annotated[bool, Field(N_("May open the centre"))] = True
    must_change: Annotated[bool, Field(N_("Must choose a passphrase"))] = False
    mark: str = ""
    added_on: Annotated[date | None, Field(N_("Added on"))] = None

    @property
    def shown(self) -> str:
        """Name the person for the journal."""
        return self.name or self.login
