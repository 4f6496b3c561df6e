"""The code lists whose words stand in journals, and what counts where a journal tells nothing."""

from typing import Final

from mediadesk.domain.types import (
    DisputeKind,
    Labelled,
    Outcome,
    ProcessLanguage,
    Source,
    Stage,
)

__all__ = ["CODE_TYPES", "COUNTED_AS"]

CODE_TYPES: Final[dict[str, type[Labelled]]] = {
    "kind": DisputeKind,
    "stage": Stage,
    "source": Source,
    "outcome": Outcome,
    "language": ProcessLanguage,
}
COUNTED_AS: Final[dict[str, Labelled]] = {
    "kind": DisputeKind.CIVIL,
    "stage": Stage.PRE_COURT,
    "source": Source.SELF,
}
"""What a case gets whose journal does not say it: the register has no empty field there."""
