"""All entities of a mediation centre: frozen data, each field declared once.

Every entity has `id` (local key, 0 until stored), `uid` (identity outside this file) and `rev`
(revision, counted by the store). Relations are ids.
"""

from mediadesk.domain.casework import Case, Contract, Party, Session
from mediadesk.domain.papers import Agreement, ImportBatch, Obligation, PrintedCopy
from mediadesk.domain.people import Mediator, Office, Organisation, Person

__all__ = [
    "ENTITIES",
    "Agreement",
    "Case",
    "Contract",
    "Entity",
    "ImportBatch",
    "Mediator",
    "Obligation",
    "Office",
    "Organisation",
    "Party",
    "Person",
    "PrintedCopy",
    "Session",
]

Entity = (
    Office | Person | Organisation | Mediator | Case | Party | Contract | Session
    | Agreement | Obligation | ImportBatch | PrintedCopy
)  # fmt: skip

ENTITIES: tuple[type[Entity], ...] = (
    Office, Person, Organisation, Mediator, Case, Party, Contract, Session,
    Agreement, Obligation, ImportBatch, PrintedCopy,
)  # fmt: skip
